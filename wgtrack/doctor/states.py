"""What the last entries of records leave them as, from a journal that may be damaged."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from wgtrack.doctor.chain_walk import LastEntry
from wgtrack.errors import StoreError
from wgtrack.model.base import Record
from wgtrack.model.programme import KINDS
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.snapshots import CHUNK, layout_of_kind
from wgtrack.store.sql import Database

#: The last entries of records, by kind and key.
LastEntries = Mapping[tuple[str, str], LastEntry]


class LastState(NamedTuple):
    """What the last entry of a record leaves it as."""

    kind: str
    key: str
    entry: LastEntry
    #: None where it was taken off, and where the entry cannot be read.
    record: Record | None
    #: Why the entry cannot be read; empty if it can.
    damage: str = ""


def states(database: Database, last: LastEntries) -> Iterator[LastState]:
    """What these entries leave their records as, kind by kind, each in the order they were first recorded."""
    for kind in KINDS:
        of_kind = iter(sorted((entry, key) for (its, key), entry in last.items() if its == kind))
        while some := list(islice(of_kind, CHUNK)):
            yield from _read(database, kind, some)


def state_at(database: Database, kind: str, key: str, entry: LastEntry) -> LastState:
    """What one entry leaves its record as."""
    (state,) = _read(database, kind, [(entry, key)])
    return state


def _read(database: Database, kind: str, some: Sequence[tuple[LastEntry, str]]) -> list[LastState]:
    try:
        snapshots = _snapshots(database, [entry.number for entry, _ in some])
        texts = [(entry.number, entry.at, text) for entry, _ in some if (text := snapshots[entry.number]) is not None]
        found = iter(layout_of_kind(kind).decode_all(texts) if texts else ())
        return [
            _checked(LastState(kind, key, entry, None if snapshots[entry.number] is None else next(found)))
            for entry, key in some
        ]
    except DamagedValueError as error:
        if len(some) == 1:
            entry, key = some[0]
            return [LastState(kind, key, entry, None, str(error))]
        return [state for one in some for state in _read(database, kind, [one])]


def _snapshots(database: Database, numbers: Sequence[int]) -> Mapping[int, str | None]:
    """The records after some entries, as they are stored, by entry number."""
    marks = ", ".join("?" for _ in numbers)
    query = f"SELECT number, new FROM journal{database.unindexed} WHERE number IN ({marks})"  # noqa: S608 - marks alone
    try:
        found: dict[int, str | None] = dict(database.rows(query, numbers))
        for text in found.values():
            if text is not None:
                text.encode()  # what is no UTF-8 was read as half characters
    except (StoreError, AttributeError, UnicodeError) as error:
        raise DamagedValueError(f"entry {numbers[0]} of the journal cannot be read") from error
    if len(found) < len(set(numbers)):
        raise DamagedValueError(f"entry {numbers[0]} of the journal is not there")
    return found


def _checked(state: LastState) -> LastState:
    if state.record is not None and state.record.key != state.key:
        raise DamagedValueError(f"entry {state.entry.number} of the journal is about two records")
    return state
