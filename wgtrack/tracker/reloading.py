"""A file that was loaded before and was changed since: which of its values are not on record."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from attrs import evolve, frozen

from wgtrack.dates.instants import instant
from wgtrack.interchange.seeds import SeedChange
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry, FieldChange
from wgtrack.model.programme import KIND_OF
from wgtrack.store import Store
from wgtrack.tracker.writing import Step

#: What stands in a field that a file does not give.
_EMPTY: tuple[object, ...] = (None, (), "", False, frozenset())


@frozen(kw_only=True)
class Difference:
    """A record of which a file says something else than when it was loaded; ``changes`` go from the record to the file."""

    kind: str
    key: str
    changes: tuple[FieldChange, ...]


def difference(store: Store, record: Record, stored: Record) -> Difference | None:
    """What a file's record says that neither the record has nor the file said before; None where there is nothing.

    What was changed on record since, and a field that the file leaves out, is no difference.
    """
    kind = KIND_OF[type(record)]
    # Not asked of the journal where there is nothing to ask: most records are as the file has them.
    apart = list(_apart(record, stored))
    if not apart:
        return None
    said = _said_before(store.entries(key=record.key, kinds=(kind,)))
    changes = [change for change in apart if change.field not in said or said[change.field] != change.new]
    return Difference(kind=kind, key=record.key, changes=tuple(changes)) if changes else None


def with_values(stored: Record, found: Difference) -> Record:
    """The record with the file's values."""
    return evolve(stored, **{change.field: change.new for change in found.changes})


def not_on_record(store: Store, changes: Sequence[SeedChange], step: Step) -> Iterator[SeedChange]:
    """Changes of the past that a file tells of and no entry of the journal was made for."""
    known: dict[str, set[Any]] = {}
    for change in changes:
        record = step.records.find(change.key) or step.records.get("role", change.key)
        if record is None:
            continue  # which is refused where the file is read
        if change.key not in known:
            known[change.key] = {entry.at for entry in store.entries(key=change.key)}
        if instant(change.at, step.writing.zone(record)) not in known[change.key]:
            yield change


def _apart(record: Record, stored: Record) -> Iterator[FieldChange]:
    """The fields that the file gives with another value than the record has."""
    for attribute in attrs.fields(type(record)):
        if attribute.eq and attribute.name != "key":
            old, new = getattr(stored, attribute.name), getattr(record, attribute.name)
            if old != new and new not in _EMPTY:
                yield FieldChange(attribute.name, old, new)


def _said_before(entries: Sequence[Entry]) -> dict[str, Any]:
    """By field, what the file said when it was loaded last; empty for a record that came from elsewhere."""
    said: dict[str, Any] = {}
    for entry in entries:
        if entry.action == "load" and entry.after is not None:
            said.update((change.field, change.new) for change in entry.changes)
            if entry.before is None:
                names = (attribute.name for attribute in attrs.fields(type(entry.after)) if attribute.eq)
                said = {name: getattr(entry.after, name) for name in names}
    return said
