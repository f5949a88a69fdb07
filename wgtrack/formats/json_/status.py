"""The JSON of a status, and of what stands in it."""

from collections.abc import Iterator
from typing import Any

from wgtrack.dates import Deadline
from wgtrack.formats.details import Tell, detail
from wgtrack.formats.plain import plain
from wgtrack.messages.message import english
from wgtrack.status.report import (
    AreaStatus,
    Countdown,
    GroupInfo,
    ItemStatus,
    StatusReport,
    shown_fields,
    shown_value,
)

VERSION = 1


def status_members(report: StatusReport, tell: Tell = english) -> Iterator[tuple[str, Any]]:
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


def item_data(item: ItemStatus, tell: Tell = english) -> dict[str, Any]:
    """One item as plain values, as it stands in ``items``."""
    why = [detail(reason, tell) for reason in item.reasons]
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
        "reasons": [reason["sentence"] for reason in why],
        "reason_details": why,
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
