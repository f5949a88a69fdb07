"""What a seed file holds, as values."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from attrs import frozen

from wgtrack.messages.message import Message
from wgtrack.model.base import Record

#: When something took effect: a day (its end), or an instant; a text without a zone is read in the group's.
Moment = str | date | datetime


@frozen(kw_only=True)
class SeedChange:
    """One change of a file's past, as a call of a verb: ``do(key, **arguments)`` at ``at``, by and why."""

    at: Moment
    do: str
    key: str
    arguments: Mapping[str, Any]
    #: None where the file's own ``by`` holds.
    by: str | None = None
    why: str | None = None


@frozen(kw_only=True)
class Seed:
    """A seed file as read: records ready to be added, and the changes that happened to them."""

    title: str
    #: Name of the file, for messages about it.
    origin: str
    #: When the records took effect; None for the moment they are loaded.
    recorded: Moment | None = None
    by: str | None = None
    why: str | None = None
    source: str | None = None
    #: What others depend on first: lifecycles, calendars, parties, groups, and so on; parents before children.
    records: tuple[Record, ...]
    #: In the order of the file.
    changes: tuple[SeedChange, ...] = ()
    #: What is wrong with the file, a line each.
    problems: tuple[Message, ...] = ()
    #: Records with mistakes, as far as they could be read; and the keys of those of which too little could be.
    drafts: tuple[Record, ...] = ()
    unread: frozenset[str] = frozenset()
