"""Questions that are answered from the record as of an instant."""

from collections import deque
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import chain, islice
from typing import TYPE_CHECKING

from wgtrack.errors import InputError
from wgtrack.gc_pause import gc_paused
from wgtrack.messages.message import untranslated
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.selection import Keys, group_tops, only
from wgtrack.status import queries
from wgtrack.status.assess import assess, items_of_each, merged, most_urgent_first, overdue_items, report_of_all
from wgtrack.status.report import ItemStatus, StatusReport
from wgtrack.tracker.arguments import At, Day
from wgtrack.tracker.session import Session, together

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wgtrack.model.journal import Entry
    from wgtrack.status.checks import Finding


def programme(session: Session, at: At | None = None, group: Keys = None, known: At | None = None) -> WorkProgramme:
    """The whole record as of an instant, as one value.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group in whose zone a day is meant; each group's own if None, where groups differ.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the work programme, from which everything else is computed.

    Raises:
        InputError: the instant cannot be read.

    Examples:
        >>> len(tracker.programme(at="2016-09-05").tasks)
        47
    """
    session = session.as_known(known, group)
    return session.programme(at, group)


def status(session: Session, at: At | None = None, group: Keys = None, known: At | None = None) -> StatusReport:
    """Verdicts, countdown, progress and what needs attention, of a group with its committees.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the status report; ``items`` has one verdict with its reasons for each task and deliverable.

    Raises:
        UnknownKeyError: there is no such group.
        InputError: there is no group, or a choice of them (``portfolio`` tells of several), or the record begins later.

    Examples:
        >>> report = tracker.status(at="2016-09-05")
        >>> report.totals["overdue"], report.attention[:2]
        (5, ('RG-2', 'SE-2'))
    """
    session = session.as_known(known, group)
    key = only(group) or session.only_top(at)
    when = session.instant(at, key)
    with gc_paused():
        return _assessed(session, when, key)


def next_items(
    session: Session, at: At | None = None, group: Keys = None, owner: Keys = None, known: At | None = None
) -> tuple[ItemStatus, ...]:
    """What can be worked on now, most urgent first.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group, with its committees, or several; all if None.
        owner: key of a party whose items alone are wanted, or several: of any of them.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group or owner.

    Examples:
        >>> [item.key for item in tracker.next(owner="cesi")][:3]
        ['TR-6', 'RG-5', 'WP-7']
    """
    session = session.as_known(known, group)
    return queries.next_items(_report(session, at, group, owner), owner=owner)


def due(
    session: Session,
    within: str = "10wd",
    at: At | None = None,
    group: Keys = None,
    owner: Keys = None,
    known: At | None = None,
) -> tuple[ItemStatus, ...]:
    """Unfinished items due within some time, soonest first.

    Args:
        within: working days (``10wd``), calendar days (``14d``), weeks (``2w``) or months (``1m``) from the instant
            on.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group, with its committees, or several; all if None.
        owner: key of a party whose items alone are wanted, or several: of any of them.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group or owner.
        InputError: the time cannot be read.

    Examples:
        >>> [item.key for item in tracker.due("3wd")][:3]
        ['WP-14', 'WP-8', 'TR-6']
    """
    session = session.as_known(known, group)
    return queries.due_items(_report(session, at, group, owner), within, owner=owner)


def overdue(
    session: Session, at: At | None = None, group: Keys = None, owner: Keys = None, known: At | None = None
) -> tuple[ItemStatus, ...]:
    """Unfinished items past their target or limit, most urgent first.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group, with its committees, or several; all if None.
        owner: key of a party whose items alone are wanted, or several: of any of them.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group or owner.

    Examples:
        >>> [(item.key, item.working_days_late) for item in tracker.overdue()]
        [('RG-2', 3), ('SE-2', 2), ('WP-5', 2), ('WP-6', 2), ('WP-3', 1)]
    """
    session = session.as_known(known, group)
    with gc_paused():
        return _overdue(session, at, group, owner)


