"""``wgtrack calendar``: working days, of countries and of one's own."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

import typer
from attrs import evolve

from wgtrack import clock
from wgtrack.dates.instants import day
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import InputError
from wgtrack.messages.message import iso_day, untranslated
from wgtrack.messages.phrases import count_words, day_words, short_day
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
    named = {*(one for one, _ in (*given.get("off", ()), *given.get("work", ()))), *given.pop("plain", ())}
    off = _without(calendar.off, named) + given.pop("off", ())
    work = _without(calendar.work, named) + given.pop("work", ())
    return evolve(calendar, off=off, work=work, **given)


def _without(days: NamedDays, named: set[date]) -> NamedDays:
    return tuple(pair for pair in days if pair[0] not in named)


@root.command(app, "show", "calendar show", "calendar show CN")
def show(context: typer.Context, key: CalendarOfGroup = None, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print a calendar: where its days are from, and for which years."""
    name = record_commands.show_format(format_)
    with session.reading(context) as tracker:
        programme = tracker.programme(at)
        calendar = _asked(programme, context, key)
    used = [group for group in programme.groups if calendar_key(programme, group) == calendar.key]
    lines = [
        ("weekend", ", ".join(parsing.WEEKDAYS[weekday] for weekday in sorted(calendar.weekend)) or "none"),
        ("years", _years(calendar) or "every year"),
        ("provisional", _ranges(calendar.provisional_years) or "no year"),
        ("days off", f"{len(calendar.off)}; 'wgtrack calendar days {calendar.key}' lists them"),
        ("days worked", f"{len(calendar.work)} of weekends"),
        ("used by", ", ".join(used) or "no group"),
    ]
    detail_view.show(calendar, [*lines, *detail_view.origin(calendar)], name)


def _asked(programme: WorkProgramme, context: typer.Context, key: str | None) -> Calendar:
    """The calendar of this key, or the one that the group on top lives by."""
    found: Calendar = record_commands.found(programme, context, key or calendar_key(programme, programme.only_group()))
    return found


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
    with session.reading(context) as tracker:
        calendar = _asked(tracker.programme(at), context, key)
    start = day(first) if first else date(clock.now().year, 1, 1)
    end = day(last) if last else start.replace(month=12, day=31)
    if end < start:
        raise InputError(
            untranslated(
                "the days would end on {last} before they start on {first}", first=iso_day(start), last=iso_day(end)
            ),
            untranslated("give the later day with --to"),
        )
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
