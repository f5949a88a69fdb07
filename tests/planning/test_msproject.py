"""Nine networks as Microsoft Project computed them (tests/data/msproject): dates, slack and critical flag of every task."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from wgtrack import WorkCalendar
from wgtrack.planning import Activity, Link, Timing, critical_path

DATA = Path(__file__).parent.parent / "data/msproject"
WEEK = WorkCalendar.plain()
#: The hour that a working day starts; two of the files have 8 for what starts the project itself.
MORNING, EVENING = "T09:00", "T19:00"


class Task(NamedTuple):
    """One task as the files hold it."""

    key: int
    name: str
    days: float
    early_start: str
    early_finish: str
    late_start: str
    late_finish: str
    slack: float
    critical: bool
    waits_for: list[tuple[int, Any, float]]


def networks() -> list[Any]:
    """The networks of both files."""
    files = [
        json.loads((DATA / f"msproject_cpm_values_{size}.json").read_text("utf-8")) for size in ("small", "medium")
    ]
    return [
        pytest.param(
            date.fromisoformat(project["start"][:10]), [Task(*task) for task in project["tasks"]], id=project["file"]
        )
        for project in [*files[0], *files[1]]
    ]


NETWORKS = networks()


def planned(tasks: list[Task]) -> dict[str, Timing]:
    """The tasks' timings, by key."""
    links = [Link(str(key), str(task.key), kind, lag) for task in tasks for key, kind, lag in task.waits_for]
    return critical_path([Activity(str(task.key), task.days) for task in tasks], links)


def morning(start: date, days: float) -> str:
    """When work begins that starts after so many working days: the morning of the next one."""
    return f"{WEEK.add_working_days(start - timedelta(days=1), int(days) + 1)}{MORNING}"


def evening(start: date, days: float) -> str:
    """When work ends that finishes after so many working days: the evening of the last one."""
    return f"{WEEK.add_working_days(start - timedelta(days=1), int(days))}{EVENING}"


def dates(start: date, task: Task, timing: Timing, *, last: bool) -> tuple[str, str, str, str]:
    """The four dates as Microsoft Project writes them.

    A milestone is written at the end it hangs on: early at the evening of what it waits for, late at the morning of what
    waits for it.
    """
    if task.days:
        return (
            morning(start, timing.early_start),
            evening(start, timing.early_finish),
            morning(start, timing.late_start),
            evening(start, timing.late_finish),
        )
    early = (evening if task.waits_for else morning)(start, timing.early_start)
    late = (evening if last else morning)(start, timing.late_start)
    return early, early, late, late


@pytest.mark.parametrize(("start", "tasks"), NETWORKS)
def test_every_date_that_microsoft_project_computed(start: date, tasks: list[Task]) -> None:
    """Early and late start and finish of every task are the dates in the file."""
    timings = planned(tasks)
    waited_for = {key for task in tasks for key, _, _ in task.waits_for}
    for task in tasks:
        theirs = tuple(day.replace("T08:00", MORNING) for day in task[3:7])
        ours = dates(start, task, timings[str(task.key)], last=task.key not in waited_for)
        assert ours == theirs, task.name


@pytest.mark.parametrize(("start", "tasks"), NETWORKS)
def test_slack_and_critical_flag_that_microsoft_project_computed(start: date, tasks: list[Task]) -> None:
    """Total slack in working days, and which tasks are critical, are those in the file."""
    timings = planned(tasks)
    ours = {task.key: (timings[str(task.key)].total_float, timings[str(task.key)].critical) for task in tasks}
    assert ours == {task.key: (task.slack, task.critical) for task in tasks}


def test_all_networks_are_there() -> None:
    """Nine networks, 1,974 tasks, 32 lags."""
    tasks = [task for _, tasks in (network.values for network in NETWORKS) for task in tasks]
    assert len(NETWORKS) == 9
    assert (len(tasks), sum(lag > 0 for task in tasks for _, _, lag in task.waits_for)) == (1974, 32)
