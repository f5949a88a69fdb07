"""What changed between two instants, and every move of a date with who made it and why."""

from datetime import date
from itertools import pairwise

import pytest

from wgtrack import Deliverable, Event, InputError, Task, Tracker
from wgtrack.report.report import Moved, Report

SINCE = "2016-09-05"


def report(tracker: Tracker, at: str = "2016-09-30", since: str = SINCE) -> Report:
    """The report of a day, with what changed since another."""
    return tracker.report(at, since=since)


def add(tracker: Tracker, key: str, at: str = "2016-08-22", **fields: object) -> None:
    """Put a task on record."""
    given: dict[str, object] = {"title": key.title(), "group": "wg"} | fields
    tracker.add(Task(key=key, **given), at=at)  # type: ignore[arg-type]  # fields of a task


def told(move: Moved) -> tuple[object, ...]:
    """A move in short: which date, from, to, working days, calendar days."""
    before, after = (deadline and deadline.date.isoformat() for deadline in (move.before, move.after))
    return move.key, move.which, before, after, move.working_days, move.calendar_days


def test_what_was_done_before_is_not_told_again(tracker: Tracker) -> None:
    """Work that was done by the end of the day of the last report is no news; what was done the day after is."""
    add(tracker, "T-1")
    add(tracker, "T-2")
    tracker.done("T-1", on="2016-09-05")
    tracker.done("T-2", on="2016-09-06")

    assert [finished.item.key for finished in report(tracker).changes.finished] == ["T-2"]


def test_who_did_it_when_and_why(tracker: Tracker) -> None:
    """A change comes with its author, its reason and its day, in the zone of the item's group."""
    add(tracker, "T-1")
    tracker.by = "editor"
    tracker.start("T-1", on="2016-09-07", why="the outline is there")

    [started] = report(tracker).changes.started
    assert (started.key, started.title, started.kind) == ("T-1", "T-1", "task")
    assert (started.act.by, started.act.why, started.act.action) == ("editor", "the outline is there", "start")
    assert (started.act.at.date(), str(started.act.at.tzinfo)) == (date(2016, 9, 7), "Asia/Shanghai")


def test_what_was_begun_and_done_is_told_as_done_alone(tracker: Tracker) -> None:
    """Work that was started and finished since the last report is finished."""
    add(tracker, "T-1")
    tracker.start("T-1", on="2016-09-06")
    tracker.done("T-1", on="2016-09-09")

    changes = report(tracker).changes
    assert changes.started == ()
    assert [finished.item.key for finished in changes.finished] == ["T-1"]


def test_what_was_added(tracker: Tracker) -> None:
    """Items and events that came on record since are told."""
    add(tracker, "T-1", at="2016-09-05")
    add(tracker, "T-2", at="2016-09-06")
    tracker.add(Event(key="plenary", title="Plenary", group="wg", starts="2016-11-14"), at="2016-09-12")

    found = report(tracker).changes.added
    assert [(change.key, change.kind) for change in found] == [("T-2", "task"), ("plenary", "event")]


def test_what_came_and_went_is_not_told(tracker: Tracker) -> None:
    """A task whose adding was undone before the report leaves no trace in it."""
    add(tracker, "T-1")
    tracker.undo()

    assert not report(tracker, "2016-12-01", "2016-08-01").changes.any


def test_what_was_taken_off_the_record(tracker: Tracker) -> None:
    """A task that was there at the last report, and whose adding was undone, is told among what was dropped."""
    add(tracker, "T-1")
    tracker.undo()

    [gone] = report(tracker, "2016-12-01").changes.dropped
    assert (gone.key, gone.title, gone.act.action, gone.act.why) == ("T-1", "T-1", "undo", "undo of step 7")


def test_what_was_dropped(tracker: Tracker) -> None:
    """An item and an event that were given up are told with the reason."""
    add(tracker, "T-1")
    tracker.drop("T-1", why="not needed", at="2016-09-07")
    tracker.drop("summit", why="the hall is gone", at="2016-09-08")

    found = report(tracker).changes.dropped
    assert [(change.key, change.act.why) for change in found] == [("T-1", "not needed"), ("summit", "the hall is gone")]


def test_dropped_work_that_is_taken_up_again(tracker: Tracker) -> None:
    """What was dropped then and goes on now is reopened, neither added nor started."""
    add(tracker, "T-1")
    tracker.drop("T-1", why="not needed", at="2016-09-01")
    tracker.start("T-1", on="2016-09-12", why="it is needed after all")

    changes = report(tracker).changes
    [again] = changes.reopened
    assert (again.key, again.act.why) == ("T-1", "it is needed after all")
    assert (changes.added, changes.started) == ((), ())


