"""Whether a record fits the rest: every name it uses exists, no circle, dates that can be resolved."""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC
from typing import Any

from attrs import Factory, field, frozen

from wgtrack.dates import Resolver
from wgtrack.dates.dependencies import Place
from wgtrack.dates.instants import day_starts, zone
from wgtrack.errors import DeadlineError, InputError, UnknownKeyError
from wgtrack.messages.message import iso_day, untranslated
from wgtrack.messages.phrases import clock_words
from wgtrack.model.base import Record
from wgtrack.model.fields import Declared, Reference, deadlines, group_of, is_dated, keys_in, references, tied
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import KEYED, KIND_OF, KINDS, Records
from wgtrack.model.records import Deliverable, Event, Group
from wgtrack.rules.cycles import Before, Circles

Problems = Iterator[InputError]
#: The keys of its own kind that a record hangs on.
Ties = Callable[[Any], tuple[str, ...]]

#: No body has more committees one below the other, and planning takes as many steps for each task.
MOST_LEVELS = 100


@frozen
class Overlay:
    """Records as they would be with some changed, added or taken away."""

    below: Records
    #: Kind and key -> the record as it would be; None for one that would not be there.
    changed: Mapping[Place, Record | None]
    #: Look also at what is as it was.
    thorough: bool = False
    #: What the checks of these records share: deadlines resolved once, and circles of each kind looked for once.
    resolver: Resolver = field(init=False, eq=False, repr=False, default=Factory(Resolver, takes_self=True))
    circles: dict[str, Circles] = field(init=False, eq=False, repr=False, factory=dict)
    _stored: dict[Place, Record | None] = field(init=False, eq=False, repr=False, factory=dict)

    @classmethod
    def of(cls, below: Records, *records: Record) -> "Overlay":
        """The records below with these on top."""
        return cls(below, {(KIND_OF[type(record)], record.key): record for record in records})

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        place = kind, key
        return self.changed[place] if place in self.changed else self.below.get(kind, key)

    def stored(self, record: Record) -> Record | None:
        """A record as it is below, or None; asked once, however many checks want to know."""
        place = KIND_OF[type(record)], record.key
        if place not in self._stored:
            self._stored[place] = self.below.get(*place)
        return self._stored[place]

    def find(self, key: str) -> Record | None:
        """The record with this key in the shared space of keys, or None."""
        changed = (self.changed.get((kind, key)) for kind in KEYED)
        found = next((record for record in changed if record is not None), None) or self.below.find(key)
        return None if found is None else self.get(KIND_OF[type(found)], key)

    def keys(self, *kinds: str) -> list[str]:
        """All keys of these kinds."""
        below = [key for kind in kinds for key in self.below.keys(kind) if (kind, key) not in self.changed]
        return [*below, *(key for (kind, key), record in self.changed.items() if kind in kinds and record is not None)]


def problems(record: Record, records: Records) -> list[InputError]:
    """Everything that keeps ``record`` from being written beside ``records``, which may be an overlay that has it on top."""
    kind = KIND_OF[type(record)]
    on_top = isinstance(records, Overlay) and records.changed.get((kind, record.key)) is record
    together = records if isinstance(records, Overlay) and on_top else Overlay.of(records, record)
    return list(_problems(record, together))


def check(record: Record, records: Records) -> None:
    """Raise the first of the problems."""
    for problem in problems(record, records):
        raise problem


def all_problems(records: Records) -> Iterator[tuple[Record, InputError]]:
    """Everything in a record that does not fit the rest, without the closest keys, which take long to find."""
    thorough = Overlay(_Nameless(records), {}, thorough=True)
    for kind in KINDS:
        for key in records.keys(kind):
            record = records.get(kind, key)
            if record is not None:
                yield from ((record, problem) for problem in _problems(record, thorough))


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


def _problems(record: Record, records: Overlay) -> Problems:
    """What holds for every kind, then what is special to this one."""
    for reference in references(record):
        yield from _unknown(record, reference, records)
    yield from _unresolved(record, records)
    for name, info in tied(type(record)):
        yield from _tangled(record, records, name, info)
    special = _SPECIAL.get(type(record))
    if special is not None:
        yield from special(record, records)


def _unknown(record: Record, reference: Reference, records: Records) -> Problems:
    """A record that is named and not there, or a stage that it does not have."""
    key, kinds, info = reference.key, reference.info.kinds, reference.info
    if info.holds == "stage" or reference.stage is not None:
        yield from _unknown_stage(reference, records)
    elif len(kinds) == 1:
        if records.get(kinds[0], key) is None:
            yield UnknownKeyError(kinds[0], key, records.keys(*kinds))
    elif all(records.get(kind, key) is None for kind in kinds):
        yield UnknownKeyError(_wanted(record, info), key, records.keys(*kinds))


def _wanted(record: Record, info: Declared) -> str:
    """``task, event or deliverable for 'TR-2' to wait for named``: what a reference to one of several kinds is for."""
    *first, last = info.kinds
    what = f"{', '.join(first)} or {last}"
    return f"{what} for '{record.key}' to wait for named" if info.holds == "links" else what


