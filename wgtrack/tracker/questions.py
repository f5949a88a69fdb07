"""Questions that are answered from the record as of an instant."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from wgtrack.gc_pause import gc_paused
from wgtrack.model.programme import WorkProgramme
from wgtrack.status import queries
from wgtrack.status.assess import assess, items_of_each, overdue_items
from wgtrack.status.report import ItemStatus, StatusReport
from wgtrack.tracker.arguments import At
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.model.journal import Entry
    from wgtrack.status.checks import Finding


def programme(session: Session, at: At | None = None, group: str | None = None) -> WorkProgramme:
    """The whole record as of an instant, as one value.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group in whose zone a day is meant, where groups differ.

    Returns:
        the work programme, from which everything else is computed.

    Raises:
        InputError: the instant cannot be read, or groups end the day at different times.

    Examples:
        >>> len(tracker.programme(at="2016-09-05").tasks)
        47
    """
    return session.store.programme(session.instant(at, group))


def status(session: Session, at: At | None = None, group: str | None = None) -> StatusReport:
    """Verdicts, countdown, progress and what needs attention, of a group with its committees.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.

    Returns:
        the status report; ``items`` has one verdict with its reasons for each task and deliverable.

    Raises:
        UnknownKeyError: there is no such group.
        InputError: there is no group, or a choice of them, or the record begins later.

    Examples:
        >>> report = tracker.status(at="2016-09-05")
        >>> report.totals["overdue"], report.attention[:2]
        (5, ('RG-2', 'SE-2'))
    """
    return _report(session, at, group)


def next_items(
    session: Session, at: At | None = None, group: str | None = None, owner: str | None = None
) -> tuple[ItemStatus, ...]:
    """What can be worked on now, most urgent first.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        owner: key of a party whose items alone are wanted.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group or owner.

    Examples:
        >>> [item.key for item in tracker.next(owner="cesi")][:3]
        ['TR-6', 'RG-5', 'WP-7']
    """
    return queries.next_items(_report(session, at, group, owner), owner=owner)


def due(
    session: Session, within: str = "10wd", at: At | None = None, group: str | None = None, owner: str | None = None
) -> tuple[ItemStatus, ...]:
    """Unfinished items due within some time, soonest first.

    Args:
        within: working days (``10wd``), calendar days (``14d``), weeks (``2w``) or months (``1m``) from the instant
            on.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        owner: key of a party whose items alone are wanted.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group or owner.
        InputError: the time cannot be read.

    Examples:
        >>> [item.key for item in tracker.due("3wd")][:3]
        ['WP-14', 'WP-8', 'TR-6']
    """
    return queries.due_items(_report(session, at, group, owner), within, owner=owner)


def overdue(
    session: Session, at: At | None = None, group: str | None = None, owner: str | None = None
) -> tuple[ItemStatus, ...]:
    """Unfinished items past their target or limit, most urgent first.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        owner: key of a party whose items alone are wanted.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group or owner.

    Examples:
        >>> [(item.key, item.working_days_late) for item in tracker.overdue()]
        [('RG-2', 3), ('SE-2', 2), ('WP-5', 2), ('WP-6', 2), ('WP-3', 1)]
    """
    when = session.instant(at, group)
    with gc_paused():
        record = session.begun(when)
        queries.check_keys(record, owner=owner)
        return queries.owned(overdue_items(record, when, group or record.only_group()), owner)


def waiting(
    session: Session, at: At | None = None, group: str | None = None, owner: str | None = None
) -> tuple[ItemStatus, ...]:
    """Unfinished items that wait for other work, or for someone else to act.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        owner: key of a party whose items alone are wanted.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group or owner.

    Examples:
        >>> tracker.waiting()[0].key
        'RG-4'
    """
    return queries.waiting_items(_report(session, at, group, owner), owner=owner)


def find(
    session: Session,
    /,
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
    **shown: object,
) -> tuple[ItemStatus, ...]:
    """Items that meet every condition given.

    Args:
        kinds: of ``task``, ``milestone`` and ``deliverable``; all if empty.
        group: key of a group, with its committees.
        area: key of a strand of the mandate.
        owner: key of a party.
        verdict: one verdict, or several.
        tag: a word that items are tagged with.
        text: words that all stand in key, title, names, note or tags.
        sort: what to sort by, with ``-`` in front for the other direction.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        shown: values of fields that lists show, by their names, such as ``priority``.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group, area or owner.
        InputError: there is no such kind, verdict or order.

    Examples:
        >>> [item.key for item in tracker.find(area="regulation", verdict="overdue")]
        ['RG-2']
    """
    when = session.instant(at, group)
    with gc_paused():
        programme = session.store.programme(when)
        items = items_of_each(programme, when, [group] if group else _tops(programme))
    return queries.find_items(
        programme,
        items,
        kinds=kinds,
        area=area,
        owner=owner,
        verdict=verdict,
        tag=tag,
        text=text,
        sort=sort,
        **shown,
    )


def log(session: Session, key: str | None = None, since: At | None = None, at: At | None = None) -> "tuple[Entry, ...]":
    """Changes on record, oldest first.

    Args:
        key: that of one record; all if None.
        since: a day (its start), an aware datetime, or the text of either.
        at: as of when; also what takes effect later if None.

    Returns:
        the entries of the journal.

    Raises:
        UnknownKeyError: no record ever had the key.

    Examples:
        >>> [entry.action for entry in tracker.log("KT-1")]
        ['load', 'start', 'done']
    """
    kinds = session.kinds_meant(key) if key is not None else ()
    start = session.start(since) if since is not None else None
    until = session.instant(at) if at is not None else None
    return session.store.entries(key=key, kinds=kinds, since=start, until=until)


def check(session: Session, at: At | None = None, group: str | None = None) -> "tuple[Finding, ...]":
    """Everything in the record that needs mending or is late.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group, with its committees; everything if None.

    Returns:
        the findings, what is late first.

    Raises:
        UnknownKeyError: there is no such group.

    Examples:
        >>> tracker.check()[0].code
        'overdue'
    """
    from wgtrack.status.checks import find_problems  # noqa: PLC0415 - only this question needs it

    when = session.instant(at, group)
    return find_problems(session.begun(when), when, group)


def _report(session: Session, at: At | None, group: str | None, owner: str | None = None) -> StatusReport:
    when = session.instant(at, group)
    with gc_paused():
        return _assessed(session, when, group, owner)


def _assessed(session: Session, when: datetime, group: str | None, owner: str | None) -> StatusReport:
    # Apart, so that the programme is let go of before the collector looks through what is left.
    programme = session.begun(when)
    queries.check_keys(programme, owner=owner)
    return assess(programme, when, group)


def _tops(programme: WorkProgramme) -> list[str]:
    """The groups that have no parent: each stands for its committees too."""
    return [found.key for found in programme.groups.values() if found.parent is None]
