"""Days, dates and counts in words, the same in reasons and in every report: English that other languages can tell."""

import math
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo

from wgtrack.messages import message
from wgtrack.messages.message import (
    Wording,
    day_words,
    month_words,
    quarter_words,
    short_day,
    translatable,
    weekday_words,
)

__all__ = [
    "calendar_days",
    "clock_words",
    "count_words",
    "day_words",
    "days_words",
    "due_words",
    "instant_words",
    "is_ambiguous",
    "late_words",
    "left_of",
    "offset_words",
    "one_line",
    "promise_words",
    "short_day",
    "weekday_words",
    "weekend_words",
    "working_days",
]


#: Monday is 0.
_SHORT_WEEKDAYS = (
    translatable("Mon"),
    translatable("Tue"),
    translatable("Wed"),
    translatable("Thu"),
    translatable("Fri"),
    translatable("Sat"),
    translatable("Sun"),
)


class DueDate(Protocol):
    """What is told of a deadline that was resolved."""

    @property
    def expression(self) -> str:
        """As it was written."""

    @property
    def date(self) -> date:
        """The day it means."""

    @property
    def precision(self) -> str:
        """``day``, ``instant``, ``month`` or ``quarter``."""

    @property
    def ends(self) -> datetime:
        """The first instant at which it is late."""

    @property
    def is_plain(self) -> bool:
        """Whether the date stands in the expression as it is."""


def count_words(number: int, noun: str) -> str:
    """``1 day``, ``2 days``, ``no days``: for remarks of the command line, which are English alone."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def working_days(number: float) -> message.Message:
    """``1 working day``, ``2 working days``, ``no working days``."""
    return message.plural(number, "{number} working day", "{number} working days")


def weekend_words(weekend: Iterable[int]) -> Wording:
    """``Fri, Sat``; ``none`` for a week without a weekend."""
    days = [_SHORT_WEEKDAYS[weekday] for weekday in sorted(weekend)]
    return message.joined(days) if days else translatable("none")


def calendar_days(number: int) -> message.Message:
    """``1 calendar day``, ``2 calendar days``, ``no calendar days``."""
    return message.plural(number, "{number} calendar day", "{number} calendar days")


def left_of(number: float) -> message.Message:
    """Of days named before: ``1 is left``, ``8 are left``, ``none are left``."""
    if not number:
        return translatable("none are left", number=0)
    return message.plural(number, "{number} is left", "{number} are left")


def late_words(calendar: int, working: int) -> message.Message:
    """``19 working days (30 calendar days)``."""
    return translatable(
        "{working_days} ({calendar_days})", working_days=working_days(working), calendar_days=calendar_days(calendar)
    )


def due_words(deadline: DueDate, *, weekday: bool = False) -> Wording:
    """A deadline as exact as it was given: an instant with its zone, a day, ``September 2016`` or ``Q3 2016``."""
    day = deadline.date
    if deadline.precision == "month":
        return month_words(day)
    if deadline.precision == "quarter":
        return quarter_words(day)
    words = weekday_words(day) if weekday else day_words(day)
    return (
        translatable("{day}, {time}", day=words, time=clock_words(deadline.ends))
        if deadline.precision == "instant"
        else words
    )


def promise_words(deadline: DueDate) -> Wording:
    """The date, and in brackets what it hangs on where it does: ``18 September 2016 (summit - 1wd)``."""
    words = due_words(deadline)
    return (
        words
        if deadline.is_plain
        else translatable("{date} ({expression})", date=words, expression=deadline.expression.strip())
    )


def instant_words(at: datetime, zone_name: str) -> message.Message:
    """An instant in a zone: day, time, zone and offset; the last instant of a day is ``end of day``."""
    place = (
        zone_name if zone_name == "UTC" else translatable("{zone} ({offset})", zone=zone_name, offset=offset_words(at))
    )
    is_end = _ends_day(at, ZoneInfo(zone_name))
    time = translatable("end of day") if is_end else at.strftime("%H:%M:%S" if at.second else "%H:%M")
    return translatable("{day}, {time}, {zone}", day=weekday_words(at.date()), time=time, zone=place)


def clock_words(instant: datetime) -> str:
    """The time of day with its zone: ``14:30 Asia/Shanghai``; seconds only where there are any.

    A time that comes twice, when the clocks go back, has its offset: ``02:30 Europe/Berlin (UTC+01:00)``.
    """
    time = instant.strftime("%H:%M:%S" if instant.second else "%H:%M")
    words = f"{time} {instant.tzinfo}"
    return f"{words} ({offset_words(instant)})" if is_ambiguous(instant) else words


def is_ambiguous(at: datetime) -> bool:
    """Whether the clock shows this time twice, as in the hour that daylight saving repeats: its offset tells which."""
    return at.replace(fold=0).utcoffset() != at.replace(fold=1).utcoffset()


def moment_words(instant: datetime, zone: tzinfo) -> str:
    """An instant in a zone: ``14:30 Asia/Shanghai on 5 September 2016``, or ``the end of 5 September 2016 (Asia/Shanghai)``."""
    there = instant.astimezone(zone)
    if _ends_day(there, zone):
        return f"the end of {day_words(there)!s} ({zone})"
    return f"{clock_words(there)} on {day_words(there)!s}"


def _ends_day(at: datetime, zone: tzinfo) -> bool:
    """Whether an instant is the last microsecond of its day in a zone."""
    return (at.astimezone(UTC) + timedelta(microseconds=1)).astimezone(zone).date() > at.astimezone(zone).date()


def offset_words(instant: datetime) -> str:
    """The offset from UTC: ``UTC+08:00``."""
    text = instant.isoformat()
    return f"UTC{text[max(text.rfind('+'), text.rfind('-')) :]}"


def one_line(text: str) -> str:
    """A text of several lines, as one."""
    return " ".join(text.split())


def tenths(number: float) -> float:
    """Working days that may be broken, rounded up to a tenth: more than there are must not read like as many."""
    return math.ceil(number * 10 - 1e-6) / 10


def days_words(number: float) -> message.Message:
    """Working days that may be broken, rounded up to a tenth: ``12 working days``, ``2.5 working days``."""
    return working_days(tenths(number))
