"""The whole record with its history, out of one database and into another that is empty.

What comes in may be from anyone: an entry is written only after it was looked at, by itself and beside those before it.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path

from wgtrack.errors import InputError
from wgtrack.model.programme import KEYED, WorkProgramme
from wgtrack.store import copying, documents, journal
from wgtrack.store.admission import is_there
from wgtrack.store.backup import file_name
from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.codecs import WRONG_VALUE, DamagedValueError, dumps, loads
from wgtrack.store.connecting import configure, connect
from wgtrack.store.database import Database
from wgtrack.store.opening import open_database
from wgtrack.store.rows import CHUNK, LAYOUTS
from wgtrack.store.scrutiny import AGAIN, Misfit, Row
from wgtrack.store.store import Store

_NUMBER, _STEP, _KIND, _KEY, _AT, _RECORDED_AT, _UNDOES, _PREVIOUS, _NEW = map(
    COLUMNS.index, ("number", "step", "kind", "key", "at", "recorded_at", "undoes", "previous", "new")
)
_EDITED = "import a file that nobody edited since it was exported"
#: How many misfits are looked for among all entries.
_FEW = 10

#: Entries that do not follow the one before them of the same record, by instant and number.
_OUT_OF_TURN = """
SELECT number, kind, "key", before, gone AND was_gone FROM (
  SELECT number, kind, "key", previous, new IS NULL AS gone, lag(number) OVER record AS before,
    lag(new IS NULL, 1, 1) OVER record AS was_gone
  FROM journal WINDOW record AS (PARTITION BY "key", kind ORDER BY at, number)
) WHERE previous IS NOT before OR (gone AND was_gone) ORDER BY number LIMIT ?
"""
#: First entries of records whose key a record of another kind had before.
_KEY_WAS_ANOTHERS = f"""
SELECT number, kind, "key" FROM (
  SELECT number, kind, "key", row_number() OVER (PARTITION BY "key" ORDER BY number) AS turn
  FROM journal WHERE previous IS NULL AND kind IN ({", ".join("?" for _ in (*KEYED, "role"))})
) WHERE turn > 1 ORDER BY number LIMIT ?
"""  # noqa: S608 - marks alone
#: The first and the last entry of each record of a kind that is there, in the order they were first recorded.
_PRESENT = """
SELECT first.number, entry.number, entry.at, entry.new
FROM journal AS first JOIN journal AS entry ON entry.number = (
  SELECT last.number FROM journal AS last
  WHERE last."key" = first."key" AND last.kind = first.kind ORDER BY last.at DESC, last.number DESC LIMIT 1
)
WHERE first.previous IS NULL AND first.kind = ? AND entry.new IS NOT NULL ORDER BY first.number
"""


def transcript(database: Database) -> Iterator[Row]:
    """All entries as they are stored, with their hashes, oldest first; to be called in a snapshot.

    Raises:
        DamagedValueError: an entry could not be read again, for it is not as it was written.
    """
    left = journal.raw(database)
    before = START
    while rows := list(islice(left, CHUNK)):
        for row in rows:
            before = _as_written(row, before)
        yield from rows


def _as_written(row: Row, before: bytes) -> bytes:
    """The hash of an entry behind one of this hash, if the entry is as it was written; else DamagedValueError."""
    if row[_NEW] is not None and not _is_canonical(row[_NEW]):
        raise DamagedValueError(f"entry {row[_NUMBER]} of the journal is not as it was written")
    try:
        hashed = digest(before, row[:-1])
    except (TypeError, UnicodeError):
        hashed = None
    if hashed is None or row[-1] != hashed:
        raise DamagedValueError(f"entry {row[_NUMBER]} of the journal does not fit the chain")
    return hashed


def files_of(entry: Row) -> list[str]:
    """The hashes of the files that an entry names, each once, in the order of their formats; none but for an issued report.

    Raises:
        DamagedValueError: the entry cannot be read.
    """
    pairs = documents.named(entry[_NUMBER], entry[_AT], entry[_KIND], entry[_NEW])
    return list(dict.fromkeys(hashed for _, hashed in pairs))


@contextmanager
def filling(path: str, timeout: float) -> Iterator["Intake"]:
    """An empty database to be filled, whole or not at all: a new file, or one that has nothing on record.

    Raises:
        InputError: there is something on record.
        StoreError: the file cannot be used, or made.
    """
    name = file_name(path)
    opened = _empty if is_there(name) else _new
    with opened(name, timeout) as database:
        yield Intake(database)


@contextmanager
def _new(name: str, timeout: float) -> Iterator[Database]:
    """A new database in a transaction, which takes its place when the block ends well."""
    from wgtrack.store.making import upgrade  # noqa: PLC0415 - needs sqlite_utils, which an export does without

    with copying.drafted(name) as draft:
        with closing(connect(str(draft), "mode=rwc", timeout, shown=name)) as connection:
            database = Database(connection, name)
            configure(database)
            upgrade(database, timeout)
            with database.transaction():
                yield database
            database.run("PRAGMA journal_mode = WAL")
        if not copying.settle(draft, Path(name)):
            raise _taken(name)


@contextmanager
def _empty(name: str, timeout: float) -> Iterator[Database]:
    """A database with nothing on record, in a transaction."""
    with closing(open_database(name, create=False, timeout=timeout)) as database, database.transaction():
        if journal.head(database) is not None:
            raise _taken(name)
        yield database


def _is_canonical(text: str) -> bool:
    try:
        return dumps(loads(text)) == text
    except WRONG_VALUE:
        return False


def _taken(name: str) -> InputError:
    return InputError(f"{name}: there is a record in it already", "import into a new file, named with --db")


class Intake:
    """An empty database in the middle of being filled with entries from outside; in a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: Row = (0,) * len(COLUMNS)
        self._hash = START
        #: Whether the file has hashes; None before its first entry.
        self._chained: bool | None = None
        #: For each number so far, whether its entry begins a step.
        self._begins = bytearray(1)
        #: The files that the last entry names and that are still to come.
        self._wanted: list[str] = []

    def append(self, rows: Sequence[Row]) -> Misfit | None:
        """Write entries behind those before; the first that does not follow them, if any, after which nothing is of use."""
        chained = []
        for place, row in enumerate(rows):
            entry, given = row[:-1], row[-1]
            problem = self._unfiled() or self._out_of_line(entry) or self._unchained(entry, given)
            if problem is not None:
                return place, problem
            self._last = entry
            self._begins.append(entry[_STEP] == entry[_NUMBER])
            self._wanted = documents.not_kept(self._database, files_of(entry))
            chained.append((*entry, self._hash))
        journal.append_raw(self._database, chained)
        return None

    def keep(self, name: str, content: bytes) -> InputError | None:
        """Keep a file that the last entry names by this hash; why it cannot be kept, if it cannot."""
        if name not in self._wanted:
            return InputError(f"the file {name} is none that the entry before it names, or came before", AGAIN)
        try:
            kept = documents.keep(self._database, content)
        except InputError as error:
            return error
        if kept != name:
            return InputError(f"the file {name} does not fit its hash: it was changed", _EDITED)
        self._wanted.remove(name)
        return None

    def finish(self) -> list[Misfit]:
        """Make the current rows of what was written; what does not fit together, told by the numbers of entries."""
        unfiled = self._unfiled()
        found = [] if unfiled is None else [(self._last[_NUMBER], unfiled)]
        found = found or list(self._out_of_turn()) or list(self._keys_of_others())
        if not found:
            for kind in LAYOUTS:
                self._write_rows(kind)
        return found

    def programme(self) -> WorkProgramme:
        """The record as what was written makes it."""
        return Store(self._database).programme()

    def _out_of_turn(self) -> Iterator[Misfit]:
        for number, kind, key, before, not_there in self._database.rows(_OUT_OF_TURN, (_FEW,)):
            behind = "it is the first" if before is None else f"by instant and number it follows entry {before}"
            what = (
                f"the {kind} '{key}' is taken away, and is not there"
                if not_there
                else f"the entry names another as the one before it of the {kind} '{key}'; {behind}"
            )
            yield number, InputError(what, AGAIN)

    def _keys_of_others(self) -> Iterator[Misfit]:
        for number, kind, key in self._database.rows(_KEY_WAS_ANOTHERS, (*KEYED, "role", _FEW)):
            yield number, InputError(f"the key of the {kind} '{key}' was another record's before", AGAIN)

    def _write_rows(self, kind: str) -> None:
        layout = LAYOUTS[kind]
        for entries in self._database.chunks(_PRESENT, (kind,), CHUNK):
            records = layout.from_snapshots([(number, at, new) for _, number, at, new in entries])
            rows = [(*entry[:3], *layout.encode(record)[0]) for entry, record in zip(entries, records, strict=True)]
            self._database.run_each(layout.write, rows)

    def _unfiled(self) -> InputError | None:
        """Which file of the last entry did not come, if any did not."""
        if not self._wanted:
            return None
        return InputError(f"the file {self._wanted[0]} of the report '{self._last[_KEY]}' is missing behind it", AGAIN)

    def _out_of_line(self, entry: Row) -> InputError | None:
        """How the numbers of an entry do not follow from those before it, if they do not."""
        number, step, before = entry[_NUMBER], entry[_STEP], self._last
        if number != before[_NUMBER] + 1:
            return InputError(f"the entry's number is {number}, where {before[_NUMBER] + 1} comes next", AGAIN)
        if step != number and (step != before[_STEP] or entry[_RECORDED_AT] != before[_RECORDED_AT]):
            return InputError(f"the entry cannot be of step {step}, behind one of step {before[_STEP]}", AGAIN)
        if entry[_PREVIOUS] is not None and entry[_PREVIOUS] >= number:
            return InputError(f"the entry cannot follow entry {entry[_PREVIOUS]}", AGAIN)
        undoes = entry[_UNDOES]
        if undoes is not None and (undoes >= step or not self._begins[undoes]):
            return InputError(f"there is no step {undoes} before it that it could undo", AGAIN)
        return None

    def _unchained(self, entry: Row, given: bytes | None) -> InputError | None:
        """How the hash of an entry does not follow from the one before it, if it does not."""
        self._hash = digest(self._hash, entry)
        self._chained = given is not None if self._chained is None else self._chained
        if (given is not None) != self._chained:
            some = (
                "has no hash, and those before it have one"
                if given is None
                else "has a hash, and those before it have none"
            )
            return InputError(f"the entry {some}", _EDITED)
        if given is not None and given != self._hash:
            return InputError("the entry's hash does not fit: it or an entry before it was changed", _EDITED)
        return None
