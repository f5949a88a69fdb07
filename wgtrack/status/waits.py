"""What an item waits for: unfinished predecessors, and whoever else has the ball."""

from datetime import date
from typing import NamedTuple

from wgtrack.deadlines.words import counted, day_words, due_words, one_line
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Event, Task
from wgtrack.model.values import Link, Waiting
from wgtrack.status.events import EventTimes

#: Links whose first end is the predecessor's finish; the others are tied to its start.
_FROM_FINISH = frozenset({"FS", "FF"})
#: Links that hold up the start of what follows; the others only hold up its finish.
_TO_START = frozenset({"FS", "SS"})
_FINISHED = frozenset({"done", "dropped"})


class Hold(NamedTuple):
    """Something that an item waits for, in words: what, and how that stands."""

    what: str
    state: str
    #: Whether work cannot go on until then; else only the finish waits.
    blocks: bool


class Waits:
    """Answers what the links of tasks wait for."""

    __slots__ = ("_events", "_holds", "_programme", "_tasks")

    def __init__(self, programme: WorkProgramme, events: EventTimes) -> None:
        self._programme = programme
        self._events = events
        self._tasks = programme.tasks
        #: Answers about events and stages are kept, for many tasks wait for the same.
        self._holds: dict[tuple[str, str], Hold | None] = {}

    def holds(self, task: Task) -> tuple[Hold, ...]:
        """What the task still waits for, in the order of its links. Dropped work holds nobody up."""
        found: tuple[Hold, ...] = ()
        for link in task.after:
            before = self._tasks.get(link.before)
            hold = self._kept(link) if before is None else _wait_for_item(before, link)
            if hold is not None:
                found = (*found, hold)
        return found

    def _kept(self, link: Link) -> Hold | None:
        key = (link.before, link.type)
        if key not in self._holds:
            self._holds[key] = self._wait_for_other(link)
        return self._holds[key]

    def _wait_for_other(self, link: Link) -> Hold | None:
        deliverable = self._programme.deliverables.get(link.key)
        if deliverable is not None:
            return _wait_for_stage(deliverable, link) if link.stage else _wait_for_item(deliverable, link)
        event = self._programme.events.get(link.key)
        return None if event is None or event.dropped else self._wait_for_event(event, link)

    def _wait_for_event(self, event: Event, link: Link) -> Hold | None:
        times = self._events.of(event)
        to_finish = link.type in _FROM_FINISH
        deadline = times.ends if to_finish else times.starts
        if times.over if to_finish else times.begun:
            return None
        day = "no date yet" if deadline is None else due_words(deadline)
        return Hold(event.key, day, link.type in _TO_START)


def holds_words(holds: tuple[Hold, ...]) -> tuple[str, ...]:
    """What is waited for in words, a line for all that stand alike: ``waits for T-1, T-2 (unfinished)``."""
    alike: dict[str, list[str]] = {}
    for hold in holds:
        alike.setdefault(hold.state, []).append(hold.what)
    return tuple(f"waits for {', '.join(whats)}" + (f" ({state})" if state else "") for state, whats in alike.items())


def _wait_for_item(before: Task | Deliverable, link: Link) -> Hold | None:
    state = before.state
    if state in _FINISHED:
        return None
    if link.type in _FROM_FINISH:
        return Hold(before.key, "unfinished", link.type in _TO_START)
    return Hold(before.key, "not begun", link.type in _TO_START) if state == "open" else None


def _wait_for_stage(before: Deliverable, link: Link) -> Hold | None:
    if before.state in _FINISHED or any(entered.stage == link.stage for entered in before.reached):
        return None
    return Hold(f"{before.key} to reach {link.stage}", "", link.type in _TO_START)


def ball_words(waiting: Waiting, today: date, programme: WorkProgramme) -> str:
    """Who has the ball, since when, how many days, and for what."""
    party = programme.parties.get(waiting.on)
    who = waiting.on if party is None else party.name
    days = (today - waiting.since).days
    since = f"since {day_words(waiting.since)} ({counted(days, 'day')})" if days > 0 else "since today"
    words = f"the ball is with {who} {since}"
    return f"{words}: {one_line(waiting.what)}" if waiting.what.strip() else words
