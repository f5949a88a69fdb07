"""What a caller says: a key, an instant, a day, a field to keep; and the record that is meant."""

from datetime import date, datetime
from typing import TypeVar

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import untranslated
from wgtrack.model.base import Record
from wgtrack.model.programme import KEYED, KIND_OF, Records

RecordT = TypeVar("RecordT", bound=Record)
#: An instant: a day (its end, in the group's zone), an aware datetime, or the text of either.
At = str | date | datetime
#: A day, its text, or an aware datetime: the day it falls on in the group's zone.
Day = str | date | datetime
#: A deadline: an expression (``summit - 1wd``), a day, or an aware datetime.
Due = str | date | datetime


class Keep:
    """Says that a field stays as it is, where None means to take its value away."""

    def __repr__(self) -> str:
        return "KEEP"


KEEP = Keep()


def find(records: Records, key: str) -> Record:
    """The record with this key, a role's among them, or an error with the closest keys."""
    record = records.find(key) or records.get("role", key)
    if record is None:
        raise UnknownKeyError("record with the key", key, records.keys(*KEYED))
    return record


def typed(records: Records, key: str, cls: type[RecordT], what: str) -> RecordT:
    """The record with this key and of this class, or an error with the closest keys."""
    record = records.get(KIND_OF[cls], key)
    if not isinstance(record, cls):
        other = records.find(key)
        if other is not None:
            wanted = _with_article(what)
            raise InputError(
                untranslated(
                    "'{key}' is {described}, not {wanted}", key=key, described=described(other), wanted=wanted
                ),
                untranslated("give the key of {wanted}", wanted=wanted),
            )
        raise UnknownKeyError(what, key, records.keys(KIND_OF[cls]))
    return record


def space_of(kind: str) -> tuple[str, ...]:
    """The kinds of records that share one space of keys with this kind; calendars and lifecycles have one each."""
    shared = (*KEYED, "role")
    return shared if kind in shared else (kind,)


def holder(records: Records, kind: str, key: str) -> Record | None:
    """The record that keeps this key from a new one of this kind, if any."""
    return records.get(kind, key) if space_of(kind) == (kind,) else records.find(key) or records.get("role", key)


def described(record: Record) -> str:
    """A record in words: its kind and its name."""
    kind = KIND_OF[type(record)]
    name = getattr(record, "title", None) or getattr(record, "name", record.key)
    return f"{_with_article(kind)} ({name})"


def _with_article(noun: str) -> str:
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
