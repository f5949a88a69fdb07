"""Fields of items that reports show as they are recorded: those that their classes declare as ``shown``."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from wgtrack.formats.entry_words import words
from wgtrack.formats.fields import field_name
from wgtrack.messages.languages import Language
from wgtrack.status.report import ItemStatus, shown_fields, shown_value


def used(items: Iterable[ItemStatus]) -> tuple[str, ...]:
    """The shown fields that any of these items has a value in: what people read has no empty columns."""
    wanted = shown_fields()
    found = {name for item in items for name in wanted if shown_value(item, name) not in (None, ())} if wanted else ()
    return tuple(name for name in wanted if name in found)


def heading(name: str, language: Language) -> str:
    """The heading of a column: ``Priority``."""
    label = language.tell(field_name(name))
    return f"{label[:1].upper()}{label[1:]}"


def cell(item: ItemStatus, name: str, language: Language) -> str:
    """A value in words; empty where there is none."""
    value = shown_value(item, name)
    return "" if value in (None, ()) else language.tell(words(value))


def cells(item: ItemStatus, names: Sequence[str], language: Language) -> tuple[str, ...]:
    """The values of several fields in words."""
    return tuple(cell(item, name, language) for name in names)


def for_sheet(item: ItemStatus, name: str, language: Language) -> Any:
    """A value for a cell of a spreadsheet: numbers and days are kept, anything else is in words."""
    value = shown_value(item, name)
    return value if isinstance(value, int | float | date) else cell(item, name, language) or None
