"""Records and other values as JSON and CSV say them: keys and codes as they are, days as YYYY-MM-DD."""

import json
from typing import Any

from wgtrack.harmless import harmless
from wgtrack.reports.plain import plain

__all__ = ["as_json", "cell", "plain"]


def as_json(value: Any) -> str:
    """A value as indented JSON, in UTF-8 and not in escapes, but for what would act on a terminal."""
    return harmless(json.dumps(plain(value), ensure_ascii=False, indent=2))


def cell(value: Any) -> str:
    """A value as one cell of a table of records."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list | frozenset):
        return " ".join(cell(one) for one in value)
    return str(plain(value))
