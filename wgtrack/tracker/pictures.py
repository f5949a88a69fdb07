"""Pictures of a record as of an instant."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from wgtrack.deadlines import Resolver
from wgtrack.errors import InputError
from wgtrack.instants import day
from wgtrack.tracker.asked import At, Day
from wgtrack.tracker.reporting import Reporting

if TYPE_CHECKING:
    from wgtrack.languages import Language
    from wgtrack.pictures.drawing import Picture
    from wgtrack.planning.bars import Timeline


class Pictures(Reporting):
    """The questions that are answered by a picture."""

    def picture(
        self,
        name: str,
        at: At | None = None,
        group: str | None = None,
        *,
        language: str = "en",
        first: Day | None = None,
        last: Day | None = None,
    ) -> "Picture":
        """A picture of how a group with its committees stands.

        Args:
            name: ``timeline``, ``trend``, ``burnup`` or ``load``.
            at: as of when.
            group: the group; the only one without a parent if None.
            language: tag of the language of its texts.
            first: the first day shown; all there is if None.
            last: the last day shown. A trend always ends with the day that is asked about.

        Raises:
            InputError: there is no such picture or language, or the last day is before the first one.
            UnknownKeyError: there is no such group.
            PlanningError: the work of a timeline cannot be planned.
        """
        from wgtrack.languages import language as known_language  # noqa: PLC0415 - a status needs less
        from wgtrack.pictures import known, picture, timeline_picture  # noqa: PLC0415 - as above

        told_in, begin, end = known_language(language), _day(first), _day(last)
        if known(name) == "timeline":
            return timeline_picture(self._timeline(told_in, at, group, (begin, end)), told_in)
        report = self.report(at, group, language=told_in.tag)
        if name == "trend" and begin is not None and report.at.date() < begin <= (end or begin):
            raise InputError(
                f"the trend ends on {report.at.date()}, before {begin}", "give an earlier --from, or a later --at"
            )
        return picture(name, report, told_in, first=begin, last=end)

    def _timeline(
        self, told_in: "Language", at: At | None, group: str | None, days: tuple[date | None, date | None]
    ) -> "Timeline":
        """The timeline with titles in a language; faster than a report, and with days beyond those of the work."""
        from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - a status needs less
        from wgtrack.planning.timeline import timeline  # noqa: PLC0415 - as above
        from wgtrack.reporting.localised import localised  # noqa: PLC0415 - as above

        when = self._instant(at, group)
        programme = localised(self._begun(when), told_in.tag)
        resolver = Resolver(programme)
        planned = schedule(programme, when, resolver=resolver)
        return timeline(planned, programme, resolver, group, first=days[0], last=days[1])


def _day(given: Day | None) -> date | None:
    if isinstance(given, datetime):
        raise InputError(f"{given.isoformat()} is an instant, not a day", "give a day")
    return day(given) if isinstance(given, str) else given
