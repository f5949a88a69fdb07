"""Changes that are never made without a reason: a date that moves later, giving up, a step back."""

from collections.abc import Iterator

from wgtrack.deadlines import Deadline, Resolver
from wgtrack.editing.references import Overlay
from wgtrack.errors import InputError
from wgtrack.model.base import Record
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import Records
from wgtrack.model.records import Deliverable, Event, Item
from wgtrack.model.values import is_visible


def check_reason(before: Record | None, after: Record, records: Records, why: str | None) -> None:
    """Refuse a change that needs a reason and has none."""
    if before is None or (why and is_visible(why)):
        return
    for what in _needing(before, after, records):
        raise InputError(f"{what} needs a reason", "give it with --why (why= in Python)")


def _needing(before: Record, after: Record, records: Records) -> Iterator[str]:
    if isinstance(before, Event) and isinstance(after, Event):
        yield from _event(before, after, records)
    elif isinstance(before, Item) and isinstance(after, Item):
        yield from _item(before, after)
        yield from _promises(before, after, records)
    if isinstance(before, Deliverable) and isinstance(after, Deliverable):
        yield from _stage(before, after, records)
        yield from _plans(before, after, records)


def _event(before: Event, after: Event, records: Records) -> Iterator[str]:
    if after.dropped and not before.dropped:
        yield f"dropping '{after.key}'"
    if (before.starts, before.ends, before.group) == (after.starts, after.ends, after.group):
        return
    old, new = Resolver(records), Resolver(Overlay.of(records, after))
    if _later(old.starts(before), new.starts(after)) or _later(old.ends(before), new.ends(after)):
        yield f"moving '{after.key}' later"


def _item(before: Item, after: Item) -> Iterator[str]:
    if after.state == "dropped" != before.state:
        yield f"dropping '{after.key}'"
    if before.finished and (not after.finished or (before.state == "dropped" and after.state == "done")):
        yield f"taking up '{after.key}' again, which is {before.state},"


def _promises(before: Item, after: Item, records: Records) -> Iterator[str]:
    if (before.target, before.limit, before.group) == (after.target, after.limit, after.group):
        return
    old, new = Resolver(records), Resolver(Overlay.of(records, after))
    if _later(old.target(before), new.target(after)):
        yield f"moving the target of '{after.key}' later"
    if _later(old.limit(before), new.limit(after)):
        yield f"moving the limit of '{after.key}' later"


def _stage(before: Deliverable, after: Deliverable, records: Records) -> Iterator[str]:
    lifecycle = records.get("lifecycle", after.lifecycle)
    if before.stage is None or not isinstance(lifecycle, Lifecycle):
        return
    places = {stage.code: place for place, stage in enumerate(lifecycle.stages)}
    goes_back = places.get(after.stage or "", -1) < places.get(before.stage, len(places))
    if goes_back or len(after.reached) < len(before.reached):
        yield f"sending '{after.key}' back from {before.stage} to {after.stage or 'no stage'}"


def _plans(before: Deliverable, after: Deliverable, records: Records) -> Iterator[str]:
    if (before.planned, before.group) == (after.planned, after.group):
        return
    old, new = Resolver(records), Resolver(Overlay.of(records, after))
    for plan in before.planned:
        if _later(old.stage(before, plan.stage), new.stage(after, plan.stage)):
            yield f"moving the plan of '{after.key}' for {plan.stage} later"


def _later(before: Deadline | None, after: Deadline | None) -> bool:
    return before is not None and (after is None or after.is_after(before))
