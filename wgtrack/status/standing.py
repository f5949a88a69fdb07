"""Small values between a deadline and a verdict."""

from typing import NamedTuple

from wgtrack.deadlines import Deadline
from wgtrack.saying import Message
from wgtrack.status.report import Verdict


class Days(NamedTuple):
    """The four counts of an item: days left and late, in calendar and in working days."""

    calendar_left: int | None = None
    working_left: int | None = None
    calendar_late: int | None = None
    working_late: int | None = None


class Due(NamedTuple):
    """A deadline seen from today."""

    deadline: Deadline
    #: Whether the instant it ends at has come.
    late: bool
    #: Days from today to it; negative when it lies behind.
    calendar_days: int
    working_days: int
    #: The same as an unfinished item's counts.
    days: Days
    #: The same in words, ready to be an item's reasons.
    reasons: tuple[Message, ...]


class Standing(NamedTuple):
    """An item's verdict, why it holds, and how many days are left or it is late."""

    verdict: Verdict
    reasons: tuple[Message, ...]
    days: Days
