"""The journal read: its entries as values, and which step is in force."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wgtrack.model.base import Record
from wgtrack.model.journal import Entry
from wgtrack.store.codecs import WRONG_VALUE, DamagedValueError, instant_of
from wgtrack.store.snapshots import layout_of_kind
from wgtrack.store.storage import Chosen, Storage

#: The action that a file's records are written with: its step brings the past that the file names.
LOAD = "load"
#: Characters of the longest entry, texts and record together: so few that any entry can be exported and read again.
MOST_CHARACTERS = 1_000_000


def last_step(storage: Storage) -> int | None:
    """The newest step that is neither an undo nor undone; what an undone undo had undone is in force again."""
    undone: set[int | None] = set()
    for undo, target in storage.undone():
        if undo not in undone:
            undone.add(target)
    step: int | None = storage.step_before(None)
    while step in undone:
        step = storage.step_before(step)
    return step


def entries(storage: Storage, chosen: Chosen) -> Iterator[Entry]:
    """Entries in the order they were written down."""
    for rows in storage.entries(chosen):
        yield from _read(rows)


def _read(rows: Sequence[Sequence[Any]]) -> list[Entry]:
    try:
        records = _records(rows)
        return [_entry(row, records) for row in rows]
    except WRONG_VALUE as error:
        raise DamagedValueError(f"an entry from {rows[0][0]} to {rows[-1][0]} of the journal cannot be read") from error


def _records(rows: Sequence[Sequence[Any]]) -> dict[int, Record]:
    """The records before and after these entries, by entry number; each is read once."""
    wanted: dict[str, dict[int, tuple[int, str, str]]] = {}
    for row in rows:
        for number, at, new in ((row[0], row[5], row[10]), row[11:14]):
            if new is not None:
                wanted.setdefault(row[3], {})[number] = (number, at, new)
    return {
        number: record
        for kind, of_kind in wanted.items()
        for number, record in zip(of_kind, layout_of_kind(kind).decode_all(list(of_kind.values())), strict=True)
    }


def _entry(row: Sequence[Any], records: Mapping[int, Record]) -> Entry:
    number, step, action, kind, key, at, recorded_at, by, why, undoes, _new, previous, _at, _before, opened = row
    for record in (records.get(previous), records.get(number)):
        if record is not None and record.key != key:  # altered beside wgtrack: whoever looks it up would find nothing
            raise DamagedValueError(f"entry {number} of the journal is of '{key}', and its record is '{record.key}'")
    return Entry(
        number=number,
        step=step,
        action=action,
        kind=kind,
        key=key,
        at=instant_of(at),
        recorded_at=instant_of(recorded_at),
        by=by,
        why=why,
        before=records.get(previous),
        after=records.get(number),
        undoes=undoes,
        loaded=opened == LOAD,
    )
