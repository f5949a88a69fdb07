"""How the dates of the 2016 group moved, counted by hand.

Working days before the summit of Monday 19 September: Sunday 18 September (a make-up day) is 1, 14 is 2, 13 is 3, 12 is 4,
9 is 5, 8 is 6, 7 is 7, 6 is 8, 5 is 9, 2 September is 10, 1 is 11, 31 August is 12 and 30 August is 13.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from freezegun import freeze_time

import wgtrack
from wgtrack import Tracker
from wgtrack.history.promises import Promise
from wgtrack.history.slips import Slip

SEED = "seed file china-blockchain-2016; what is marked illustrative is invented"
ASKED = "the department asks to see the options before they go into the draft"
#: The summit a week later: 23 September is 1 working day before, 22 is 2, 21 is 3, 20 is 4, 19 is 5, 18 is 6, 14 is 7, 13 is 8.
HALL = "the hall is taken"


@pytest.fixture(scope="module")
def group() -> Iterator[Tracker]:
    """The group of 2016 on record."""
    with freeze_time("2026-07-01T08:00:00Z"), wgtrack.open(":memory:", by="tests") as tracker:
        tracker.load("china-blockchain-2016")
        yield tracker


@pytest.fixture(scope="module")
def moved() -> Iterator[Tracker]:
    """The same group, had its summit been moved by a week on 29 August."""
    with freeze_time("2026-07-01T08:00:00Z"), wgtrack.open(":memory:", by="tests") as tracker:
        tracker.load("china-blockchain-2016")
        tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why=HALL, at="2016-08-29")
        yield tracker


def slip_of(tracker: Tracker, key: str, against: str | None, at: str) -> Slip:
    """The slip of one item."""
    [found] = [slip for slip in tracker.slips(against, at) if slip.key == key]
    return found


def days(slip: Slip) -> tuple[object, ...]:
    """Then, now, and the working and calendar days between."""
    return slip.then and slip.then.date, slip.now and slip.now.date, slip.working_days, slip.calendar_days


def told(promise: Promise) -> tuple[object, ...]:
    """A promise as the journal has it: day since, date, working days moved, by whom, why, through what."""
    due = promise.deadline and promise.deadline.date
    return promise.since.date(), due, promise.working_days, promise.by, promise.why, promise.through


def test_every_date_of_one_promise(group: Tracker) -> None:
    """RG-4 was promised for 30 August, moved to 6 September on 26 August (31 August to 6 September: 5 days), and done on 9."""
    first, second = group.promises("RG-4")

    assert told(first) == (date(2016, 8, 1), date(2016, 8, 30), None, "secretariat", SEED, "RG-4")
    assert told(second) == (date(2016, 8, 26), date(2016, 9, 6), 5, "secretariat", ASKED, "RG-4")
    assert (first.became, second.became) == ("moved", "done_late")
    assert second.calendar_days == 7
    assert first.ended == second.given
    assert (second.done_on, second.working_days_late, second.calendar_days_late) == (date(2016, 9, 9), 3, 3)


def test_what_hangs_on_it_moves_with_it(group: Tracker) -> None:
    """WP-7 (RG-4 + 2wd) moved with RG-4 by 5 days; RG-4 was done 3 days late, and WP-7 moved by 3 more, to 13 September."""
    _, second, third = group.promises("WP-7")

    assert told(second) == (date(2016, 8, 26), date(2016, 9, 8), 5, "secretariat", ASKED, "RG-4")
    assert told(third) == (date(2016, 9, 9), date(2016, 9, 13), 3, "secretariat", None, "RG-4")
    assert (third.became, third.done_on, third.working_days_late) == ("done", date(2016, 9, 12), -1)


def test_the_white_paper_kept_its_date_and_missed_it(group: Tracker) -> None:
    """Its target never moved from 18 September; it was published 30 calendar and 19 working days later."""
    [only] = group.promises("white-paper")

    assert only.deadline is not None
    assert (only.deadline.date, only.became, only.done_on) == (date(2016, 9, 18), "done_late", date(2016, 10, 18))
    assert (only.working_days_late, only.calendar_days_late) == (19, 30)


def test_a_promise_is_told_as_of_an_instant(group: Tracker) -> None:
    """On 25 August RG-4 had one date; on 1 October the white paper was 10 working days late: 19 to 23 and 26 to 30 September."""
    assert [promise.became for promise in group.promises("RG-4", at="2016-08-25")] == ["open"]
    assert group.promises("RG-4", at="2016-07-31") == ()
    [paper] = group.promises("white-paper", at="2016-10-01")
    assert (paper.became, paper.working_days_late, paper.calendar_days_late) == ("open", 10, 13)


def test_slips_against_a_day(group: Tracker) -> None:
    """From 22 August to 5 September RG-4, WP-7 and TR-6 moved; TR-6 hangs on TR-5, which was done a day early on 1 September."""
    moved = {slip.key: days(slip) for slip in group.slips("2016-08-22", "2016-09-05") if slip.moves}

    assert moved == {
        "RG-4": (date(2016, 8, 30), date(2016, 9, 6), 5, 7),
        "WP-7": (date(2016, 9, 1), date(2016, 9, 8), 5, 7),
        "TR-6": (date(2016, 9, 7), date(2016, 9, 6), -1, -1),
    }


def test_slips_say_why_and_by_whom(group: Tracker) -> None:
    """What moved an item in between is told with the entry of the journal that did it, its own or its anchor's."""
    for key in ("RG-4", "WP-7"):
        [move] = slip_of(group, key, "2016-08-22", "2016-09-05").moves
        assert (move.by, move.why, move.through, move.given.action) == ("secretariat", ASKED, "RG-4", "move")


