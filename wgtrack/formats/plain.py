"""Values as JSON says them: keys and codes as they are, days as YYYY-MM-DD, sentences in a language."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from wgtrack.formats.details import Tell, details, values_of
from wgtrack.messages.message import Message, Phrase, english
from wgtrack.model.values import Estimate, Link
from wgtrack.sanitize import harmless
from wgtrack.status.report import ItemStatus

#: What a copy of a record knows about its place in the journal is no part of the facts.
_INTERNAL = frozenset({"revision", "changed_at", "via"})
#: Fields that hold pairs of texts, a name and what it stands for: an object to other programs.
_PAIRED = frozenset({"names", "documents"})


def plain(value: Any, tell: Tell = english) -> Any:
    """A value made of what JSON has: named tuples and records become objects; ``tell`` says texts in a language."""
    if isinstance(value, str | Message | Phrase):
        return tell(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, ItemStatus | Link | Estimate):
        # An item is told once, where all of them are; elsewhere its key stands for it.
        return value.key if isinstance(value, ItemStatus) else str(value)
    fields = _fields(value)
    if fields is not None:
        return {key: one for name, field in fields.items() for key, one in members(name, field, tell)}
    if isinstance(value, frozenset):
        return sorted(plain(one, tell) for one in value)
    return [plain(one, tell) for one in value] if isinstance(value, tuple | list) else value


def members(name: str, value: Any, tell: Tell) -> Iterator[tuple[str, Any]]:
    """A field under its name; behind one that says why something is so, what programs need to know of it."""
    if name in _INTERNAL:
        return
    yield name, dict(value) if name in _PAIRED else plain(value, tell)
    if name == "message" and isinstance(value, Message):  # of a finding, which has its code beside it
        yield "values", values_of(value, tell)
        return
    found = details(value if isinstance(value, tuple) else (value,), tell)
    if found:
        yield f"{name.removesuffix('s')}_details", found


def as_json(value: Any) -> str:
    """A value as indented JSON, in UTF-8 and not in escapes, but for what would act on a terminal."""
    return harmless(json.dumps(plain(value), ensure_ascii=False, indent=2))


def _fields(value: Any) -> Mapping[str, Any] | None:
    """The names and values of a record, a named tuple or a mapping; None for anything else."""
    if attrs.has(type(value)):
        return {attribute.name: getattr(value, attribute.name) for attribute in attrs.fields(type(value))}
    if isinstance(value, Mapping):
        return value
    as_dict: Callable[[], Mapping[str, Any]] | None = getattr(value, "_asdict", None)
    return as_dict() if as_dict else None
