"""How far work has come: parent tasks from their children, deliverables from their stage."""

from collections.abc import Iterable, Mapping
from math import floor
from typing import NamedTuple

from wgtrack.model.progress import ALMOST
from wgtrack.model.records import Deliverable, Task


class Share(NamedTuple):
    """Work with its weight: likely working days, and how many per cent of them are behind us, added up."""

    weight: float
    weighted: float

    def percent(self, *, finished: bool) -> int:
        """Whole per cent, rounded down; 100 only when finished."""
        if finished:
            return 100
        return min(ALMOST, floor(self.weighted / self.weight + 1e-9)) if self.weight else 0


def weight(item: Task | Deliverable) -> float:
    """Likely working days; 1 where there is no estimate."""
    return 1.0 if item.estimate is None else item.estimate.likely


def total(shares: Iterable[Share]) -> Share:
    """Several shares as one."""
    weights, weighted = 0.0, 0.0
    for share in shares:
        weights += share.weight
        weighted += share.weighted
    return Share(weights, weighted)


def parents(tasks: Mapping[str, Task]) -> dict[str, list[Task]]:
    """Each parent task's key with its children; what was dropped is no child any more."""
    children: dict[str, list[Task]] = {}
    for task in tasks.values():
        if task.parent is not None and task.state != "dropped" and task.parent in tasks:
            children.setdefault(task.parent, []).append(task)
    return children


def roll_up(tasks: Mapping[str, Task], children: Mapping[str, list[Task]]) -> dict[str, Share]:
    """The share of each parent task, from the leaves below it; a circle of parents is left out.

    Goes from the leaves up, a level at a time, so that no depth of parents is too deep.
    """
    shares: dict[str, Share] = {}
    open_children = {key: sum(child.key in children for child in below) for key, below in children.items()}
    ready = [key for key, number in open_children.items() if not number]
    for key in ready:
        shares[key] = total(_share(child, shares.get(child.key)) for child in children[key])
        above = tasks[key].parent
        if above in open_children and tasks[key].state != "dropped":
            open_children[above] -= 1
            if not open_children[above]:
                ready.append(above)
    return shares


def _share(task: Task, below: Share | None) -> Share:
    if below is None:
        days = weight(task)
        return Share(days, days * task_progress(task))
    return Share(below.weight, below.weight * 100) if task.state == "done" else below


def task_progress(task: Task) -> int:
    """Per cent of a task without children."""
    if task.state == "done":
        return 100
    return min(ALMOST, task.percent)
