"""How the components of a calendar are related: hierarchy by RFC 5545, dependencies by RFC 9253."""

from collections.abc import Iterator, Mapping
from datetime import date

from wgtrack.dates import Deadline, Resolver
from wgtrack.interchange.ical.entries import Relation
from wgtrack.model.programme import WorkProgramme, ancestry
from wgtrack.model.records import Deliverable, Event, Item, Task
from wgtrack.model.values import Link, LinkType

#: Temporal relations, which stand in the component that comes first (RFC 9253, section 4).
_TEMPORAL: Mapping[LinkType, str] = {
    "FS": "FINISHTOSTART",
    "SS": "STARTTOSTART",
    "FF": "FINISHTOFINISH",
    "SF": "STARTTOFINISH",
}
_FROM_START = frozenset({"SS", "SF"})


class Relations:
    """Names components, and says how they are related."""

    def __init__(self, programme: WorkProgramme, resolver: Resolver, group: str) -> None:
        self._programme = programme
        self._resolver = resolver
        #: The calendars of a group and of its committees name the same things the same.
        self._site = [found.key for found in ancestry(programme, group)][-1]
        self._followers = _followers(programme)

    def uid(self, key: str) -> str:
        """The name of a record in every calendar, for ever: its kind, its key, and the group on top."""
        return f"{_kind(self._programme.find(key))}-{key}@{self._site}.wgtrack"

    def of_event(self, event: Event, starts: Deadline) -> Iterator[Relation]:
        """What follows an event."""
        last = self._resolver.ends(event)
        yield from self._following(event.key, starts.date, None if last is None else last.date)

    def of_item(self, item: Task | Deliverable, due: Deadline) -> Iterator[Relation]:
        """What an item is part of, what it depends on, and what follows it."""
        if isinstance(item, Task):
            whole = (item.parent,) if item.parent else item.deliverables
            yield from (Relation("PARENT", self.uid(key)) for key in whole)
            waits_for = dict.fromkeys(link.key for link in item.after)
            yield from (Relation("DEPENDS-ON", self.uid(key)) for key in waits_for)
        yield from self._following(item.key, item.started_on, item.done_on or due.date)

    def _following(self, key: str, start: date | None, finish: date | None) -> Iterator[Relation]:
        for follower, link in self._followers.get(key, ()):
            tied_to = start if link.type in _FROM_START else finish
            gap = self._gap(tied_to, link.lag, follower) if link.lag and tied_to else None
            yield Relation(_TEMPORAL[link.type], self.uid(follower.key), gap)

    def _gap(self, day: date, working_days: int, follower: Item) -> int:
        """A lag of working days from a day on, as calendar days: iCalendar knows no others."""
        calendar = self._resolver.calendar(follower.group)
        return (calendar.add_working_days(day, working_days) - day).days


def _followers(programme: WorkProgramme) -> dict[str, list[tuple[Task, Link]]]:
    """Key -> the tasks that wait for that record as a whole; a stage of a deliverable is no component."""
    found: dict[str, list[tuple[Task, Link]]] = {}
    for task in programme.tasks.values():
        for link in task.after:
            if link.stage is None:
                found.setdefault(link.key, []).append((task, link))
    return found


def _kind(record: object) -> str:
    if isinstance(record, Event):
        return "event"
    return "deliverable" if isinstance(record, Deliverable) else "task"
