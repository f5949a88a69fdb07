"""The sheets of a workbook as values: columns, and rows of texts, numbers, days and verdicts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from wgtrack.dates import Deadline
from wgtrack.formats import shown
from wgtrack.formats.changes import Row, change_rows
from wgtrack.formats.spreadsheets import reasons
from wgtrack.history.slips import Slip
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, Text, translatable
from wgtrack.messages.phrases import is_ambiguous
from wgtrack.planning.load import OwnerLoad, item_words
from wgtrack.report.report import Portfolio, PortfolioRow, Report
from wgtrack.status.report import ItemStatus, Verdict, shown_fields


class Column(NamedTuple):
    """A column of a sheet."""

    heading: Text
    #: In characters.
    width: int


class Sheet(NamedTuple):
    """A sheet before it is written; a cell is a text, a number, a day, an instant or None, and a verdict has its colours."""

    name: Message
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Any]]


class VerdictCell(NamedTuple):
    """A verdict that is shown in its colours."""

    verdict: Verdict


def sheets(report: Report | Portfolio, language: Language) -> Iterator[Sheet]:
    """The sheets of a report, or the one of a portfolio."""
    if isinstance(report, Portfolio):
        yield Sheet(translatable("Groups"), _GROUPS, (_group(row, language) for row in report.rows))
        return
    columns = tuple(_item_columns(language))
    yield Sheet(translatable("Items"), columns, (_item(item, report, language) for item in report.status.items))
    yield Sheet(translatable("Changes"), _CHANGES, (_change(row, language) for row in change_rows(report.changes)))
    yield Sheet(translatable("Slips"), _SLIPS, (_slip(slip, language) for slip in report.slips if slip.changed))
    yield Sheet(translatable("Load"), _LOAD, _load(report.load, language))


_ITEMS = (
    Column(translatable("Key"), 14),
    Column(translatable("Item"), 48),
    Column(translatable("Group"), 18),
    Column(translatable("Area"), 18),
    Column(translatable("Owners"), 32),
    Column(translatable("Verdict"), 12),
    Column(translatable("Target"), 14),
    Column(translatable("Limit"), 14),
    Column(translatable("Working days left"), 10),
    Column(translatable("Working days late"), 10),
    Column(translatable("Progress (%)"), 10),
    Column(translatable("Stage"), 12),
    Column(translatable("Done on"), 12),
    Column(translatable("Why"), 64),
)


def _item_columns(language: Language) -> Iterator[Column]:
    """The columns of the items, those of shown fields before the reasons."""
    yield from _ITEMS[:-1]
    yield from (Column(shown.heading(name, language), 12) for name in shown_fields())
    yield _ITEMS[-1]


def _item(item: ItemStatus, report: Report, language: Language) -> Sequence[Any]:
    areas = {area.key: area.title for area in report.status.areas}
    return (
        item.key,
        item.title,
        item.group,
        areas.get(item.area or "", item.area),
        language.joined(report.names.get(owner, owner) for owner in item.owners),
        VerdictCell(item.verdict),
        _due(item.target, language),
        _due(item.limit, language),
        item.working_days_left,
        item.working_days_late,
        item.progress,
        item.stage,
        item.done_on,
        *(shown.for_sheet(item, name, language) for name in shown_fields()),
        reasons(item, language),
    )


_CHANGES = (
    Column(translatable("When"), 12),
    Column(translatable("What"), 14),
    Column(translatable("Key"), 14),
    Column(translatable("Item"), 48),
    Column(translatable("Stage"), 14),
    Column(translatable("From"), 14),
    Column(translatable("To"), 14),
    Column(translatable("Working days"), 10),
    Column(translatable("By whom"), 20),
    Column(translatable("Why"), 64),
)


def _change(row: Row, language: Language) -> Sequence[Any]:
    return (
        row.on,
        language.tell(row.what),
        row.key,
        row.title,
        row.stage,
        _due(row.before, language),
        _due(row.after, language),
        row.working_days,
        row.by,
        row.why and language.tell(row.why),
    )


_SLIPS = (
    Column(translatable("Key"), 14),
    Column(translatable("Item"), 48),
    Column(translatable("First promised for"), 14),
    Column(translatable("Promised for now"), 14),
    Column(translatable("Moved by (working days)"), 10),
    Column(translatable("Moves"), 8),
    Column(translatable("Done on"), 12),
    Column(translatable("Working days late"), 10),
    Column(translatable("Last reason"), 64),
)


def _slip(slip: Slip, language: Language) -> Sequence[Any]:
    why = next((move.given.why for move in reversed(slip.moves) if move.given.why), None)
    return (
        slip.key,
        slip.title,
        _due(slip.then, language),
        _due(slip.now, language),
        slip.working_days,
        len(slip.moves),
        slip.done_on,
        slip.working_days_late,
        why,
    )


_LOAD = (
    Column(translatable("Owner"), 14),
    Column(translatable("Name"), 40),
    Column(translatable("Week of"), 12),
    Column(translatable("Working days of work"), 12),
    Column(translatable("Working days there are"), 12),
    Column(translatable("Too much"), 10),
    Column(translatable("Items"), 48),
)


def _load(loads: Iterable[OwnerLoad], language: Language) -> Iterator[Sequence[Any]]:
    for load in loads:
        for week in load.weeks:
            too_much = language.tell(translatable("yes")) if week.overloaded else None
            words = language.tell(item_words(week))
            yield load.owner, language.tell(load.name), week.week, week.work, week.days, too_much, words


_GROUPS = (
    Column(translatable("Key"), 20),
    Column(translatable("Group"), 40),
    Column(translatable("Open"), 8),
    Column(translatable("Overdue"), 8),
    Column(translatable("At risk"), 8),
    Column(translatable("Done"), 8),
    Column(translatable("Progress (%)"), 10),
    Column(translatable("Worst"), 12),
    Column(translatable("Next deadline"), 14),
    Column(translatable("Item"), 40),
    Column(translatable("Last activity"), 12),
    Column(translatable("The answer"), 80),
)


def _group(row: PortfolioRow, language: Language) -> Sequence[Any]:
    item, last = row.next_deadline, row.last_activity
    return (
        *(row.group.key, row.group.name, row.open, row.overdue, row.at_risk, row.done, row.progress),
        None if row.worst is None else VerdictCell(row.worst),
        None if item is None else _due(item.due, language),
        None if item is None else item.title,
        None if last is None else last.date(),
        language.tell(row.headline),
    )


def _due(deadline: Deadline | None, language: Language) -> date | datetime | str | None:
    """A real date where one was promised; a coarse one stays words, since no day was; so does an hour that comes twice."""
    if deadline is None:
        return None
    if deadline.precision == "instant" and not is_ambiguous(deadline.ends):
        return deadline.ends.replace(tzinfo=None)
    return deadline.date if deadline.precision == "day" else language.due(deadline)
