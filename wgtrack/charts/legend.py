"""What the signs of a picture mean: a sample of each beside its words, side by side in lines."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import svg

from wgtrack.charts import shapes
from wgtrack.charts.style import SMALL
from wgtrack.charts.text import text_width

_LINE, _SAMPLE, _GAP, _BETWEEN = 20, 24, 6, 18


class Entry(NamedTuple):
    """One sign: ``draw(x, y)`` gives a sample 24 wide whose middle is at height ``y``."""

    words: str
    draw: Callable[[float, float], Sequence[svg.Element]]


def legend(entries: Iterable[Entry], left: float, right: float, top: float) -> tuple[list[svg.Element], float]:
    """The samples with their words, and where the last line ends."""
    drawn: list[svg.Element] = []
    x, y = left, top + _LINE / 2
    for entry in entries:
        width = _SAMPLE + _GAP + text_width(entry.words, SMALL)
        if x > left and x + width > right:
            x, y = left, y + _LINE
        drawn += [*entry.draw(x, y), shapes.text(x + _SAMPLE + _GAP, y + 4, entry.words, "key")]
        x += width + _BETWEEN
    return drawn, y + _LINE / 2 if drawn else top


def box(name: str, pattern: str | None = None) -> Callable[[float, float], Sequence[svg.Element]]:
    """A sample of a bar."""

    def draw(x: float, y: float) -> list[svg.Element]:
        return list(boxes(x, y - 6, _SAMPLE, 12, name, pattern))

    return draw


def boxes(  # noqa: PLR0917 - a box has four sides
    x: float, y: float, width: float, height: float, name: str, pattern: str | None
) -> Iterator[svg.Element]:
    """A box of a class with a pattern over it."""
    yield shapes.rect(x, y, width, height, name, radius=2)
    if pattern is not None:
        yield shapes.rect(x, y, width, height, None, radius=2, fill=pattern)


def stroke(name: str) -> Callable[[float, float], Sequence[svg.Element]]:
    """A sample of a line."""
    return lambda x, y: [shapes.line(x, y, x + _SAMPLE, y, name)]


def sign(draw: Callable[[float, float], Sequence[svg.Element]]) -> Callable[[float, float], Sequence[svg.Element]]:
    """A sample of a sign that stands on a point."""
    return lambda x, y: draw(x + _SAMPLE / 2, y)
