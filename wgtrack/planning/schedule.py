"""The schedule of a record: when every item can and must start and finish, what drives it, and how much room it has."""

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType

from attrs import evolve, frozen

from wgtrack.dates import Resolver
from wgtrack.messages.message import Message, number_words, translatable
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning.calendar_passes import Earliest, Passes
from wgtrack.planning.cycles import NONE
from wgtrack.planning.passes import NOISE, Starts
from wgtrack.planning.points import is_morning, needed, plain, slack
from wgtrack.planning.work_network import NOW, Edge, Owed, WorkNetwork

#: Digits that are told of days; what lies behind them is rounding.
_DIGITS = 6
_DONE = translatable("done")


@frozen(kw_only=True)
class Planned:
    """One item of a schedule. Floats and days are working days of its group's calendar."""

    key: str
    kind: str
    title: str
    group: str
    owners: tuple[str, ...]
    state: str
    #: Working days of work that are left in it.
    days: float
    early_start: date | None
    early_finish: date | None
    #: None where nothing says by when it must be done.
    late_start: date | None
    late_finish: date | None
    #: Working days it can slip without moving a target, a limit or the end; negative: days it is short.
    total_float: float | None
    #: Working days it can slip without moving anything else.
    free_float: float | None
    critical: bool
    #: What it waits for longest: keys of items or events; empty where nothing but today holds it.
    driven_by: str | None
    #: The same in words.
    driver: Message
    #: Working days from the day of the plan to its early finish, and to its own target (else limit), if it has one.
    finish_in: float
    due_in: float | None

    @property
    def short(self) -> float:
        """Working days by which its early finish misses its own date; 0 if it does not."""
        return 0 if self.due_in is None else max(0, self.finish_in - self.due_in)


@frozen(kw_only=True)
class Schedule:
    """A work programme planned from an instant on: unfinished work from then, finished work as it was."""

    at: datetime
    items: Mapping[str, Planned]
    #: Why some items have no dates: they wait for themselves, or for what does.
    unplanned: Mapping[str, Message] = MappingProxyType({})

    def __repr__(self) -> str:
        return f"<Schedule at {self.at.isoformat()}: {len(self.items)} items>"

    def of_groups(self, groups: Collection[str]) -> "Schedule":
        """The items of some groups alone."""
        return evolve(self, items={key: item for key, item in self.items.items() if item.group in groups})


def schedule(
    programme: WorkProgramme,
    at: datetime,
    *,
    resolver: Resolver | None = None,
    goals: Collection[str] | None = None,
    earliest: Earliest | None = None,
) -> Schedule:
    """Plan everything that is neither done nor dropped, as early as it can be, from the day after ``at`` on.

    Late dates come from the targets and limits of all items, or only of ``goals``; where nothing says by when an item must
    be done, from the end of all work. ``earliest`` are the earliest starts of that instant, where they are known already.
    What waits for itself, or by longest lags that contradict each other, has no dates: ``unplanned`` says why.
    """
    net, passes, early = earliest or Earliest.of(programme, resolver or Resolver(programme, as_of=True), at)
    late = passes.late(latest_finishes(passes, early, goals))
    items = {
        planned.key: planned for planned in Scheduler(net, passes, early, late, free_floats(passes, early)).planned()
    }
    return Schedule(at=at, items={**finished_items(programme), **items}, unplanned=net.unplanned)


def finished_items(programme: WorkProgramme) -> dict[str, Planned]:
    """What was finished, as it was: all of a schedule that needs no planning."""
    return {item.key: _as_it_was(item) for item in programme.items() if item.state == "done"}


def latest_finishes(passes: Passes, early: Starts, goals: Collection[str] | None = None) -> list[float]:
    """By when each work must be finished for its own sake: its date; for what leads to no date, the end of all work."""
    bounds = [math.inf] * len(passes.works)
    for number, work in enumerate(passes.works):
        dates = [work.cap]
        if goals is None or work.item.key in goals:
            dates += [work.target, work.limit]
        bounds[number] = min((position for position in dates if position is not None), default=math.inf)
    undated = [number for number, at in enumerate(passes.late(bounds).at) if at == math.inf]
    if undated and goals is None:
        end = max(
            work.clock.finish_day(start + days)
            for work, start, days in zip(passes.works, early.at, passes.days, strict=True)
        )
        for number in undated:
            bounds[number] = max(passes.works[number].clock.at_end(end), early.at[number] + passes.days[number])
    return bounds


