"""Points between working days: the end of one and the start of the next have one position, but are shown as two days.

Work has days, so it is clear which of the two is meant. What takes no time is placed at the start of the next working day by
adding ``MORNING`` to the whole position. It is more than the noise of rounding and less than any part of a day that people give.
"""

import math
from typing import Final

from wgtrack.planning.passes import NOISE

MORNING: Final = 1e-6
INFINITE: Final = frozenset({math.inf, -math.inf})
_HALF: Final = MORNING / 2


def begun(position: float) -> float:
    """The start of the working day that follows a whole position; a position within a day is one point only."""
    near = round(position)
    return near + MORNING if abs(position - near) <= NOISE else position


def plain(position: float) -> float:
    """The position without what tells the start of a day."""
    near = round(position)
    return near if _HALF < position - near < 2 * MORNING else position


def is_morning(position: float) -> bool:
    """Whether this is the start of a day as a point of its own."""
    return _HALF < position - round(position) < 2 * MORNING


def needed(position: float) -> float:
    """Working days until this point is behind: what happens at the start of a day takes that day."""
    if position in INFINITE:
        return position
    near = round(position)
    past = position - near
    if abs(past) < _HALF:
        return near
    return near + 1 if _HALF < past < 2 * MORNING else position


def slack(room: float) -> float:
    """Working days between two points, told in whole days where they are whole."""
    if room in INFINITE:
        return room
    near = round(room)
    past = room - near
    if -_HALF < past < 2 * MORNING:
        return near
    return near - 1 if -2 * MORNING < past <= -_HALF else room
