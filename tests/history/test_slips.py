"""Baselines, slips and promises on a small record made by hand. September 2016 without holidays but one: 15 September."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import attrs
import pytest
import time_machine

import wgtrack
from wgtrack import Calendar, Deadline, Deliverable, Event, Group, InputError, Task, Tracker, UnknownKeyError
from wgtrack.dates import Resolver
from wgtrack.errors import KeyTakenError
from wgtrack.history.promises import Promise
from wgtrack.history.slips import Slip

START = datetime.fromisoformat("2016-08-22T12:00:00+08:00")


class Desk:
    """A record and a clock; each thing done takes a day."""

    def __init__(self, tracker: Tracker, clock: time_machine.Traveller) -> None:
        self.tracker = tracker
        self._clock = clock
        self.now = START

    def do(self, verb: str, *given: Any, **more: Any) -> None:
        """Do something, a day after the thing before."""
        self.now += timedelta(days=1)
        self._clock.move_to(self.now)
        getattr(self.tracker, verb)(*given, **more)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A group with an event, a paper, and T-1, T-2, T-3 of which each hangs on the one before, and T-1 on the event."""
    with time_machine.travel(START, tick=False) as clock, wgtrack.open(":memory:", by="li") as tracker:
        tracker.add(Calendar(key="own", off={date(2016, 9, 15): "Mid-Autumn"}))
        tracker.add(Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="own"))
        tracker.add(Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-20"))
        tracker.add(Deliverable(key="paper", title="Paper", group="wg", target="summit - 1wd"))
        tracker.add(Task(key="T-1", title="One", group="wg", target="summit - 2wd"))
        tracker.add(Task(key="T-2", title="Two", group="wg", target="T-1 + 1d"))
        tracker.add(Task(key="T-3", title="Three", group="wg", target="T-2"))
        yield Desk(tracker, clock)


def dates(promises: tuple[Promise, ...]) -> list[str | None]:
    """The days promised, one after the other."""
    return [promise.deadline.date.isoformat() if promise.deadline else None for promise in promises]


def fates(promises: tuple[Promise, ...]) -> list[str]:
    """What became of each."""
    return [promise.became for promise in promises]


def slip_of(desk: Desk, key: str, against: Any = START) -> Slip:
    """The slip of one item."""
    [found] = [slip for slip in desk.tracker.slips(against) if slip.key == key]
    return found


def test_a_move_goes_through_all_that_hangs_on_it(desk: Desk) -> None:
    """A move of the event moves T-3 through T-2 and T-1; all three are told to move through the event."""
    desk.do("move_event", "summit", starts="2016-09-20", why="the hall is taken")

    for key, days in (("T-1", ("14", "16")), ("T-2", ("15", "17")), ("T-3", ("15", "17"))):
        found = desk.tracker.promises(key)
        assert dates(found) == [f"2016-09-{day}" for day in days]
        assert (found[1].through, found[1].given.kind, found[1].why) == ("summit", "event", "the hall is taken")
        assert (found[1].working_days, found[1].calendar_days) == (1, 2)  # 16 September; the 15th is off


def test_what_it_hangs_on_is_what_it_hung_on_then(desk: Desk) -> None:
    """Once T-2 has a date of its own, the event moves it no more, nor T-3 behind it."""
    desk.do("move", "T-2", target="2016-09-21", why="more to do")
    desk.do("move_event", "summit", starts="2016-09-26", why="the hall is taken", ends="2016-09-27")

    assert dates(desk.tracker.promises("T-3")) == ["2016-09-15", "2016-09-21"]
    assert desk.tracker.promises("T-3")[1].through == "T-2"
    assert dates(desk.tracker.promises("T-1")) == ["2016-09-14", "2016-09-22"]


def test_a_day_off_moves_what_is_counted_through_it(desk: Desk) -> None:
    """With 16 September off as well, the working day before the summit is 14 September: through the calendar."""
    own = desk.tracker.programme().calendars["own"]
    desk.do("save", attrs.evolve(own, off={**dict(own.off), date(2016, 9, 16): "bridge"}), why="agreed")

    [_, second] = desk.tracker.promises("paper")
    assert dates((second,)) == ["2016-09-14"]
    assert (second.working_days, second.calendar_days) == (0, -2)  # 15 and 16 September are both off now
    assert (second.through, second.given.kind, second.given.action, second.why) == ("own", "calendar", "edit", "agreed")


def test_a_group_that_changes_its_calendar_moves_its_dates(desk: Desk) -> None:
    """Without the day off, two working days before the summit is 15 September: through the group."""
    desk.do("edit", "wg", calendar=None)

    [_, second] = desk.tracker.promises("T-1")
    assert (dates((second,)), second.through, second.working_days) == (["2016-09-15"], "wg", 1)


def test_other_changes_are_no_promises(desk: Desk) -> None:
    """Progress, another title, another place of the event, another wording of the same date: nothing is promised anew."""
    desk.do("progress", "T-1", 40)
    desk.do("edit", "T-1", title="Uno")
    desk.do("edit", "summit", place="Shanghai")
    desk.do("move", "T-1", target="2016-09-14")

    assert len(desk.tracker.promises("T-1")) == 1
    assert not slip_of(desk, "T-1").changed
    assert slip_of(desk, "T-1").title == "Uno"
    assert slip_of(desk, "T-1").state == "active"


def test_a_promise_that_is_taken_back_and_made_again(desk: Desk) -> None:
    """Without a date in between, the way is counted from the last date there was: 14 to 21 September, 4 working days."""
    desk.do("move", "T-1", target=None, why="nobody knows")
    desk.do("move", "T-1", target="2016-09-21")

    found = desk.tracker.promises("T-1")
    assert dates(found) == ["2016-09-14", None, "2016-09-21"]
    assert fates(found) == ["withdrawn", "moved", "open"]
    assert (found[1].why, found[1].working_days) == ("nobody knows", None)
    assert (found[2].working_days, found[2].calendar_days) == (4, 7)
    [trend] = desk.tracker.trend(["T-1"])
    assert [point.promised for point in trend.points] == [date(2016, 9, 14), None, date(2016, 9, 21)]


def test_a_slip_says_who_took_a_promise_back(desk: Desk) -> None:
    """An item that has no date any more has moved by no days, and says why."""
    desk.do("move", "T-1", target=None, why="nobody knows")

    slip = slip_of(desk, "T-1")
    assert (slip.then and slip.then.date, slip.now, slip.working_days) == (date(2016, 9, 14), None, None)
    assert [move.why for move in slip.moves] == ["nobody knows"]


def test_work_that_is_taken_up_again_is_promised_again(desk: Desk) -> None:
    """A second promise for the same day begins where finished work is taken up again; its anchors move it once more."""
    desk.do("done", "T-1")
    desk.do("move_event", "summit", starts="2016-09-20", why="the hall is taken")
    desk.do("start", "T-1", why="a chapter is missing")

    found = desk.tracker.promises("T-1")
    assert dates(found) == ["2016-09-14", "2016-09-16"]
    assert fates(found) == ["done", "open"]
    assert (found[1].through, found[1].why) == ("T-1", "a chapter is missing")


def test_an_item_without_a_date_was_never_promised(desk: Desk) -> None:
    """Until a date is there, there is no promise; the first one is counted from nothing."""
    desk.do("add", Task(key="T-4", title="Four", group="wg"))
    desk.do("progress", "T-4", 10)
    assert desk.tracker.promises("T-4") == ()
    assert desk.tracker.trend(["T-4"]) == ()

    desk.do("move", "T-4", target="2016-10")
    [first] = desk.tracker.promises("T-4")
    assert (dates((first,)), first.before, first.working_days) == (["2016-10-31"], None, None)
    assert slip_of(desk, "T-4").moves == (first,)


def test_a_coarse_date_made_exact_is_another_promise(desk: Desk) -> None:
    """September made 30 September moves by no day, and is a promise of its own, as is an hour of that day."""
    desk.do("move", "T-1", target="2016-09", why="later")
    desk.do("move", "T-1", target="2016-09-30")
    desk.do("move", "T-1", target="2016-09-30T12:00")

    found = desk.tracker.promises("T-1")
    assert [promise.deadline and promise.deadline.precision for promise in found] == ["day", "month", "day", "instant"]
    assert [promise.working_days for promise in found] == [None, 11, 0, 0]  # 16, 19 to 23, 26 to 30 September


def test_work_done_after_the_hour_is_late_by_no_day(desk: Desk) -> None:
    """What was due at 9 in the morning and was done at noon is done late, on its day."""
    desk.do("move", "T-1", target="2016-08-24T09:00")
    desk.do("done", "T-1")

    *_, last = desk.tracker.promises("T-1")
    assert (last.became, last.done_on, last.working_days_late) == ("done_late", date(2016, 8, 24), 0)


def test_what_was_added_since(desk: Desk) -> None:
    """What was not there then has no date then, and says since when and by whom it is there; its later moves are told."""
    desk.do("add", Task(key="T-4", title="Four", group="wg", target="2016-09-20"), why="asked for")
    desk.do("move", "T-4", target="2016-09-21", why="illness")

    slip = slip_of(desk, "T-4")
    assert (slip.then, slip.was, slip.state, slip.working_days) == (None, None, "open", None)
    assert slip.added is not None
    assert (slip.added.at, slip.added.by, slip.added.why) == (START + timedelta(days=1), "li", "asked for")
    assert [(move.why, move.working_days) for move in slip.moves] == [("illness", 1)]


def test_what_was_taken_off_the_record(desk: Desk) -> None:
    """An adding that is undone never promised anything; to who knew it then it is gone, and what came and went is no slip."""
    desk.do("add", Task(key="T-4", title="Four", group="wg", target="2016-09-20"))
    then = desk.now
    desk.do("undo")

    assert desk.tracker.promises("T-4") == ()
    slip = slip_of(desk, "T-4", then)
    assert (slip.was, slip.state, slip.now) == ("open", None, None)
    assert slip.removed is not None
    assert slip.removed.why == "undo of step 9"
    assert "T-4" not in {slip.key for slip in desk.tracker.slips(START)}


def test_an_undone_move_is_no_slip(desk: Desk) -> None:
    """What was taken back was never promised; only beside a day on which it stood is the undo a move back."""
    desk.do("move_event", "summit", starts="2016-09-20", why="the hall is taken")
    then = desk.now
    desk.do("undo")

    assert dates(desk.tracker.promises("T-1")) == ["2016-09-14"]
    assert not slip_of(desk, "T-1").changed
    slip = slip_of(desk, "T-1", then)
    assert [(move.working_days, move.given.action) for move in slip.moves] == [(-1, "undo")]


def test_an_undone_undo_is_the_move_again(desk: Desk) -> None:
    """The move that stands again is told once, as when it was made."""
    desk.do("move_event", "summit", starts="2016-09-20", why="the hall is taken")
    desk.do("undo")
    desk.do("undo", desk.tracker.log()[-1].step)

    assert dates(desk.tracker.promises("T-1")) == ["2016-09-14", "2016-09-16"]
    assert [(move.working_days, move.given.action) for move in slip_of(desk, "T-1").moves] == [(1, "move")]


def test_changes_at_one_instant_are_told_one_by_one(desk: Desk) -> None:
    """Two moves that took effect at the end of the same day are two promises, in the order they were written."""
    desk.do("start", "T-1")
    desk.tracker.move("T-1", target="2016-09-16", why="first")
    desk.tracker.move_event("summit", starts="2016-09-20", why="second")
    desk.tracker.move("T-1", target="2016-09-21", why="third")

    assert [promise.why for promise in desk.tracker.promises("T-1")] == [None, "first", "third"]


def test_a_change_recorded_late_stands_where_it_took_effect(desk: Desk) -> None:
    """A move of the event that is written down after a move of T-2, and took effect before it, comes first."""
    desk.do("start", "T-3")
    desk.do("move", "T-2", target="T-1 + 5d", why="more to do")
    desk.tracker.move_event("summit", starts="2016-09-20", why="the hall", at=START + timedelta(hours=1))

    assert dates(desk.tracker.promises("T-2")) == ["2016-09-15", "2016-09-17", "2016-09-21"]


def test_while_its_anchor_has_no_date_it_has_none(desk: Desk) -> None:
    """T-2 loses its date with T-1 and gets it back with T-1; both are told to come through T-1."""
    desk.do("move", "T-1", target=None, why="nobody knows")
    desk.do("move", "T-1", target="2016-09-20")

    found = desk.tracker.promises("T-2")
    assert dates(found) == ["2016-09-15", None, "2016-09-21"]
    assert [promise.through for promise in found] == ["T-2", "T-1", "T-1"]


def test_a_load_is_one_moment(tmp_path: Path) -> None:
    """A file whose days end at midnight of several zones makes one promise; undone it is none, and undone again it is back."""
    file = tmp_path / "wg.toml"
    file.write_text(
        'title = "Group"\nrecorded = 2016-08-01\nby = "li"\n'
        '[[group]]\nkey = "wg"\nname = "Group"\ntimezone = "Asia/Shanghai"\ncalendar = "CN"\n'
        '[[task]]\nkey = "T-2"\ntitle = "Two"\ngroup = "wg"\ntarget = "T-1 + 1wd"\n'
        '[[task]]\nkey = "T-1"\ntitle = "One"\ngroup = "wg"\ntarget = "2016-09-14"\n',
        encoding="utf-8",
    )
    with time_machine.travel(START, tick=False), wgtrack.open(":memory:", by="li") as tracker:
        tracker.load(file)
        [only] = tracker.promises("T-2")
        tracker.undo()
        ended = tracker.promises("T-2")
        tracker.undo(1 + len(tracker.log()) // 2)
        back = tracker.promises("T-2")

    assert (dates((only,)), only.through, only.since.date()) == (["2016-09-18"], "T-2", date(2016, 8, 1))
    assert ended == ()
    assert (dates(back), fates(back)) == (["2016-09-18"], ["open"])


def test_only_what_it_hangs_on_is_looked_at(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal grows by 200 entries, of which one moves T-3: its dates are worked out for that one and no other."""
    for _ in range(33):
        for key in ("T-1", "T-2", "T-3"):
            desk.do("progress", key, 10)
            desk.do("edit", key, title=f"At {desk.now}")
    desk.do("move_event", "summit", starts="2016-09-20", why="the hall is taken")
    desk.do("move", "paper", target="2017-03-01", why="later")
    looked: list[object] = []

    class Counted(Resolver):
        """A resolver that notes which target it is asked for."""

        def target(self, item: Any) -> Deadline | None:
            looked.append(item.key)
            return super().target(item)

    monkeypatch.setattr("wgtrack.history.replay.Resolver", Counted)
    assert len(desk.tracker.promises("T-3")) == 2
    assert looked == ["T-3", "T-3"]


def test_a_key_without_a_date(desk: Desk) -> None:
    """A group has no date to promise, and nobody has the key T-9."""
    with pytest.raises(InputError, match=r"'wg' is a group \(Group\), which has no date; give the key of a task"):
        desk.tracker.promises("wg")
    with pytest.raises(UnknownKeyError, match="T-9"):
        desk.tracker.trend(["T-1", "T-9"])


def test_a_baseline_is_a_named_instant(desk: Desk) -> None:
    """What is saved is the instant, in the group's zone; slips against it are those against the instant itself."""
    desk.do("start", "T-1")
    saved = desk.tracker.baseline("report-1", note="for the plenary")
    desk.do("move", "T-1", target="2016-09-21", why="more to do")

    assert (saved.key, saved.at, saved.note) == ("report-1", START + timedelta(days=1), "for the plenary")
    assert str(saved.at.tzinfo) == "Asia/Shanghai"
    assert desk.tracker.slips("report-1") == desk.tracker.slips(saved.at)
    assert slip_of(desk, "T-1", "report-1").working_days == 4


def test_baselines_come_in_the_order_of_their_instants(desk: Desk) -> None:
    """One saved later for an earlier day comes first; each is an entry of the journal."""
    desk.do("baseline", "report-1")
    desk.do("baseline", "kick-off", at="2016-08-22")

    assert [baseline.key for baseline in desk.tracker.baselines()] == ["kick-off", "report-1"]
    [entry] = desk.tracker.log("kick-off")
    assert (entry.action, entry.by, entry.kind) == ("save", "li", "baseline")


def test_a_day_that_is_today_means_now(desk: Desk) -> None:
    """A baseline of today is of what is on record now, and not of what may come until midnight."""
    assert desk.tracker.baseline("today", at="2016-08-22").at == START


def test_a_baseline_that_is_undone(desk: Desk) -> None:
    """A baseline is taken back as every other step is, and its name is free again."""
    desk.do("baseline", "report-1")
    desk.do("undo")

    assert desk.tracker.baselines() == ()
    desk.do("baseline", "report-1")
    assert len(desk.tracker.baselines()) == 1


def test_baselines_that_cannot_be(desk: Desk) -> None:
    """A name that is taken, a day that is still to come, a name that is no key: refused, with the next step."""
    desk.do("baseline", "report-1")

    with pytest.raises(KeyTakenError, match="there is a baseline 'report-1' already; give this one another name"):
        desk.tracker.baseline("report-1")
    with pytest.raises(InputError, match="Wednesday 24 August 2016 is still to come; give an instant that has passed"):
        desk.tracker.baseline("report-2", at="2016-08-24")
    with pytest.raises(InputError, match="cannot be a key"):
        desk.tracker.baseline("report 2")


def test_slips_against_what_is_not_there(desk: Desk) -> None:
    """An unknown baseline names the closest, or how to save one; one that is later than the question is refused."""
    with pytest.raises(
        InputError, match=r"there is no baseline 'report'; save one with tracker.baseline\(\.\.\.\), or give a day"
    ):
        desk.tracker.slips("report")
    desk.do("baseline", "report-1")
    with pytest.raises(UnknownKeyError, match="there is no baseline 'report'; did you mean report-1"):
        desk.tracker.slips("report")
    with pytest.raises(InputError, match="is after the one that is asked about"):
        desk.tracker.slips("report-1", at=START)
