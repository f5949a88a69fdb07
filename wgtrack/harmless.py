"""Whole outputs without the characters that would act on a terminal or turn text round, whatever the record holds."""

import re

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
