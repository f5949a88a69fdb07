"""What stands in a calendar, as frozen values: dates, revisions, relations and alarms of each component."""

from datetime import date, datetime
from typing import Literal, NamedTuple

#: A whole day, or an aware instant.
When = date | datetime
EventStatus = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
TodoStatus = Literal["NEEDS-ACTION", "IN-PROCESS", "COMPLETED", "CANCELLED"]


class Revision(NamedTuple):
    """How often and when a component changed, by the journal."""

    created: datetime
    modified: datetime
    #: Grows with every change to what the component shows; 0 until the first.
    sequence: int


class Relation(NamedTuple):
    """A relation to another component: its kind by RFC 5545 or RFC 9253, and the gap in calendar days for a lag."""

    kind: str
    uid: str
    gap: int | None = None


class Component(NamedTuple):
    """What an event and a deadline have in common."""

    uid: str
    summary: str
    description: str
    categories: tuple[str, ...]
    revision: Revision
    relations: tuple[Relation, ...] = ()
    #: Instants at which a reminder is due.
    alarms: tuple[datetime, ...] = ()


class CalendarEvent(NamedTuple):
    """A VEVENT; ``ends`` is the first day after it, or the instant it ends, as iCalendar has it. None for a point in time."""

    component: Component
    starts: When
    ends: When | None
    status: EventStatus
    place: str | None
    #: Whether it makes whoever has it in the calendar busy.
    busy: bool


class Todo(NamedTuple):
    """A VTODO."""

    component: Component
    due: When
    status: TodoStatus
    percent: int | None
    completed: datetime | None
