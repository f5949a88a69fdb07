"""Events at an instant: what is coming, in how many days, and what is going on."""

from typing import NamedTuple

from wgtrack.dates import Deadline, Resolver
from wgtrack.model.programme import WorkProgramme, ancestry
from wgtrack.model.records import Event
from wgtrack.status.group_time import GroupTime, GroupTimes
from wgtrack.status.report import Countdown, UnderWay


class Times(NamedTuple):
    """An event's dates, and whether they have come."""

    starts: Deadline | None
    ends: Deadline | None
    begun: bool
    over: bool


class EventTimes:
    """The times of events, each worked out when first asked for."""

    __slots__ = ("_clocks", "_resolver", "_times")

    def __init__(self, resolver: Resolver, clocks: GroupTimes) -> None:
        self._resolver = resolver
        self._clocks = clocks
        self._times: dict[str, Times] = {}

    def of(self, event: Event) -> Times:
        """When this event is, and whether it has begun and is over."""
        times = self._times.get(event.key)
        if times is None:
            starts, ends = self._resolver.starts(event), self._resolver.ends(event)
            clock = self._clocks.of_key(event.group)
            times = self._times[event.key] = Times(starts, ends, _begun(starts, clock), _over(ends, clock, event))
        return times


def _begun(starts: Deadline | None, clock: GroupTime) -> bool:
    """An event begins with its first day, or at its hour where it has one."""
    if starts is None:
        return False
    span = clock.span
    return span.at >= starts.ends if starts.precision == "instant" else span.today >= starts.date


def _over(ends: Deadline | None, clock: GroupTime, event: Event) -> bool:
    """An event is over after its last day; one that only says the hour it starts lasts that day."""
    if ends is None:
        return False
    if ends.precision == "instant" and event.ends is None:
        return clock.span.today > ends.date
    return clock.span.at >= ends.ends


def events_by_group(programme: WorkProgramme) -> dict[str, list[Event]]:
    """The events that still stand, by the key of their group."""
    found: dict[str, list[Event]] = {}
    for event in programme.events.values():
        if not event.dropped:
            found.setdefault(event.group, []).append(event)
    return found


def concerned(programme: WorkProgramme, groups: tuple[str, ...]) -> set[str]:
    """The groups whose events concern a group and its committees (the group first): theirs, and those of the groups above."""
    return {*groups, *(group.key for group in ancestry(programme, groups[0]))}


def coming(events: list[Event], times: EventTimes, clocks: GroupTimes, group: str) -> tuple[Countdown, ...]:
    """The events that start today or later, the next one first.

    Today is that of the event's own group; working days are those of ``group``, who get ready for it.
    """
    found = [
        count for event in events if (count := _countdown(event, times.of(event).starts, clocks, group)) is not None
    ]
    return tuple(sorted(found, key=lambda count: (count.starts.date, count.starts.ends, count.key)))


def _countdown(event: Event, starts: Deadline | None, clocks: GroupTimes, group: str) -> Countdown | None:
    if starts is None:
        return None
    today = clocks.of_key(event.group).span.today
    days = (starts.date - today).days
    if days < 0:
        return None
    calendar = clocks.of_key(group).span.calendar
    # The day it starts is no day to get ready in any more.
    working = calendar.working_days_between(today, starts.date) - calendar.is_working_day(starts.date)
    return Countdown(event.key, event.title, starts, days, max(0, working))


def going_on(events: list[Event], times: EventTimes, clocks: GroupTimes) -> tuple[UnderWay, ...]:
    """The events that have begun and are not over, those that began first in front."""
    found = []
    for event in events:
        starts, ends, begun, over = times.of(event)
        if begun and not over and starts is not None and ends is not None:
            today = clocks.of_key(event.group).span.today
            day, days = (today - starts.date).days + 1, (ends.date - starts.date).days + 1
            found.append(UnderWay(event.key, event.title, starts, ends, day, days))
    return tuple(sorted(found, key=lambda event: (event.starts.date, event.starts.ends, event.key)))
