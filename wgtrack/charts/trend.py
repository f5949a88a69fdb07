"""The milestone trend: the day of the report across, the promised day up, a line for each thing that was promised."""

from collections.abc import Iterator
from datetime import date, timedelta

import svg

from wgtrack.charts import shapes
from wgtrack.charts.context import About
from wgtrack.charts.drawing import MARGIN, WIDTH, Picture
from wgtrack.charts.label_layout import apart
from wgtrack.charts.legend import Entry, box, legend, sign, stroke
from wgtrack.charts.lines import Line, Steps, lines
from wgtrack.charts.scale import Axis, ticks, tiers, unit_of
from wgtrack.charts.shapes import Point
from wgtrack.charts.style import LABEL, LINES, SMALL
from wgtrack.charts.text import cut, text_width
from wgtrack.history.promises import Trend
from wgtrack.messages.message import Message, Text, plural, translatable
from wgtrack.messages.phrases import calendar_days
from wgtrack.planning.bars import Days
from wgtrack.report.report import Report

#: The field of the lines; labels stand to the right of it.
_RIGHT, _TOP, _BOTTOM = 616, 28, 468
_LABELS = _RIGHT + 44
#: Height of a label of two lines.
_LABEL = 34
#: How far apart lines are that promise the same day.
_BESIDE = 1.6
#: One part of so many of the days that are promised is blank below and above them.
_BLANK = 20
_FORTNIGHT = timedelta(days=13)
#: A division of the axis that goes up is this high at least.
_LEAST = 30


def of(report: Report, about: About) -> Picture:
    """The trend of a report."""
    return draw(report.trends, about)


def draw(trends: tuple[Trend, ...], about: About) -> Picture:
    """The trend of promises: each of them as it stood on every day up to today."""
    return _Drawing(trends, about).picture()


