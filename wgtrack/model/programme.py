"""The work programme: all of the record at one instant, from which everything else is computed."""

from collections.abc import Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any, Protocol

from attrs import frozen

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import argument, call, joined, untranslated
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.kinds import KEYED, KIND_OF, KINDS, by_plural
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.records import Area, Baseline, Deliverable, Event, Group, IssuedReport, Party, Role, Task
from wgtrack.model.value import Value

#: The kinds are asked for here, where all of them are registered.
__all__ = [
    "KEYED",
    "KINDS",
    "KIND_OF",
    "Records",
    "WorkProgramme",
    "ancestry",
    "calendar_key",
    "top_zones",
    "zone_name",
]


class Records(Protocol):
    """Where records are looked up: a work programme, or a store in the middle of a change."""

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""

    def find(self, key: str) -> Record | None:
        """The group, party, area, event, deliverable or task with this key, or None."""

    def keys(self, *kinds: str) -> list[str]:
        """All keys of these kinds, for naming the closest ones."""


#: Of a kind that was registered after a programme was made.
_NONE: Mapping[str, Any] = MappingProxyType({})


@frozen(init=False, repr=False, eq=False)
class WorkProgramme(Value):
    """All of the record at one instant: for each kind a mapping from key to record, in the order they were recorded.

    Made of a mapping for each kind, named as several of it are: ``WorkProgramme(groups={...}, tasks={...})``.
    """

    #: Kind -> key -> record.
    records: Mapping[str, Mapping[str, Any]]

    def __init__(self, records: Mapping[str, Mapping[str, Any]] | None = None, **named: Mapping[str, Any]) -> None:
        given = {} if records is None else dict(records)
        given.update((by_plural(plural), mapping) for plural, mapping in named.items())
        self.__attrs_init__({kind: given.get(kind, {}) for kind in KINDS})

    @property
    def groups(self) -> Mapping[str, Group]:
        """Working groups and committees."""
        return self.records["group"]

    @property
    def parties(self) -> Mapping[str, Party]:
        """Organisations and persons."""
        return self.records["party"]

    @property
    def roles(self) -> Mapping[str, Role]:
        """Who is what in which group."""
        return self.records["role"]

    @property
    def areas(self) -> Mapping[str, Area]:
        """Strands of mandates."""
        return self.records["area"]

    @property
    def events(self) -> Mapping[str, Event]:
        """Dates that others depend on."""
        return self.records["event"]

    @property
    def deliverables(self) -> Mapping[str, Deliverable]:
        """Documents that are owed."""
        return self.records["deliverable"]

    @property
    def tasks(self) -> Mapping[str, Task]:
        """Work and milestones."""
        return self.records["task"]

    @property
    def baselines(self) -> Mapping[str, Baseline]:
        """Instants that have a name."""
        return self.records["baseline"]

    @property
    def reports(self) -> Mapping[str, IssuedReport]:
        """Reports that were issued."""
        return self.records["report"]

    @property
    def lifecycles(self) -> Mapping[str, Lifecycle]:
        """Stages that deliverables move through."""
        return self.records["lifecycle"]

    @property
    def calendars(self) -> Mapping[str, Calendar]:
        """Working days."""
        return self.records["calendar"]

    def of_kind(self, kind: str) -> Mapping[str, Any]:
        """The mapping that holds the records of one kind."""
        return self.records.get(kind, _NONE)

    def with_records(self, *records: Record) -> "WorkProgramme":
        """The programme with these records added, or in the place of those with their keys."""
        changed = {kind: dict(self.of_kind(kind)) for kind in {KIND_OF[type(record)] for record in records}}
        for record in records:
            changed[KIND_OF[type(record)]][record.key] = record
        return WorkProgramme({**self.records, **changed})

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        return self.of_kind(kind).get(key)

    def find(self, key: str) -> Record | None:
        """The group, party, area, event, deliverable or task with this key, or None."""
        for kind in reversed(KEYED):  # tasks first: there are more of them than of all others
            found: Record | None = self.of_kind(kind).get(key)
            if found is not None:
                return found
        return None

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
                untranslated("there is no group on record at that instant"),
                untranslated(
                    "load one with {load} or start one with {add}",
                    load=call("load", ...),
                    add=call("add", kind="group"),
                ),
            )
        if len(tops) > 1:
            raise InputError(
                untranslated("there are several groups on record"),
                untranslated("say which with {group}: {tops}", group=argument("group"), tops=joined(tops)),
            )
        return tops[0]


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
