"""The status report as data: what every format is written from, and what the library hands out.

The values are named tuples: frozen, and cheap enough to make one per item of a whole standards body.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from wgtrack.dates import Deadline
from wgtrack.messages.message import Message
from wgtrack.model.fields import described
from wgtrack.model.records import Deliverable, State, Task
from wgtrack.model.values import Waiting

if TYPE_CHECKING:
    import attrs

Verdict = Literal[
    "dropped", "done", "done_late", "past_limit", "overdue", "at_risk", "unknown", "due_soon", "undated", "on_track"
]
#: In the order they are asked: an item has the first that holds.
VERDICTS: tuple[Verdict, ...] = (
    "dropped",
    "done",
    "done_late",
    "past_limit",
    "overdue",
    "at_risk",
    "unknown",
    "due_soon",
    "undated",
    "on_track",
)
#: From bad news to good: the first one present is an area's ``worst``.
WORST_FIRST: tuple[Verdict, ...] = (
    "past_limit",
    "overdue",
    "at_risk",
    "unknown",
    "due_soon",
    "undated",
    "done_late",
    "on_track",
    "done",
    "dropped",
)
#: Verdicts of unfinished items whose date has passed, most urgent first.
LATE: tuple[Verdict, ...] = ("past_limit", "overdue")
#: Verdicts that put an unfinished item on the attention list, most urgent first.
URGENT: tuple[Verdict, ...] = (*LATE, "at_risk", "unknown", "due_soon")

Flag = Literal["waiting", "stale", "provisional"]
FLAGS: tuple[Flag, ...] = ("waiting", "stale", "provisional")
ItemKind = Literal["task", "milestone", "deliverable"]
#: Verdicts of items of which nothing is owed any more.
FINISHED: tuple[Verdict, ...] = ("dropped", "done", "done_late")


class GroupInfo(NamedTuple):
    """The group a report is about, with the zone and calendar it lives by (its own or inherited)."""

    key: str
    name: str
    timezone: str
    calendar: str


class Countdown(NamedTuple):
    """An event that starts today or later."""

    key: str
    title: str
    starts: Deadline
    #: Days from today to the day it starts; 0 on that day.
    calendar_days: int
    #: Working days after today and before the day it starts.
    working_days: int


class UnderWay(NamedTuple):
    """An event that is going on at the instant of the report."""

    key: str
    title: str
    starts: Deadline
    ends: Deadline
    #: Which of its days today is, from 1, and how many it has.
    day: int
    days: int


class ItemStatus(NamedTuple):
    """How one task, milestone or deliverable stands.

    Days are those of the item's own group. All four counts of days left and late are None for an item that was dropped
    or has no target; a finished one has no days left, only days late.
    """

    key: str
    kind: ItemKind
    title: str
    group: str
    area: str | None
    #: Keys of parties.
    owners: tuple[str, ...]
    state: State
    #: Code of the stage a deliverable is in.
    stage: str | None
    verdict: Verdict
    #: Why the verdict and the flags hold, in words and numbers.
    reasons: tuple[Message, ...]
    flags: tuple[Flag, ...]
    target: Deadline | None
    limit: Deadline | None
    #: 0 on the due day and when late.
    calendar_days_left: int | None
    #: Working days after today up to and including the due day; 0 when late.
    working_days_left: int | None
    #: 0 when not late.
    calendar_days_late: int | None
    #: Working days after the due day up to and including today (or the day it was finished).
    working_days_late: int | None
    #: 0 to 100, rounded down; 100 only when finished.
    progress: int
    done_on: date | None
    tags: tuple[str, ...]
    #: Who else has the ball, if anyone.
    waiting: Waiting | None
    #: Working days of work that remain by the estimate; None without one.
    remaining: float | None
    #: Days to the target, else to the limit; negative when late, None when finished or due by neither.
    due_calendar_days: int | None
    due_working_days: int | None
    #: What it counts for in its area: likely working days, 1 without an estimate, 0 if its children count instead.
    weight: float
    #: Work on it can go on now: nothing holds it up, and it is not done through other items.
    ready: bool
    #: As it was recorded.
    record: Task | Deliverable

    @property
    def due(self) -> Deadline | None:
        """What it is due by: its target, else its limit."""
        return self.target or self.limit

    @property
    def finished(self) -> bool:
        """Nothing is owed any more: done or dropped."""
        return self.state in {"done", "dropped"}


@cache
def shown_fields() -> Mapping[str, "attrs.Attribute[Any]"]:
    """The fields of items that lists and reports show as they are recorded, by their names."""
    every = chain(described(Deliverable), described(Task))
    return {attribute.name: attribute for attribute, info in every if info.shown}


def shown_value(item: ItemStatus, name: str) -> Any:
    """The value of an item in a shown field; None for an item of a kind that has no such field."""
    return getattr(item.record, name, None)


class AreaStatus(NamedTuple):
    """One strand of the mandate; dropped items are not counted."""

    key: str
    title: str
    items: int
    done: int
    #: 0 to 100, rounded down, weighted by likely estimates; 100 only when all is done.
    progress: int
    worst: Verdict | None


class StatusReport(NamedTuple):
    """How a group and its committees stand at an instant."""

    group: GroupInfo
    #: In the group's zone.
    at: datetime
    countdown: tuple[Countdown, ...]
    under_way: tuple[UnderWay, ...]
    #: Every verdict, in the order of VERDICTS, with how many items have it.
    totals: Mapping[Verdict, int]
    areas: tuple[AreaStatus, ...]
    #: In the order of the areas, then by target, then by key; what has no area or target comes last.
    items: tuple[ItemStatus, ...]
    #: Keys of the items that need attention, most urgent first.
    attention: tuple[str, ...]
    #: Names of the parties that own items, by key.
    names: Mapping[str, str]

    def __repr__(self) -> str:
        return f"<StatusReport of {self.group.key} at {self.at.isoformat()}: {len(self.items)} items, {len(self.attention)} need attention>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from wgtrack import notebooks  # noqa: PLC0415 - only notebooks ask for it

        return notebooks.text(self)


class Days(NamedTuple):
    """The four counts of an item: days left and late, in calendar and in working days."""

    calendar_left: int | None = None
    working_left: int | None = None
    calendar_late: int | None = None
    working_late: int | None = None


class Due(NamedTuple):
    """A deadline seen from today."""

    deadline: Deadline
    #: Whether the instant it ends at has come.
    late: bool
    #: Days from today to it; negative when it lies behind.
    calendar_days: int
    working_days: int
    #: The same as an unfinished item's counts.
    days: Days
    #: The same in words, ready to be an item's reasons.
    reasons: tuple[Message, ...]


class Standing(NamedTuple):
    """An item's verdict, why it holds, and how many days are left or it is late."""

    verdict: Verdict
    reasons: tuple[Message, ...]
    days: Days
