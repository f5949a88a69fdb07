"""The burn-up: all work, what was promised and what is done over time, and when the forecast has all of it done."""

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import svg

from wgtrack.charts import shapes
from wgtrack.charts.clipping import clipped
from wgtrack.charts.context import About
from wgtrack.charts.drawing import MARGIN, WIDTH, Picture
from wgtrack.charts.label_layout import apart
from wgtrack.charts.legend import Entry, legend, stroke
from wgtrack.charts.scale import Axis, flag, ticks, tiers, unit_of
from wgtrack.charts.shapes import Point
from wgtrack.charts.style import LABEL, SMALL
from wgtrack.charts.text import cut
from wgtrack.messages.message import Message, Text, translatable
from wgtrack.messages.phrases import working_days
from wgtrack.planning.bars import Days
from wgtrack.report.report import BurnPoint, BurnUp, Report

#: The field of the lines; labels stand to the right of it.
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 700, 44, 404
_LABELS = _RIGHT + 30
_LABEL, _LINE = 34, 16
#: One part of so many of the days is blank at both ends.
_BLANK = 40
_FORTNIGHT = timedelta(days=13)
#: Lines across, at most; working days that the axis goes up to at least.
_MOST_LINES, _LEAST = 6, 5


#: In the order of the legend.
_WORDS: dict[str, Message] = {
    "scope": translatable("all work"),
    "promised": translatable("promised to be done by then"),
    "done-line": translatable("done"),
    "range": translatable("forecast, from 50 to 95 of 100 samples"),
}


class _Label(NamedTuple):
    """What stands beside a line: its name and its value, the day that this is true for, and the point it belongs to."""

    name: str
    words: str
    value: str
    day: date
    at: Point


def of(report: Report, about: About) -> Picture:
    """The burn-up of a report."""
    return draw(report.burn_up, about)


def draw(burn_up: BurnUp, about: About) -> Picture:
    """The work of a group over time."""
    return _Drawing(burn_up, about).picture()