def _unknown_stage(reference: Reference, records: Records) -> Problems:
    if reference.stage is None:
        yield InputError(
            untranslated("'{key}' names no stage", key=reference.key),
            untranslated("write it as KEY@STAGE, such as white-paper@review"),
        )
        return
    deliverable = records.get("deliverable", reference.key)
    if not isinstance(deliverable, Deliverable):
        yield UnknownKeyError("deliverable", reference.key, records.keys("deliverable"))
        return
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    if isinstance(lifecycle, Lifecycle) and lifecycle.stage(reference.stage) is None:
        codes = [known.code for known in lifecycle.stages]
        yield UnknownKeyError(f"{lifecycle.key} stage", reference.stage, codes)


def _unresolved(record: Record, records: Overlay) -> Problems:
    """Deadlines that cannot be resolved; those that are as they were, in the same group, were looked at when they were written."""
    group = group_of(record)
    before = None if records.thorough else records.stored(record)
    same = before is not None and group_of(before) == group
    known = {one.name: one.text for one in deadlines(before)} if same else {}
    for one in deadlines(record):
        if known.get(one.name) != one.text:
            yield from _errors_of(lambda text=one.text: records.resolver.resolve(text, group))  # type: ignore[misc]


def _tangled(record: Record, records: Overlay, name: str, info: Declared) -> Problems:
    """A circle of records of one kind, or too many of them one above the other."""

    def ties(other: Any) -> tuple[str, ...]:
        return keys_in(other, name, info)

    check_ties = _hierarchy if info.above else _circle
    yield from check_ties(info.ties, record, records, ties)


def _group(group: Group, _records: Overlay) -> Problems:
    if group.timezone is not None:
        yield from _errors_of(lambda: zone(group.timezone or ""))


def _event(event: Event, records: Overlay) -> Problems:
    if not _differs(event, records, "starts", "ends", "group"):
        return
    try:
        starts, ends = records.resolver.starts(event), records.resolver.ends(event)
    except DeadlineError:  # told with the deadlines
        return
    if starts and ends and ends.date < starts.date:
        yield InputError(
            untranslated(
                "the event '{key}' would end on {last} before it starts on {first}",
                key=event.key,
                last=iso_day(ends.date),
                first=iso_day(starts.date),
            ),
            untranslated("give the later day as its end"),
        )
    elif starts and ends and ends.precision == "instant" and event.ends is not None:
        zone_of_group = records.resolver.zone(event.group)
        begins = starts.ends if starts.precision == "instant" else day_starts(starts.date, zone_of_group)
        if begins.astimezone(UTC) > ends.ends.astimezone(UTC):
            message = untranslated(
                "the event '{key}' would end at {end} before it starts at {start}",
                key=event.key,
                end=clock_words(ends.ends),
                start=clock_words(begins),
            )
            yield InputError(message, untranslated("give the later hour as its end"))


def _deliverable(deliverable: Deliverable, records: Overlay) -> Problems:
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    if not isinstance(lifecycle, Lifecycle):
        return
    entered = (reached.stage for reached in deliverable.reached)
    used = [*entered, *(plan.stage for plan in deliverable.planned), deliverable.due_stage]
    codes = [stage.code for stage in lifecycle.stages]
    yield from (UnknownKeyError(f"{lifecycle.key} stage", code, codes) for code in used if code and code not in codes)
    before = records.stored(deliverable)
    if isinstance(before, Deliverable) and before.lifecycle != lifecycle.key and not records.thorough:
        yield from _left_behind(records)


def _lifecycle(lifecycle: Lifecycle, records: Overlay) -> Problems:
    before = records.stored(lifecycle)
    if isinstance(before, Lifecycle) and not _codes(before) <= _codes(lifecycle):
        yield from _left_behind(records)


def _codes(lifecycle: Lifecycle) -> set[str]:
    return {stage.code for stage in lifecycle.stages}


def _left_behind(records: Overlay) -> Problems:
    """What names stages that are gone: a look through all of the record, but lifecycles seldom change."""
    thorough = Overlay(records.below, records.changed, thorough=True)
    for kind in (kind for kind, cls in KINDS.items() if is_dated(cls)):
        for key in records.below.keys(kind):
            record = None if (kind, key) in records.changed else thorough.get(kind, key)
            for problem in () if record is None else _problems(record, thorough):
                yield InputError(
                    untranslated("'{key}' would not fit any more: {problem}", key=key, problem=problem.message),
                    problem.hint,
                )


def _differs(record: Record, records: Overlay, *fields: str) -> bool:
    """Whether one of these fields is not as it was; what did not change was looked at when it was written."""
    before = records.stored(record)
    if before is None or records.thorough:
        return True
    return any(getattr(before, field) != getattr(record, field) for field in fields)


def _hierarchy(what: str, record: Record, records: Overlay, above: Ties) -> Problems:
    """What is wrong with the place of a record below others of its kind: a circle, or too many levels."""
    yield from _circle(what, record, records, above)
    if not _ties_differ(record, records, above) or record.key in records.circles[what]:
        return
    if _levels(record, records, above) > MOST_LEVELS:
        yield InputError(
            untranslated(
                "the {what} above '{key}' would be more than {most_levels} levels",
                what=what,
                key=record.key,
                most_levels=MOST_LEVELS,
            ),
            untranslated("put it under one higher up"),
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
        yield InputError(
            untranslated("the {what} would go round in a circle: {circle}", what=what, circle=circle),
            untranslated("leave one of them out"),
        )


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


#: What is asked of one kind alone.
_SPECIAL: Mapping[type[Record], Callable[[Any, Overlay], Problems]] = {
    Group: _group,
    Event: _event,
    Deliverable: _deliverable,
    Lifecycle: _lifecycle,
}
