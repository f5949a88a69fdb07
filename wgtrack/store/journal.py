"""The journal: its entries and their chain, what was undone, and the record as it was at an instant."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from wgtrack.errors import InputError, InstantError
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry, Head
from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.codecs import WRONG_VALUE, DamagedValueError, instant_of, instant_text
from wgtrack.store.database import FAILURES, Database, refusal
from wgtrack.store.rows import CHUNK, LAYOUTS

#: Characters of the longest entry, texts and record together: so few that any entry can be exported and read again.
MOST_CHARACTERS = 1_000_000

_HEAD = "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"
_APPEND = f"""
INSERT INTO journal ({", ".join(f'"{column}"' for column in COLUMNS)}, hash)
VALUES ({", ".join("?" for _ in COLUMNS)}, ?)
"""  # noqa: S608 - the names are this room's own
_RAW = f"""
SELECT {", ".join(f'"{column}"' for column in COLUMNS)}, hash FROM journal ORDER BY number
"""  # noqa: S608 - as above

_ENTRIES = """
SELECT
  entry.number, entry.step, entry.action, entry.kind, entry."key", entry.at, entry.recorded_at, entry."by", entry.why,
  entry.undoes, entry.new, before.number, before.at, before.new
FROM journal AS entry LEFT JOIN journal AS before ON before.number = entry.previous
"""

#: Of each record of a kind, in the order they were first recorded, the last entry that had taken effect.
_AS_OF = """
SELECT entry.number, entry.at, entry.new
FROM journal AS first JOIN journal AS entry ON entry.number = (
  SELECT last.number FROM journal AS last
  WHERE last."key" = first."key" AND last.kind = first.kind AND last.at <= :at
  ORDER BY last.at DESC, last.number DESC LIMIT 1
)
WHERE first.previous IS NULL AND first.kind = :kind AND first.at <= :at AND entry.new IS NOT NULL
ORDER BY first.number
"""

_UNDOS = "SELECT DISTINCT step, undoes FROM journal WHERE undoes IS NOT NULL ORDER BY step DESC"
_STEP_BEFORE = "SELECT step FROM journal WHERE undoes IS NULL AND step < ? ORDER BY step DESC LIMIT 1"
#: After every number that SQLite can give.
_NO_NUMBER = 2**63 - 1


def moment(at: datetime) -> str:
    """An instant as the journal keeps it; InstantError for one without a zone."""
    try:
        return instant_text(at)
    except TypeError as error:
        raise InstantError(f"the instant {at} has no time zone", "give an aware datetime, with tzinfo") from error
    except OverflowError as error:
        raise InstantError(f"the instant {at} is out of range", "give one in the years 1 to 9999") from error


def head(database: Database) -> Head | None:
    """The newest entry's number and hash; None for an empty journal."""
    number, hashed = _last(database)
    return Head(number, hashed.hex()) if number else None


def append(database: Database, step: int | None, values: Sequence[str | int | None]) -> int:
    """Write an entry behind the last one, chained to it; returns its number, which is also its step where that is None.

    ``values`` are those of the columns from ``action`` on. To be called in a transaction, so that no other entry comes between.
    """
    if (size := sum(len(value) for value in values if isinstance(value, str))) > MOST_CHARACTERS:
        raise InputError(f"it has {size} characters", f"keep to {MOST_CHARACTERS}, and name the place of longer texts")
    last, before = _last(database)
    number = last + 1
    entry = (number, number if step is None else step, *values)
    try:
        hashed = digest(before, entry)
    except FAILURES as error:
        raise refusal(database.path, error) from error
    return database.run(_APPEND, (*entry, hashed))


def raw(database: Database) -> Iterator[Sequence[Any]]:
    """The entries as they are stored, oldest first: the values of ``chain.COLUMNS``, and the hash."""
    for rows in database.chunks(_RAW, (), CHUNK):
        yield from rows


def append_raw(database: Database, entries: Sequence[Sequence[Any]]) -> None:
    """Write entries as ``raw`` gave them, with the numbers and hashes they have."""
    database.run_each(_APPEND, entries)


def _last(database: Database) -> tuple[int, bytes]:
    """The newest entry's number and hash; for an empty journal what stands before the first entry."""
    number, hashed = database.row(_HEAD) or (0, START)
    if type(hashed) is not bytes or len(hashed) != len(START):
        raise database.damaged(DamagedValueError(f"entry {number} of the journal has no hash"))
    return number, hashed


def latest(database: Database) -> str:
    """The latest instant at which anything took effect, as the journal keeps it; '' for an empty journal."""
    return cast("str", database.value("SELECT ifnull(max(at), '') FROM journal"))


def last_step(database: Database) -> int | None:
    """The newest step that is neither an undo nor undone; what an undone undo had undone is in force again."""
    undone: set[int] = set()
    for step, target in database.rows(_UNDOS):
        if step not in undone:
            undone.add(target)
    step = database.value(_STEP_BEFORE, (_NO_NUMBER,))
    while step in undone:
        step = database.value(_STEP_BEFORE, (step,))
    return cast("int | None", step)


def as_of(database: Database, kind: str, at: str) -> Iterator[Sequence[Record]]:
    """The records of a kind as they were at an instant, in the order they were first recorded, some at a time."""
    return map(LAYOUTS[kind].from_snapshots, database.chunks(_AS_OF, {"at": at, "kind": kind}, CHUNK))


def entries(
    database: Database,
    *,
    key: str | None = None,
    kinds: Collection[str] = (),
    since: datetime | None = None,
    until: datetime | None = None,
    step: int | None = None,
) -> Iterator[Entry]:
    """Entries in the order they were written down."""
    conditions = {
        'entry."key" = ?': key,
        "entry.at >= ?": since and moment(since),
        "entry.at <= ?": until and moment(until),
        "entry.step = ?": step,
    }
    given = {condition: value for condition, value in conditions.items() if value is not None}
    of_kinds = [f"entry.kind IN ({', '.join('?' for _ in kinds)})"] if kinds else []
    # With '+', SQLite finds the entries by an index and sorts them; without, it reads the journal from end to end.
    tail = (
        f"WHERE {' AND '.join((*given, *of_kinds))} ORDER BY +entry.number"
        if given or of_kinds
        else "ORDER BY entry.number"
    )
    values = (*given.values(), *kinds)
    for rows in database.chunks(f"{_ENTRIES} {tail}", values, CHUNK):
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
        for number, at, new in ((row[0], row[5], row[10]), row[11:]):
            if new is not None:
                wanted.setdefault(row[3], {})[number] = (number, at, new)
    return {
        number: record
        for kind, of_kind in wanted.items()
        for number, record in zip(of_kind, LAYOUTS[kind].from_snapshots(list(of_kind.values())), strict=True)
    }


def _entry(row: Sequence[Any], records: Mapping[int, Record]) -> Entry:
    number, step, action, kind, key, at, recorded_at, by, why, undoes, _new, previous, *_before = row
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
    )
