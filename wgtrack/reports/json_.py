"""A status report as JSON: a contract for programs, whose keys only ever grow with the version at its top."""

import json
from typing import Any

from wgtrack.deadlines import Deadline
from wgtrack.harmless import harmless_json
from wgtrack.status.report import AreaStatus, Countdown, GroupInfo, ItemStatus, StatusReport

VERSION = 1


def write(report: StatusReport) -> str:
    """The report as one JSON object."""
    return f"{harmless_json(json.dumps(as_json(report), ensure_ascii=False, indent=2))}\n"


def as_json(report: StatusReport) -> dict[str, Any]:
    """The report as plain values; instants are ISO 8601 with offset, days ISO 8601."""
    return {
        "wgtrack": VERSION,
        "group": _group(report.group),
        "at": report.at.isoformat(),
        "countdown": [_countdown(event) for event in report.countdown],
        "totals": dict(report.totals),
        "areas": [_area(area) for area in report.areas],
        "items": [item_data(item) for item in report.items],
        "attention": list(report.attention),
    }


def _group(group: GroupInfo) -> dict[str, Any]:
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


def item_data(item: ItemStatus) -> dict[str, Any]:
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
        "reasons": list(item.reasons),
        "flags": list(item.flags),
        "target": _deadline(item.target),
        "limit": _deadline(item.limit),
        "calendar_days_left": item.calendar_days_left,
        "working_days_left": item.working_days_left,
        "calendar_days_late": item.calendar_days_late,
        "working_days_late": item.working_days_late,
        "progress": item.progress,
        "done_on": None if item.done_on is None else item.done_on.isoformat(),
    }


def _deadline(deadline: Deadline | None) -> dict[str, Any] | None:
    if deadline is None:
        return None
    return {
        "expression": deadline.expression,
        "date": deadline.date.isoformat(),
        "precision": deadline.precision,
        "ends": deadline.ends.isoformat(),
        "provisional": deadline.provisional,
    }
