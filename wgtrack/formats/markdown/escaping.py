"""Texts that Markdown shows as they are."""

import re

from wgtrack.sanitize import clean

#: Characters that could be markup inside a line or a cell of a table.
_MARKUP = re.compile(r"([\\`*_\[\]#|~$])")
#: A name that GitHub would send a message to. It looks for names in the finished page, where neither a backslash nor an
#: entity hides the sign any more; what stands in front of it in an address of mail makes it none.
_MENTION = re.compile(r"(?<![A-Za-z0-9])@(?=[A-Za-z0-9])")
#: The sign and a blank of no width, as Renovate writes it for the same reason: what is shown is the same, nobody is called.
_NO_MENTION = "@&#8203;"


def escape(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # An address in a title is a text like any other: GitHub makes links of what looks like one.
    return _MENTION.sub(_NO_MENTION, _MARKUP.sub(r"\\\1", safe).replace("://", "\\://"))
