"""Reports: the whole of how a group stands, made from the record as of an instant and as of the last report."""

from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from attrs import evolve

from wgtrack.model.records import Group
from wgtrack.model.selection import Keys, chosen, only
from wgtrack.tracker.arguments import At, Day, typed
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.model.records import IssuedReport
    from wgtrack.report.report import Portfolio, Report
    from wgtrack.tracker.reports import Asked

#: Says that changes are counted from the last report that was issued before.
LAST = "last"


def report(
    session: Session,
    at: At | None = None,
    group: Keys = None,
    since: At = LAST,
    language: str = "en",
    next_report: Day | None = None,
    known: At | None = None,
) -> "Report":
    """How a group with its committees stands, who must act, what changed since and what comes next.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        since: the instant that changes are counted from (a day means its end); ``last`` for the last report issued
            before, or the beginning of the record.
        language: tag of its language, ``en`` or ``zh-Hans``.
        next_report: the day up to which is told what comes, as a date, its text or an aware datetime.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the whole report as one value, for ``render``.

    Raises:
        UnknownKeyError: there is no such group.
        InputError: ``since`` is after ``at``, the next report is not, or there is no such language.

    Examples:
        >>> report = tracker.report(at="2016-09-05")
        >>> str(report.headline)[:40]
        'Not on time: white-paper cannot be ready'
    """
    session = session.as_known(known, group)
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

    key = only(group) or session.only_top(at)
    request = asked(session, session.instant(at, key), key, since, language, next_report)
    return reports.make_report(session.store, session.begun(request.at), request)


def portfolio(
    session: Session, at: At | None = None, language: str = "en", group: Keys = None, known: At | None = None
) -> "Portfolio":
    """A row for each group: open, overdue, at risk, next deadline, last activity, and the answer.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        language: tag of its language.
        group: key of a group, with its committees, or several; all that have no parent if None.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the rows.

    Raises:
        UnknownKeyError: there is no such group.
        InputError: the instant cannot be read, or there is no such language.

    Examples:
        >>> [row.group.key for row in tracker.portfolio().rows]
        ['blockchain-wg']
    """
    session = session.as_known(known, group)
    from wgtrack.messages.languages import language as known_language  # noqa: PLC0415 - a status needs less
    from wgtrack.report.portfolio import portfolio  # noqa: PLC0415 - as above

    told_in = known_language(language).tag
    states = [one for one in session.states(at, group) if one.tops]
    if not states:
        return portfolio(session.store.programme(), session.moments(at)[-1].at, language=told_in)
    parts = [portfolio(one.programme, one.at, language=told_in, groups=one.tops) for one in states]
    # In the order in which the groups are on record, whatever their zones.
    places = {key: place for place, key in enumerate(session.store.keys("group"))}
    rows = sorted(chain.from_iterable(part.rows for part in parts), key=lambda row: places[row.group.key])
    return evolve(parts[-1], rows=tuple(rows)) if len(parts) > 1 else parts[0]


def reports(session: Session, group: Keys = None, known: At | None = None) -> "tuple[IssuedReport, ...]":
    """The reports that were issued, by group and number.

    Args:
        group: key of the group, or several; all if None.
        known: the record as it was known at this instant, given as ``at`` is; all that is known now if None.

    Returns:
        the issued reports.

    Raises:
        UnknownKeyError: there is no such group.

    Examples:
        >>> tracker.reports()
        ()
    """
    session = session.as_known(known, group)
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

    keys = [typed(session.store, key, Group, "group").key for key in chosen(group)]
    return tuple(one for one in reports.issued_reports(session.store) if not keys or one.group in keys)


def document(session: Session, number: int, group: str | None = None, format: str = "terminal") -> bytes:  # noqa: A002 - as --format
    """A report as it was issued, byte for byte.

    Args:
        number: its number in its group, from 1.
        group: key of the group; the only one without a parent if None.
        format: one of those it was filed in, such as ``terminal``, ``markdown`` or ``html``.

    Returns:
        the bytes of the file.

    Raises:
        InputError: the group has no such report, or not in this format.
        StoreDamagedError: what was filed is missing, or was changed.

    Examples:
        >>> issued = tracker.issue(group="white-paper-wg")
        >>> tracker.document(1, "white-paper-wg", "markdown")[:2]
        b'# '
    """
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

    key = session.store.programme().only_group() if group is None else typed(session.store, group, Group, "group").key
    return reports.document(session.store, number, key, format)


def asked(
    session: Session, at: datetime, group: str | None, since: At, language: str, next_report: Day | None
) -> "Asked":
    """A report as it is asked for."""
    from wgtrack.tracker.reports import Asked  # noqa: PLC0415 - a status needs less

    counted_from = None if since == LAST else session.instant(since, group)
    return Asked(at, group, counted_from, language, session.day(next_report, group))
