"""A journal on its way out and in again: what is stored comes back, and what could not have been written does not come in."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.store.helpers import FULL, hour, remove, tamper, task, write
from tests.strategies import records, unhurried
from wgtrack.errors import InputError, StoreDamagedError
from wgtrack.model.base import Record
from wgtrack.model.records import Deliverable, Event
from wgtrack.model.values import StagePlanned
from wgtrack.store import Store
from wgtrack.store.chain import COLUMNS
from wgtrack.store.entry_checks import misfits
from wgtrack.store.snapshots import layout_of
from wgtrack.store.storage import Row
from wgtrack.store.transfer import filling

AT = "2016-08-01T01:30:00.000000+00:00"


def entry_of(record: Record, **values: Any) -> Row:
    """The row of a first entry that puts a record, with other values where given, and no hash."""
    layout = layout_of(record)
    entry = dict.fromkeys(COLUMNS) | {
        "number": 1,
        "step": 1,
        "action": "add",
        "kind": layout.kind,
        "key": record.key,
        "at": AT,
        "recorded_at": AT,
        "by": "ann",
        "new": layout.encode(record),
    }
    return (*(entry | values).values(), None)


def filled(path: Path, rows: Sequence[Row]) -> tuple[list[int], list[int]]:
    """The numbers of the entries that do not follow those before, and of those that do not fit together."""
    with filling(str(path), 1) as intake:
        first = intake.append(rows)
        if first is not None:
            return [rows[first[0]][0]], []
        found = intake.finish()
        if found:
            return [], [number for number, _ in found]
    return [], []


@unhurried
@given(records)
def test_whatever_can_be_written_can_come_in(record: Record) -> None:
    """No record that its class and its codec allow is taken for one that could not be written."""
    assert misfits([entry_of(record)]) == []


UNREAD: dict[str, Record] = {
    "target": task("A", target="((summit"),
    "limit": task("A", limit="((summit"),
    "not_before": task("A", not_before="((summit"),
    "target of a document": Deliverable(key="A", title="A", group="wg", target="((summit"),
    "limit of a document": Deliverable(key="A", title="A", group="wg", limit="((summit"),
    "stage": Deliverable(key="A", title="A", group="wg", planned=(StagePlanned("review", "((summit"),)),
    "start": Event(key="A", title="A", group="wg", starts="((summit"),
    "end": Event(key="A", title="A", group="wg", starts="2016-09-01", ends="((summit"),
}


@pytest.mark.parametrize("record", UNREAD.values(), ids=UNREAD)
def test_no_deadline_comes_in_that_cannot_be_read(record: Record) -> None:
    """Whichever of a record's dates it is, and whatever later entry takes it back: no date of that time could be told."""
    ((_, problem),) = misfits([entry_of(record)])
    assert "cannot read the deadline '((summit'" in str(problem)


@unhurried
@given(records)
def test_what_goes_out_is_what_was_put(record: Record) -> None:
    """Of any record, the entry that goes out can come in."""
    with Store.open(":memory:") as store:
        write(store, record)
        (row,) = store.transcript()
    assert row[: len(COLUMNS)] == entry_of(record)[:-1]
    assert misfits([row]) == []


def test_what_is_current_is_made_of_the_journal(path: Path) -> None:
    """Records that were changed, taken away and put back are, in order, as the store that wrote them has them."""
    with Store.open(":memory:") as store:
        write(store, *FULL)
        write(store, task("TR-1", percent=5), task("X-1"), at=hour(1))
        remove(store, "task", "X-1", hour(2), undoes=13)
        write(store, task("X-1", title="Again"), at=hour(3))
        write(store, task("TR-9"), at=hour(3))
        remove(store, "task", "TR-9", hour(4))
        assert filled(path, list(store.transcript())) == ([], [])
        with Store.open(path) as copy:
            assert copy.programme() == store.programme() == copy.rebuild(hour(5))
            assert list(copy.programme().tasks) == list(store.programme().tasks) == ["TR-1", "X-1"]
            assert copy.programme().tasks["X-1"].revision == 16
            assert copy.entries() == store.entries()
            assert copy.dependents("summit") == store.dependents("summit") == [("deliverable", "white-paper")]


