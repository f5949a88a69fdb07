"""What the columns of a timeline stand for: a day each, or a week or part of one, as many as there is room for."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from wgtrack.messages.message import MONTHS
from wgtrack.planning.bars import Days, Timeline
from wgtrack.planning.load import monday

Unit = Literal["day", "week"]
UNITS: tuple[Unit, ...] = ("day", "week")

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
#: Columns that a week may take where columns stand for parts of weeks; with three its number and a blank fit.
_PARTS = (3, 2, 1)
#: Columns that a day of the month takes, with a blank.
_NUMBER = 3
#: Days or weeks that are shown before today where not all fit.
_PAST = 7


class Scale(NamedTuple):
    """The columns, and what did not fit."""

    unit: Unit
    #: Columns that a day or a week takes.
    parts: int
    #: The days that each column stands for.
    columns: tuple[Days, ...]
    #: Calendar days that were to be shown before the first column and after the last one.
    before: int
    after: int

    @property
    def days(self) -> Days:
        """From the first day of the first column to the last day of the last one."""
        return Days(self.columns[0].first, self.columns[-1].last)

    def place(self, day: date) -> int | None:
        """The column a day stands in; None where it is not shown."""
        return next((place for place, days in enumerate(self.columns) if days.first <= day <= days.last), None)


def scale_of(timeline: Timeline, room: int, unit: Unit) -> Scale:
    """Days or weeks in so many columns; what does not fit is cut."""
    days = timeline.days
    if unit == "day":
        begin, number, step = days.first, days_in(days), _DAY
    else:
        begin, step = monday(days.first), _WEEK
        number = (days.last - begin).days // _WEEK.days + 1
    parts = next((parts for parts in _PARTS if unit == "week" and number * parts <= room), 1)
    start = begin + _first_shown(timeline, (timeline.today - begin) // step, number - room) * step
    steps = (start + place * step for place in range(min(number, room)))
    columns = tuple(part for first in steps for part in _parts_of(Days(first, first + step - _DAY), parts))
    before, after = (columns[0].first - days.first).days, (days.last - columns[-1].last).days
    return Scale(unit, parts, columns, max(0, before), max(0, after))


def days_in(days: Days) -> int:
    """How many days there are from the first to the last one."""
    return (days.last - days.first).days + 1


def months_line(columns: tuple[Days, ...]) -> str:
    """The months over the columns that they begin in, as long as there is room."""
    starts = [
        place for place, days in enumerate(columns) if not place or days.first.month != columns[place - 1].first.month
    ]
    line = ""
    for start, end in zip(starts, [*starts[1:], len(columns) + 1], strict=True):
        day = columns[start].first
        name = MONTHS[day.month - 1]
        short = str(day.year) if day.month == 1 else name[:3]
        texts = (f"{name} {day.year}", f"{name[:3]} {day.year}", short)
        line = line.ljust(start) + next((text for text in texts if len(text) < end - start), "")
    return line


def numbers_line(columns: tuple[Days, ...]) -> str:
    """The day of the month over the columns that begin with a Monday: over all of them, or every second or third."""
    mondays = [place for place, days in enumerate(columns) if not days.first.weekday()]
    apart = mondays[1] - mondays[0] if len(mondays) > 1 else _NUMBER
    line = ""
    for place in mondays[:: -(-_NUMBER // apart)]:
        text = str(columns[place].first.day)
        line = line.ljust(place) + (text if place + len(text) <= len(columns) else "")
    return line


def _first_shown(timeline: Timeline, today: int, over: int) -> int:
    """How many of the ``over`` days or weeks that are too many are left out at the beginning.

    None of them where the first day was asked for; else today is shown, with more of what comes than of what was.
    """
    return 0 if over <= 0 or timeline.anchored else max(0, min(over, today - _PAST))


def _parts_of(days: Days, parts: int) -> Iterator[Days]:
    size = days_in(days)
    ends = [days.first + part * size // parts * _DAY for part in range(parts + 1)]
    yield from (Days(first, after - _DAY) for first, after in pairwise(ends))
