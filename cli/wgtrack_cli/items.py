"""Tasks and deliverables as lists: a table to find one, or a block each that says why it is there."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import typer

import wgtrack
from wgtrack.dates import Deadline
from wgtrack.errors import InputError
from wgtrack.formats.cells import wrap
from wgtrack.formats.item_words import due_cell
from wgtrack.formats.sections import VERDICT_WORDS
from wgtrack.formats.terminal.lines import Line, Span
from wgtrack.messages.message import call, untranslated
from wgtrack.messages.phrases import one_line
from wgtrack.model.records import Deliverable, Task
from wgtrack.status.report import ItemStatus, shown_fields, shown_value
from wgtrack_cli import data, output, session, tables
from wgtrack_cli.fields import fields_of, values

if TYPE_CHECKING:
    from wgtrack.formats.terminal.lines import Line

HEADINGS = ("key", "verdict", "due", "days", *shown_fields(), "owners", "title")
#: Columns of a terminal from which on there is room for the owners.
_ROOMY = 100
#: Columns of a CSV file: all that the JSON says, in one row.
_CSV_FIELDS = (
    *("key", "kind", "title", "group", "area", "owners", "state", "stage", "verdict", "flags", "target", "limit"),
    *("calendar_days_left", "working_days_left", "calendar_days_late", "working_days_late", "progress", "done_on"),
    *shown_fields(),
)
#: Options that find items by what lists show of them.
FILTERS = tuple(
    field._replace(
        option=f"--{field.name.replace('_', '-')}", help=f"With this {field.name.replace('_', ' ')} alone.", many=False
    )
    for field in {field.name: field for cls in (Deliverable, Task) for field in fields_of(cls)}.values()
    if field.name in shown_fields()
)


def show_found(
    context: typer.Context,
    kinds: Sequence[str],
    at: str | None,
    format_: str,
    *,
    verdict: str | None,
    **wanted: Any,
) -> None:
    """Find items that meet every condition, and print them as a table."""
    name = tables.checked_format(format_)
    verdicts = [word for word in verdict.split(",") if word.strip()] if verdict else None
    wanted.update(values(FILTERS, wanted))
    with session.reading(context) as tracker:
        found = tracker.find(kinds=kinds, verdict=verdicts, at=at, **wanted)
    show_table(found, name, "nothing found")


def show_table(items: Sequence[ItemStatus], name: str, empty: str) -> None:
    """Print items as a table, or as JSON or CSV."""
    table = _csv_table(items) if name == "csv" else _table(items, empty)
    tables.show(table, name, as_data(items) if name == "json" else ())


def show_blocks(items: Sequence[ItemStatus], name: str, empty: str) -> None:
    """Print items with the reasons of each, or as JSON or CSV."""
    if name == "table" and items:
        verdicts = max(len(verdict_words(item)) for item in items)
        width = output.width()
        output.spans(line for item in items for line in _block(item, verdicts, width))
    else:
        show_table(items, name, empty)


def as_data(items: Sequence[ItemStatus]) -> list[object]:
    """The items as the JSON of a status has them."""
    from wgtrack.formats.json_.status import item_data  # noqa: PLC0415 - tables do without it

    return [item_data(item) for item in items]


def days_words(item: ItemStatus) -> str:
    """``8 wd left``, ``today``, ``3 wd late``: working days to what it is due by, or late."""
    late = item.working_days_late or 0
    if item.calendar_days_late:
        return f"{late} wd late" if late else f"{item.calendar_days_late} d late"
    left, days = item.due_working_days, item.due_calendar_days
    if left is None or days is None:
        return ""
    if days < 0:  # past its limit, without a target to be late for
        return f"{-left} wd late" if left else f"{-days} d late"
    return "today" if days == 0 else f"{left} wd left"


def written(deadline: Deadline) -> str:
    """A date for other programs, no more exact than it was promised: 2016-09-18, 2016-09, 2016-Q3, or its instant."""
    if deadline.precision == "instant":
        return deadline.ends.isoformat()
    if deadline.precision == "quarter":
        return f"{deadline.date.year:04}-Q{(deadline.date.month + 2) // 3}"
    return deadline.date.isoformat()[: len("2016-09") if deadline.precision == "month" else None]


def verdict_words(item: ItemStatus) -> str:
    """``past limit``."""
    return str(VERDICT_WORDS[item.verdict])


def _table(items: Sequence[ItemStatus], empty: str) -> tables.Table:
    width = output.width()
    rows = [_row(item) for item in items]
    if width is None or width >= _ROOMY:
        return tables.Table(HEADINGS, rows, ("title", "owners"), empty)
    without = [heading for heading in HEADINGS if heading != "owners"]
    place = HEADINGS.index("owners")
    return tables.Table(tuple(without), [row[:place] + row[place + 1 :] for row in rows], empty=empty)


def _row(item: ItemStatus) -> tuple[str, ...]:
    return (
        item.key,
        verdict_words(item),
        due_cell(item.due),
        days_words(item),
        *(data.cell(shown_value(item, name)) for name in shown_fields()),
        " ".join(item.owners),
        one_line(item.title),
    )


def _csv_table(items: Sequence[ItemStatus]) -> tables.Table:
    return tables.Table(_CSV_FIELDS, [tuple(_csv_cell(item, field) for field in _CSV_FIELDS) for item in items])


def _csv_cell(item: ItemStatus, field: str) -> str:
    value = shown_value(item, field) if field in shown_fields() else getattr(item, field)
    return written(value) if isinstance(value, Deadline) else data.cell(value)


def _block(item: ItemStatus, verdicts: int, width: int | None) -> "Iterator[Line]":
    """``overdue  TR-3  Title``, and under it the reasons and the owners; laid out as the status is."""
    room = verdicts + 2
    words = verdict_words(item)
    first, *more = _within(one_line(item.title), width, room + len(item.key) + 2)
    yield Span(words, item.verdict), Span(f"{' ' * (room - len(words))}{item.key}  {first}")
    owned = [f"owned by {', '.join(item.owners)}"] if item.owners else []
    for text in (*more, *map(str, item.reasons), *owned):
        yield from ((Span(f"{' ' * room}{line}"),) for line in _within(text, width, room))


def _within(text: str, width: int | None, indent: int) -> list[str]:
    """A text as lines that fit behind an indent; one line where there is no end of line."""
    return [text] if width is None else list(wrap(text, width - indent))


def of_key(tracker: wgtrack.Tracker, key: str, at: str | None) -> ItemStatus:
    """How one task or deliverable stands."""
    found = next((item for item in tracker.find(at=at) if item.key == key), None)
    if found is None:
        raise InputError(
            untranslated("'{key}' was not on record then", code="unknown_key", key=key),
            untranslated("see since when it is with {log}", log=call("log", key)),
        )
    return found
