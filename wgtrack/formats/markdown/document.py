"""A document as Markdown in GitHub's dialect, which pandoc reads as well."""

from collections.abc import Iterable, Iterator

from wgtrack.formats.document import Block, Document, Listing, Table
from wgtrack.formats.markdown.escaping import escape

_ALIGNS = {"left": "---", "right": "---:"}


def markdown_of(document: Document) -> str:
    """The document as Markdown."""
    return "\n\n".join(_parts(document)) + "\n"


def _parts(document: Document) -> Iterator[str]:
    yield f"# {escape(document.title)}"
    if document.headline is not None:
        yield f"**{escape(document.headline)}**"
    yield from map(paragraph, document.lead)
    for section in document.sections:
        yield f"{'#' * section.level} {escape(section.heading)}"
        yield from map(_block, section.blocks)


def _block(block: Block) -> str:
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Listing):
        return "\n".join(f"* {paragraph(text)}" for text in block.texts)
    return paragraph(block)


def paragraph(text: str) -> str:
    """A text that does not begin like a heading, a list or a quotation."""
    shown = escape(text)
    first, dot, rest = shown.partition(".")
    if dot and first.isdigit():
        return f"{first}\\.{rest}"
    return f"\\{shown}" if shown.startswith(("+", "-", "=", ":")) else shown


def _table(table: Table) -> str:
    head = [escape(column.heading) for column in table.columns]
    aligned = [_ALIGNS[column.align] for column in table.columns]
    return "\n".join(map(_line, (head, aligned, *(map(escape, row) for row in table.rows))))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
