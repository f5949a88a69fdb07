"""Durations as rules give them: so many working days, calendar days, weeks, months or years."""

import re
from datetime import date, timedelta
from typing import Any, Literal, get_args

from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.model.value import Value

DurationUnit = Literal["wd", "d", "w", "m", "y"]
_UNITS: tuple[DurationUnit, ...] = get_args(DurationUnit)
_WRITTEN = r"\s*(?P<size>\d{1,6})\s*(?P<unit>wd|d|w|m|y)\s*"
_HOW = untranslated("write 60wd (working days), 84d (calendar days), 12w (weeks), 2m (months) or 3y (years)")
#: Calendar days of a unit, on average: enough to tell which of two durations is longer.
_ABOUT = {"wd": 7 / 5, "d": 1.0, "w": 7.0, "m": 365.2425 / 12, "y": 365.2425}
_DAYS_OF_WEEK, _MONTHS_OF_YEAR = 7, 12
#: No duration is longer than this (400 years).
_LONGEST_DAYS = 146_100


@frozen(repr=False, eq=False)
class Duration(Value):
    """So many of one unit: ``wd`` working days, ``d`` calendar days, ``w`` weeks, ``m`` months, ``y`` years."""

    size: int = field()
    unit: DurationUnit = field()

    def __attrs_post_init__(self) -> None:
        """Refuse a size that is no whole number or too large, and an unknown unit."""
        if self.unit not in _UNITS:
            raise InputError(untranslated("there is no unit {unit} of durations", unit=repr(self.unit)), _HOW)
        if isinstance(self.size, bool) or not isinstance(self.size, int) or self.size < 0:
            raise InputError(untranslated("a duration cannot be {size} long", size=repr(self.size)), _HOW)
        if self.size * _ABOUT[self.unit] > _LONGEST_DAYS:
            raise InputError(untranslated("the duration {size}{unit} is too long", size=self.size, unit=self.unit))

    def __str__(self) -> str:
        return f"{self.size}{self.unit}"

    @classmethod
    def of(cls, text: "Duration | str") -> "Duration":
        """Read ``60wd``, ``84d``, ``12w``, ``2m`` or ``3y``."""
        if isinstance(text, Duration):
            return text
        match = re.fullmatch(_WRITTEN, text, re.ASCII) if isinstance(text, str) else None
        if match is None:
            raise InputError(untranslated("cannot read the duration {text}", text=repr(text)), _HOW)
        unit: Any = match["unit"]
        return cls(int(match["size"]), unit)

    @property
    def is_working_days(self) -> bool:
        """It is counted in a group's working days, and so depends on its calendar."""
        return self.unit == "wd"

    @property
    def about_days(self) -> float:
        """Calendar days, on average: to compare durations of different units."""
        return self.size * _ABOUT[self.unit]

    def after(self, day: date) -> date:
        """The day so long after another; months that are too short give their last day (31 December + 2m = 28 February).

        Working days need a calendar: ask it with ``calendar.add_working_days(day, duration.size)``.
        """
        return self._from(day, 1)

    def before(self, day: date) -> date:
        """The day so long before another, likewise."""
        return self._from(day, -1)

    def _from(self, day: date, sign: int) -> date:
        if self.is_working_days:
            raise InputError(
                untranslated("the duration {duration} needs a calendar of working days", duration=str(self)), _HOW
            )
        try:
            if self.unit in {"d", "w"}:
                return day + timedelta(days=sign * self.size * (_DAYS_OF_WEEK if self.unit == "w" else 1))
            return _months_on(day, sign * self.size * (_MONTHS_OF_YEAR if self.unit == "y" else 1))
        except (OverflowError, ValueError):
            message = untranslated("{duration} from {day} leaves the calendar", duration=str(self), day=day)
            raise InputError(message) from None


def _months_on(day: date, months: int) -> date:
    from calendar import monthrange  # noqa: PLC0415 - few commands step in months, and all load this file

    year, month = divmod(day.year * _MONTHS_OF_YEAR + day.month - 1 + months, _MONTHS_OF_YEAR)
    first = date(year, month + 1, 1)
    return first.replace(day=min(day.day, monthrange(year, month + 1)[1]))


def check_duration(_instance: object, _attribute: object, value: str | None) -> None:
    """Refuse what is no duration."""
    if value is not None:
        Duration.of(value)


def check_calendar_duration(_instance: object, _attribute: object, value: Any) -> None:
    """Refuse what is no duration, and working days: the period is the same for all, whatever calendar they have."""
    if value is not None and Duration.of(value).is_working_days:
        message = untranslated("{duration} depends on a group's working days", duration=value)
        raise InputError(message, untranslated("write calendar days, weeks, months or years: 84d, 12w, 2m, 3y"))
