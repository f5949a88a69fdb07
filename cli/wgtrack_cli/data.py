"""Records and other values as JSON and CSV say them: keys and codes as they are, days as YYYY-MM-DD."""

from typing import Any

from wgtrack.formats.plain import as_json, plain

__all__ = ["as_json", "cell", "plain"]


def cell(value: Any) -> str:
    """A value as one cell of a table of records."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list | frozenset):
        return " ".join(cell(one) for one in value)
    return str(plain(value))
