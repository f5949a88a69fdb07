"""One connection to a server: statements, transactions, and the server's errors as wgtrack's."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import psycopg
from psycopg import errors
from psycopg.pq import TransactionStatus

from wgtrack.errors import InputError, StoreBusyError, StoreDamagedError, StoreError, WgtrackError
from wgtrack.messages.message import Message, call, untranslated
from wgtrack.store.connection import Connection
from wgtrack.store.damage import RESTORE
from wgtrack.store.sql import ORDER

#: What psycopg raises: the server's errors, and for texts that cannot be passed to it.
FAILURES = (psycopg.Error, UnicodeError)
#: Another writer was in the way. That numbers of entries collide is not seen on PostgreSQL, where a writer that waited sees what was
#: written meanwhile; an engine that shows it the state from before it waited refuses what it writes then.
_BUSY = (
    errors.LockNotAvailable,
    errors.SerializationFailure,
    errors.DeadlockDetected,
    errors.QueryCanceled,
    errors.UniqueViolation,
)
_NO_TEXT = (UnicodeError, errors.UntranslatableCharacter, errors.DataError)
_RIGHTS = untranslated("ask for the rights that docs/postgresql.md names, or connect with another role")
#: Errors of the server, and what they mean: the error to raise, what is said, and the next step.
_REFUSALS: tuple[tuple[Any, type[StoreError], str, Message], ...] = (
    (
        _BUSY,
        StoreBusyError,
        "another process is writing to the database",
        untranslated("try again when it has finished"),
    ),
    (errors.InsufficientPrivilege, StoreError, "this role may not do that ({said})", _RIGHTS),
    (
        errors.ReadOnlySqlTransaction,
        StoreError,
        "it can be read but not written to",
        untranslated("connect to the server that takes changes"),
    ),
    (
        (errors.UndefinedTable, errors.UndefinedColumn, errors.DataCorrupted),
        StoreDamagedError,
        "the database is damaged ({said})",
        RESTORE,
    ),
)
_LOST = untranslated("see whether the server is running and can be reached, and open the record again")
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
        #: Statements with their parameters that were not sent yet.
        self._waiting: list[tuple[str, Sequence[Any]]] = []
        self._cursors = 0

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        self._flush()
        return self.rows_beside(sql, parameters)

    def rows_beside(self, sql: str, parameters: Sequence[Any]) -> list[Any]:
        """All rows of a query to which nothing that waits to be sent makes a difference."""
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
        self._cursors += 1
        name, begun, done = f"wgtrack_{self._cursors}", self.begun, False
        self.run(f"DECLARE {name} NO SCROLL CURSOR FOR {sql}", parameters)
        try:
            while not done:
                if begun != self.begun:
                    raise StoreError(
                        self.path,
                        untranslated("a change was begun before the question was answered"),
                        untranslated("ask again"),
                    )
                found = self.rows(f"FETCH FORWARD {_AT_A_TIME} FROM {name}")
                done = len(found) < _AT_A_TIME
                yield from (found[start : start + size] for start in range(0, len(found), size))
        finally:
            if begun == self.begun and self.connection.info.transaction_status == TransactionStatus.INTRANS:
                self.run(f"CLOSE {name}")

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement that returns nothing."""
        if sql.startswith("ROLLBACK"):
            self._waiting = []
        self._flush()
        try:
            self._rows_written += max(self.connection.execute(_translated(sql), parameters or None).rowcount, 0)
        except FAILURES as error:
            if sql == "COMMIT" and self.connection.broken:
                raise self._lost_at_end(error) from error
            raise self.refusal(error) from error

    def write(self, sql: str, parameters: Sequence[Any]) -> None:
        """Run a statement in a transaction, with others in one go: each by itself would wait for an answer."""
        self._waiting.append((sql, parameters))
        if len(self._waiting) >= _AT_A_TIME:
            self._flush()

    def run_each(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
        """Run a statement once for each set of parameters."""
        self._flush()
        self._run_each(sql, parameters)

    def _flush(self) -> None:
        """Run what waits to be run: each statement for all that it waits for at once."""
        waiting, self._waiting = self._waiting, []
        waiting.sort(key=lambda each: ORDER.index(each[0]) if each[0] in ORDER else len(ORDER))
        with self.connection.pipeline() if waiting else nullcontext():
            for sql, group in groupby(waiting, key=itemgetter(0)):
                self._run_each(sql, [parameters for _, parameters in group])

    def _run_each(self, sql: str, parameters: Sequence[Sequence[Any]]) -> None:
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
        self.forget_snapshot()
        self.connection.close()

    def refusal(self, error: Exception) -> WgtrackError:
        """What a failed statement means for who uses the database."""
        said = one_line(error)
        if self.connection.broken:
            return StoreError(
                self.path, untranslated("the connection to the server was lost ({said})", said=said), _LOST
            )
        if self.connection.closed:
            return StoreError(self.path, untranslated("it was closed"), untranslated("open the record again"))
        for kinds, kind, message, hint in _REFUSALS:
            if isinstance(error, kinds):
                return kind(self.path, untranslated(message, said=said), hint)
        if isinstance(error, _NO_TEXT):
            invalid = untranslated("invalid Unicode, or a number too large to store ({said})", said=said)
            return InputError(invalid, untranslated("take it out"))
        return StoreError(
            self.path, untranslated("{said}", said=said), untranslated("see what the server's log says, and try again")
        )

    def _lost_at_end(self, error: Exception) -> StoreError:
        return StoreError(
            self.path,
            untranslated(
                "the connection to the server was lost at the end of a change ({said}), and it is not known whether it was written",
                said=one_line(error),
            ),
            untranslated("look whether it is there ({log}) before you make it again", log=call("log")),
        )


def one_line(error: Exception) -> str:
    """What psycopg says of an error, on one line that can be shown."""
    first = str(error).strip().partition("\n")[0]
    return "".join(character if character.isprintable() else "?" for character in first)


@cache
def _translated(sql: str) -> Any:
    """A statement with the marks for parameters that psycopg takes."""
    return sql.replace("?", "%s")
