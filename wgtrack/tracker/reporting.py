"""Reports: the whole of how a group stands, made from the record as of an instant and as of the last report."""

from datetime import datetime
from typing import TYPE_CHECKING

from wgtrack.model.records import Group
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
    group: str | None = None,
    since: At = LAST,
    language: str = "en",
    next_report: Day | None = None,
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
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

    request = asked(session, session.instant(at, group), group, since, language, next_report)
    return reports.make_report(session.store, session.begun(request.at), request)


def portfolio(session: Session, at: At | None = None, language: str = "en") -> "Portfolio":
    """A row for each group without a parent: open, overdue, at risk, next deadline, last activity, and the answer.

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        language: tag of its language.

    Returns:
        the rows.

    Raises:
        InputError: the instant cannot be read, or there is no such language.

    Examples:
        >>> [row.group.key for row in tracker.portfolio().rows]
        ['blockchain-wg']
    """
    from wgtrack.messages.languages import language as known  # noqa: PLC0415 - a status needs less
    from wgtrack.report.portfolio import portfolio  # noqa: PLC0415 - as above

    when = session.instant(at)
    return portfolio(session.begun(when), when, language=known(language).tag)


def reports(session: Session, group: str | None = None) -> "tuple[IssuedReport, ...]":
    """The reports that were issued, by group and number.

    Args:
        group: key of the group; all if None.

    Returns:
        the issued reports.

    Raises:
        UnknownKeyError: there is no such group.

    Examples:
        >>> tracker.reports()
        ()
    """
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

    return reports.issued_reports(
        session.store, None if group is None else typed(session.store, group, Group, "group").key
    )


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