class _Drawing:
    """Draws one trend."""

    def __init__(self, trends: tuple[Trend, ...], about: About) -> None:
        self.about, self.language, self.today = about, about.language, about.today
        self.lines, self.every = lines(trends, self.today, about.first)
        self.up = Axis(self._promised(), _BOTTOM, _TOP)
        self.days = list(ticks(self.up, unit_of(self.up, self.language, least=_LEAST), self.language, full=True))
        self.left = MARGIN + max(text_width(tick.label, SMALL) for tick in self.days) + 8
        self.across = Axis(self._reported(), self.left, _RIGHT)

    def picture(self) -> Picture:
        """The whole."""
        drawn: list[svg.Element] = []
        entries, end = legend(self._entries(), MARGIN, WIDTH - MARGIN, _BOTTOM + 66)
        if self.lines:
            drawn += [*self._ground(), *self._drawn(), *self._labels(), *entries]
        else:
            drawn.append(shapes.text(MARGIN, 20, self._tell(translatable("Nothing is promised for a day yet.")), "key"))
            end = 32
        left_out = self.every - len(self.lines)
        if left_out:
            words = plural(
                left_out,
                "{number} promise that matters less or moved less is not shown.",
                "{number} promises that matter less or moved less are not shown.",
            )
            drawn.append(shapes.text(MARGIN, end + 16, self._tell(words), "key"))
            end += 20
        return self.about.picture(
            "trend", translatable("Milestone trend"), self._told(), elements=drawn, height=end + 8
        )

    def _tell(self, text: Text) -> str:
        return self.about.tell(text)

    def _reported(self) -> Days:
        """From the first promise to today, two weeks at least."""
        first = min((line.changes[0][0] for line in self.lines), default=self.today)
        first = first if self.about.first is None else self.about.first
        return Days(min(first, self.today - _FORTNIGHT), self.today)

    def _promised(self) -> Days:
        """From the first day that is promised, or was done, to the last, with some blank at both ends."""
        days = [day for line in self.lines for piece in line.pieces for _, day in piece] or [self.today]
        return self.about.widened(Days(min(days), max(days)), _BLANK)

    def _ground(self) -> Iterator[svg.Element]:
        yield from self._overdue()
        for tick in self.days:
            y = self.up.begin(tick.days.first)
            if tick.begins and y > _TOP + SMALL:
                yield shapes.line(self.left, y, _RIGHT, y, "fine")
                yield shapes.text(self.left - 8, y - 3, tick.label, "key", "end")
        for tick in ticks(self.across, unit_of(self.across, self.language), self.language):
            x = self.across.begin(tick.days.first)
            if tick.begins:
                yield shapes.line(x, _TOP, x, _BOTTOM, "fine")
        yield shapes.rect(self.left, _TOP, _RIGHT - self.left, _BOTTOM - _TOP, "rule")
        yield from tiers(self.across, _BOTTOM + 2, self.language)
        yield shapes.text(MARGIN, 14, self._tell(translatable("promised for")), "strong")
        words = self._tell(translatable("day of the report"))
        yield shapes.text(_RIGHT, _BOTTOM + 54, words, "strong", "end")

    def _overdue(self) -> Iterator[svg.Element]:
        """The line on which what is promised is due on the day of the report, and the field of what is overdue."""
        if self._all_overdue():
            yield shapes.rect(self.left, _TOP, _RIGHT - self.left, _BOTTOM - _TOP, "overdue")
        due = self._due()
        if due is None:
            return
        begin = (self.across.begin(due.first), self.up.begin(due.first))
        end = (self.across.close(due.last), self.up.close(due.last))
        corners = [begin, end]
        if end[0] < _RIGHT:
            corners.append((_RIGHT, end[1]))
        yield shapes.polygon([*corners, (_RIGHT, _BOTTOM), (begin[0], _BOTTOM)], "overdue")
        yield shapes.line(*begin, *end, "today")

    def _due(self) -> Days | None:
        """The days that are on both axes: days of a report on which something can be due."""
        return self.up.clip(self.across.days)

    def _all_overdue(self) -> bool:
        """Whether all that was promised lies before the first day of a report."""
        return self.up.days.last < self.across.days.first

    def _drawn(self) -> Iterator[svg.Element]:
        for number, line in enumerate(self.lines):
            beside = (number - (len(self.lines) - 1) / 2) * _BESIDE
            name = LINES[number % len(LINES)]
            dashed = f"{name}-dashed" if number >= len(LINES) else name
            pieces = [shapes.polyline(self._points(line, piece, beside), dashed) for piece in line.pieces]
            marks = [marker(number, *self._point(on, day, beside)) for on, day in line.changes]
            end = () if line.trend.done_on is None else ended(*self._point(*line.end, 0))
            yield shapes.group([*pieces, *marks, *end], f"{line.trend.key} {line.trend.title}")

    def _points(self, line: Line, piece: Steps, beside: float) -> list[Point]:
        """The points of a line beside the others; what is done ends on the day itself."""
        found = [self._point(on, day, beside) for on, day in piece]
        if line.trend.done_on is not None and piece is line.pieces[-1]:
            found[-1] = self._point(*line.end, 0)
        return found

    def _point(self, on: date, day: date, beside: float) -> Point:
        return self.across.middle(on), self.up.middle(day) - beside

    def _labels(self) -> Iterator[svg.Element]:
        wanted = [self.up.middle(line.end[1]) for line in self.lines]
        places = apart(wanted, _LABEL, _TOP + 10, _BOTTOM - 6)
        for number, (line, y) in enumerate(zip(self.lines, places, strict=True)):
            name = LINES[number % len(LINES)]
            if line.trend.done_on is None:
                at = self._point(*line.end, (number - (len(self.lines) - 1) / 2) * _BESIDE)
                yield shapes.polyline([at, (_RIGHT + 4, at[1]), (_LABELS - 24, y), (_LABELS - 18, y)], f"{name}-lead")
            dashed = f"{name}-dashed" if number >= len(LINES) else name
            yield shapes.line(_LABELS - 18, y, _LABELS + 4, y, dashed)
            yield marker(number, _LABELS - 7, y)
            room = WIDTH - MARGIN - _LABELS - 12
            title = cut(f"{line.trend.key} {line.trend.title}", room, LABEL)
            yield shapes.text(_LABELS + 12, y + 1, title, "label")
            yield shapes.text(_LABELS + 12, y + 15, cut(self._tell(self._became(line)), room, SMALL), "key")

    def _became(self, line: Line) -> Text:
        """What a line says, in words."""
        promised: Text = self._day(line.last)
        if line.first != line.last:
            promised = translatable("{before} → {after}", before=self._day(line.first), after=promised)
        if line.trend.done_on is None:
            return promised
        return translatable("{promised}; done {day}", promised=promised, day=self._day(line.trend.done_on))

    def _day(self, day: date) -> str:
        """A day, with its year where that is not this one."""
        return self.language.day_and_month(day) if day.year == self.today.year else self.language.day(day)

    def _entries(self) -> Iterator[Entry]:
        if self._due():
            yield Entry(self._tell(translatable("due on the day of the report")), stroke("today"))
        if self._due() or self._all_overdue():
            yield Entry(self._tell(translatable("overdue")), box("overdue"))
        if any(line.trend.done_on for line in self.lines):
            yield Entry(self._tell(translatable("done")), sign(lambda x, y: list(ended(x, y))))

    def _told(self) -> Iterator[Message]:
        """The description."""
        if not self.lines:
            yield translatable("Nothing is promised for a day yet.")
            return
        later = [line for line in self.lines if line.moved > 0]
        yield translatable(
            "{group}: of {every} {shown} shown; {later} of them moved later and {earlier} earlier.",
            group=self.about.group,
            every=plural(self.every, "{number} promise", "{number} promises"),
            shown=plural(len(self.lines), "{number} is", "{number} are"),
            later=len(later),
            earlier=sum(line.moved < 0 for line in self.lines),
        )
        if later:
            most = max(later, key=lambda line: line.moved)
            yield translatable(
                "The one that moved most is {key} {title}: from {before} to {after}, {days} later.",
                key=most.trend.key,
                title=most.trend.title,
                before=most.first,
                after=most.last,
                days=calendar_days(most.moved),
            )
        kept = [line for line in self.lines if line.trend.done_on is not None]
        if kept:
            late = sum(line.trend.became == "done_late" for line in kept)
            yield translatable("{done} of them are done, {late} after their date.", done=len(kept), late=late)


