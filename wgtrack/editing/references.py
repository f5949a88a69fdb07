"""Whether a record fits the rest: every name it uses exists, no circle, dates that can be resolved."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import Factory, field, frozen

from wgtrack.deadlines import Resolver
from wgtrack.editing.circles import Before, Circles
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.instants import zone
from wgtrack.model.base import Record
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import KEYED, KIND_OF, KINDS, Records
from wgtrack.model.records import Area, Deliverable, Event, Group, IssuedReport, Party, Role, Task

Problems = Iterator[InputError]
#: The keys of its own kind that a record hangs on.
Ties = Callable[[Any], tuple[str, ...]]

#: No body has more committees one below the other, and planning takes as many steps for each task.
MOST_LEVELS = 100


@frozen
class Overlay:
    """Records as they would be with some changed or added."""

    below: Records
    changed: Mapping[tuple[str, str], Record]
    #: Look also at what is as it was.
    thorough: bool = False
    #: What the checks of these records share: deadlines resolved once, and circles of each kind looked for once.
    resolver: Resolver = field(init=False, eq=False, repr=False, default=Factory(Resolver, takes_self=True))
    circles: dict[str, Circles] = field(init=False, eq=False, repr=False, factory=dict)
    _stored: dict[tuple[str, str], Record | None] = field(init=False, eq=False, repr=False, factory=dict)

    @classmethod
    def of(cls, below: Records, *records: Record) -> "Overlay":
        """The records below with these on top."""
        return cls(below, {(KIND_OF[type(record)], record.key): record for record in records})

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        return self.changed.get((kind, key)) or self.below.get(kind, key)

    def stored(self, record: Record) -> Record | None:
        """A record as it is below, or None; asked once, however many checks want to know."""
        place = KIND_OF[type(record)], record.key
        if place not in self._stored:
            self._stored[place] = self.below.get(*place)
        return self._stored[place]

    def find(self, key: str) -> Record | None:
        """The record with this key in the shared space of keys, or None."""
        changed = (self.changed.get((kind, key)) for kind in KEYED)
        return next((record for record in changed if record is not None), None) or self.below.find(key)

    def keys(self, *kinds: str) -> list[str]:
        """All keys of these kinds."""
        return [*self.below.keys(*kinds), *(key for kind, key in self.changed if kind in kinds)]


def problems(record: Record, records: Records) -> list[InputError]:
    """Everything that keeps ``record`` from being written beside ``records``, which may be an overlay that has it on top."""
    kind, check = KIND_OF[type(record)], _CHECKS.get(type(record))
    on_top = isinstance(records, Overlay) and records.changed.get((kind, record.key)) is record
    together = records if isinstance(records, Overlay) and on_top else Overlay.of(records, record)
    return list(check(record, together)) if check else []


def check(record: Record, records: Records) -> None:
    """Raise the first of the problems."""
    for problem in problems(record, records):
        raise problem


def all_problems(records: Records) -> Iterator[tuple[Record, InputError]]:
    """Everything in a record that does not fit the rest, without the closest keys, which take long to find."""
    thorough = Overlay(_Nameless(records), {}, thorough=True)
    for kind, cls in KINDS.items():
        check = _CHECKS.get(cls)
        for key in records.keys(kind) if check else ():
            record = records.get(kind, key)
            if record is not None and check is not None:
                yield from ((record, problem) for problem in check(record, thorough))


@frozen
class _Nameless:
    """Records that do not say which there are."""

    records: Records

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        return self.records.get(kind, key)

    def find(self, key: str) -> Record | None:
        """The record with this key in the shared space of keys, or None."""
        return self.records.find(key)

    def keys(self, *_kinds: str) -> list[str]:
        """No keys."""
        return []


def _group(group: Group, records: Overlay) -> Problems:
    yield from _known(records, "group", group.parent)
    if group.timezone is not None:
        yield from _errors_of(lambda: zone(group.timezone or ""))
    if group.calendar is not None and records.get("calendar", group.calendar) is None:
        yield UnknownKeyError("calendar", group.calendar, records.keys("calendar"))
    yield from _hierarchy("committees", group, records, _parent)


def _party(party: Party, records: Overlay) -> Problems:
    yield from _known(records, "party", party.affiliation)
    yield from _hierarchy("affiliations", party, records, _affiliation)


def _role(role: Role, records: Records) -> Problems:
    yield from _known(records, "party", role.party)
    yield from _known(records, "group", role.group)


def _report(report: IssuedReport, records: Records) -> Problems:
    yield from _known(records, "group", report.group)


def _area(area: Area, records: Records) -> Problems:
    yield from _known(records, "group", area.group)


def _event(event: Event, records: Overlay) -> Problems:
    yield from _known(records, "group", event.group)
    if _differs(event, records, "starts", "ends", "group"):
        yield from _errors_of(lambda: _event_days(event, records.resolver))


def _event_days(event: Event, resolver: Resolver) -> None:
    starts, ends = resolver.starts(event), resolver.ends(event)
    if starts and ends and ends.date < starts.date:
        raise InputError(
            f"the event '{event.key}' would end on {ends.date} before it starts on {starts.date}",
            "give the later day as its end",
        )


def _task(task: Task, records: Overlay) -> Problems:
    yield from _item(task, records)
    yield from _known(records, "task", task.parent)
    for key in task.deliverables:
        yield from _known(records, "deliverable", key)
    for link in task.after:
        yield from _waited_for(task, link.before, records)
    if task.reached_by is not None:
        yield from _stage(task.reached_by, records)
    if task.not_before is not None and _differs(task, records, "not_before", "group"):
        yield from _errors_of(lambda: records.resolver.resolve(task.not_before or "", task.group))
    yield from _circle("links", task, records, _predecessors)
    yield from _hierarchy("parent tasks", task, records, _parent)


def _deliverable(deliverable: Deliverable, records: Overlay) -> Problems:
    yield from _item(deliverable, records)
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    if not isinstance(lifecycle, Lifecycle):
        yield UnknownKeyError("lifecycle", deliverable.lifecycle, records.keys("lifecycle"))
        return
    entered = (reached.stage for reached in deliverable.reached)
    used = [*entered, *(plan.stage for plan in deliverable.planned), deliverable.due_stage]
    codes = [stage.code for stage in lifecycle.stages]
    yield from (UnknownKeyError(f"{lifecycle.key} stage", code, codes) for code in used if code and code not in codes)
    before = records.stored(deliverable)
    if isinstance(before, Deliverable) and before.lifecycle != lifecycle.key and not records.thorough:
        yield from _left_hanging(records)
    if _differs(deliverable, records, "planned", "group"):
        for plan in deliverable.planned:
            yield from _errors_of(lambda plan=plan: records.resolver.resolve(plan.due, deliverable.group))  # type: ignore[misc]


def _lifecycle(lifecycle: Lifecycle, records: Overlay) -> Problems:
    before = records.stored(lifecycle)
    if isinstance(before, Lifecycle) and not _codes(before) <= _codes(lifecycle):
        yield from _left_hanging(records)


def _codes(lifecycle: Lifecycle) -> set[str]:
    return {stage.code for stage in lifecycle.stages}


def _left_hanging(records: Overlay) -> Problems:
    """What hangs on stages that are gone: a look through all of the record, but lifecycles seldom change."""
    thorough = Overlay(records.below, records.changed, thorough=True)
    for kind in ("event", "deliverable", "task"):
        for key in records.below.keys(kind):
            if (kind, key) not in records.changed:
                for problem in _CHECKS[KINDS[kind]](thorough.get(kind, key), thorough):
                    yield InputError(f"'{key}' would not fit any more: {problem.message!s}", problem.hint)


def _item(item: Task | Deliverable, records: Overlay) -> Problems:
    yield from _known(records, "group", item.group)
    yield from _known(records, "area", item.area)
    yield from _known(records, "event", item.serves)
    for owner in item.owners:
        yield from _known(records, "party", owner)
    if _differs(item, records, "target", "group"):
        yield from _errors_of(lambda: records.resolver.target(item))
    if _differs(item, records, "limit", "group"):
        yield from _errors_of(lambda: records.resolver.limit(item))


def _differs(record: Record, records: Overlay, *fields: str) -> bool:
    """Whether one of these fields is not as it was; what did not change was looked at when it was written."""
    before = records.stored(record)
    if before is None or records.thorough:
        return True
    return any(getattr(before, field) != getattr(record, field) for field in fields)


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
    if not stage:
        yield InputError(f"'{text}' names no stage", "write it as KEY@STAGE, such as white-paper@review")
        return
    deliverable = records.get("deliverable", key)
    if not isinstance(deliverable, Deliverable):
        yield UnknownKeyError("deliverable", key, records.keys("deliverable"))
        return
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    if isinstance(lifecycle, Lifecycle) and lifecycle.stage(stage) is None:
        yield UnknownKeyError(f"{lifecycle.key} stage", stage, [known.code for known in lifecycle.stages])


def _parent(record: Group | Task) -> tuple[str, ...]:
    return (record.parent,) if record.parent else ()


def _affiliation(party: Party) -> tuple[str, ...]:
    return (party.affiliation,) if party.affiliation else ()


def _predecessors(task: Task) -> tuple[str, ...]:
    return tuple(link.key for link in task.after)


def _hierarchy(what: str, record: Record, records: Overlay, above: Ties) -> Problems:
    """What is wrong with the place of a record below others of its kind: a circle, or too many levels."""
    yield from _circle(what, record, records, above)
    if not _ties_differ(record, records, above) or record.key in records.circles[what]:
        return
    if _levels(record, records, above) > MOST_LEVELS:
        yield InputError(
            f"the {what} above '{record.key}' would be more than {MOST_LEVELS} levels", "hang it on one higher up"
        )


def _levels(record: Record, records: Overlay, above: Ties) -> int:
    """How many records of its kind stand above one; no more are counted than one too many, and of a circle each once."""
    kind, seen, here = KIND_OF[type(record)], {record.key}, record
    while len(seen) <= MOST_LEVELS + 1 and above(here):
        found = records.get(kind, above(here)[0])
        if found is None or found.key in seen:
            break
        here = found
        seen.add(here.key)
    return len(seen) - 1


def _circle(what: str, record: Record, records: Overlay, ties: Ties) -> Problems:
    """The circle that a record closes, if any; one whose ties are as they were closes none. Each circle is told once."""
    if not _ties_differ(record, records, ties):
        return
    if what not in records.circles:
        records.circles[what] = Circles(_before(record, records, ties))
    circle = records.circles[what].news(record.key)
    if circle:
        yield InputError(f"the {what} would go round in a circle: {circle}", "leave one of them out")


def _before(record: Record, records: Overlay, ties: Ties) -> Before:
    """What any record of this kind hangs on."""
    kind, key = KIND_OF[type(record)], record.key
    alone = records.stored(record) is None and len(records.changed) == 1  # nothing on record can hang on it yet

    def before(place: str) -> tuple[str, ...]:
        found = records.get(kind, place) if place == key or not alone else None
        return () if found is None else ties(found)

    return before


def _ties_differ(record: Record, records: Overlay, ties: Ties) -> bool:
    """Whether a record hangs on others than it did."""
    stored = records.stored(record)
    return stored is None or records.thorough or ties(stored) != ties(record)


def _errors_of(call: Callable[[], object]) -> Problems:
    try:
        call()
    except InputError as error:
        yield error


_CHECKS: Mapping[type[Record], Callable[[Any, Overlay], Problems]] = {
    Group: _group,
    Party: _party,
    Role: _role,
    Area: _area,
    Event: _event,
    Task: _task,
    Deliverable: _deliverable,
    Lifecycle: _lifecycle,
    IssuedReport: _report,
}
