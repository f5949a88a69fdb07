"""iCalendar (RFC 5545): events and deadlines for the calendars that people use every day."""

from wgtrack.interchange.ical.components import DEADLINES, Deadlines, Wishes
from wgtrack.interchange.ical.feed import Feed, calendar_feed
from wgtrack.planning import board

#: Kinds of the records that a calendar shows, or shows something of.
KINDS = (*board.KINDS, "party", "area")

__all__ = ["DEADLINES", "KINDS", "Deadlines", "Feed", "Wishes", "calendar_feed"]
