"""A timeline for a terminal: a line of bars for each item, by day or by week; every part of it reads without colour."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from wgtrack.formats.cells import cell_width, cut, packed, pad, wrap
from wgtrack.formats.scale import Scale, Unit, days_in, months_line, numbers_line, scale_of
from wgtrack.formats.terminal.lines import Line, Span
from wgtrack.messages.phrases import count_words, day_words, instant_words
from wgtrack.planning.bars import Bar, Days, EventBar, Timeline
from wgtrack.sanitize import clean

_NARROWEST, _WIDEST = 40, 120
#: From this width on labels have more room.
_ROOMY = 64
#: Cells of a label: at least, at least from there on, for days to be chosen over weeks, and at most.
_LEAST_LABEL, _LEAST_ROOMY_LABEL, _GOOD_LABEL, _MOST_LABEL = 16, 22, 28, 60
#: Keys up to so many cells stand in a column of their own.
_SHORT_KEY = 8
#: Lines after which the header comes again, so that no screen is without one; before a heading it comes sooner.
_SCREEN, _SOONER = 20, 12
#: So few lines at the end go without.
_FEW = 5
#: Spans of a row before its bars.
_LABEL_SPANS = 3
_DAY = timedelta(days=1)


class Sign(NamedTuple):
    """What stands in one cell, with its style and what the legend says of it."""

    text: str
    style: str = ""
    words: str = ""


DONE = Sign("█", "worked", "done so far")
CRITICAL = Sign("▓", "critical", "planned, critical")
PLANNED = Sign("▒", "planned", "planned")
LATE = Sign("!", "late", "late")
UNKNOWN = Sign("?", "late", "no estimate")
FLOAT = Sign("─", "dim", "float")
MARK = Sign("◆", "planned", "milestone, deliverable")
TARGET = Sign("◇", "target", "target")
LIMIT = Sign("]", "late", "limit")
EVENT = Sign("■", "heading", "event")
OFF = Sign("·", "dim", "day off")
TODAY = Sign("│", "today", "today")
BLANK = Sign(" ")
#: In the order of the legend.
SIGNS = (DONE, CRITICAL, PLANNED, LATE, UNKNOWN, FLOAT, MARK, TARGET, LIMIT, EVENT, OFF, TODAY)


def write(timeline: Timeline, *, width: int = 80, unit: Unit | None = None) -> str:
    """The timeline as plain text."""
    lines = render_timeline(timeline, width, unit)
    return "".join(f"{''.join(span.text for span in line).rstrip()}\n" for line in lines)


def render_timeline(timeline: Timeline, width: int = 80, unit: Unit | None = None) -> tuple[Line, ...]:
    """The timeline as lines of at most ``width`` cells (40 at least, 120 at most).

    By day or by week as ``unit`` says; if None, by day where all days fit beside labels of some length.
    """
    width = max(_NARROWEST, min(_WIDEST, width))
    head = [*_wrapped(timeline.name, width, "title")]
    head += _wrapped(f"as of {instant_words(timeline.at, timeline.timezone)!s}", width, "dim")
    if not timeline.areas and not timeline.events:
        return (*head, (), *_wrapped(_nothing(timeline), width))
    fits = days_in(timeline.days) < width - _GOOD_LABEL
    least = _LEAST_ROOMY_LABEL if width >= _ROOMY else _LEAST_LABEL
    scale = scale_of(timeline, width - least - 1, unit or ("day" if fits else "week"))
    drawing = _Drawing(timeline, scale, width)
    lines = list(drawing.lines())
    remarks = [line for text in drawing.remarks() for line in _wrapped(text, width, "dim")]
    return (*head, (), *lines, (), *_legend(lines, width), *remarks)


def _nothing(timeline: Timeline) -> str:
    if timeline.elsewhere:
        lie = "lies" if timeline.elsewhere == 1 else "lie"
        return f"There is nothing on these days; {count_words(timeline.elsewhere, 'item')} {lie} on others."
    return "There is no work on record yet."


class _Drawing:
    """Draws one timeline on one scale."""

    def __init__(self, timeline: Timeline, scale: Scale, width: int) -> None:
        self.timeline = timeline
        self.scale = scale
        self.width = width
        self.grounds: dict[str, Sequence[Sign]] = {}
        self.areas = [(area, [bar for bar in area.bars if bar.extent.meets(scale.days)]) for area in timeline.areas]
        self.events = [event for event in timeline.events if event.days.meets(scale.days)]
        self.shown = [bar for _, bars in self.areas for bar in bars]
        rows: list[Bar | EventBar] = [*self.events, *self.shown]
        self.keys = max((cell_width(row.key) for row in rows if cell_width(row.key) <= _SHORT_KEY), default=0)
        room = min(width - len(scale.columns) - 1, _MOST_LABEL)
        self.longest_key = max(_SHORT_KEY, room // 2)
        self.label = min(room, max((self._wanted(row) for row in rows), default=0))

    def lines(self) -> Iterator[Line]:
        """Header, headings and bars."""
        rows = list(self._rows())
        since = _SCREEN
        for place, line in enumerate(rows):
            due = since >= (_SOONER if len(line) == 1 else _SCREEN)
            if not place or (due and place + _FEW < len(rows)):
                yield from self._header()
                since = 0
            yield line
            since += 1

    def remarks(self) -> Iterator[str]:
        """What is not shown."""
        scale = self.scale
        sides = (scale.before, "before", scale.days.first), (scale.after, "after", scale.days.last)
        left_out = [f"{count_words(number, 'day')} {word} {day_words(day)!s}" for number, word, day in sides if number]
        if left_out:
            coarser = ", --per week shows more" if scale.unit == "day" else ""
            yield f"Left out: {' and '.join(left_out)}; --from and --to choose{coarser}."
        every = sum(len(area.bars) for area, _ in self.areas)
        elsewhere = self.timeline.elsewhere + every - len(self.shown)
        if elsewhere:
            yield f"{count_words(elsewhere, 'item')} {'has' if elsewhere == 1 else 'have'} nothing on the days shown."

    def _rows(self) -> Iterator[Line]:
        if self.events:
            yield (Span("Events", "heading"),)
        for event in self.events:
            yield self._row(event, self._event_signs(event))
        for area, bars in self.areas:
            if bars and (len(self.areas) > 1 or self.events or area.key is not None):
                yield (Span(cut(str(area.title), self.width), "heading"),)
            for bar in bars:
                yield self._row(bar, self._bar_signs(bar))

    def _header(self) -> Iterator[Line]:
        indent = Span(" " * (self.label + 1))
        for text in (months_line(self.scale.columns), numbers_line(self.scale.columns)):
            yield indent, Span(text, "dim")
        place = self.scale.place(self.timeline.today)
        if place is not None:
            yield indent, Span(_today(place, len(self.scale.columns)), "today")

    def _row(self, row: Bar | EventBar, signs: Iterable[Sign]) -> Line:
        key = cut(row.key, self.longest_key)
        gap = " " * (self.keys - cell_width(key) + 1)
        title = pad(f"{gap or ' '}{row.title}", self.label - 1 - cell_width(key))
        drawn = [
            Span("".join(one.text for one in same), style) for style, same in groupby(signs, lambda one: one.style)
        ]
        return (Span(" "), Span(key, "key"), Span(f"{title} "), *drawn)

    def _wanted(self, row: Bar | EventBar) -> int:
        """Cells that the label of a row would like to take."""
        key = min(max(self.keys, cell_width(row.key)), self.longest_key)
        return key + cell_width(clean(row.title)) + 2

    def _event_signs(self, event: EventBar) -> Iterator[Sign]:
        pairs = zip(self.scale.columns, self._ground(self.timeline.group), strict=True)
        return (EVENT if event.days.meets(days) else ground for days, ground in pairs)

    def _bar_signs(self, bar: Bar) -> Iterator[Sign]:
        off, reach = self.timeline.days_off[bar.group], _reach(bar)
        for days, ground in zip(self.scale.columns, self._ground(bar.group), strict=True):
            yield next(_signs(bar, days, off), ground) if reach.meets(days) else ground

    def _ground(self, group: str) -> Sequence[Sign]:
        """What stands in the columns where an item of a group has nothing."""
        if group not in self.grounds:
            off, today = self.timeline.days_off[group], self.timeline.today
            self.grounds[group] = [
                TODAY if _is_in(today, days) else OFF if _is_off(days, off) else BLANK for days in self.scale.columns
            ]
        return self.grounds[group]


def _today(place: int, columns: int) -> str:
    """A mark over the column of today, and its name beside it where there is room."""
    if place + len("▼ today") <= columns:
        return f"{' ' * place}▼ today"
    return f"{'today ▼':>{place + 1}}" if place + 1 >= len("today ▼") else f"{' ' * place}▼"


def _reach(bar: Bar) -> Days:
    """From the first to the last day that anything of an item stands on."""
    first, last = bar.extent
    return Days(min(first, bar.limit or first), max(last, bar.limit or last, bar.room.last if bar.room else last))


def _signs(bar: Bar, days: Days, off: frozenset[date]) -> Iterator[Sign]:
    """What of an item stands in a column, in front what is shown: the plan hides the target, which hides what was done."""
    if _is_in(bar.mark, days):
        yield MARK._replace(style=_style(bar))
    if bar.planned is not None and _worked_in(bar.planned, days, off):
        yield LATE if _is_late(bar, bar.planned, days, off) else _planned_sign(bar)
    if _is_in(bar.target, days):
        yield TARGET
    if _is_in(bar.limit, days):
        yield LIMIT
    if bar.worked is not None and _worked_in(bar.worked, days, off):
        yield DONE
    if bar.planned is None and bar.mark is not None and _is_late(bar, Days(bar.mark, bar.mark), days, off):
        yield LATE
    if bar.room is not None and bar.room.meets(days):
        yield FLOAT


def _is_in(day: date | None, days: Days) -> bool:
    return day is not None and days.first <= day <= days.last


def _planned_sign(bar: Bar) -> Sign:
    if not bar.estimated:
        return UNKNOWN
    return CRITICAL if bar.critical else PLANNED


def _style(bar: Bar) -> str:
    if bar.state == "done":
        return DONE.style
    if bar.late:
        return LATE.style
    return CRITICAL.style if bar.critical else PLANNED.style


def _is_late(bar: Bar, span: Days, days: Days, off: frozenset[date]) -> bool:
    """Whether a column has working days after the date that is due, up to the end of a span of what is left."""
    if bar.due is None or bar.state == "done" or span.last <= bar.due:
        return False
    return _worked_in(Days(bar.due + _DAY, span.last), days, off)


def _worked_in(span: Days, days: Days, off: frozenset[date]) -> bool:
    """Whether a working day of a span stands in a column."""
    first, last = max(span.first, days.first), min(span.last, days.last)
    return first <= last and not _is_off(Days(first, last), off)


def _is_off(days: Days, off: frozenset[date]) -> bool:
    return all(day in off for day in _each(days))


def _each(days: Days) -> Iterator[date]:
    return (days.first + place * _DAY for place in range((days.last - days.first).days + 1))


def _legend(lines: Iterable[Line], width: int) -> Iterator[Line]:
    """The signs that occur, in words."""
    used = {character for line in lines for span in line[_LABEL_SPANS:] for character in span.text}
    words = (f"{sign.text} {sign.words}" for sign in SIGNS if sign.text in used)
    yield from ((Span(line, "dim"),) for line in packed(words, width))


def _wrapped(text: str, width: int, style: str = "") -> Iterator[Line]:
    for line in wrap(text, width):
        yield (Span(line, style),)
