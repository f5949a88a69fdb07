"""How the 2016 group stood on four days, worked by hand from its seed's dates, estimates and changes."""

from collections.abc import Iterator
from datetime import date

import pytest
from freezegun import freeze_time

import wgtrack
from wgtrack.model.records import Task
from wgtrack.tracker import Tracker

# Verdict -> keys, worked by hand for the end of each day.
STANDING = {
    "2016-08-22": {
        "done": "TR-1 TR-3 KT-1 KT-3 SE-1 RG-1 WP-1 WP-2",
        "done_late": "KT-2",
        "overdue": "TR-2",
        "at_risk": "KT-4 TR-4 WP-3 WP-5 WP-8 WP-9 WP-10 WP-11 WP-14 WP-15 WP-16 white-paper",
        "due_soon": "KT-5",
        "undated": "TR-7",
        "on_track": "TR TR-5 TR-6 KT-6 KT-7 KT-8 KT-9 SE-2 SE-3 SE-4 SE-5 RG-2 RG-3 RG-4 RG-5 RG-6 WP-4 WP-6 WP-7 "
        "WP-12 WP-13 WP-17",
    },
    "2016-09-05": {
        "dropped": "KT-9",
        "done": "TR TR-1 TR-3 TR-4 TR-5 KT-1 KT-3 KT-5 KT-6 KT-8 SE-1 RG-1 RG-3 WP-1 WP-2 WP-4",
        "done_late": "TR-2 KT-2 KT-4",
        "overdue": "SE-2 RG-2 WP-3 WP-5 WP-6",
        "at_risk": "KT-7 SE-4 WP-8 WP-9 WP-10 WP-11 WP-12 WP-14 WP-15 WP-16 WP-17 white-paper",
        "due_soon": "TR-6 SE-3 RG-4 RG-5 WP-7",
        "undated": "TR-7",
        "on_track": "SE-5 RG-6 WP-13",
    },
    "2016-09-20": {
        "dropped": "KT-9",
        "done": "TR TR-1 TR-3 TR-4 TR-5 TR-6 KT-1 KT-3 KT-5 KT-6 KT-8 SE-1 SE-3 SE-5 RG-1 RG-3 RG-6 WP-1 WP-2 WP-4 WP-7 WP-13",
        "done_late": "TR-2 KT-2 KT-4 KT-7 SE-2 SE-4 RG-2 RG-4 RG-5 WP-3 WP-5 WP-6 WP-8 WP-14",
        "overdue": "WP-9 WP-10 WP-11 WP-12 WP-15 WP-16 white-paper",
        "at_risk": "WP-17",
        "undated": "TR-7",
    },
    "2016-10-18": {
        "dropped": "KT-9 WP-17",
        "done": "TR TR-1 TR-3 TR-4 TR-5 TR-6 TR-7 KT-1 KT-3 KT-5 KT-6 KT-8 SE-1 SE-3 SE-5 RG-1 RG-3 RG-6 WP-1 WP-2 WP-4 WP-7 "
        "WP-13",
        "done_late": "TR-2 KT-2 KT-4 KT-7 SE-2 SE-4 RG-2 RG-4 RG-5 WP-3 WP-5 WP-6 WP-8 WP-9 WP-10 WP-11 WP-12 WP-14 WP-15 WP-16 "
        "white-paper",
    },
}


@pytest.fixture(scope="module")
def group() -> Iterator[Tracker]:
    """The group of 2016 on record."""
    with freeze_time("2026-07-01T08:00:00Z"), wgtrack.open(":memory:", by="tests") as tracker:
        tracker.load("china-blockchain-2016")
        yield tracker


@pytest.mark.parametrize("day", STANDING)
def test_verdicts(group: Tracker, day: str) -> None:
    """Each task, milestone and deliverable has the verdict that its dates and estimates ask for on that day."""
    standing = {item.key: item.verdict for item in group.status(day).items}
    assert standing == {key: verdict for verdict, keys in STANDING[day].items() for key in keys.split()}


def remaining(tasks: dict[str, Task], key: str) -> float:
    """Working days from now until a task is finished, by likely estimates, if all before it goes as estimated."""
    task = tasks[key]
    if task.finished:
        return 0
    own = task.estimate.likely * (100 - task.percent) / 100 if task.estimate else 0
    start = max((remaining(tasks, link.key) for link in task.after if link.type == "FS"), default=0)
    end = max((remaining(tasks, link.key) for link in task.after if link.type == "FF"), default=0)
    return max(start + own, end)


def test_fourteen_working_days_in_a_row_are_left_on_5_september(group: Tracker) -> None:
    """The chain to the white paper is 4 + 2 + 4 + 2 + 2 working days, and no way to it is longer: 8 are left, 6 short."""
    tasks = dict(group.programme("2016-09-05").tasks)
    chain = ["WP-5", "WP-8", "WP-9", "WP-10", "WP-11"]
    assert [remaining(tasks, key) for key in chain] == [4, 6, 10, 12, 14]
    assert max(remaining(tasks, key) for key, task in tasks.items() if "white-paper" in task.deliverables) == 14
    (paper,) = (item for item in group.status("2016-09-05").items if item.key == "white-paper")
    assert (paper.stage, paper.working_days_left) == ("drafting", 8)


def test_the_white_paper_came_late(group: Tracker) -> None:
    """Released on 18 October 2016, it is 30 calendar and 19 working days late."""
    (paper,) = (item for item in group.status("2016-10-18").items if item.key == "white-paper")
    assert (paper.verdict, paper.done_on) == ("done_late", date(2016, 10, 18))
    assert (paper.calendar_days_late, paper.working_days_late) == (30, 19)


@pytest.mark.parametrize(
    ("day", "key", "target"),
    [
        # RG-4 was promised for summit - 13wd, and then for summit - 8wd; WP-7 hangs on it with two working days.
        ("2016-08-25", "WP-7", date(2016, 9, 1)),
        ("2016-08-26", "WP-7", date(2016, 9, 8)),
        # Once RG-4 is done, the day it was done counts: 9 September.
        ("2016-09-09", "WP-7", date(2016, 9, 13)),
    ],
)
def test_a_moved_target_moves_what_hangs_on_it(group: Tracker, day: str, key: str, target: date) -> None:
    """The chapter's date follows the options it is written from, through a move and through their finish."""
    (item,) = (item for item in group.status(day).items if item.key == key)
    assert item.target is not None
    assert item.target.date == target


@pytest.mark.parametrize(
    ("milestone", "done_on"),
    [("WP-14", date(2016, 9, 18)), ("WP-15", date(2016, 10, 10)), ("WP-16", date(2016, 10, 18))],
)
def test_milestones_are_reached_with_the_stages(group: Tracker, milestone: str, done_on: date) -> None:
    """Review, approval and publication reach their milestones on the same day."""
    assert group.programme("2016-10-18").tasks[milestone].done_on == done_on


def test_nothing_is_known_before_august(group: Tracker) -> None:
    """The record begins on 1 August 2016."""
    assert not group.programme("2016-07-31").tasks
    assert len(group.programme("2016-08-01").tasks) == 45
