"""What a change did to a record, in words: for the log, and for what ``edit`` says."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from wgtrack.deadlines.words import clock_words, day_words, one_line, weekday_words
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry, FieldChange
from wgtrack.model.values import Mandate, StagePlanned, StageReached, Waiting
from wgtrack_cli.reading import WEEKDAYS

#: Fields of a record that are called otherwise among people.
_CALLED = {"reached": "stage", "planned": "planned stage", "after": "waits for", "doctype": "type", "why": "reason"}
#: Fields of many values, of which only what came and what went is told.
_GROWING = frozenset({"reached", "planned", "off", "work"})
#: Fields that another line of the same entry tells as well.
_TOLD_ELSEWHERE = frozenset({"key", "done_at"})


def of_entry(entry: Entry) -> str:
    """What an entry changed, such as ``target: summit - 5wd -> summit - 1wd; owners: cesi``."""
    if entry.after is None:
        return "taken off the record"
    if entry.before is None:
        return "put on record"
    return "; ".join(_told(entry.changes))


def between(before: Record, after: Record) -> list[str]:
    """The same for two states of a record, one text per field."""
    names = [attribute.name for attribute in attrs.fields(type(after)) if attribute.eq]
    pairs = [FieldChange(name, getattr(before, name), getattr(after, name)) for name in names]
    return _told(change for change in pairs if change.old != change.new)


def _told(changes: Iterable[FieldChange]) -> list[str]:
    return [_line(change) for change in changes if change.field not in _TOLD_ELSEWHERE]


def _line(change: FieldChange) -> str:
    name = _CALLED.get(change.field, change.field.replace("_", " "))
    if change.field in _GROWING:
        return f"{name}: {', '.join(_growth(change.old or (), change.new))}"
    write = _OF_FIELD.get(change.field, words)
    if change.old is None or change.old in ((), ""):
        return f"{name}: {write(change.new)}"
    return f"{name}: {write(change.old)} -> {write(change.new)}"


def _growth(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
    yield from (words(value) for value in new if value not in old)
    yield from (f"no longer {words(value)}" for value in old if value not in new)


def words(value: Any) -> str:
    """A value of a record as a person would write it; ``none`` for one that is not there."""
    if value is None or value in ((), "", frozenset()):
        return "none"
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return one_line(str(value))


def _several(values: tuple[Any, ...]) -> str:
    if _is_pair(values):
        return f"{words(values[0])} {values[1]}".rstrip()
    return ", ".join(words(value) for value in values)


def _is_pair(values: tuple[Any, ...]) -> bool:
    """Whether this is a day and its name, and not a list of values."""
    return len(values) == 2 and isinstance(values[0], date) and isinstance(values[1], str)  # noqa: PLR2004 - a pair


def _names(names: tuple[tuple[str, str], ...]) -> str:
    """As they are typed: ``zh-Hans=白皮书``."""
    return ", ".join(f"{language}={one_line(name)}" for language, name in names) or "none"


def _weekdays(numbers: frozenset[int]) -> str:
    return ", ".join(WEEKDAYS[number] for number in sorted(numbers)) or "none"


#: Fields whose values do not say by themselves what they are.
_OF_FIELD: Mapping[str, Callable[[Any], str]] = {"names": _names, "weekend": _weekdays}


def _instant(value: datetime) -> str:
    return f"{weekday_words(value.date())}, {clock_words(value)}"


def waiting_words(waiting: Waiting) -> str:
    """``cesi since 6 September 2016 (comments)``."""
    what = f" ({one_line(waiting.what)})" if waiting.what else ""
    return f"{waiting.on} since {day_words(waiting.since)}{what}"


def mandate_words(mandate: Mandate) -> str:
    """The mandate, with where it is written and for how long it holds."""
    days = f"valid{span_words(mandate.valid_from, mandate.valid_until)}"
    more = [part for part in (mandate.source, days) if part and part != "valid"]
    return one_line(f"{mandate.text} ({'; '.join(more)})") if more else one_line(mandate.text)


def span_words(first: date | None, last: date | None) -> str:
    """`` from 1 August 2016 to 31 December 2016``; nothing without days."""
    return (f" from {day_words(first)}" if first else "") + (f" to {day_words(last)}" if last else "")


#: A datetime is a date too, so it comes first; so does a truth, which is a number.
_WRITERS: Mapping[type, Callable[[Any], str]] = {
    datetime: _instant,
    date: day_words,
    bool: lambda value: "yes" if value else "no",
    StageReached: lambda value: f"{value.stage} on {day_words(value.on)}",
    StagePlanned: lambda value: f"{value.stage} by {value.due}",
    Waiting: waiting_words,
    Mandate: mandate_words,
    frozenset: lambda value: ", ".join(words(one) for one in sorted(value)),
    tuple: _several,
}
