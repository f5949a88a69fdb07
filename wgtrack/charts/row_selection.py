"""What of a big programme a timeline shows: the rows that matter most, as many as a page has room for."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from attrs import evolve

from wgtrack.messages.message import Text
from wgtrack.planning.bars import Bar, Days, EventBar, Timeline
from wgtrack.planning.load import monday

#: Rows on a page of A4 beside legend and title; headings and events count too.
MOST_ROWS = 54
_MOST_EVENTS = 6
#: Blank days after the last one where an axis is shortened to what is shown.
_MARGIN = timedelta(days=3)


class Strand(NamedTuple):
    """An area with those of its items that are shown."""

    #: None where its items stand without a heading.
    title: Text | None
    bars: tuple[Bar, ...]
    #: How many of it are not shown.
    left_out: int


class Chosen(NamedTuple):
    """What is shown, and on which days."""

    events: tuple[EventBar, ...]
    strands: tuple[Strand, ...]
    days: Days
    #: Items that are not shown, of all areas.
    left_out: int

    @property
    def bars(self) -> Iterator[Bar]:
        """The items in order."""
        return chain.from_iterable(strand.bars for strand in self.strands)


def chosen(timeline: Timeline, most: int = MOST_ROWS) -> Chosen:
    """The events nearest to today, and the most urgent items, in the order of the timeline."""
    events = _nearest(timeline.events, timeline.today)
    keys = _most_urgent(timeline, most - len(events) - bool(events))
    strands = tuple(_strands(timeline, keys))
    left_out = sum(len(area.bars) for area in timeline.areas) - len(keys)
    days = timeline.days
    if left_out:
        days = _shortened(timeline, chain.from_iterable(strand.bars for strand in strands))
        events = tuple(event for event in events if event.days.meets(days))
    return Chosen(events, strands, days, left_out)


def between(timeline: Timeline, days: Days) -> Timeline:
    """The part of a timeline that is on some of its days."""
    if days == timeline.days:
        return timeline
    clipped = Days(max(days.first, timeline.days.first), min(days.last, timeline.days.last))
    if clipped.first > clipped.last:
        clipped = days
    areas = [evolve(area, bars=tuple(bar for bar in area.bars if bar.extent.meets(clipped))) for area in timeline.areas]
    gone = sum(len(area.bars) for area in timeline.areas) - sum(len(area.bars) for area in areas)
    return evolve(
        timeline,
        days=clipped,
        anchored=True,
        events=tuple(event for event in timeline.events if event.days.meets(clipped)),
        areas=tuple(area for area in areas if area.bars),
        elsewhere=timeline.elsewhere + gone,
    )


def _strands(timeline: Timeline, keys: Collection[str]) -> Iterator[Strand]:
    for area in timeline.areas:
        bars = tuple(bar for bar in area.bars if bar.key in keys)
        if bars:
            alone = len(timeline.areas) == 1 and area.key is None
            yield Strand(None if alone else area.title, bars, len(area.bars) - len(bars))


def _nearest(events: tuple[EventBar, ...], today: date) -> tuple[EventBar, ...]:
    def distance(event: EventBar) -> tuple[bool, int]:
        over = event.days.last < today
        return over, (today - event.days.last).days if over else (event.days.first - today).days

    return tuple(sorted(sorted(events, key=distance)[:_MOST_EVENTS], key=lambda event: event.days))


def _most_urgent(timeline: Timeline, room: int) -> set[str]:
    """Keys of as many items as there is room for; the first one of an area takes the room of its heading too."""
    ranked = sorted(
        (
            (_urgency(bar, timeline.today), number, bar.key)
            for number, area in enumerate(timeline.areas)
            for bar in area.bars
        )
    )
    keys, areas = set[str](), set[int]()
    for _, area, key in ranked:
        room -= 1 if area in areas else 2
        if room < 0:
            break
        keys.add(key)
        areas.add(area)
    return keys


def _urgency(bar: Bar, today: date) -> tuple[int, bool, int]:
    """Overdue, late, critical, owed as a whole, under way, to come, each the deliverables first; last what is finished."""
    end = (bar.due or bar.extent.last).toordinal()
    if bar.state == "done":
        return 6, bar.kind != "deliverable", -bar.extent.last.toordinal()
    conditions = (
        bar.due is not None and bar.due < today,
        bar.late,
        bar.critical,
        bar.kind != "task",
        bar.worked is not None,
    )
    rank = next((rank for rank, holds in enumerate(conditions) if holds), 5)
    return rank, bar.kind != "deliverable", end


def _shortened(timeline: Timeline, bars: Iterable[Bar]) -> Days:
    """The days of the timeline without those at its ends that nothing shown is on, unless they were asked for."""
    extents = [bar.extent for bar in bars]
    if timeline.anchored or not extents:
        return timeline.days
    first = max(timeline.days.first, monday(min(days.first for days in extents)))
    last = max((*(days.last for days in extents), min(timeline.today, timeline.days.last)))
    return Days(min(first, last), min(timeline.days.last, last + _MARGIN))
