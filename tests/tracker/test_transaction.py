"""Several changes as one step: whole or not at all, each with its own word, undone at once."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import attrs
import pytest
import time_machine

import wgtrack
from tests.store.helpers import database
from wgtrack import Deliverable, Event, InputError, KeyTakenError, Moved, Task, Tracker, Transaction
from wgtrack.errors import StoreError


def test_one_step_with_a_word_for_each_entry(tracker: Tracker) -> None:
    """What is done in one transaction is one step in the log; each entry keeps its own action."""
    with tracker.transaction(why="the hall is taken") as t:
        t.move_event("summit", starts="2016-09-26", ends="2016-09-30")
        t.done("T-1")
        t.add(Task(key="T-2", title="More", group="wg"))
    entries = tracker.log()[-3:]
    assert len({entry.step for entry in entries}) == 1
    assert [(entry.action, entry.key, entry.why) for entry in entries] == [
        ("move", "summit", "the hall is taken"),
        ("done", "T-1", "the hall is taken"),
        ("add", "T-2", "the hall is taken"),
    ]


def test_undone_at_once(tracker: Tracker) -> None:
    """One undo takes back everything that a transaction did, also a record that was changed twice."""
    with tracker.transaction() as t:
        t.start("T-1")
        t.done("T-1")
        t.add(Task(key="T-2", title="More", group="wg", after=["T-1"]))
    tracker.undo()
    assert tracker.task("T-1").state == "open"
    with pytest.raises(wgtrack.UnknownKeyError):
        tracker.task("T-2")


def test_an_error_leaves_nothing(tracker: Tracker) -> None:
    """Whatever is raised inside, of wgtrack or not, nothing of the transaction is on record."""
    before = tracker.log()
    with pytest.raises(ZeroDivisionError), tracker.transaction() as t:  # noqa: PT012 - what comes before the error is the point
        t.done("T-1")
        raise ZeroDivisionError
    with pytest.raises(KeyTakenError), tracker.transaction() as t:  # noqa: PT012 - as above
        t.done("T-1")
        t.add(Task(key="T-1", title="Again", group="wg"))
    assert tracker.log() == before
    assert tracker.task("T-1").state == "open"


def test_a_verb_that_was_refused_leaves_nothing_of_itself(tracker: Tracker) -> None:
    """Who catches the error of a verb and goes on writes the rest: the refused record is nowhere to be seen."""
    with tracker.transaction() as t:
        with pytest.raises(InputError):
            t.add(Task(key="T-2", title="Late", group="wg", target="T-9 + 1d"))
        with pytest.raises(InputError):
            t.add(Task(key="T-3", title="After it", group="wg", after=["T-2"]))
        t.add(Task(key="T-2", title="Mended", group="wg"))
        t.add(Task(key="T-3", title="After it", group="wg", after=["T-2"]))
    assert tracker.task("T-3").after[0].key == "T-2"


def test_a_lifecycle_is_not_pinned_by_a_refused_verb(tracker: Tracker) -> None:
    """The lifecycle that a refused deliverable names is taken back with it."""
    with tracker.transaction() as t, pytest.raises(InputError):
        t.add(Deliverable(key="book", title="Book", group="nobody", lifecycle="iso-is"))
    assert "iso-is" not in tracker.programme().lifecycles


def test_look_ups_see_what_was_written(tracker: Tracker) -> None:
    """Inside, records are as they are after what was done so far; outside nobody sees it before the end."""
    with tracker.transaction() as t:
        t.add(Event(key="fair", title="Fair", group="wg", starts=date(2016, 10, 1)))
        t.add(Task(key="T-2", title="Stand", group="wg", target="fair - 1wd"))
        t.edit("fair", title="Great fair")
        assert t.event("fair").title == "Great fair"
        t.done("T-2")
        assert t.task("T-2").state == "done"
        assert t.get("T-2").key == "T-2"


def test_a_circle_in_two_steps_is_refused(tracker: Tracker) -> None:
    """Checks of a row of additions see the changes between them."""
    with pytest.raises(InputError, match="circle"), tracker.transaction() as t:  # noqa: PT012 - as above
        t.add(Task(key="T-2", title="x", group="wg"))
        t.add(Task(key="T-3", title="x", group="wg", after=["T-2"]))
        t.edit("T-2", after=["T-3"])


def test_an_event_that_moved_is_seen_by_what_is_added_next(tracker: Tracker) -> None:
    """No deadline is kept from before a move: a target behind the event's new day needs no reason and is checked anew."""
    with tracker.transaction(why="so") as t:
        t.add(Event(key="a", title="A", group="wg", starts="2016-10-01"))
        t.add(Event(key="b", title="B", group="wg", starts="a + 1d"))
        t.move_event("a", starts="2016-11-01")
        with pytest.raises(InputError, match="would end on 2016-10-15 before it starts on 2016-11-02"):
            t.add(Event(key="c", title="C", group="wg", starts="b", ends="2016-10-15"))


