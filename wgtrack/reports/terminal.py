"""A status report for a terminal: lines of spans, each with the name of a style. Pure text; who prints it may colour it."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from wgtrack.deadlines.words import clock_words, due_words, short_day
from wgtrack.reports.cells import cell_width, clean, cut, pad, wrap
from wgtrack.reports.sections import (
    NOTHING_URGENT,
    PROVISIONAL,
    PROVISIONAL_LEGEND,
    VERDICT_WORDS,
    as_of,
    by_key,
    coming,
    countdown_words,
    day_in_zone,
    deadlines,
    deliverables,
    flags_words,
    left_words,
    owner_words,
    stage_words,
    totals_words,
    under_way_words,
    why_words,
)
from wgtrack.status.report import URGENT, AreaStatus, ItemStatus, StatusReport

#: Names of styles, beside the verdicts: a verdict's word and its area's bar have the verdict as style.
STYLES = ("title", "heading", "key", "dim")

_NARROWEST, _WIDEST = 40, 120
#: Below this many cells, columns that only help are left out.
_ROOMY = 64
_MOST_EVENTS, _MOST_DELIVERABLES, _MOST_URGENT, _MOST_DEADLINES = 5, 5, 12, 8
_LONG_BAR, _SHORT_BAR = 10, 5


class Span(NamedTuple):
    """A piece of a line. An empty style is plain text."""

    text: str
    style: str = ""


Line = tuple[Span, ...]


def write(report: StatusReport, *, width: int = 80) -> str:
    """The report as plain text."""
    return "".join(f"{''.join(span.text for span in line).rstrip()}\n" for line in render_terminal(report, width))


def render_terminal(report: StatusReport, width: int = 80) -> tuple[Line, ...]:
    """The report as lines of at most ``width`` cells (40 at least, 120 at most). No text has a control character."""
    width = max(_NARROWEST, min(_WIDEST, width))
    lines: list[Line] = []
    for section in (_head, _events, _deliverables, _areas, _attention, _deadlines, _end):
        found = list(section(report, width))
        lines += [(), *found] if lines and found else found
    return tuple(lines)


def _head(report: StatusReport, width: int) -> Iterator[Line]:
    yield from _wrapped(report.group.name, width, style="title")
    yield from _wrapped(f"as of {as_of(report)}", width, style="dim")


def _events(report: StatusReport, width: int) -> Iterator[Line]:
    ahead = coming(report)
    if not report.under_way and not ahead:
        return
    yield (Span("Events", "heading"),)
    for event in report.under_way:
        yield from _told(event.title, under_way_words(event, report), width)
    for count in ahead[:_MOST_EVENTS]:
        yield from _told(count.title, f"{day_in_zone(count.starts, report)}: {countdown_words(count)}", width)
    yield from _more(len(ahead) - _MOST_EVENTS, "later")


def _told(title: str, words: str, width: int) -> Iterator[Line]:
    yield from _wrapped(title, width, indent=2)
    yield from _wrapped(words, width, indent=4, style="dim")


def _deliverables(report: StatusReport, width: int) -> Iterator[Line]:
    found = deliverables(report)
    if found:
        yield (Span("Deliverables", "heading"),)
        for item in found[:_MOST_DELIVERABLES]:
            yield from _deliverable(item, width)
        yield from _more(len(found) - _MOST_DELIVERABLES, "on record")


def _deliverable(item: ItemStatus, width: int) -> Iterator[Line]:
    """Key and title, and below them how far it has come, its verdict and why."""
    key = cut(item.key, width // 3)
    hang = 4 + cell_width(key)
    below = hang if width >= _ROOMY else 4
    for place, line in enumerate(wrap(item.title, width - hang)):
        yield Span(" " * 2), Span(" " * (hang - 4) if place else key, "key"), Span(f"  {line}")
    bar = Span(_bar(item.progress, _LONG_BAR), item.verdict)
    words = f"  {item.progress}%  {stage_words(item)}"
    room = width - below - _LONG_BAR - len(f", {VERDICT_WORDS[item.verdict]}")
    yield Span(" " * below), bar, Span(f"{cut(words, room)}, "), Span(VERDICT_WORDS[item.verdict], item.verdict)
    yield from _wrapped(why_words(item), width, indent=below, style="dim")


def _bar(progress: int, size: int) -> str:
    full = size * progress // 100
    return "█" * full + "░" * (size - full)


def _areas(report: StatusReport, width: int) -> Iterator[Line]:
    if report.areas:
        yield (Span("Areas", "heading"),)
        yield from _table([_area(area, roomy=width >= _ROOMY) for area in report.areas], width, flexible=0, right=2)


def _area(area: AreaStatus, *, roomy: bool) -> list[Span]:
    style = area.worst or "dim"
    bar = Span(_bar(area.progress, _LONG_BAR if roomy else _SHORT_BAR), style)
    start = [Span(area.title), bar, Span(f"{area.progress}%")]
    if not roomy:
        return [*start, Span(f"{area.done}/{area.items}", "dim")]
    worst = VERDICT_WORDS[area.worst] if area.worst else "no work"
    done = f"{area.done} of {area.items} done" if area.items else ""
    return [*start, Span(done, "dim"), Span(worst, style)]


def _attention(report: StatusReport, width: int) -> Iterator[Line]:
    if not report.attention:
        if report.items:
            yield (Span(NOTHING_URGENT, "heading"),)
        return
    yield (Span(f"Needs attention ({len(report.attention)})", "heading"),)
    items = by_key(report)
    shown = [items[key] for key in report.attention[:_MOST_URGENT]]
    words = max(len(_urgency(item)) for item in shown)
    for item in shown:
        yield from _urgent(item, report, width, words)
    yield from _more(len(report.attention) - _MOST_URGENT, "in need of attention")


def _urgency(item: ItemStatus) -> str:
    return VERDICT_WORDS[item.verdict] if item.verdict in URGENT else "stale"


def _urgent(item: ItemStatus, report: StatusReport, width: int, words: int) -> Iterator[Line]:
    """An item with its reasons and owners below it, under the key where there is room."""
    indent = 4 + words
    key = cut(item.key, width // 3)
    title = cut(item.title, width - indent - cell_width(key) - 2)
    urgency = Span(f"{_urgency(item):<{words}}", item.verdict)
    yield Span("  "), urgency, Span("  "), Span(key, "key"), Span(f"  {title}")
    below = indent if width >= _ROOMY else 4
    for reason in (*item.reasons, f"owned by {owner_words(item, report) or 'nobody'}"):
        yield from _wrapped(reason, width, indent=below, style="dim")


def _deadlines(report: StatusReport, width: int) -> Iterator[Line]:
    ahead = deadlines(report)
    if not ahead:
        return
    yield (Span("Next deadlines", "heading"),)
    shown = ahead[:_MOST_DEADLINES]
    rows = _table([_deadline(item, width) for item in shown], width, flexible=3, right=1)
    for item, row in zip(shown, rows, strict=True):
        yield row
        yield from _wrapped(_remark(item, report), width, indent=4, style="dim")
    yield from _more(len(ahead) - _MOST_DEADLINES, "later")


def _deadline(item: ItemStatus, width: int) -> list[Span]:
    left = left_words(item)
    if width < _ROOMY:
        left = left.replace("working days", "wd").replace("working day", "wd")
    return [Span(_when(item)), Span(left, item.verdict), Span(cut(item.key, width // 4), "key"), Span(item.title)]


def _when(item: ItemStatus) -> str:
    due = item.due
    if due is None:
        return ""
    words = due_words(due) if due.precision in {"month", "quarter"} else short_day(due.date)
    return f"{words}{PROVISIONAL if due.provisional else ''}"


def _remark(item: ItemStatus, report: StatusReport) -> str:
    """What the short date does not say: its hour, its zone where that is another one, that it is a limit."""
    remarks = []
    if item.due is not None and item.due.precision == "instant":
        remarks.append(f"at {clock_words(item.due.ends)}")
    elif item.due is not None and str(item.due.ends.tzinfo) != report.group.timezone:
        remarks.append(f"by the end of that day in {item.due.ends.tzinfo}")
    if item.target is None:
        remarks.append("its limit; it has no target")
    return ", ".join(remarks)


def _end(report: StatusReport, width: int) -> Iterator[Line]:
    yield from _wrapped(totals_words(report), width, style="heading")
    yield from _wrapped(flags_words(report), width)
    shown = deadlines(report)[:_MOST_DEADLINES]
    if any(item.due is not None and item.due.provisional for item in shown):
        yield from _wrapped(PROVISIONAL_LEGEND, width, style="dim")
    if shown and width < _ROOMY:
        yield from _wrapped("wd: working days left", width, style="dim")


def _table(rows: Sequence[Sequence[Span]], width: int, *, flexible: int, right: int) -> Iterator[Line]:
    """Rows in columns, two cells apart; the flexible column is cut to what the others leave, one stands to the right."""
    widths = [max(cell_width(clean(row[column].text)) for row in rows) for column in range(len(rows[0]))]
    rest = width - 2 * len(widths) - sum(widths) + widths[flexible]
    widths[flexible] = max(1, min(widths[flexible], rest))
    for row in rows:
        cells = [_cell(span, widths[column], to_right=column == right) for column, span in enumerate(row)]
        yield tuple(chain.from_iterable((Span("  "), cell) for cell in cells))


def _cell(span: Span, width: int, *, to_right: bool) -> Span:
    text = pad(span.text, width)
    shown = text.rstrip()
    return Span(" " * (len(text) - len(shown)) + shown if to_right else text, span.style)


def _wrapped(text: str, width: int, *, indent: int = 0, style: str = "") -> Iterator[Line]:
    for line in wrap(text, width - indent):
        yield (Span(" " * indent), Span(line, style)) if indent else (Span(line, style),)


def _more(number: int, words: str) -> Iterator[Line]:
    if number > 0:
        yield (Span(f"  and {number} more {words}", "dim"),)
