"""One SQLite connection: statements, transactions, and SQLite's errors as wgtrack's."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from wgtrack.errors import InputError, StoreBusyError, StoreDamagedError, StoreError, WgtrackError
from wgtrack.store.codecs import DamagedValueError

#: What to do about a damaged database.
RESTORE = "restore it from a backup"

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_MISMATCH}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL}
_NEXT_STEP = {
    sqlite3.SQLITE_FULL: "make room on the disk and try again",
    sqlite3.SQLITE_READONLY: "make the file and its folder writable",
    sqlite3.SQLITE_PERM: "make the file and its folder writable",
    sqlite3.SQLITE_CANTOPEN: "check that the folder exists and is writable",
    sqlite3.SQLITE_IOERR: "check the disk and try again",
}


#: What Python's sqlite3 raises: SQLite's own errors, and for text and numbers that cannot be passed to it or from it.
FAILURES = (sqlite3.Error, UnicodeError, OverflowError)


def refusal(path: str, error: Exception) -> WgtrackError:
    """What a failed statement means for who uses the database at this path."""
    said = "".join(character if character.isprintable() else "?" for character in str(error))
    if isinstance(error, UnicodeEncodeError | OverflowError):
        return InputError(f"half a character or a huge number is no text or number to store ({said})", "take it out")
    if isinstance(error, sqlite3.ProgrammingError):
        return StoreError(path, said, "use each open store in the thread that opened it, and not after closing it")
    # Python's own errors, for text that is not UTF-8, have no code: what is stored cannot be read.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in _BUSY:
        return StoreBusyError(path, "another process is writing to the database", "try again when it has finished")
    if code in _DAMAGED:
        return StoreDamagedError(path, f"the database is damaged ({said})", RESTORE)
    return StoreError(path, said, _NEXT_STEP.get(code, "check the file and try again"))


class Database:
    """An open database."""

    def __init__(self, connection: sqlite3.Connection, path: str) -> None:
        self.connection = connection
        self.path = path

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        try:
            return self.connection.execute(sql, parameters).fetchall()
        except FAILURES as error:
            raise refusal(self.path, error) from error

    def row(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The first column of the first row of a query, or None."""
        found = self.rows(sql, parameters)
        return found[0][0] if found else None

    def chunks(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any], size: int) -> Iterator[list[Any]]:
        """The rows of a query, some at a time."""
        try:
            cursor = self.connection.execute(sql, parameters)
            while rows := cursor.fetchmany(size):
                yield rows
        except FAILURES as error:
            raise refusal(self.path, error) from error

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> int:
        """Run a statement that returns nothing; returns the number of the row if it inserted one."""
        try:
            return self.connection.execute(sql, parameters).lastrowid or 0
        except FAILURES as error:
            raise refusal(self.path, error) from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Several queries that see one state of the database, whoever writes to it meanwhile."""
        inner = self._in_transaction()
        if not inner:
            self.run("BEGIN")
        try:
            yield
        except DamagedValueError as error:
            raise self.damaged(error) from error
        finally:
            if not inner:
                self._undo("ROLLBACK")

    def damaged(self, error: DamagedValueError) -> StoreDamagedError:
        """What a value that cannot be read means for who uses the database."""
        return StoreDamagedError(self.path, f"the database is damaged: {error}", RESTORE)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing; one inside another can fail without the other."""
        inner = self._in_transaction()
        self.run("SAVEPOINT inner" if inner else "BEGIN IMMEDIATE")
        try:
            yield
            self.run("RELEASE inner" if inner else "COMMIT")
        except BaseException:
            self._undo(*(("ROLLBACK TO inner", "RELEASE inner") if inner else ("ROLLBACK",)))
            raise

    def _in_transaction(self) -> bool:
        try:
            return self.connection.in_transaction
        except sqlite3.Error as error:  # closed, or opened in another thread
            raise refusal(self.path, error) from error

    def _undo(self, *statements: str) -> None:
        # On some errors, such as a full disk, SQLite has ended the transaction by itself.
        if self.connection.in_transaction:
            for statement in statements:
                self.run(statement)

    def close(self) -> None:
        """Close the connection; nothing can be asked of it any more."""
        try:
            self.connection.close()
        except FAILURES as error:
            raise refusal(self.path, error) from error
