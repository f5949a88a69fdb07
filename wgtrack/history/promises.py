"""The history of promises: every date that an item ever had, and what became of each."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from attrs import evolve, frozen

from wgtrack.dates import Deadline
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.history.projection import Promised
from wgtrack.history.replay import ChangeRef, PromiseVersion, Replay, seen
from wgtrack.model.records import Item
from wgtrack.model.selection import Keys

Became = Literal["open", "moved", "withdrawn", "done", "done_late", "dropped", "removed"]


@frozen
class Promise:
    """One date that was promised for an item (for an event: the day it starts), and what became of it.

    Days are signed and of the item's own group: positive is later.
    """

    #: None while a promise was taken back, or hung on something without a date.
    deadline: Deadline | None
    #: The act that made it.
    given: ChangeRef
    #: The last date before it; None for the first one. And by how much it moved from that.
    before: Deadline | None
    working_days: int | None
    calendar_days: int | None
    #: ``moved`` (the next promise says where), ``withdrawn``, ``done``, ``done_late``, ``dropped``, ``removed`` or ``open``.
    became: Became
    #: The act that ended it; None while it is open.
    ended: ChangeRef | None
    done_on: date | None
    #: How late it was done, negative when early; of an open one that has passed, how late it is by now. Else None.
    working_days_late: int | None
    calendar_days_late: int | None

    @property
    def since(self) -> datetime:
        """From when on it held, in the time zone of the item's group."""
        return self.given.at

    @property
    def by(self) -> str:
        """Who made it."""
        return self.given.by

    @property
    def why(self) -> str | None:
        """Why, where that was said."""
        return self.given.why

    @property
    def through(self) -> str:
        """Key of the record that was changed: the item itself, or what it hung on (an event, a task, a calendar ...)."""
        return self.given.key


@frozen
class TrendPoint:
    """What was promised in a report of some day."""

    #: From when on, and the day of that in the group's time zone.
    at: datetime
    on: date
    #: The promised day; None where the promise was taken back.
    promised: date | None
    deadline: Deadline | None


@frozen
class Trend:
    """The promises of one item over the days of report: one line of a milestone trend chart."""

    key: str
    kind: str
    title: str
    group: str
    #: One for every instant at which its date changed, the first promise included.
    points: tuple[TrendPoint, ...]
    became: Became
    done_on: date | None


def promises(turns: Sequence[PromiseVersion], at: datetime) -> tuple[Promise, ...]:
    """The promises that some turns of one item make, told as of an instant."""
    made: list[Promise] = []
    for turn in turns:
        if turn.record is not None and _is_new(turn, made):
            if made and made[-1].became == "open":
                made[-1] = evolve(made[-1], became="moved" if turn.due else "withdrawn", ended=turn.act)
            made.append(_made(turn, made))
        if made and turn.state != "open":
            made[-1] = _ended(made[-1], turn)
    if made and made[-1].became == "open":
        made[-1] = _lateness(made[-1], turns[-1], at)
    return tuple(made)


def trends(replay: Replay, at: datetime, group: Keys = None) -> tuple[Trend, ...]:
    """The trend of every item that was ever promised for a date; of some groups and their committees alone where they are given."""
    found = ((replay.latest(key), promises(replay.turns[key], at)) for key in replay.within(group))
    return tuple(_trend(item, made) for item, made in found if made)


def moved_by(
    before: Deadline | None, after: Deadline | None, calendar: WorkCalendar | None
) -> tuple[int | None, int | None]:
    """Working days and calendar days from one date to another; None where one of them, or the calendar, is missing."""
    if before is None or after is None:
        return None, None
    working = None if calendar is None else calendar.working_days_between(before.date, after.date)
    return working, (after.date - before.date).days


def _is_new(turn: PromiseVersion, made: Sequence[Promise]) -> bool:
    """Whether a turn makes a promise: a first or another date, one that is taken back, or work that is taken up again."""
    if not made:
        return turn.due is not None
    again = made[-1].became != "open" and turn.state == "open"
    return again or seen(turn.due) != seen(made[-1].deadline)


def _made(turn: PromiseVersion, made: Sequence[Promise]) -> Promise:
    before = next((promise.deadline for promise in reversed(made) if promise.deadline is not None), None)
    days = moved_by(before, turn.due, turn.calendar)
    return Promise(turn.due, turn.act, before, *days, "open", None, None, None, None)


def _ended(promise: Promise, turn: PromiseVersion) -> Promise:
    """A promise that was kept, or broken, or fell away."""
    item = turn.record
    became: Became = "removed" if item is None else "dropped"
    ended = evolve(
        promise, became=became, ended=turn.act, done_on=None, working_days_late=None, calendar_days_late=None
    )
    if not isinstance(item, Item) or item.done_on is None:
        return ended
    due = promise.deadline
    if due is None:
        return evolve(ended, became="done", done_on=item.done_on)
    late = due.has_passed(item.done_at) if item.done_at else due.is_missed_on(item.done_on)
    working, days = _days_late(due, item.done_on, turn)
    return evolve(
        ended,
        became="done_late" if late else "done",
        done_on=item.done_on,
        working_days_late=working,
        calendar_days_late=days,
    )


def _lateness(promise: Promise, turn: PromiseVersion, at: datetime) -> Promise:
    due = promise.deadline
    if due is None or not isinstance(turn.record, Item) or not due.has_passed(at):
        return promise
    working, days = _days_late(due, at.astimezone(turn.zone).date(), turn)
    return evolve(promise, working_days_late=working, calendar_days_late=days)


def _days_late(due: Deadline, day: date, turn: PromiseVersion) -> tuple[int | None, int]:
    working = None if turn.calendar is None else turn.calendar.working_days_between(due.date, day)
    return working, (day - due.date).days


def _trend(item: Promised, made: Sequence[Promise]) -> Trend:
    return Trend(
        key=item.key,
        kind=item.kind if isinstance(item, Item) else "event",
        title=item.title,
        group=item.group,
        points=tuple(_point(promise) for promise in made),
        became=made[-1].became,
        done_on=made[-1].done_on,
    )


def _point(promise: Promise) -> TrendPoint:
    day = None if promise.deadline is None else promise.deadline.date
    return TrendPoint(promise.since, promise.since.date(), day, promise.deadline)
