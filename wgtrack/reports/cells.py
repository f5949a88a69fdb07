"""Text in cells of a terminal: a Chinese character takes two, an accent none, and control characters never get out."""

from collections.abc import Iterable, Iterator
from unicodedata import category, combining, east_asian_width

ELLIPSIS = "…"
#: Characters that are not shown: controls, half surrogates, line ends, and what only steers the ones around it.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Steering characters that words of some languages and pictures are made with: they take no cell, but stay.
_JOINERS = frozenset("\u200c\u200d")


def clean(text: str) -> str:
    """The text without control characters; a line break or tab becomes a blank."""
    if text.isascii() and text.isprintable():
        return text
    spaced = "".join(" " if character in "\n\r\t\v\f\u2028\u2029\u0085" else character for character in text)
    return "".join(character for character in spaced if character in _JOINERS or category(character) not in _UNSEEN)


def cell_width(text: str) -> int:
    """How many cells a text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if combining(character) or category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


def cut(text: str, width: int) -> str:
    """The clean text if it fits in ``width`` cells, else its beginning and an ellipsis, in no more cells than that."""
    text = clean(text)
    if cell_width(text) <= width:
        return text
    return f"{_split(text, width - 1, least=0)[0].rstrip()}{ELLIPSIS}" if width > 0 else ""


def pad(text: str, width: int) -> str:
    """The clean text cut or filled up with blanks to ``width`` cells."""
    shown = cut(text, width)
    return shown + " " * (width - cell_width(shown))


def wrap(text: str, width: int) -> Iterator[str]:
    """The clean text as lines of at most ``width`` cells, two at least; broken at blanks, or anywhere in longer words."""
    line = ""
    for word in clean(text).split():
        longer = f"{line} {word}" if line else word
        if cell_width(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        line = word
        while cell_width(line) > width:
            head, line = _split(line, width)
            yield head
    if line:
        yield line


def packed(texts: Iterable[str], width: int, gap: str = "  ") -> Iterator[str]:
    """Texts side by side in lines of at most ``width`` cells; none is broken, and one that is too long is cut."""
    line = ""
    for text in (cut(text, width) for text in texts):
        longer = f"{line}{gap}{text}" if line else text
        if cell_width(longer) > width:
            yield line.rstrip()
            longer = text
        line = longer
    if line:
        yield line.rstrip()


def _split(text: str, width: int, least: int = 1) -> tuple[str, str]:
    """The longest beginning that fits in ``width`` cells, but ``least`` characters at least, and the rest."""
    used = 0
    for place, character in enumerate(text):
        used += _cells(character)
        if used > width and place >= least:
            return text[:place], text[place:]
    return text, ""
