"""One connection to a server: statements, transactions, and the server's errors as wgtrack's."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, LiteralString, cast

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from wgtrack.errors import InputError, StoreBusyError, StoreDamagedError, StoreError, WgtrackError
from wgtrack.store.connection import Connection
from wgtrack.store.damage import RESTORE

#: What psycopg raises: the server's errors, and for texts that cannot be passed to it.
FAILURES = (psycopg.Error, UnicodeError)
_BUSY = (errors.LockNotAvailable, errors.SerializationFailure, errors.DeadlockDetected, errors.QueryCanceled)
_LOST = "see whether the server is running and can be reached, and open the record again"
#: Rows that a server's cursor sends at a time.
_AT_A_TIME = 2000


class Database(Connection):
    """An open database of a server.

    Writers take turns by a lock on the one row of the table ``wgtrack``, for which they wait as long as the server's
    ``lock_timeout`` says.
    """

    def __init__(self, connection: "psycopg.Connection[Any]", path: str) -> None:
        super().__init__(path)
        self.connection = connection
        self._rows_written = 0
        self._cursors = 0

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        try:
            return self.connection.execute(_translated(sql), parameters or None).fetchall()
        except FAILURES as error:
            raise self.refusal(error) from error

    def chunks(self, sql: str, parameters: Sequence[Any], size: int) -> Iterator[list[Any]]:
        """The rows of a query, some at a time; in a snapshot or a transaction they are taken from the server so too."""
        if not self.in_transaction():
            found = self.rows(sql, parameters)
            yield from (found[start : start + size] for start in range(0, len(found), size))
            return
        try:
            self._cursors += 1
            with self.connection.cursor(name=f"wgtrack_{self._cursors}") as cursor:
                cursor.itersize = _AT_A_TIME
                cursor.execute(_translated(sql), parameters or None)
                while rows := cursor.fetchmany(size):
                    yield rows
        except FAILURES as error:
            raise self.refusal(error) from error

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement that returns nothing."""
        try:
            self._rows_written += max(self.connection.execute(_translated(sql), parameters or None).rowcount, 0)
        except FAILURES as error:
            if sql == "COMMIT" and self.connection.closed:
                raise self._lost_at_end(error) from error
            raise self.refusal(error) from error

    def run_each(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each set of parameters."""
        if not parameters:
            return
        try:
            with self.connection.cursor() as cursor:
                cursor.executemany(_translated(sql), parameters)
                self._rows_written += len(parameters)
        except FAILURES as error:
            raise self.refusal(error) from error

    def start_reading(self) -> None:
        """Begin to see one state."""
        self.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def start_writing(self) -> None:
        """Begin a transaction as the only one that writes."""
        self.run("BEGIN ISOLATION LEVEL READ COMMITTED")
        self.rows("SELECT version FROM wgtrack FOR UPDATE")

    def written(self) -> int:
        """How many rows were ever written by this connection."""
        return self._rows_written

    def in_transaction(self) -> bool:
        """Whether the server holds a transaction open for us."""
        if self.connection.closed:
            return False
        return self.connection.info.transaction_status != TransactionStatus.IDLE

    def close(self) -> None:
        """Close the connection; nothing can be asked of it any more."""
        self.connection.close()

    def refusal(self, error: Exception) -> WgtrackError:
        """What a failed statement means for who uses the database."""
        said = one_line(error)
        if isinstance(error, UnicodeError | errors.UntranslatableCharacter | errors.DataError):
            return InputError(
                f"half a character or a huge number is no text or number to store ({said})", "take it out"
            )
        if isinstance(error, _BUSY):
            return StoreBusyError(
                self.path, "another process is writing to the database", "try again when it has finished"
            )
        if isinstance(error, errors.InsufficientPrivilege):
            hint = "ask for the rights that docs/postgresql.md names, or connect with another role"
            return StoreError(self.path, f"this role may not do that ({said})", hint)
        if isinstance(error, errors.ReadOnlySqlTransaction):
            hint = "connect to the server that takes changes"
            return StoreError(self.path, "it can be read but not written to", hint)
        if self.connection.broken:
            return StoreError(self.path, f"the connection to the server was lost ({said})", _LOST)
        if self.connection.closed:
            return StoreError(self.path, "it was closed", "open the record again")
        if isinstance(error, errors.UndefinedTable | errors.UndefinedColumn | errors.DataCorrupted):
            return StoreDamagedError(self.path, f"the database is damaged ({said})", RESTORE)
        return StoreError(self.path, said, "see what the server's log says, and try again")

    def _lost_at_end(self, error: Exception) -> StoreError:
        return StoreError(
            self.path,
            f"the connection to the server was lost at the end of a change ({one_line(error)}), and it is not known whether it was written",
            "look whether it is there ('log') before you make it again",
        )


def one_line(error: Exception) -> str:
    """What psycopg says of an error, on one line that can be shown."""
    first = str(error).strip().partition("\n")[0]
    return "".join(character if character.isprintable() else "?" for character in first)


@cache
def _translated(sql: str) -> LiteralString:
    """A statement with the marks for parameters that psycopg takes."""
    return cast("LiteralString", sql.replace("?", "%s"))
