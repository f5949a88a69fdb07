"""Whether a record fits the rest: every name it uses exists, no circle, dates that can be resolved."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import frozen

from wgtrack.deadlines import Resolver
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.instants import zone
from wgtrack.model.base import Record
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import KEYED, KIND_OF, Records
from wgtrack.model.records import Area, Deliverable, Event, Group, Item, Party, Role, Task

Problems = Iterator[InputError]


@frozen
class Overlay:
    """Records as they would be with some changed or added."""

    below: Records
    changed: Mapping[tuple[str, str], Record]

    @classmethod
    def of(cls, below: Records, *records: Record) -> "Overlay":
        """The records below with these on top."""
        return cls(below, {(KIND_OF[type(record)], record.key): record for record in records})

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        return self.changed.get((kind, key)) or self.below.get(kind, key)

    def find(self, key: str) -> Record | None:
        """The record with this key in the shared space of keys, or None."""
        changed = (self.changed.get((kind, key)) for kind in KEYED)
        return next((record for record in changed if record is not None), None) or self.below.find(key)

    def keys(self, *kinds: str) -> list[str]:
        """All keys of these kinds."""
        return [*self.below.keys(*kinds), *(key for kind, key in self.changed if kind in kinds)]


def problems(record: Record, records: Records) -> list[InputError]:
    """Everything that keeps ``record`` from being written beside ``records``."""
    check = _CHECKS.get(type(record))
    return list(check(record, Overlay.of(records, record))) if check else []


def check(record: Record, records: Records) -> None:
    """Raise the first of the problems."""
    for problem in problems(record, records):
        raise problem


def _group(group: Group, records: Records) -> Problems:
    yield from _known(records, "group", group.parent)
    if group.timezone is not None:
        yield from _errors_of(lambda: zone(group.timezone or ""))
    if group.calendar is not None and records.get("calendar", group.calendar) is None:
        yield UnknownKeyError("calendar", group.calendar, records.keys("calendar"))
    yield from _circle("committees", group.key, lambda key: _parent(records, "group", key))


def _party(party: Party, records: Records) -> Problems:
    yield from _known(records, "party", party.affiliation)
    yield from _circle("affiliations", party.key, lambda key: _affiliation(records, key))


def _role(role: Role, records: Records) -> Problems:
    yield from _known(records, "party", role.party)
    yield from _known(records, "group", role.group)


def _area(area: Area, records: Records) -> Problems:
    yield from _known(records, "group", area.group)


def _event(event: Event, records: Records) -> Problems:
    unknown = list(_known(records, "group", event.group))
    yield from unknown
    if not unknown:
        yield from _errors_of(lambda: _event_days(event, Resolver(records)))


def _event_days(event: Event, resolver: Resolver) -> None:
    starts, ends = resolver.starts(event), resolver.ends(event)
    if starts and ends and ends.date < starts.date:
        raise InputError(
            f"the event '{event.key}' would end on {ends.date} before it starts on {starts.date}",
            "give the later day as its end",
        )


def _task(task: Task, records: Records) -> Problems:
    yield from _item(task, records)
    yield from _known(records, "task", task.parent)
    for key in task.deliverables:
        yield from _known(records, "deliverable", key)
    for link in task.after:
        yield from _waited_for(task, link.before, records)
    if task.reached_by is not None:
        yield from _stage(task.reached_by, records)
    yield from _circle("links", task.key, lambda key: _predecessors(records, key))
    yield from _circle("parent tasks", task.key, lambda key: _parent(records, "task", key))


def _deliverable(deliverable: Deliverable, records: Records) -> Problems:
    yield from _item(deliverable, records)
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    if not isinstance(lifecycle, Lifecycle):
        yield UnknownKeyError("lifecycle", deliverable.lifecycle, records.keys("lifecycle"))
        return
    entered = (reached.stage for reached in deliverable.reached)
    used = [*entered, *(plan.stage for plan in deliverable.planned), deliverable.due_stage]
    codes = [stage.code for stage in lifecycle.stages]
    yield from (
        UnknownKeyError(f"stage of '{lifecycle.key}'", code, codes) for code in used if code and code not in codes
    )
    for plan in deliverable.planned:
        yield from _errors_of(lambda plan=plan: Resolver(records).resolve(plan.due, deliverable.group))  # type: ignore[misc]


def _item(item: Task | Deliverable, records: Records) -> Problems:
    unknown = list(_known(records, "group", item.group))
    yield from unknown
    yield from _known(records, "area", item.area)
    yield from _known(records, "event", item.serves)
    for owner in item.owners:
        yield from _known(records, "party", owner)
    if unknown:
        return
    resolver = Resolver(records)
    yield from _errors_of(lambda: resolver.target(item))
    yield from _errors_of(lambda: resolver.limit(item))


def _known(records: Records, kind: str, key: str | None) -> Problems:
    if key is not None and records.get(kind, key) is None:
        yield UnknownKeyError(kind, key, records.keys(kind))


def _waited_for(task: Task, before: str, records: Records) -> Problems:
    if "@" in before:
        yield from _stage(before, records)
    elif not isinstance(records.find(before), Task | Event | Deliverable):
        yield UnknownKeyError(
            f"task, event or deliverable for '{task.key}' to wait for named",
            before,
            records.keys("task", "event", "deliverable"),
        )


def _stage(text: str, records: Records) -> Problems:
    key, _, stage = text.partition("@")
    deliverable = records.get("deliverable", key)
    if not isinstance(deliverable, Deliverable):
        yield UnknownKeyError("deliverable", key, records.keys("deliverable"))
        return
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    if isinstance(lifecycle, Lifecycle) and lifecycle.stage(stage) is None:
        yield UnknownKeyError(f"stage of '{lifecycle.key}'", stage, [known.code for known in lifecycle.stages])


def _parent(records: Records, kind: str, key: str) -> tuple[str, ...]:
    parent = getattr(records.get(kind, key), "parent", None)
    return (parent,) if parent else ()


def _affiliation(records: Records, key: str) -> tuple[str, ...]:
    party = records.get("party", key)
    return (party.affiliation,) if isinstance(party, Party) and party.affiliation else ()


def _predecessors(records: Records, key: str) -> tuple[str, ...]:
    task = records.get("task", key)
    return tuple(link.key for link in task.after) if isinstance(task, Task) else ()


def _circle(what: str, key: str, before: Callable[[str], tuple[str, ...]]) -> Problems:
    path = path_back(key, before)
    if path:
        yield InputError(f"the {what} would go round in a circle: {' -> '.join(path)}", "leave one of them out")


def path_back(key: str, before: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest way from ``key`` over ``before`` back to itself, both ends included; empty if there is none."""
    came_from: dict[str, str] = {}
    queue = [key]
    for place in queue:
        for next_key in before(place):
            if next_key == key:
                return (*_trace(came_from, place), key)
            if next_key not in came_from:
                came_from[next_key] = place
                queue.append(next_key)
    return ()


def _trace(came_from: Mapping[str, str], place: str) -> list[str]:
    path = [place]
    while path[-1] in came_from:
        path.append(came_from[path[-1]])
    return path[::-1]


def _errors_of(call: Callable[[], object]) -> Problems:
    try:
        call()
    except InputError as error:
        yield error


_CHECKS: Mapping[type[Record], Callable[[Any, Records], Problems]] = {
    Group: _group,
    Party: _party,
    Role: _role,
    Area: _area,
    Event: _event,
    Task: _task,
    Deliverable: _deliverable,
}
__all__ = ["Item", "Overlay", "check", "path_back", "problems"]
