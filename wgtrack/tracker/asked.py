"""What a caller says: a key, an instant, a day, a field to keep; and the record that is meant."""

from datetime import date, datetime
from typing import TypeVar

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.model.base import Record
from wgtrack.model.programme import KEYED, KIND_OF, Records

RecordT = TypeVar("RecordT", bound=Record)
#: An instant: a day (its end, in the group's zone), an aware datetime, or the text of either.
At = str | date | datetime
#: A day, or its text.
Day = str | date


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
            raise InputError(f"'{key}' is {described(other)}, not a {what}", f"give the key of a {what}")
        raise UnknownKeyError(what, key, records.keys(KIND_OF[cls]))
    return record


def described(record: Record) -> str:
    """A record in words: its kind and its name."""
    kind = KIND_OF[type(record)]
    name = getattr(record, "title", None) or getattr(record, "name", record.key)
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} ({name})"
