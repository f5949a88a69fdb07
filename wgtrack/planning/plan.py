"""Backward planning: by when each piece must start for a date to hold, and if it cannot, why not and what would help."""

import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from attrs import frozen

from wgtrack.dates import Deadline, Resolver
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import Message, untranslated
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event
from wgtrack.planning.calendar_passes import Earliest
from wgtrack.planning.chain_summary import ChainSummaries
from wgtrack.planning.headlines import headline
from wgtrack.planning.improvements import Win, Wins
from wgtrack.planning.lazy_fields import later, made_later
from wgtrack.planning.load import overload_words, workload
from wgtrack.planning.passes import NOISE
from wgtrack.planning.points import needed
from wgtrack.planning.schedule import Planned, Schedule, Scheduler, free_floats, schedule, whole
from wgtrack.planning.subnetwork import Part, Parts
from wgtrack.planning.work_network import Work, nothing_serves, require_planned


@made_later("chain", "pieces", "next", "wins", "overloads")
@frozen(kw_only=True, slots=False)
class Plan:
    """What it takes to have one thing ready by its date; what grows with the work before it is made when first read."""

    key: str
    title: str
    at: datetime
    #: What it must be ready by: its target, else its limit, else the day before the event it serves; None without any.
    due: Deadline | None
    ready_on: date
    #: Working days of work in a row until it is ready, of waiting between them, and from the day of the plan to the due day.
    work: float
    wait: float
    left: float | None
    #: Working days by which it misses its date; 0 if it holds.
    short: float
    #: The answer in a sentence.
    headline: Message
    #: The work in a row that decides, first to last.
    chain: tuple[Planned, ...]
    #: Every piece that it needs, by the latest day it must start; late dates are for this goal alone.
    pieces: tuple[Planned, ...]
    #: Pieces that can go on now, the one that must start first in front.
    next: tuple[Planned, ...]
    #: What would win days back, the most first; empty if the date holds.
    wins: tuple[Win, ...]
    #: Owners with more work than days in a week in which they work on the chain: what the dates do not take into account.
    overloads: tuple[Message, ...]

    def __repr__(self) -> str:
        return f"<Plan of {self.key} at {self.at.isoformat()}: {self.headline!s}>"

    @property
    def holds(self) -> bool:
        """Whether its date can be kept."""
        return self.short <= NOISE


def plan(programme: WorkProgramme, at: datetime, key: str, *, resolver: Resolver | None = None) -> Plan:
    """Plan backward from the date of a task or deliverable, or of what serves an event.

    Raises:
        UnknownKeyError: there is no such task, deliverable or event.
        InputError: it is finished, or nothing unfinished serves the event.
        PlanningError: it, or what it waits for, waits for itself.
    """
    planner = Planner(programme, at, resolver or Resolver(programme, as_of=True))
    record = programme.find(key)
    if isinstance(record, Event):
        return _for_event(planner, record)
    item = programme.deliverables.get(key) or programme.tasks.get(key)
    if item is None:
        raise UnknownKeyError("task, deliverable or event", key, programme.keys("task", "deliverable", "event"))
    if item.finished:
        raise InputError(
            untranslated("'{key}' is {state}, so there is nothing to plan", code="finished", key=key, state=item.state),
            untranslated("ask for something that is still open"),
        )
    return planner.plan(key)


def plan_all(
    programme: WorkProgramme,
    at: datetime,
    groups: Sequence[str],
    *,
    resolver: Resolver | None = None,
    everything: Schedule | None = None,
    earliest: Earliest | None = None,
) -> tuple[Plan, ...]:
    """The plans of all open deliverables of some groups, the one that misses its date by most in front.

    ``everything`` and ``earliest`` are the schedule and the earliest starts of that instant, where they are known already.
    """
    planner = Planner(programme, at, resolver or Resolver(programme, as_of=True), everything, earliest)
    keys = [item.key for item in programme.deliverables.values() if not item.finished and item.group in groups]
    return planner.plans(keys)


def _for_event(planner: "Planner", event: Event) -> Plan:
    """The plan of whatever serves an event and misses it by most, or is ready last."""
    keys = [item.key for item in planner.programme.items() if item.serves == event.key and not item.finished]
    if not keys:
        raise nothing_serves(event)
    # What misses it by less is not planned: a plan takes as long as all that it waits for.
    missed = {key: planner.short(key) for key in keys}
    most = max(missed.values())
    return max((planner.plan(key) for key in keys if missed[key] == most), key=lambda found: found.ready_on)


class _Outcome(NamedTuple):
    """Whether an item will be ready when it is due; all in working days from now on."""

    due: Deadline | None
    #: Until it is due; None if it is never.
    left: float | None
    #: Until it is finished.
    finish: float
    #: By how many it misses its date.
    short: float


