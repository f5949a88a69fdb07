"""The store: the current record, every change ever made to it, and the one way to write."""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from operator import attrgetter
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from wgtrack.collector import collector_at_rest
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry, Head
from wgtrack.model.programme import KEYED, KINDS, WorkProgramme
from wgtrack.store import journal
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.database import Database, Upgrade
from wgtrack.store.opening import open_database
from wgtrack.store.rows import CHUNK, LAYOUTS

if TYPE_CHECKING:
    from wgtrack.store.change import Change
    from wgtrack.store.scrutiny import Row

_KIND_OF_KEY = " UNION ALL ".join(LAYOUTS[kind].select_kind for kind in KEYED)
_KEY = attrgetter("key")
_KINDS_OF = 'SELECT DISTINCT kind FROM journal WHERE "key" = ?'


class Store:
    """One wgtrack database: a file, or ``:memory:``.

    As ``Records`` it answers from the current rows. For one thread; several processes may have the same file open: readers
    see the last whole change, writers take turns.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

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
        return cls(open_database(path, create=create, timeout=timeout))

    def close(self) -> None:
        """Close the file; the store cannot be used any more."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    @property
    def path(self) -> str:
        """Where the database is."""
        return self._database.path

    @property
    def upgraded(self) -> Upgrade | None:
        """What opening did to a file that was older than this wgtrack; None if it was not, or is new."""
        return self._database.upgraded

    @property
    def changed(self) -> bool:
        """Whether a change was made through this store, and kept."""
        return self._database.changed

    def get(self, kind: str, key: str) -> Record | None:
        """The current record of this kind and key, or None."""
        layout = LAYOUTS[kind]
        row = self._database.row(layout.select_one, (key,))
        if row is None:
            return None
        try:
            return layout.from_row(row)
        except DamagedValueError as error:
            raise self._database.damaged(error) from error

    def find(self, key: str) -> Record | None:
        """The current group, party, area, event, deliverable or task with this key, or None."""
        kind = self._database.value(_KIND_OF_KEY, (key,))
        return None if kind is None else self.get(kind, key)

    def keys(self, *kinds: str) -> list[str]:
        """All current keys of these kinds."""
        return [key for kind in kinds for (key,) in self._database.rows(LAYOUTS[kind].select_keys)]

    def keys_where(self, kind: str, field: str, value: str) -> list[str]:
        """Current keys of the records of a kind whose field is this text."""
        return [key for (key,) in self._database.rows(LAYOUTS[kind].select_where(field), (value,))]

    def kinds_of(self, key: str) -> tuple[str, ...]:
        """The kinds of the records that ever had this key, those that an undo took away among them."""
        return tuple(kind for (kind,) in self._database.rows(_KINDS_OF, (key,)))

    def key_used(self, key: str) -> bool:
        """Whether a record that shares its key space with others ever had this key."""
        return any(kind in KEYED for kind in self.kinds_of(key))

    def programme(self, at: datetime | None = None) -> WorkProgramme:
        """The whole record: as it is now, or as it was at an aware instant."""
        with self._database.snapshot():
            if at is None or journal.moment(at) >= journal.latest(self._database):
                return _programme(self._current)
            return self.rebuild(at)

    def rebuild(self, at: datetime) -> WorkProgramme:
        """The whole record as it was at an aware instant, from nothing but the journal."""
        moment = journal.moment(at)
        with self._database.snapshot():
            return _programme(lambda kind: journal.as_of(self._database, kind, moment))

    def _current(self, kind: str) -> Iterator[Sequence[Record]]:
        layout = LAYOUTS[kind]
        return map(layout.from_rows, self._database.chunks(layout.select_all, (), CHUNK))

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
        with self._database.snapshot():
            return tuple(journal.entries(self._database, key=key, kinds=kinds, since=since, until=until, step=step))

    def document(self, name: str) -> bytes:
        """The file with this SHA-256 (hexadecimal digits), byte for byte as it was kept.

        Raises:
            StoreDamagedError: it is missing, or not what was kept.
        """
        from wgtrack.store import documents  # noqa: PLC0415 - hashing takes longer to import than a status may take

        try:
            return documents.read(self._database, name)
        except DamagedValueError as error:
            raise self._database.damaged(error) from error

    def files_of(self, entry: "Row") -> list[str]:
        """The hashes of the files that an entry as ``transcript`` gives it names: those of an issued report, each once.

        Raises:
            StoreDamagedError: the entry cannot be read.
        """
        from wgtrack.store.transfer import files_of  # noqa: PLC0415 - a status needs less

        try:
            return files_of(entry)
        except DamagedValueError as error:
            raise self._database.damaged(error) from error

    def head(self) -> Head | None:
        """The number and hash of the newest journal entry; None if nothing was ever written."""
        return journal.head(self._database)

    def transcript(self) -> "Iterator[Row]":
        """All entries as they are stored, oldest first: number, step, action and so on, the record as JSON, and the hash.

        Meanwhile others may write; what they write is not among them. The files that an entry names can be asked for as it comes.

        Raises:
            StoreDamagedError: an entry could not be read again.
        """
        from wgtrack.store.transfer import transcript  # noqa: PLC0415 - a status needs less

        with self._database.snapshot():
            yield from transcript(self._database)

    def backup(self, path: str | os.PathLike[str]) -> None:
        """Copy the database to a new file, as it is now, while others may go on writing to it.

        Raises:
            InputError: there is something at ``path`` already.
            StoreError: the copy cannot be made.
        """
        from wgtrack.store.backup import backup  # noqa: PLC0415 - as above

        backup(self._database, os.fspath(path))

    def last_step(self) -> int | None:
        """The newest step that is neither an undo nor undone; None if there is none."""
        return journal.last_step(self._database)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """This store's turn to write: until the block ends, nothing changes but by what is written inside.

        Raises:
            StoreBusyError: another process held the database for longer than the timeout.
        """
        with self._database.transaction():
            yield

    @contextmanager
    def writing(
        self,
        *,
        action: str,
        by: str,
        recorded_at: datetime,
        why: str | None = None,
        undoes: int | None = None,
        future: bool = False,
    ) -> "Iterator[Change]":
        """One step of changes: all that is put inside is stored when the block ends, or nothing if it raises.

        ``recorded_at`` is now; what is put takes effect no later than that, unless ``future`` allows it.

        Raises:
            StoreBusyError: another process held the database for longer than the timeout.
        """
        from wgtrack.store.change import Change, Origin  # noqa: PLC0415 - a status, which changes nothing, does without

        written = journal.moment(recorded_at)
        with self._database.transaction():
            origin = Origin(action=action, by=by, recorded_at=written, why=why, undoes=undoes, future=future)
            yield Change(self, self._database, origin)


def _programme(records: Callable[[str], Iterator[Sequence[Record]]]) -> WorkProgramme:
    """A programme of what ``records`` gives for each kind; the tables are named as the programme's mappings are."""
    mappings: dict[str, Any] = {LAYOUTS[kind].table: {} for kind in KINDS}
    with collector_at_rest():
        for kind in KINDS:
            for chunk in records(kind):
                mappings[LAYOUTS[kind].table].update(zip(map(_KEY, chunk), chunk, strict=True))
    return WorkProgramme(**mappings)