def _overdue(session: Session, at: At | None, group: Keys, owner: Keys) -> tuple[ItemStatus, ...]:
    # Apart, so that the programme is let go of before the collector looks through what is left.
    states = session.states(at, group)
    queries.check_keys(states[-1].programme, owner=owner)
    found = [overdue_items(one.programme, one.at, *(one.tops or (one.programme.only_group(),))) for one in states]
    return queries.owned(found[0] if len(found) == 1 else most_urgent_first(chain.from_iterable(found)), owner)


def waiting(
    session: Session, at: At | None = None, group: Keys = None, owner: Keys = None, known: At | None = None
) -> tuple[ItemStatus, ...]:
    """Unfinished items that wait for other work, or for someone else to act.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group, with its committees, or several; all if None.
        owner: key of a party whose items alone are wanted, or several: of any of them.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group or owner.

    Examples:
        >>> tracker.waiting()[0].key
        'RG-4'
    """
    session = session.as_known(known, group)
    return queries.waiting_items(_report(session, at, group, owner), owner=owner)


def find(
    session: Session,
    /,
    *,
    kinds: Collection[str] = (),
    group: Keys = None,
    area: Keys = None,
    owner: Keys = None,
    verdict: Keys = None,
    state: Keys = None,
    stage: Keys = None,
    lifecycle: Keys = None,
    tag: Keys = None,
    text: str | None = None,
    due_before: Day | None = None,
    due_after: Day | None = None,
    without: "Mapping[str, object] | None" = None,
    sort: str | None = None,
    at: At | None = None,
    known: At | None = None,
    **shown: object,
) -> tuple[ItemStatus, ...]:
    """Items that meet every condition given; where a condition has several values, any of them will do.

    Args:
        kinds: of ``task``, ``milestone`` and ``deliverable``; all if empty.
        group: key of a group, with its committees, or several; all if None.
        area: key of a strand of the mandate, or several.
        owner: key of a party, or several.
        verdict: one verdict, or several.
        state: ``open``, ``active``, ``done`` or ``dropped``, or several of them.
        stage: code of the stage that a deliverable is in, or several.
        lifecycle: key of the lifecycle of a deliverable, or several.
        tag: a word that items are tagged with, or several.
        text: words that all stand in key, title, names, note or tags.
        due_before: its target, else its limit, is before this day.
        due_after: its target, else its limit, is after this day.
        without: what items may not have: the name of a condition and its values, such as ``{"owner": ["cesi"]}``.
        sort: what to sort by, with ``-`` in front for the other direction.
        at: the instant asked about: a day (its end, in each group's zone), an aware datetime, or the text of either;
            now if None.
        shown: values of fields that lists show, by their names, such as ``priority``.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the statuses of these items.

    Raises:
        UnknownKeyError: there is no such group, area, owner or lifecycle.
        InputError: there is no such kind, verdict, state, stage, condition or order.

    Examples:
        >>> [item.key for item in tracker.find(area="regulation", verdict="overdue")]
        ['RG-2']
        >>> len(tracker.find(owner=["cesi", "miit"], state="open", due_before="2016-09-12"))
        3
    """
    session = session.as_known(known, group)
    with gc_paused():
        programme, items = _items(session, at, group)
    return queries.find_items(
        programme,
        items,
        kinds=kinds,
        area=area,
        owner=owner,
        verdict=verdict,
        state=state,
        stage=stage,
        lifecycle=lifecycle,
        tag=tag,
        text=text,
        due_before=session.day(due_before, group),
        due_after=session.day(due_after, group),
        without=without,
        sort=sort,
        **shown,
    )


def _items(session: Session, at: At | None, group: Keys) -> tuple[WorkProgramme, tuple[ItemStatus, ...]]:
    """The items of some groups, and the record that they are of."""
    moments = session.moments(at, group)
    if len(moments) == 1:  # also before the record began, when there was nothing to find
        programme = session.store.programme(moments[0].at)
        return programme, items_of_each(programme, moments[0].at, group_tops(programme, moments[0].groups))
    states = session.states(at, group)
    found = [items_of_each(one.programme, one.at, one.tops) for one in states]
    return together([(one.programme, one.tops) for one in states]), tuple(chain.from_iterable(found))


