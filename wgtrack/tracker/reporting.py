"""Reports: the whole of how a group stands, made from the record as of an instant and as of the last report."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from wgtrack.errors import InputError
from wgtrack.instants import day
from wgtrack.model.records import Group
from wgtrack.tracker.asked import At, Day, typed
from wgtrack.tracker.feeds import Feeds

if TYPE_CHECKING:
    from wgtrack.model.records import IssuedReport
    from wgtrack.reporting.report import Portfolio, Report
    from wgtrack.tracker.reports import Asked

#: Says that changes are counted from the last report that was issued before.
LAST = "last"


class Reporting(Feeds):
    """The questions that are answered by a report."""

    def report(
        self,
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

        asked = self._asked(self._instant(at, group), group, since, language, next_report)
        return reports.make_report(self._store, self._begun(asked.at), asked)

    def portfolio(self, at: At | None = None, language: str = "en") -> "Portfolio":
        """A row for each group without a parent: open, overdue, at risk, next deadline, last activity, and the answer."""
        from wgtrack.languages import language as known  # noqa: PLC0415 - a status needs less
        from wgtrack.reporting.portfolio import portfolio  # noqa: PLC0415 - as above

        when = self._instant(at)
        return portfolio(self._begun(when), when, language=known(language).tag)

    def reports(self, group: str | None = None) -> "tuple[IssuedReport, ...]":
        """The reports that were issued, of a group or of all, by group and number."""
        from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

        return reports.issued_reports(
            self._store, None if group is None else typed(self._store, group, Group, "group").key
        )

    def document(self, number: int, group: str | None = None, format: str = "terminal") -> bytes:  # noqa: A002 - as --format
        """A report as it was issued, in one of the formats it was filed in, byte for byte.

        Raises:
            InputError: the group (the only one without a parent if None) has no such report, or not in this format.
            StoreDamagedError: what was filed is missing, or was changed.
        """
        from wgtrack.tracker import reports  # noqa: PLC0415 - a status needs less

        key = self._store.programme().only_group() if group is None else typed(self._store, group, Group, "group").key
        return reports.document(self._store, number, key, format)

    def _asked(self, at: datetime, group: str | None, since: At, language: str, next_report: Day | None) -> "Asked":
        from wgtrack.tracker.reports import Asked  # noqa: PLC0415 - a status needs less

        counted_from = None if since == LAST else self._instant(since, group)
        return Asked(at, group, counted_from, language, _day(next_report))


def _day(given: Day | None) -> date | None:
    if isinstance(given, datetime):
        raise InputError(f"{given.isoformat()} is an instant, not a day", "give the day of the next report")
    return day(given) if isinstance(given, str) else given
