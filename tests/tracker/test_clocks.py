"""Frozen time: whatever stops the clock, all of wgtrack stands still at that instant."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pendulum
import pytest
import time_machine
from freezegun import freeze_time

import wgtrack
from wgtrack import Group, Task

NOON = datetime(2016, 9, 18, 4, tzinfo=UTC)

FREEZERS: list[Callable[[datetime], AbstractContextManager[Any]]] = [
    freeze_time,
    lambda at: time_machine.travel(at, tick=False),
    lambda at: pendulum.travel_to(pendulum.instance(at), freeze=True),
]


@pytest.mark.parametrize("freeze", FREEZERS, ids=["freezegun", "time-machine", "pendulum"])
def test_journal_and_status_stand_still_under_every_freezer(
    freeze: Callable[[datetime], AbstractContextManager[Any]], tmp_path: Path
) -> None:
    """Both times of a journal entry and the instant of a status are the frozen one, also in a file opened before."""
    with wgtrack.open(tmp_path / "wg.db", by="me") as tracker:
        with freeze(NOON):
            tracker.add(Group(key="wg", name="Group", timezone="Asia/Shanghai"))
            task = tracker.add(Task(key="T-1", title="Task", group="wg", target="2016-09-18"))
            report = tracker.status()
        entry = tracker.log("T-1")[0]
    assert (entry.at, entry.recorded_at, task.changed_at, report.at) == (NOON, NOON, NOON, NOON)
    assert (report.items[0].verdict, report.items[0].calendar_days_left) == ("due_soon", 0)


@pytest.mark.parametrize("freeze", FREEZERS, ids=["freezegun", "time-machine", "pendulum"])
def test_the_2016_group_under_a_frozen_clock_is_the_one_as_of_that_day(
    freeze: Callable[[datetime], AbstractContextManager[Any]],
) -> None:
    """Loaded and asked under a clock at 5 September 2016, the record shows that day, not its own future."""
    end_of_day = datetime(2016, 9, 5, 15, 59, 59, 999999, tzinfo=UTC)
    with freeze(end_of_day), wgtrack.open(":memory:", by="me") as tracker:
        tracker.load("china-blockchain-2016")
        assert tracker.status() == tracker.status(at=date(2016, 9, 5))
        assert tracker.programme().deliverables["white-paper"].done_on is None


def test_at_takes_text_day_and_aware_instant_alike() -> None:
    """A day is its end in the group's zone, so the three ways to say it give the same report."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load("china-blockchain-2016")
        by_text, by_day = tracker.status(at="2016-09-05"), tracker.status(at=date(2016, 9, 5))
        by_instant = tracker.status(at=datetime(2016, 9, 5, 15, 59, 59, 999999, tzinfo=UTC))
        by_pendulum = tracker.status(at=pendulum.datetime(2016, 9, 5, tz="Asia/Shanghai").end_of("day"))
    assert by_text == by_day == by_instant == by_pendulum


def test_assess_is_a_pure_function_of_the_programme_and_the_instant() -> None:
    """The same question asked of the value gives the same answer as asked of the tracker."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load("china-blockchain-2016")
        programme = tracker.programme(at="2016-09-05")
        assert wgtrack.assess(programme, "2016-09-05") == tracker.status(at="2016-09-05")
