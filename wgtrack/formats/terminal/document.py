"""A document for a terminal: lines of spans, as wide as the terminal."""

from collections.abc import Iterator

from wgtrack.formats.cells import wrap
from wgtrack.formats.columns import table_lines
from wgtrack.formats.document import Block, Document, Listing, Table
from wgtrack.formats.terminal.lines import NARROWEST, WIDEST, Line, Span


def lines_of(document: Document, width: int = 80) -> tuple[Line, ...]:
    """The document as lines of at most ``width`` cells (40 at least, 120 at most). No text has a control character."""
    return tuple(_lines(document, max(NARROWEST, min(WIDEST, width))))


def _lines(document: Document, width: int) -> Iterator[Line]:
    yield from _wrapped(document.title, width, "title")
    if document.headline is not None:
        yield ()
        yield from _wrapped(document.headline, width, "title")
    if document.lead:
        yield ()
    for text in document.lead:
        yield from _wrapped(text, width, "dim")
    for section in document.sections:
        yield ()
        yield from _wrapped(section.heading, width, "heading" if section.level == 2 else "key")  # noqa: PLR2004 - as in HTML
        for place, block in enumerate(section.blocks):
            if place:
                yield ()
            yield from _block(block, width - 2)


def _block(block: Block, width: int) -> Iterator[Line]:
    if isinstance(block, Table):
        for place, cells in enumerate(table_lines(block, width)):
            yield (Span(f"  {'  '.join(cells)}".rstrip(), "" if place else "dim"),)
    elif isinstance(block, Listing):
        for text in block.texts:
            for place, line in enumerate(wrap(text, width - 2)):
                yield (Span(f"    {line}" if place else f"  - {line}"),)
    else:
        yield from _wrapped(block, width, indent=2)


def _wrapped(text: str, width: int, style: str = "", *, indent: int = 0) -> Iterator[Line]:
    for line in wrap(text, width):
        yield (Span(f"{' ' * indent}{line}", style),)
