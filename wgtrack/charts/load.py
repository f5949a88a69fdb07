"""The load: for every owner and week the work that is planned, beside the days there are."""

from collections.abc import Iterator
from datetime import date, timedelta

import svg

from wgtrack.charts import shapes
from wgtrack.charts.context import About
from wgtrack.charts.drawing import MARGIN, WIDTH, Picture
from wgtrack.charts.legend import Entry, box, boxes, legend
from wgtrack.charts.scale import of_one_kind
from wgtrack.charts.style import LABEL, SMALL
from wgtrack.charts.text import cut, text_width
from wgtrack.messages.message import Message, Text, plural, translatable
from wgtrack.messages.phrases import working_days
from wgtrack.planning.bars import Days
from wgtrack.planning.load import OwnerLoad, WeekLoad, item_words, tenths
from wgtrack.report.report import Report

#: Where the weeks begin, and how wide one is at most.
_LEFT, _WIDEST = 266, 170
_TOP, _ROW, _BAR = 44, 40, 10
#: Owners that a picture has room for; of weeks there are as many as their numbers leave room for.
_MOST_OWNERS, _MOST_WEEKS = 24, 14
#: Blank beside a bar, at both sides together.
_BLANK = 14
#: A bar is so many times as long as the days there are, at most; beyond that the number tells.
_MOST_TIMES = 3
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


def of(report: Report, about: About) -> Picture:
    """The load of a report."""
    return draw(report.load, about)


def draw(load: tuple[OwnerLoad, ...], about: About) -> Picture:
    """The load of a group's owners."""
    return _Drawing(load, about).picture()


class _Drawing:
    """Draws one load."""

    def __init__(self, load: tuple[OwnerLoad, ...], about: About) -> None:
        self.about, self.language = about, about.language
        self.every = load
        self.weeks, self.later = _weeks(load, about)
        self.owners = _heaviest(tuple(owner for owner in load if any(week.week in self.weeks for week in owner.weeks)))
        self.column = min(_WIDEST, (WIDTH - MARGIN - _LEFT) / max(1, len(self.weeks)))
        self.shown = [week for owner in self.owners for week in owner.weeks if week.week in self.weeks]
        there_are = max((week.days for week in self.shown), default=1) or 1
        most = max((max(week.work, week.days) for week in self.shown), default=1)
        self.per_day = (self.column - _BLANK) / min(most, _MOST_TIMES * there_are)
        self.bottom = _TOP + len(self.owners) * _ROW

    def picture(self) -> Picture:
        """The whole."""
        drawn: list[svg.Element] = []
        end: float = self.bottom
        if self.weeks:
            drawn += [*self._ground(), *self._rows()]
            entries, end = legend(self._entries(), MARGIN, WIDTH - MARGIN, self.bottom + 10)
            drawn += entries
        for note in self._notes():
            drawn.append(shapes.text(MARGIN, end + 16, self._tell(note), "key"))
            end += 18
        return self.about.picture(
            "load",
            translatable("Load"),
            self._told(),
            elements=drawn,
            height=end + 8,
            patterns=[shapes.hatch("late-hatch", "late-hatch", 4, -45)],
        )

    def _tell(self, text: Text) -> str:
        return self.about.tell(text)

    def _x(self, place: int) -> float:
        return _LEFT + place * self.column

    def _ground(self) -> Iterator[svg.Element]:
        yield shapes.text(MARGIN, 35, self._tell(translatable("working days planned / there are, by week")), "key")
        for place, week in enumerate(self.weeks):
            yield shapes.line(self._x(place), 22, self._x(place), self.bottom, "fine")
            yield shapes.text(self._x(place) + 6, 35, str(week.day), "key")
        yield from self._months()
        for place in range(len(self.owners) + 1):
            y = _TOP + place * _ROW
            yield shapes.line(MARGIN, y, self._x(len(self.weeks)), y, "fine")

    def _months(self) -> Iterator[svg.Element]:
        """The months over the weeks that begin in them."""
        starts = [
            place for place, week in enumerate(self.weeks) if not place or week.month != self.weeks[place - 1].month
        ]
        ends = [*starts[1:], len(self.weeks)]
        firsts = [self.weeks[start] for start in starts]
        rooms = [self._x(end) - self._x(start) - _BLANK / 2 for start, end in zip(starts, ends, strict=True)]
        kinds = [(self.language.month(first), self.language.short_month(first)) for first in firsts]
        inner = [0 < place < len(starts) - 1 for place in range(len(starts))]
        for start, label in zip(starts, of_one_kind(kinds, rooms, inner, bold=True), strict=True):
            yield shapes.text(self._x(start) + 6, 17, label, "strong")

    def _rows(self) -> Iterator[svg.Element]:
        for number, owner in enumerate(self.owners):
            top = _TOP + number * _ROW
            name = self._name(owner)
            yield shapes.text(MARGIN, top + 18, cut(name, _LEFT - MARGIN - 12, LABEL), "label")
            if owner.owner is not None:
                yield shapes.text(MARGIN, top + 32, cut(owner.owner, _LEFT - MARGIN - 12, SMALL), "key")
            for week in owner.weeks:
                if week.week in self.weeks:
                    yield self._cell(name, week, self._x(self.weeks.index(week.week)), top)

    def _name(self, owner: OwnerLoad) -> str:
        return self._tell(translatable("nobody") if owner.owner is None else owner.name)

    def _cell(self, name: str, week: WeekLoad, left: float, top: float) -> svg.Element:
        """The days of work over the days there are; what is too much is hatched."""
        x, y = left + 7, top + 23
        most = week.days * self.per_day
        width = week.work * self.per_day
        drawn: list[svg.Element] = []
        if week.overloaded:
            drawn.append(shapes.rect(left + 1, top + 1, self.column - 2, _ROW - 2, "too-much"))
        drawn.append(shapes.rect(x, y, most, _BAR, "there-are", radius=2))
        drawn.append(shapes.rect(x, y, min(width, most) if week.overloaded else width, _BAR, "planned-work", radius=2))
        if week.overloaded:
            shown = min(width, self.column - _BLANK)
            drawn += boxes(x + most, y, shown - most, _BAR, "late", "late-hatch")
            if width > shown + 1:
                drawn.append(
                    shapes.polyline([(x + shown - 4, y - 2), (x + shown, y + 5), (x + shown - 4, y + 12)], "limit")
                )
        drawn.append(shapes.text(x, top + 16, _numbers(week), "bad" if week.overloaded else "key"))
        title = translatable("{name}, week of {day}: {items}", name=name, day=week.week, items=item_words(week))
        return shapes.group(drawn, self._tell(title))

    def _entries(self) -> Iterator[Entry]:
        yield Entry(self._tell(translatable("working days there are")), box("there-are"))
        yield Entry(self._tell(translatable("working days planned")), box("planned-work"))
        if any(week.overloaded for week in self.shown):
            yield Entry(self._tell(translatable("more than there are")), box("late", "late-hatch"))

    def _notes(self) -> Iterator[Message]:
        """What is not shown, or that there is nothing."""
        if not self.every:
            yield translatable("Nothing that has an estimate is open.")
        left_out = len(self.every) - len(self.owners)
        if left_out:
            yield plural(
                left_out,
                "{number} owner with less to do then is not shown.",
                "{number} owners with less to do then are not shown.",
            )
        if self.later:
            yield plural(
                self.later,
                "{number} later week with work is not shown.",
                "{number} later weeks with work are not shown.",
            )

    def _told(self) -> Iterator[Message]:
        """The description."""
        if not self.every:
            yield translatable("Nothing that has an estimate is open.")
            return
        owned = [load for load in self.every if load.owner is not None]
        over = [(load, week) for load in owned for week in load.overloads]
        yield translatable(
            "{group}: {owners} with work that is planned, from {first} to {last}.",
            group=self.about.group,
            owners=plural(len(owned), "{number} owner", "{number} owners"),
            first=min(week.week for load in self.every for week in load.weeks),
            last=max(week.week for load in self.every for week in load.weeks) + _WEEK - _DAY,
        )
        if not over:
            yield translatable("Nobody has more work than days in any week.")
            return
        yield plural(
            len(over),
            "There is more work than days in {number} week of an owner.",
            "There is more work than days in {number} weeks of owners.",
        )
        load, week = max(over, key=lambda pair: pair[1].work - pair[1].days)
        yield translatable(
            "Most of all {name} has too much, in the week of {day}: {work} of work, {days} there are.",
            name=self._name(load),
            day=week.week,
            work=working_days(week.work),
            days=week.days,
        )


