"""The timeline: a row for each item, with what was done, is planned, can slip, and what waits for what."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from typing import NamedTuple

import svg

from wgtrack.charts import bars, shapes
from wgtrack.charts.bars import ROW
from wgtrack.charts.context import About
from wgtrack.charts.drawing import MARGIN, WIDTH, Picture
from wgtrack.charts.legend import Entry, box, legend, sign, stroke
from wgtrack.charts.links import Place, arrows
from wgtrack.charts.row_selection import Chosen, Strand, between, chosen
from wgtrack.charts.scale import TIER, Axis, flag, ticks, tiers, unit_of
from wgtrack.charts.style import LABEL, SMALL
from wgtrack.charts.text import cut, text_width
from wgtrack.messages.message import Message, Text, plural, translatable
from wgtrack.planning.bars import Bar, BarLink, Days, EventBar, Timeline
from wgtrack.report.report import Report
from wgtrack.sanitize import clean

#: Where the chart begins at the earliest and at the latest, where it ends, and the room of a key at most.
_SOONEST, _LATEST, _RIGHT, _MOST_KEY = 250, 430, WIDTH - MARGIN - 8, 92
#: So many titles of a hundred are to fit.
_FITTING = 95
#: Above the rows: two lines of labels, and the flag of today.
_FLAG = 2 * TIER + 6
_HEAD = _FLAG + 20
#: Days narrower than this are not shaded.
_SEEN = 1.5
_DAY = timedelta(days=1)


class _Row(NamedTuple):
    """One row: a heading, an event or an item."""

    top: float
    of: str | EventBar | Bar
    #: Of a heading: how many of its items are not shown.
    left_out: int = 0


def of(report: Report, about: About) -> Picture:
    """The timeline of a report."""
    return draw(report.timeline, about)


def draw(timeline: Timeline, about: About) -> Picture:
    """The work of a group and its committees, a row for each item."""
    return _Drawing(timeline, about).picture()


class _Drawing:
    """Draws one timeline."""

    def __init__(self, timeline: Timeline, about: About) -> None:
        self.timeline = timeline = between(timeline, about.within(timeline.days))
        self.about, self.language = about, about.language
        self.shown = chosen(timeline)
        self.rows = list(_rows(self.shown, self._tell))
        self.bottom = _HEAD + len(self.rows) * ROW
        keys = (row.of.key for row in self.rows if not isinstance(row.of, str))
        self.keys = min(_MOST_KEY, max((text_width(clean(key), SMALL) for key in keys), default=0))
        self.titles = MARGIN + self.keys + 8
        self.left = self.titles + self._wanted() + 10
        self.axis = Axis(self.shown.days, self.left, _RIGHT)
        self.used: set[str] = set()

    def picture(self) -> Picture:
        """The whole."""
        elements: list[svg.Element] = []
        if self.rows:
            elements = [*self._ground(), *self._contents(), *self._today()]
        entries, end = legend(self._entries(), MARGIN, _RIGHT, self.bottom + 8)
        notes, end = self._notes(end)
        return self.about.picture(
            "timeline",
            translatable("Timeline"),
            _told(self.timeline),
            elements=[*elements, *entries, *notes],
            height=end + 8,
            patterns=bars.patterns(),
        )

    def _tell(self, text: Text) -> str:
        return self.about.tell(text)

    def _wanted(self) -> float:
        """Room for most of the titles, within bounds."""
        widths = sorted(text_width(clean(row.of.title), LABEL) for row in self.rows if not isinstance(row.of, str))
        wanted = widths[(len(widths) - 1) * _FITTING // 100] if widths else 0
        return min(max(wanted, _SOONEST - self.titles - 10), _LATEST - self.titles - 10)

    def _ground(self) -> Iterator[svg.Element]:
        """Days off, events and dates behind the rows."""
        for off, rows in groupby(self.rows, key=self._days_off):
            block = list(rows)
            yield from self._shaded(off, block[0].top, block[-1].top + ROW)
        for row in self.rows:
            if isinstance(row.of, EventBar) and (days := self.axis.clip(row.of.days)):
                x = self.axis.begin(days.first)
                yield shapes.rect(x, row.top, self.axis.close(days.last) - x, self.bottom - row.top, "event-band")
        yield from tiers(self.axis, 0, self.language)
        for tick in ticks(self.axis, unit_of(self.axis, self.language), self.language):
            if tick.begins:
                x = self.axis.begin(tick.days.first)
                yield shapes.line(x, 2 * TIER, x, self.bottom, "fine")
        for row in self.rows:
            name = "rule" if isinstance(row.of, str) else "fine"
            yield shapes.line(MARGIN, row.top, _RIGHT, row.top, name)
        yield shapes.line(MARGIN, self.bottom, _RIGHT, self.bottom, "rule")

    def _days_off(self, row: _Row) -> frozenset[date]:
        """The days off of a row's own group; headings and events have those of the group on top."""
        group = row.of.group if isinstance(row.of, Bar) else self.timeline.group
        return self.timeline.days_off.get(group, frozenset())

    def _shaded(self, off: frozenset[date], top: float, bottom: float) -> Iterator[svg.Element]:
        if self.axis.per_day < _SEEN:
            return
        for days in _in_a_row(off, self.axis.days):
            self.used.add("off")
            x = self.axis.begin(days.first)
            yield shapes.rect(x, top, self.axis.close(days.last) - x, bottom - top, "off")

    def _contents(self) -> Iterator[svg.Element]:
        yield from arrows(self._links(), dict(self._places()))
        for row in self.rows:
            if isinstance(row.of, str):
                yield from self._heading(row.of, row)
            elif isinstance(row.of, EventBar):
                self.used.add("event")
                title = self._title(row.of.key, row.of.title, "label", row.top)
                yield shapes.group([*title, *bars.event(row.of, self.axis, row.top)])
            else:
                yield self._item(row.of, row.top)

    def _heading(self, title: str, row: _Row) -> Iterator[svg.Element]:
        more = "" if not row.left_out else self._tell(plural(row.left_out, "+ {number} more", "+ {number} more"))
        room = self.left - MARGIN - 8 - (text_width(more, SMALL) + 8 if more else 0)
        words = cut(title, room, LABEL, bold=True)
        yield shapes.text(MARGIN, row.top + 16, words, "heading")
        if more:
            yield shapes.text(self.left - 8, row.top + 16, more, "key", "end")

    def _item(self, bar: Bar, top: float) -> svg.Element:
        drawn, used = bars.draw(bar, self.axis, top)
        self.used |= used
        name = "heading" if bar.kind == "deliverable" else "label"
        return shapes.group([*self._title(bar.key, bar.title, name, top), *drawn], f"{bar.key} {bar.title}")

    def _title(self, key: str, title: str, name: str, top: float) -> Iterator[svg.Element]:
        yield shapes.text(MARGIN, top + 15, cut(key, self.keys, SMALL), "key")
        words = cut(title, self.left - 10 - self.titles, LABEL, bold=name == "heading")
        yield shapes.text(self.titles, top + 15.5, words, name)

    def _places(self) -> Iterator[tuple[str, Place]]:
        for row in self.rows:
            place = bars.place(row.of, self.axis, row.top) if isinstance(row.of, Bar) else None
            if place is not None and isinstance(row.of, Bar):
                yield row.of.key, place

    def _links(self) -> Iterator[BarLink]:
        """What still has to come first: what is done holds nothing any more."""
        done = {bar.key for bar in self.shown.bars if bar.state == "done"}
        yield from (link for link in self.timeline.links if link.before not in done)

    def _today(self) -> Iterator[svg.Element]:
        today = self.timeline.today
        if self.axis.shows(today):
            self.used.add("today")
            # The end of the day: what is left begins after it.
            yield from flag(
                self.axis.close(today), _FLAG, self.bottom, self._tell(translatable("today")), self.left, _RIGHT
            )

    def _entries(self) -> Iterator[Entry]:
        for name, words in _WORDS.items():
            if name in self.used:
                yield Entry(self._tell(words), _SAMPLES[name])

    def _notes(self, top: float) -> tuple[list[svg.Element], float]:
        notes = list(_notes(self.timeline, self.shown))
        lines = [
            shapes.text(MARGIN, top + 18 * place + 16, self._tell(note), "key") for place, note in enumerate(notes)
        ]
        return list(lines), top + 18 * len(notes)


