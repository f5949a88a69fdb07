"""The rows of the table of all items, and what it can be filtered by.

A record may have ten thousand items and more: what many of them share is put into words once, and no template is called
for a row.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from markupsafe import Markup, escape

from wgtrack.dates import Deadline
from wgtrack.formats import shown
from wgtrack.formats.page import text, titled, verdict_mark
from wgtrack.formats.sections import FLAG_NAMES, VERDICT_WORDS
from wgtrack.messages.languages import Language
from wgtrack.messages.message import short_day, translatable
from wgtrack.messages.phrases import clock_words
from wgtrack.report.report import Report
from wgtrack.status.report import WORST_FIRST, Flag, ItemStatus

#: Rows in a part of the table; the browser lays out a part when it comes into view. The script counts on it.
PART = 100
#: Stands for nobody and for no area where one of them is chosen; no key is like it.
NOTHING = "-"


class Choice(NamedTuple):
    """Something that the table can be filtered by."""

    value: str
    words: str


class Filter(NamedTuple):
    """One way to filter the table."""

    name: str
    label: str
    #: What is said where nothing is chosen.
    all: str
    choices: list[Choice]


class Part(NamedTuple):
    """Some rows of the table."""

    rows: Markup
    #: It has as many as a part may have, so its height can be guessed.
    whole: bool


def parts(report: Report, language: Language) -> Iterator[Part]:
    """The rows of the table, so many of them at a time."""
    row = _row_writer(report, language)
    items = report.status.items
    for start in range(0, len(items), PART):
        some = items[start : start + PART]
        yield Part(Markup("\n".join(map(row, some))), len(some) == PART)  # noqa: S704 - rows are made safe one by one


def headings(report: Report, language: Language) -> list[str]:
    """The headings of the last columns, of shown fields that an item has a value in."""
    return [shown.heading(name, language) for name in shown.used(report.status.items)]


def filters(report: Report, language: Language) -> list[Filter]:
    """What occurs, to choose from: verdicts (worst first), areas and owners."""
    items, tell = report.status.items, language.tell
    there_are = {item.verdict for item in items}
    verdicts = [Choice(one, tell(VERDICT_WORDS[one])) for one in WORST_FIRST if one in there_are]
    areas = [Choice(area.key, area.title) for area in report.status.areas]
    if any(item.area is None for item in items):
        areas.append(Choice(NOTHING, tell(translatable("no area"))))
    return [
        Filter("verdict", tell(translatable("Verdict")), tell(translatable("any verdict")), verdicts),
        Filter("area", tell(translatable("Area")), tell(translatable("all areas")), areas),
        Filter(
            "owner",
            tell(translatable("Owner")),
            tell(translatable("all owners")),
            _owners(report, tell(translatable("nobody"))),
        ),
    ]


def _owners(report: Report, nobody: str) -> list[Choice]:
    items = report.status.items
    owners = {owner for item in items for owner in item.owners}
    found = sorted((Choice(owner, report.names.get(owner, owner)) for owner in owners), key=lambda choice: choice.words)
    return [*found, Choice(NOTHING, nobody)] if any(not item.owners for item in items) else found


def _row_writer(report: Report, language: Language) -> Callable[[ItemStatus], str]:
    """Writes one row; what items share is kept in words. Keys and verdicts are plain words, all else is escaped."""
    areas: dict[str | None, Markup] = {area.key: titled(area.title) for area in report.status.areas}
    verdict = cache(lambda one: verdict_mark(one, language))
    percent = cache(lambda progress: escape(language.percent(progress)))
    flags = cache(lambda found: _flags(found, language))
    owned = cache(lambda owners: titled(language.joined(report.names.get(owner, owner) for owner in owners)))
    kinds = {kind: small(language.tell(words)) for kind, words in _KINDS.items()}
    dates = _Dates(language, report.group.timezone)
    more = shown.used(report.status.items)

    def row(item: ItemStatus) -> str:
        return (
            f'<tr id="item-{item.key}" data-v="{item.verdict}" data-a="{item.area or ""}" data-o="{" ".join(item.owners)}">'
            f'<td class="key">{item.key}</td><th scope="row">{titled(item.title)}{kinds.get(item.kind, "")}</th>'
            f"<td>{areas.get(item.area, '')}</td><td>{owned(item.owners)}</td><td>{dates.of(item)}</td>"
            f'<td>{verdict(item.verdict)}{flags(item.flags)}</td><td class="number">{percent(item.progress)}</td>'
            f"{''.join(f'<td>{text(cell)}</td>' for cell in shown.cells(item, more, language))}</tr>"
        )

    return row


#: Tasks are the rule, so only what is another kind says so.
_KINDS = {"milestone": translatable("milestone"), "deliverable": translatable("deliverable")}


class _Dates:
    """Puts into words by when items are due, and when they were done."""

    def __init__(self, language: Language, zone_name: str) -> None:
        self.language = language
        self.zone_name = zone_name
        self.done = cache(lambda day: small(language.tell(translatable("done {day}", day=short_day(day)))))
        self.limit = small(language.tell(translatable("limit")))
        self.known: dict[tuple[object, ...], Markup] = {}

    def of(self, item: ItemStatus) -> Markup:
        """What stands in the column of dates."""
        due, done = item.due, item.done_on
        words = Markup() if due is None else self._due(due, limit=item.target is None)
        return words if done is None else words + self.done(done)

    def _due(self, due: Deadline, *, limit: bool) -> Markup:
        same = (due.ends, due.precision, due.provisional, limit)
        if same not in self.known:
            self.known[same] = due_mark(due, self.language, self.zone_name) + (self.limit if limit else "")
        return self.known[same]


def due_mark(due: Deadline, language: Language, zone_name: str) -> Markup:
    """A deadline for people, and its day for programs.

    ``~`` stands behind a provisional one; below it its hour, and the zone that its day ends in where that is not ``zone_name``.
    """
    words = language.due(due) if due.precision in {"month", "quarter"} else language.short_day(due.date)
    mark = Markup('<time datetime="{}">{}</time>').format(due.date.isoformat(), words)
    if due.provisional:
        mark += Markup('<abbr title="{}">~</abbr>').format(language.tell(translatable("provisional")))
    if due.precision == "instant":
        return mark + small(clock_words(due.ends))
    return mark if str(due.ends.tzinfo) == zone_name else mark + small(str(due.ends.tzinfo))


def _flags(flags: tuple[Flag, ...], language: Language) -> Markup:
    return Markup().join(
        Markup(' <span class="flag">{}</span>').format(language.tell(FLAG_NAMES[flag])) for flag in flags
    )


def small(words: str) -> Markup:
    """A remark below what it is about."""
    return Markup(" <small>{}</small>").format(words)
