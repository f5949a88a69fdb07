"""What the JSON of a whole report has beside that of a status, and the JSON of a portfolio."""

from collections.abc import Callable
from typing import Any

from wgtrack.languages import Language
from wgtrack.reporting.report import Portfolio, PortfolioRow, Report
from wgtrack.reports.json_ import VERSION, item_data, status_data
from wgtrack.reports.plain import plain

#: Parts of a report by their names in it; items in them are told by their keys. The timeline has a JSON of its own.
_PARTS = (
    *("language", "number", "since", "since_number", "headline", "totals_before", "verdict_changes", "deliverables"),
    *("turns", "changes", "next_report", "coming", "plans", "no_plan", "forecast", "no_forecast", "provisional"),
    *("slips", "trends", "burn_up", "load", "names"),
)


def as_json(report: Report | Portfolio, language: Language) -> dict[str, Any]:
    """The report as plain values: those of its status, and after them its own."""
    tell = language.tell
    if isinstance(report, Portfolio):
        groups = [_group(row, tell) for row in report.rows]
        return {"wgtrack": VERSION, "language": report.language, "at": report.at.isoformat(), "groups": groups}
    own = {name: plain(getattr(report, name), tell) for name in _PARTS}
    for plan in own["plans"]:
        # Every piece of work of every deliverable would outgrow all the rest; `wgtrack plan --format json` has them.
        del plan["pieces"]
    return {**status_data(report.status, tell), **own}


def _group(row: PortfolioRow, tell: Callable[[str], str]) -> dict[str, Any]:
    item = row.next_deadline
    return {**plain(row, tell), "next_deadline": None if item is None else item_data(item, tell)}
