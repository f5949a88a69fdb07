"""Counting samples, and looking up days for whole arrays of them. Needs numpy, as the simulation that it is made for."""

import math
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from wgtrack.planning.passes import NOISE
from wgtrack.planning.points import MORNING
from wgtrack.planning.workday_axis import Clock

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]


class Tally:
    """How often each whole number came up."""

    def __init__(self) -> None:
        self._first = 0
        self._counts = np.zeros(0, np.intp)

    def add(self, numbers: Numbers) -> None:
        """Count these too."""
        first = int(numbers.min())
        counts = np.bincount(numbers - first)
        if not self._counts.size:
            self._first, self._counts = first, counts
            return
        start = min(first, self._first)
        end = max(first + counts.size, self._first + self._counts.size)
        both = np.zeros(end - start, np.intp)
        both[self._first - start : self._first - start + self._counts.size] = self._counts
        both[first - start : first - start + counts.size] += counts
        self._first, self._counts = start, both

    @property
    def total(self) -> int:
        """How many were counted."""
        return int(self._counts.sum())

    def reached(self, share: float) -> int:
        """The least number that this share of all is not above."""
        totals = self._counts.cumsum()
        return self._first + int(np.searchsorted(totals, share * totals[-1] - NOISE))

    def up_to(self, number: float) -> int:
        """How many are no more than this."""
        return int(self._counts[: max(0, math.floor(number) + 1 - self._first)].sum())

    def counts(self) -> Iterator[tuple[int, int]]:
        """Each number that came up, and how often."""
        yield from ((self._first + int(place), int(self._counts[place])) for place in np.flatnonzero(self._counts))


class Table:
    """A function of the numbers from 0 on, for arrays of them; worked out once for each."""

    def __init__(self, function: Callable[[int], float]) -> None:
        self._function = function
        self._values: Floats = np.zeros(0)

    def __call__(self, numbers: Numbers) -> Floats:
        """The values for these numbers."""
        try:
            return self._values.take(numbers)
        except IndexError:
            more = [self._function(number) for number in range(self._values.size, int(numbers.max()) + 1)]
            self._values = np.concatenate([self._values, np.array(more, float)])
            return self._values.take(numbers)


class Crossing:
    """``Clock.after`` for arrays: from positions on one calendar to those on another."""

    def __init__(self, there: Clock, here: Clock) -> None:
        self._starts = Table(lambda number: here.at_start(there.day(number)))
        self._lengths = Table(lambda number: here.at_end(there.day(number)) - here.at_start(there.day(number)))

    def __call__(self, positions: Floats, *, finish: bool, exact: bool = False) -> Floats:
        """Where the other clock stands at these positions, at a finish or at a start; ``exact`` as there."""
        numbers = (np.ceil(positions - NOISE) if finish else np.floor(positions + NOISE) + 1).astype(np.intp)
        # A day that is not worked there is passed at once.
        lengths = self._lengths(numbers)
        found: Floats = self._starts(numbers) + (positions - (numbers - 1)) * lengths
        return np.where(lengths > 0, found, found + MORNING) if exact else found


def begun_all(positions: Floats) -> Floats:
    """``points.begun`` for arrays."""
    near = np.round(positions)
    return np.where(np.abs(positions - near) <= NOISE, near + MORNING, positions)


def plain_all(positions: Floats) -> Floats:
    """``points.plain`` for arrays."""
    near = np.round(positions)
    past = positions - near
    return np.where((past > MORNING / 2) & (past < 2 * MORNING), near, positions)


def finish_numbers(positions: Floats) -> Numbers:
    """The working days on which these finishes fall: what can be done at once is done on the next one."""
    return np.maximum(np.ceil(positions - NOISE), 1).astype(np.intp)
