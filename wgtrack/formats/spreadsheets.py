"""What CSV and XLSX have in common: the columns of the items, and their reasons."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from wgtrack.dates import Deadline
from wgtrack.formats.plain import plain
from wgtrack.messages.languages import Language
from wgtrack.sanitize import clean
from wgtrack.status.report import ItemStatus, shown_fields, shown_value


def promised(deadline: Deadline | None) -> str | None:
    """A date for other programs, no more exact than it was promised: 2016-09-18, 2016-09, 2016-Q3, or its instant."""
    if deadline is None:
        return None
    if deadline.precision == "instant":
        return deadline.ends.isoformat()
    if deadline.precision == "quarter":
        return f"{deadline.date.year:04}-Q{(deadline.date.month + 2) // 3}"
    return deadline.date.isoformat()[: len("2016-09") if deadline.precision == "month" else None]


def _shown(name: str, item: ItemStatus) -> Any:
    value = plain(shown_value(item, name))
    return " ".join(map(str, value)) if isinstance(value, list) else value


#: Name of a column -> what stands in it for an item; texts are as they were recorded.
ITEM_COLUMNS: Mapping[str, Callable[[ItemStatus], Any]] = {
    "key": lambda item: item.key,
    "kind": lambda item: item.kind,
    "title": lambda item: item.title,
    "group": lambda item: item.group,
    "area": lambda item: item.area,
    "owners": lambda item: " ".join(item.owners),
    "state": lambda item: item.state,
    "stage": lambda item: item.stage,
    "verdict": lambda item: item.verdict,
    "flags": lambda item: " ".join(item.flags),
    "target": lambda item: promised(item.target),
    "limit": lambda item: promised(item.limit),
    "calendar_days_left": lambda item: item.calendar_days_left,
    "working_days_left": lambda item: item.working_days_left,
    "calendar_days_late": lambda item: item.calendar_days_late,
    "working_days_late": lambda item: item.working_days_late,
    "progress": lambda item: item.progress,
    "done_on": lambda item: item.done_on,
    **{name: partial(_shown, name) for name in shown_fields()},
}


def reasons(item: ItemStatus, language: Language) -> str:
    """Why the verdict and the flags of an item hold, in a language."""
    return clean(language.clauses(item.reasons))
