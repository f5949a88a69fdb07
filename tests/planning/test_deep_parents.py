"""Tasks within tasks, and many that wait for one parent: what holds for all of them is worked out once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from wgtrack import Group, Task
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning import work_network
from wgtrack.planning.schedule import Scheduler, schedule

#: Thursday 1 September 2016.
AT = datetime(2016, 9, 1, 20, tzinfo=UTC)
DEEP = 100


def programme(*tasks: Task) -> WorkProgramme:
    """These tasks of one group."""
    return WorkProgramme(groups={"wg": Group(key="wg", name="Group")}, tasks={task.key: task for task in tasks})


def test_parents_in_a_row_start_with_the_last_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of 100 tasks, each within the one before, all start when the last does, and its day is worked out once."""
    own: list[int] = []
    own_start_day = Scheduler._own_start_day

    def counted(self: Scheduler, number: int) -> date:
        own.append(number)
        return own_start_day(self, number)

    monkeypatch.setattr(Scheduler, "_own_start_day", counted)
    tasks = [
        Task(key=f"T-{n}", title="T", group="wg", estimate=1, parent=f"T-{n - 1}" if n else None) for n in range(DEEP)
    ]
    items = schedule(programme(*tasks), AT).items
    assert {item.early_start for item in items.values()} == {date(2016, 9, 2)}
    assert own == [DEEP - 1]


def test_what_waits_for_the_start_of_a_parent_looks_for_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """100 tasks that may start with a parent wait for the first of its children, which is looked for once."""
    looked: list[str] = []
    leaves = work_network._Builder._leaves

    def counted(self: work_network._Builder, key: str) -> Iterator[str]:
        looked.append(key)
        return leaves(self, key)

    monkeypatch.setattr(work_network._Builder, "_leaves", counted)
    parent = Task(key="P", title="P", group="wg")
    second = Task(key="C-2", title="C", group="wg", estimate=1, parent="P", after=["C-1"])
    first = Task(key="C-1", title="C", group="wg", estimate=1, parent="P")
    others = [Task(key=f"T-{n}", title="T", group="wg", estimate=1, after=["P SS"]) for n in range(DEEP)]
    items = schedule(programme(parent, second, first, *others), AT).items
    assert {items[task.key].driven_by for task in others} <= {"C-1", None}
    assert looked == ["P"]