def marker(number: int, x: float, y: float) -> svg.Element:
    """The sign of a line: lines of one colour have other signs."""
    name = f"{LINES[number % len(LINES)]}-sign"
    shape = (number + number // len(LINES)) % len(LINES)
    if shape == 0:
        return shapes.circle(x, y, 3.6, name)
    if shape == 1:
        return shapes.rect(x - 3.4, y - 3.4, 6.8, 6.8, name)
    if shape == 2:  # noqa: PLR2004 - one of six signs
        return shapes.diamond(x, y, 4.8, name)
    if shape == 3:  # noqa: PLR2004 - as above
        return shapes.polygon([(x - 4.2, y + 3.4), (x + 4.2, y + 3.4), (x, y - 4.2)], name)
    if shape == 4:  # noqa: PLR2004 - as above
        return shapes.polygon([(x - 4.2, y - 3.4), (x + 4.2, y - 3.4), (x, y + 4.2)], name)
    return shapes.polygon([(x - 5, y), (x, y - 2.6), (x + 5, y), (x, y + 2.6)], name)


def ended(x: float, y: float) -> Iterator[svg.Element]:
    """The end of a line that was kept or broken: what it promised is done."""
    yield shapes.circle(x, y, 5, "ended")
    yield shapes.polyline([(x - 2.4, y + 0.2), (x - 0.6, y + 2.2), (x + 2.6, y - 2)], "tick")
