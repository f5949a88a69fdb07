"""What ``add``, ``edit``, ``show`` and ``list`` have in common for every noun."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import typer

import wgtrack
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.formats import entry_words
from wgtrack.messages.message import untranslated
from wgtrack.model.base import Record
from wgtrack.model.fields import searched_texts
from wgtrack.model.programme import KIND_OF
from wgtrack_cli import change_messages, detail_view, output, session, tables
from wgtrack_cli.errors import see_help
from wgtrack_cli.parsing import one_of

SHOW_FORMATS = ("text", "json")


def add(context: typer.Context, record: Record, why: str | None, at: str | None) -> None:
    """Put a new record on file and say so."""
    with session.writing(context) as tracker:
        stored = tracker.add(record, why=why, at=at)
        output.say(change_messages.added(stored, tracker.programme()))


def edit(
    context: typer.Context, key: str, fields: Callable[[Any], dict[str, Any]], why: str | None, at: str | None
) -> None:
    """Change the fields that were given, which ``fields`` makes of the record as it is, and say which they are."""
    with session.writing(context) as tracker:
        before = required(tracker, context, key)
        wanted = fields(before)
        if not wanted:
            raise nothing_to_change(key, context)
        lines = edited(before, tracker.edit(key, why=why, at=at, **wanted))
        output.say("\n".join([lines, *change_messages.others_moved(key, tracker)]))


def nothing_to_change(key: str, context: typer.Context) -> InputError:
    """The error where an ``edit`` was given no field."""
    return InputError(
        untranslated("nothing to change for '{key}'", code="nothing_to_change", key=key),
        untranslated("say what; {see}", see=see_help(context.command_path)),
    )


def edited(before: Record, after: Record) -> str:
    """What an edit changed, field by field."""
    kind = KIND_OF[type(after)]
    told = entry_words.between(before, after)
    if not told:
        return f"{kind} {after.key} is so already; nothing was changed"
    return "\n".join([f"{kind} {after.key} changed", *(f"  {line!s}" for line in told)])


def required(tracker: wgtrack.Tracker, context: typer.Context, key: str) -> Record:
    """The record with this key, of the kind of noun that the command belongs to."""
    record = tracker.get(key)
    _check_kind(record, context)
    return record


def found(programme: wgtrack.WorkProgramme, context: typer.Context, key: str) -> Any:
    """The record with this key in a programme of any instant, of the kind of noun that the command belongs to."""
    kind = _noun(context)
    record = programme.get(kind, key)
    if record is not None:
        return record
    other = programme.find(key)
    if other is None:
        raise UnknownKeyError(kind, key, programme.keys(kind))
    _check_kind(other, context)
    return other


def _check_kind(record: Record, context: typer.Context) -> None:
    kind, noun = KIND_OF[type(record)], _noun(context)
    if kind != noun:
        verb = context.info_name if _has_verb(context, kind) else "--help"
        raise InputError(
            untranslated(
                "'{key}' is {kind}, not {wanted}",
                code="another_kind",
                key=record.key,
                kind=f"{_article(kind)} {kind}",
                wanted=f"{_article(noun)} {noun}",
            ),
            untranslated("see 'wgtrack {kind} {verb}'", kind=kind, verb=verb or ""),
        )


def _has_verb(context: typer.Context, noun: str) -> bool:
    """Whether another noun has the command that was called for this one."""
    root: Any = context.find_root()
    return context.info_name in root.command.get_command(root, noun).commands


def _noun(context: typer.Context) -> str:
    """The noun of the command: ``task`` in ``wgtrack task edit``."""
    assert context.parent is not None  # noqa: S101 - a noun is above every command that asks
    return str(context.parent.info_name)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def show(
    context: typer.Context,
    key: str,
    at: str | None,
    format_: str,
    *,
    more: Callable[[Any, wgtrack.WorkProgramme], Sequence[detail_view.Line]] | None = None,
) -> None:
    """Print one record as of an instant; ``more`` makes lines of what others record of it."""
    name = show_format(format_)
    with session.reading(context) as tracker:
        programme = tracker.programme(at)
        record = found(programme, context, key)
    others = [*(more(record, programme) if more else ()), *detail_view.named_by(record, programme)]
    detail_view.show(record, [*detail_view.fields(record), *others, *detail_view.footer(record)], name)


def show_format(format_: str) -> str:
    """The name of a format of one record."""
    return one_of(SHOW_FORMATS, "format")(format_)


def with_group(context: typer.Context, given: dict[str, Any]) -> dict[str, Any]:
    """The fields with a group: as given, else that of the area, else the one group on top."""
    if given.get("group"):
        return given
    with session.reading(context) as tracker:
        programme = tracker.programme()
    area = programme.areas.get(given.get("area") or "")
    return {**given, "group": area.group if area else programme.only_group()}


def top_groups(programme: wgtrack.WorkProgramme) -> list[str]:
    """Keys of the groups that have no parent."""
    return [group.key for group in programme.groups.values() if group.parent is None]


def in_group(records: Iterable[Any], programme: wgtrack.WorkProgramme, group: str | None) -> list[Any]:
    """The records of a group and its committees; all of them without a group."""
    if group is None:
        return list(records)
    inside = frozenset(programme.group_and_committees(group))
    return [record for record in records if record.group in inside]


def required_of(programme: wgtrack.WorkProgramme, kind: str, key: str) -> Record:
    """The record of this kind and key, or an error with the closest keys."""
    record = programme.get(kind, key)
    if record is None:
        raise UnknownKeyError(kind, key, programme.keys(kind))
    return record


def day_cell(day: date | None) -> str:
    """A day as a cell of a table; empty without one."""
    return day.isoformat() if day else ""


def with_text(records: Iterable[Any], text: str | None) -> list[Any]:
    """Records that have all of the words in what is searched of them: key, title, names, note and so on."""
    words = _folded(text or "").split()
    return [record for record in records if all(word in _searched(record) for word in words)]


def _searched(record: Any) -> str:
    return _folded("\n".join(searched_texts(record)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def list_records(records: Sequence[Record], table: tables.Table, sort: str | None, name: str) -> None:
    """Print records as a table, sorted where asked."""
    rows, values = tables.sorted_by(table, records, sort)
    tables.show(rows, name, values)
