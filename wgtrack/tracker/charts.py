"""Pictures of a record as of an instant."""

from datetime import date
from typing import TYPE_CHECKING

from wgtrack.dates import Resolver
from wgtrack.errors import InputError
from wgtrack.messages.message import argument, iso_day, untranslated
from wgtrack.tracker import reporting
from wgtrack.tracker.arguments import At, Day
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.charts.drawing import Picture
    from wgtrack.messages.languages import Language
    from wgtrack.planning.bars import Timeline


def picture(
    session: Session,
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
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        language: tag of the language of its texts.
        first: the first day shown, as a date, its text or an aware datetime; all there is if None.
        last: the last day shown, likewise. A trend always ends with the day that is asked about.

    Returns:
        the picture; ``alone()`` is its SVG, ``png()`` a PNG.

    Raises:
        InputError: there is no such picture or language, or the last day is before the first one.
        UnknownKeyError: there is no such group.
        PlanningError: the work of a timeline cannot be planned.

    Examples:
        >>> tracker.picture("burnup").alone()[:5]
        '<?xml'
    """
    from wgtrack.charts import known, picture, timeline_picture  # noqa: PLC0415 - as above
    from wgtrack.messages.languages import language as known_language  # noqa: PLC0415 - a status needs less

    told_in, begin, end = known_language(language), session.day(first, group), session.day(last, group)
    if known(name) == "timeline":
        return timeline_picture(_timeline(session, told_in, at, group, (begin, end)), told_in)
    report = reporting.report(session, at, group, language=told_in.tag)
    if name == "trend" and begin is not None and report.at.date() < begin <= (end or begin):
        raise InputError(
            untranslated(
                "the trend ends on {last}, before {first}", last=iso_day(report.at.date()), first=iso_day(begin)
            ),
            untranslated("give an earlier {first}, or a later {at}", first=argument("first"), at=argument("at")),
        )
    return picture(name, report, told_in, first=begin, last=end)


def _timeline(
    session: Session, told_in: "Language", at: At | None, group: str | None, days: tuple[date | None, date | None]
) -> "Timeline":
    """The timeline with titles in a language; faster than a report, and with days beyond those of the work."""
    from wgtrack.planning.schedule import schedule  # noqa: PLC0415 - a status needs less
    from wgtrack.planning.timeline import timeline  # noqa: PLC0415 - as above
    from wgtrack.report.localised import localised  # noqa: PLC0415 - as above

    when = session.instant(at, group)
    programme = localised(session.begun(when), told_in.tag)
    resolver = Resolver(programme)
    planned = schedule(programme, when, resolver=resolver)
    return timeline(planned, programme, resolver, group, first=days[0], last=days[1])
