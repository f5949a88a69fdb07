"""One record on one sheet: labels on the left, values on the right, long ones wrapped under themselves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import attrs

from wgtrack.deadlines.words import day_words
from wgtrack.model.base import Record
from wgtrack.model.programme import KIND_OF
from wgtrack.reports import entry_words
from wgtrack.reports.cells import pad, wrap
from wgtrack_cli import data, output

Line = tuple[str, str]

#: Width that long values are wrapped at where they go to a file.
_PAGE = 100
_LABEL = 14
#: Fields that the footer of the sheet shows, though every record's class has them first.
_LAST = ("source", "note", "illustrative")
#: Fields that its head and its footer show.
_ELSEWHERE = frozenset({"key", "title", "name", "names", *_LAST})
#: Truths that are told only where they hold.
_IF_TRUE = frozenset({"illustrative", "dropped"})


def show(record: Record, lines: Sequence[Line], name: str, more: Mapping[str, Any] | None = None) -> None:
    """Print a record: as a sheet with these lines after its head, or as JSON with ``more`` beside its fields."""
    if name == "json":
        output.say(data.as_json({"kind": KIND_OF[type(record)], **data.plain(record), **(more or {})}))
    else:
        width = output.width() or _PAGE
        output.say("\n".join([*_head(record, width), "", *_body(lines, width)]))


def fields(record: Record, leave_out: Sequence[str] = ()) -> Iterator[Line]:
    """A line for each field that has a value, in the order of the record's class; the footer has the last ones."""
    for attribute in attrs.fields(type(record)):
        if attribute.eq and attribute.name not in _ELSEWHERE and attribute.name not in leave_out:
            yield from _line(record, attribute.name)


def footer(record: Record) -> Iterator[Line]:
    """Where it is from, when it was changed last, and how to see by whom."""
    yield from origin(record)
    if record.changed_at is not None:
        yield "changed", f"{day_words(record.changed_at.date())!s}; 'wgtrack log {record.key}' shows by whom and why"


def origin(record: Record) -> Iterator[Line]:
    """Where it is from."""
    for name in _LAST:
        yield from _line(record, name)


def _line(record: Record, name: str) -> Iterator[Line]:
    value = getattr(record, name)
    is_empty = value is None or value in ((), "", frozenset())
    if not is_empty and not (name in _IF_TRUE and not value):
        yield name.replace("_", " "), str(entry_words.words(value))


def _head(record: Any, width: int) -> Iterator[str]:
    """The key, and behind it the title and the names in other languages."""
    names = getattr(record, "names", ())
    title = getattr(record, "title", None) or getattr(record, "name", None) or ""
    room = len(record.key) + 2
    lines = [line for text in (title, *(name for _, name in names)) for line in wrap(text, max(width - room, room))]
    yield f"{record.key}  {lines[0] if lines else ''}".rstrip()
    yield from (f"{' ' * room}{line}" for line in lines[1:])


def _body(lines: Sequence[Line], width: int) -> Iterator[str]:
    for label, text in lines:
        wrapped = list(wrap(text, max(width - _LABEL, _LABEL))) or [""]
        yield f"{pad(label, _LABEL)}{wrapped[0]}"
        yield from (f"{' ' * _LABEL}{line}" for line in wrapped[1:])
