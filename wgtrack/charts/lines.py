"""Which promises a trend shows, and the line of each."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from attrs import evolve

from wgtrack.history.promises import Trend

#: Lines that can be told apart, and those of them that are kept for what moved most.
MOST, MOVERS = 12, 4
#: Of most weight first: what others wait for.
_WEIGHTS = {"deliverable": 0, "event": 1, "milestone": 2, "task": 3}
_GONE = frozenset({"dropped", "removed"})


#: (day of the report, promised day), one after the other.
Steps = tuple[tuple[date, date], ...]


class Line(NamedTuple):
    """A promise over time: (day of the report, promised day), a step at each change, up to its end."""

    trend: Trend
    #: In pieces: one ends where a promise was taken back.
    pieces: tuple[Steps, ...]
    #: Where the date changed, the first promise included.
    changes: Steps
    #: The first and the last promised day.
    first: date
    last: date

    @property
    def end(self) -> tuple[date, date]:
        """Its last point."""
        return self.pieces[-1][-1]

    @property
    def moved(self) -> int:
        """Calendar days from its first promise to its last; later is positive."""
        return (self.last - self.first).days


def lines(trends: Iterable[Trend], today: date, since: date | None = None) -> tuple[tuple[Line, ...], int]:
    """The lines that are shown, the earliest end first, and how many promises there are in all.

    With ``since``, from that day of report on: what was done or taken back before is left out.
    """
    left = (trend if since is None else _since(trend, since) for trend in trends if trend.became not in _GONE)
    found = [one for trend in left if (one := _line(trend, today)) is not None]
    weighty = sorted(found, key=lambda one: (_WEIGHTS.get(one.trend.kind, 3), -_turned(one), one.last, one.trend.key))
    movers = sorted((one for one in found if _turned(one)), key=lambda one: (-_turned(one), one.trend.key))
    # Tasks come in only as movers, unless there is nothing else.
    chosen = [one for one in weighty if one.trend.kind != "task"][: MOST - MOVERS]
    for one in (*movers, *weighty):
        if (
            len(chosen) < MOST
            and one not in chosen
            and (_turned(one) or one.trend.kind != "task" or len(chosen) < MOVERS)
        ):
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: (one.end[1], one.trend.key))), len(found)


def _since(trend: Trend, since: date) -> Trend:
    """A trend without what was before a day; it begins with what was promised then."""
    if trend.done_on is not None and trend.done_on < since:
        return evolve(trend, points=())
    before = [point for point in trend.points if point.on <= since]
    after = [point for point in trend.points if point.on > since]
    begin = [evolve(point, on=since) for point in before[-1:] if point.promised is not None]
    return evolve(trend, points=(*begin, *after))


def _turned(line: Line) -> int:
    """Days by which its date moved, to and fro."""
    steps = [promised for _, promised in line.changes]
    return sum(abs((after - before).days) for before, after in pairwise(steps))


def _line(trend: Trend, today: date) -> Line | None:
    """The line of a trend; None where there was never a day that was promised."""
    promised = [(point.on, point.promised) for point in trend.points]
    changes = tuple((on, day) for on, day in promised if day is not None)
    if not changes:
        return None
    until = today if trend.done_on is None else max(min(trend.done_on, today), promised[-1][0])
    pieces: list[Steps] = []
    run: list[tuple[date, date]] = []
    for on, day in (*promised, (until, None)):
        if run:
            run.append((on, run[-1][1]))
        if day is None:
            pieces += [tuple(run)] if run else []
            run = []
        else:
            run.append((on, day))
    if trend.done_on is not None and pieces:
        # It ends where the day of the report is the day it was done.
        pieces[-1] = (*pieces[-1], (until, trend.done_on))
    return Line(trend, tuple(pieces), changes, changes[0][1], changes[-1][1])
