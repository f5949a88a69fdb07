"""The record while its journal is replayed: as it is at one moment, and what hangs on what."""

from collections.abc import Callable, Collection, Iterator, Mapping
from operator import attrgetter
from typing import Any

from wgtrack.deadlines import referenced
from wgtrack.errors import DeadlineError
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry
from wgtrack.model.programme import KEYED, WorkProgramme
from wgtrack.model.records import Deliverable, Event, Group, Item, Task

#: What has a date that was promised: its target, or the day an event starts.
Promised = Task | Deliverable | Event


def _outcome(item: Item) -> tuple[object, ...]:
    """Whether it is finished; that work on it has begun moves no date."""
    return (item.finished and item.state, item.done_on, item.done_at)


#: Of each kind that a date can hang on, what of a record can move one. A change of anything else needs no second look.
_MATTERS: Mapping[str, Callable[[Any], object]] = {
    "group": attrgetter("parent", "timezone", "calendar"),
    "event": attrgetter("group", "starts", "ends", "dropped"),
    "deliverable": lambda one: (
        one.group,
        one.target,
        one.limit,
        one.lifecycle,
        one.reached,
        one.planned,
        *_outcome(one),
    ),
    "task": lambda task: (task.group, task.target, task.limit, *_outcome(task)),
    "lifecycle": attrgetter("stages"),
    "calendar": lambda calendar: calendar,
}
#: The kinds that a date can hang on, and those of them that are promised.
KINDS = tuple(_MATTERS)
ITEMS = ("deliverable", "task")


class Board:
    """The records that dates hang on, changed one after the other; answers as ``Records``."""

    def __init__(self, programme: WorkProgramme) -> None:
        self._records: dict[str, dict[str, Record]] = {kind: dict(programme.of_kind(kind)) for kind in KINDS}
        #: Key -> keys of the records that name it, in the order they came to; a set that keeps its order.
        self._behind: dict[str, dict[str, None]] = {}
        for records in self._records.values():
            for record in records.values():
                self._tie(record)

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        return self._records[kind].get(key) if kind in self._records else None

    def find(self, key: str) -> Record | None:
        """The group, event, deliverable or task with this key, or None."""
        return next((found for kind in KEYED if (found := self.get(kind, key)) is not None), None)

    def keys(self, *kinds: str) -> list[str]:
        """All keys of these kinds."""
        return [key for kind in kinds for key in self._records.get(kind, ())]

    def promised(self, key: str) -> Promised | None:
        """The event, deliverable or task with this key, or None."""
        found = self.find(key)
        return found if isinstance(found, Promised) else None

    def inside(self, group: str) -> frozenset[str]:
        """Keys of a group and of the committees below it."""
        groups: Any = self._records["group"]
        return frozenset(WorkProgramme(groups=groups).group_and_committees(group))

    def apply(self, entry: Entry) -> bool:
        """Take over what an entry of the journal left; whether that can have moved a date."""
        records = self._records[entry.kind]
        before = records.get(entry.key)
        if before is not None:
            self._untie(before)
        if entry.after is None:
            records.pop(entry.key, None)
            return before is not None
        records[entry.key] = entry.after
        self._tie(entry.after)
        return _is_other(entry.kind, before, entry.after)

    def hanging_on(self, changed: Collection[str]) -> dict[str, str]:
        """These keys and all that hangs on them, one through the other; for each, the nearest one of these."""
        found = {key: key for key in changed}
        queue = list(found)
        for place in queue:
            for key in self._behind.get(place, ()):
                if key not in found:
                    found[key] = found[place]
                    queue.append(key)
        return found

    def _tie(self, record: Record) -> None:
        for key in hangs_on(record):
            self._behind.setdefault(key, {})[record.key] = None

    def _untie(self, record: Record) -> None:
        for key in hangs_on(record):
            self._behind[key].pop(record.key, None)


def moves_dates(entry: Entry) -> bool:
    """Whether an entry of the journal can have moved a date: of its record, or of what hangs on it."""
    return entry.kind in _MATTERS and _is_other(entry.kind, entry.before, entry.after)


def _is_other(kind: str, before: Record | None, after: Record | None) -> bool:
    matters = _MATTERS[kind]
    return before is None or after is None or matters(before) != matters(after)


def hangs_on(record: Record) -> frozenset[str]:
    """Keys of what a record's dates hang on directly: anchors, its group, a group's calendar and parent."""
    if isinstance(record, Group):
        return frozenset(key for key in (record.parent, record.calendar) if key)
    if not isinstance(record, Promised):
        return frozenset()
    anchors = (key for text in _dates(record) for key in _anchors(text))
    return frozenset((record.group, *anchors))


def _dates(record: Promised) -> Iterator[str | None]:
    if isinstance(record, Event):
        yield from (record.starts, record.ends)
        return
    yield from (record.target, record.limit)
    if isinstance(record, Deliverable):
        yield from (plan.due for plan in record.planned)


def _anchors(text: str | None) -> tuple[str, ...]:
    try:
        return () if text is None else referenced(text)
    except DeadlineError:  # what cannot be read hangs on nothing
        return ()
