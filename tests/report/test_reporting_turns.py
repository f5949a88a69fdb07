"""Who must act now, and how long they have had the ball; days are counted by hand on the calendar of autumn 2016."""

from datetime import date

from wgtrack import Deliverable, Group, Task, Tracker
from wgtrack.report.report import Ball, Report


def balls(report: Report) -> dict[tuple[str | None, str], Ball]:
    """Every ball by who has it (by name where it is no party) and for what."""
    return {(turn.party or str(turn.name), ball.item.key): ball for turn in report.turns for ball in turn.balls}


def draft(tracker: Tracker, key: str = "T-1", at: str = "2016-09-01", **fields: object) -> None:
    """Put a task of CESI on record."""
    given: dict[str, object] = {"title": "Draft", "group": "wg", "owners": ["cesi"]} | fields
    tracker.add(Task(key=key, **given), at=at)  # type: ignore[arg-type]  # fields of a task


def test_the_ball_is_with_the_owner_since_the_item_was_added(tracker: Tracker) -> None:
    """From Thursday 1 to Monday 5 September: 4 calendar days, and 2 working days (the 2nd and the 5th)."""
    draft(tracker)

    ball = balls(tracker.report("2016-09-05"))["cesi", "T-1"]
    assert (ball.reason, ball.what, ball.since) == ("owner", None, date(2016, 9, 1))
    assert (ball.calendar_days, ball.working_days) == (4, 2)


def test_days_over_a_holiday_are_working_days(tracker: Tracker) -> None:
    """From Wednesday 14 to Monday 19 September: 5 days, but two of work, the make-up Sunday and the Monday."""
    draft(tracker, at="2016-09-14")

    ball = balls(tracker.report("2016-09-19"))["cesi", "T-1"]
    assert (ball.calendar_days, ball.working_days) == (5, 2)


def test_who_is_waited_for_has_the_ball(tracker: Tracker) -> None:
    """A party that an item waits for has the ball since the day that the record says, and its owner has not."""
    draft(tracker)
    tracker.wait("T-1", "bank", since="2016-09-07", what="comments", at="2016-09-08")

    found = balls(tracker.report("2016-09-14"))
    assert set(found) == {("bank", "T-1")}
    ball = found["bank", "T-1"]
    assert (ball.reason, ball.what, ball.since, ball.calendar_days) == ("waiting", "comments", date(2016, 9, 7), 7)
    assert ball.working_days == 5  # 8, 9, 12, 13 and 14 September


def test_a_name_that_is_no_party_can_have_the_ball(tracker: Tracker) -> None:
    """Whoever is waited for without being on record is told by name, without a key."""
    draft(tracker)
    tracker.wait("T-1", "the printers", since="2016-09-07", at="2016-09-07")

    [turn] = tracker.report("2016-09-14").turns
    assert (turn.party, turn.name) == (None, "the printers")


def test_the_ball_comes_back(tracker: Tracker) -> None:
    """After the wait, the owner has the ball since the day on which it came back."""
    draft(tracker)
    tracker.wait("T-1", "bank", at="2016-09-05")
    tracker.resume("T-1", at="2016-09-09")

    assert balls(tracker.report("2016-09-14"))["cesi", "T-1"].since == date(2016, 9, 9)


def test_another_owner_has_it_since_it_was_given_to_him(tracker: Tracker) -> None:
    """Who came in later has the ball since then; who was there before, since before."""
    draft(tracker)
    tracker.edit("T-1", owners=["cesi", "bank"], at="2016-09-09")

    found = balls(tracker.report("2016-09-14"))
    assert found["cesi", "T-1"].since == date(2016, 9, 1)
    assert found["bank", "T-1"].since == date(2016, 9, 9)


def test_the_last_predecessor_passes_the_ball(tracker: Tracker) -> None:
    """An item that waited for two has the ball since the later one was done; before, its owner need not act."""
    draft(tracker, "T-1")
    draft(tracker, "T-2")
    draft(tracker, "T-3", after=["T-1", "T-2"], owners=["bank"])
    tracker.done("T-1", on="2016-09-05")
    tracker.done("T-2", on="2016-09-09")

    assert ("bank", "T-3") not in balls(tracker.report("2016-09-08"))
    assert balls(tracker.report("2016-09-14"))["bank", "T-3"].since == date(2016, 9, 9)


