"""Texts that Markdown shows as they are."""

import re

from wgtrack.sanitize import clean

#: Characters that could be markup inside a line or a cell of a table.
_MARKUP = re.compile(r"([\\`*_\[\]#|~$])")
#: What GitHub and others make a link or a message of, though nothing marks it as one: names behind an @, addresses of mail and of
#: the web. They look for these in the finished page, where neither a backslash nor an entity hides a sign any more.
_LIVE = re.compile(
    r"(?<![A-Za-z0-9])@(?=[A-Za-z0-9])|(?<=[A-Za-z0-9._+-])@(?=[A-Za-z0-9_-]+\.)|(?<![A-Za-z0-9])(?:www(?=\.)|(?:mailto|xmpp)(?=:))",
    re.IGNORECASE,
)
#: A blank of no width behind them, as Renovate writes it for the same reason: what is shown is the same, nothing is live.
_NO_WIDTH = r"\g<0>&#8203;"


def escape(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    # An address in a title is a text like any other: GitHub makes links of what looks like one.
    return _LIVE.sub(_NO_WIDTH, _MARKUP.sub(r"\\\1", safe).replace("://", "\\://"))
