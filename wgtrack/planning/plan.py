"""Backward planning: by when each piece must start for a date to hold, and if it cannot, why not and what would help."""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import chain as in_turn
from itertools import islice
from typing import Literal, NamedTuple

from attrs import frozen

from wgtrack.deadlines import Deadline, Resolver
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event
from wgtrack.planning.dated import Earliest, Passes
from wgtrack.planning.headlines import headline
from wgtrack.planning.load import overload_words, workload
from wgtrack.planning.parts import Part, Parts
from wgtrack.planning.schedule import Planned, Schedule, Scheduler, free_floats, schedule, whole
from wgtrack.planning.sweeps import NOISE
from wgtrack.planning.work import Work
from wgtrack.saying import said

WinKind = Literal["shorten", "overlap", "date", "promise"]

#: Works that are planned again at most, all trials of one kind together: of a longer chain than that allows, the pieces that
#: come first are tried to be shortened, and the last ones to be started together.
_MOST_AGAIN = 1_000_000


@frozen
class Win:
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

    def __repr__(self) -> str:
        return f"<Plan of {self.key} at {self.at.isoformat()}: {self.headline}>"

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
    planner = Planner(programme, at, resolver or Resolver(programme), everything, earliest)
    keys = [item.key for item in programme.deliverables.values() if not item.finished and item.group in groups]
    return tuple(sorted((planner.plan(key) for key in keys), key=lambda found: -found.short))


def _for_event(planner: "Planner", event: Event) -> Plan:
    """The plan of whatever serves an event and misses it by most, or is ready last."""
    keys = [item.key for item in planner.programme.items() if item.serves == event.key and not item.finished]
    if not keys:
        raise InputError(f"nothing that is open serves '{event.key}'", "say so with --serves, or ask for a deliverable")
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


class _Trial(NamedTuple):
    """Something that may win days, and the network that the goal would have with it."""

    kind: WinKind
    keys: tuple[str, ...]
    words: str
    passes: Passes


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
        self._everything = everything
        self._overloaded: dict[str, list[tuple[int, str]]] | None = None

    def short(self, key: str) -> float:
        """Working days by which one unfinished item misses its date; 0 if it holds."""
        return whole(self._outcome(self.passes.numbers[key]).short)

    def plan(self, key: str) -> Plan:
        """The plan of one unfinished item."""
        number = self.passes.numbers[key]
        work, part = self.passes.works[number], self.parts.of(number)
        due, left, finish, short = self._outcome(number)
        chain = [
            place
            for place in self.passes.chain(self.early, number)
            if self.passes.days[place] > NOISE or place == number
        ]
        pieces = self._pieces(part, number, left)
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
            wins=tuple(self._wins(part, number, chain, short, ready_on)) if short > NOISE else (),
            overloads=self._overloads([self.passes.keys[place] for place in chain]),
        )

    def _outcome(self, number: int) -> "_Outcome":
        work = self.passes.works[number]
        due = self._due(work)
        left = None if due is None else work.clock.at_end(due.date)
        finish = self.early.at[number] + self.passes.days[number]
        return _Outcome(due, left, finish, 0 if left is None else max(0, finish - left))

    def _due(self, work: Work) -> Deadline | None:
        item = work.item
        own = self.resolver.target(item) or self.resolver.limit(item)
        if own is not None or item.serves is None:
            return own
        event = self.programme.events.get(item.serves)
        return None if event is None else self.resolver.resolve(f"{event.key} - 1wd", item.group)

    def _pieces(self, part: Part, goal: int, left: float | None) -> dict[str, Planned]:
        """The goal and all that it waits for, with late dates for its sake alone."""
        late = part.late(goal, math.inf if left is None else left, len(self.passes.works))
        scheduler = Scheduler(self.net, self.passes, self.early, late, self.free)
        return {planned.key: planned for planned in scheduler.planned(part.places)}

    def _can_go_on(self, piece: Planned) -> bool:
        return (
            piece.driven_by is None
            and piece.days > 0
            and self.passes.works[self.passes.numbers[piece.key]].hold.position <= NOISE
        )

    def _overloads(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The weeks with too much work for whoever works on one of these items then."""
        if self._overloaded is None:
            self._overloaded = self._all_overloads()
        found = {week for key in keys for week in self._overloaded.get(key, ())}
        return tuple(words for _, words in sorted(found))

    def _all_overloads(self) -> dict[str, list[tuple[int, str]]]:
        """Key of an item -> the weeks with too much work that it is part of: each by its place among all, and in words."""
        everything = self._everything or schedule(self.programme, self.at, resolver=self.resolver)
        loads = workload(everything, self.programme, self.resolver)
        weeks = [(load, week) for load in loads if load.owner is not None for week in load.overloads]
        found: dict[str, list[tuple[int, str]]] = {}
        for place, (load, week) in enumerate(weeks):
            told = (place, overload_words(load.name, week))
            for item in week.items:
                found.setdefault(item.key, []).append(told)
        return found

    def _wins(self, part: Part, goal: int, chain: list[int], short: float, ready_on: date) -> Iterator[Win]:
        most = max(1, _MOST_AGAIN // len(part.places))
        shortened, overlapped = islice(self._shortened(part, chain), most), islice(self._overlapped(part, goal), most)
        trials = in_turn(shortened, overlapped, self._unheld(part, chain))
        now = self.early.at[goal] + self.passes.days[goal]
        found = [Win(kind, keys, whole(now - part.finish(goal, passes)), words) for kind, keys, words, passes in trials]
        yield from sorted((win for win in found if win.days > NOISE), key=lambda win: -win.days)
        key = self.passes.keys[goal]
        yield Win("promise", (key,), whole(short), said("move the date of {key} to {day}", key=key, day=ready_on))

    def _shortened(self, part: Part, chain: list[int]) -> Iterator[_Trial]:
        for place in chain:
            days = self.passes.days[place]
            if days >= 1:
                key = self.passes.keys[place]
                yield _Trial("shorten", (key,), said("take a day off {key}", key=key), part.with_days(place, days - 1))

    def _overlapped(self, part: Part, goal: int) -> Iterator[_Trial]:
        """Start together what now follows one another, along all that holds the goal."""
        for place in reversed(self.passes.chain(self.early, goal)[1:]):
            number = self.early.by[place]
            edge, tail = self.passes.edges[number], self.passes.tails[number]
            if (
                edge.type == "FS"
                and number < self.passes.network.plain
                and self.passes.days[tail] > NOISE < self.passes.days[place]
            ):
                keys = (self.passes.keys[tail], self.passes.keys[place])
                words = said(
                    "start {later} together with {earlier} instead of after it", later=keys[1], earlier=keys[0]
                )
                yield _Trial("overlap", keys, words, part.with_link(number, edge._replace(type="SS")))

    def _unheld(self, part: Part, chain: list[int]) -> Iterator[_Trial]:
        """Do without a date that what is first in the chain waits for."""
        hold = self.passes.works[chain[0]].hold
        if hold.position > NOISE:
            key = self.passes.keys[chain[0]]
            yield _Trial(
                "date",
                (key,),
                said("start {key} at once ({hold})", key=key, hold=hold.words),
                part.without_hold(chain[0]),
            )


def _start_by(piece: Planned) -> tuple[date, date]:
    return (piece.late_start or date.max, piece.early_start or date.max)
