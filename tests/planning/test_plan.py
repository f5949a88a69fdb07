"""Backward planning: the sentence, the chain, who must start next, and what would win days back."""

from collections.abc import Iterator
from datetime import date

import pytest

import wgtrack
from wgtrack import Deliverable, Event, Group, Task, Tracker
from wgtrack.errors import InputError, UnknownKeyError


@pytest.fixture(scope="module")
def group() -> Iterator[Tracker]:
    """The group of 2016 with its past."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load("china-blockchain-2016")
        yield tracker


@pytest.fixture
def small() -> Iterator[Tracker]:
    """A paper of two tasks in a row on the plain week, promised for a fair on Friday 16 September 2016."""
    with wgtrack.open(":memory:", by="me") as tracker:
        at = "2016-09-01"
        tracker.add(Group(key="wg", name="Group", timezone="Asia/Shanghai"), at=at)
        tracker.add(Event(key="fair", title="Fair", group="wg", starts="2016-09-16"), at=at)
        tracker.add(Deliverable(key="paper", title="Paper", group="wg", serves="fair"), at=at)
        tracker.add(Task(key="write", title="Write", group="wg", estimate=6), at=at)
        tracker.add(
            Task(key="check", title="Check", group="wg", estimate=3, after=["write"], deliverables=["paper"]), at=at
        )
        yield tracker


def test_the_summit_of_2016_cannot_hold_and_the_plan_says_why(group: Tracker) -> None:
    """On 5 September 4 + 2 + 4 + 2 + 2 days of work remain in a row, and the fact sheet counts 8 days that are left."""
    plan = group.plan("white-paper", "2016-09-05")
    assert str(plan.headline) == (
        "white-paper cannot be ready by 18 September 2016: 14 working days of work remain in a row, 8 are left, 6 short"
    )
    assert [(piece.key, piece.days) for piece in plan.chain] == [
        ("WP-5", 4),
        ("WP-8", 2),
        ("WP-9", 4),
        ("WP-10", 2),
        ("WP-11", 2),
        ("white-paper", 0),
    ]
    # 6 to 9; 12 and 13; 14, then 18 to 20 after the holiday; 21 and 22; 23 and 26 September.
    finishes = [piece.early_finish for piece in plan.chain]
    assert finishes == [date(2016, 9, day) for day in (9, 13, 20, 22, 26, 26)]
    assert (plan.work, plan.wait, plan.left, plan.short, plan.holds) == (14, 0, 8, 6, False)


def test_the_latest_starts_are_counted_back_from_the_summit(group: Tracker) -> None:
    """Back from Sunday 18 September: approval 14 and 18, revision 12 and 13, review 6 to 9, editing 2 and 5."""
    pieces = {piece.key: piece for piece in group.plan("summit", "2016-09-05").pieces}
    starts = {key: pieces[key].late_start for key in ("WP-11", "WP-10", "WP-9", "WP-8")}
    assert starts == {
        "WP-11": date(2016, 9, 14),
        "WP-10": date(2016, 9, 12),
        "WP-9": date(2016, 9, 6),
        "WP-8": date(2016, 9, 2),
    }


def test_what_would_win_days_is_found_by_planning_again(group: Tracker) -> None:
    """Each way with its days, the most first, worked by hand; last the promise that would have to move.

    Revision beside the review wins the four days of the review; approval beside the revision, or the review beside the
    editing, two; a day off any piece one; editing that does not wait for WP-5 still waits for WP-6 and WP-7 on day 3.
    """
    wins = group.plan("white-paper", "2016-09-05").wins
    assert [(win.kind, win.keys, win.days) for win in wins] == [
        ("overlap", ("WP-9", "WP-10"), 4),
        ("overlap", ("WP-10", "WP-11"), 2),
        ("overlap", ("WP-8", "WP-9"), 2),
        ("shorten", ("WP-5",), 1),
        ("shorten", ("WP-8",), 1),
        ("shorten", ("WP-9",), 1),
        ("shorten", ("WP-10",), 1),
        ("shorten", ("WP-11",), 1),
        ("overlap", ("WP-5", "WP-8"), 1),
        ("promise", ("white-paper",), 6),
    ]


def test_the_first_days_of_august_still_held(group: Tracker) -> None:
    """On 5 August the longest chain is ready on 12 September; 13, 14 and 18 September are to spare."""
    plan = group.plan("white-paper", "2016-08-05")
    assert (
        str(plan.headline)
        == "white-paper can be ready on 12 September 2016, 3 working days before its date of 18 September 2016"
    )
    assert plan.wins == ()


def test_an_event_is_planned_by_what_serves_it(small: Tracker) -> None:
    """From Friday 2 September: six days to the 9th, three to the 14th; the fair's paper is due on Thursday 15."""
    plan = small.plan("fair", "2016-09-01")
    assert (
        str(plan.headline)
        == "paper can be ready on 14 September 2016, 1 working day before its date of 15 September 2016"
    )
    assert [piece.key for piece in plan.next] == ["write"]


def test_a_date_that_is_waited_for_is_told_and_could_be_won_back(small: Tracker) -> None:
    """Writing not before Wednesday 7 September: it takes until the 14th, checking until Monday 19."""
    small.edit("write", not_before="2016-09-07", at="2016-09-01")
    plan = small.plan("paper", "2016-09-01")
    assert str(plan.headline) == (
        "paper cannot be ready by 15 September 2016: 12 working days remain in a row, 3 of them waiting, 10 are left, 2 short"
    )
    (win,) = (win for win in plan.wins if win.kind == "date")
    assert (win.keys, win.days, str(win.words)) == (("write",), 3, "start write at once (not before 2016-09-07)")


def test_a_goal_without_a_date_says_when_it_can_be_ready(small: Tracker) -> None:
    """A task with no target has no date to miss."""
    assert (
        str(small.plan("write", "2016-09-01").headline)
        == "write can be ready on 9 September 2016; it has no date to keep"
    )


def test_what_is_finished_cannot_be_planned(group: Tracker) -> None:
    """A released paper is no plan any more."""
    with pytest.raises(InputError, match="'white-paper' is done, so there is nothing to plan"):
        group.plan("white-paper", "2016-10-18")


def test_an_unknown_goal_names_the_closest(group: Tracker) -> None:
    """A slip of the keyboard is answered with what was meant."""
    with pytest.raises(UnknownKeyError, match="did you mean white-paper"):
        group.plan("white-papr", "2016-09-05")


def test_the_status_gives_the_chain_as_its_reason(group: Tracker) -> None:
    """The paper is at risk because of the work before it, though no day of it is its own."""
    paper = next(item for item in group.status("2016-09-05").items if item.key == "white-paper")
    assert paper.verdict == "at_risk"
    assert str(paper.reasons[0]) == (
        "14 working days of work remain in a row (WP-5 4, WP-8 2, WP-9 4, WP-10 2, WP-11 2), 8 are left, 6 short"
    )


def test_all_plans_come_with_the_shortest_of_time_in_front(small: Tracker) -> None:
    """Of two deliverables the one that misses its date is first."""
    small.add(Deliverable(key="book", title="Book", group="wg", target="2016-09-02", estimate=9), at="2016-09-01")
    assert [plan.key for plan in small.plans("2016-09-01")] == ["book", "paper"]
