"""Days left and days late, counted by hand in the autumn of 2016."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from wgtrack.model.records import Group, Task
from wgtrack.status.report import ItemStatus

Stand = Callable[..., ItemStatus]


def task(**fields: Any) -> Task:
    """A task of the group, with these fields."""
    return Task(**{"key": "T-1", "title": "Work", "group": "wg", **fields})


def days(status: ItemStatus) -> tuple[int | None, ...]:
    """Calendar and working days left, calendar and working days late."""
    return (
        status.calendar_days_left,
        status.working_days_left,
        status.calendar_days_late,
        status.working_days_late,
    )


@pytest.mark.parametrize(
    ("at", "calendar", "working"),
    [
        ("2016-08-22", 27, 18),  # 23-26 Aug, 29 Aug-2 Sep, 5-9, 12-14, 18 Sep: the fact sheet's 18
        ("2016-09-05", 13, 8),  # 6-9, 12-14, 18 Sep
        ("2016-09-14", 4, 1),  # 15 to 17 are off, Sunday the 18th is worked
        ("2016-09-17", 1, 1),
        ("2016-09-18", 0, 0),
    ],
)
def test_days_left_to_the_day_before_the_summit(stand: Stand, at: str, calendar: int, working: int) -> None:
    """Working days after today up to and including Sunday 18 September, which is worked."""
    assert days(stand(task(target="2016-09-18"), at)) == (calendar, working, 0, 0)


@pytest.mark.parametrize(
    ("target", "working"), [("2016-10-07", 0), ("2016-10-08", 1), ("2016-10-09", 2), ("2016-10-10", 3)]
)
def test_days_left_over_the_national_holidays(stand: Stand, target: str, working: int) -> None:
    """After Friday 30 September a week is off, then the weekend of 8 and 9 October is worked."""
    assert stand(task(target=target), "2016-09-30").working_days_left == working


@pytest.mark.parametrize(
    ("at", "calendar", "working"),
    [
        ("2016-09-19", 1, 1),
        ("2016-09-25", 7, 5),  # 19-23 Sep
        ("2016-10-07", 19, 10),  # and 26-30 Sep
        ("2016-10-09", 21, 12),  # and 8, 9 Oct
        ("2016-10-18", 30, 19),  # and 10-14, 17, 18 Oct
    ],
)
def test_days_late_of_what_is_unfinished(stand: Stand, at: str, calendar: int, working: int) -> None:
    """Working days after the due day up to and including today; nothing is left."""
    assert days(stand(task(target="2016-09-18"), at)) == (0, 0, calendar, working)


def test_days_late_of_what_is_finished_stand_still(stand: Stand) -> None:
    """Released on 18 October, the white paper is 30 calendar and 19 working days late for ever; no days are left."""
    item = task(target="2016-09-18", state="done", done_on=date(2016, 10, 18))
    assert days(stand(item, "2016-12-24")) == (None, None, 30, 19)


@pytest.mark.parametrize("done_on", [date(2016, 8, 22), date(2016, 9, 18)])
def test_what_was_finished_in_time_is_late_by_nothing(stand: Stand, done_on: date) -> None:
    """Finished early or on the day: late by 0 days."""
    assert days(stand(task(target="2016-09-18", state="done", done_on=done_on), "2016-09-20")) == (None, None, 0, 0)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"limit": "2016-09-30"},
        {"limit": "2016-09-01"},
        {"state": "dropped", "target": "2016-09-18"},
        {"state": "done", "done_on": date(2016, 9, 1)},
    ],
)
def test_there_are_no_counts_without_a_target_or_when_dropped(stand: Stand, fields: dict[str, Any]) -> None:
    """All four counts are None for what is undated or dropped, whatever its limit."""
    assert days(stand(task(**fields))) == (None, None, None, None)


def test_late_by_an_hour_is_late_by_no_day(stand: Stand) -> None:
    """After a due instant of today there is nothing left, and no whole day is late yet."""
    assert days(stand(task(target="2016-09-05T12:00"), "2016-09-05")) == (0, 0, 0, 0)


def test_late_on_days_off_is_late_by_no_working_day(stand: Stand) -> None:
    """Due on Friday 9 September, on Sunday the 11th it is two calendar days late."""
    assert days(stand(task(target="2016-09-09"), "2016-09-11")) == (0, 0, 2, 0)


def test_a_committee_counts_by_its_own_zone_and_calendar(stand: Stand) -> None:
    """At 16:00 UTC of 14 September it is the 15th in Shanghai and the 14th in London, where 15 and 16 are worked."""
    london = Group(key="london", name="London", parent="wg", timezone="Europe/London", calendar="none")
    there, here = task(group="london", target="2016-09-18"), task(key="T-2", target="2016-09-18")
    at = datetime(2016, 9, 14, 16, tzinfo=UTC)
    assert [days(stand(item, at, london))[:2] for item in (there, here)] == [(4, 2), (3, 1)]


def test_a_committee_counts_by_what_stands_above_it_where_it_says_nothing(stand: Stand) -> None:
    """A committee without zone and calendar has its parent's."""
    committee = Group(key="committee", name="Committee", parent="wg")
    assert days(stand(task(group="committee", target="2016-09-18"), "2016-09-14", committee))[:2] == (4, 1)


def test_days_to_what_it_is_due_by_fall_back_on_the_limit(stand: Stand) -> None:
    """Without a target, the days to the limit are kept beside the four counts; late ones are negative."""
    ahead, behind = stand(task(limit="2016-09-18")), stand(task(limit="2016-09-02"))
    assert [(status.due_calendar_days, status.due_working_days) for status in (ahead, behind)] == [(13, 8), (-3, -1)]


def test_finished_work_is_due_by_nothing(stand: Stand) -> None:
    """What is done has no days to go."""
    status = stand(task(target="2016-09-18", state="done", done_on=date(2016, 9, 1)))
    assert (status.due_calendar_days, status.due_working_days, status.remaining) == (None, None, None)


def test_what_remains_is_the_likely_estimate_less_what_is_done(stand: Stand) -> None:
    """Of a likely ten days, 40 % done leave six."""
    assert stand(task(estimate="5/10/20", percent=40)).remaining == 6