def log(
    session: Session,
    key: str | None = None,
    since: At | None = None,
    at: At | None = None,
    known: At | None = None,
    *,
    limit: int | None = None,
    last: int | None = None,
) -> "tuple[Entry, ...]":
    """Changes on record, oldest first.

    Args:
        key: that of one record; all if None.
        since: what was recorded from then on: a day (its start, in the zone of each change's group), an aware datetime,
            or the text of either.
        at: as of when; also what takes effect later if None.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.
        limit: so many of them at most, from the first on.
        last: so many of them at most, up to the last one.

    Returns:
        the entries of the journal.

    Raises:
        UnknownKeyError: no record ever had the key.
        InputError: a number is below 1, or both are given.

    Examples:
        >>> [entry.action for entry in tracker.log("KT-1")]
        ['load', 'start', 'done']
        >>> [entry.action for entry in tracker.log("KT-1", last=1)]
        ['done']
    """
    for name, number in (("limit", limit), ("last", last)):
        if number is not None and number < 1:
            raise InputError(
                untranslated("{name} is {number}", name=name, number=number),
                untranslated("give a whole number from 1 on"),
            )
    if limit is not None and last is not None:
        raise InputError(
            untranslated("the first and the last changes are asked for at once"),
            untranslated("give one of the two numbers"),
        )
    found = stream(session, key, since, at, known)
    if last is not None:
        return tuple(deque(found, maxlen=last))
    return tuple(found if limit is None else islice(found, limit))


def stream(
    session: Session, key: str | None = None, since: At | None = None, at: At | None = None, known: At | None = None
) -> "Iterator[Entry]":
    """The changes that ``log`` gives, one after the other: however long the journal is, few of them are in memory.

    Args:
        key: as for ``log``.
        since: as for ``log``.
        at: as for ``log``.
        known: as for ``log``.

    Returns:
        the entries of the journal; until the last one was taken, the record is seen as it was at the first.

    Raises:
        UnknownKeyError: no record ever had the key.

    Examples:
        >>> next(tracker.stream("KT-1")).action
        'load'
    """
    session = session.as_known(known)
    kinds = session.kinds_meant(key) if key is not None else ()
    span = session.span(since, at)
    found = session.store.stream(key=key, kinds=kinds, since=span.first, until=span.last)
    return found if span.holds is None else filter(span.holds, found)


def check(session: Session, at: At | None = None, group: Keys = None, known: At | None = None) -> "tuple[Finding, ...]":
    """Everything in the record that needs mending or is late.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group, with its committees, or several; everything if None.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the findings, what is late first.

    Raises:
        UnknownKeyError: there is no such group.

    Examples:
        >>> tracker.check()[0].code
        'overdue'
    """
    session = session.as_known(known, group)
    from wgtrack.status.checks import CHECKS, find_problems  # noqa: PLC0415 - only this question needs it

    now = session.now()
    ahead = session.store.dated_after(now)
    states = session.states(at, group)
    found = [
        finding
        for one in states
        for finding in find_problems(
            one.programme,
            one.at,
            one.tops or (one.programme.only_group(),),
            ahead=ahead if one is states[0] else (),
            now=now,
        )
    ]
    if len(states) == 1:
        return tuple(found)
    # A circle through groups of several zones is found for each of them.
    once = {(finding.code, finding.key, str(finding.message)): finding for finding in found}
    places = {code: place for place, code in enumerate(CHECKS)}
    return tuple(sorted(once.values(), key=lambda finding: places[finding.code]))


def _report(session: Session, at: At | None, group: Keys, owner: Keys = None) -> StatusReport:
    """How some groups with their committees stand together."""
    with gc_paused():
        return _together(session, at, group, owner)


def _together(session: Session, at: At | None, group: Keys, owner: Keys) -> StatusReport:
    # Apart, so that the programmes are let go of before the collector looks through what is left.
    states = session.states(at, group)
    queries.check_keys(states[-1].programme, owner=owner)
    return merged([report_of_all(one.programme, one.at, one.tops) for one in states if one.tops or len(states) == 1])


def _assessed(session: Session, when: datetime, group: str | None) -> StatusReport:
    # Apart, as above.
    return assess(session.begun(when), when, group)
