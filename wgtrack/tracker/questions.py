"""Questions that are answered from the record as of an instant."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from wgtrack.collector import collector_at_rest
from wgtrack.model.programme import WorkProgramme
from wgtrack.status import queries
from wgtrack.status.assess import assess, assess_each
from wgtrack.status.report import ItemStatus, StatusReport
from wgtrack.tracker.asked import At
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.model.journal import Entry
    from wgtrack.status.checks import Finding


def programme(session: Session, at: At | None = None, group: str | None = None) -> WorkProgramme:
    """The whole record as of an instant; ``group`` says whose zone a day is meant in, where groups differ."""
    return session.store.programme(session.instant(at, group))


def status(session: Session, at: At | None = None, group: str | None = None) -> StatusReport:
    """Verdicts, countdown, progress and attention list of a group with its committees."""
    return _report(session, at, group)


def next_items(
    session: Session, at: At | None = None, group: str | None = None, owner: str | None = None
) -> tuple[ItemStatus, ...]:
    """What can be worked on now, most urgent first."""
    return queries.next_items(_report(session, at, group, owner), owner=owner)


def due(
    session: Session, within: str = "10wd", at: At | None = None, group: str | None = None, owner: str | None = None
) -> tuple[ItemStatus, ...]:
    """Unfinished items due within so many working days (``wd``), days (``d``), weeks or months, soonest first."""
    return queries.due_items(_report(session, at, group, owner), within, owner=owner)


def overdue(
    session: Session, at: At | None = None, group: str | None = None, owner: str | None = None
) -> tuple[ItemStatus, ...]:
    """Unfinished items past their target or limit, most urgent first."""
    return queries.overdue_items(_report(session, at, group, owner), owner=owner)


def waiting(
    session: Session, at: At | None = None, group: str | None = None, owner: str | None = None
) -> tuple[ItemStatus, ...]:
    """Unfinished items that wait for other work, or that someone else has the ball for."""
    return queries.waiting_items(_report(session, at, group, owner), owner=owner)


def find(
    session: Session,
    *,
    kinds: Collection[str] = (),
    group: str | None = None,
    area: str | None = None,
    owner: str | None = None,
    verdict: str | Collection[str] | None = None,
    tag: str | None = None,
    text: str | None = None,
    sort: str | None = None,
    at: At | None = None,
) -> tuple[ItemStatus, ...]:
    """Items that meet every condition given; ``text`` finds all of its words in keys, titles, names, notes and tags."""
    when = session.instant(at, group)
    with collector_at_rest():
        programme = session.store.programme(when)
        reports = _reports(programme, when, group)
    return queries.find_items(
        programme,
        reports,
        kinds=kinds,
        area=area,
        owner=owner,
        verdict=verdict,
        tag=tag,
        text=text,
        sort=sort,
    )


def log(session: Session, key: str | None = None, since: At | None = None, at: At | None = None) -> "tuple[Entry, ...]":
    """Changes on record, oldest first: of one key, since a day (its start), as of an instant."""
    kinds = session.kinds_meant(key) if key is not None else ()
    start = session.start(since) if since is not None else None
    until = session.instant(at) if at is not None else None
    return session.store.entries(key=key, kinds=kinds, since=start, until=until)


def check(session: Session, at: At | None = None, group: str | None = None) -> "tuple[Finding, ...]":
    """Everything in the record that needs mending or is late."""
    from wgtrack.status.checks import find_problems  # noqa: PLC0415 - only this question needs it

    when = session.instant(at, group)
    return find_problems(session.begun(when), when, group)


def _report(session: Session, at: At | None, group: str | None, owner: str | None = None) -> StatusReport:
    when = session.instant(at, group)
    with collector_at_rest():
        return _assessed(session, when, group, owner)


def _assessed(session: Session, when: datetime, group: str | None, owner: str | None) -> StatusReport:
    # Apart, so that the programme is let go of before the collector looks through what is left.
    programme = session.begun(when)
    queries.check_keys(programme, owner=owner)
    return assess(programme, when, group)


def _reports(programme: WorkProgramme, at: datetime, group: str | None) -> tuple[StatusReport, ...]:
    """The report of the group asked for, or of every group that has no parent; each includes its committees."""
    tops = [found.key for found in programme.groups.values() if found.parent is None]
    return assess_each(programme, at, [group] if group else tops)
