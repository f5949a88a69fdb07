"""Rows of texts laid out as a table: as wide as the reader's lines, or as wide as it takes; Chinese takes two columns a character."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wgtrack.formats.cells import cell_width, pad, pad_column, wrap

_GAP = "  "
#: A column that may be narrowed keeps at least this much.
_LEAST = 10


class Table(NamedTuple):
    """Rows of texts under headings."""

    headings: tuple[str, ...]
    rows: Sequence[Sequence[str]]
    #: Columns that are cut where the terminal is too narrow.
    narrowed: tuple[str, ...] = ("title",)
    #: Message where there are no rows.
    empty: str = "nothing on record"
    #: The last column is a sentence: it goes on under itself and is never cut.
    ends_in_sentence: bool = False


def laid_out(table: Table, width: int | None) -> Iterator[str]:
    """The lines of a table; with a width, the narrowed columns are cut so that it fits."""
    table = _without_empty_columns(table)
    columns = [
        list(column) for column in zip([heading.upper() for heading in table.headings], *table.rows, strict=True)
    ]
    widths = [max(map(cell_width, column)) for column in columns]
    if width is not None and table.ends_in_sentence:
        widths[-1] = max(width - sum(widths[:-1]) - len(_GAP) * (len(widths) - 1), _LEAST)
        return _wrapped(columns, widths)
    if width is not None:
        widths = _fitted(table, widths, width)
    padded = map(pad_column, columns, widths)
    return (_GAP.join(cells).rstrip() for cells in zip(*padded, strict=True))


def _without_empty_columns(table: Table) -> Table:
    """The table without columns that say nothing in any row."""
    kept = [place for place in range(len(table.headings)) if any(row[place] for row in table.rows)]
    rows = [[row[place] for place in kept] for row in table.rows]
    return table._replace(headings=tuple(table.headings[place] for place in kept), rows=rows)


def _wrapped(columns: Sequence[Sequence[str]], widths: Sequence[int]) -> Iterator[str]:
    """The lines of a table whose last column goes on under itself."""
    *before, last = widths
    indent = " " * (sum(before) + len(_GAP) * len(before))
    for *cells, sentence in zip(*columns, strict=True):
        first, *more = wrap(sentence, last) if sentence else [sentence]
        yield _GAP.join([*map(pad, cells, before), pad(first, last)]).rstrip()
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
