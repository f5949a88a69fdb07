"""Days and instants as a calendar has them."""

import re
from datetime import UTC, date, datetime, timedelta

from wgtrack.dates import Deadline, Resolver
from wgtrack.errors import InputError
from wgtrack.interchange.ical.entries import When
from wgtrack.messages.message import untranslated
from wgtrack.messages.phrases import is_ambiguous

_DAY = timedelta(days=1)
_STEP = r"\d{1,4}(wd|d|w|m)"
#: A coarse date stands for its whole month or quarter; ``date`` is its last day.
_MONTHS = {"month": 1, "quarter": 3}


def span(starts: Deadline, ends: Deadline) -> tuple[When, When | None]:
    """When an event starts, and the first day after it or the instant it ends; None for an instant alone.

    An event of whole days is one of days; one that starts at an hour ends at an hour, or with its last day.
    """
    if starts.precision != "instant":
        return _first_day(starts), ends.date + _DAY
    end = moment(ends)
    return moment(starts), end if end > moment(starts) else None


def moment(deadline: Deadline) -> datetime:
    """The instant of a deadline that has one; the end of its day else. In the zone of its group."""
    return deadline.ends


def day_before(day: date, step: str, resolver: Resolver, group: str) -> date:
    """The day that lies a step (``2d``, ``5wd``, ``1w``, ``1m``) before another, by the calendar of a group."""
    if not re.fullmatch(_STEP, step, re.ASCII):
        raise InputError(
            untranslated("cannot read the time {time} of an alarm", code="unreadable", time=repr(step)),
            untranslated("write 5wd, 2d, 1w or 1m"),
        )
    found = resolver.resolve(f"{day.isoformat()} - {step}", group)
    assert found is not None  # noqa: S101 - a written day hangs on nothing that could lack a date
    return found.date


def _first_day(deadline: Deadline) -> date:
    months = _MONTHS.get(deadline.precision)
    if months is None:
        return deadline.date
    return deadline.date.replace(month=deadline.date.month - months + 1, day=1)


def clear(*moments: When | None) -> tuple[When | None, ...]:
    """Moments as they are; all in UTC where the local time of one comes twice, which readers take for the first time."""
    if any(isinstance(moment, datetime) and is_ambiguous(moment) for moment in moments):
        return tuple(utc(moment) if isinstance(moment, datetime) else moment for moment in moments)
    return moments


def utc(instant: datetime) -> datetime:
    """An instant in UTC, to the second: iCalendar knows no parts of one."""
    return instant.astimezone(UTC).replace(microsecond=0)
