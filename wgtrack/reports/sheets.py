"""The sheets of a workbook as values: columns, and rows of texts, numbers, days and verdicts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from wgtrack.deadlines import Deadline
from wgtrack.languages import Language
from wgtrack.planning.load import OwnerLoad, item_words
from wgtrack.planning.slips import Slip
from wgtrack.reporting.report import Portfolio, PortfolioRow, Report
from wgtrack.reports import shown
from wgtrack.reports.changes import Row, change_rows
from wgtrack.reports.spreadsheets import reasons
from wgtrack.saying import Message, Text, said
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
        yield Sheet(said("Groups"), _GROUPS, (_group(row, language) for row in report.rows))
        return
    columns = tuple(_item_columns(language))
    yield Sheet(said("Items"), columns, (_item(item, report, language) for item in report.status.items))
    yield Sheet(said("Changes"), _CHANGES, (_change(row, language) for row in change_rows(report.changes)))
    yield Sheet(said("Slips"), _SLIPS, (_slip(slip, language) for slip in report.slips if slip.changed))
    yield Sheet(said("Load"), _LOAD, _load(report.load, language))


_ITEMS = (
    Column(said("Key"), 14),
    Column(said("Item"), 48),
    Column(said("Group"), 18),
    Column(said("Area"), 18),
    Column(said("Owners"), 32),
    Column(said("Verdict"), 12),
    Column(said("Target"), 14),
    Column(said("Limit"), 14),
    Column(said("Working days left"), 10),
    Column(said("Working days late"), 10),
    Column(said("Progress (%)"), 10),
    Column(said("Stage"), 12),
    Column(said("Done on"), 12),
    Column(said("Why"), 64),
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
    Column(said("When"), 12),
    Column(said("What"), 14),
    Column(said("Key"), 14),
    Column(said("Item"), 48),
    Column(said("Stage"), 14),
    Column(said("From"), 14),
    Column(said("To"), 14),
    Column(said("Working days"), 10),
    Column(said("By whom"), 20),
    Column(said("Why"), 64),
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
    Column(said("Key"), 14),
    Column(said("Item"), 48),
    Column(said("First promised for"), 14),
    Column(said("Promised for now"), 14),
    Column(said("Moved by (working days)"), 10),
    Column(said("Moves"), 8),
    Column(said("Done on"), 12),
    Column(said("Working days late"), 10),
    Column(said("Last reason"), 64),
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
    Column(said("Owner"), 14),
    Column(said("Name"), 40),
    Column(said("Week of"), 12),
    Column(said("Working days of work"), 12),
    Column(said("Working days there are"), 12),
    Column(said("Too much"), 10),
    Column(said("Items"), 48),
)


def _load(loads: Iterable[OwnerLoad], language: Language) -> Iterator[Sequence[Any]]:
    for load in loads:
        for week in load.weeks:
            too_much = language.tell(said("yes")) if week.overloaded else None
            words = language.tell(item_words(week))
            yield load.owner, language.tell(load.name), week.week, week.work, week.days, too_much, words


_GROUPS = (
    Column(said("Key"), 20),
    Column(said("Group"), 40),
    Column(said("Open"), 8),
    Column(said("Overdue"), 8),
    Column(said("At risk"), 8),
    Column(said("Done"), 8),
    Column(said("Progress (%)"), 10),
    Column(said("Worst"), 12),
    Column(said("Next deadline"), 14),
    Column(said("Item"), 40),
    Column(said("Last activity"), 12),
    Column(said("The answer"), 80),
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
    """A real date where one was promised; a coarse one stays words, since no day was."""
    if deadline is None:
        return None
    if deadline.precision == "instant":
        return deadline.ends.replace(tzinfo=None)
    return deadline.date if deadline.precision == "day" else language.due(deadline)
