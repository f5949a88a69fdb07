"""Entries of the journal: every change ever made to the record."""

import re
from datetime import datetime
from typing import Any, NamedTuple

import attrs

from wgtrack.errors import InputError
from wgtrack.messages.message import call, untranslated
from wgtrack.model.base import Record


class FieldChange(NamedTuple):
    """One field of a record, before and after."""

    field: str
    old: Any
    new: Any


class Head(NamedTuple):
    """The newest entry of a journal: whoever keeps it notices later if that entry, or one before it, was changed."""

    number: int
    #: SHA-256 over the entry and the hash of the one before it, 64 hexadecimal digits.
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def read(cls, text: str) -> "Head":
        """What ``str`` made of one; InputError for anything else."""
        found = re.fullmatch(r"([0-9]{1,18}):([0-9a-f]{64})", text.strip().lower(), re.ASCII)
        if found is None:
            raise InputError(
                untranslated("{text} is no entry with its hash", text=repr(text)),
                untranslated("give them as {head} prints them: 12:5f3a...", head=call("head")),
            )
        return cls(int(found[1]), found[2])


class Entry(NamedTuple):
    """One record changed once. Entries written together (one command) share a ``step``."""

    number: int
    #: Number of the first entry of the command this belongs to.
    step: int
    #: What was done: ``add``, ``edit``, ``start``, ``move`` and so on.
    action: str
    kind: str
    key: str
    #: When it took effect.
    at: datetime
    #: When it was written down.
    recorded_at: datetime
    by: str
    why: str | None
    #: The record before, None where it was new; and after, None where its adding was undone.
    before: Record | None
    after: Record | None
    #: The step that this entry takes back, if it is part of an undo.
    undoes: int | None = None

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """The fields that differ, in the order of the record's class."""
        present = self.after or self.before
        if present is None:
            return ()
        names = [attribute.name for attribute in attrs.fields(type(present)) if attribute.eq]
        pairs = [(name, _value(self.before, name), _value(self.after, name)) for name in names]
        return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def _value(record: Record | None, name: str) -> Any:
    return None if record is None else getattr(record, name)
