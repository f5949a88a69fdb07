"""A report as JSON: a contract for programs, whose keys only ever grow with the version at its top.

A whole report has all keys of a status and more; ``docs/report.schema.json`` says what each holds.
"""

import json
from collections.abc import Callable, Iterator
from io import StringIO
from typing import TYPE_CHECKING, Any

from wgtrack.deadlines import Deadline
from wgtrack.harmless import harmless
from wgtrack.languages import ENGLISH, Language
from wgtrack.reports.plain import plain
from wgtrack.status.report import (
    AreaStatus,
    Countdown,
    GroupInfo,
    ItemStatus,
    StatusReport,
    shown_fields,
    shown_value,
)

if TYPE_CHECKING:
    from wgtrack.reporting.report import Portfolio, Report

VERSION = 1


def write(report: "StatusReport | Report | Portfolio", language: Language = ENGLISH) -> str:
    """The report as one JSON object."""
    members = ",\n".join(_written(*member) for member in _members(report, language))
    return f"{{\n{members}\n}}\n"


def _written(name: str, value: Any) -> str:
    """A member of the object as text. In a buffer, since the pieces of the text take many times its room as a list."""
    buffer = StringIO()
    json.dump({name: value}, buffer, ensure_ascii=False, indent=2)
    return harmless(buffer.getvalue()[2:-2])


def as_json(report: "StatusReport | Report | Portfolio", language: Language = ENGLISH) -> dict[str, Any]:
    """The report as plain values; instants are ISO 8601 with offset, days ISO 8601, sentences in the language."""
    return dict(_members(report, language))


def _members(report: "StatusReport | Report | Portfolio", language: Language) -> Iterator[tuple[str, Any]]:
    """The members of the object one by one, so that no more than one of them need be in memory."""
    if isinstance(report, StatusReport):
        return status_members(report, language.tell)
    from wgtrack.reports import json_report  # noqa: PLC0415 - a status does without it

    return json_report.members(report, language)


def status_members(report: StatusReport, tell: Callable[[str], str] = str) -> Iterator[tuple[str, Any]]:
    """What the JSON of a status has, as plain values; ``tell`` says its sentences in a language."""
    yield "wgtrack", VERSION
    yield "group", group_data(report.group)
    yield "at", report.at.isoformat()
    yield "countdown", [_countdown(event) for event in report.countdown]
    yield "totals", dict(report.totals)
    yield "areas", [_area(area) for area in report.areas]
    yield "items", [item_data(item, tell) for item in report.items]
    yield "attention", list(report.attention)


def group_data(group: GroupInfo) -> dict[str, Any]:
    """A group as plain values."""
    return {"key": group.key, "name": group.name, "timezone": group.timezone, "calendar": group.calendar}


def _countdown(event: Countdown) -> dict[str, Any]:
    return {
        "key": event.key,
        "title": event.title,
        "starts": event.starts.date.isoformat(),
        "calendar_days": event.calendar_days,
        "working_days": event.working_days,
    }


def _area(area: AreaStatus) -> dict[str, Any]:
    return {
        "key": area.key,
        "title": area.title,
        "items": area.items,
        "done": area.done,
        "progress": area.progress,
        "worst": area.worst,
    }


def item_data(item: ItemStatus, tell: Callable[[str], str] = str) -> dict[str, Any]:
    """One item as plain values, as it stands in ``items``."""
    return {
        "key": item.key,
        "kind": item.kind,
        "title": item.title,
        "group": item.group,
        "area": item.area,
        "owners": list(item.owners),
        "state": item.state,
        "stage": item.stage,
        "verdict": item.verdict,
        "reasons": [tell(reason) for reason in item.reasons],
        "flags": list(item.flags),
        "target": deadline_data(item.target),
        "limit": deadline_data(item.limit),
        "calendar_days_left": item.calendar_days_left,
        "working_days_left": item.working_days_left,
        "calendar_days_late": item.calendar_days_late,
        "working_days_late": item.working_days_late,
        "progress": item.progress,
        "done_on": None if item.done_on is None else item.done_on.isoformat(),
        **{name: plain(shown_value(item, name)) for name in shown_fields()},
    }


def deadline_data(deadline: Deadline | None) -> dict[str, Any] | None:
    """A deadline as plain values; None where there is none."""
    if deadline is None:
        return None
    return {
        "expression": deadline.expression,
        "date": deadline.date.isoformat(),
        "precision": deadline.precision,
        "ends": deadline.ends.isoformat(),
        "provisional": deadline.provisional,
    }
