"""How much room a text takes in a picture whose font nobody knows, and cutting it to the room there is."""

from functools import lru_cache
from unicodedata import category, east_asian_width

from wgtrack.sanitize import clean

ELLIPSIS = "…"
#: Widths of ASCII in thousandths of the size, as Adobe published them for Helvetica ("Core 14 AFM"); Arial has the same.
_WIDTHS = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    333: "()-`r",
    334: "{}",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_ASCII = {character: width / 1000 for width, characters in _WIDTHS.items() for character in characters}
#: Of letters that are in no table, and of those of Chinese, Japanese and Korean.
_OTHER, _FULL = 0.62, 1.0
#: The fonts of other systems are wider than Helvetica (DejaVu Sans by 15 of 100), and so are bold letters.
_SAFETY, _BOLD = 1.15, 1.07


@lru_cache(maxsize=20_000)
def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a clean text is at most, in the unit of ``size``."""
    width = sum(map(_width, text)) * size
    return width * _BOLD if bold else width


def _width(character: str) -> float:
    known = _ASCII.get(character)
    if known is not None:
        return known * _SAFETY
    if _joins(character):
        return 0
    return _FULL if east_asian_width(character) in "WF" else _OTHER * _SAFETY


def _joins(character: str) -> bool:
    """Whether it takes no room of its own: an accent, a joiner."""
    return category(character) in {"Mn", "Me", "Cf"}


def cut(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The clean text if it fits, else its beginning and an ellipsis; nothing where not even that fits."""
    text = clean(text)
    if text_width(text, size, bold=bold) <= room:
        return text
    kept = _fitting(text, room - text_width(ELLIPSIS, size, bold=bold), size, bold=bold)
    return f"{text[:kept].rstrip()}{ELLIPSIS}" if kept else ""


def _fitting(text: str, room: float, size: float, *, bold: bool = False) -> int:
    """How many characters of a text fit; an accent stays with its letter."""
    used = 0.0
    for place, character in enumerate(text):
        used += text_width(character, size, bold=bold)
        if used > room:
            while place and _joins(text[place]):
                place -= 1  # noqa: PLW2901 - back to the letter that the accents belong to
            return place
    return len(text)
