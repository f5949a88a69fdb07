"""Backward planning: by when each piece must start for a date to hold, and if it cannot, why not and what would help."""

import math
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import Literal, NamedTuple

from attrs import frozen

from wgtrack.deadlines import Deadline, Resolver
from wgtrack.deadlines.words import day_words, days_words, due_words
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event
from wgtrack.planning.dated import Passes
from wgtrack.planning.load import OwnerLoad, overload_words, workload
from wgtrack.planning.schedule import Planned, Scheduler, schedule, whole
from wgtrack.planning.sweeps import NOISE, Starts
from wgtrack.planning.work import Work, work_network

WinKind = Literal["shorten", "overlap", "date", "promise"]


class Win(NamedTuple):
    """Something that would win days, and how many: found by planning again with it."""

    kind: WinKind
    #: The items it is about: one, or the two that would start together.
    keys: tuple[str, ...]
    #: Working days by which the goal would be ready earlier; of a ``promise`` that moves, the days it is short.
    days: float
    words: str


@frozen(kw_only=True)
class Plan:
    """What it takes to have one thing ready by its date."""

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
    headline: str
    #: The work in a row that decides, first to last.
    chain: tuple[Planned, ...]
    #: Every piece that it needs, by the latest day it must start; late dates are for this goal alone.
    pieces: tuple[Planned, ...]
    #: Pieces that can go on now, the one that must start first in front.
    next: tuple[Planned, ...]
    #: What would win days back, the most first; empty if the date holds.
    wins: tuple[Win, ...]
    #: Owners with more work than days in a week in which they work on the chain: what the dates do not take into account.
    overloads: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether its date can be kept."""
        return self.short <= NOISE


def plan(programme: WorkProgramme, at: datetime, key: str, *, resolver: Resolver | None = None) -> Plan:
    """Plan backward from the date of a task or deliverable, or of what serves an event.

    Raises:
        UnknownKeyError: there is no such task, deliverable or event.
        InputError: it is finished, or nothing unfinished serves the event.
        CircleError: work waits for itself.
    """
    planner = Planner(programme, at, resolver or Resolver(programme))
    record = programme.find(key)
    if isinstance(record, Event):
        return _for_event(planner, record)
    item = programme.deliverables.get(key) or programme.tasks.get(key)
    if item is None:
        raise UnknownKeyError("task, deliverable or event", key, programme.keys("task", "deliverable", "event"))
    if item.finished:
        raise InputError(
            f"'{key}' is {item.state}, so there is nothing to plan", "ask for something that is still open"
        )
    return planner.plan(key)


def plan_all(
    programme: WorkProgramme, at: datetime, groups: Sequence[str], *, resolver: Resolver | None = None
) -> tuple[Plan, ...]:
    """The plans of all open deliverables of some groups, the one that misses its date by most in front."""
    planner = Planner(programme, at, resolver or Resolver(programme))
    keys = [item.key for item in programme.deliverables.values() if not item.finished and item.group in groups]
    return tuple(sorted((planner.plan(key) for key in keys), key=lambda found: -found.short))


def _for_event(planner: "Planner", event: Event) -> Plan:
    """The plan of whatever serves an event and misses it by most, or is ready last."""
    keys = [item.key for item in planner.programme.items() if item.serves == event.key and not item.finished]
    if not keys:
        raise InputError(f"nothing that is open serves '{event.key}'", "say so with --serves, or ask for a deliverable")
    plans = [planner.plan(key) for key in keys]
    return max(plans, key=lambda found: (found.short, found.ready_on))


class Planner:
    """Plans of one record at one instant; the early dates are worked out once."""

    def __init__(self, programme: WorkProgramme, at: datetime, resolver: Resolver) -> None:
        self.programme = programme
        self.at = at
        self.resolver = resolver
        self.net = work_network(programme, resolver, at)
        self.passes = Passes.of(self.net)
        self.early = self.passes.early()
        self._loads: tuple[OwnerLoad, ...] | None = None

    def plan(self, key: str) -> Plan:
        """The plan of one unfinished item."""
        number = self.passes.numbers[key]
        work = self.passes.works[number]
        due = self._due(work)
        left = None if due is None else work.clock.at_end(due.date)
        finish = self.early.at[number] + self.passes.days[number]
        short = 0 if left is None else max(0, finish - left)
        chain = [
            place
            for place in self.passes.chain(self.early, number)
            if self.passes.days[place] > NOISE or place == number
        ]
        pieces = self._pieces(number, left)
        # Work that overlaps is no work in a row.
        in_work = min(finish, sum(self.passes.days[place] for place in chain))
        ready_on = pieces[key].early_finish or work.clock.today
        waiting = max(0, finish - in_work)
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
            chain=tuple(pieces[self.passes.keys[place]] for place in chain),
            pieces=tuple(sorted(pieces.values(), key=_start_by)),
            next=tuple(sorted((piece for piece in pieces.values() if self._can_go_on(piece)), key=_start_by)),
            wins=tuple(self._wins(number, chain, short, ready_on)) if short > NOISE else (),
            overloads=tuple(self._overloads({self.passes.keys[place] for place in chain})),
        )

    def _due(self, work: Work) -> Deadline | None:
        item = work.item
        own = self.resolver.target(item) or self.resolver.limit(item)
        if own is not None or item.serves is None:
            return own
        event = self.programme.events.get(item.serves)
        return None if event is None else self.resolver.resolve(f"{event.key} - 1wd", item.group)

    def _pieces(self, goal: int, left: float | None) -> dict[str, Planned]:
        """The goal and all that it waits for, with late dates for its sake alone."""
        needed = self._needed(goal)
        bounds = [math.inf] * len(self.passes.works)
        if left is not None:
            bounds[goal] = left
        late = self.passes.late(bounds)
        scheduler = Scheduler(self.net, self.passes, self.early, late)
        return {planned.key: planned for planned in scheduler.planned(needed)}

    def _needed(self, goal: int) -> list[int]:
        """The goal and everything before it, in the order of the record."""
        incoming: dict[int, list[int]] = {}
        for tail, head in zip(self.passes.tails, self.passes.heads, strict=True):
            incoming.setdefault(head, []).append(tail)
        found = {goal}
        queue = [goal]
        for place in queue:
            fresh = [tail for tail in incoming.get(place, ()) if tail not in found]
            found.update(fresh)
            queue.extend(fresh)
        return sorted(found)

    def _can_go_on(self, piece: Planned) -> bool:
        return (
            piece.driven_by is None
            and piece.days > 0
            and self.passes.works[self.passes.numbers[piece.key]].hold.position <= NOISE
        )

    def _overloads(self, keys: Collection[str]) -> Iterator[str]:
        """The weeks with too much work for whoever works on one of these items then."""
        if self._loads is None:
            everything = schedule(self.programme, self.at, resolver=self.resolver)
            self._loads = workload(everything, self.programme, self.resolver)
        for load in self._loads:
            for week in load.overloads:
                if load.owner is not None and any(item.key in keys for item in week.items):
                    yield overload_words(load.name, week)

    def _wins(self, goal: int, chain: list[int], short: float, ready_on: date) -> Iterator[Win]:
        found = [*self._shortened(goal, chain), *self._overlapped(goal), *self._unheld(goal, chain)]
        yield from sorted((win for win in found if win.days > NOISE), key=lambda win: -win.days)
        key = self.passes.keys[goal]
        yield Win("promise", (key,), whole(short), f"move the date of {key} to {day_words(ready_on)}")

    def _shortened(self, goal: int, chain: list[int]) -> Iterator[Win]:
        for place in chain:
            if self.passes.days[place] >= 1:
                days = [*self.passes.days]
                days[place] -= 1
                key = self.passes.keys[place]
                yield Win("shorten", (key,), self._won(goal, self.passes._replace(days=days)), f"take a day off {key}")

    def _overlapped(self, goal: int) -> Iterator[Win]:
        """Start together what now follows one another, along all that holds the goal."""
        for place in reversed(self.passes.chain(self.early, goal)[1:]):
            number = self.early.by[place]
            edge, tail = self.passes.edges[number], self.passes.tails[number]
            if (
                edge.type == "FS"
                and number < self.passes.network.plain
                and self.passes.days[tail] > NOISE < self.passes.days[place]
            ):
                edges = [*self.passes.edges]
                edges[number] = edge._replace(type="SS")
                keys = (self.passes.keys[tail], self.passes.keys[place])
                words = f"start {keys[1]} together with {keys[0]} instead of after it"
                yield Win("overlap", keys, self._won(goal, self.passes._replace(edges=edges)), words)

    def _unheld(self, goal: int, chain: list[int]) -> Iterator[Win]:
        """Do without a date that what is first in the chain waits for."""
        hold = self.passes.works[chain[0]].hold
        if hold.position > NOISE:
            works = [*self.passes.works]
            works[chain[0]] = works[chain[0]]._replace(hold=hold._replace(position=0))
            key = self.passes.keys[chain[0]]
            yield Win(
                "date",
                (key,),
                self._won(goal, self.passes._replace(works=works)),
                f"start {key} at once ({hold.words})",
            )

    def _won(self, goal: int, passes: Passes) -> float:
        again: Starts = passes.early()
        before = self.early.at[goal] + self.passes.days[goal]
        return whole(before - again.at[goal] - passes.days[goal])


def headline(  # noqa: PLR0917 - the parts of one sentence
    key: str, due: Deadline | None, ready_on: date, work: float, wait: float, left: float | None
) -> str:
    """Whether a date holds, in a sentence: ``X cannot be ready by ...: 14 working days of work remain in a row, ...``."""
    if due is None or left is None:
        return f"{key} can be ready on {day_words(ready_on)}; it has no date to keep"
    if work + wait <= left + NOISE:
        early = left - work - wait
        if early < 1:
            return f"{key} can be ready on {day_words(ready_on)}, just in time for its date of {due_words(due)}"
        return f"{key} can be ready on {day_words(ready_on)}, {days_words(early)} before its date of {due_words(due)}"
    remain = f"{days_words(work)} of work remain in a row"
    if wait > NOISE:
        remain = f"{days_words(work + wait)} remain in a row, {wait:g} of them waiting"
    there_are = f"{left:g} {'is' if left == 1 else 'are'} left" if left > 0 else "none are left"
    past = f" (the date was {days_words(-left)} ago)" if left < 0 else ""
    return f"{key} cannot be ready by {due_words(due)}: {remain}, {there_are}{past}, {work + wait - left:g} short"


def _start_by(piece: Planned) -> tuple[date, date]:
    return (piece.late_start or date.max, piece.early_start or date.max)
