"""A report as headings, sentences and tables, told in a language: what plain text and Markdown are laid out from."""

from typing import Literal, NamedTuple

Align = Literal["left", "right"]


class Column(NamedTuple):
    """A column of a table."""

    heading: str
    align: Align = "left"
    #: Its texts are short, and read badly when they are broken: days, keys, verdicts.
    whole: bool = False


class Table(NamedTuple):
    """Rows of texts below the headings of their columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


class Listing(NamedTuple):
    """Texts one below the other."""

    texts: tuple[str, ...]


#: A text stands for a paragraph.
Block = str | Table | Listing


class Section(NamedTuple):
    """A part of a document below its heading; a part of a part has ``level`` 3."""

    heading: str
    blocks: tuple[Block, ...]
    level: Literal[2, 3] = 2


class Document(NamedTuple):
    """A whole report."""

    title: str
    #: The answer in a sentence; None where there is not one.
    headline: str | None
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
