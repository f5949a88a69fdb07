"""One record on one sheet: labels on the left, values on the right, long ones wrapped under themselves."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wgtrack.dates.dependencies import Mention, mentions
from wgtrack.formats import entry_words
from wgtrack.formats.cells import pad, wrap
from wgtrack.messages.phrases import day_words
from wgtrack.model.base import Record
from wgtrack.model.fields import Expression, Reference, described, of
from wgtrack.model.fields import label as label_of
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack_cli import data, output

if TYPE_CHECKING:
    import attrs

Line = tuple[str, str]

#: Width that long values are wrapped at where they go to a file.
_PAGE = 100
_LABEL = 14
#: Fields that the footer of the sheet shows, though every record's class has them first.
_LAST = ("source", "note", "illustrative")
#: Fields that its head and its footer show.
_ELSEWHERE = frozenset({"key", "title", "name", "names", *_LAST})


def show(record: Record, lines: Sequence[Line], name: str, more: Mapping[str, Any] | None = None) -> None:
    """Print a record: as a sheet with these lines after its head, or as JSON with ``more`` beside its fields."""
    if name == "json":
        output.give(data.as_json({"kind": KIND_OF[type(record)], **data.plain(record), **(more or {})}))
    else:
        width = output.width() or _PAGE
        output.say("\n".join([*_head(record, width), "", *_body(lines, width)]))


def fields(record: Record, leave_out: Sequence[str] = ()) -> Iterator[Line]:
    """A line for each field that has a value, in the order of the record's class; the footer has the last ones."""
    for attribute, _ in described(type(record)):
        if attribute.name not in _ELSEWHERE and attribute.name not in leave_out:
            yield from _line(record, attribute)


def named_by(record: Record, programme: WorkProgramme) -> Iterator[Line]:
    """The records that name this one: those whose dates depend on it, directly or through others; then by what they are to it."""
    found = mentions(programme, KIND_OF[type(record)], record.key)
    yield from _dependents("depend on it", [one for one in found if one.direct])
    yield from _dependents("through them", [one for one in found if not one.direct])
    others: dict[str, dict[str, None]] = {}
    for one in found:
        if isinstance(one.by, Reference) and one.by.info.named_by:
            others.setdefault(one.by.info.named_by, {})[one.record.key] = None
    yield from ((called, ", ".join(keys)) for called, keys in others.items())


def _dependents(called: str, found: Sequence[Mention]) -> Iterator[Line]:
    """``paper (target, @review), TR-1``: which dates depend on a record; the one that a record is promised for goes without saying."""
    dates: dict[str, list[Expression]] = {}
    for one in found:
        if isinstance(one.by, Expression):
            dates.setdefault(one.record.key, []).append(one.by)
    if dates:
        yield called, ", ".join(_dates_of(key, those) for key, those in dates.items())


def _dates_of(key: str, dates: Sequence[Expression]) -> str:
    is_plain = len(dates) == 1 and dates[0].info.main
    return key if is_plain else f"{key} ({', '.join(date.label for date in dates)})"


def footer(record: Record) -> Iterator[Line]:
    """Where it is from, when it was changed last, and how to see by whom."""
    yield from origin(record)
    if record.changed_at is not None:
        yield "changed", f"{day_words(record.changed_at.date())!s}; 'wgtrack log {record.key}' shows by whom and why"


def origin(record: Record) -> Iterator[Line]:
    """Where it is from."""
    for attribute, _ in described(type(record)):
        if attribute.name in _LAST:
            yield from _line(record, attribute)


def _line(record: Record, attribute: "attrs.Attribute[Any]") -> Iterator[Line]:
    """A field with its label; a truth is told only where it holds."""
    value = getattr(record, attribute.name)
    if value is not None and value is not False and value not in ((), "", frozenset()):
        unit = of(attribute).unit
        yield label_of(attribute), f"{entry_words.words(value)!s} {unit}".rstrip()


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
