"""The record while its journal is replayed: as it is at one moment, and what depends on what."""

from collections.abc import Collection
from typing import Any

from wgtrack.dates.dependencies import can_have_moved, dated_kinds, depends_on
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry
from wgtrack.model.programme import KEYED, WorkProgramme
from wgtrack.model.records import Deliverable, Event, Task

#: What has a date that was promised: its target, or the day an event starts.
Promised = Task | Deliverable | Event


#: Kinds of which every record is promised for a date.
ITEMS = ("deliverable", "task")


class Projection:
    """The records that can move dates, changed one after the other; answers as ``Records``."""

    def __init__(self, programme: WorkProgramme) -> None:
        self._records: dict[str, dict[str, Record]] = {kind: dict(programme.of_kind(kind)) for kind in dated_kinds()}
        #: Key -> keys of the records that depend on it, in the order they came to; a set that keeps its order.
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
        return can_have_moved(before, entry.after)

    def hanging_on(self, changed: Collection[str]) -> dict[str, str]:
        """Transitive dependents of these keys, themselves included; for each, the nearest one of these."""
        found = {key: key for key in changed}
        queue = list(found)
        for place in queue:
            for key in self._behind.get(place, ()):
                if key not in found:
                    found[key] = found[place]
                    queue.append(key)
        return found

    def _tie(self, record: Record) -> None:
        for key in depends_on(record):
            self._behind.setdefault(key, {})[record.key] = None

    def _untie(self, record: Record) -> None:
        for key in depends_on(record):
            self._behind[key].pop(record.key, None)
