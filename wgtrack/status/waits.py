"""What an item waits for: unfinished predecessors, and whoever else has the ball."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from wgtrack.messages.message import Message, Text, Wording, joined, plural, term, translatable
from wgtrack.messages.phrases import due_words, one_line
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Event, Task
from wgtrack.model.values import Link, Waiting
from wgtrack.status.events import EventTimes

#: Links whose first end is the predecessor's finish; the others are tied to its start.
_FROM_FINISH = frozenset({"FS", "FF"})
#: Links that hold up the start of what follows; the others only hold up its finish.
_TO_START = frozenset({"FS", "SS"})
_UNFINISHED, _NOT_BEGUN = translatable("unfinished"), translatable("not begun")
_FINISHED = frozenset({"done", "dropped"})


class Hold(NamedTuple):
    """Something that an item waits for, in words: what, and how that stands."""

    what: Text
    #: None where ``what`` says it.
    state: Wording | None
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
        day = translatable("no date yet") if deadline is None else due_words(deadline)
        return Hold(event.key, day, link.type in _TO_START)


def holds_words(holds: tuple[Hold, ...]) -> tuple[Message, ...]:
    """What is waited for in words, a line for all that stand alike: ``waits for T-1, T-2 (unfinished)``."""
    if len(holds) == 1:  # as it mostly is
        return (_hold_words(holds[0].what, holds[0].state),)
    alike: dict[Wording | None, list[Text]] = {}
    for hold in holds:
        alike.setdefault(hold.state, []).append(hold.what)
    return tuple(_hold_words(joined(whats), state) for state, whats in alike.items())


def _hold_words(whats: Text, state: Wording | None) -> Message:
    # A message of its own for what most work waits for makes fewer values, which counts where there are many items.
    if state is _UNFINISHED:
        return translatable("waits for {items} (unfinished)", code="waits_for_unfinished", items=whats)
    if state is not None:
        return translatable("waits for {items} ({state})", code="waits_for", items=whats, state=state)
    return translatable("waits for {items}", code="waits_for_stage", items=whats)


def _wait_for_item(before: Task | Deliverable, link: Link) -> Hold | None:
    state = before.state
    if state in _FINISHED:
        return None
    if link.type in _FROM_FINISH:
        return Hold(before.key, _UNFINISHED, link.type in _TO_START)
    return Hold(before.key, _NOT_BEGUN, link.type in _TO_START) if state == "open" else None


def _wait_for_stage(before: Deliverable, link: Link) -> Hold | None:
    if before.state in _FINISHED or any(entered.stage == link.stage for entered in before.reached):
        return None
    what = translatable("{deliverable} to reach {stage}", deliverable=before.key, stage=term(link.stage or ""))
    return Hold(what, None, link.type in _TO_START)


def ball_words(waiting: Waiting, today: date, programme: WorkProgramme) -> Message:
    """Who has the ball, since when, how many days, and for what."""
    party = programme.parties.get(waiting.on)
    who = waiting.on if party is None else party.name
    since = _since(waiting.since, today)
    if waiting.what.strip():
        what = one_line(waiting.what)
        return translatable(
            "the ball is with {party} {since}: {what}", code="ball_for", party=who, since=since, what=what
        )
    return translatable("the ball is with {party} {since}", code="ball", party=who, since=since)


@lru_cache(maxsize=1000)
def _since(day: date, today: date) -> Message:
    days = (today - day).days
    if days <= 0:
        return translatable("since today")
    return plural(days, "since {day} ({number} day)", "since {day} ({number} days)", day=day)
