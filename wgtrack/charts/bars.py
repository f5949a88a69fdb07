"""One row of the timeline: what was done, is planned and can slip, with the days it is due on."""

from collections.abc import Iterator
from datetime import date, timedelta

import svg

from wgtrack.charts import shapes
from wgtrack.charts.legend import boxes
from wgtrack.charts.links import Place
from wgtrack.charts.scale import Axis
from wgtrack.planning.bars import Bar, Days, EventBar

#: Height of a row and of a bar in it.
ROW, HEIGHT = 22, 12
#: Half the width of a diamond, and of a target's triangle.
MARK, FLAG = 6, 4
_DAY = timedelta(days=1)
#: Narrowest bar that is still seen.
_LEAST = 2

#: Signs that a legend explains, in its order: name -> pattern over it, for those that are bars.
PATTERNS = {
    "done": None,
    "planned": None,
    "critical": "critical-hatch",
    "late": "late-hatch",
    "done-late": "done-late-hatch",
    "unknown": None,
}


def patterns() -> tuple[svg.Element, ...]:
    """The patterns that bars are filled with: they tell them apart without colour."""
    return (
        shapes.hatch("critical-hatch", "critical-hatch", 7, 45),
        shapes.hatch("late-hatch", "late-hatch", 4, -45),
        shapes.hatch("done-late-hatch", "done-late-hatch", 4, -45),
    )


def parts(bar: Bar) -> Iterator[tuple[str, Days]]:
    """The bars of an item, each with its class: what was done and what is left, both cut where it is due."""
    if bar.worked is not None:
        yield from _cut(bar.worked, bar.due, "done", "done-late")
    if bar.planned is not None:
        usual = "critical" if bar.critical else "planned"
        yield from _cut(bar.planned, bar.due, usual if bar.estimated else "unknown", "late")


def _cut(days: Days, due: date | None, in_time: str, late: str) -> Iterator[tuple[str, Days]]:
    if due is None or days.last <= due:
        yield in_time, days
    elif days.first > due:
        yield late, days
    else:
        yield in_time, Days(days.first, due)
        yield late, Days(due + _DAY, days.last)


def draw(bar: Bar, axis: Axis, top: float) -> tuple[list[svg.Element], set[str]]:
    """The shapes of an item whose row begins at ``top``, and the names of the signs among them."""
    middle = top + ROW / 2
    drawn, used = _float(bar, axis, middle)
    drawn += _gap(bar, axis, middle)
    for name, days in parts(bar):
        shown = axis.clip(days)
        if shown is not None:
            drawn += _box(name, shown, axis, middle)
            used.add(name)
    marks = _marks(bar, axis, middle)
    return drawn + [shape for _, shape in marks], used | {name for name, _ in marks}


def event(one: EventBar, axis: Axis, top: float) -> list[svg.Element]:
    """The bar of an event."""
    shown = axis.clip(one.days)
    return [] if shown is None else _box("event", shown, axis, top + ROW / 2)


def _box(name: str, days: Days, axis: Axis, middle: float) -> list[svg.Element]:
    x = axis.begin(days.first)
    width = max(_LEAST, axis.close(days.last) - x)
    return list(boxes(x, middle - HEIGHT / 2, width, HEIGHT, name, PATTERNS.get(name)))


def _float(bar: Bar, axis: Axis, middle: float) -> tuple[list[svg.Element], set[str]]:
    """How far it can slip: a dotted line, with an end where it ends on the axis."""
    shown = None if bar.room is None else axis.clip(bar.room)
    if shown is None:
        return [], set()
    left, right = axis.begin(shown.first), axis.close(shown.last)
    drawn: list[svg.Element] = [shapes.line(left, middle, right, middle, "float")]
    if bar.room is not None and shown.last == bar.room.last:
        drawn.append(shapes.line(right, middle - 3, right, middle + 3, "float-end"))
    return drawn, {"float"}


def _gap(bar: Bar, axis: Axis, middle: float) -> list[svg.Element]:
    """A thread from what was done to what is left, where it cannot go on at once."""
    if bar.worked is None or bar.planned is None or bar.planned.first <= bar.worked.last + _DAY:
        return []
    return [shapes.line(axis.close(bar.worked.last), middle, axis.begin(bar.planned.first), middle, "thread")]


def _marks(bar: Bar, axis: Axis, middle: float) -> list[tuple[str, svg.Element]]:
    found: list[tuple[str, svg.Element]] = []
    if bar.mark is not None and axis.shows(bar.mark):
        found.append((mark_of(bar), mark(mark_of(bar), axis.middle(bar.mark), middle)))
    if bar.target is not None and axis.shows(bar.target):
        found.append(("target", shapes.triangle(axis.middle(bar.target), middle - HEIGHT / 2 + 1, FLAG, "target")))
    if bar.limit is not None and axis.shows(bar.limit):
        found.append(("limit", limit(axis.close(bar.limit), middle)))
    return found


def mark_of(bar: Bar) -> str:
    """The class of a diamond."""
    if bar.late:
        return "mark-late"
    if bar.state == "done":
        return "mark-done"
    return "mark-critical" if bar.critical else "mark-planned"


def mark(name: str, x: float, y: float) -> svg.Element:
    """A diamond: solid if reached, hollow if planned, with a dot if critical and an exclamation mark if late."""
    shape = shapes.diamond(x, y, MARK, name)
    if name == "mark-critical":
        return shapes.group([shape, shapes.circle(x, y, 1.6, "mark-dot")])
    if name == "mark-late":
        return shapes.group(
            [shape, shapes.line(x, y - 3.4, x, y + 0.6, "mark-bang"), shapes.circle(x, y + 2.8, 0.9, "paper")]
        )
    return shape


def limit(x: float, middle: float) -> svg.Element:
    """A bracket that closes at ``x``."""
    low, high = middle + ROW / 2 - 2, middle - ROW / 2 + 2
    return shapes.polyline([(x - 4, high), (x, high), (x, low), (x - 4, low)], "limit")


def place(bar: Bar, axis: Axis, top: float) -> Place | None:
    """Where links of an item start and end; None where it is not on the axis."""
    middle = top + ROW / 2
    spans = [days for days in (bar.worked, bar.planned) if days is not None and days.meets(axis.days)]
    if spans:
        left, right = axis.begin(spans[0].first), axis.close(spans[-1].last)
        return Place(left, axis.begin(spans[-1].first), right, middle, HEIGHT / 2)
    if bar.mark is None or not axis.shows(bar.mark):
        return None
    x = axis.middle(bar.mark)
    return Place(x - MARK, x - MARK, x + MARK, middle, MARK)
