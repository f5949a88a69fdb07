"""``wgtrack event``: meetings, summits and other dates that work hangs on."""

from typing import Annotated, Any

import typer

from wgtrack.dates import Resolver
from wgtrack.errors import InputError
from wgtrack.messages.message import argument, untranslated
from wgtrack.messages.phrases import due_words
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event
from wgtrack_cli import change_messages, item_commands, items, output, record_commands, root, session, tables
from wgtrack_cli.fields import fields_of, values, with_fields
from wgtrack_cli.options import (
    At,
    EventKey,
    GroupFilter,
    ListFormat,
    NewKey,
    ShowFormat,
    SortBy,
    TextFilter,
    TookEffect,
    Why,
)

app = root.noun("Meetings, summits and other dates that work hangs on: add, edit, show, list, move, drop.")

OWN = fields_of(Event)
HEADINGS = ("key", "starts", "ends", "title", "group")


@root.command(
    app, "add", "event add plenary --title 'Autumn plenary' --starts 2016-11-08 --ends 2016-11-10 --place Beijing"
)
@with_fields(OWN, adding=True)
def add(context: typer.Context, key: NewKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Put an event on record."""
    found = record_commands.with_group(context, values(OWN, given))
    record_commands.add(context, Event(key=key, **found), why, at)


@root.command(app, "edit", "event edit summit --place 'Hyatt on the Bund, Shanghai'")
@with_fields(OWN, adding=False)
def edit(context: typer.Context, key: EventKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Change what is recorded of an event. Its days change with 'event move'."""
    record_commands.edit(context, key, lambda _event: values(OWN, given), why, at)


@root.command(app, "show", "event show summit")
def show(context: typer.Context, key: EventKey, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print an event, its days, and what depends on it: dates of others, directly or through others, and work for it."""
    record_commands.show(context, key, at, format_, more=_days)


def _days(event: Event, programme: WorkProgramme) -> list[tuple[str, str]]:
    resolver = Resolver(programme)
    starts, ends = resolver.starts(event), resolver.ends(event)
    lines = [("first day", str(due_words(starts, weekday=True)))] if starts else []
    lines += [("last day", str(due_words(ends, weekday=True)))] if ends and ends != starts else []
    return lines


@root.command(app, "list", "event list --at 2016-09-05")
def list_(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    text: TextFilter = None,
    sort: SortBy = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """List the events, dropped ones included."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        programme = tracker.programme(at)
    resolver = Resolver(programme)
    events = record_commands.with_text(record_commands.in_group(programme.events.values(), programme, group), text)
    rows = [
        (
            *(
                event.key,
                *(items.written(day) if day else "" for day in (resolver.starts(event), resolver.ends(event))),
            ),
            *(f"{event.title} (dropped)" if event.dropped else event.title, event.group),
        )
        for event in events
    ]
    record_commands.list_records(events, tables.Table(HEADINGS, rows), sort, name)


@root.command(app, "move", "event move summit --starts 2016-09-26 --ends 2016-10-01 --why 'the hall is taken'")
def move(
    context: typer.Context,
    key: EventKey,
    *,
    starts: Annotated[
        str | None, typer.Option("--starts", metavar="DATE", help="The day or instant it starts now.")
    ] = None,
    ends: Annotated[str | None, typer.Option("--ends", metavar="DATE", help="Its last day now.")] = None,
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Move an event and all that hangs on it. Prints every deadline that moves; needs --why."""
    if not why:
        message = untranslated("moving '{key}' needs a reason", code="no_reason", key=key)
        raise InputError(message, untranslated("give it with {why}", why=argument("why")))
    with session.writing(context) as tracker:
        done = tracker.move_event(key, why=why, at=at, **item_commands.given_dates(starts=starts, ends=ends))
        output.say(change_messages.moved(key, done.deadlines, tracker.programme()))


@root.command(app, "drop", "event drop summit --why 'called off'")
def drop(context: typer.Context, key: EventKey, *, why: Why = None, at: TookEffect = None) -> None:
    """Give up an event. It stays on record, and 'check' tells what still hangs on it; needs --why."""
    with session.writing(context) as tracker:
        record_commands.required(tracker, context, key)
        tracker.drop(key, why=why or "", at=at)
    output.say(f"event {key} dropped: {why}")
