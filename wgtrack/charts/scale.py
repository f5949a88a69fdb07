"""Days on an axis: where each stands, and the days, weeks, months, quarters or years that the axis is labelled with."""

from collections.abc import Callable, Iterator, Sequence
from datetime import MAXYEAR, date, timedelta
from typing import NamedTuple

import svg

from wgtrack.charts import shapes
from wgtrack.charts.style import SMALL
from wgtrack.charts.text import text_width
from wgtrack.messages.languages import Language
from wgtrack.messages.message import translatable
from wgtrack.planning.bars import Days

_DAY = timedelta(days=1)
#: Blank between two labels of an axis.
_GAP = 7
#: And between two numbers that stand in the middle of their days.
_BESIDE = 2
#: Height of one line of labels.
TIER = 18


class Axis(NamedTuple):
    """Days from one end of an axis to the other. Each takes the same room; the first begins at ``start``."""

    days: Days
    #: Where the first day begins and where the last one ends; the second may be less, on an axis that goes up.
    start: float
    end: float

    @property
    def per_day(self) -> float:
        """Room that a day takes; negative on an axis that goes up."""
        return (self.end - self.start) / ((self.days.last - self.days.first).days + 1)

    def begin(self, day: date) -> float:
        """Where a day begins; a day beyond an end is at that end."""
        return self._within(self.start + (day - self.days.first).days * self.per_day)

    def close(self, day: date) -> float:
        """Where a day ends."""
        return self._within(self.beyond(day))

    def beyond(self, day: date) -> float:
        """Where a day ends, also where that is not on the axis."""
        return self.start + ((day - self.days.first).days + 1) * self.per_day

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return (self.begin(day) + self.close(day)) / 2

    def shows(self, day: date | None) -> bool:
        """Whether a day is on the axis."""
        return day is not None and self.days.first <= day <= self.days.last

    def clip(self, days: Days) -> Days | None:
        """The part of some days that is on the axis."""
        return Days(max(days.first, self.days.first), min(days.last, self.days.last)) if days.meets(self.days) else None

    def _within(self, place: float) -> float:
        low, high = sorted((self.start, self.end))
        return min(max(place, low), high)


class Unit(NamedTuple):
    """Something that an axis is divided into."""

    #: The first day of the one that a day is in, and of the one that follows the one that starts on a day.
    first: Callable[[date], date]
    next: Callable[[date], date]
    #: Days of the shortest one.
    days: int
    #: Its label, from long to short, where what it is part of is known.
    labels: Callable[[Language, date], tuple[str, ...]]
    #: Its label where it stands alone.
    full: Callable[[Language, date], str]


