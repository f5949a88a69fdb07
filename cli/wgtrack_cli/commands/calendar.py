"""``wgtrack calendar``: working days, of countries and of one's own."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Annotated, Any

import typer
from attrs import evolve

from wgtrack import clock
from wgtrack.dates.instants import day
from wgtrack.dates.national_calendars import categories_left_out, national_calendar
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import InputError
from wgtrack.messages.message import iso_day, untranslated
from wgtrack.messages.phrases import count_words, day_words, short_day, weekend_words
from wgtrack.model.calendars import Calendar, NamedDays
from wgtrack.model.programme import WorkProgramme, calendar_key
from wgtrack_cli import (
    change_messages,
    completion,
    detail_view,
    output,
    parsing,
    record_commands,
    root,
    session,
    tables,
)
from wgtrack_cli.fields import Field, fields_of, values, with_fields
from wgtrack_cli.options import (
    At,
    CalendarKey,
    CalendarOfGroup,
    GroupFilter,
    Language,
    ListFormat,
    NewKey,
    OutputFile,
    OwnerFilter,
    ShowFormat,
    SortBy,
    TookEffect,
    Why,
)

app = root.noun(
    "Working days: add, edit, show, list, days, refresh; and the group's dates for other calendars: export."
)

OWN = fields_of(Calendar, weekend=parsing.weekend, off=parsing.named_day, work=parsing.named_day)
PLAIN = Field("plain", "A day that follows the plain week again.", metavar="DAY", many=True, read=day)
#: How deadlines can stand in another calendar.
DEADLINES = ("todo", "event", "both")
HEADINGS = ("key", "title", "years", "off", "worked", "provisional", "source")


@root.command(
    app, "add", "calendar add office --weekend Fri,Sat --off '2016-10-10=Move' --work '2016-10-08=Instead of the move'"
)
@with_fields(OWN, adding=True)
def add(context: typer.Context, key: NewKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Put a calendar of your own on record. That of a country is there once a group names it."""
    if given.get("weekend") and parsing.weekend(given["weekend"]) is None:
        raise _of_no_country(key)
    record_commands.add(context, Calendar(key=key, **values(OWN, given)), why, at)


