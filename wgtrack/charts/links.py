"""Arrows from what must come first to what waits for it, around the bars."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import svg

from wgtrack.charts import shapes
from wgtrack.charts.shapes import Point
from wgtrack.planning.bars import BarLink

#: How far an arrow goes out of a bar before it turns, and how big its head is.
_OUT, _HEAD = 6, 4
#: So little before the end of the one the other may begin, to be right below it.
_NEAR = 14


class Place(NamedTuple):
    """Where a bar is drawn: its edges, the middle of its row, and half its height."""

    left: float
    #: Where what is left of it begins: what it waits for holds that alone.
    rest: float
    right: float
    middle: float
    half: float


def arrows(links: Iterable[BarLink], places: Mapping[str, Place]) -> Iterator[svg.Element]:
    """The arrows of all links whose ends are drawn; critical ones last, so that they lie on top."""
    for link in sorted(links, key=lambda one: one.critical):
        if link.before in places and link.after in places:
            points = route(link, places[link.before], places[link.after])
            name = "link-critical" if link.critical else "link"
            yield shapes.polyline(points, name)
            yield _head(points, f"{name}-head")


def route(link: BarLink, before: Place, after: Place) -> list[Point]:
    """The corners of an arrow."""
    start = before.right if link.type[0] == "F" else before.left
    to_start = link.type[1] == "S"
    x = after.rest + min(_OUT, (after.right - after.rest) / 2)
    if link.type == "FS" and x >= start - _NEAR:
        return _straight(x, before, after)
    end = after.rest if to_start else after.right
    if link.type in {"SS", "FF"}:
        turn = min(start, end) - _OUT if to_start else max(start, end) + _OUT
        return [(start, before.middle), (turn, before.middle), (turn, after.middle), (end, after.middle)]
    out = start + (_OUT if link.type[0] == "F" else -_OUT)
    back = end + (-_OUT if to_start else _OUT)
    between = after.middle + (-1 if after.middle > before.middle else 1) * (after.half + 3)
    return [
        (start, before.middle),
        (out, before.middle),
        (out, between),
        (back, between),
        (back, after.middle),
        (end, after.middle),
    ]


def _straight(x: float, before: Place, after: Place) -> list[Point]:
    """Along its own row, and then down or up to where the other begins; where that is below its end, from its edge."""
    down = 1 if after.middle > before.middle else -1
    edge = after.middle - down * after.half
    if x <= before.right:
        return [(max(x, before.left), before.middle + down * before.half), (max(x, before.left), edge)]
    return [(before.right, before.middle), (x, before.middle), (x, edge)]


def _head(points: list[Point], name: str) -> svg.Element:
    (from_x, from_y), (x, y) = points[-2:]
    if from_x == x:
        back = y - _HEAD if from_y < y else y + _HEAD
        return shapes.polygon([(x, y), (x - _HEAD / 2, back), (x + _HEAD / 2, back)], name)
    back = x - _HEAD if from_x < x else x + _HEAD
    return shapes.polygon([(x, y), (back, y - _HEAD / 2), (back, y + _HEAD / 2)], name)
