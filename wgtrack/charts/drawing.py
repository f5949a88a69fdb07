"""A picture: its elements and what they show, in words; written for a page, or as a document of its own."""

from collections.abc import Sequence

import svg
from attrs import field, frozen

from wgtrack.charts import shapes
from wgtrack.charts.png import png
from wgtrack.charts.style import LABEL, TITLE, dark
from wgtrack.charts.text import cut
from wgtrack.charts.writing import classes, written

#: Width of every picture, and its margin.
WIDTH, MARGIN = 960, 16
#: What the title takes above a picture that stands alone.
_HEAD, _TITLE_LINE, _SUBTITLE_LINE, _BOTTOM = 64, 30, 51, 12
#: What of the margin is cut off in a page, which has its own.
_EDGE = 12


@frozen(kw_only=True)
class Picture:
    """A drawing with its title and a description for those who do not see it."""

    name: str
    title: str
    #: What it is of, and when: shown where the picture stands alone.
    subtitle: str
    #: What it shows, in two or three sentences with the numbers.
    description: str
    #: BCP 47 tag of its texts.
    language: str
    width: float
    #: Without the title.
    height: float
    elements: Sequence[svg.Element] = field(repr=False)
    #: Patterns that elements name.
    patterns: Sequence[svg.Element] = field(repr=False, default=())

    def inline(self, prefix: str) -> str:
        """One ``<svg>`` element for a page that has ``charts.CSS``; without the title, which the page shows.

        Ids in it begin with ``prefix`` and a hyphen, so that several pictures share a page.
        """
        root = self._svg(self.elements)
        root.viewBox = svg.ViewBoxSpec(_EDGE, 0, shapes.near(self.width - 2 * _EDGE), shapes.near(self.height))
        return written(root, prefix, styled=False)

    def alone(self) -> str:
        """A document of its own, for light and dark screens, that ends in a line break."""
        ground = shapes.rect(0, -_HEAD, self.width, self.height + _HEAD + _BOTTOM, "paper")
        room = self.width - 2 * MARGIN
        head = (
            shapes.text(MARGIN, _TITLE_LINE - _HEAD, cut(self.title, room, TITLE, bold=True), "title"),
            shapes.text(MARGIN, _SUBTITLE_LINE - _HEAD, cut(self.subtitle, room, LABEL), "subtitle"),
        )
        shown: tuple[svg.Element, ...] = (ground, *head, *self.elements)
        used = set(classes((*shown, *self.patterns)))
        root = self._svg((svg.Style(text=dark(used)), *shown))
        root.width, root.height = shapes.near(self.width), shapes.near(self.height + _HEAD + _BOTTOM)
        root.viewBox = svg.ViewBoxSpec(0, -_HEAD, root.width, root.height)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{written(root, self.name, styled=True)}\n'

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        return self.alone()

    def png(self, scale: float = 2) -> bytes:
        """A picture in light colours as PNG, with ``scale`` dots for each unit of its width, which is 960.

        Its letters are drawn with the fonts of this machine: Chinese ones need a font that has them.

        Raises:
            InputError: the extra ``png`` is not installed, or the scale is not from 0.1 to 10.
        """
        return png(self.alone(), scale)

    def _svg(self, elements: Sequence[svg.Element]) -> svg.SVG:
        titles = (svg.Title(id="title", text=self.title), svg.Desc(id="desc", text=self.description))
        patterns = (svg.Defs(elements=list(self.patterns)),) if self.patterns else ()
        return svg.SVG(
            lang=self.language,
            class_=["frame"],
            extra={"role": "img", "aria-labelledby": "title desc"},
            elements=[*titles, *patterns, *elements],
        )
