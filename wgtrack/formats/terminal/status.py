"""A status report for a terminal."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from wgtrack.formats.cells import cell_width, cut, pad, wrap
from wgtrack.formats.sections import (
    FLAG_NAMES,
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
    shown_words,
    stage_words,
    totals_words,
    under_way_words,
    why_words,
)
from wgtrack.formats.terminal.lines import Line, Span
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Text, plural, translatable
from wgtrack.messages.phrases import clock_words, due_words, short_day
from wgtrack.sanitize import clean
from wgtrack.status.report import URGENT, AreaStatus, ItemStatus, StatusReport

#: Below this many cells, columns that only help are left out.
_ROOMY = 64
_MOST_EVENTS, _MOST_DELIVERABLES, _MOST_URGENT, _MOST_DEADLINES = 5, 5, 12, 8
_LONG_BAR, _SHORT_BAR = 10, 5


def status_lines(report: StatusReport, width: int, language: Language) -> tuple[Line, ...]:
    """The status as lines of at most ``width`` cells."""
    page = _Page(report, width, language)
    lines: list[Line] = []
    for section in (_head, _events, _deliverables, _areas, _attention, _deadlines, _end):
        found = list(section(page))
        lines += [(), *found] if lines and found else found
    return tuple(lines)


class _Page(NamedTuple):
    """What is laid out, in how many cells, and in which language."""

    report: StatusReport
    width: int
    language: Language

    @property
    def roomy(self) -> bool:
        """There is room for columns that only help."""
        return self.width >= _ROOMY

    def tell(self, text: Text) -> str:
        """A text in the language of the report."""
        return self.language.tell(text)

    def wrapped(self, text: Text, *, indent: int = 0, style: str = "") -> Iterator[Line]:
        """A text in the language of the report, in lines."""
        for line in wrap(self.tell(text), self.width - indent):
            yield (Span(" " * indent), Span(line, style)) if indent else (Span(line, style),)

    def heading(self, text: Text) -> Line:
        """A heading in the language of the report."""
        return (Span(self.tell(text), "heading"),)

    def more(self, number: int, words: Text) -> Iterator[Line]:
        """That there is more than is shown, where there is."""
        if number > 0:
            yield (Span(f"  {self.tell(words)}", "dim"),)


def _head(page: _Page) -> Iterator[Line]:
    yield from page.wrapped(page.report.group.name, style="title")
    yield from page.wrapped(translatable("as of {instant}", instant=as_of(page.report)), style="dim")


def _events(page: _Page) -> Iterator[Line]:
    report, ahead = page.report, coming(page.report)
    if not report.under_way and not ahead:
        return
    yield page.heading(translatable("Events"))
    for event in report.under_way:
        yield from _event(event.title, under_way_words(event, report), page)
    for count in ahead[:_MOST_EVENTS]:
        far = translatable("{day}: {how_far}", day=day_in_zone(count.starts, report), how_far=countdown_words(count))
        yield from _event(count.title, far, page)
    hidden = len(ahead) - _MOST_EVENTS
    yield from page.more(hidden, translatable("and {number} more later", number=hidden))


def _event(title: str, words: Text, page: _Page) -> Iterator[Line]:
    yield from page.wrapped(title, indent=2)
    yield from page.wrapped(words, indent=4, style="dim")


def _deliverables(page: _Page) -> Iterator[Line]:
    found = deliverables(page.report)
    if found:
        yield page.heading(translatable("Deliverables"))
        for item in found[:_MOST_DELIVERABLES]:
            yield from _deliverable(item, page)
        hidden = len(found) - _MOST_DELIVERABLES
        yield from page.more(hidden, translatable("and {number} more on record", number=hidden))


def _deliverable(item: ItemStatus, page: _Page) -> Iterator[Line]:
    """Key and title, and below them how far it has come, its verdict and why."""
    key = cut(item.key, page.width // 3)
    hang = 4 + cell_width(key)
    below = hang if page.roomy else 4
    for place, line in enumerate(wrap(item.title, page.width - hang)):
        yield Span(" " * 2), Span(" " * (hang - 4) if place else key, "key"), Span(f"  {line}")
    done = f"  {page.language.percent(item.progress)}  "
    room = page.width - below - _LONG_BAR - cell_width(f"{done}{''.join(_standing(item, '', page))}")
    standing, verdict = _standing(item, cut(page.tell(stage_words(item)), room), page)
    bar = Span(_bar(item.progress, _LONG_BAR), item.verdict)
    yield Span(" " * below), bar, Span(f"{done}{standing}"), Span(verdict, item.verdict)
    yield from page.wrapped(why_words(item), indent=below, style="dim")


def _standing(item: ItemStatus, stage: str, page: _Page) -> tuple[str, str]:
    """Stage and verdict as they are told in one go: what comes before the verdict, and the verdict."""
    verdict = page.tell(VERDICT_WORDS[item.verdict])
    return page.tell(translatable("{stage}, {verdict}", stage=stage, verdict=verdict)).removesuffix(verdict), verdict


def _bar(progress: int, size: int) -> str:
    full = size * progress // 100
    return "█" * full + "░" * (size - full)


def _areas(page: _Page) -> Iterator[Line]:
    if page.report.areas:
        yield page.heading(translatable("Areas"))
        yield from _table([_area(area, page) for area in page.report.areas], page.width, flexible=0, right=2)


def _area(area: AreaStatus, page: _Page) -> list[Span]:
    style = area.worst or "dim"
    bar = Span(_bar(area.progress, _LONG_BAR if page.roomy else _SHORT_BAR), style)
    start = [Span(area.title), bar, Span(page.language.percent(area.progress))]
    if not page.roomy:
        return [*start, Span(f"{area.done}/{area.items}", "dim")]
    worst = VERDICT_WORDS[area.worst] if area.worst else translatable("no work")
    done: Text = translatable("{done} of {items} done", done=area.done, items=area.items) if area.items else ""
    return [*start, Span(page.tell(done), "dim"), Span(page.tell(worst), style)]


def _attention(page: _Page) -> Iterator[Line]:
    report = page.report
    if not report.attention:
        if report.items:
            yield page.heading(NOTHING_URGENT)
        return
    yield page.heading(translatable("Needs attention ({number})", number=len(report.attention)))
    items = by_key(report)
    shown = [items[key] for key in report.attention[:_MOST_URGENT]]
    words = max(cell_width(_urgency(item, page)) for item in shown)
    for item in shown:
        yield from _urgent(item, page, words)
    hidden = len(report.attention) - _MOST_URGENT
    yield from page.more(hidden, translatable("and {number} more in need of attention", number=hidden))


def _urgency(item: ItemStatus, page: _Page) -> str:
    return page.tell(VERDICT_WORDS[item.verdict] if item.verdict in URGENT else FLAG_NAMES["stale"])


def _urgent(item: ItemStatus, page: _Page, words: int) -> Iterator[Line]:
    """An item with its reasons and owners below it, under the key where there is room."""
    indent = 4 + words
    key = cut(item.key, page.width // 3)
    title = cut(item.title, page.width - indent - cell_width(key) - 2)
    urgency = Span(pad(_urgency(item, page), words), item.verdict)
    yield Span("  "), urgency, Span("  "), Span(key, "key"), Span(f"  {title}")
    owners = owner_words(item, page.report) if item.owners else translatable("nobody")
    told = [translatable("{field}: {value}", field=name, value=value) for name, value in shown_words(item)]
    for reason in (*item.reasons, translatable("owned by {owners}", owners=owners), *told):
        yield from page.wrapped(reason, indent=indent if page.roomy else 4, style="dim")


def _deadlines(page: _Page) -> Iterator[Line]:
    ahead = deadlines(page.report)
    if not ahead:
        return
    yield page.heading(translatable("Next deadlines"))
    shown = ahead[:_MOST_DEADLINES]
    rows = _table([_deadline(item, page) for item in shown], page.width, flexible=3, right=1)
    for item, row in zip(shown, rows, strict=True):
        yield row
        yield from page.wrapped(_remark(item, page.report), indent=4, style="dim")
    hidden = len(ahead) - _MOST_DEADLINES
    yield from page.more(hidden, translatable("and {number} more later", number=hidden))


def _deadline(item: ItemStatus, page: _Page) -> list[Span]:
    left = left_words(item)
    if not page.roomy and item.due_calendar_days:
        left = plural(item.due_working_days or 0, "{number} wd", "{number} wd")
    key = Span(cut(item.key, page.width // 4), "key")
    return [Span(_when(item, page)), Span(page.tell(left), item.verdict), key, Span(item.title)]


def _when(item: ItemStatus, page: _Page) -> str:
    due = item.due
    if due is None:
        return ""
    words = due_words(due) if due.precision in {"month", "quarter"} else short_day(due.date)
    return f"{page.tell(words)}{PROVISIONAL if due.provisional else ''}"


def _remark(item: ItemStatus, report: StatusReport) -> Text:
    """What the short date does not say: its hour, its zone where that is another one, that it is a limit."""
    when: Text = ""
    if item.due is not None and item.due.precision == "instant":
        when = translatable("at {time}", time=clock_words(item.due.ends))
    elif item.due is not None and str(item.due.ends.tzinfo) != report.group.timezone:
        when = translatable("by the end of that day in {zone}", zone=str(item.due.ends.tzinfo))
    if item.target is not None:
        return when
    limit = translatable("its limit; it has no target")
    return translatable("{when}, {limit}", when=when, limit=limit) if when else limit


def _end(page: _Page) -> Iterator[Line]:
    yield from page.wrapped(totals_words(page.report), style="heading")
    yield from page.wrapped(flags_words(page.report))
    shown = deadlines(page.report)[:_MOST_DEADLINES]
    if any(item.due is not None and item.due.provisional for item in shown):
        yield from page.wrapped(PROVISIONAL_LEGEND, style="dim")
    if shown and not page.roomy:
        yield from page.wrapped(translatable("wd: working days left"), style="dim")


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