def _months(day: date, months: int) -> date:
    """The first day of the period of so many months that a day is in."""
    number = (day.year * 12 + day.month - 1) // months * months
    return date(number // 12, number % 12 + 1, 1)


def _months_on(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1) if number // 12 <= MAXYEAR else date.max


def _years(number: int) -> Unit:
    def first(day: date) -> date:
        return date(max(1, day.year // number * number), 1, 1)

    def follow(day: date) -> date:
        year = day.year // number * number + number
        return date(year, 1, 1) if year <= MAXYEAR else date.max

    return Unit(first, follow, 365 * number, lambda _, day: (str(day.year),), lambda _, day: str(day.year))


def _quarter(language: Language, day: date) -> str:
    return language.tell(translatable("Q{quarter}", quarter=(day.month + 2) // 3))


DAY = Unit(
    lambda day: day,
    lambda day: day + _DAY,
    1,
    lambda _, day: (str(day.day),),
    lambda language, day: language.day_and_month(day),
)
WEEK = Unit(
    lambda day: day - day.weekday() * _DAY,
    lambda day: day + 7 * _DAY,
    7,
    lambda _, day: (str(day.day),),
    lambda language, day: language.day_and_month(day),
)
MONTH = Unit(
    lambda day: _months(day, 1),
    lambda day: _months_on(day, 1),
    28,
    lambda language, day: (language.month(day), language.short_month(day)),
    lambda language, day: language.month(day),
)
QUARTER = Unit(
    lambda day: _months(day, 3),
    lambda day: _months_on(day, 3),
    90,
    lambda language, day: (_quarter(language, day),),
    lambda language, day: language.quarter(day),
)
YEAR = _years(1)
#: From fine to coarse, and what each is part of.
_UNITS = (DAY, WEEK, MONTH, QUARTER, YEAR, *map(_years, (2, 5, 10, 20, 50)))
_ABOVE = {DAY: MONTH, WEEK: MONTH, MONTH: YEAR, QUARTER: YEAR}


class Tick(NamedTuple):
    """One division of an axis, with the part of it that is on the axis."""

    days: Days
    label: str
    #: It begins on the axis: what began before has no line there.
    begins: bool


def ticks(axis: Axis, unit: Unit, language: Language, *, full: bool = False, bold: bool = False) -> Iterator[Tick]:
    """The divisions of an axis, with labels of one kind as far as they fit (``of_one_kind``); ``full``: with full labels."""
    found = list(_divisions(axis, unit))
    if full:
        labels = [unit.full(language, start) for start, _, _ in found]
    else:
        gap = _BESIDE if unit is DAY else _GAP / 2
        rooms = [abs(axis.close(shown.last) - axis.begin(shown.first)) - gap for _, shown, _ in found]
        kinds = [unit.labels(language, start) for start, _, _ in found]
        labels = of_one_kind(kinds, rooms, [whole for _, _, whole in found], bold=bold)
    for (start, shown, _), label in zip(found, labels, strict=True):
        yield Tick(shown, label, start >= axis.days.first)


def _divisions(axis: Axis, unit: Unit) -> Iterator[tuple[date, Days, bool]]:
    """Where each division begins, the part of it that is on the axis, and whether that is all of it."""
    start = unit.first(axis.days.first)
    while start <= axis.days.last:
        follow = unit.next(start)
        shown = Days(max(start, axis.days.first), min(follow - _DAY, axis.days.last))
        yield start, shown, shown == Days(start, follow - _DAY)
        if follow <= start:
            return
        start = follow


def of_one_kind(
    kinds: Sequence[tuple[str, ...]], rooms: Sequence[float], whole: Sequence[bool], *, bold: bool = False
) -> list[str]:
    """One label for each division, all long or all short: a long one beside a short one reads like something else.

    ``kinds`` has the labels of each from long to short. The longest that fits in each whole division is taken, where none
    is whole in the widest. What has no room for it has none: a part of a division, at an end of the axis.
    """
    widest = max(rooms, default=0)
    asked = whole if any(whole) else [room == widest for room in rooms]
    shown: list[str] = []
    for labels in zip(*kinds, strict=True):
        fits = [text_width(label, SMALL, bold=bold) <= room for label, room in zip(labels, rooms, strict=True)]
        shown = [label if one else "" for label, one in zip(labels, fits, strict=True)]
        if all(one for one, counts in zip(fits, asked, strict=True) if counts):
            break
    return shown


def unit_of(axis: Axis, language: Language, *, least: float | None = None) -> Unit:
    """The finest unit whose labels all fit; with ``least``, the finest that takes so much room at least."""
    for unit in _UNITS[:-1]:
        room = abs(axis.per_day) * unit.days
        gap = _BESIDE if unit is DAY else _GAP
        if room >= (_widest(axis, unit, language) + gap if least is None else least):
            return unit
    return _UNITS[-1]


def _widest(axis: Axis, unit: Unit, language: Language) -> float:
    """The width of the widest short label; of days it is that of two digits."""
    if unit in {DAY, WEEK}:
        return text_width("30", SMALL)
    return max((text_width(unit.labels(language, day)[-1], SMALL) for day in _sample(axis, unit)), default=0)


def _sample(axis: Axis, unit: Unit) -> Iterator[date]:
    """The divisions of an axis, a year's worth at most."""
    day = unit.first(axis.days.first)
    for _ in range(12):
        if day > axis.days.last:
            return
        yield day
        day = unit.next(day)


def tiers(axis: Axis, top: float, language: Language) -> Iterator[svg.Element]:
    """Two lines of labels over or under an axis: say months, and the Mondays in them."""
    unit = unit_of(axis, language)
    above = _ABOVE.get(unit)
    if above is not None:
        for tick in ticks(axis, above, language, bold=True):
            x = axis.begin(tick.days.first)
            if tick.begins:
                yield shapes.line(x, top, x, top + 2 * TIER, "rule")
            yield shapes.text(x + 4, top + TIER - 5, tick.label, "strong")
    for tick in ticks(axis, unit, language):
        x, right = axis.begin(tick.days.first), axis.close(tick.days.last)
        if unit is DAY:
            yield shapes.text((x + right) / 2, top + 2 * TIER - 5, tick.label, "key", "middle")
        else:
            if tick.begins:
                yield shapes.line(x, top + TIER + 3, x, top + 2 * TIER, "rule")
            yield shapes.text(x + 4, top + 2 * TIER - 5, tick.label, "key")


def flag(  # noqa: PLR0917 - a line has two ends, and its flag two bounds
    x: float, top: float, bottom: float, words: str, left: float, right: float
) -> Iterator[svg.Element]:
    """A line from top to bottom with words on a flag at its head, that stays between left and right."""
    width = text_width(words, SMALL, bold=True) + 12
    begin = min(max(x - width / 2, left), right - width)
    yield shapes.line(x, top + 8, x, bottom, "today")
    yield shapes.rect(begin, top, width, 16, "today-flag", radius=3)
    yield shapes.text(begin + width / 2, top + 12, words, "today-text", "middle")
