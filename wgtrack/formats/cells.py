"""Text in cells of a terminal: a Chinese character takes two, an accent none, and control characters never get out.

Pictures made of several characters, flags, and Korean syllables of single letters are measured by the tables of ``wcwidth``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from unicodedata import category, combining, east_asian_width

from wgtrack.sanitize import clean

ELLIPSIS = "…"
#: Cells of a Chinese character.
_WIDE = 2
#: No line begins with the one, or ends in the other; the last of these makes one picture of two.
_JOINS_LAST = frozenset("，。、；：！？）》】”’…,.;:!?)]}%")
_JOINS_NEXT = frozenset("（《【“‘([{\u200d")
#: What makes one sign of several characters: joiner, choice of a picture, skin, half of a flag; Korean letters; what fills room.
_COMPOSING = "[\u200d\ufe0e\ufe0f\u20e3\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u3164\uffa0]"


def cell_width(text: str) -> int:
    """How many cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of_sign, _signs(text))) if re.search(_COMPOSING, text) else sum(map(_cells, text))


def _signs(text: str) -> Iterator[str]:
    """What is shown as one sign each, by Unicode's rules of grapheme clusters; a character each where none is composed."""
    if not re.search(_COMPOSING, text):
        return iter(text)
    from wcwidth import iter_graphemes  # noqa: PLC0415 - costs 20 ms; few texts have such signs

    return iter_graphemes(text)


def _cells_of_sign(sign: str) -> int:
    if len(sign) == 1 and not re.match(_COMPOSING, sign):
        return _cells(sign)
    from wcwidth import wcswidth  # noqa: PLC0415 - as above

    return max(wcswidth(sign), 0)


def _cells(character: str) -> int:
    if combining(character) or category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return _WIDE if east_asian_width(character) in "WF" else 1


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


def pad_column(texts: Sequence[str], width: int) -> list[str]:
    """Texts one below the other, each as ``pad`` has it.

    Plain ASCII, as most columns are, is looked at as a whole: 60,000 cells of a list take 10 ms so and 60 one by one.
    """
    whole = "".join(texts)
    if whole.isascii() and whole.isprintable() and max(map(len, texts), default=0) <= width:
        return [text.ljust(width) for text in texts]
    return [pad(text, width) for text in texts]


def wrap(text: str, width: int) -> Iterator[str]:
    """The clean text as lines of at most ``width`` cells, two at least.

    Broken at blanks and between Chinese characters, but not before a comma or behind a bracket that opens, nor between a
    number and what it counts; anywhere only in what is longer than a line.
    """
    line = ""
    for gap, piece in _pieces(clean(text)):
        longer = f"{line}{gap}{piece}" if line else piece
        if cell_width(longer) <= width:
            line = longer
            continue
        if line:
            yield line
        line = piece
        while cell_width(line) > width:
            head, line = _split(line, width)
            yield head
    if line:
        yield line


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What stays together on a line, each with the blank before it."""
    for word in text.split():
        gap, piece = " ", ""
        for sign in () if word.isascii() else _signs(word):
            if piece and _may_break(piece[-1], sign):
                yield gap, piece
                gap, piece = "", ""
            piece += sign
        yield gap, piece or word


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between a character and a sign."""
    cells = _cells_of_sign(after)
    if cells == 0 or before in _JOINS_NEXT or after in _JOINS_LAST:
        return False
    wide = cells == _WIDE
    return (wide and not before.isdigit()) or (not wide and _cells(before) == _WIDE)


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
    """The longest beginning that fits in ``width`` cells, but ``least`` signs at least, and the rest."""
    used = place = 0
    for number, sign in enumerate(_signs(text)):
        used += _cells_of_sign(sign)
        if used > width and number >= least:
            return text[:place], text[place:]
        place += len(sign)
    return text, ""
