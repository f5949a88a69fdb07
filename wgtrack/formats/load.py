"""Load for a terminal: owners in rows, weeks in columns, and below them what makes each overload."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from wgtrack.formats.cells import cell_width, packed, pad, wrap
from wgtrack.formats.terminal.lines import Line, Span
from wgtrack.messages.message import MONTHS
from wgtrack.messages.phrases import count_words, day_words
from wgtrack.planning.load import OwnerLoad, WeekLoad, tenths

_NARROWEST, _WIDEST = 40, 120
_MOST_LABEL = 48
_GAP = 2
#: Fewer cells of a name say nothing beside the key.
_LEAST_NAME = 12
_NOBODY = "nobody"
#: Behind the days of a week that has more work than days.
_OVER = "!"


def write(loads: Sequence[OwnerLoad], *, width: int = 80) -> str:
    """The loads as plain text."""
    lines = render_load(loads, width)
    return "".join(f"{''.join(span.text for span in line).rstrip()}\n" for line in lines)


def render_load(loads: Sequence[OwnerLoad], width: int = 80) -> tuple[Line, ...]:
    """The loads as lines of at most ``width`` cells (40 at least, 120 at most)."""
    width = max(_NARROWEST, min(_WIDEST, width))
    if not loads:
        return tuple(_wrapped("There is no work left that has an estimate.", width))
    intro = f"Working days planned / working days there are; {_OVER} where more are planned."
    return (*_wrapped(intro, width, "dim"), (), *_table(loads, width), *_overloads(loads, width))


def _table(loads: Sequence[OwnerLoad], width: int) -> Iterator[Line]:
    weeks = sorted({week.week for load in loads for week in load.weeks})
    headings = [f"{week.day} {MONTHS[week.month - 1][:3]}" for week in weeks]
    column = _GAP + 1 + max(len(text) for text in (*headings, *(_cell(week) for load in loads for week in load.weeks)))
    keys = max(cell_width(load.owner or _NOBODY) for load in loads)
    least = min(keys, width // 3)
    shown = weeks[: (width - least) // column]
    wanted = max(keys + cell_width(str(load.name)) + _GAP if load.owner else keys for load in loads)
    label = min(wanted, width - len(shown) * column, _MOST_LABEL)
    if label < min(wanted, keys + _GAP + _LEAST_NAME):
        label = min(label, keys)
    yield Span(" " * label), Span(_years(shown, column), "dim")
    yield Span(" " * label), Span("".join(f"{text:>{column - 1}} " for text in headings[: len(shown)]), "dim")
    for load in loads:
        yield _row(load, shown, min(keys, label), label, column)
    if len(shown) < len(weeks):
        hidden = f"{count_words(len(weeks) - len(shown), 'week')} more from {day_words(weeks[len(shown)])!s} on"
        yield from _wrapped(f"{hidden}: a wider terminal or --format json shows all.", width, "dim")


def _years(weeks: Sequence[date], column: int) -> str:
    """The year over the first week and over every week that begins another one."""
    befores = [None, *(week.year for week in weeks)]
    texts = ["" if week.year == before else str(week.year) for week, before in zip(weeks, befores, strict=False)]
    return "".join(f"{text:>{column - 1}} " for text in texts)


def _row(load: OwnerLoad, weeks: Sequence[date], keys: int, label: int, column: int) -> Line:
    by_week = {week.week: week for week in load.weeks}
    name = str(load.name) if load.owner else ""
    spans = [Span(pad(load.owner or _NOBODY, keys), "key"), Span(pad(f"  {name}", label - keys))]
    for monday in weeks:
        week = by_week.get(monday)
        over = week is not None and week.overloaded
        text = "" if week is None else _cell(week)
        spans.append(Span(f"{text:>{column - 1}}{_OVER if over else ' '}", "late" if over else ""))
    return tuple(spans)


def _cell(week: WeekLoad) -> str:
    return f"{tenths(week.work)}/{week.days}"


def _overloads(loads: Sequence[OwnerLoad], width: int) -> Iterator[Line]:
    """The items that make each overload, most first, by week."""
    found = [(week, load.owner or "") for load in loads for week in load.overloads]
    if not found:
        return
    yield ()
    yield (Span(f"Overloads ({len(found)})", "heading"),)
    keys = min(max(cell_width(owner) for _, owner in found), width // 3)
    days = max(len(_cell(week)) for week, _ in found)
    for monday, same in groupby(sorted(found, key=lambda pair: pair[0].week), lambda pair: pair[0].week):
        yield (Span(f"  week of {day_words(monday)!s}"),)
        for week, owner in same:
            start = Span(f"    {pad(owner, keys)}", "key"), Span(f"  {_cell(week):>{days}}", "late"), Span("  ")
            below = Span(" " * (keys + days + 8))
            items = [f"{item.key} {tenths(item.days)}" for item in week.items]
            for place, line in enumerate(packed(items, width - len(below.text), ", ")):
                yield (below, Span(line)) if place else (*start, Span(line))


def _wrapped(text: str, width: int, style: str = "") -> Iterator[Line]:
    for line in wrap(text, width):
        yield (Span(line, style),)
