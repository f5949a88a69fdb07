"""The current rows of a file beside those that its journal makes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from wgtrack.errors import StoreError
from wgtrack.model.examination import Check, Symptom
from wgtrack.store import schema
from wgtrack.store.admission import Objects, is_ours
from wgtrack.store.database import Database
from wgtrack.store.rebuilding import State
from wgtrack.store.rows import CHUNK, LAYOUTS, Layout, Row

#: What to do about what cannot be mended in place, and about what cannot be mended at all.
REPAIR = "make a new file from the journal with 'wgtrack doctor --repair NEW.db', or restore a backup"
BACKUP = "restore it from a backup"
#: How many findings of one kind are told one by one.
MOST = 10

#: A row, by the names of its columns.
Cells = Mapping[str, Any]


def compare(database: Database, found: Objects, version: int, states: Sequence[State]) -> Iterator[Symptom]:
    """How the current rows differ from what the journal makes."""
    unread = (f"the {state.kind} '{state.key}': {state.damage}" for state in states if state.damage)
    yield from bounded("rows", unread, REPAIR)
    ours = schema.objects(version)
    whole = [kind for kind, layout in LAYOUTS.items() if is_ours(("table", layout.table), found, ours)]
    of_kind: dict[str, list[State]] = {kind: [] for kind in whole}
    for state in states:
        if state.kind in of_kind:
            of_kind[state.kind].append(state)
    differing = (text for kind in whole for text in _differences(database, LAYOUTS[kind], version, of_kind[kind]))
    yield from bounded("rows", differing, REPAIR)


def beyond(database: Database, number: int) -> str:
    """What a row says of an entry behind the last of the journal, which has this number; empty if none does."""
    queries = (f'SELECT max(revision) FROM "{layout.table}"' for layout in LAYOUTS.values())  # noqa: S608 - names of our own
    found = [revision for query in queries for (revision,) in readable(database, query) if isinstance(revision, int)]
    newest = max(found, default=0)
    return f"a row is of entry {newest}, and the journal ends at entry {number}" if newest > number else ""


def names_of(layout: Layout) -> tuple[str, ...]:
    """The columns of a table, in the order in which a row is written."""
    return ("created", "revision", "changed_at", *layout.columns)


def rows_of(database: Database, layout: Layout, version: int, created: Sequence[int]) -> Mapping[int, Cells]:
    """The rows of some records in a table of a version, by the number of their first entries, as far as they can be read."""
    later = schema.columns_after(version, layout.table)
    names = [name for name in names_of(layout) if name not in later]
    listed, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" for _ in created)
    query = f'SELECT {listed} FROM "{layout.table}" NOT INDEXED WHERE created IN ({marks})'  # noqa: S608 - names of our own
    return {row[0]: dict(zip(names, row, strict=True)) for row in readable(database, query, created)}


def _differences(database: Database, layout: Layout, version: int, states: Sequence[State]) -> Iterator[str]:
    present = [state for state in states if state.record is not None]
    left = _unexpected(database, layout, states)
    for start in range(0, len(present), CHUNK):
        some = present[start : start + CHUNK]
        rows = rows_of(database, layout, version, [state.entry.first for state in some])
        for state in some:
            there = rows.get(state.entry.first)
            yield from _difference(state, layout, there, None if there else left.pop(state.key, None))
    for key in left:
        yield f"the {layout.kind} '{key}' has a row, but by the journal it is not on record"


def _unexpected(database: Database, layout: Layout, states: Sequence[State]) -> dict[Any, int]:
    """By key, the first entries that rows name and with which no record begins by the journal."""
    expected = {state.entry.first for state in states if state.record is not None or state.damage}
    query = f'SELECT "key", created FROM "{layout.table}"'  # noqa: S608 - names of our own
    return {key: created for key, created in readable(database, query) if created not in expected}


def _difference(state: State, layout: Layout, there: Cells | None, other: int | None) -> Iterator[str]:
    """How a row differs from what the journal makes; where it begins with another entry, only that."""
    what = f"the {state.kind} '{state.key}'"
    if other is not None:
        yield f"the row of {what} begins with entry {other}, and by the journal {what} begins with entry {state.entry.first}"
        return
    if there is None:
        yield f"{what} has no row, but by the journal it is on record"
        return
    wanted = zip(names_of(layout), state.row, strict=True)
    fields = [name for name, cell in wanted if name in there and there[name] != cell]
    if fields:
        yield f"the row of {what} differs from the journal in {', '.join(fields)}"


def bounded(check: Check, messages: Iterable[str], next_step: str) -> Iterator[Symptom]:
    """A symptom for each of the first messages, and one for how many more there are."""
    more = 0
    for number, message in enumerate(messages, 1):
        if number <= MOST:
            yield Symptom(check, message, next_step)
        else:
            more += 1
    if more:
        yield Symptom(check, f"and {more} more of these", next_step)


def readable(database: Database, query: str, parameters: Sequence[Any] = ()) -> Sequence[Row]:
    """The rows of a query; none where they cannot be read, which the check of the file tells."""
    try:
        return database.rows(query, parameters)
    except StoreError:
        return ()