@root.command(app, "edit", "calendar edit CN --off '2016-12-30=Agreed closing' --why 'decided in the plenary'")
@with_fields((*OWN, PLAIN), adding=False)
def edit(context: typer.Context, key: CalendarKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Add days to a calendar or take them out. Prints every deadline that moves with it."""
    found = values((*OWN, PLAIN), given)
    if not found:
        raise record_commands.nothing_to_change(key, context)
    with session.writing(context) as tracker:
        programme = tracker.programme()
        calendar = record_commands.found(programme, context, key)
        told = record_commands.edited(calendar, tracker.save(_changed(calendar, found), why=why, at=at))
        output.say("\n".join([told, *change_messages.moved_lines(tracker.moved(), programme)]))


def _changed(calendar: Calendar, given: dict[str, Any]) -> Calendar:
    """The calendar with days added and taken out; every other field is replaced."""
    off, work, plain = (given.pop(name, ()) for name in ("off", "work", "plain"))
    named = {*(one for one, _ in (*off, *work)), *plain}
    if calendar.is_national and named:  # also days that are so already: whatever is looked up later, they stay so
        given["own_off"] = _without(calendar.own_off, named) + off
        given["own_work"] = _without(calendar.own_work, named) + work
        given["own_plain"] = {*calendar.own_plain, *plain} - {one for one, _ in (*off, *work)}
    if calendar.is_national and "weekend" in given:
        given["own_weekend"] = given["weekend"]
    if given.get("weekend", ()) is None:
        given["weekend"] = _weekend_of_country(calendar)
    return evolve(
        calendar, off=_without(calendar.off, named) + off, work=_without(calendar.work, named) + work, **given
    )


def _weekend_of_country(calendar: Calendar) -> frozenset[int]:
    """The weekend that stands until the country's is looked up."""
    if not calendar.is_national:
        raise _of_no_country(calendar.key)
    return calendar.weekend


def _of_no_country(key: str) -> InputError:
    message = untranslated("the calendar '{key}' is of no country", key=key)
    return InputError(message, untranslated("give its weekend, such as Sat,Sun or none"))


def _without(days: NamedDays, named: set[date]) -> NamedDays:
    return tuple(pair for pair in days if pair[0] not in named)


@root.command(app, "show", "calendar show", "calendar show CN")
def show(context: typer.Context, key: CalendarOfGroup = None, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print a calendar: where its days are from, and for which years."""
    name = record_commands.show_format(format_)
    year = clock.now().year
    programme, calendar = _asked(context, key, at, range(year - 1, year + 3))
    used = [group for group in programme.groups if calendar_key(programme, group) == calendar.key]
    lines = [
        ("weekend", _weekend(calendar)),
        ("years", _years(calendar) or "every year"),
        ("provisional", _ranges(calendar.provisional_years) or "no year"),
        ("days off", f"{len(calendar.off)}; 'wgtrack calendar days {calendar.key}' lists them"),
        ("days worked", f"{len(calendar.work)} of weekends"),
        *_own(calendar),
        *_not_covered(calendar),
        ("used by", ", ".join(used) or "no group"),
    ]
    detail_view.show(calendar, [*lines, *detail_view.origin(calendar)], name)


def _asked(context: typer.Context, key: str | None, at: str | None, years: range) -> tuple[WorkProgramme, Calendar]:
    """The record, and the calendar of this key in it, or the one that the group on top lives by.

    A country's that is not on record, or of no record at all, is looked up for these years.
    """
    if key is not None and not session.is_there(context):
        return WorkProgramme(), _looked_up(national_calendar(key, years))
    with session.reading(context) as tracker:
        programme = tracker.programme(at)
    wanted = key or calendar_key(programme, programme.only_group())
    if wanted in programme.calendars or programme.find(wanted) is not None:
        return programme, record_commands.found(programme, context, wanted)
    try:
        national = national_calendar(wanted, years)
    except InputError:  # no country's: told as for any key that is not there
        return programme, record_commands.found(programme, context, wanted)
    return programme, programme.calendars.get(national.key) or _looked_up(national)


def _looked_up(calendar: Calendar) -> Calendar:
    output.remark(f"the calendar '{calendar.key}' is not on record; this is what would be looked up for it now")
    return calendar


def _weekend(calendar: Calendar) -> str:
    taken = str(weekend_words(calendar.weekend))
    if calendar.other_weekend is None or not calendar.weekend_in_doubt:
        return taken if calendar.own_weekend is None else f"{taken}, as decided by the group"
    other = str(weekend_words(calendar.other_weekend))
    return f"{taken}; another source has {other}: say which holds with 'wgtrack calendar edit {calendar.key} --weekend'"


def _own(calendar: Calendar) -> Iterator[detail_view.Line]:
    """The days that a group decided on, which a new look-up leaves as they are."""
    days = [
        *((day, f"off {name}".rstrip()) for day, name in calendar.own_off),
        *((day, f"worked {name}".rstrip()) for day, name in calendar.own_work),
        *((day, "plain") for day in calendar.own_plain),
    ]
    if days:
        yield "own days", ", ".join(f"{day} {what}" for day, what in sorted(days))


def _not_covered(calendar: Calendar) -> Iterator[detail_view.Line]:
    """The days that there are for a country beside those that the calendar has, and where the country's are from."""
    if calendar.is_national:
        try:
            left_out = categories_left_out(calendar.key)
        except InputError:  # a country that the installed package does not know any more
            return
        if left_out:
            yield "not covered", f"{', '.join(left_out)}; take '{calendar.key}+{left_out[0]}' for its days too"


def _ranges(years: Iterable[int]) -> str:
    """Years with those that follow each other drawn together: ``2025, 2027-2031``."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return ", ".join(str(span[0]) if len(span) == 1 else f"{span[0]}-{span[-1]}" for span in spans)


def _years(calendar: Calendar) -> str:
    return f"{calendar.first_year} to {calendar.last_year}" if calendar.first_year else ""


@root.command(app, "list", "calendar list")
def list_(context: typer.Context, *, sort: SortBy = None, at: At = None, format_: ListFormat = "table") -> None:
    """List the calendars that are on record."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        calendars = list(tracker.programme(at).calendars.values())
    rows = [
        (
            *(one.key, one.title, _years(one) or "every year", str(len(one.off)), str(len(one.work))),
            *(_ranges(one.provisional_years), one.source or ""),
        )
        for one in calendars
    ]
    record_commands.list_records(calendars, tables.Table(HEADINGS, rows, ("title", "source")), sort, name)


@root.command(app, "days", "calendar days CN --from 2016-09-01 --to 2016-10-31")
def days(
    context: typer.Context,
    key: CalendarOfGroup = None,
    *,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="First day; that of the present year if left out.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Last day; the end of the first day's year if left out.")
    ] = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """List the days unlike the plain week; count the working days."""
    name = tables.checked_format(format_)
    start = day(first) if first else date(clock.now().year, 1, 1)
    end = day(last) if last else start.replace(month=12, day=31)
    if end < start:
        raise InputError(
            untranslated(
                "the days would end on {last} before they start on {first}", first=iso_day(start), last=iso_day(end)
            ),
            untranslated("give the later day with --to"),
        )
    _, calendar = _asked(context, key, at, range(start.year, end.year + 1))
    found = _between(calendar, start, end)
    rows = [(one.isoformat(), str(short_day(one))[:3], kind, what) for one, kind, what in found]
    table = tables.Table(("day", "weekday", "is", "name"), rows, ("name",), "no day differs from the plain week")
    tables.show(table, name, [{"day": one, "is": kind, "name": what} for one, kind, what in found])
    if name == "table":
        output.say(_count(calendar, start, end))


def _between(calendar: Calendar, start: date, end: date) -> Sequence[tuple[date, str, str]]:
    both = [(one, kind, what) for kind in ("off", "work") for one, what in getattr(calendar, kind)]
    return sorted(each for each in both if start <= each[0] <= end)


def _count(calendar: Calendar, start: date, end: date) -> str:
    working = WorkCalendar(calendar)
    number = working.working_days_between(start, end) + working.is_working_day(start)
    provisional = any(calendar.is_provisional(year) for year in range(start.year, end.year + 1))
    rests = " (provisional: the official days are not all known)" if provisional else ""
    return f"{count_words(number, 'working day')} from {day_words(start)!s} to {day_words(end)!s}{rests}"


@root.command(app, "refresh", "calendar refresh", "calendar refresh CN --why 'State Council notice for 2027'")
def refresh(
    context: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="[KEY]", help="Key of the calendar; all national ones if left out.")
    ] = None,
    *,
    why: Why = None,
) -> None:
    """Look up national calendars again. Prints every deadline that moves with it."""
    with session.writing(context) as tracker:
        done = tracker.refresh_calendar(key, why=why)
        programme = tracker.programme()
    if not done.calendars:
        output.say("every day is as it was; nothing was changed")
        return
    moved = change_messages.moved_lines(done.deadlines, programme) if done.deadlines else ["no deadline moved"]
    output.say("\n".join([f"looked up again: {', '.join(done.calendars)}", *moved]))


@root.command(
    app,
    "export",
    "calendar export -o group.ics",
    "calendar export -o cesi.ics --owner cesi --deadlines event --alarm 5wd --alarm 1d",
)
def export(
    context: typer.Context,
    *,
    file: OutputFile = output.STANDARD_OUTPUT,
    owner: OwnerFilter = None,
    deadlines: Annotated[
        str,
        typer.Option(
            "--deadlines",
            metavar="AS",
            help="todo, all-day event (for clients that show no tasks), or both.",
            autocompletion=completion.words(DEADLINES),
        ),
    ] = "todo",
    alarm: Annotated[
        list[str] | None,
        typer.Option("--alarm", metavar="TIME", help="Remind this long before: 5wd, 2d, 1w; may be given again."),
    ] = None,
    group: GroupFilter = None,
    at: At = None,
    language: Language = "en",
) -> None:
    """Write the group's events and deadlines as iCalendar, for the calendars that people subscribe to."""
    how: Any = parsing.one_of(DEADLINES, "way of deadlines")(deadlines)
    with session.reading(context) as tracker:
        data = tracker.calendar(at, group, owner=owner, deadlines=how, alarms=alarm or (), language=language)
    output.deliver(file, data)
