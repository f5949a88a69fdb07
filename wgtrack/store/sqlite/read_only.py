"""A database that may be read and not written to: on a disk that takes no writing, or another user's."""

# The status path does without pathlib, which takes longer to import than the file takes to open.
# ruff: noqa: PTH116, PTH202

import os
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, NoReturn

from wgtrack.errors import StoreBusyError, StoreError
from wgtrack.messages.message import untranslated
from wgtrack.store.sqlite.connecting import connect, place_of
from wgtrack.store.sqlite.database import COPY, Database, FileId


class _Still(NamedTuple):
    """What changes of a file when it is written to."""

    size: int
    changed_ns: int
    #: Whether changes wait beside it to be merged into it.
    pending: bool

    @classmethod
    def of(cls, path: str) -> "_Still":
        found = os.stat(path)
        return cls(found.st_size, found.st_mtime_ns, any(_bytes(f"{path}{end}") for end in ("-wal", "-journal")))


class ReadOnlyDatabase(Database):
    """An open database that refuses every transaction.

    SQLite needs files of its own beside a database in use. Where it may not make them, a file that nobody is writing to is read
    without them and without locks (``immutable``), and whether it stood still is looked at after every answer.
    """

    writable = False

    def __init__(
        self,
        connection: sqlite3.Connection,
        path: str,
        file: FileId | None,
        still: _Still | None,
        trouble: StoreError | None = None,
    ) -> None:
        super().__init__(connection, path, file)
        self._place = os.path.realpath(path)
        self._still = still
        self._trouble = trouble

    def transaction(self) -> NoReturn:
        """Nothing can be written."""
        if self._trouble is None:
            raise StoreError(self.path, untranslated("it can be read but not written to"), COPY)
        why = untranslated("it can be read but not written to ({reason})", reason=self._trouble.reason)
        raise StoreError(self.path, why, self._trouble.hint)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        found = super().rows(sql, parameters)
        self._check_still()
        return found

    def chunks(self, sql: str, parameters: Sequence[Any], size: int) -> Iterator[list[Any]]:
        """The rows of a query, some at a time."""
        for some in super().chunks(sql, parameters, size):
            self._check_still()
            yield some

    def _check_still(self) -> None:
        if self._still is not None and _Still.of(self._place) != self._still:
            raise StoreBusyError(
                self.path, untranslated("somebody wrote to the database while it was read"), untranslated("ask again")
            )


def read_only(path: str, timeout: float, trouble: StoreError | None = None) -> Database:
    """The database at this path, to be read; ``trouble`` is what SQLite said when it was to be written to as well."""
    place = os.path.realpath(path)
    still = _Still.of(place)
    query = "mode=ro" if still.pending else "immutable=1"
    file = FileId.at(place_of(path))
    return ReadOnlyDatabase(connect(path, query, timeout), path, file, None if still.pending else still, trouble)


def _bytes(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
