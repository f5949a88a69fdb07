"""Colours of reports and pictures on light and on dark ground, and the sign of each verdict.

The hues are those of Okabe and Ito (Color Universal Design, 2008, https://jfly.uni-koeln.de/color/), chosen so that people
with any common colour blindness tell them apart. A fill has the hue as published; its ink is the same hue, as dark (or on
dark ground as light) as text needs. No meaning rests on colour alone: a verdict has a sign and its words, a bar a pattern.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from wgtrack.status.report import Verdict


class Shade(NamedTuple):
    """One colour, as ``#rrggbb``, on light and on dark ground."""

    light: str
    dark: str


class Hue(NamedTuple):
    """A hue in the strengths that it is used in."""

    #: For text and outlines: 4.5 to 1 at least on paper, on raised ground and on its own tint.
    ink: Shade
    #: A ground for text.
    tint: Shade
    #: For areas: bars, dots, badges. Light ones need an outline in ``ink``.
    fill: Shade


class Look(NamedTuple):
    """How a verdict is shown, beside its words."""

    #: A character or two that most fonts have.
    sign: str
    hue: Hue


#: Ground of a page, and ground that stands out from it.
PAPER, RAISED = Shade("#ffffff", "#12161c"), Shade("#f6f8fa", "#1b2129")
#: Text, text of less weight, and lines that only part things.
INK, MUTED, RULE = Shade("#1c2128", "#e8ebef"), Shade("#59636e", "#a5afbb"), Shade("#d5dae0", "#343c47")

VERMILLION = Hue(Shade("#a84300", "#ff9d66"), Shade("#fdeade", "#3b1f10"), Shade("#d55e00", "#e8741f"))
#: Vermillion once more, and deeper: for what is worse than bad. Its lightness tells it apart.
EMBER = Hue(Shade("#8a2400", "#ffb08a"), Shade("#f9d5c2", "#5a2107"), Shade("#8f2d00", "#ffb08a"))
ORANGE = Hue(Shade("#805600", "#f5b942"), Shade("#fdf1d8", "#33260a"), Shade("#e69f00", "#e69f00"))
YELLOW = Hue(Shade("#665f00", "#efe45c"), Shade("#faf7c9", "#2d2a08"), Shade("#f0e442", "#f0e442"))
GREEN = Hue(Shade("#006b4e", "#3fcf9f"), Shade("#dcf3eb", "#06291f"), Shade("#009e73", "#1aab80"))
SKY = Hue(Shade("#135f8c", "#7cc6f0"), Shade("#e1f1fb", "#0d2a3b"), Shade("#56b4e9", "#56b4e9"))
BLUE = Hue(Shade("#005c91", "#6cb6e8"), Shade("#deedf7", "#0b2538"), Shade("#0072b2", "#3d97d3"))
PURPLE = Hue(Shade("#8f3a69", "#e5a3c6"), Shade("#f9e8f1", "#351a29"), Shade("#cc79a7", "#cc79a7"))
GREY = Hue(Shade("#59636e", "#a5afbb"), Shade("#eceff2", "#252c35"), Shade("#848d97", "#7d8894"))

HUES = (VERMILLION, EMBER, ORANGE, YELLOW, GREEN, SKY, BLUE, PURPLE, GREY)

VERDICTS: Mapping[Verdict, Look] = MappingProxyType(
    {
        "past_limit": Look("×", EMBER),
        "overdue": Look("!", VERMILLION),
        "at_risk": Look("▲", ORANGE),
        "unknown": Look("¿", ORANGE),
        "due_soon": Look("►", YELLOW),
        "undated": Look("?", GREY),
        "on_track": Look("○", BLUE),
        "done": Look("✓", GREEN),
        "done_late": Look("✓!", PURPLE),
        "dropped": Look("–", GREY),
    }
)
