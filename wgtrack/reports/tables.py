"""Rows of texts laid out as a table: as wide as the reader's lines, or as wide as it takes; Chinese takes two columns a character."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wgtrack.reports.cells import cell_width, pad, wrap

_GAP = "  "
#: A column that may be narrowed keeps at least this much.
_LEAST = 10


class Table(NamedTuple):
    """Rows of texts under headings."""

    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    #: Columns that are cut where the terminal is too narrow.
    narrowed: tuple[str, ...] = ("title",)
    #: Said where there are no rows.
    empty: str = "nothing on record"
    #: The last column is a sentence: it goes on under itself and is never cut.
    ends_in_sentence: bool = False


def laid_out(table: Table, width: int | None) -> Iterator[str]:
    """The lines of a table; with a width, the narrowed columns are cut so that it fits."""
    table = _without_empty_columns(table)
    every_row = [[heading.upper() for heading in table.headings], *table.rows]
    widths = [max(cell_width(row[place]) for row in every_row) for place in range(len(table.headings))]
    if width is not None and table.ends_in_sentence:
        widths[-1] = max(width - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1), _LEAST)
    elif width is not None:
        widths = _fitted(table, widths, width)
    for row in every_row:
        yield from _lines(row, widths, wrapped=table.ends_in_sentence and width is not None)


def _without_empty_columns(table: Table) -> Table:
    """The table without columns that say nothing in any row."""
    kept = [place for place in range(len(table.headings)) if any(row[place] for row in table.rows)]
    rows = [[row[place] for place in kept] for row in table.rows]
    return table._replace(headings=tuple(table.headings[place] for place in kept), rows=rows)


def _lines(row: Sequence[str], widths: Sequence[int], *, wrapped: bool) -> Iterator[str]:
    first, *more = wrap(row[-1], widths[-1]) if wrapped and row[-1] else [row[-1]]
    cells = [pad(text, room) for text, room in zip((*row[:-1], first), widths, strict=True)]
    yield _GAP.join(cells).rstrip()
    indent = " " * (sum(widths[:-1]) + len(_GAP) * (len(widths) - 1))
    yield from (f"{indent}{line}" for line in more)


def _fitted(table: Table, widths: list[int], width: int) -> list[int]:
    """Take what is too much from the columns that may be narrowed, the widest first."""
    fitted = list(widths)
    places = [table.headings.index(heading) for heading in table.narrowed if heading in table.headings]
    over = sum(fitted) + len(_GAP) * (len(fitted) - 1) - width
    while over > 0 and places:
        widest = max(places, key=lambda place: fitted[place])
        if fitted[widest] <= _LEAST:
            break
        fitted[widest] -= 1
        over -= 1
    return fitted
