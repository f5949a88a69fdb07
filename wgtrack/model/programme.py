"""The work programme: all of the record at one instant, from which everything else is computed."""

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Protocol

from attrs import field, frozen

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.records import Area, Baseline, Deliverable, Event, Group, IssuedReport, Party, Role, Task
from wgtrack.model.value import Value

#: Kind of a record -> its class. The journal and the tables are named by the kind.
KINDS: Mapping[str, type[Record]] = {
    "group": Group,
    "party": Party,
    "role": Role,
    "area": Area,
    "event": Event,
    "deliverable": Deliverable,
    "task": Task,
    "baseline": Baseline,
    "report": IssuedReport,
    "lifecycle": Lifecycle,
    "calendar": Calendar,
}
KIND_OF: Mapping[type[Record], str] = {cls: kind for kind, cls in KINDS.items()}
#: Kinds that share one space of keys: any of them can be an anchor's or a command's KEY.
KEYED = ("group", "party", "area", "event", "deliverable", "task")


class Records(Protocol):
    """Where records are looked up: a work programme, or a store in the middle of a change."""

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""

    def find(self, key: str) -> Record | None:
        """The group, party, area, event, deliverable or task with this key, or None."""

    def keys(self, *kinds: str) -> list[str]:
        """All keys of these kinds, for naming the closest ones."""


@frozen(kw_only=True, repr=False, eq=False)
class WorkProgramme(Value):
    """All of the record at one instant; each mapping is from key to record, in the order they were recorded."""

    groups: Mapping[str, Group] = field(factory=dict)
    parties: Mapping[str, Party] = field(factory=dict)
    roles: Mapping[str, Role] = field(factory=dict)
    areas: Mapping[str, Area] = field(factory=dict)
    events: Mapping[str, Event] = field(factory=dict)
    deliverables: Mapping[str, Deliverable] = field(factory=dict)
    tasks: Mapping[str, Task] = field(factory=dict)
    baselines: Mapping[str, Baseline] = field(factory=dict)
    reports: Mapping[str, IssuedReport] = field(factory=dict)
    lifecycles: Mapping[str, Lifecycle] = field(factory=dict)
    calendars: Mapping[str, Calendar] = field(factory=dict)

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """The mapping that holds the records of one kind."""
        mapping: Mapping[str, Any] = getattr(self, _ATTRIBUTE[kind])
        return mapping

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        return self.of_kind(kind).get(key)

    def find(self, key: str) -> Record | None:
        """The group, party, area, event, deliverable or task with this key, or None."""
        # Tasks first: there are more of them than of all others.
        return (
            self.tasks.get(key)
            or self.deliverables.get(key)
            or self.events.get(key)
            or self.parties.get(key)
            or self.areas.get(key)
            or self.groups.get(key)
        )

    def keys(self, *kinds: str) -> list[str]:
        """All keys of these kinds, for naming the closest ones."""
        return [key for kind in kinds for key in self.of_kind(kind)]

    def items(self) -> Iterator[Deliverable | Task]:
        """Everything that is owed: deliverables, then tasks and milestones."""
        return chain(self.deliverables.values(), self.tasks.values())

    def group_and_committees(
        self, key: str, committees: Mapping[str | None, list[str]] | None = None
    ) -> tuple[str, ...]:
        """Keys of a group and of all committees below it, parents first; for many groups, ask for ``committees`` once."""
        if key not in self.groups:
            raise UnknownKeyError("group", key, self.groups)
        committees = self.committees() if committees is None else committees
        found = [key]
        for parent in found:
            found.extend(committees.get(parent, ()))
        return tuple(found)

    def committees(self) -> Mapping[str | None, list[str]]:
        """Keys of the groups directly below each group; below None those that have no parent."""
        below: dict[str | None, list[str]] = {}
        for group in self.groups.values():
            below.setdefault(group.parent, []).append(group.key)
        return below

    def only_group(self) -> str:
        """The key of the one group that has no parent; an error where there is none or a choice."""
        tops = [group.key for group in self.groups.values() if group.parent is None]
        if not tops:
            raise InputError(
                "there is no group on record at that instant",
                "load one with 'wgtrack seed NAME' or start one with 'wgtrack init'",
            )
        if len(tops) > 1:
            raise InputError("there are several groups on record", f"say which with --group: {', '.join(tops)}")
        return tops[0]


_ATTRIBUTE = {
    "group": "groups",
    "party": "parties",
    "role": "roles",
    "area": "areas",
    "event": "events",
    "deliverable": "deliverables",
    "task": "tasks",
    "baseline": "baselines",
    "report": "reports",
    "lifecycle": "lifecycles",
    "calendar": "calendars",
}


def ancestry(records: Records, group: str) -> Iterator[Group]:
    """A group, its parent, its parent's parent and so on; stops at a circle."""
    seen: set[str] = set()
    key: str | None = group
    while key is not None and key not in seen:
        seen.add(key)
        found = records.get("group", key)
        if not isinstance(found, Group):
            return
        yield found
        key = found.parent


def zone_name(records: Records, group: str) -> str:
    """The time zone of a group: its own, or the nearest above it; UTC where none says."""
    return next((found.timezone for found in ancestry(records, group) if found.timezone), "UTC")


def calendar_key(records: Records, group: str) -> str:
    """The calendar of a group: its own, or the nearest above it; ``none`` where none says."""
    return next((found.calendar for found in ancestry(records, group) if found.calendar), "none")


def top_zones(records: Records) -> tuple[str, ...]:
    """The time zones of the groups that have no parent, each once; UTC where there is no group."""
    groups = (records.get("group", key) for key in records.keys("group"))
    zones = {found.timezone or "UTC" for found in groups if isinstance(found, Group) and found.parent is None}
    return tuple(sorted(zones)) or ("UTC",)