def _numbers(week: WeekLoad) -> str:
    """``5.5/4 !``: the days of work, the days there are, and a sign where that is too much."""
    return f"{tenths(week.work)}/{week.days}{' !' if week.overloaded else ''}"


def _heaviest(load: tuple[OwnerLoad, ...]) -> tuple[OwnerLoad, ...]:
    """As many owners as there is room for: those with too much to do, then those with most; in the order they came."""

    def weight(owner: OwnerLoad) -> tuple[float, float]:
        return -sum(week.work - week.days for week in owner.overloads), -sum(week.work for week in owner.weeks)

    if len(load) <= _MOST_OWNERS:
        return load
    kept = sorted(load, key=weight)[:_MOST_OWNERS]
    return tuple(owner for owner in load if owner in kept)


def _weeks(load: tuple[OwnerLoad, ...], about: About) -> tuple[list[date], int]:
    """The weeks from the first one with work on, without a gap, and how many with work come after the last one shown."""
    busy = sorted({week.week for owner in load for week in owner.weeks})
    if busy:
        asked = about.within(Days(busy[0], busy[-1] + 6 * _DAY))
        busy = [week for week in busy if asked.meets(Days(week, week + 6 * _DAY))]
    if not busy:
        return [], 0
    number = (busy[-1] - busy[0]) // _WEEK + 1
    widest = max(text_width(_numbers(week), SMALL, bold=True) for owner in load for week in owner.weeks)
    most = min(_MOST_WEEKS, int((WIDTH - MARGIN - _LEFT) / (widest + _BLANK)))
    weeks = [busy[0] + place * _WEEK for place in range(min(number, most))]
    return weeks, sum(week > weeks[-1] for week in busy)
