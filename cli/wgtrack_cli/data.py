"""Records and other values as JSON and CSV say them: keys and codes as they are, days as YYYY-MM-DD."""

import textwrap
from collections.abc import Iterable, Iterator
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


def json_list(values: Iterable[Any]) -> Iterator[str]:
    """The lines of a JSON list, value by value, as ``as_json`` has them of the whole list."""
    before = None
    for value in values:
        yield "[" if before is None else f"{before},"
        before = textwrap.indent(as_json(value), "  ")
    if before is None:
        yield "[]"
    else:
        yield before
        yield "]"
