"""Positions in working days: how many a group has worked since the day a plan begins after."""

import math
from datetime import date, timedelta
from functools import lru_cache

from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import DeadlineError
from wgtrack.planning.passes import NOISE
from wgtrack.planning.points import begun

_ONE_DAY = timedelta(days=1)


class Clock:
    """One calendar from one day on. Position 0 is the end of that day, 1 the end of the next working day, and so on.

    The first moment of a working day and the last one of the working day before it have the same position; which day is
    meant is told by whether something starts or finishes there, and for what takes no time by ``points.MORNING``.
    """

    __slots__ = ("at_end", "calendar", "day", "today")

    def __init__(self, calendar: WorkCalendar, today: date) -> None:
        self.calendar = calendar
        self.today = today
        # The same dates come again and again: deadlines of one meeting, and starts behind one milestone.
        self.at_end = lru_cache(maxsize=10_000)(self._at_end)
        self.day = lru_cache(maxsize=10_000)(self._day)

    def _at_end(self, day: date) -> int:
        """The position at which a day is over."""
        return self.calendar.working_days_between(self.today, day)

    def at_start(self, day: date) -> int:
        """The position at which a day begins."""
        if day == date.min:
            return self.at_end(day) - self.calendar.is_working_day(day)
        return self.at_end(day - _ONE_DAY)

    def _day(self, number: int) -> date:
        """The working day that ends at a whole position; below 1 those up to today.

        The first and the last day that a calendar knows stand for all beyond: one item with an estimate of 400 years, or that
        had to begin before the year 1, keeps no other from being planned.
        """
        try:
            if number > 0:
                return self.calendar.add_working_days(self.today, number)
            return self.calendar.add_working_days(self.today + _ONE_DAY, number - 1)
        except DeadlineError:
            return date.max if number > 0 else date.min

    def start_day(self, position: float) -> date:
        """The working day on which something starts that starts there."""
        return self.day(math.floor(position + NOISE) + 1)

    def finish_day(self, position: float) -> date:
        """The working day on which something finishes that finishes there."""
        return self.day(math.ceil(position - NOISE))

    def ready_day(self, position: float) -> date:
        """The day on which something is ready that is finished there; the next working day, if nothing is left to do."""
        return self.finish_day(position) if position > NOISE else self.start_day(0)

    def after(self, other: "Clock", position: float, *, finish: bool, exact: bool = False) -> float:
        """Where this clock stands when the other one stands at a position, at a start or at a finish.

        ``exact`` is for what takes no time: where the day is not worked here, it comes on the next working day.
        """
        if other is self:
            return position
        number = math.ceil(position - NOISE) if finish else math.floor(position + NOISE) + 1
        day, part = other.day(number), position - (number - 1)
        here = self.at_start(day)
        if self.at_end(day) > here:
            return here + part
        return begun(here) if exact else here

    def end_point(self, day: date) -> float:
        """The end of a day for what takes no time: on that day, or on the next one that is worked."""
        position = self.at_end(day)
        return position if position > self.at_start(day) else begun(position)

    def start_point(self, day: date) -> float:
        """The start of a day for what takes no time."""
        return begun(self.at_start(day))