def _rows(shown: Chosen, tell: Callable[[Text], str]) -> Iterator[_Row]:
    contents: list[tuple[str | EventBar | Bar, int]] = [(tell(translatable("Events")), 0)] if shown.events else []
    contents += [(event, 0) for event in shown.events]
    for strand in shown.strands:
        contents += _strand(strand, tell)
    yield from (_Row(_HEAD + place * ROW, of, left_out) for place, (of, left_out) in enumerate(contents))


def _strand(strand: Strand, tell: Callable[[Text], str]) -> Iterator[tuple[str | Bar, int]]:
    if strand.title is not None:
        yield tell(strand.title), strand.left_out
    yield from ((bar, 0) for bar in strand.bars)


def _in_a_row(off: Iterable[date], within: Days) -> Iterator[Days]:
    """Days that follow each other, joined."""
    days = sorted(day for day in off if within.first <= day <= within.last)
    for _, run in groupby(enumerate(days), key=lambda numbered: numbered[1] - numbered[0] * _DAY):
        found = [day for _, day in run]
        yield Days(found[0], found[-1])


#: In the order of the legend.
_WORDS: dict[str, Message] = {
    "done": translatable("done so far"),
    "done-late": translatable("worked on after its date"),
    "planned": translatable("planned"),
    "critical": translatable("planned, critical"),
    "late": translatable("planned for after its date"),
    "unknown": translatable("planned, no estimate"),
    "float": translatable("float"),
    "mark-done": translatable("milestone, deliverable: reached"),
    "mark-planned": translatable("milestone, deliverable: planned"),
    "mark-critical": translatable("milestone, deliverable: critical"),
    "mark-late": translatable("milestone, deliverable: late"),
    "target": translatable("target"),
    "limit": translatable("limit"),
    "event": translatable("event"),
    "off": translatable("day off"),
}


