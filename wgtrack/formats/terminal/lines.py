"""What a terminal is given: lines of spans."""

from typing import NamedTuple

#: Names of styles, beside the verdicts: a verdict's word and its area's bar have the verdict as style.
STYLES = ("title", "heading", "key", "dim")

NARROWEST, WIDEST = 40, 120


class Span(NamedTuple):
    """A piece of a line. An empty style is plain text."""

    text: str
    style: str = ""


Line = tuple[Span, ...]