class Scheduler:
    """Turns the results of the passes into planned items."""

    def __init__(self, net: WorkNetwork, passes: Passes, early: Starts, late: Starts, free: list[float]) -> None:
        self.net = net
        self.passes = passes
        self.early = early
        self.late = late
        self.free = free
        #: By number; kept, for every parent of a row of parents starts when the last of them does.
        self._start_days: dict[int, date] = {}

    def planned(self, numbers: Iterable[int] | None = None) -> Iterator[Planned]:
        """The items with these numbers, all if None. Those with the least float among them are critical, and those with none."""
        places = range(len(self.early.at)) if numbers is None else numbers
        floats = {number: slack(self.late.at[number] - self.early.at[number]) for number in places}
        least = min((room for room in floats.values() if room != math.inf), default=0)
        for number, room in floats.items():
            yield self._planned(number, room, critical=room <= max(least, 0) + NOISE)

    def _planned(self, number: int, room: float, *, critical: bool) -> Planned:
        work, days, start = self.passes.works[number], self.passes.days[number], self.early.at[number]
        finish, late = start + days, self.late.at[number]
        bounded = late != math.inf
        if bounded and not is_morning(finish):
            late = plain(late + days) - days
        dues = [position for position in (work.target, work.limit) if position is not None]
        driven_by, driver = self._driver(number)
        return Planned(
            key=work.item.key,
            kind=work.item.kind,
            title=work.item.title,
            group=work.item.group,
            owners=work.item.owners,
            state=work.item.state,
            days=whole(days),
            early_start=work.item.started_on or self._start_day(number),
            early_finish=work.clock.ready_day(finish),
            late_start=self._late_start(number, late) if bounded else None,
            late_finish=work.clock.finish_day(late + days) if bounded else None,
            total_float=whole(room) if bounded else None,
            free_float=whole(self.free[number]) if self.free[number] != math.inf else None,
            critical=bounded and critical,
            driven_by=driven_by,
            driver=driver,
            finish_in=whole(needed(finish)),
            due_in=dues[0] if dues else None,
        )

    def _start_day(self, number: int) -> date:
        """The day it starts; a parent starts when the first of those below it does."""
        below = [] if number in self._start_days else [number]
        for place in below:
            below.extend(child for child in self._children(place) if child not in self._start_days)
        for place in reversed(below):
            days = [self._start_days[child] for child in self._children(place)]
            self._start_days[place] = min(days, default=None) or self._own_start_day(place)
        return self._start_days[number]

    def _children(self, number: int) -> list[int]:
        return [self.passes.numbers[child] for child in self.net.children.get(self.passes.keys[number], ())]

    def _own_start_day(self, number: int) -> date:
        start, clock = self.early.at[number], self.passes.works[number].clock
        # What takes no days happens on the day that what it waits for does.
        return clock.start_day(start) if self.passes.days[number] > NOISE or start < NOISE else clock.finish_day(start)

    def _late_start(self, number: int, late: float) -> date:
        clock = self.passes.works[number].clock
        return clock.start_day(late) if self.passes.days[number] > NOISE else clock.finish_day(late)

    def _driver(self, number: int) -> tuple[str | None, Message]:
        edge = self.early.by[number]
        if edge != NONE:
            tail = self.passes.keys[self.passes.tails[edge]]
            return tail, _edge_words(self.passes.edges[edge], tail)
        hold = self.passes.works[number].hold
        if hold.position > NOISE:
            return hold.key, hold.words
        return None, NOW.words


def free_floats(passes: Passes, early: Starts) -> list[float]:
    """Working days that each work can slip without moving anything else; infinity where nothing comes after it."""
    at = early.at
    free = [math.inf] * len(at)
    for number, work in enumerate(passes.works):
        dues = [position for position in (work.target, work.limit, work.cap) if position is not None]
        if dues:
            free[number] = min(dues) - at[number] - passes.days[number]
    for edge in range(len(passes.edges)):
        tail = passes.tails[edge]
        free[tail] = min(free[tail], at[passes.heads[edge]] - passes.earliest_after(edge, at[tail]))
    return [room if room == math.inf else max(0, slack(room)) for room in free]


def _edge_words(edge: Edge, tail: str) -> Message:
    if tail != edge.before:
        return translatable(
            "at most {days} working days before {key}", days=number_words(edge.longest or 0, _DIGITS), key=tail
        )
    finishes = edge.type[0] == "F"
    if not edge.lag:
        return (
            translatable("after {key} finishes", key=tail) if finishes else translatable("after {key} starts", key=tail)
        )
    lag = translatable(
        "{sign} {days} working days", sign="+" if edge.lag > 0 else "-", days=number_words(abs(edge.lag), _DIGITS)
    )
    if finishes:
        return translatable("after {key} finishes, {lag}", key=tail, lag=lag)
    return translatable("after {key} starts, {lag}", key=tail, lag=lag)


def _as_it_was(item: Owed) -> Planned:
    return Planned(
        key=item.key,
        kind=item.kind,
        title=item.title,
        group=item.group,
        owners=item.owners,
        state=item.state,
        days=0,
        early_start=item.started_on or item.done_on,
        early_finish=item.done_on,
        late_start=None,
        late_finish=None,
        total_float=None,
        free_float=None,
        critical=False,
        driven_by=None,
        driver=_DONE,
        finish_in=0,
        due_in=None,
    )


def whole(days: float) -> float:
    """Whole days as whole numbers, and no noise of rounding."""
    near = round(days)
    return near if abs(days - near) < NOISE else days