def test_what_was_done_and_dropped_since(group: Tracker) -> None:
    """Between the two days ten items were done, TR-2 two working days late (22 and 23 August), and KT-9 was dropped."""
    slips = group.slips("2016-08-22", "2016-09-05")

    done = " ".join(sorted(slip.key for slip in slips if slip.done))
    assert done == "KT-4 KT-5 KT-6 KT-8 RG-3 TR TR-2 TR-4 TR-5 WP-4"
    [dropped] = [slip for slip in slips if slip.dropped]
    assert (dropped.key, dropped.was, dropped.state) == ("KT-9", "open", "dropped")
    assert dropped.dropped is not None
    assert (dropped.dropped.at.date(), dropped.dropped.by) == (date(2016, 8, 30), "secretariat")
    late = slip_of(group, "TR-2", "2016-08-22", "2016-09-05")
    assert (late.was, late.state, late.done_on) == ("active", "done", date(2016, 8, 23))
    assert (late.working_days_late, late.calendar_days_late) == (2, 4)
    assert not any(slip.added or slip.removed for slip in slips)


def test_a_coarse_date_stays_coarse(group: Tracker) -> None:
    """KT-8 was promised for August 2016, and stays so in both columns."""
    slip = slip_of(group, "KT-8", "2016-08-22", "2016-09-05")

    assert slip.then is not None
    assert slip.now is not None
    assert (slip.then.precision, slip.now.precision, slip.working_days) == ("month", "month", 0)


def test_slips_without_a_baseline_are_from_the_first_promise(group: Tracker) -> None:
    """On 12 September WP-7 is 8 working days behind its first promise: 2, 5, 6, 7, 8, 9, 12 and 13 September."""
    slip = slip_of(group, "WP-7", None, "2016-09-10")

    assert days(slip) == (date(2016, 9, 1), date(2016, 9, 13), 8, 12)
    assert [move.working_days for move in slip.moves] == [5, 3]
    assert slip.added is None


def test_slips_of_a_committee(group: Tracker) -> None:
    """A group asked for alone gives its own items; the group above, all 46."""
    assert {slip.group for slip in group.slips("2016-08-22", "2016-09-05", "white-paper-wg")} == {"white-paper-wg"}
    assert len(group.slips("2016-08-22", "2016-09-05", "blockchain-wg")) == 46


def test_a_moved_summit_moves_what_hangs_on_it(moved: Tracker) -> None:
    """A week later is 5 working days for RG-4 (7, 8, 9, 12, 13 September) and for WP-7 behind it (9, 12, 13, 14, 18)."""
    for key, then, now, calendar_days in (
        ("RG-4", date(2016, 9, 6), date(2016, 9, 13), 7),
        ("WP-7", date(2016, 9, 8), date(2016, 9, 18), 10),
        ("white-paper", date(2016, 9, 18), date(2016, 9, 23), 5),
        ("WP-17", date(2016, 9, 24), date(2016, 10, 1), 7),
    ):
        slip = slip_of(moved, key, "2016-08-26", "2016-08-29")
        assert days(slip) == (then, now, 5, calendar_days)
        assert [told(move)[3:] for move in slip.moves] == [("tests", HALL, "summit")]


def test_moves_of_two_kinds_add_up(moved: Tracker) -> None:
    """Since 22 August RG-4 moved twice, by itself and with the summit: from 30 August to 13 September, 10 working days."""
    slip = slip_of(moved, "RG-4", "2016-08-22", "2016-09-05")

    assert days(slip) == (date(2016, 8, 30), date(2016, 9, 13), 10, 14)
    assert [(move.through, move.working_days) for move in slip.moves] == [("RG-4", 5), ("summit", 5)]


def test_what_was_done_before_does_not_move(moved: Tracker) -> None:
    """TR-1 was done on 10 August for 12 August; the summit's move on 29 August is no slip of it."""
    [promise] = moved.promises("TR-1")

    assert promise.deadline is not None
    assert (promise.deadline.date, promise.became, promise.working_days_late) == (date(2016, 8, 12), "done", -2)
    assert not slip_of(moved, "TR-1", "2016-08-22", "2016-09-05").changed


def test_the_dates_of_an_event(moved: Tracker) -> None:
    """An event's promise is the day it starts: the summit moved by 5 working days, 19 to 23 September being between."""
    first, second = moved.promises("summit")

    assert told(first)[:3] == (date(2016, 8, 1), date(2016, 9, 19), None)
    assert told(second) == (date(2016, 8, 29), date(2016, 9, 26), 5, "tests", HALL, "summit")
    assert second.became == "open"


def test_the_trend_of_some_items(group: Tracker) -> None:
    """The points of a milestone trend are the days of report and the dates promised on them."""
    [chapter] = group.trend(["WP-7"])

    assert [(point.on, point.promised) for point in chapter.points] == [
        (date(2016, 8, 1), date(2016, 9, 1)),
        (date(2016, 8, 26), date(2016, 9, 8)),
        (date(2016, 9, 9), date(2016, 9, 13)),
    ]
    assert (chapter.kind, chapter.became, chapter.done_on) == ("task", "done", date(2016, 9, 12))


def test_the_trend_of_all_items(group: Tracker) -> None:
    """Without keys, all items that ever had a date are in it: 46, but for TR-7; a group gives its own."""
    keys = {trend.key for trend in group.trend()}

    assert len(keys) == 45
    assert "TR-7" not in keys
    assert {trend.group for trend in group.trend(group="white-paper-wg")} == {"white-paper-wg"}
    assert [len(trend.points) for trend in group.trend(["summit"])] == [1]