def test_dropped_and_taken_up_again_in_between_is_as_before(tracker: Tracker) -> None:
    """What was dropped and taken up again since the last report is told as started, since it had not been begun then."""
    add(tracker, "T-1")
    tracker.drop("T-1", why="not needed", at="2016-09-07")
    tracker.start("T-1", on="2016-09-12", why="it is needed after all")

    changes = report(tracker).changes
    assert (changes.dropped, changes.reopened) == ((), ())
    assert [change.key for change in changes.started] == ["T-1"]


def test_every_move_is_told(tracker: Tracker) -> None:
    """A target that moved twice is told twice, each time with its days: over the holiday there are few working days."""
    add(tracker, "T-1", target="2016-09-09")
    tracker.move("T-1", target="2016-09-14", why="more comments", at="2016-09-07")
    tracker.by = "editor"
    tracker.move("T-1", target="2016-09-19", why="the holiday", at="2016-09-12")

    first, second = report(tracker).changes.moved
    assert told(first) == ("T-1", "target", "2016-09-09", "2016-09-14", 3, 5)
    assert told(second) == ("T-1", "target", "2016-09-14", "2016-09-19", 2, 5)
    assert [(move.act.by, move.act.why) for move in (first, second)] == [
        ("chair", "more comments"),
        ("editor", "the holiday"),
    ]


def test_a_move_before_is_not_told_again(tracker: Tracker) -> None:
    """A date that moved before the last report starts from where it was then."""
    add(tracker, "T-1", target="2016-09-09")
    tracker.move("T-1", target="2016-09-14", why="more comments", at="2016-09-01")

    assert report(tracker).changes.moved == ()


def test_an_event_carries_its_deadlines(tracker: Tracker) -> None:
    """The summit moves by a week, and what is due the working day before it goes from the 18th to the 23rd: 5 days."""
    add(tracker, "T-1", target="summit - 1wd")
    tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken", at="2016-09-12")

    found = {(move.key, move.which): move for move in report(tracker).changes.moved}
    assert set(found) == {("summit", "starts"), ("summit", "ends"), ("T-1", "target")}
    assert told(found["T-1", "target"]) == ("T-1", "target", "2016-09-18", "2016-09-23", 5, 5)
    carried = found["T-1", "target"].act
    assert (carried.key, carried.kind, carried.why) == ("summit", "event", "the hall is taken")
    assert told(found["summit", "starts"]) == ("summit", "starts", "2016-09-19", "2016-09-26", 5, 7)


def test_a_limit_moves_too(tracker: Tracker) -> None:
    """A limit that moves by itself, or with an event, is told as a limit."""
    add(tracker, "T-1", limit="2016-09-30")
    add(tracker, "T-2", limit="summit.end")
    tracker.move("T-1", limit="2016-10-10", why="the ministry agrees", at="2016-09-12")
    tracker.move_event("summit", ends="2016-09-23", why="a day less", at="2016-09-13")

    found = {(move.key, move.which): told(move)[2:] for move in report(tracker).changes.moved}
    assert found["T-1", "limit"] == ("2016-09-30", "2016-10-10", 3, 10)  # 8, 9 and 10 October
    assert found["T-2", "limit"] == ("2016-09-24", "2016-09-23", 0, -1)
    assert found["summit", "ends"] == ("2016-09-24", "2016-09-23", 0, -1)


def test_a_planned_stage_moves_until_it_is_reached(tracker: Tracker) -> None:
    """The day planned for a stage is told when it moves; once the stage is reached, it stays where it was."""
    tracker.add(Deliverable(key="paper", title="Paper", group="wg", target="2016-11-30"), at="2016-08-22")
    tracker.plan_stage("paper", "drafting", "summit - 5wd", at="2016-08-23")
    tracker.plan_stage("paper", "drafting", "summit - 4wd", why="one more day", at="2016-09-07")
    tracker.advance("paper", "outline", on="2016-09-08")
    tracker.advance("paper", "drafting", on="2016-09-12")
    tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken", at="2016-09-13")

    [move] = [move for move in report(tracker).changes.moved if move.key == "paper"]
    assert (move.stage, *told(move)) == ("drafting", "paper", "stage", "2016-09-09", "2016-09-12", 1, 3)
    assert move.act.why == "one more day"


