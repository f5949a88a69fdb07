"""Making the components of a calendar from records: what each shows, and how it is related to others."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Literal, NamedTuple, get_args

from wgtrack.dates import Deadline, Resolver
from wgtrack.dates.instants import day_ends
from wgtrack.errors import InputError, choose_from
from wgtrack.interchange.ical.entries import CalendarEvent, Component, EventStatus, Todo, TodoStatus
from wgtrack.interchange.ical.relations import Relations
from wgtrack.interchange.ical.revisions import Revisions
from wgtrack.interchange.ical.timing import day_before, moment, span
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, translatable, untranslated
from wgtrack.messages.phrases import one_line
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.progress import stage_progress
from wgtrack.model.records import Deliverable, Event, Item, State, Task
from wgtrack.status.queries import check_keys

Deadlines = Literal["todo", "event", "both"]
#: How deadlines can stand in a calendar: as tasks, as all-day events for the clients that show no tasks, or as both.
DEADLINES: tuple[Deadlines, ...] = get_args(Deadlines)
#: When on its day a reminder is due, in the group's zone.
_REMIND_AT = time(9)
_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)
_STATUS: Mapping[State, TodoStatus] = {
    "open": "NEEDS-ACTION",
    "active": "IN-PROCESS",
    "done": "COMPLETED",
    "dropped": "CANCELLED",
}


class Wishes(NamedTuple):
    """What a subscriber wants in the calendar."""

    #: Key of the party whose deadlines alone are wanted; all events are there in any case.
    owner: str | None = None
    deadlines: Deadlines = "todo"
    #: How long before an event or deadline to remind: ``2d``, ``5wd``, ``1w``, ``1m``.
    alarms: tuple[str, ...] = ()


class Components:
    """Makes the components of one calendar."""

    def __init__(
        self,
        programme: WorkProgramme,
        revisions: Revisions,
        *,
        at: datetime,
        language: Language,
        group: str,
        wishes: Wishes,
    ) -> None:
        _check(programme, wishes)
        self.programme = programme
        self.revisions = revisions
        self.at = at
        self.language = language
        self.wishes = wishes
        self.groups = frozenset(programme.group_and_committees(group))
        self.resolver = Resolver(programme)
        self.relations = Relations(programme, self.resolver, group)
        for alarm in wishes.alarms:
            day_before(at.date(), alarm, self.resolver, group)

    def events(self) -> Iterator[CalendarEvent]:
        """The events, and the deadlines where they are wanted as events."""
        for event in self.programme.events.values():
            starts, ends = self.resolver.starts(event), self.resolver.ends(event)
            if event.group in self.groups and starts is not None and ends is not None:
                yield self._event(event, starts, ends)
        if self.wishes.deadlines != "todo":
            for item, due in self._dated():
                yield self._deadline(item, due)

    def todos(self) -> Iterator[Todo]:
        """The deadlines as tasks, where they are wanted so."""
        if self.wishes.deadlines != "event":
            for item, due in self._dated():
                yield self._todo(item, due)

    def _dated(self) -> Iterator[tuple[Task | Deliverable, Deadline]]:
        """The items that have a date, with it: their target, else their limit."""
        owner = self.wishes.owner
        for item in self.programme.items():
            if item.group in self.groups and (owner is None or owner in item.owners):
                due = self.resolver.target(item) or self.resolver.limit(item)
                if due is not None:
                    yield item, due

    def _event(self, event: Event, starts: Deadline, ends: Deadline) -> CalendarEvent:
        component = Component(
            uid=self.relations.uid(event.key),
            summary=event.title,
            description=_joined([self.language.promise(starts), _told(event.note)]),
            categories=(),
            revision=self.revisions.of(event),
            relations=tuple(self.relations.of_event(event, starts)),
            alarms=() if event.dropped else tuple(self._alarms(starts, event.group)),
        )
        status, is_coarse = _event_status(event, starts, ends), _is_coarse(starts) or _is_coarse(ends)
        return CalendarEvent(component, *span(starts, ends), status, event.place, busy=not is_coarse)

    def _deadline(self, item: Task | Deliverable, due: Deadline) -> CalendarEvent:
        """A deadline as an all-day event; a coarse one stands on its last day."""
        summary = self.language.tell(_summary(item))
        todo = self._component(item, due)
        component = todo._replace(uid=f"due-{todo.uid}", summary=summary, relations=())
        status: EventStatus = "CANCELLED" if item.state == "dropped" else "CONFIRMED"
        return CalendarEvent(component, due.date, due.date + _DAY, status, None, busy=False)

    def _todo(self, item: Task | Deliverable, due: Deadline) -> Todo:
        completed = None
        if item.done_on is not None:
            # Where the day alone is known, its last second.
            completed = item.done_at or day_ends(item.done_on, self.resolver.zone(item.group)) - _SECOND
        when = moment(due) if due.precision == "instant" else due.date
        return Todo(self._component(item, due), when, _STATUS[item.state], self._percent(item), completed)

    def _component(self, item: Task | Deliverable, due: Deadline) -> Component:
        area = self.programme.areas.get(item.area or "")
        return Component(
            uid=self.relations.uid(item.key),
            summary=f"{item.key} {item.title}",
            description=_joined([self.language.promise(due), *self._item_words(item)]),
            categories=(*((area.title,) if area else ()), *item.tags),
            revision=self.revisions.of(item),
            relations=tuple(self.relations.of_item(item, due)),
            alarms=() if item.finished else tuple(self._alarms(due, item.group)),
        )

    def _alarms(self, due: Deadline, group: str) -> Iterator[datetime]:
        """When to remind of a date, as far as that is still to come."""
        for alarm in self.wishes.alarms:
            day = day_before(due.date, alarm, self.resolver, group)
            instant = datetime.combine(day, _REMIND_AT, self.resolver.zone(group)).astimezone(UTC)
            if instant > self.at:
                yield instant

    def _percent(self, item: Task | Deliverable) -> int:
        if isinstance(item, Task):
            return item.percent
        return stage_progress(item, self.programme.lifecycles.get(item.lifecycle))

    def _item_words(self, item: Item) -> Iterator[str | None]:
        tell = self.language.tell
        names = [self.programme.parties[key].name if key in self.programme.parties else key for key in item.owners]
        if names:
            yield tell(translatable("Owners: {owners}", owners=self.language.listed(names)))
        limit = None if item.target is None else self.resolver.limit(item)
        if limit is not None:
            yield tell(translatable("Limit: {limit}", limit=self.language.promise(limit)))
        yield _told(item.note)


def _check(programme: WorkProgramme, wishes: Wishes) -> None:
    check_keys(programme, owner=wishes.owner)
    if wishes.deadlines not in DEADLINES:
        raise InputError(
            untranslated("deadlines cannot be {form} in a calendar", form=repr(wishes.deadlines)),
            choose_from(DEADLINES),
        )


def _event_status(event: Event, starts: Deadline, ends: Deadline) -> EventStatus:
    """Coarse and provisional dates are tentative."""
    if event.dropped:
        return "CANCELLED"
    is_sure = not any(day.provisional or _is_coarse(day) for day in (starts, ends))
    return "CONFIRMED" if is_sure else "TENTATIVE"


def _is_coarse(day: Deadline) -> bool:
    return day.precision in {"month", "quarter"}


def _summary(item: Item) -> Message:
    if item.state == "done":
        return translatable("Done: {key} {title}", key=item.key, title=item.title)
    return translatable("Due: {key} {title}", key=item.key, title=item.title)


def _told(note: str | None) -> str | None:
    return None if note is None else one_line(note)


def _joined(parts: Iterable[str | None]) -> str:
    return "\n".join(part for part in parts if part)
