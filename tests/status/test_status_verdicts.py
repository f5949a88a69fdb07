"""The verdict of an item: which holds, which comes first, and at which instant it turns."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from wgtrack.model.records import Deliverable, Event, Group, Task
from wgtrack.model.values import StageReached
from wgtrack.status.report import VERDICTS, ItemStatus

Stand = Callable[..., ItemStatus]

SUMMIT = Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24")


def task(**fields: Any) -> Task:
    """A task of the group, with these fields."""
    return Task(**{"key": "T-1", "title": "Work", "group": "wg", **fields})


def test_there_are_nine_verdicts_in_the_order_they_are_asked() -> None:
    """The order is that of the table of verdicts in the design."""
    order = "dropped done done_late past_limit overdue at_risk unknown due_soon undated on_track"
    assert " ".join(VERDICTS) == order


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"state": "dropped", "target": "2016-09-01", "limit": "2016-09-02"}, "dropped"),
        ({"state": "done", "target": "2016-09-02", "done_on": date(2016, 9, 2)}, "done"),
        ({"state": "done", "done_on": date(2016, 9, 2)}, "done"),
        ({"state": "done", "target": "2016-09-02", "done_on": date(2016, 9, 3)}, "done_late"),
        ({"limit": "2016-09-02"}, "past_limit"),
        ({"target": "2016-09-02"}, "overdue"),
        ({"target": "2016-09-30", "estimate": 40}, "at_risk"),
        ({"target": "2016-09-09"}, "due_soon"),
        ({}, "undated"),
        ({"target": "2016-09-30"}, "on_track"),
    ],
)
def test_each_verdict_holds(stand: Stand, fields: dict[str, Any], verdict: str) -> None:
    """Each verdict holds for an item made for it."""
    assert stand(task(**fields)).verdict == verdict


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        # finished work is not judged by what has passed since
        ({"state": "done", "done_on": date(2016, 9, 1), "target": "2016-09-01", "limit": "2016-08-01"}, "done"),
        # both have passed
        ({"target": "2016-09-01", "limit": "2016-09-02"}, "past_limit"),
        # overdue, with more work than days
        ({"target": "2016-09-01", "estimate": 40}, "overdue"),
        # four working days left of the five that are soon, and ten are needed
        ({"target": "2016-09-09", "estimate": 10}, "at_risk"),
        # no target, but the limit is near, or too near for the work
        ({"limit": "2016-09-09"}, "due_soon"),
        ({"limit": "2016-09-09", "estimate": 10}, "at_risk"),
        # no target, and a limit far away
        ({"limit": "2016-12-30"}, "undated"),
        # the target counts before the limit
        ({"target": "2016-12-30", "limit": "2016-09-09"}, "on_track"),
    ],
)
def test_the_first_verdict_that_holds_is_given(stand: Stand, fields: dict[str, Any], verdict: str) -> None:
    """Of several verdicts that hold, the first in the table is given."""
    assert stand(task(**fields)).verdict == verdict


@pytest.mark.parametrize(
    ("at", "verdict"),
    [
        ("2016-09-18", "due_soon"),
        ("2016-09-18T23:59:59.999999", "due_soon"),
        ("2016-09-19T00:00", "overdue"),
        ("2016-09-18T16:00Z", "overdue"),
        ("2016-09-18T15:59:59Z", "due_soon"),
        (datetime(2016, 9, 18, 16, tzinfo=UTC), "overdue"),
    ],
)
def test_a_due_day_lasts_to_its_end_in_the_groups_zone(stand: Stand, at: object, verdict: str) -> None:
    """An item due on the 18th is late from midnight in Shanghai, which is 16:00 in UTC."""
    assert stand(task(target="2016-09-18"), at).verdict == verdict


@pytest.mark.parametrize(
    ("at", "verdict"), [("2016-09-16T11:59:59", "due_soon"), ("2016-09-16T12:00", "overdue"), ("2016-09-16", "overdue")]
)
def test_a_due_instant_is_late_when_it_has_come(stand: Stand, at: str, verdict: str) -> None:
    """An item due at noon is overdue from noon on, also at the end of that day."""
    assert stand(task(target="2016-09-16T12:00"), at).verdict == verdict


def test_a_due_instant_keeps_its_own_zone(stand: Stand) -> None:
    """Noon in Berlin on 16 September is 18:00 in Shanghai."""
    item = task(target="2016-09-16T12:00 Europe/Berlin")
    assert [stand(item, f"2016-09-16T{time}").verdict for time in ("17:59", "18:00")] == ["due_soon", "overdue"]


@pytest.mark.parametrize(
    ("target", "last_day", "next_day"),
    [("2016-09", "2016-09-30", "2016-10-01"), ("2016-Q3", "2016-09-30", "2016-10-01")],
)
def test_a_coarse_target_is_late_after_its_last_day(stand: Stand, target: str, last_day: str, next_day: str) -> None:
    """A month and a quarter are late only when they are over."""
    assert [stand(task(target=target), at).verdict for at in (last_day, next_day)] == ["due_soon", "overdue"]


def test_a_limit_passes_at_its_end_too(stand: Stand) -> None:
    """On the day of its limit an item is due soon, the day after it is past it."""
    item = task(target="2016-09-30", limit="2016-09-05")
    assert [stand(item, at).verdict for at in ("2016-09-05", "2016-09-06")] == ["on_track", "past_limit"]


@pytest.mark.parametrize(("target", "verdict"), [("2016-09-12", "due_soon"), ("2016-09-13", "on_track")])
def test_due_soon_begins_five_working_days_ahead(stand: Stand, target: str, verdict: str) -> None:
    """From Monday 5 September, Monday the 12th is the fifth working day (6, 7, 8, 9, 12)."""
    assert stand(task(target=target)).verdict == verdict


def test_the_warning_window_is_the_groups(stand: Stand) -> None:
    """A group that wants no warning has nothing due soon before the day itself."""
    item = task(target="2016-09-06")
    assert [stand(item, at, warning_days=0).verdict for at in ("2016-09-05", "2016-09-06")] == ["on_track", "due_soon"]


@pytest.mark.parametrize(
    ("estimate", "percent", "verdict"),
    [(8, 0, "on_track"), (8.5, 0, "at_risk"), (16, 50, "on_track"), (17, 50, "at_risk"), ("1/8/40", 0, "on_track")],
)
def test_at_risk_when_more_is_needed_than_is_left(
    stand: Stand, estimate: float | str, percent: int, verdict: str
) -> None:
    """Eight working days are left to 18 September; what remains of the likely estimate counts, to the day."""
    assert stand(task(target="2016-09-18", estimate=estimate, percent=percent)).verdict == verdict


def test_broken_estimates_do_not_tip_the_scale(stand: Stand) -> None:
    """70 % of 10 days done leave 3, also in floating-point numbers, and three working days are left to the 8th."""
    assert stand(task(target="2016-09-08", estimate=10, percent=70)).verdict == "due_soon"


@pytest.mark.parametrize(
    ("target", "done_at", "verdict"),
    [
        ("2016-09-16T12:00", datetime(2016, 9, 16, 3, 59, tzinfo=UTC), "done"),
        ("2016-09-16T12:00", datetime(2016, 9, 16, 4, 0, tzinfo=UTC), "done_late"),
        ("2016-09-16T12:00", None, "done"),
        ("2016-09-16", datetime(2016, 9, 16, 15, 59, tzinfo=UTC), "done"),
    ],
)
def test_finishing_is_judged_by_the_instant_where_it_is_known(
    stand: Stand, target: str, done_at: datetime | None, verdict: str
) -> None:
    """Noon in Shanghai is 4:00 in UTC; without the instant, the day decides."""
    item = task(state="done", target=target, done_on=date(2016, 9, 16), done_at=done_at)
    assert stand(item, "2016-09-20").verdict == verdict


@pytest.mark.parametrize(("done_on", "verdict"), [(date(2016, 9, 30), "done"), (date(2016, 10, 1), "done_late")])
def test_a_coarse_target_is_kept_to_its_last_day(stand: Stand, done_on: date, verdict: str) -> None:
    """Work promised for the third quarter may be finished on 30 September."""
    assert stand(task(state="done", target="2016-Q3", done_on=done_on), "2016-10-10").verdict == verdict


def test_an_item_is_judged_in_its_own_groups_zone(stand: Stand) -> None:
    """At 16:00 in UTC the 18th is over in Shanghai and has hours to go in New York."""
    west = Group(key="west", name="West", parent="wg", timezone="America/New_York")
    there, here = task(group="west", target="2016-09-18"), task(key="T-2", target="2016-09-18")
    at = "2016-09-18T16:00Z"
    assert [stand(there, at, west, here).verdict, stand(here, at, west).verdict] == ["due_soon", "overdue"]


def test_the_hour_that_comes_twice_is_told_apart(stand: Stand) -> None:
    """On 6 November 2016, 1:30 comes twice in New York: at 5:30 and 6:30 UTC; a deadline at 1:45 means the first."""
    item = task(target="2016-11-06T01:45")
    at = [datetime(2016, 11, 6, 5, 44, tzinfo=UTC), datetime(2016, 11, 6, 6, 30, tzinfo=UTC)]
    assert [stand(item, when, timezone="America/New_York").verdict for when in at] == ["due_soon", "overdue"]


def test_a_deliverable_is_judged_like_a_task(stand: Stand) -> None:
    """The white paper due a working day before the summit is overdue when the summit begins."""
    paper = Deliverable(key="paper", title="Paper", group="wg", lifecycle="paper", target="summit - 1wd")
    assert stand(paper, "2016-09-19", SUMMIT).verdict == "overdue"


def test_a_target_that_hangs_on_an_undated_item_makes_undated(stand: Stand) -> None:
    """An item three days after something without a date has none itself, and says what it hangs on."""
    status = stand(task(target="T-2 + 3d"), "2016-09-05", task(key="T-2"))
    assert (status.verdict, tuple(map(str, status.reasons))) == (
        "undated",
        ("its target (T-2 + 3d) hangs on T-2, which has no date yet",),
    )


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"state": "dropped"}, ["dropped"]),
        ({"state": "done", "done_on": date(2016, 9, 1)}, ["finished 1 September 2016, it had no target"]),
        (
            {"state": "done", "done_on": date(2016, 9, 1), "target": "2016-09-02"},
            ["finished 1 September 2016, its target was 2 September 2016"],
        ),
        (
            {"state": "done", "done_on": date(2016, 9, 5), "target": "2016-09-02"},
            ["finished 5 September 2016, 1 working day (3 calendar days) after its target of 2 September 2016"],
        ),
        (
            {"target": "2016-09-01", "limit": "2016-09-02"},
            [
                "its limit was 2 September 2016, 1 working day (3 calendar days) ago",
                "was due 1 September 2016, 2 working days (4 calendar days) ago",
            ],
        ),
        ({"target": "2016-09-03"}, ["was due 3 September 2016, 1 working day (2 calendar days) ago"]),
        (
            {"target": "2016-09-05T09:00"},
            ["was due 5 September 2016, 09:00 Asia/Shanghai, an hour that has passed"],
        ),
        (
            {"target": "2016-09-06", "estimate": 3, "percent": 50},
            ["needs 1.5 working days, 1 is left", "due 6 September 2016, 1 working day left"],
        ),
        (
            {"target": "2016-09-05", "estimate": 1},
            ["needs 1 working day, none are left", "due 5 September 2016, which is today"],
        ),
        ({"target": "2016-09-05"}, ["due 5 September 2016, which is today"]),
        ({"target": "summit - 1wd"}, ["due 18 September 2016 (summit - 1wd), 8 working days left"]),
        ({"target": "2016-Q3"}, ["due Q3 2016, 18 working days left"]),
        ({"limit": "2016-09"}, ["has no target", "its limit is September 2016, 18 working days left"]),
        ({}, ["has no target"]),
    ],
)
def test_reasons_are_words_and_numbers(stand: Stand, fields: dict[str, Any], reasons: list[str]) -> None:
    """Each verdict says why, with the days counted (6-9, 12-14, 18, 19-23 and 26-30 September are 18 working days)."""
    assert list(map(str, stand(task(**fields), "2016-09-05", SUMMIT).reasons)) == reasons


def test_the_end_of_a_coarse_target_is_said_so(stand: Stand) -> None:
    """On 30 September a target of that month ends today."""
    (reason,) = stand(task(target="2016-09"), "2016-09-30").reasons
    assert str(reason) == "due September 2016, which ends today"


def test_finishing_after_the_hour_is_said_without_days(stand: Stand) -> None:
    """Work due at noon and finished at one is late by no day, and the reason says so."""
    done_at = datetime(2016, 9, 5, 5, tzinfo=UTC)
    status = stand(task(state="done", target="2016-09-05T12:00", done_on=date(2016, 9, 5), done_at=done_at))
    assert tuple(map(str, status.reasons)) == (
        "finished 5 September 2016, after the hour of its target, 5 September 2016, 12:00 Asia/Shanghai",
    )


def test_the_white_paper_of_2016_was_thirty_days_late(stand: Stand) -> None:
    """Due on the last working day before the summit and released on 18 October: 30 calendar and 19 working days."""
    paper = Deliverable(
        key="white-paper",
        title="White paper",
        group="wg",
        lifecycle="paper",
        target="summit - 1wd",
        state="done",
        reached=(StageReached("presented", date(2016, 10, 18)),),
        done_on=date(2016, 10, 18),
    )
    assert tuple(map(str, stand(paper, "2016-10-18", SUMMIT).reasons)) == (
        "finished 18 October 2016, 19 working days (30 calendar days) after its target of 18 September 2016 (summit - 1wd)",
    )
