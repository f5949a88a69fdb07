"""Reports: the whole of how a group stands, made from the record as of an instant and as of the last report."""

from datetime import datetime
from typing import TYPE_CHECKING

from wgtrack.model.records import Group
from wgtrack.tracker.asked import At, Day, typed
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.model.records import IssuedReport
    from wgtrack.reporting.report import Portfolio, Report
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

    ``since`` is the instant that changes are counted from (a day means its end): ``last`` for the last report that was
    issued before ``at``, the beginning of the record where there is none. ``language`` is ``en`` or ``zh-Hans``;
    ``next_report`` the day up to which is told what comes.

    Raises:
        UnknownKeyError: there is no such group.
        InputError: ``since`` is after ``at``, the next report is not, or there is no such language.
    """
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

    request = asked(session, session.instant(at, group), group, since, language, next_report)
    return reports.make_report(session.store, session.begun(request.at), request)


def portfolio(session: Session, at: At | None = None, language: str = "en") -> "Portfolio":
    """A row for each group without a parent: open, overdue, at risk, next deadline, last activity, and the answer."""
    from wgtrack.languages import language as known  # noqa: PLC0415 - a status needs less
    from wgtrack.reporting.portfolio import portfolio  # noqa: PLC0415 - as above

    when = session.instant(at)
    return portfolio(session.begun(when), when, language=known(language).tag)


def reports(session: Session, group: str | None = None) -> "tuple[IssuedReport, ...]":
    """The reports that were issued, of a group or of all, by group and number."""
    from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

    return reports.issued_reports(
        session.store, None if group is None else typed(session.store, group, Group, "group").key
    )


def document(session: Session, number: int, group: str | None = None, format: str = "terminal") -> bytes:  # noqa: A002 - as --format
    """A report as it was issued, in one of the formats it was filed in, byte for byte.

    Raises:
        InputError: the group (the only one without a parent if None) has no such report, or not in this format.
        StoreDamagedError: what was filed is missing, or was changed.
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
