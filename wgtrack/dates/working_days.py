"""Counting in working days over a pinned calendar, without walking from day to day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from attrs import Factory, field, frozen

from wgtrack.dates.national_calendars import national_calendar
from wgtrack.errors import DeadlineError, InputError
from wgtrack.messages.message import untranslated
from wgtrack.model.calendars import Calendar, NamedDays
from wgtrack.model.value import Value

_WEEK = 7
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


class _Days(NamedTuple):
    """A calendar made ready for counting. A day is its ordinal (day 1 is Monday, 1 January of the year 1)."""

    #: Places in the week (0 is Monday) that are worked.
    worked: tuple[int, ...]
    #: How many of the first 0, 1, ... 6 days of a week are worked.
    part: tuple[int, ...]
    #: Ordinals of the days that differ from the plain week, in order.
    exceptions: list[int]
    #: For each of them, the working days from day 1 up to and including it.
    counts: list[int]

    @classmethod
    def of(cls, record: Calendar) -> "_Days":
        worked = tuple(place for place in range(_WEEK) if place not in record.weekend)
        part = tuple(sum(place < days for place in worked) for days in range(_WEEK))
        days = cls(worked, part, [], [])
        # Only what really differs counts: a holiday that falls on a weekend takes no working day away.
        off = {day.toordinal() for day, _ in record.off if day.weekday() not in record.weekend}
        work = {day.toordinal() for day, _ in record.work if day.weekday() in record.weekend}
        shift = 0
        for exception in sorted(off | work):
            shift += 1 if exception in work else -1
            days.exceptions.append(exception)
            days.counts.append(days.plain(exception) + shift)
        return days

    def plain(self, ordinal: int) -> int:
        """Working days from day 1 up to and including this one, if there were no exceptions."""
        weeks, rest = divmod(ordinal, _WEEK)
        return weeks * len(self.worked) + self.part[rest]

    def count(self, ordinal: int) -> int:
        """Working days from day 1 up to and including this one."""
        return self.plain(ordinal) + self._shift(bisect_right(self.exceptions, ordinal))

    def nth(self, number: int) -> int:
        """Ordinal of the working day up to which ``number`` are counted: the inverse of ``count``."""
        place = bisect_left(self.counts, number)
        weeks, rest = divmod(number - self._shift(place) - 1, len(self.worked))
        ordinal = weeks * _WEEK + self.worked[rest] + 1
        # Past the next exception it can only be that exception itself: the make-up day that completes the number.
        return min(ordinal, self.exceptions[place]) if place < len(self.exceptions) else ordinal

    def _shift(self, place: int) -> int:
        """What the first ``place`` exceptions together add to the plain count."""
        return self.counts[place - 1] - self.plain(self.exceptions[place - 1]) if place else 0


def _days(calendar: "WorkCalendar") -> _Days:
    return _Days.of(calendar.record)


@frozen(repr=False, eq=False)
class WorkCalendar(Value):
    """Working-day arithmetic over a calendar of the record. Days are ``date`` values, never instants."""

    record: Calendar
    _days: _Days = field(init=False, eq=False, repr=False, default=Factory(_days, takes_self=True))

    @classmethod
    def for_country(cls, code: str, years: int | Iterable[int]) -> "WorkCalendar":
        """The calendar of a country or subdivision (``CN``, ``DE-BE``, ``US-CA``) or ``none``, for these years.

        InputError if the package ``holidays`` does not know the country, or the years are out of range.
        """
        return cls(national_calendar(code, years))

    @classmethod
    def plain(cls) -> "WorkCalendar":
        """The plain week: Monday to Friday, without holidays."""
        return cls(national_calendar("none", ()))

    def is_working_day(self, day: date) -> bool:
        """Whether work is done on this day."""
        ordinal = _ordinal(day)
        return self._days.count(ordinal) > self._days.count(ordinal - 1)

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after ``day``, or before it if ``n`` is negative; ``day`` itself is not counted.

        ``n`` of 0 returns the day unchanged, be it a working day or not. DeadlineError beyond the years 1 to 9999.
        """
        ordinal = _ordinal(day)
        if n == 0:
            return day
        number = self._days.count(ordinal) + n if n > 0 else self._days.count(ordinal - 1) + n + 1
        found = self._days.nth(number) if number > 0 else 0
        if not _FIRST <= found <= _LAST:
            raise DeadlineError(
                untranslated(
                    "{day} {sign} {days}wd is out of range",
                    day=day.isoformat(),
                    sign="+" if n > 0 else "-",
                    days=abs(n),
                ),
                untranslated("take fewer days: they go from year 1 to year 9999"),
                expression=f"{day.isoformat()} {'+' if n > 0 else '-'} {abs(n)}wd",
            )
        return date.fromordinal(found)

    def working_days_between(self, after: date, until: date) -> int:
        """Working days after ``after`` up to and including ``until``; where ``until`` is earlier, minus the reverse."""
        return self._days.count(_ordinal(until)) - self._days.count(_ordinal(after))

    def is_provisional(self, day: date) -> bool:
        """Whether the official days of this day's year are not known to the record."""
        return self.record.is_provisional(_day(day).year)

    def name_of(self, day: date) -> str | None:
        """What makes this day differ from the plain week: the holiday's name, or that it is made up for; else None."""
        return _name(self.record.work, _day(day)) or _name(self.record.off, day)


def _day(day: date) -> date:
    """Refuse an instant, which is a ``date`` too: which day it falls on depends on the zone."""
    if isinstance(day, datetime):
        raise InputError(
            untranslated("{given} is an instant, not a day", given=day.isoformat()),
            untranslated("give its day in the group's zone, with .date()"),
        )
    if not isinstance(day, date):
        raise InputError(untranslated("{given} is not a day", given=repr(day)), untranslated("give a datetime.date"))
    return day


def _ordinal(day: date) -> int:
    return _day(day).toordinal()


def _name(days: NamedDays, day: date) -> str | None:
    place = bisect_left(days, day, key=lambda named: named[0])
    return days[place][1] if place < len(days) and days[place][0] == day else None
