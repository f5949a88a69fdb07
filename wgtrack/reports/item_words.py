"""Dates of items as cells of tables."""

from wgtrack.deadlines import Deadline
from wgtrack.deadlines.words import due_words, short_day
from wgtrack.reports.sections import PROVISIONAL


def due_cell(deadline: Deadline | None) -> str:
    """``18 Sep 2016``, or as coarse or exact as it was given; ``~`` behind a provisional one."""
    if deadline is None:
        return ""
    exact = deadline.precision == "day"
    return (short_day(deadline.date)[4:] if exact else due_words(deadline)) + (
        PROVISIONAL if deadline.provisional else ""
    )