class _Drawing:
    """Draws one burn-up."""

    def __init__(self, burn_up: BurnUp, about: About) -> None:
        self.burn_up, self.about, self.language, self.today = burn_up, about, about.language, about.today
        self.now = burn_up.points[-1] if burn_up.points else BurnPoint(self.today, 0, 0, 0)
        self.across = Axis(self._days(), _LEFT, _RIGHT)
        self.step = _step(max((point.scope for point in burn_up.points), default=0))
        most = max([_LEAST, *(max(point.scope, point.promised) for point in (*burn_up.points, *burn_up.ahead))])
        self.most = math.ceil(most / self.step) * self.step
        #: What was drawn of what the legend explains.
        self.used: set[str] = set()

    def picture(self) -> Picture:
        """The whole."""
        drawn: list[svg.Element] = []
        end: float = 32
        if self.now.scope:
            drawn += [*self._ground(), *self._forecast(), *self._lines(), *self._labels(), *self._today()]
            entries, end = legend(self._entries(), MARGIN, WIDTH - MARGIN, _BOTTOM + 46)
            drawn += entries
        else:
            drawn.append(shapes.text(MARGIN, 20, self._tell(translatable("There is no work on record yet.")), "key"))
        return self.about.picture(
            "burnup",
            translatable("Burn-up"),
            self._told(),
            elements=drawn,
            height=end + 8,
            patterns=[shapes.hatch("range-hatch", "range-hatch", 5, 45)],
        )

    def _tell(self, text: Text) -> str:
        return self.about.tell(text)

    def _days(self) -> Days:
        """From the first change to the last day that anything is promised or forecast for."""
        first = min((point.day for point in self.burn_up.points), default=self.today)
        ahead = [point.day for point in self.burn_up.ahead]
        last = max(self.today, *ahead, *self._forecasts(), first + _FORTNIGHT)
        return self.about.within(self.about.widened(Days(first, last), _BLANK))

    def _forecasts(self) -> list[date]:
        """The days by which all is done in 50, 80 and 95 of 100 samples."""
        return [day for day in (self.burn_up.p50, self.burn_up.p80, self.burn_up.p95) if day is not None]

    def _up(self, value: float) -> float:
        return _BOTTOM - (_BOTTOM - _TOP) * value / self.most

    def _ground(self) -> Iterator[svg.Element]:
        for number in range(round(self.most / self.step) + 1):
            y = self._up(number * self.step)
            yield shapes.line(_LEFT, y, _RIGHT, y, "fine" if number else "axis")
            yield shapes.text(_LEFT - 8, y + 4, self.language.number(number * self.step), "key", "end")
        for tick in ticks(self.across, unit_of(self.across, self.language), self.language):
            x = self.across.begin(tick.days.first)
            if tick.begins:
                yield shapes.line(x, _TOP, x, _BOTTOM, "fine")
        yield from tiers(self.across, _BOTTOM + 2, self.language)
        yield shapes.text(MARGIN, 14, self._tell(translatable("working days of work")), "strong")

    def _lines(self) -> Iterator[svg.Element]:
        points = self.burn_up.points
        done = self._steps([(point.day, point.done) for point in points])
        scope = self._steps([(point.day, point.scope) for point in points])
        scope += [(_RIGHT, y) for _, y in scope[-1:]]
        promised = self._steps([(point.day, point.promised) for point in (*points, *self.burn_up.ahead)])
        if _is_seen(done):
            yield shapes.polygon([*done, (done[-1][0], _BOTTOM), (done[0][0], _BOTTOM)], "done-area")
        for name, line in (("scope", scope), ("promised", promised), ("done-line", done)):
            if _is_seen(line):
                self.used.add(name)
                yield shapes.polyline(line, name)

    def _steps(self, values: Sequence[tuple[date, float]]) -> list[Point]:
        """A line that stays where it is until the end of the day on which a value changes, or to the end of the frame."""
        found: list[Point] = []
        for day, value in self._visible(values):
            x, y = self.across.close(day), self._up(value)
            if found:
                found.append((x, found[-1][1]))
            found.append((x, y))
        if found and values[-1][0] > self.across.days.last:
            found.append((_RIGHT, found[-1][1]))
        return found

    def _visible(self, values: Sequence[tuple[date, float]]) -> Sequence[tuple[date, float]]:
        """The values on the axis, begun with the one that held before."""
        first, last = self.across.days
        before = [(day, value) for day, value in values if day < first]
        return [*before[-1:], *((day, value) for day, value in values if first <= day <= last)]

    def _forecast(self) -> Iterator[svg.Element]:
        """From what is done today to all work, on the day that half and that nearly all samples have it done."""
        days = self._forecasts()
        if not days:
            return
        begin, y = (self.across.beyond(self.now.day), self._up(self.now.done)), self._up(self.now.scope)
        ends = [(self.across.beyond(day), y) for day in days]
        corners = clipped([begin, ends[0], ends[-1]], _LEFT, _RIGHT)
        if not corners:
            return
        self.used.add("range")
        yield shapes.polygon(corners, "range")
        yield shapes.polygon(corners, None, fill="range-hatch")
        for day, end in zip(days, ends, strict=True):
            line = clipped([begin, end], _LEFT, _RIGHT)
            if line:
                yield shapes.line(*min(line), *max(line), "range-line")
            if self.across.shows(day):
                yield shapes.diamond(*end, 4, "range-mark")

    def _today(self) -> Iterator[svg.Element]:
        if self.across.shows(self.today):
            yield from flag(
                self.across.close(self.today), 22, _BOTTOM, self._tell(translatable("today")), _LEFT, _RIGHT
            )

    def _labels(self) -> Iterator[svg.Element]:
        labels = list(self._label())
        block = self._forecast_words()
        top = _TOP + 6 + (len(block) * _LINE + 14 if block else 0)
        places = apart([label.at[1] for label in labels], _LABEL, top, _BOTTOM - 10)
        for label, y in zip(labels, places, strict=True):
            x, from_y = label.at
            if self.across.shows(label.day):
                yield shapes.polyline([(x, from_y), (_RIGHT + 4, from_y), (_LABELS - 10, y), (_LABELS - 6, y)], "lead")
            room = WIDTH - MARGIN - _LABELS
            yield shapes.text(_LABELS, y + 1, cut(label.words, room, LABEL, bold=True), f"{label.name}-text")
            yield shapes.text(_LABELS, y + 15, cut(label.value, room, SMALL), "key")
        for number, words in enumerate(block):
            name = "range-text" if not number else "key"
            yield shapes.text(_LABELS, _TOP + 4 + number * _LINE, words, name)

    def _label(self) -> Iterator[_Label]:
        now, last = self.now, (self.burn_up.ahead or self.burn_up.points)[-1]
        share = round(100 * now.done / now.scope)
        days = self._tell(working_days(now.scope))
        # All work stays what it is after today.
        last_shown = max(now.day, self.across.days.last)
        yield _Label("scope", self._tell(translatable("all work")), days, last_shown, (_RIGHT, self._up(now.scope)))
        by = translatable(
            "{days} by {day}", days=working_days(last.promised), day=self.language.day_and_month(last.day)
        )
        at = (self.across.close(last.day), self._up(last.promised))
        yield _Label("promised", self._tell(translatable("promised")), self._tell(by), last.day, at)
        done = translatable("{days}, {percent}", days=working_days(now.done), percent=self.language.percent(share))
        at = (self.across.close(now.day), self._up(now.done))
        yield _Label("done", self._tell(translatable("done")), self._tell(done), now.day, at)

    def _forecast_words(self) -> list[str]:
        """The forecast, line by line."""
        days = (self.burn_up.p50, self.burn_up.p80, self.burn_up.p95)
        lines = [
            translatable("{percent} by {day}", percent=self.language.percent(percent), day=self.language.day(day))
            for percent, day in zip((50, 80, 95), days, strict=True)
            if day is not None
        ]
        return [self._tell(translatable("forecast: all is done")), *map(self._tell, lines)] if lines else []

    def _entries(self) -> Iterator[Entry]:
        for name, words in _WORDS.items():
            if name in self.used:
                yield Entry(self._tell(words), _range if name == "range" else stroke(name))

    def _told(self) -> Iterator[Message]:
        """The description."""
        now = self.now
        if not now.scope:
            yield translatable("There is no work on record yet.")
            return
        yield translatable(
            "{group}: of {scope} of work, {done} are done and {promised} were promised by {day}.",
            group=self.about.group,
            scope=working_days(now.scope),
            done=self.language.number(now.done),
            promised=self.language.number(now.promised),
            day=now.day,
        )
        if self.burn_up.ahead:
            last = self.burn_up.ahead[-1]
            yield translatable("By {day}, {promised} are promised.", day=last.day, promised=working_days(last.promised))
        days = self._forecasts()
        if days:
            yield translatable(
                "The forecast has all of it done between {first} (50 of 100 samples) and {last} (95 of 100).",
                first=days[0],
                last=days[-1],
            )


def _is_seen(line: Sequence[Point]) -> bool:
    """Whether a line is more than a point."""
    return len(set(line)) > 1


def _range(x: float, y: float) -> list[svg.Element]:
    """A sample of the forecast's range."""
    corners = [(x, y + 6), (x + 14, y - 6), (x + 24, y - 6)]
    return [
        shapes.polygon(corners, "range"),
        shapes.polygon(corners, None, fill="range-hatch"),
        shapes.line(x, y + 6, x + 14, y - 6, "range-line"),
        shapes.line(x, y + 6, x + 24, y - 6, "range-line"),
    ]


def _step(most: float) -> float:
    """How far apart the lines across are: 1, 2 or 5 times a power of ten, so that there are few of them."""
    rough = max(most, _LEAST) / _MOST_LINES
    power: float = 10 ** math.floor(math.log10(rough))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
