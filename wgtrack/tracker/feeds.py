"""The calendar of a group, for subscribers: asked of the record and its journal."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from wgtrack.tracker.arguments import At
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from wgtrack.interchange.ical import Deadlines


def calendar(
    session: Session,
    at: At | None = None,
    group: str | None = None,
    *,
    owner: str | None = None,
    deadlines: "Deadlines" = "todo",
    alarms: Iterable[str] = (),
    language: str = "en",
) -> bytes:
    """The events and deadlines of a group and its committees as an iCalendar file (RFC 5545).

    Args:
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of the group; the only one without a parent if None.
        owner: key of a party whose deadlines alone are wanted; the events are there in any case.
        deadlines: as ``todo`` (VTODO), as all-day ``event`` for clients that show no tasks, or as ``both``.
        alarms: how long before an event or deadline to remind, at 9:00 in the group's zone: ``2d``, ``5wd``, ``1w``.
        language: tag of the language of its texts.

    Returns:
        the bytes of the file.

    Raises:
        UnknownKeyError: there is no such group or owner.
        InputError: an alarm or the language is not known.

    Examples:
        >>> tracker.calendar()[:15]
        b'BEGIN:VCALENDAR'
    """
    from wgtrack.interchange import ical  # noqa: PLC0415 - icalendar takes longer to import than a status takes
    from wgtrack.interchange.ical.writing import written  # noqa: PLC0415 - as above
    from wgtrack.messages.languages import language as known_language  # noqa: PLC0415 - a status needs less
    from wgtrack.report.localised import localised  # noqa: PLC0415 - as above

    when = session.instant(at, group)
    told_in = known_language(language)
    programme = localised(session.store.programme(when), told_in.tag)
    entries = session.store.entries(kinds=ical.kinds(), until=when)
    wishes = ical.Wishes(owner, deadlines, tuple(alarms))
    return written(ical.calendar_feed(programme, entries, when, language=told_in, group=group, wishes=wishes))
