"""The one reader of the clock, so that freezegun, time-machine and pendulum.travel_to all hold."""

from datetime import UTC, datetime


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)