class Planner:
    """Plans of one record at one instant; the early dates are worked out once."""

    def __init__(
        self,
        programme: WorkProgramme,
        at: datetime,
        resolver: Resolver,
        everything: Schedule | None = None,
        earliest: Earliest | None = None,
    ) -> None:
        self.programme = programme
        self.at = at
        self.resolver = resolver
        self.net, self.passes, self.early = earliest or Earliest.of(programme, resolver, at)
        self.parts = Parts(self.net, self.passes)
        self.free = free_floats(self.passes, self.early)
        self._summaries = ChainSummaries(self.passes, self.early)
        self._everything = everything
        self._overloaded: dict[str, list[tuple[int, Message]]] | None = None

    def short(self, key: str) -> float:
        """Working days by which one unfinished item misses its date; 0 if it holds. PlanningError as ``plan``."""
        return whole(self._outcome(self._number(key)).short)

    def plans(self, keys: Iterable[str]) -> tuple[Plan, ...]:
        """The plans of those of some unfinished items that can be planned, the one that misses its date by most in front."""
        found = (self.plan(key) for key in keys if key in self.passes.numbers)
        return tuple(sorted(found, key=lambda plan: -plan.short))

    def _number(self, key: str) -> int:
        require_planned(self.net, (key,))
        return self.passes.numbers[key]

    def plan(self, key: str) -> Plan:
        """The plan of one unfinished item. PlanningError if it, or what it waits for, waits for itself."""
        number = self._number(key)
        work = self.passes.works[number]
        due, left, finish, short = self._outcome(number)
        # Work that overlaps is no work in a row.
        in_work = min(finish, self._summaries.of(number).days)
        waiting = max(0, finish - in_work)
        ready_on = work.clock.ready_day(finish)
        details = _Details(self, number, left, short, ready_on)
        return Plan(
            key=key,
            title=work.item.title,
            at=self.at,
            due=due,
            ready_on=ready_on,
            work=whole(in_work),
            wait=whole(waiting),
            left=left,
            short=whole(short),
            headline=headline(key, due, ready_on, in_work, waiting, left),
            chain=later(details.chain),
            pieces=later(details.pieces),
            next=later(details.next),
            wins=later(details.wins),
            overloads=later(details.overloads),
        )

    def _outcome(self, number: int) -> "_Outcome":
        work = self.passes.works[number]
        due = self._due(work)
        left = None if due is None else work.clock.at_end(due.last_day)
        finish = needed(self.early.at[number] + self.passes.days[number])
        return _Outcome(due, left, finish, 0 if left is None else max(0, finish - left))

    def _due(self, work: Work) -> Deadline | None:
        item = work.item
        own = self.resolver.target(item) or self.resolver.limit(item)
        if own is not None or item.serves is None:
            return own
        event = self.programme.events.get(item.serves)
        return None if event is None else self.resolver.resolve(f"{event.key} - 1wd", item.group)

    def overloads(self, keys: Iterable[str]) -> tuple[Message, ...]:
        """The weeks with too much work for whoever works on one of these items then."""
        if self._overloaded is None:
            self._overloaded = self._all_overloads()
        found = {place: words for key in keys for place, words in self._overloaded.get(key, ())}
        return tuple(found[place] for place in sorted(found))

    def _all_overloads(self) -> dict[str, list[tuple[int, Message]]]:
        """Key of an item -> the weeks with too much work that it is part of: each by its place among all, and in words."""
        everything = self._everything or schedule(self.programme, self.at, resolver=self.resolver)
        loads = workload(everything, self.programme, self.resolver)
        weeks = [(load, week) for load in loads if load.owner is not None for week in load.overloads]
        found: dict[str, list[tuple[int, Message]]] = {}
        for place, (load, week) in enumerate(weeks):
            told = (place, overload_words(load.name, week))
            for item in week.items:
                found.setdefault(item.key, []).append(told)
        return found


class _Details:
    """What a plan says of the work before its goal."""

    def __init__(self, planner: Planner, goal: int, left: float | None, short: float, ready_on: date) -> None:
        self._planner = planner
        self._goal = goal
        self._left = left
        self._short = short
        self._ready_on = ready_on

    @cached_property
    def _part(self) -> Part:
        return self._planner.parts.of(self._goal)

    @cached_property
    def _chain(self) -> list[int]:
        """The work in a row that decides, by number."""
        passes = self._planner.passes
        chain = passes.chain(self._planner.early, self._goal)
        return [place for place in chain if passes.days[place] > NOISE or place == self._goal]

    @cached_property
    def _pieces(self) -> dict[int, Planned]:
        """The goal and all that it waits for, with late dates for its sake alone."""
        planner, part = self._planner, self._part
        left = math.inf if self._left is None else self._left
        late = part.late(self._goal, left, len(planner.passes.works))
        scheduler = Scheduler(planner.net, planner.passes, planner.early, late, planner.free)
        return dict(zip(part.places, scheduler.planned(part.places), strict=True))

    def chain(self) -> tuple[Planned, ...]:
        return tuple(self._pieces[place] for place in self._chain)

    def pieces(self) -> tuple[Planned, ...]:
        return tuple(sorted(self._pieces.values(), key=_start_by))

    def next(self) -> tuple[Planned, ...]:
        found = (piece for place, piece in self._pieces.items() if self._can_go_on(place, piece))
        return tuple(sorted(found, key=_start_by))

    def wins(self) -> tuple[Win, ...]:
        if self._short <= NOISE:
            return ()
        wins = Wins(self._planner.passes, self._planner.early, self._part, self._goal, self._chain)
        return tuple(wins.found(self._short, self._ready_on))

    def overloads(self) -> tuple[Message, ...]:
        return self._planner.overloads(self._planner.passes.keys[place] for place in self._chain)

    def _can_go_on(self, place: int, piece: Planned) -> bool:
        is_held = self._planner.passes.works[place].hold.position > NOISE
        return piece.driven_by is None and piece.days > 0 and not is_held


def _start_by(piece: Planned) -> tuple[date, date]:
    return (piece.late_start or date.max, piece.early_start or date.max)
