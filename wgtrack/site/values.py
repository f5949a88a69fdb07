"""What a site is made from, and the files that it is made of."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from wgtrack.history.promises import Promise
from wgtrack.messages.languages import Language
from wgtrack.model.journal import Entry
from wgtrack.model.programme import WorkProgramme
from wgtrack.report.report import Portfolio, Report


class File(NamedTuple):
    """A file of the site: its path below the folder, with ``/`` between the parts, and what is in it."""

    path: str
    data: bytes


class IssuedDocument(NamedTuple):
    """A report that was issued, in one format, as it was filed."""

    #: Key of the group that issued it: the one on top, or a committee.
    group: str
    number: int
    at: datetime
    language: str
    format: str
    suffix: str
    data: bytes


class GroupSite(NamedTuple):
    """What the pages of one group on top, with its committees, are made from."""

    report: Report
    #: The record that the report tells, in its language.
    programme: WorkProgramme
    #: Entries of the journal up to the report about the group's own records, oldest first.
    entries: tuple[Entry, ...]
    #: By key of a task, deliverable or event: every date it ever had.
    promises: Mapping[str, tuple[Promise, ...]]
    issued: tuple[IssuedDocument, ...]
    #: iCalendar files by their names.
    calendars: Mapping[str, bytes]


class Site(NamedTuple):
    """All of a site."""

    portfolio: Portfolio
    groups: tuple[GroupSite, ...]
    language: Language
    #: Address of the site on the web, for feeds to link to; None where that is not known.
    url: str | None