def test_a_date_that_is_given_or_taken_away(tracker: Tracker) -> None:
    """A first target has no date before it, and one that was taken away none after it; days are not counted then."""
    add(tracker, "T-1")
    add(tracker, "T-2", target="2016-09-30", limit="2016-10-31")
    tracker.move("T-1", target="2016-09-30", at="2016-09-12")
    tracker.move("T-2", limit=None, why="no limit any more", at="2016-09-13")

    first, second = report(tracker).changes.moved
    assert told(first) == ("T-1", "target", None, "2016-09-30", None, None)
    assert told(second) == ("T-2", "limit", "2016-10-31", None, None, None)


def test_another_wording_of_the_same_date_is_no_move(tracker: Tracker) -> None:
    """A target that is written otherwise and means the same day has not moved."""
    add(tracker, "T-1", target="2016-09-18")
    tracker.move("T-1", target="summit - 1wd", at="2016-09-12")

    assert report(tracker).changes.moved == ()


def test_work_that_is_added_with_its_date_has_not_moved(tracker: Tracker) -> None:
    """A new item is told as added; its first date is no move, a later one is."""
    add(tracker, "T-1", at="2016-09-07", target="2016-09-30", limit="2016-12-30")
    tracker.move("T-1", target="2016-10-10", why="the holiday", at="2016-09-12")

    [move] = report(tracker).changes.moved
    assert told(move) == ("T-1", "target", "2016-09-30", "2016-10-10", 3, 10)


def test_a_stage_that_was_entered_twice(tracker: Tracker) -> None:
    """A paper that goes back to drafting and again to review has reached two stages since, each with its reason."""
    tracker.add(Deliverable(key="paper", title="Paper", group="wg"), at="2016-08-22")
    for stage, day in (("outline", "2016-08-23"), ("drafting", "2016-08-24"), ("review", "2016-09-05")):
        tracker.advance("paper", stage, on=day)
    tracker.advance("paper", "drafting", on="2016-09-07", why="a chapter is missing")
    tracker.advance("paper", "review", on="2016-09-14", why="it is there")

    found = report(tracker).changes.reached
    assert [(reached.stage, reached.stage_title, reached.on, reached.act.why) for reached in found] == [
        ("drafting", "Drafting", date(2016, 9, 7), "a chapter is missing"),
        ("review", "Review", date(2016, 9, 14), "it is there"),
    ]


def test_a_stage_that_was_undone_is_not_told(tracker: Tracker) -> None:
    """A stage that was entered by mistake and taken back has not been reached."""
    tracker.add(Deliverable(key="paper", title="Paper", group="wg"), at="2016-08-22")
    tracker.advance("paper", "outline", on="2016-09-07")
    tracker.undo()

    assert report(tracker, "2016-12-01").changes.reached == ()


def test_a_verdict_that_changed(tracker: Tracker) -> None:
    """What was on track and is overdue now is told in front of what was added; what is as it was is not told."""
    add(tracker, "T-1", target="2016-09-14")
    add(tracker, "T-2", target="2016-12-31")
    add(tracker, "T-3", target="2016-12-31", at="2016-09-20")

    found = report(tracker).verdict_changes
    assert [(change.item.key, change.before) for change in found] == [("T-1", "on_track"), ("T-3", None)]


def test_a_group_that_was_not_there_then(tracker: Tracker) -> None:
    """Before the record began nothing had a verdict: the totals of then are zero, and everything is new."""
    add(tracker, "T-1", at="2016-08-02")

    made = report(tracker, since="2016-07-01")
    assert made.totals_before is not None
    assert set(made.totals_before.values()) == {0}
    assert [change.before for change in made.verdict_changes] == [None]
    assert {change.key for change in made.changes.added} == {"summit", "T-1"}


def test_no_change_after_the_report(tracker: Tracker) -> None:
    """Changes are not counted from an instant that lies after the report."""
    with pytest.raises(InputError, match="after the report"):
        tracker.report("2016-09-05", since="2016-09-06")


def test_changes_from_report_to_report_are_all_changes(group_2016: Tracker) -> None:
    """What was finished, dropped, moved and reached by 18 October is what three reports told of it, one after the other."""
    days = ["2016-08-05", "2016-08-22", "2016-09-05", "2016-09-20", "2016-10-18"]
    parts = [group_2016.report(at, since=since).changes for since, at in pairwise(days)]
    whole = group_2016.report(days[-1], since=days[0]).changes

    assert {one.item.key for part in parts for one in part.finished} == {one.item.key for one in whole.finished}
    assert [one for part in parts for one in part.reached] == list(whole.reached)
    assert [told(move) for part in parts for move in part.moved] == [told(move) for move in whole.moved]
    assert [one for part in parts for one in part.dropped] == list(whole.dropped)
