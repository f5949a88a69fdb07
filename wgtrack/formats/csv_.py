"""The items of a report as CSV (RFC 4180): a row each, for other programs. For Excel there is ``xlsx``."""

import csv
import io
from collections.abc import Iterator

from wgtrack.formats.spreadsheets import ITEM_COLUMNS, reasons
from wgtrack.messages.languages import Language
from wgtrack.report.report import Portfolio, Report
from wgtrack.sanitize import clean, harmless_cell
from wgtrack.status.report import ItemStatus

PORTFOLIO_COLUMNS = (
    *("group", "name", "open", "overdue", "at_risk", "done", "progress", "worst"),
    *("next_deadline", "next_deadline_on", "last_activity", "headline"),
)


#: By this mark in front Excel knows that a file is UTF-8; without it, it takes the letters for those of the machine's language.
BOM = "\ufeff"


def write(report: Report | Portfolio, language: Language, *, bom: bool | None = None) -> str:
    """A row for each item of a report, or for each group of a portfolio, below the names of the columns.

    With ``bom`` it begins with a byte-order mark; if None, where the language is Chinese.
    """
    text = io.StringIO()
    text.write(BOM if bom or (bom is None and language.tag.startswith("zh")) else "")
    writer = csv.writer(text, lineterminator="\r\n")
    if isinstance(report, Portfolio):
        writer.writerow(PORTFOLIO_COLUMNS)
        writer.writerows(_groups(report, language))
    else:
        writer.writerow((*ITEM_COLUMNS, "reasons"))
        writer.writerows(_row(item, language) for item in report.status.items)
    return text.getvalue()


def _row(item: ItemStatus, language: Language) -> Iterator[object]:
    for value in (*(of(item) for of in ITEM_COLUMNS.values()), reasons(item, language)):
        yield _cell(value)


def _groups(portfolio: Portfolio, language: Language) -> Iterator[list[object]]:
    for row in portfolio.rows:
        item = row.next_deadline
        due = (None, None) if item is None or item.due is None else (item.key, item.due.date)
        last = None if row.last_activity is None else row.last_activity.isoformat()
        values = (
            *(row.group.key, row.group.name, row.open, row.overdue, row.at_risk, row.done, row.progress, row.worst),
            *(*due, last, language.tell(row.headline)),
        )
        yield [_cell(value) for value in values]


def _cell(value: object) -> object:
    return harmless_cell(clean(value)) if isinstance(value, str) else value
