"""Lists as tables: as wide as the terminal, whole where they are piped; Chinese takes two columns a character."""

import csv
import io
from collections.abc import Sequence
from typing import Any

from wgtrack.errors import InputError, choose_from
from wgtrack.formats.tables import Table, laid_out
from wgtrack.messages.message import untranslated
from wgtrack.sanitize import harmless, harmless_cell
from wgtrack_cli import data, output
from wgtrack_cli.options import LIST_FORMATS
from wgtrack_cli.parsing import one_of

__all__ = ["Table", "checked_format", "laid_out", "show", "sorted_by"]


def checked_format(name: str) -> str:
    """The name of a format of lists, checked before any work is done."""
    return one_of(LIST_FORMATS, "format")(name)


def show(table: Table, name: str, values: Sequence[Any]) -> None:
    """Print a list: as a table or as CSV from the table, as JSON from the values."""
    if name == "json":
        output.give(data.as_json(tuple(values)))
    elif name == "csv":
        output.give_csv(_csv(table), bom=_Chosen.bom)
    else:
        output.say("\n".join(laid_out(table, output.width())) if table.rows else table.empty)


def sorted_by(table: Table, values: Sequence[Any], column: str | None) -> tuple[Table, Sequence[Any]]:
    """The rows, and the values with them, in the order of a column; ``-`` in front of it turns the order round."""
    if column is None:
        return table, values
    name = column.removeprefix("-")
    if name not in table.headings:
        message = untranslated("cannot sort by '{name}'", code="unknown_sort", name=name)
        raise InputError(message, choose_from(table.headings))
    place = table.headings.index(name)
    pairs = sorted(
        zip(table.rows, values, strict=True),
        key=lambda pair: pair[0][place].casefold(),
        reverse=column.startswith("-"),
    )
    return table._replace(rows=[row for row, _ in pairs]), [value for _, value in pairs]


class _Chosen:
    """What the command that runs was told with --bom."""

    bom = False


def choose_bom(wanted: bool, name: str) -> None:
    """Let CSV begin with a byte-order mark, by which Excel knows UTF-8, or not."""
    if wanted and name != "csv":
        raise InputError(
            untranslated("--bom is a mark in front of CSV"), untranslated("give --format csv with it, or leave it out")
        )
    _Chosen.bom = wanted


def _csv(table: Table) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([table.headings, *(map(_cell, row) for row in table.rows)])
    return text.getvalue()


def _cell(text: str) -> str:
    return harmless_cell(harmless(text))