def test_a_link_to_a_start_passes_the_ball_at_the_start(tracker: Tracker) -> None:
    """What may begin with another has the ball since that one was begun."""
    draft(tracker, "T-1")
    draft(tracker, "T-2", after=["T-1 SS"], owners=["bank"])
    tracker.start("T-1", on="2016-09-07")

    assert balls(tracker.report("2016-09-14"))["bank", "T-2"].since == date(2016, 9, 7)


def test_a_dropped_predecessor_passes_the_ball(tracker: Tracker) -> None:
    """What was given up holds nobody up from that day on."""
    draft(tracker, "T-1")
    draft(tracker, "T-2", after=["T-1"], owners=["bank"])
    tracker.drop("T-1", why="not needed", at="2016-09-07")

    assert balls(tracker.report("2016-09-14"))["bank", "T-2"].since == date(2016, 9, 7)


def test_a_stage_and_an_event_pass_the_ball(tracker: Tracker) -> None:
    """An item that waits for a stage and an event has the ball since the last of the two: the summit ended on the 24th."""
    tracker.add(Deliverable(key="paper", title="Paper", group="wg"), at="2016-09-01")
    draft(tracker, after=["paper@drafting", "summit"])
    tracker.advance("paper", "outline", on="2016-09-05")
    tracker.advance("paper", "drafting", on="2016-09-20")

    assert balls(tracker.report("2016-09-27"))["cesi", "T-1"].since == date(2016, 9, 24)


def test_work_that_may_not_begin_yet_is_nobodys_turn(tracker: Tracker) -> None:
    """A task that cannot start before a day is its owner's turn from that day on."""
    draft(tracker, not_before="2016-09-12")

    assert balls(tracker.report("2016-09-09")) == {}
    assert balls(tracker.report("2016-09-14"))["cesi", "T-1"].since == date(2016, 9, 12)


def test_work_taken_up_again_is_its_owners_turn_since_then(tracker: Tracker) -> None:
    """A task that was done and is started again has the ball since that day."""
    draft(tracker)
    tracker.done("T-1", on="2016-09-05")
    tracker.start("T-1", on="2016-09-12", why="a mistake was found")

    assert balls(tracker.report("2016-09-14"))["cesi", "T-1"].since == date(2016, 9, 12)


def test_what_nobody_owns_comes_last(tracker: Tracker) -> None:
    """Items without an owner are nobody's, however urgent; parties come in the order of their most urgent item."""
    draft(tracker, "T-1", owners=[], target="2016-09-02")
    draft(tracker, "T-2", owners=["cesi"], target="2016-09-30")
    draft(tracker, "T-3", owners=["bank"], target="2016-09-06")

    report = tracker.report("2016-09-05")
    assert [(turn.party, str(turn.name)) for turn in report.turns] == [
        ("bank", "Bank"),
        ("cesi", "CESI"),
        (None, "nobody"),
    ]


def test_a_partys_items_come_most_urgent_first(tracker: Tracker) -> None:
    """What is overdue is in front of what is due later, and that in front of what has no date."""
    draft(tracker, "T-1")
    draft(tracker, "T-2", target="2016-11-30")
    draft(tracker, "T-3", target="2016-09-02")

    [turn] = tracker.report("2016-09-05").turns
    assert [ball.item.key for ball in turn.balls] == ["T-3", "T-2", "T-1"]


def test_days_are_those_of_the_items_own_group(tracker: Tracker) -> None:
    """A committee that lives by the plain week counts 15 and 16 September, where the group above has a holiday."""
    tracker.add(Group(key="west", name="West", parent="wg", timezone="Europe/Berlin", calendar="none"), at="2016-08-02")
    draft(tracker, group="west", at="2016-09-14")

    assert balls(tracker.report("2016-09-19"))["cesi", "T-1"].working_days == 3
