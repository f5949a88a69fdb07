"""What every database gives to the store: one protocol, and the small values that pass through it.

``append`` is the only way in. Everything else that a database keeps (which entry is the last of each record, which records
depend on which key) can be made from the journal alone, and is.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

#: An entry as it is stored: the values of ``chain.COLUMNS`` and, last, its hash.
Row = Sequence[Any]


class State(NamedTuple):
    """What an entry leaves its record as."""

    number: int
    at: str
    #: The snapshot; None where the record was taken off.
    new: str | None
    #: The record's first entry.
    first: int


class Current(NamedTuple):
    """A record that is there, or was once: its last entry and the number of its first."""

    kind: str
    key: str
    first: int
    number: int
    at: str
    #: The snapshot; None where the record was taken off.
    new: str | None


class Dependency(NamedTuple):
    """A record (kind and key) of which a field names another by its key, so that it changes with that one."""

    anchor: str
    kind: str
    key: str


class Chosen(NamedTuple):
    """Which entries are asked for; all of them by default. Instants (both included) are as the journal keeps them."""

    key: str | None = None
    kinds: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    step: int | None = None


class Upgrade(NamedTuple):
    """An older database that was brought up to date."""

    #: The schemas it had and has.
    old: int
    new: int
    #: Where it is kept as it was.
    backup: str


class Storage(Protocol):
    """One open database. For one thread; errors are those of ``wgtrack.errors``."""

    @property
    def path(self) -> str:
        """Where it is, fit to be shown."""

    @property
    def upgraded(self) -> Upgrade | None:
        """What opening did to one that was older than the code."""

    @property
    def changed(self) -> bool:
        """Whether a change was made through it, and kept."""

    @property
    def turn(self) -> int | None:
        """None outside of a transaction; inside, another number after everything that takes something back."""

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside, or nothing; no other writer comes between. One inside another can fail alone."""

    def snapshot(self) -> AbstractContextManager[None]:
        """Several questions that see one state, whoever writes meanwhile."""

    def append(self, row: Row, first: int, gone: Iterable[Dependency], come: Iterable[Dependency]) -> None:
        """Write an entry behind the last one; ``first`` is its record's first, and how its dependencies change is said."""

    def append_unindexed(self, rows: Sequence[Row]) -> None:
        """Write entries, and leave what is made from the journal to ``index``."""

    def index(self) -> None:
        """Make from the journal which entry is the last of each record; nothing depends on anything yet."""

    def add_dependencies(self, come: Sequence[Dependency]) -> None:
        """Write down what depends on what."""

    def head(self) -> tuple[int, bytes] | None:
        """Number and hash of the newest entry."""

    def latest(self) -> str:
        """The latest instant at which anything took effect; '' for an empty journal."""

    def named(self, key: str) -> Sequence[Current]:
        """The records of all kinds that have this key, or once had it."""

    def keys(self, kind: str) -> list[str]:
        """Keys of the records of a kind that are there, in the order they were first recorded."""

    def current(self, kind: str) -> Iterator[Sequence[State]]:
        """The records of a kind that are there, in any order, some at a time."""

    def as_of(self, kind: str, at: str) -> Iterator[Sequence[State]]:
        """The records of a kind that were there at an instant, likewise."""

    def dependents(self, key: str) -> list[tuple[str, str]]:
        """Kind and key of the records that depend on this key, in the order they were first recorded."""

    def entries(self, chosen: Chosen) -> Iterator[Sequence[Sequence[Any]]]:
        """Entries in the order they were written, each with number, instant and snapshot of the one before it of its record."""

    def raw(self) -> Iterator[Sequence[Row]]:
        """All entries as they are stored, oldest first, some at a time."""

    def out_of_turn(self, most: int) -> Sequence[tuple[int, str, str, int | None, int]]:
        """Entries that do not name the one before them of their record, or take off what is not there."""

    def keys_of_two(self, kinds: Collection[str], most: int) -> Sequence[tuple[int, str, str]]:
        """First entries of records whose key a record of another of these kinds had before."""

    def undone(self) -> Sequence[tuple[int, int]]:
        """Steps that undid another, and which, newest first."""

    def step_before(self, step: int | None) -> int | None:
        """The newest step that is no undo, of those before one."""

    def keep(self, name: str, packed: bytes) -> None:
        """Keep a file by the hash of its content, if it is not there yet."""

    def document(self, name: str) -> bytes | None:
        """The packed file with this hash."""

    def backup(self, path: str) -> bool:
        """Copy everything to a new file as it is now, in the database's own way; False where it has none."""

    def close(self) -> None:
        """Close it; nothing can be asked of it any more."""