def _diamond(name: str, x: float, y: float) -> list[svg.Element]:
    return [bars.mark(name, x, y)]


_SAMPLES = {
    **{name: box(name, pattern) for name, pattern in bars.PATTERNS.items()},
    **{name: sign(partial(_diamond, name)) for name in ("mark-done", "mark-planned", "mark-critical", "mark-late")},
    "float": stroke("float"),
    "target": sign(lambda x, y: [shapes.triangle(x, y + 3, bars.FLAG, "target")]),
    "limit": sign(lambda x, y: [bars.limit(x, y)]),
    "event": box("event"),
    "off": box("off"),
}


def _told(timeline: Timeline) -> Iterator[Message]:
    """The description."""
    items = [bar for area in timeline.areas for bar in area.bars]
    if not items:
        yield translatable("There is no work on these days.")
        return
    yield translatable(
        "{group} from {first} to {last}: {items}, of which {done}.",
        group=timeline.name,
        first=timeline.days.first,
        last=timeline.days.last,
        items=plural(len(items), "{number} item", "{number} items"),
        done=plural(sum(bar.state == "done" for bar in items), "{number} is done", "{number} are done"),
    )
    ahead = [bar for bar in items if bar.state != "done"]
    if ahead:
        last = max(ahead, key=lambda bar: bar.extent.last)
        yield translatable(
            "Of the others {late} and {critical}; the last to end is {key} {title}, on {day}.",
            late=plural(
                sum(bar.late for bar in ahead), "{number} ends after its date", "{number} end after their date"
            ),
            critical=plural(sum(bar.critical for bar in ahead), "{number} is critical", "{number} are critical"),
            key=last.key,
            title=last.title,
            day=last.planned.last if last.planned else last.extent.last,
        )


def _notes(timeline: Timeline, shown: Chosen) -> Iterator[Message]:
    """What is not shown."""
    if not timeline.areas:
        yield translatable("There is no work on these days.")
    if shown.left_out:
        yield plural(
            shown.left_out,
            "{number} item that is less urgent is not shown.",
            "{number} items that are less urgent are not shown.",
        )
    if timeline.elsewhere:
        yield plural(
            timeline.elsewhere, "{number} item has nothing on these days.", "{number} items have nothing on these days."
        )
