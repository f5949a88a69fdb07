"""How far a deliverable has come on the way to the stage it is due for."""

from collections.abc import Mapping

from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.records import Deliverable, Task
from wgtrack.model.stages import ENDED

#: What unfinished work may show at most, in per cent.
ALMOST = 99


def stage_progress(deliverable: Deliverable, lifecycle: Lifecycle | None) -> int:
    """Per cent of the way to the stage it is due for, by the place of its stage in the lifecycle.

    The stages that end in failure are no part of the way.
    """
    if deliverable.state == "done":
        return 100
    stage = deliverable.stage
    if lifecycle is None or stage is None:
        return 0
    way = [step.code for step in lifecycle.stages if step.outcome not in ENDED]
    due = deliverable.due_stage or lifecycle.final
    if stage not in way or due not in way:
        return 0
    return min(ALMOST, 100 * way.index(stage) // max(1, way.index(due)))


def sized_below(tasks: Mapping[str, Task]) -> set[str]:
    """Keys of the tasks whose work is that of the tasks below them: one of these, at any depth, says how much work it is.

    Until then a parent's own estimate counts. A milestone takes no work, and what was dropped is no part any more.
    """
    found = set[str]()
    for task in tasks.values():
        if task.parent is not None and is_sized(task):
            above = tasks.get(task.parent)
            while above is not None and above.key not in found:
                found.add(above.key)
                above = None if above.parent is None or above.state == "dropped" else tasks.get(above.parent)
    return found


def worked_on(tasks: Mapping[str, Task]) -> set[str]:
    """Keys of the deliverables whose work is that of unfinished tasks, one of which says how much it is."""
    sized = sized_below(tasks)
    return {
        key
        for task in tasks.values()
        if task.deliverables and not task.finished and (is_sized(task) or task.key in sized)
        for key in task.deliverables
    }


def is_sized(task: Task) -> bool:
    """Whether a task itself says how much work it is."""
    return task.kind == "task" and task.state != "dropped" and (task.estimate is not None or task.remaining is not None)
