"""How far a deliverable has come on the way to the stage it is due for."""

from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.records import Deliverable
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
