"""Text that came from a user, made fit for one line, for a terminal and for a spreadsheet."""

import re
from unicodedata import category

#: Characters that are not shown: controls, half surrogates, line ends, and what only steers the ones around it.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
#: Steering characters that words of some languages and pictures are made with: they take no room, but stay.
_JOINERS = frozenset("\u200c\u200d")
_BREAKS = frozenset("\n\r\t\v\f\u2028\u2029\u0085")
#: The last two code points of each plane, and 32 more, are for no text; XML allows none of U+FFFE and U+FFFF.
_NO_TEXT = range(0xFDD0, 0xFDF0)
_PLANE_ENDS = frozenset({0xFFFE, 0xFFFF})


def clean(text: str) -> str:
    """The text without control characters and what else is never shown; a line break or tab becomes a blank."""
    if text.isprintable():  # none of what is never shown is printable
        return text
    spaced = "".join(" " if character in _BREAKS else character for character in text)
    return "".join(filter(_is_shown, spaced))


def _is_shown(character: str) -> bool:
    if character in _JOINERS:
        return True
    code = ord(character)
    return category(character) not in _UNSEEN and code & 0xFFFF not in _PLANE_ENDS and code not in _NO_TEXT


#: Controls but for line ends and tabs, half surrogates, other line ends, and embeddings, overrides and isolates of direction
#: (Unicode Standard Annex 9): what a terminal obeys, or what shows a text in another order than it has.
_ACTING = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"


def harmless(text: str) -> str:
    """A text of several lines with them written out, as JSON allows; marks of direction, which Arabic needs, stay."""
    return text if text.isprintable() else re.sub(_ACTING, lambda found: f"\\u{ord(found[0]):04x}", text)


#: What makes a spreadsheet take a text for a formula (OWASP, "CSV Injection"), also in full width, as Chinese keyboards type.
_FORMULA = r"(?!-?\d+(?:\.\d+)?$)[=+@\t\r＝＋－＠-]"


def harmless_cell(text: str) -> str:
    """A cell that a spreadsheet shows as it is: a text that begins like a formula, and is no number, after an apostrophe."""
    return f"'{text}" if re.match(_FORMULA, text, re.ASCII) else text
