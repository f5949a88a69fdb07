"""The few shapes that pictures are made of. Numbers are rounded to two decimals, so that they are the same everywhere."""

from collections.abc import Iterable, Sequence
from typing import Literal

import svg

Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]

_DECIMALS = 2


def near(number: float) -> float:
    """A number to two decimals, whole where it is whole."""
    rounded = round(number, _DECIMALS)
    return int(rounded) if rounded == int(rounded) else rounded


def rect(
    x: float, y: float, width: float, height: float, name: str | None, *, radius: float = 0, fill: str | None = None
) -> svg.Rect:
    """A box of a class, or filled with a pattern."""
    return svg.Rect(
        x=near(x),
        y=near(y),
        width=near(max(0, width)),
        height=near(height),
        rx=near(radius) if radius else None,
        class_=_classes(name),
        fill=_pattern(fill),
    )


def line(x1: float, y1: float, x2: float, y2: float, name: str) -> svg.Line:
    """A line from one point to another."""
    return svg.Line(x1=near(x1), y1=near(y1), x2=near(x2), y2=near(y2), class_=[name])


def text(x: float, y: float, words: str, name: str, anchor: Anchor = "start") -> svg.Text:
    """Words whose base line is at ``y``."""
    return svg.Text(x=near(x), y=near(y), text=words, class_=[name], text_anchor=None if anchor == "start" else anchor)


def polyline(points: Iterable[Point], name: str) -> svg.Polyline:
    """A line through some points."""
    return svg.Polyline(points=_corners(points), class_=[name])


def polygon(points: Iterable[Point], name: str | None, *, fill: str | None = None) -> svg.Polygon:
    """An area with these corners, of a class or filled with a pattern."""
    return svg.Polygon(points=_corners(points), class_=_classes(name), fill=_pattern(fill))


def circle(x: float, y: float, radius: float, name: str) -> svg.Circle:
    """A circle around a point."""
    return svg.Circle(cx=near(x), cy=near(y), r=near(radius), class_=[name])


def diamond(x: float, y: float, radius: float, name: str) -> svg.Polygon:
    """A square on its corner."""
    return polygon([(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)], name)


def triangle(x: float, y: float, radius: float, name: str) -> svg.Polygon:
    """A triangle that points down, with its point at ``y``."""
    return polygon([(x - radius, y - 1.5 * radius), (x + radius, y - 1.5 * radius), (x, y)], name)


def group(elements: Iterable[svg.Element], title: str | None = None) -> svg.G:
    """Elements that belong together; a pointer that rests on them is told the title."""
    told: Sequence[svg.Element] = () if title is None else (svg.Title(text=title),)
    return svg.G(elements=[*told, *elements])


def hatch(key: str, name: str, step: float, angle: float, ground: str | None = None) -> svg.Pattern:
    """A pattern of parallel lines, as wide as the class says, on a ground of another class or on what is below."""
    lines: list[svg.Element] = [line(0, 0, 0, step, name)]
    below: list[svg.Element] = [rect(0, 0, step, step, ground)] if ground else []
    return svg.Pattern(
        id=key,
        width=near(step),
        height=near(step),
        patternUnits="userSpaceOnUse",
        patternTransform=[svg.Rotate(near(angle))],
        elements=[*below, *lines],
    )


def _classes(name: str | None) -> list[str] | None:
    return None if name is None else [name]


def _pattern(fill: str | None) -> str | None:
    return None if fill is None else f"url(#{fill})"


def _corners(points: Iterable[Point]) -> list[svg.Point]:
    return [svg.Point(near(x), near(y)) for x, y in points]
