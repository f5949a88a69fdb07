"""What a change did to a record, in words: for the log, for what ``edit`` says, and for the pages of a site."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

import attrs

from wgtrack.formats.fields import field_name
from wgtrack.formats.fields import term as word
from wgtrack.messages.message import Message, Text, Wording, clauses, day_words, joined, plural, term, translatable
from wgtrack.messages.phrases import clock_words, one_line, weekday_words, weekend_words
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry, FieldChange
from wgtrack.model.values import Mandate, StagePlanned, StageReached, Waiting

#: Fields of many values, of which only what came and what went is told.
_GROWING = frozenset({"reached", "planned", "off", "work", "own_off", "own_work", "own_plain"})
#: As many as are told one by one: another weekend changes hundreds of days.
_FEW = 12
#: Fields that another line of the same entry tells as well.
_TOLD_ELSEWHERE = frozenset({"key", "done_at"})
#: A group's own days of a calendar are told with the calendar's days, where those change.
_DAYS, _OWN_DAYS = frozenset({"off", "work"}), frozenset({"own_off", "own_work", "own_plain"})


def of_entry(entry: Entry) -> Wording:
    """What an entry changed, such as ``target: summit - 5wd -> summit - 1wd; owners: cesi``."""
    if entry.after is None:
        return translatable("taken off the record")
    if entry.before is None:
        return translatable("put on record")
    return clauses(_told(entry.changes))


def between(before: Record, after: Record) -> list[Message]:
    """The same for two states of a record, one text per field."""
    names = [attribute.name for attribute in attrs.fields(type(after)) if attribute.eq]
    pairs = [FieldChange(name, getattr(before, name), getattr(after, name)) for name in names]
    return _told(change for change in pairs if change.old != change.new)


def _told(changes: Iterable[FieldChange]) -> list[Message]:
    found = [change for change in changes if change.field not in _TOLD_ELSEWHERE]
    has_days = any(change.field in _DAYS for change in found)
    return [_line(change) for change in found if not (has_days and change.field in _OWN_DAYS)]


def _line(change: FieldChange) -> Message:
    name = field_name(change.field)
    if change.field in _GROWING:
        return translatable("{field}: {value}", field=name, value=joined(_few(_growth(change.old or (), change.new))))
    write = _OF_FIELD.get(change.field, words)
    if change.old is None or change.old in ((), ""):
        return translatable("{field}: {value}", field=name, value=write(change.new))
    return translatable("{field}: {old} -> {new}", field=name, old=write(change.old), new=write(change.new))


def _few(texts: Iterable[Text]) -> list[Text]:
    """The first of many, and how many more there are."""
    told = list(texts)
    if len(told) <= _FEW:
        return told
    more = len(told) - _FEW
    return [*told[:_FEW], plural(more, "{number} more", "{number} more")]


def _growth(old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[Text]:
    yield from (words(value) for value in new if value not in old)
    yield from (translatable("no longer {value}", value=words(value)) for value in old if value not in new)


def words(value: Any) -> Text:
    """A value of a record as a person would write it; ``none`` for one that is not there."""
    if value is None or value in ((), "", frozenset()):
        return translatable("none")
    for kind, write in _WRITERS.items():
        if isinstance(value, kind):
            return write(value)
    return one_line(str(value))


def _several(values: tuple[Any, ...]) -> Text:
    if _is_pair(values):
        return translatable("{day} {name}", day=values[0], name=values[1]) if values[1] else words(values[0])
    return joined(words(value) for value in values)


def _is_pair(values: tuple[Any, ...]) -> bool:
    """Whether this is a day and its name, and not a list of values."""
    return len(values) == 2 and isinstance(values[0], date) and isinstance(values[1], str)  # noqa: PLR2004 - a pair


def _names(names: tuple[tuple[str, str], ...]) -> Text:
    """As they are typed: ``zh-Hans=白皮书``."""
    return joined(f"{language}={one_line(name)}" for language, name in names) if names else translatable("none")


def _own_weekend(numbers: frozenset[int] | None) -> Text:
    return translatable("none") if numbers is None else weekend_words(numbers)


#: Fields whose values do not say by themselves what they are.
_OF_FIELD: Mapping[str, Callable[[Any], Text]] = {
    "names": _names,
    "weekend": weekend_words,
    "own_weekend": _own_weekend,
    "other_weekend": _own_weekend,
    "state": word,
    "kind": word,
}


def _instant(value: datetime) -> Message:
    return translatable("{day}, {time}", day=weekday_words(value.date()), time=clock_words(value))


def waiting_words(waiting: Waiting) -> Message:
    """``cesi since 6 September 2016 (comments)``."""
    if not waiting.what:
        return translatable("{who} since {day}", who=waiting.on, day=waiting.since)
    return translatable("{who} since {day} ({what})", who=waiting.on, day=waiting.since, what=one_line(waiting.what))


def mandate_words(mandate: Mandate) -> Text:
    """The mandate, with where it is written and for how long it holds."""
    days = span_words(mandate.valid_from, mandate.valid_until)
    source = one_line(mandate.source or "")
    more: list[Text] = [part for part in (source, translatable("valid{days}", days=days) if days else "") if part]
    text = one_line(mandate.text)
    return translatable("{text} ({more})", text=text, more=clauses(more)) if more else text


def span_words(first: date | None, last: date | None) -> Text:
    """`` from 1 August 2016 to 31 December 2016``; nothing without days."""
    if first and last:
        return translatable(" from {first} to {last}", first=first, last=last)
    if first:
        return translatable(" from {first}", first=first)
    return translatable(" to {last}", last=last) if last else ""


#: A datetime is a date too, so it comes first; so does a truth, which is a number.
_WRITERS: Mapping[type, Callable[[Any], Text]] = {
    datetime: _instant,
    date: day_words,
    bool: lambda value: translatable("yes") if value else translatable("no"),
    StageReached: lambda value: translatable("{stage} on {day}", stage=term(value.stage), day=value.on),
    StagePlanned: lambda value: translatable("{stage} by {due}", stage=term(value.stage), due=value.due),
    Waiting: waiting_words,
    Mandate: mandate_words,
    frozenset: lambda value: joined(words(one) for one in sorted(value)),
    tuple: _several,
}
