"""One SQLite connection: statements, transactions, and SQLite's errors as wgtrack's."""

# The status path does without pathlib, which takes longer to import than the file takes to open.
# ruff: noqa: PTH116

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from wgtrack import open_files
from wgtrack.errors import InputError, StoreBusyError, StoreDamagedError, StoreError, StoreMovedError, WgtrackError
from wgtrack.messages.message import untranslated
from wgtrack.store.connection import Connection
from wgtrack.store.damage import RESTORE

#: What to do where something must be written and cannot be.
COPY = untranslated("make the file and its folder writable, or work on a copy")

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_NEXT_STEP = {
    sqlite3.SQLITE_FULL: untranslated("make room on the disk and try again"),
    sqlite3.SQLITE_PERM: untranslated("make the file and its folder writable"),
    sqlite3.SQLITE_CANTOPEN: untranslated("check that the folder exists and is writable"),
    sqlite3.SQLITE_IOERR: untranslated("see whether the disk has room and is sound, and try again"),
}


#: What Python's sqlite3 raises: SQLite's own errors, and for text and numbers that cannot be passed to it or from it.
FAILURES = (sqlite3.Error, UnicodeError, OverflowError)


def refusal(path: str, error: Exception) -> WgtrackError:
    """What a failed statement means for who uses the database at this path."""
    said = "".join(character if character.isprintable() else "?" for character in str(error))
    if isinstance(error, UnicodeEncodeError | OverflowError):
        return InputError(
            untranslated("invalid Unicode, or a number too large to store ({said})", said=said),
            untranslated("take it out"),
        )
    if isinstance(error, sqlite3.ProgrammingError):
        return StoreError(
            path,
            untranslated("{said}", said=said),
            untranslated("use each open store in the thread that opened it, and not after closing it"),
        )
    # Python's own errors, for text that is not UTF-8, have no code: what is stored cannot be read.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _BUSY:
        return StoreBusyError(
            path,
            untranslated("another process is writing to the database"),
            untranslated("try again when it has finished"),
        )
    if code in _DAMAGED:
        return StoreDamagedError(path, untranslated("the database is damaged ({said})", said=said), RESTORE)
    if code == sqlite3.SQLITE_READONLY:
        return StoreError(path, untranslated("it can be read but not written to"), COPY)
    return StoreError(
        path, untranslated("{said}", said=said), _NEXT_STEP.get(code, untranslated("check the file and try again"))
    )


#: Seconds that SQLite itself is to wait for another process before we ask again. It asks less and less often the longer it
#: waits, so that among many writers one could wait for ever; asked again, it begins anew and is as likely as any to be next.
ASK_AGAIN = 0.002


class FileId(NamedTuple):
    """Which file it is that stands at a place."""

    #: Its absolute path.
    place: str
    device: int
    inode: int

    @classmethod
    def at(cls, place: str) -> "FileId | None":
        """The file at this absolute path; None where there is none."""
        try:
            found = os.stat(place)
        except OSError:
            return None
        return cls(place, found.st_dev, found.st_ino)


class Database(Connection):
    """An open database.

    With ``file``, it is refused once that file does not stand at its place any more; with ``timeout``, other processes are
    waited for that many seconds beyond what the connection waits by itself.
    """

    #: Whether there can be transactions.
    writable = True
    unindexed = " NOT INDEXED"

    def __init__(
        self, connection: sqlite3.Connection, path: str, file: FileId | None = None, timeout: float = 0
    ) -> None:
        super().__init__(path)
        self.connection = connection
        self._file = file
        self._timeout = timeout
        self._process = os.getpid()
        if file is not None:
            open_files.note(self, file.place)
        #: Queries whose rows were not all taken yet.
        self._reading: set[sqlite3.Cursor] = set()

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        if not self.in_transaction():
            self.check_in_place()
        try:
            return self._execute(sql, parameters).fetchall()
        except FAILURES as error:
            raise refusal(self.path, error) from error

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0][0] if found else None

    def chunks(self, sql: str, parameters: Sequence[Any], size: int) -> Iterator[list[Any]]:
        """The rows of a query, some at a time."""
        cursor = None
        try:
            cursor = self._execute(sql, parameters)
            self._reading.add(cursor)
            while rows := cursor.fetchmany(size):
                yield rows
        except FAILURES as error:
            raise refusal(self.path, error) from error
        finally:
            if cursor is not None:
                # A generator that an error's traceback holds ends after the connection was closed.
                with suppress(sqlite3.ProgrammingError):
                    cursor.close()
                self._reading.discard(cursor)

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement that returns nothing."""
        try:
            self._execute(sql, parameters)
        except FAILURES as error:
            raise refusal(self.path, error) from error

    def write(self, sql: str, parameters: Sequence[Any]) -> None:
        """Run a statement in a transaction."""
        self.run(sql, parameters)

    def run_each(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each set of parameters."""
        self._check_process()
        try:
            self.connection.executemany(sql, parameters)
        except FAILURES as error:
            raise refusal(self.path, error) from error

    def _execute(self, sql: str, parameters: Sequence[Any]) -> sqlite3.Cursor:
        """Run a statement, again and again while another process is in the way."""
        until = None
        self._check_process()
        while True:
            try:
                return self.connection.execute(sql, parameters)
            except sqlite3.OperationalError as error:
                now = time.monotonic()
                until = until or now + self._timeout
                if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _BUSY or now >= until:
                    raise

    def start_reading(self) -> None:
        """Begin to see one state."""
        self.run("BEGIN")

    def start_writing(self) -> None:
        """Begin a transaction as the only one that writes."""
        self.run("BEGIN IMMEDIATE")

    def written(self) -> int:
        """How many rows were ever written by this connection."""
        return self.connection.total_changes

    def _check_process(self) -> None:
        """Refuse to go on in a fork: it has none of the locks of the process that opened the file."""
        if os.getpid() != self._process:
            raise StoreError(
                self.path,
                untranslated("it was opened by another process, of which this one is a fork, and cannot be used here"),
                untranslated("open the record again in this process"),
            )

    def check_in_place(self) -> None:
        """Refuse to go on in a file that was removed or replaced: nobody else would ever see what is written there."""
        if self._file is None:
            return
        now = FileId.at(self._file.place)
        if now != self._file:
            what = "removed" if now is None else "replaced by another"
            raise StoreMovedError(
                self.path,
                untranslated("the file was {what} since it was opened, and nothing was written", what=what),
                untranslated("put it back")
                if now is None
                else untranslated("put it back, or take {path}-wal away before opening the other", path=self.path),
            )

    def in_transaction(self) -> bool:
        """Whether SQLite holds a transaction open."""
        try:
            return self.connection.in_transaction
        except sqlite3.Error as error:  # closed, or opened in another thread
            raise refusal(self.path, error) from error

    def close(self) -> None:
        """Close the connection; nothing can be asked of it any more. A fork leaves it to the process that opened it."""
        if os.getpid() != self._process:
            return
        open_files.forget(self)
        self.forget_snapshot()
        try:
            # A query that was broken off, and that an error's traceback still holds, would keep the file open.
            for cursor in self._reading:
                cursor.close()
            self.connection.close()
        except FAILURES as error:
            raise refusal(self.path, error) from error
