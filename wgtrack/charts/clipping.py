"""Cutting an area off at the two sides of a frame."""

from collections.abc import Sequence
from itertools import pairwise

from wgtrack.charts.shapes import Point


def clipped(corners: Sequence[Point], left: float, right: float) -> list[Point]:
    """The part of an area without dents that is between two sides, as its corners; none where there is none of it.

    Sutherland and Hodgman's way, one side after the other. A line is an area of two corners.
    """
    return _right_of(_right_of(corners, left, 1), right, -1)


def _right_of(corners: Sequence[Point], side: float, sign: int) -> list[Point]:
    """What is to the right of a side; with ``sign`` -1 to the left of it."""
    found: list[Point] = []
    for before, after in pairwise((*corners[-1:], *corners)):
        was_in, is_in = sign * (before[0] - side) >= 0, sign * (after[0] - side) >= 0
        if was_in != is_in:
            share = (side - before[0]) / (after[0] - before[0])
            found.append((side, before[1] + share * (after[1] - before[1])))
        if is_in:
            found.append(after)
    return found