def test_a_move_says_what_moved(tracker: Tracker) -> None:
    """Inside a transaction too, a move gives the record and every deadline that moved with it."""
    with tracker.transaction() as t:
        moved = t.move_event("summit", starts="2016-09-26", ends="2016-09-30", why="the hall is taken")
    assert isinstance(moved, Moved)
    assert {(one.key, one.which) for one in moved.deadlines} >= {("summit", "starts"), ("paper", "target")}


def test_a_verb_may_have_its_own_reason_and_instant(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """``why`` and ``at`` of a verb stand for those of the transaction."""
    clock.move_to("2016-08-26T12:00:00+08:00")
    with tracker.transaction(why="all of it", at="2016-08-24") as t:
        t.start("T-1", why="this one", at="2016-08-23")
        t.edit("paper", note="seen")
    first, second = tracker.log()[-2:]
    assert (first.why, second.why) == ("this one", "all of it")
    assert (first.at.isoformat(), second.at.isoformat()) == (
        "2016-08-23T15:59:59.999999+00:00",
        "2016-08-24T15:59:59.999999+00:00",
    )


def test_a_reason_is_asked_for_inside(tracker: Tracker) -> None:
    """Moving a promise later needs a reason of the verb or of the transaction."""
    with pytest.raises(InputError, match="needs a reason"), tracker.transaction() as t:
        t.move("paper", target="2016-12-01")
    with tracker.transaction(why="more comments than expected") as t:
        t.move("paper", target="2016-12-01")


CHANGES: dict[str, Callable[[Tracker], object]] = {
    "transaction": lambda tracker: tracker.transaction().__enter__(),
    "verb": lambda tracker: tracker.done("T-1"),
    "undo": lambda tracker: tracker.undo(),
    "issue": lambda tracker: tracker.issue(),
    "load": lambda tracker: tracker.load("china-blockchain-2016"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_none_inside_another(tracker: Tracker, name: str) -> None:
    """A transaction, a verb of the tracker, an undo, a load and an issue inside a transaction are errors that say so."""
    with tracker.transaction() as t:
        with pytest.raises(InputError, match="a transaction is being made"):
            CHANGES[name](tracker)
        t.edit("T-1", note="goes on")
    assert tracker.task("T-1").note == "goes on"


def test_not_after_its_end(tracker: Tracker) -> None:
    """A transaction that has ended writes nothing and looks nothing up."""
    with tracker.transaction() as t:
        pass
    with pytest.raises(InputError, match="this transaction has ended"):
        t.done("T-1")
    with pytest.raises(InputError, match="this transaction has ended"):
        t.task("T-1")
    with pytest.raises(InputError, match="this transaction has ended"):
        t.add(Task(key="T-2", title="x", group="wg"))


def test_nothing_done_is_no_step(tracker: Tracker) -> None:
    """A transaction in which nothing was done leaves no entry."""
    before = tracker.log()
    with tracker.transaction(why="nothing"):
        pass
    assert tracker.log() == before


def test_nobody(tmp_path: Path) -> None:
    """Without a name of who makes it, no transaction begins."""
    with wgtrack.open(tmp_path / "wg.db") as tracker, pytest.raises(InputError, match="every change says who made it"):
        tracker.transaction().__enter__()


def test_a_store_that_failed_cannot_be_gone_on_with(tracker: Tracker) -> None:
    """After an error of the store nothing more is written, and nothing is kept, even for who catches it."""
    before = tracker.log()
    with pytest.raises(InputError, match="this transaction has failed"), tracker.transaction() as t:  # noqa: PT012 - the end fails
        t.done("T-1")
        database(tracker._store).run("PRAGMA query_only = 1")
        with pytest.raises(StoreError):
            t.start("M-1")
        database(tracker._store).run("PRAGMA query_only = 0")
        with pytest.raises(InputError, match="this transaction has failed"):
            t.start("M-1")
    assert tracker.log() == before


def test_whom_one_waits_for(tracker: Tracker) -> None:
    """``for_`` says whom; the old name works with a warning, and so does the place."""
    assert tracker.wait("T-1", for_="cesi").waiting == tracker.wait("T-1", "cesi").waiting
    with pytest.warns(DeprecationWarning, match="for_") as caught:
        item = tracker.wait("T-1", on="cesi")
    assert caught[0].filename == __file__
    assert item.waiting is not None
    assert item.waiting.on == "cesi"
    with tracker.transaction() as t, pytest.warns(DeprecationWarning, match="for_") as caught:
        t.wait("T-1", on="MIIT")
    assert caught[0].filename == __file__
    with pytest.raises(InputError, match="not said whom"):
        tracker.wait("T-1")


def test_dates_stand_for_days_and_deadlines(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A date, an aware datetime and a text mean the same wherever a day or a deadline is asked for."""
    instant = datetime(2016, 9, 18, 17, tzinfo=UTC)
    task = tracker.add(Task(key="T-2", title="x", group="wg", target=date(2016, 9, 18), limit=instant))
    assert (task.target, task.limit) == ("2016-09-18", "2016-09-18T17:00:00+00:00")
    moved = tracker.move("T-2", target=date(2016, 9, 17), limit="2016-09-18").record
    assert (moved.target, moved.limit) == ("2016-09-17", "2016-09-18")
    event = tracker.add(Event(key="fair", title="Fair", group="wg", starts=date(2016, 10, 1), ends=date(2016, 10, 2)))
    assert (event.starts, event.ends) == ("2016-10-01", "2016-10-02")
    assert tracker.plan_stage("paper", "review", date(2016, 9, 1)).planned[0].due == "2016-09-01"
    done = tracker.done("T-1", on=datetime(2016, 8, 21, 17, tzinfo=UTC))
    assert (done.done_on, done.done_at) == (date(2016, 8, 22), datetime(2016, 8, 21, 17, tzinfo=UTC))
    assert tracker.appoint("cesi", "editor", "wg", since="2016-08-01").since == date(2016, 8, 1)
    assert len(tracker.log(since=date(2016, 8, 22))) == len(tracker.log(since="2016-08-22"))


def test_a_naive_datetime_is_no_deadline() -> None:
    """A time without a zone is refused in one clear line."""
    with pytest.raises(InputError, match="the instant 2016-09-18T17:00:00 has no time zone; add one with tzinfo="):
        Task(key="x", title="x", group="wg", target=datetime(2016, 9, 18, 17))


def test_what_moved_is_a_value(tracker: Tracker) -> None:
    """Results convert with ``attrs.asdict``."""
    moved = tracker.move("T-1", target="2016-09-01")
    assert attrs.asdict(moved)["record"]["target"] == "2016-09-01"


def test_the_verbs_of_a_tracker_are_those_of_a_transaction() -> None:
    """Each verb stands once: the tracker's has the signature and the docstring of the transaction's."""
    verbs = [
        name for name in vars(Transaction) if not name.startswith("_") and name not in {"records", "of", "step", "end"}
    ]
    for name in verbs:
        assert getattr(Tracker, name).__doc__ == getattr(Transaction, name).__doc__
