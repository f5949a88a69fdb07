"""An interrupt at any statement: no transaction stays open, and what is written afterwards is kept."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count
from typing import Any

import pytest

from tests.store.helpers import FULL, database, hour, remove, task, write
from wgtrack.store import Store


class Interrupts:
    """A connection that raises KeyboardInterrupt right after, or right before, its so many-th statement."""

    def __init__(self, connection: Any, after: int, *, done: bool) -> None:
        self._connection = connection
        self.left = after
        self._done = done

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, *given: Any) -> Any:
        """Run a statement and, if it is the one, be interrupted."""
        return self._counted(self._connection.execute, given)

    def executemany(self, *given: Any) -> Any:
        """As above, for many sets of parameters."""
        return self._counted(self._connection.executemany, given)

    def _counted(self, run: Callable[..., Any], given: Any) -> Any:
        self.left -= 1
        if not self.left and not self._done:
            raise KeyboardInterrupt
        outcome = run(*given)
        if not self.left:
            raise KeyboardInterrupt
        return outcome


def _put_all(store: Store) -> None:
    write(store, *FULL, at=hour(1))


def _nested(store: Store) -> None:
    with store.turn(), store.writing(action="add", by="ann", recorded_at=hour(1)) as change:
        change.put(task("B", target="summit - 1wd"), at=hour(1))
        with suppress(ZeroDivisionError), store.turn():
            change.put(task("C"), at=hour(1))
            raise ZeroDivisionError


def _keep(store: Store) -> None:
    with store.writing(action="issue", by="ann", recorded_at=hour(1)) as change:
        change.keep(b"report")


WORKS: dict[str, Callable[[Store], object]] = {
    "add": _put_all,
    "change": lambda store: write(store, task("A", percent=5), at=hour(1)),
    "remove": lambda store: remove(store, "task", "A", hour(1)),
    "steps in steps": _nested,
    "keep": _keep,
    "programme": lambda store: store.programme(),
    "past": lambda store: store.programme(hour(0)),
    "entries": lambda store: store.entries(key="A"),
    "transcript": lambda store: list(store.transcript()),
    "get": lambda store: store.find("A"),
    "last step": lambda store: store.last_step(),
}


@pytest.mark.parametrize("done", [True, False], ids=["after", "before"])
@pytest.mark.parametrize("work", WORKS)
def test_no_transaction_stays_open(store: Store, work: str, *, done: bool) -> None:
    """Interrupted at each statement in turn, a change is whole or not there, and the next one is kept and seen by others."""
    write(store, task("A"))
    for turn in _until_through(store, WORKS[work], done=done):
        assert store._storage.turn is None
        assert not database(store).in_transaction()
        there = store.entries()
        assert [entry.number for entry in there] == list(range(1, len(there) + 1))
        write(store, task(f"X-{turn}"), at=hour(turn + 2))
        assert not database(store).in_transaction()
        assert store.find(f"X-{turn}") is not None
        assert store.programme() == store.rebuild(hour(9999))


def _until_through(store: Store, work: Callable[[Store], object], *, done: bool) -> Iterator[int]:
    """Do a work again and again, interrupted one statement later each time, until it comes to its end."""
    connected = database(store)
    for turn in count(1):
        interrupts = Interrupts(connected.connection, turn, done=done)
        connected.connection = interrupts
        try:
            with suppress(Exception):  # what was done before may not be done twice
                work(store)
        except KeyboardInterrupt:
            pass
        finally:
            connected.connection = interrupts._connection
        if interrupts.left > 0:
            return
        yield turn


def test_what_an_interrupt_leaves_open_is_taken_back_by_the_next(store: Store) -> None:
    """A transaction that nobody ended, for an interrupt came when it was to end, does not swallow what is written next."""
    write(store, task("A"))
    left = store.turn()
    left.__enter__()
    database(store).run("DELETE FROM dependencies")
    del left
    write(store, task("B"), at=hour(1))
    assert not database(store).in_transaction()
    assert list(store.programme().tasks) == ["A", "B"]


def test_a_half_answered_question_takes_nothing_back(store: Store) -> None:
    """What is written while a transcript is half read is kept, whenever the reading is given up."""
    write(store, *(task(f"T-{number}") for number in range(500)))
    reading: Any = store.transcript()
    next(reading)
    with store.writing(action="add", by="ann", recorded_at=hour(1)) as change:
        change.put(task("A"), at=hour(1))
        reading.close()
        change.put(task("B"), at=hour(1))
    assert [entry.key for entry in store.entries()][500:] == ["A", "B"]
