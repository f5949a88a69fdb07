"""Working days: arithmetic over a pinned calendar, and national calendars to pin."""

from wgtrack.calendars.national import categories_left_out, national_calendar
from wgtrack.calendars.working_days import WorkCalendar

__all__ = ["WorkCalendar", "categories_left_out", "national_calendar"]
