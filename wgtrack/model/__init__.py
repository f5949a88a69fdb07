"""Frozen values: what the record is made of."""

# The kinds are registered in this order, whichever module is asked for first.
from wgtrack.model import calendars, lifecycles, records

__all__ = ["calendars", "lifecycles", "records"]
