"""iCalendar (RFC 5545): events and deadlines for the calendars that people use every day."""

from wgtrack.interchange.ical.components import DEADLINES, Deadlines, Wishes
from wgtrack.interchange.ical.feed import Feed, calendar_feed
from wgtrack.interchange.ical.revisions import kinds

__all__ = ["DEADLINES", "Deadlines", "Feed", "Wishes", "calendar_feed", "kinds"]
