"""The storage protocol in SQL that SQLite and PostgreSQL both take; a database's own folder knows the rest.

Parameters are written ``?``. Every name that some database keeps for itself stands in quotes.
"""

# Only the names of tables, columns and marks for parameters are put into statements here; values never are.
# ruff: noqa: S608

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.store.chain import COLUMNS, START
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.snapshots import CHUNK
from wgtrack.store.storage import Chosen, Current, Dependency, Row, State, Upgrade

#: After every number that a database can give.
_NO_NUMBER = 2**63 - 1

_NAMES = ", ".join(f'"{column}"' for column in (*COLUMNS, "hash"))
_APPEND = f"INSERT INTO journal ({_NAMES}) VALUES ({', '.join('?' for _ in (*COLUMNS, 'hash'))})"
_RAW = f"SELECT {_NAMES} FROM journal ORDER BY number"
_HEAD = "SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1"
_LATEST = "SELECT coalesce(max(at), '') FROM journal"

_BEGIN = 'INSERT INTO "current" (kind, first, "key", last, present) VALUES (?, ?, ?, ?, ?)'
_GO_ON = 'UPDATE "current" SET last = ?, present = ? WHERE kind = ? AND first = ?'
NAMED = """
SELECT record.kind, record."key", record.first, entry.number, entry.at, entry.new
FROM "current" AS record JOIN journal AS entry ON entry.number = record.last WHERE record."key" = ?
"""
_KEYS = 'SELECT "key" FROM "current" WHERE kind = ? AND present = 1 ORDER BY first'
# Entries are read in the order in which they lie: in that of the records, each would be on another page of a long journal. The limit
# makes SQLite sort before it reads.
_CURRENT = f"""
SELECT entry.number, entry.at, entry.new, record.first FROM (
  SELECT first, last FROM "current" WHERE kind = ? AND present = 1 ORDER BY last LIMIT {_NO_NUMBER}
) AS record JOIN journal AS entry ON entry.number = record.last
"""
#: Of each record of a kind, the last entry that had taken effect.
_AS_OF = f"""
SELECT entry.number, entry.at, entry.new, record.first FROM (
  SELECT each.first, (
    SELECT past.number FROM journal AS past WHERE past."key" = each."key" AND past.kind = each.kind AND past.at <= ?
    ORDER BY past.at DESC, past.number DESC LIMIT 1
  ) AS number
  FROM "current" AS each WHERE each.kind = ? ORDER BY number LIMIT {_NO_NUMBER}
) AS record JOIN journal AS entry ON entry.number = record.number WHERE entry.new IS NOT NULL
"""
_INDEX = """
INSERT INTO "current" (kind, first, "key", last, present)
SELECT kind, first, "key", number, CASE WHEN new IS NULL THEN 0 ELSE 1 END FROM (
  SELECT kind, "key", number, new, min(number) OVER (PARTITION BY "key", kind) AS first,
    row_number() OVER (PARTITION BY "key", kind ORDER BY at DESC, number DESC) AS place
  FROM journal
) AS entry WHERE place = 1
"""
_ENTRIES = """
SELECT
  entry.number, entry.step, entry.action, entry.kind, entry."key", entry.at, entry.recorded_at, entry."by", entry.why,
  entry.undoes, entry.new, former.number, former.at, former.new
FROM journal AS entry LEFT JOIN journal AS former ON former.number = entry.previous
"""
_UNDONE = "SELECT DISTINCT step, undoes FROM journal WHERE undoes IS NOT NULL ORDER BY step DESC"
_STEP_BEFORE = "SELECT step FROM journal WHERE undoes IS NULL AND step < ? ORDER BY step DESC LIMIT 1"

#: Statements of many changes may be run in this order, each for all changes, and the others behind them.
ORDER = (_APPEND, _BEGIN, _GO_ON)

_DEPEND = 'INSERT INTO dependencies (anchor, kind, "key") VALUES (?, ?, ?)'
_FREE = 'DELETE FROM dependencies WHERE anchor = ? AND kind = ? AND "key" = ?'
_DEPENDENTS = """
SELECT record.kind, record."key" FROM dependencies AS each
JOIN "current" AS record ON record."key" = each."key" AND record.kind = each.kind
WHERE each.anchor = ? ORDER BY record.first
"""