def test_an_entry_that_is_not_as_it_was_written_does_not_go_out(path: Path) -> None:
    """A snapshot with a blank in it, which wgtrack does not write, is damage: its hash would not fit what comes in."""
    with Store.open(path) as store:
        write(store, task("A"), task("B"))
    tamper(path, "UPDATE journal SET new = replace(new, ':', ': ') WHERE number = 2")
    with Store.open(path) as store, pytest.raises(StoreDamagedError, match="entry 2 of the journal is not as it was"):
        list(store.transcript())


@pytest.mark.parametrize(
    "change", ["hash = zeroblob(32)", "hash = x''", "why = 'another'", "\"by\" = CAST(x'ff' AS TEXT)"]
)
def test_what_does_not_fit_the_chain_does_not_go_out(path: Path, change: str) -> None:
    """An entry that was damaged is refused, for the export could not be imported and would take a good one's place."""
    with Store.open(path) as store:
        write(store, task("A"), task("B"))
    tamper(path, f"UPDATE journal SET {change} WHERE number = 1")  # noqa: S608 - a change of our own
    with Store.open(path) as store, pytest.raises(StoreDamagedError, match="damaged"):
        list(store.transcript())


def history(place: int = 1, /, **values: Any) -> list[Row]:
    """Entries 1 (A is added), 2 and 3 (one step: A is changed, B added), 4 (A is taken away); one with other values."""
    with Store.open(":memory:") as store:
        write(store, task("A"))
        write(store, task("A", percent=1), task("B"), at=hour(1))
        remove(store, "task", "A", hour(2), undoes=2)
        entries = [dict(zip(COLUMNS, row[:-1], strict=True)) for row in store.transcript()]
    entries[place - 1] |= values
    return [(*entry.values(), None) for entry in entries]


def test_a_history_without_hashes_comes_in(path: Path) -> None:
    """Entries without hashes are given those that the store that wrote them gave."""
    with Store.open(":memory:") as store:
        write(store, task("A"))
        bare = [(*row[:-1], None) for row in store.transcript()]
        assert filled(path, bare) == ([], [])
        with Store.open(path) as copy:
            assert list(copy.transcript()) == list(store.transcript())


@pytest.mark.parametrize(
    ("number", "values"),
    [
        (2, {"number": 3}),
        (3, {"step": 1}),
        (3, {"recorded_at": AT}),
        (4, {"undoes": 3}),
        (4, {"undoes": 4}),
        (4, {"undoes": 99}),
        (2, {"previous": 2}),
        (2, {"previous": 3}),
    ],
)
def test_numbers_follow_those_before(path: Path, number: int, values: dict[str, Any]) -> None:
    """Numbers without gaps, steps of entries written together, and only steps before are undone."""
    first = values.get("number", number)
    assert filled(path, history(number, **values)) == ([first], [])


@pytest.mark.parametrize(
    ("number", "values", "misfits"),
    [
        (2, {"previous": None}, [2]),
        (4, {"previous": 1}, [4]),
        (3, {"previous": 2}, [3]),
        (4, {"previous": None}, [4]),
        (1, {"new": None}, [1]),
        (2, {"new": None}, [4]),
        # An entry may take effect before the one that was written before it, as behind an undo: their order is that of writing.
        (2, {"at": "2016-07-01T01:30:00.000000+00:00"}, []),
    ],
)
def test_each_entry_follows_the_one_before_of_its_record(
    path: Path, number: int, values: dict[str, Any], misfits: list[int]
) -> None:
    """An entry names the one before it of its record, by number, and takes away only what is there."""
    assert filled(path, history(number, **values)) == ([], misfits)


def test_what_fails_leaves_no_file(path: Path) -> None:
    """Where the filling is broken off, there is no file, nor any part of one."""

    def broken_off() -> None:
        with filling(str(path), 1) as intake:
            intake.append(history())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        broken_off()
    assert list(path.parent.iterdir()) == []


def test_a_file_made_meanwhile_is_not_overwritten(path: Path) -> None:
    """A record that another process begins while this one is filled stays, and the import is refused."""

    def overtaken() -> None:
        with filling(str(path), 1) as intake:
            intake.append(history())
            intake.finish()
            with Store.open(path) as other:
                write(other, task("MINE"))

    with pytest.raises(InputError, match="there is a record in it already"):
        overtaken()
    with Store.open(path) as other:
        assert list(other.programme().tasks) == ["MINE"]
    assert list(path.parent.iterdir()) == [path]
