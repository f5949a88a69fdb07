"""Days, dates and counts in words, the same in reasons and in every report. No locale: the record's language is English."""

import math
from datetime import date, datetime, tzinfo

from wgtrack.deadlines import Deadline, parse
from wgtrack.instants import end_of_day

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_words(day: date) -> str:
    """``18 September 2016``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """``Sunday 18 September 2016``."""
    return f"{WEEKDAYS[day.weekday()]} {day_words(day)}"


def short_day(day: date) -> str:
    """``Sun 18 Sep 2016``, for columns."""
    return f"{WEEKDAYS[day.weekday()][:3]} {day.day:>2} {MONTHS[day.month - 1][:3]} {day.year}"


def counted(number: int, noun: str) -> str:
    """``1 day``, ``2 days``, ``no days``."""
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def late_words(calendar_days: int, working_days: int) -> str:
    """``19 working days (30 calendar days)``."""
    return f"{counted(working_days, 'working day')} ({counted(calendar_days, 'calendar day')})"


def due_words(deadline: Deadline, *, weekday: bool = False) -> str:
    """A deadline as exact as it was given: an instant with its zone, a day, ``September 2016`` or ``Q3 2016``."""
    day = deadline.date
    if deadline.precision == "month":
        return f"{MONTHS[day.month - 1]} {day.year}"
    if deadline.precision == "quarter":
        return f"Q{(day.month + 2) // 3} {day.year}"
    words = weekday_words(day) if weekday else day_words(day)
    return f"{words}, {clock_words(deadline.ends)}" if deadline.precision == "instant" else words


def promise_words(deadline: Deadline) -> str:
    """The date, and in brackets what it hangs on where it does: ``18 September 2016 (summit - 1wd)``."""
    words = due_words(deadline)
    written_out = deadline.anchor is None and not parse(deadline.expression).steps
    return words if written_out else f"{words} ({deadline.expression.strip()})"


def clock_words(instant: datetime) -> str:
    """The time of day with its zone: ``14:30 Asia/Shanghai``; seconds only where there are any."""
    time = instant.strftime("%H:%M:%S" if instant.second else "%H:%M")
    return f"{time} {instant.tzinfo}"


def moment_words(instant: datetime, zone: tzinfo) -> str:
    """An instant in a zone: ``14:30 Asia/Shanghai on 5 September 2016``, or ``the end of 5 September 2016 (Asia/Shanghai)``."""
    there = instant.astimezone(zone)
    if there == end_of_day(there.date(), zone):
        return f"the end of {day_words(there)} ({zone})"
    return f"{clock_words(there)} on {day_words(there)}"


def offset_words(instant: datetime) -> str:
    """The offset from UTC: ``UTC+08:00``."""
    text = instant.isoformat()
    return f"UTC{text[max(text.rfind('+'), text.rfind('-')) :]}"


def one_line(text: str) -> str:
    """A text of several lines, as one."""
    return " ".join(text.split())


def days_words(number: float) -> str:
    """Working days that may be broken, rounded up to a tenth: ``12 working days``, ``2.5 working days``."""
    days = math.ceil(number * 10 - 1e-6) / 10
    return f"{days:.10g} working day{'' if days == 1 else 's'}"
