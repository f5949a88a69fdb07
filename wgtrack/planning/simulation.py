"""The forward pass of the critical path method with arrays of samples in place of days: each edge is gone over once.

Imported by the forecast alone, and only when one is made, since it needs numpy.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from wgtrack.planning.calendar_passes import Passes
from wgtrack.planning.distributions import Distribution, Spread
from wgtrack.planning.histogram import (
    Bools,
    Crossing,
    Floats,
    Numbers,
    Table,
    Tally,
    begun_all,
    finish_numbers,
    plain_all,
)
from wgtrack.planning.passes import NOISE
from wgtrack.planning.points import MORNING
from wgtrack.planning.sampling import Draw, drawer
from wgtrack.planning.workday_axis import Clock

#: Most samples that are planned at once, so that those of a few works fit into a processor's cache, and most numbers of
#: all works together, so that they fit into memory.
_MOST, _ROOM = 5_000, 1_500_000


class Simulated(NamedTuple):
    """What came of all samples; lists are by the number of the work."""

    #: Day of the finish, as a number on the work's clock.
    finishes: list[Tally]
    #: In how many samples it was on the critical path of the goals.
    critical: list[int]
    #: Day on which the last of the goals was finished, as an ordinal.
    last: Tally
    #: Samples in which a longest lag was not kept, since the days drawn did not let it.
    broken: int


def simulate(
    passes: Passes,
    spreads: Mapping[str, Spread],
    goals: Sequence[int],
    *,
    samples: int,
    seed: int,
    distribution: Distribution,
    progress: Callable[[int, int], None] | None = None,
) -> Simulated:
    """Draw the days of every work so many times, and plan the network with each of the draws.

    ``goals`` are the numbers of the works whose last finish the critical path leads to; ``progress`` is told now and
    then how many samples of how many are done.
    """
    points = frozenset(
        number for number, key in enumerate(passes.keys) if spreads[key].is_fixed and spreads[key].likely <= NOISE
    )
    network = _Network(passes, goals, points)
    size = max(1, min(samples, _MOST, _ROOM // len(passes.works)))
    whole = _Batch.of_size(len(passes.works), size)
    draws: dict[int, Draw] = {}
    for number, key in enumerate(passes.keys):
        whole.days[number] = spreads[key].likely
        if not spreads[key].is_fixed:
            draws[number] = drawer(spreads[key], key, seed, distribution)
    for done in range(0, samples, size):
        batch = whole.some(slice(samples - done))
        for number, draw in draws.items():
            batch.days[number] = draw(batch.size)
        network.plan(batch)
        if progress is not None:
            progress(done + batch.size, samples)
    return Simulated(network.finishes, network.critical, network.last, network.broken)


class _Batch(NamedTuple):
    """Some samples: for each work, in each of them, its start, its finish, its days, and whether it is critical."""

    at: Floats
    ends: Floats
    days: Floats
    critical: Bools

    @classmethod
    def of_size(cls, works: int, samples: int) -> "_Batch":
        """Room for so many samples; memory that is used again and again costs less than fresh memory."""
        shape = works, samples
        return cls(np.empty(shape), np.empty(shape), np.empty(shape), np.empty(shape, bool))

    @property
    def size(self) -> int:
        """How many samples there are."""
        return int(self.days.shape[1])

    def some(self, which: Numbers | slice) -> "_Batch":
        """Some of the samples: the same ones for a slice, copies for their places."""
        return _Batch(self.at[:, which], self.ends[:, which], self.days[:, which], self.critical[:, which])

    def finish(self, number: int) -> Floats:
        """Work out the finishes of a work from its starts."""
        ends: Floats = np.add(self.at[number], self.days[number], out=self.ends[number])
        return ends


class _Step(NamedTuple):
    """An edge as it is gone over: the head starts, or finishes, the lag after the tail starts, or finishes."""

    tail: int
    head: int
    from_finish: bool
    to_finish: bool
    lag: float
    crossing: Crossing | None
    #: The head takes no time; the tail takes some.
    is_point: bool
    from_work: bool

    def earliest(self, batch: _Batch, which: Numbers | slice = slice(None)) -> Floats:
        """The earliest starts of the head for the tail as it is, in all samples or in some."""
        found: Floats = (batch.ends if self.from_finish else batch.at)[self.tail, which]
        if self.crossing is not None:
            found = self.crossing(found, finish=self.from_finish or not self.from_work, exact=self.is_point)
        if self.lag:
            found = found + self.lag
        if self.is_point:
            return begun_all(found) if self.from_work and not self.from_finish else found
        if self.to_finish:
            return found - batch.days[self.head, which]
        return found if self.from_work else plain_all(found)


class _Network:
    """A network made ready for samples, and what came of those so far."""

    def __init__(self, passes: Passes, goals: Sequence[int], points: Collection[int]) -> None:
        steps = _steps(passes, points)
        self.forward = [steps[edge] for edge in passes.order.forward]
        self.back = [steps[edge] for edge in passes.order.back]
        self.most_rounds = passes.most_rounds
        self.starts_from = np.array([max(0, work.starts_from) for work in passes.works], float)[:, None]
        self.ends_from = {n: work.ends_from for n, work in enumerate(passes.works) if work.ends_from > 0}
        self.goals = _by_clock(passes, goals)
        self.finishes = [Tally() for _ in passes.works]
        self.critical = [0] * len(passes.works)
        self.last = Tally()
        self.broken = 0

    def plan(self, batch: _Batch) -> None:
        """Plan one batch of samples and count what comes of it."""
        self._start(batch)
        for number, tally in enumerate(self.finishes):
            tally.add(finish_numbers(batch.finish(number)))
        self._finish(batch)
        self._trace(batch)
        for number, critical in enumerate(batch.critical):
            self.critical[number] += int(np.count_nonzero(critical))

    def _start(self, batch: _Batch) -> None:
        """Find the earliest starts. Samples whose days contradict the longest lags go without these, and are counted."""
        self._push(batch)
        contradicted = self._pull(batch)
        if contradicted.size:
            self.broken += contradicted.size
            some = batch.some(contradicted)
            self._push(some)
            batch.at[:, contradicted] = some.at

    def _push(self, batch: _Batch) -> None:
        """Find the earliest starts by all but the longest lags."""
        batch.at[:] = self.starts_from
        for number, end in self.ends_from.items():
            np.maximum(batch.at[number], end - batch.days[number], out=batch.at[number])
        _delay(self.forward, batch)

    def _pull(self, batch: _Batch) -> Numbers:
        """Delay the starts by the longest lags too; the places of the samples in which that comes to no end."""
        moving = np.arange(batch.size if self.back else 0)
        for _ in range(self.most_rounds):
            if not moving.size:
                break
            some = batch.some(moving)
            before = some.at.copy()
            _delay(self.back, some)
            _delay(self.forward, some)
            batch.at[:, moving] = some.at
            moving = moving[(some.at > before + NOISE).any(axis=0)]
        return moving

    def _finish(self, batch: _Batch) -> None:
        """Count the days on which the last of the goals is finished, and mark those that are last."""
        tops = [_highest([batch.ends[goal] for goal in goals]) for goals, _ in self.goals]
        numbers = [finish_numbers(top) for top in tops]
        ordinals = [ordinal(number) for (_, ordinal), number in zip(self.goals, numbers, strict=True)]
        self.last.add(_highest(ordinals).astype(np.intp))
        # With the part of the day, they go on alike on all calendars.
        moments = [day + top - number for day, top, number in zip(ordinals, tops, numbers, strict=True)]
        latest = _highest(moments) - NOISE
        batch.critical[:] = False
        for (goals, _), top, moment in zip(self.goals, tops, moments, strict=True):
            least = np.where(moment >= latest, top - NOISE, np.inf)
            for goal in goals:
                np.greater_equal(batch.ends[goal], least, out=batch.critical[goal])

    def _trace(self, batch: _Batch) -> None:
        """Mark what holds the start of what is marked, back to what nothing holds.

        The end of a day and the start of the next are one moment here, as they are for the float of a plan.
        """
        marks = -1
        while marks != (marks := int(np.count_nonzero(batch.critical))):
            marked: dict[int, Numbers] = {}
            for step in (*reversed(self.forward), *reversed(self.back)):
                if step.head not in marked:
                    marked[step.head] = np.flatnonzero(batch.critical[step.head])
                which = marked[step.head]
                if which.size:
                    holds = np.abs(step.earliest(batch, which) - batch.at[step.head, which]) <= 2 * MORNING
                    batch.critical[step.tail, which[holds]] = True
            if not self.back:  # then one round meets everything
                return


def _highest(rows: Sequence[Floats]) -> Floats:
    """The highest number in each sample; one row after the other, as they need no room beside each other."""
    found = rows[0].copy()
    for row in rows[1:]:
        np.maximum(found, row, out=found)
    return found


def _delay(steps: Iterable[_Step], batch: _Batch) -> None:
    """Start every head as late as its steps ask; they come by their tails, each of which is settled before its steps."""
    tail = -1
    for step in steps:
        if step.tail != tail:
            tail = step.tail
            batch.finish(tail)
        np.maximum(batch.at[step.head], step.earliest(batch), out=batch.at[step.head])


def _steps(passes: Passes, points: Collection[int]) -> list[_Step]:
    """The edges made ready; a longest lag goes the other way. ``points`` are the works that take no time."""
    crossings: dict[tuple[int, int], Crossing] = {}
    found = []
    for number, (edge, tail, head) in enumerate(zip(passes.edges, passes.tails, passes.heads, strict=True)):
        is_back = number >= passes.network.plain
        kind, lag = (edge.type[::-1], -(edge.longest or 0)) if is_back else (edge.type, edge.lag)
        there, here = passes.works[tail].clock, passes.works[head].clock
        pair = id(there), id(here)
        if there is not here and pair not in crossings:
            crossings[pair] = Crossing(there, here)
        found.append(
            _Step(
                tail, head, kind[0] == "F", kind[1] == "F", lag, crossings.get(pair), head in points, tail not in points
            )
        )
    return found


def _by_clock(passes: Passes, goals: Iterable[int]) -> list[tuple[list[int], Table]]:
    """The goals of each calendar, with the ordinals of its working days."""
    clocks = {id(work.clock): work.clock for work in passes.works}
    found: dict[int, list[int]] = {}
    for goal in goals:
        found.setdefault(id(passes.works[goal].clock), []).append(goal)
    return [(numbers, _ordinals(clocks[which])) for which, numbers in found.items()]


def _ordinals(clock: Clock) -> Table:
    return Table(lambda number: clock.day(number).toordinal())
