"""The store: the current record, every change ever made to it, and the one way to write, over any storage."""

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from operator import itemgetter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from wgtrack.gc_pause import gc_paused
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry, Head
from wgtrack.model.programme import KEYED, KINDS, WorkProgramme
from wgtrack.store import journal
from wgtrack.store.codecs import DamagedValueError, moment
from wgtrack.store.damage import damaged
from wgtrack.store.opening import open_storage
from wgtrack.store.snapshots import layout_of_kind
from wgtrack.store.storage import Chosen, Current, Row, State, Storage, Upgrade

if TYPE_CHECKING:
    from wgtrack.store.writing import Change

#: Where the first entry of a record stands in what a storage says of it.
_FIRST = itemgetter(State._fields.index("first"))
#: Records that a transaction remembers, so that a long one does not ask for each again and again.
_REMEMBERED = 200_000


class Store:
    """One wgtrack database: a file, ``:memory:``, or a PostgreSQL server's.

    As ``Records`` it answers from what is current. For one thread; several processes may have the same database open: readers
    see the last whole change, writers take turns.
    """

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        #: What is known of some keys in the transaction with this number.
        self._turn: int | None = None
        self._named: dict[str, dict[str, Current]] = {}
        self._records: dict[tuple[str, str], Record | None] = {}

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True, timeout: float = 5.0) -> Self:
        """Open the database at ``path``, or make it there; ``timeout`` is how many seconds to wait for another writer.

        Raises:
            StoreMissingError: there is no file and ``create`` is False.
            StoreForeignError: the file is empty, no database, or another program's.
            StoreTooNewError: a newer wgtrack wrote it.
            StoreDamagedError: it is damaged.
            StoreBusyError: it had to be brought up to date, and another process held it for longer than the timeout.
        """
        return cls(open_storage(path, create=create, timeout=timeout))

    def close(self) -> None:
        """Close the database; the store cannot be used any more."""
        self._storage.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """Where the database is."""
        return self._storage.path

    @property
    def upgraded(self) -> Upgrade | None:
        """What opening did to a file that was older than this wgtrack; None if it was not, or is new."""
        return self._storage.upgraded

    @property
    def changed(self) -> bool:
        """Whether a change was made through this store, and kept."""
        return self._storage.changed

    def get(self, kind: str, key: str) -> Record | None:
        """The current record of this kind and key, or None."""
        if self._remembers() and (kind, key) in self._records:
            return self._records[kind, key]
        last = self.last_of(kind, key)
        record = None if last is None or last.new is None else self._read(last)
        if self._turn is not None:
            self._records[kind, key] = record
        return record

    def find(self, key: str) -> Record | None:
        """The current group, party, area, event, deliverable or task with this key, or None."""
        for kind, last in self._of_key(key).items():
            if last.new is not None and kind in KEYED:
                return self.get(kind, key) if self._turn is not None else self._read(last)
        return None

    def keys(self, *kinds: str) -> list[str]:
        """All current keys of these kinds."""
        return [key for kind in kinds for key in self._storage.keys(kind)]

    def kinds_of(self, key: str) -> tuple[str, ...]:
        """The kinds of the records that ever had this key, those that an undo took away among them."""
        return tuple(self._of_key(key))

    def key_used(self, key: str) -> bool:
        """Whether a record that shares its key space with others ever had this key."""
        return any(kind in KEYED for kind in self._of_key(key))

    def dependents(self, key: str) -> list[tuple[str, str]]:
        """Kind and key of the current records that depend on this key: a deadline is counted from it, or a stage of it is named."""
        return self._storage.dependents(key)

    def last_of(self, kind: str, key: str) -> Current | None:
        """The last entry of a record that is there, or once was."""
        return self._of_key(key).get(kind)

    def note(self, entry: Current, record: Record | None) -> None:
        """Remember what was just written."""
        if self._remembers():
            self._named.setdefault(entry.key, {})[entry.kind] = entry
            self._records[entry.kind, entry.key] = record

    def _of_key(self, key: str) -> dict[str, Current]:
        """By kind, the records that have this key, or once had it."""
        if "\0" in key:  # not every database can be asked for it, and none has it
            return {}
        if not self._remembers():
            return {found.kind: found for found in self._storage.named(key)}
        if key not in self._named:
            self._named[key] = {found.kind: found for found in self._storage.named(key)}
        return self._named[key]

    def _remembers(self) -> bool:
        """Whether a transaction is going on, in which nobody else changes anything; what is not known of it is forgotten."""
        turn = self._storage.turn
        if turn != self._turn or len(self._named) > _REMEMBERED:
            self._turn = turn
            self._named, self._records = {}, {}
        return turn is not None

    def _read(self, last: Current) -> Record:
        assert last.new is not None  # noqa: S101 - to be asked where there is one
        try:
            return layout_of_kind(last.kind).decode(last.number, last.at, last.new)
        except DamagedValueError as error:
            raise damaged(self._storage.path, error) from error

    def programme(self, at: datetime | None = None) -> WorkProgramme:
        """The whole record: as it is now, or as it was at an aware instant."""
        with self._storage.snapshot():
            if at is None or moment(at) >= self._storage.latest():
                return self._programme(self._storage.current)
            return self.rebuild(at)

    def rebuild(self, at: datetime) -> WorkProgramme:
        """The whole record as it was at an aware instant, entry by entry."""
        then = moment(at)
        with self._storage.snapshot():
            return self._programme(lambda kind: self._storage.as_of(kind, then))

    def _programme(self, states: Callable[[str], Iterator[Sequence[State]]]) -> WorkProgramme:
        """A programme of what ``states`` gives for each kind."""
        records: dict[str, dict[str, Any]] = {}
        with gc_paused():
            for kind in KINDS:
                decode = layout_of_kind(kind).decode_all
                found: list[Record] = []
                firsts: list[int] = []
                try:
                    for chunk in states(kind):
                        found += decode(chunk)
                        firsts += map(_FIRST, chunk)
                except DamagedValueError as error:
                    raise damaged(self._storage.path, error) from error
                ordered = map(found.__getitem__, sorted(range(len(found)), key=firsts.__getitem__))
                records[kind] = {record.key: record for record in ordered}
        return WorkProgramme(records)

    def entries(
        self,
        *,
        key: str | None = None,
        kinds: Collection[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
        step: int | None = None,
    ) -> tuple[Entry, ...]:
        """Journal entries in the order they were written down, oldest first.

        ``kinds`` are those of the records, all if empty. ``since`` and ``until`` (both included) are about when an entry took effect, not when it was written.
        """
        first, last = (None if at is None else moment(at) for at in (since, until))
        chosen = Chosen(key, tuple(kinds), first, last, step)
        with self._storage.snapshot():
            try:
                return tuple(journal.entries(self._storage, chosen))
            except DamagedValueError as error:
                raise damaged(self._storage.path, error) from error

    def document(self, name: str) -> bytes:
        """The file with this SHA-256 (hexadecimal digits), byte for byte as it was kept.

        Raises:
            StoreDamagedError: it is missing, or not what was kept.
        """
        from wgtrack.store import documents  # noqa: PLC0415 - hashing takes longer to import than a status may take

        try:
            return documents.read(self._storage, name)
        except DamagedValueError as error:
            raise damaged(self._storage.path, error) from error

    def files_of(self, entry: Row) -> list[str]:
        """The hashes of the files that an entry as ``transcript`` gives it names: those of an issued report, each once.

        Raises:
            StoreDamagedError: the entry cannot be read.
        """
        from wgtrack.store.transfer import files_of  # noqa: PLC0415 - a status needs less

        try:
            return files_of(entry)
        except DamagedValueError as error:
            raise damaged(self._storage.path, error) from error

    def head(self) -> Head | None:
        """The number and hash of the newest journal entry; None if nothing was ever written."""
        found = self._storage.head()
        return None if found is None else Head(found[0], found[1].hex())

    def transcript(self) -> Iterator[Row]:
        """All entries as they are stored, oldest first: number, step, action and so on, the record as JSON, and the hash.

        Meanwhile others may write; what they write is not among them. The files that an entry names can be asked for as it comes.

        Raises:
            StoreDamagedError: an entry could not be read again.
        """
        from wgtrack.store.transfer import transcript  # noqa: PLC0415 - a status needs less

        with self._storage.snapshot():
            try:
                yield from transcript(self._storage)
            except DamagedValueError as error:
                raise damaged(self._storage.path, error) from error

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copy the database to a new file, as it is now, while others may go on writing to it.

        Raises:
            InputError: there is something at ``path`` already.
            StoreError: the copy cannot be made.
        """
        name = os.fspath(path)
        if not self._storage.backup(name):
            from wgtrack.store.transfer import copy_to_file  # noqa: PLC0415 - only a server's record is copied so

            with self._storage.snapshot():
                copy_to_file(self._storage, name)

    def last_step(self) -> int | None:
        """The newest step that is neither an undo nor undone; None if there is none."""
        return journal.last_step(self._storage)

    def turn(self) -> AbstractContextManager[None]:
        """This store's turn to write: until the block ends, nothing changes but by what is written inside.

        Raises:
            StoreBusyError: another process held the database for longer than the timeout.
        """
        return self._storage.transaction()

    def writing(
        self,
        *,
        action: str,
        by: str,
        recorded_at: datetime,
        why: str | None = None,
        undoes: int | None = None,
        future: bool = False,
    ) -> "AbstractContextManager[Change]":
        """One step of changes: all that is put inside is stored when the block ends, or nothing if it raises.

        ``recorded_at`` is now; what is put takes effect no later than that, unless ``future`` allows it.

        Raises:
            StoreBusyError: another process held the database for longer than the timeout.
        """
        from wgtrack.store.writing import Change, Origin  # noqa: PLC0415 - a status, which changes nothing, does without

        origin = Origin(action=action, by=by, recorded_at=moment(recorded_at), why=why, undoes=undoes, future=future)
        return _Writing(self._storage.transaction(), lambda: Change(self, self._storage, origin))


class _Writing(AbstractContextManager["Change"]):
    """A transaction that gives a change. No generator, for an interrupt between its start and the block would leave it open."""

    def __init__(self, transaction: AbstractContextManager[None], change: "Callable[[], Change]") -> None:
        self._transaction = transaction
        self._change = change

    def __enter__(self) -> "Change":
        change = self._change()
        try:
            self._transaction.__enter__()
        except BaseException:
            self._transaction.__exit__(*sys.exc_info())
            raise
        return change

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool | None:
        return self._transaction.__exit__(kind, error, traceback)
