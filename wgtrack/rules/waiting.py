"""Whether a change lets work wait for itself: by links, parents, deliverables, stages and longest lags together."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from wgtrack.dates import Resolver
from wgtrack.dates.dependencies import Place
from wgtrack.errors import DeadlineError, PlanningError
from wgtrack.messages.message import Message, untranslated
from wgtrack.model.base import Record
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Task
from wgtrack.planning.calendar_passes import Earliest

#: Fields that say what a task waits for, or what waits for it.
_TIES = ("after", "parent", "deliverables", "reached_by", "group")
_STAGES = ("lifecycle", "due_stage")


def may_wait_for_itself(before: Record | None, after: Record) -> bool:
    """Whether writing a record can close a circle: it has new ties, or is taken up again.

    Nothing waits for what is new but that which it is part of or works on, unless by a longest lag.
    """
    if isinstance(after, Deliverable):
        return isinstance(before, Deliverable) and not after.finished and _differ(before, after, _STAGES)
    if not isinstance(after, Task) or after.finished:
        return False
    if isinstance(before, Task):
        return before.finished or _differ(before, after, _TIES)
    leads_on = after.parent is not None or bool(after.deliverables) or after.reached_by is not None
    return any(leads_on or link.longest is not None or link.key == after.key for link in after.after)


def refuse_waiting_for_itself(programme: WorkProgramme, written: Mapping[Place, Record | None], at: datetime) -> None:
    """Raise PlanningError where an item waits for itself and did not before; ``written`` is what was written, as it was."""
    unplanned = _unplanned(programme, at)
    stuck = [key for key in unplanned if _waits_for_itself(unplanned, key)]
    if not stuck:
        return
    known = _unplanned(_as_before(programme, written), at)
    for key in stuck:
        if not _waits_for_itself(known, key):
            raise PlanningError(
                untranslated("'{key}' {why}", code="cannot_be_planned", key=key, why=unplanned[key]),
                untranslated("leave one of these links out, or change a lag"),
                keys=(key,),
            )


def _waits_for_itself(unplanned: Mapping[str, Message], key: str) -> bool:
    """Whether an item is on a circle; what only waits for one that is does no harm."""
    return key in unplanned and unplanned[key].code == "cannot_be_planned"


def _unplanned(programme: WorkProgramme, at: datetime) -> Mapping[str, Message]:
    try:
        return Earliest.of(programme, Resolver(programme), at, tied=True).net.unplanned
    except DeadlineError:  # of another record: a date that cannot be resolved is told where it is written
        return {}


def _as_before(programme: WorkProgramme, written: Mapping[Place, Record | None]) -> WorkProgramme:
    records = {kind: dict(mapping) for kind, mapping in programme.records.items()}
    for (kind, key), record in written.items():
        if record is None:
            records[kind].pop(key, None)
        else:
            records[kind][key] = record
    return WorkProgramme(records)


def _differ(before: Record, after: Record, fields: Iterable[str]) -> bool:
    return any(getattr(before, name) != getattr(after, name) for name in fields)
