"""What the JSON of a whole report has beside that of a status, and the JSON of a portfolio."""

from collections.abc import Iterator
from typing import Any

import attrs

from wgtrack.formats.details import Tell
from wgtrack.formats.json_.status import VERSION, item_data, status_members
from wgtrack.formats.plain import members, plain
from wgtrack.messages.languages import Language
from wgtrack.planning.plan import Plan
from wgtrack.report.report import Portfolio, PortfolioRow, Report

#: Parts of a report by their names in it; items in them are told by their keys. The timeline has a JSON of its own.
_PARTS = (
    *("language", "number", "since", "since_number", "headline", "totals_before", "verdict_changes", "deliverables"),
    *("turns", "changes", "next_report", "coming", "plans", "no_plan", "forecast", "no_forecast", "provisional"),
    *("slips", "trends", "burn_up", "load", "names"),
)


def report_members(report: Report | Portfolio, language: Language) -> Iterator[tuple[str, Any]]:
    """What the JSON of the report has, as plain values: the members of its status, and after them its own."""
    tell = language.tell
    if isinstance(report, Portfolio):
        yield from (("wgtrack", VERSION), ("language", report.language), ("at", report.at.isoformat()))
        yield "groups", [_group(row, tell) for row in report.rows]
        return
    yield from status_members(report.status, tell)
    for name in _PARTS:
        if name == "plans":
            yield name, [_plan(one, tell) for one in report.plans]
        else:
            yield from members(name, getattr(report, name), tell)


def _plan(plan: Plan, tell: Tell) -> dict[str, Any]:
    """A plan without its pieces: those of every deliverable would outgrow all the rest, and ``wgtrack plan`` has them."""
    return {name: value for name, value in plain(attrs.evolve(plan, pieces=()), tell).items() if name != "pieces"}


def _group(row: PortfolioRow, tell: Tell) -> dict[str, Any]:
    item = row.next_deadline
    return {**plain(row, tell), "next_deadline": None if item is None else item_data(item, tell)}
