"""Tables of a terminal: columns as wide as what stands in them, the widest narrowed and wrapped until all fit."""

from collections.abc import Iterator, Sequence

from wgtrack.formats.cells import cell_width, pad, wrap
from wgtrack.formats.document import Column, Table

_GAP = 2
#: A column that is narrowed keeps at least this many cells.
_LEAST = 12


def table_lines(table: Table, width: int) -> Iterator[tuple[str, ...]]:
    """The lines of a table, the headings first, each as the texts of its cells, filled up with blanks.

    Columns without any text are left out. In a table that is too wide even so, a row is its cells one below the other.
    """
    kept = [place for place in range(len(table.columns)) if any(row[place] for row in table.rows)]
    columns = [table.columns[place] for place in kept]
    rows = [[row[place] for place in kept] for row in table.rows]
    natural = [_widest(column, rows, place) for place, column in enumerate(columns)]
    widths = fitted(natural, width, [column.whole for column in columns])
    if widths is None:
        yield from _stacked(columns, rows, width)
        return
    for cells in ([column.heading for column in columns], *rows):
        yield from _laid(cells, columns, widths)


def _widest(column: Column, rows: Sequence[Sequence[str]], place: int) -> int:
    texts = [row[place] for row in rows]
    heading = max(map(cell_width, column.heading.split())) if column.whole else cell_width(column.heading)
    return max(heading, *map(cell_width, texts))


def fitted(widths: Sequence[int], width: int, whole: Sequence[bool]) -> list[int] | None:
    """Widths that fit side by side in ``width`` cells: the widest that are not ``whole`` give up most; None without room."""
    room = width - _GAP * (len(widths) - 1)
    least = [each if kept else min(each, _LEAST) for each, kept in zip(widths, whole, strict=True)]
    if sum(least) > room:
        return None
    most = max(widths, default=0)
    while sum(found := [max(low, min(each, most)) for each, low in zip(widths, least, strict=True)]) > room:
        most -= 1
    return found


def _laid(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[tuple[str, ...]]:
    wrapped = [list(wrap(text, width)) for text, width in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped), default=0)):
        texts = [lines[number] if number < len(lines) else "" for lines in wrapped]
        yield tuple(_placed(text, column, width) for text, column, width in zip(texts, columns, widths, strict=True))


def _placed(text: str, column: Column, width: int) -> str:
    filled = pad(text, width)
    if column.align == "left":
        return filled
    shown = filled.rstrip()
    return " " * (width - cell_width(shown)) + shown


def _stacked(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int) -> Iterator[tuple[str, ...]]:
    first = ""
    for row in rows:
        # What is left out because the row above says it has to be said here.
        first = row[0] or first
        for column, text in zip(columns, (first, *row[1:]), strict=True):
            if text:
                colon = ": " if column.heading[-1:].isascii() else "："
                yield from ((line,) for line in wrap(f"{column.heading}{colon}{text}", width))
        yield ("",)