_KEEP = "INSERT INTO documents (hash, content) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING"
_DOCUMENT = "SELECT content FROM documents WHERE hash = ?"

#: Entries that do not follow the one before them of the same record, by instant and number.
_OUT_OF_TURN = """
SELECT number, kind, "key", former, gone * was_gone FROM (
  SELECT number, kind, "key", previous, CASE WHEN new IS NULL THEN 1 ELSE 0 END AS gone,
    lag(number) OVER (PARTITION BY "key", kind ORDER BY at, number) AS former,
    lag(CASE WHEN new IS NULL THEN 1 ELSE 0 END, 1, 1) OVER (PARTITION BY "key", kind ORDER BY at, number) AS was_gone
  FROM journal
) AS entry WHERE coalesce(previous, 0) <> coalesce(former, 0) OR gone * was_gone = 1 ORDER BY number LIMIT ?
"""
#: First entries of records whose key a record of another kind had before.
_KEYS_OF_TWO = """
SELECT number, kind, "key" FROM (
  SELECT number, kind, "key", row_number() OVER (PARTITION BY "key" ORDER BY number) AS place
  FROM journal WHERE previous IS NULL AND kind IN ({marks})
) AS entry WHERE place > 1 ORDER BY number LIMIT ?
"""


class Database(Protocol):
    """An open connection: statements, transactions, and the database's errors as wgtrack's."""

    path: str
    upgraded: Upgrade | None
    changed: bool

    @property
    def turn(self) -> int | None:
        """None outside of a transaction."""

    #: What stands behind a table that is to be read itself, whatever indexes it has.
    unindexed: str

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""

    def chunks(self, sql: str, parameters: Sequence[Any], size: int) -> Iterator[list[Any]]:
        """The rows of a query, some at a time."""

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> object:
        """Run a statement that returns nothing."""

    def run_each(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each set of parameters."""

    def write(self, sql: str, parameters: Sequence[Any]) -> None:
        """Run a statement in a transaction, at once or before the next question is asked."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Several queries that see one state."""

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside, or nothing."""

    def damaged(self, error: DamagedValueError) -> Exception:
        """What a value that cannot be read means for who uses the database."""

    def close(self) -> None:
        """Close the connection."""


class SqlStorage:
    """The storage protocol over one connection; how a copy is made is the database's own matter."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._head: tuple[int | None, tuple[int, bytes] | None] = (None, None)

    @property
    def path(self) -> str:
        """Where it is."""
        return self.database.path

    @property
    def upgraded(self) -> Upgrade | None:
        """What opening did to one that was older than the code."""
        return self.database.upgraded

    @property
    def changed(self) -> bool:
        """Whether a change was made through it, and kept."""
        return self.database.changed

    @property
    def turn(self) -> int | None:
        """None outside of a transaction; inside, another number after everything that takes something back."""
        return self.database.turn

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside, or nothing."""
        return self.database.transaction()

    def snapshot(self) -> AbstractContextManager[None]:
        """Several questions that see one state."""
        return self.database.snapshot()

    def append(self, row: Row, first: int, gone: Iterable[Dependency], come: Iterable[Dependency]) -> None:
        """Write an entry behind the last one."""
        check_storable(row)
        number, _, _, kind, key, *_, new, hashed = row
        present = 0 if new is None else 1
        self.database.write(_APPEND, row)
        if first == number:
            self.database.write(_BEGIN, (kind, first, key, number, present))
        else:
            self.database.write(_GO_ON, (number, present, kind, first))
        for each in gone:
            self.database.write(_FREE, each)
        for each in come:
            self.database.write(_DEPEND, each)
        self._head = self.turn, (number, hashed)

    def append_unindexed(self, rows: Sequence[Row]) -> None:
        """Write entries, and leave what is made from the journal to ``index``."""
        for row in rows:
            check_storable(row)
        self._head = None, None
        self.database.run_each(_APPEND, rows)

    def index(self) -> None:
        """Make from the journal which entry is the last of each record."""
        self.database.run('DELETE FROM "current"')
        self.database.run("DELETE FROM dependencies")
        self.database.run(_INDEX)

    def add_dependencies(self, come: Sequence[Dependency]) -> None:
        """Write down what depends on what."""
        if come:
            self.database.run_each(_DEPEND, come)

    def head(self) -> tuple[int, bytes] | None:
        """Number and hash of the newest entry."""
        turn, known = self._head
        if turn is not None and turn == self.turn:
            return known
        found = self.database.rows(_HEAD)
        if not found:
            return None
        number, hashed = found[0]
        if type(hashed) is not bytes or len(hashed) != len(START):
            raise self.database.damaged(DamagedValueError(f"entry {number} of the journal has no hash"))
        self._head = self.turn, (number, hashed)
        return number, hashed

    def latest(self) -> str:
        """The latest instant at which anything took effect."""
        return cast("str", self._value(_LATEST))

    def named(self, key: str) -> list[Current]:
        """The records of all kinds that have this key, or once had it."""
        return list(map(Current._make, self.database.rows(NAMED, (key,))))

    def keys(self, kind: str) -> list[str]:
        """Keys of the records of a kind that are there."""
        return [key for (key,) in self.database.rows(_KEYS, (kind,))]

    def current(self, kind: str) -> Iterator[Sequence[State]]:
        """The records of a kind that are there."""
        return self.database.chunks(_CURRENT, (kind,), CHUNK)

    def as_of(self, kind: str, at: str) -> Iterator[Sequence[State]]:
        """The records of a kind that were there at an instant."""
        return self.database.chunks(_AS_OF, (at, kind), CHUNK)

    def dependents(self, key: str) -> list[tuple[str, str]]:
        """Kind and key of the records that depend on this key."""
        return [(kind, name) for kind, name in self.database.rows(_DEPENDENTS, (key,))]

    def entries(self, chosen: Chosen) -> Iterator[Sequence[Sequence[Any]]]:
        """Entries in the order they were written, each with the one before it of its record."""
        conditions = {
            'entry."key" = ?': chosen.key,
            "entry.at >= ?": chosen.since,
            "entry.at <= ?": chosen.until,
            "entry.step = ?": chosen.step,
        }
        given = {condition: value for condition, value in conditions.items() if value is not None}
        of_kinds = [f"entry.kind IN ({_marks(chosen.kinds)})"] if chosen.kinds else []
        # With '+', SQLite finds the entries by an index and sorts them; without, it reads the journal from end to end.
        tail = (
            f"WHERE {' AND '.join((*given, *of_kinds))} ORDER BY +entry.number"
            if given or of_kinds
            else "ORDER BY entry.number"
        )
        return self.database.chunks(f"{_ENTRIES} {tail}", (*given.values(), *chosen.kinds), CHUNK)

    def raw(self) -> Iterator[Sequence[Row]]:
        """All entries as they are stored."""
        return self.database.chunks(_RAW, (), CHUNK)

    def out_of_turn(self, most: int) -> list[Any]:
        """Entries that do not name the one before them of their record, or take off what is not there."""
        return self.database.rows(_OUT_OF_TURN, (most,))

    def keys_of_two(self, kinds: Collection[str], most: int) -> list[Any]:
        """First entries of records whose key a record of another of these kinds had before."""
        return self.database.rows(_KEYS_OF_TWO.format(marks=_marks(kinds)), (*kinds, most))

    def undone(self) -> list[Any]:
        """Steps that undid another, and which, newest first."""
        return self.database.rows(_UNDONE)

    def step_before(self, step: int | None) -> int | None:
        """The newest step that is no undo, of those before one."""
        return cast("int | None", self._value(_STEP_BEFORE, (_NO_NUMBER if step is None else step,)))

    def keep(self, name: str, packed: bytes) -> None:
        """Keep a file by the hash of its content."""
        self.database.run(_KEEP, (name, packed))

    def document(self, name: str) -> bytes | None:
        """The packed file with this hash."""
        return cast("bytes | None", self._value(_DOCUMENT, (name,)))

    def close(self) -> None:
        """Close it."""
        self.database.close()

    def _value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        found = self.database.rows(sql, parameters)
        return found[0][0] if found else None


def check_storable(row: Row) -> None:
    """Refuse a text with a NUL in it, which not every database can hold; a snapshot writes it as an escape."""
    _, _, action, kind, key, _, _, by, why, *_ = row
    if "\0" not in f"{action}{kind}{key}{by}{why}":
        return
    for name, value in zip(COLUMNS, row, strict=False):
        if type(value) is str and "\0" in value:
            raise InputError(
                untranslated("the {name} of a change has the character U+0000 in it", name=name),
                untranslated("take it out"),
            )


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" for _ in values)
