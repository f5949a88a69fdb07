"""Records and other values as JSON and CSV say them: keys and codes as they are, days as YYYY-MM-DD."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import attrs

from wgtrack.harmless import harmless_json
from wgtrack.model.values import Estimate, Link

#: What a copy of a record knows about its place in the journal is no part of the facts.
_INTERNAL = frozenset({"revision", "changed_at", "via"})


def as_json(value: Any) -> str:
    """A value as indented JSON, in UTF-8 and not in escapes, but for what would act on a terminal."""
    return harmless_json(json.dumps(plain(value), ensure_ascii=False, indent=2))


def plain(value: Any) -> Any:
    """A value made of what JSON has: named tuples and records become objects."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Link | Estimate):
        return str(value)
    fields = _fields(value)
    if fields is not None:
        return {name: _field(name, one) for name, one in fields.items() if name not in _INTERNAL}
    if isinstance(value, frozenset):
        return sorted(plain(one) for one in value)
    return [plain(one) for one in value] if isinstance(value, tuple | list) else value


def _fields(value: Any) -> Mapping[str, Any] | None:
    """The names and values of a record, a named tuple or a mapping; None for anything else."""
    if attrs.has(type(value)):
        return {attribute.name: getattr(value, attribute.name) for attribute in attrs.fields(type(value))}
    if isinstance(value, Mapping):
        return value
    as_dict: Callable[[], Mapping[str, Any]] | None = getattr(value, "_asdict", None)
    return as_dict() if as_dict else None


def _field(name: str, value: Any) -> Any:
    if name == "names":
        return dict(value)
    return plain(value)


def cell(value: Any) -> str:
    """A value as one cell of a table of records."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple | list | frozenset):
        return " ".join(cell(one) for one in value)
    return str(plain(value))
