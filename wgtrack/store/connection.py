"""Transactions and snapshots of one connection, whatever database it leads to.

They are classes and no generators: an interrupt between the beginning of a transaction and the block that it is for would leave
a generator, and with it the transaction, open. Whatever is left open all the same is rolled back by the next one.
"""

from abc import abstractmethod
from contextlib import AbstractContextManager
from types import TracebackType
from typing import TYPE_CHECKING
from weakref import ref

from wgtrack.errors import StoreDamagedError, WgtrackError
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.damage import damaged

if TYPE_CHECKING:
    from wgtrack.store.storage import Upgrade


class Connection:
    """One open connection; what a database does in its own way is told by its class."""

    #: What stands behind a table that is to be read itself, whatever indexes it has.
    unindexed = ""

    def __init__(self, path: str) -> None:
        self.path = path
        #: What opening it did to a database that was older than the code.
        self.upgraded: Upgrade | None = None
        #: Whether a change was made with this connection and kept.
        self.changed = False
        #: The transactions that are open, each inside the one before it.
        self._open: list[ref[Transaction]] = []
        #: The snapshot that all questions see meanwhile.
        self._seen: ref[Snapshot] | None = None
        self._turn = 0
        #: How many transactions and snapshots have begun: what was opened in one is gone in the next.
        self.begun = 0

    @abstractmethod
    def run(self, sql: str) -> object:
        """Run a statement that returns nothing."""

    @abstractmethod
    def in_transaction(self) -> bool:
        """Whether the database holds a transaction open for us."""

    @abstractmethod
    def start_reading(self) -> None:
        """Begin to see one state."""

    @abstractmethod
    def start_writing(self) -> None:
        """Begin a transaction as the only one that writes."""

    @abstractmethod
    def written(self) -> int:
        """How many rows were ever written by this connection."""

    def check_in_place(self) -> None:
        """Refuse to go on where what is written would be lost."""

    @property
    def turn(self) -> int | None:
        """None outside of a transaction; inside, another number after everything that takes something back."""
        return self._turn if self._open else None

    def snapshot(self) -> AbstractContextManager[None]:
        """Several queries that see one state of the database, whoever writes to it meanwhile."""
        return Snapshot(self)

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside, or nothing; one inside another can fail without the other."""
        return Transaction(self)

    def damaged(self, error: DamagedValueError) -> StoreDamagedError:
        """What a value that cannot be read means for who uses the database."""
        return damaged(self.path, error)

    def look(self, one: "Snapshot") -> bool:
        """Begin to see one state; False where one is seen already."""
        self._open = [each for each in self._open if each() is not None]
        if self.in_transaction():
            if self._open or (self._seen is not None and self._seen() is not None):
                return False
            self.roll_back()  # left open by an interrupt
        self.check_in_place()
        self._seen = ref(one)
        self.begun += 1
        try:
            self.start_reading()
        except BaseException:
            self.roll_back()
            raise
        return True

    def look_away(self, one: "Snapshot") -> None:
        """End a snapshot, unless a transaction has ended it."""
        if self._seen is not None and self._seen() is one:
            self._seen = None
            self.roll_back()

    def forget_snapshot(self) -> None:
        """The connection is being closed: a reader that was broken off has nothing to end any more."""
        self._seen = None

    def roll_back(self) -> None:
        """End the transaction that is open, if one is, whatever comes between."""
        if self.in_transaction():
            try:
                self.run("ROLLBACK")
            except BaseException:
                if self.in_transaction():
                    self.run("ROLLBACK")
                raise

    def begin(self, one: "Transaction") -> None:
        """Begin a transaction, inside of those that are open."""
        self._open = [each for each in self._open if each() is not None]
        if not self._open:
            self._seen = None
            self.roll_back()  # left open by an interrupt, or by a question that is only half answered
        inner = bool(self._open)
        self._open.append(ref(one))
        self._turn += not inner
        self.begun += not inner
        if inner:
            self.run("SAVEPOINT inside")
        else:
            self.start_writing()
            self.check_in_place()

    def end(self, one: "Transaction", *, keep: bool, written: int) -> None:
        """End a transaction, and any inside it that an interrupt left open: keep what was written, or take it back."""
        places = [place for place, each in enumerate(self._open) if each() is one]
        if not places:
            return
        inner = places[0] > 0
        try:
            if keep:
                self.check_in_place()
                self._keep(inner=inner)
                self.changed |= not inner and self.written() > written
            else:
                self._take_back(inner=inner)
        except BaseException as error:
            # Where an interrupt came after the database had done it, it is done.
            self.changed |= keep and not inner and not isinstance(error, WgtrackError) and not self.in_transaction()
            if keep:
                self._take_back(inner=inner)
            raise
        finally:
            self._turn += not keep
            del self._open[places[0] :]

    def _keep(self, *, inner: bool) -> None:
        self.run("RELEASE SAVEPOINT inside" if inner else "COMMIT")

    def _take_back(self, *, inner: bool) -> None:
        if not inner:
            self.roll_back()
        elif self.in_transaction():  # on some errors, such as a full disk, a database ends it by itself
            self.run("ROLLBACK TO SAVEPOINT inside")
            self.run("RELEASE SAVEPOINT inside")


class Transaction(AbstractContextManager[None]):
    """All that is written inside, or nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._written = 0

    def __enter__(self) -> None:
        self._written = self._connection.written()
        try:
            self._connection.begin(self)
        except BaseException:
            self._connection.end(self, keep=False, written=0)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._connection.end(self, keep=kind is None, written=self._written)


class Snapshot(AbstractContextManager[None]):
    """One state of the database, in the transaction that is open or in one that is rolled back in the end."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._mine = False

    def __enter__(self) -> None:
        self._mine = self._connection.look(self)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._mine:
            self._connection.look_away(self)
        if isinstance(error, DamagedValueError):
            raise self._connection.damaged(error) from error
