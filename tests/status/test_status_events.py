"""Events that are coming or going on."""

from collections.abc import Callable
from typing import Any

import pytest

from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event, Group, Task
from wgtrack.status.assess import assess

MakeRecord = Callable[..., WorkProgramme]


def event(starts: str, ends: str | None = None, key: str = "summit", **fields: Any) -> Event:
    """An event of the group."""
    return Event(**{"key": key, "title": "Summit", "group": "wg", "starts": starts, "ends": ends, **fields})


SUMMIT = event("2016-09-19", "2016-09-24")


@pytest.mark.parametrize(
    ("at", "days"),
    [
        ("2016-08-22", (28, 18)),  # the fact sheet's 18 working days up to Sunday the 18th, the day before
        ("2016-09-05", (14, 8)),
        ("2016-09-14", (5, 1)),
        ("2016-09-18", (1, 0)),
        ("2016-09-19", (0, 0)),
    ],
)
def test_the_countdown_to_the_summit(record: MakeRecord, at: str, days: tuple[int, int]) -> None:
    """Working days after today and before the day it starts: the day itself is not counted."""
    found = assess(record(SUMMIT), at).countdown[0]
    assert (found.key, found.title, found.calendar_days, found.working_days) == ("summit", "Summit", *days)


def test_an_event_on_a_day_off_has_all_working_days_before_it(record: MakeRecord) -> None:
    """From Friday 9 September to Saturday 1 October: 12-14, 18, 19-23, 26-30 are fourteen working days."""
    assert assess(record(event("2016-10-01")), "2016-09-09").countdown[0].working_days == 14


@pytest.mark.parametrize("at", ["2016-09-20", "2016-09-24", "2016-12-01"])
def test_an_event_that_started_is_not_counted_down_to(record: MakeRecord, at: str) -> None:
    """From its second day on, an event is no longer to come."""
    assert assess(record(SUMMIT), at).countdown == ()


@pytest.mark.parametrize(
    ("at", "day"), [("2016-09-18", None), ("2016-09-19", 1), ("2016-09-20", 2), ("2016-09-24", 6), ("2016-09-25", None)]
)
def test_an_event_is_under_way_from_its_first_day_to_its_last(record: MakeRecord, at: str, day: int | None) -> None:
    """The summit of six days, day by day."""
    under_way = assess(record(SUMMIT), at).under_way
    assert [(found.day, found.days) for found in under_way] == ([] if day is None else [(day, 6)])


@pytest.mark.parametrize(("at", "number"), [("2016-09-19T08:59", 0), ("2016-09-19T09:00", 1), ("2016-09-19T17:00", 0)])
def test_an_event_with_hours_is_under_way_between_them(record: MakeRecord, at: str, number: int) -> None:
    """A meeting from nine to five has begun at nine and is over at five."""
    meeting = event("2016-09-19T09:00", "2016-09-19T17:00")
    assert len(assess(record(meeting), at).under_way) == number


def test_dropped_and_undated_events_are_left_out(record: MakeRecord) -> None:
    """What was called off, and what hangs on undated work, is not counted down to."""
    others = [event("2016-09-19", dropped=True), event("T-1 + 5d", key="later"), Task(key="T-1", title="T", group="wg")]
    assert assess(record(*others), "2016-09-05").countdown == ()


def test_events_come_from_the_group_its_committees_and_those_above(record: MakeRecord) -> None:
    """A committee counts down to its own, its committees' and its parents' events, the next first; not to a sister's."""
    groups = [
        Group(key="middle", name="M", parent="wg"),
        Group(key="below", name="B", parent="middle"),
        Group(key="sister", name="S", parent="wg"),
    ]
    events = [
        event("2016-09-09", key="above"),
        event("2016-09-08", key="own", group="middle"),
        event("2016-09-07", key="under", group="below"),
        event("2016-09-06", key="beside", group="sister"),
    ]
    report = assess(record(*groups, *events), "2016-09-05", "middle")
    assert [found.key for found in report.countdown] == ["under", "own", "above"]


def test_events_under_way_are_in_order_of_their_start(record: MakeRecord) -> None:
    """The one that began first comes first, and of two on one day the one whose hour is earlier."""
    events = [
        event("2016-09-05T10:00", "2016-09-06", key="noon"),
        event("2016-09-05T09:00", "2016-09-06", key="morning"),
        event("2016-09-01", "2016-09-30", key="month"),
    ]
    assert [found.key for found in assess(record(*events), "2016-09-05").under_way] == ["month", "morning", "noon"]


def test_working_days_to_an_event_above_are_those_of_the_group_that_asks(record: MakeRecord) -> None:
    """A committee on the plain week has 15 and 16 September to work, and not Sunday the 18th: 6-9 and 12-16."""
    plain = Group(key="plain", name="Plain", parent="wg", calendar="none")
    assert assess(record(plain, SUMMIT), "2016-09-05", "plain").countdown[0].working_days == 9


def test_an_event_in_another_zone_is_a_day_of_its_own_zone(record: MakeRecord) -> None:
    """At noon UTC of the 18th it is still the 18th in Honolulu, a day before, and the 19th in Kiritimati, the day."""
    groups = [
        Group(key="west", name="W", parent="wg", timezone="Pacific/Honolulu"),
        Group(key="east", name="E", parent="wg", timezone="Pacific/Kiritimati"),
    ]
    events = [event("2016-09-19", key="w", group="west"), event("2016-09-19", key="e", group="east")]
    report = assess(record(*groups, *events), "2016-09-18T12:00Z")
    assert {found.key: found.calendar_days for found in report.countdown} == {"w": 1, "e": 0}
