"""``wgtrack log``: what was changed, when, by whom and why."""

from collections.abc import Iterator
from typing import Annotated

import typer

from wgtrack.dates.instants import end_of_day, zone
from wgtrack.errors import InputError
from wgtrack.formats import entry_words
from wgtrack.formats.cells import cell_width, wrap
from wgtrack.messages.message import untranslated
from wgtrack.messages.phrases import one_line
from wgtrack.model.journal import Entry
from wgtrack.model.programme import KEYED, WorkProgramme, zone_name
from wgtrack.model.records import Group
from wgtrack_cli import completion, data, output, record_commands, root, session
from wgtrack_cli.options import At, ShowFormat
from wgtrack_cli.parsing import one_of

app = root.question()


@root.command(app, "log", "log TR-3", "log --since 2016-09-12 --at 2016-09-18", "log --head")
def log(
    context: typer.Context,
    key: Annotated[
        str | None,
        typer.Argument(metavar="[KEY]", help="Of this record alone.", autocompletion=completion.keys(*KEYED)),
    ] = None,
    *,
    since: Annotated[
        str | None, typer.Option("--since", metavar="WHEN", help="From the start of this day, or this instant, on.")
    ] = None,
    at: At = None,
    head: Annotated[
        bool,
        typer.Option("--head", help="Only the number and hash of the newest entry, to be kept in the group's minutes."),
    ] = False,
    format_: ShowFormat = "text",
) -> None:
    """What was changed, oldest first: step, when it took effect, by whom, what and why."""
    name = one_of(("text", "json"), "format")(format_)
    if head:
        _check_alone({"a key": key, "--since": since, "--at": at})
        _say_head(context, name)
        return
    with session.reading(context) as tracker:
        entries = tracker.log(key, since, at)
        programme = tracker.programme()
    if name == "json":
        output.give(data.as_json([_as_data(entry) for entry in entries]))
    else:
        lines = [line for entry in entries for line in _told(entry, programme, titled=key is None)]
        output.say("\n".join(lines) or "nothing was changed")


def _check_alone(others: dict[str, str | None]) -> None:
    for other, value in others.items():
        if value is not None:
            message = untranslated(
                "--head is about the newest entry of all, and takes no {other}", other=other.removeprefix("a ")
            )
            raise InputError(message, untranslated("leave it out"))


def _say_head(context: typer.Context, name: str) -> None:
    with session.reading(context) as tracker:
        newest = tracker.head()
    if name == "json":
        output.give(data.as_json(newest and newest._asdict()))
    else:
        output.say(str(newest or "nothing was changed"))


def _told(entry: Entry, programme: WorkProgramme, *, titled: bool) -> Iterator[str]:
    """``#12  2016-09-06 17:00+08:00  editors  done task TR-3``, and under it what changed and why."""
    title = _title(entry) if titled else ""
    yield from _head(f"#{entry.step}  {_when(entry, programme)}  {one_line(entry.by)}", _what(entry))
    if title:
        yield from _wrapped(title)
    is_new = entry.before is None and entry.after is not None
    if told := "" if is_new else str(entry_words.of_entry(entry)):
        yield from _wrapped(told)
    if entry.why:
        yield from _wrapped(f"why: {one_line(entry.why)}")


def _head(when_and_who: str, what: str) -> list[str]:
    """Both on one line, or on two where the terminal is too narrow."""
    line = f"{when_and_who}  {what}"
    width = output.width()
    return [line] if width is None or cell_width(line) <= width else [when_and_who, *_wrapped(what)]


def _what(entry: Entry) -> str:
    verb = entry.action.replace("_", " ")
    takes_back = f" of step {entry.undoes}:" if entry.undoes else ""
    return f"{verb}{takes_back} {entry.kind} {entry.key}"


def _title(entry: Entry) -> str:
    record = entry.after or entry.before
    return one_line(getattr(record, "title", None) or getattr(record, "name", None) or "")


def _wrapped(text: str) -> Iterator[str]:
    width = output.width()
    for line in [text] if width is None else wrap(text, width - 4):
        yield f"    {line}"


def _when(entry: Entry, programme: WorkProgramme) -> str:
    """When it took effect, in the zone of its group: a day alone where no more was said."""
    in_zone = zone(_zone(entry, programme))
    at = entry.at.astimezone(in_zone)
    return f"{at:%Y-%m-%d}" if at == end_of_day(at.date(), in_zone) else at.isoformat(" ", "minutes")


def _zone(entry: Entry, programme: WorkProgramme) -> str:
    record = entry.after or entry.before
    group = record.key if isinstance(record, Group) else getattr(record, "group", None)
    if group is None:  # a party, a calendar or a lifecycle, which belong to nobody
        group = next(iter(record_commands.top_groups(programme)), None)
    return zone_name(programme, group) if group else "UTC"


def _as_data(entry: Entry) -> dict[str, object]:
    """One entry: the fields that changed with their old and new values, and not the whole records."""
    found: dict[str, object] = data.plain(entry)
    del found["before"], found["after"]
    return {**found, "changes": [data.plain(change) for change in entry.changes]}
