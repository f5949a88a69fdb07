"""Dates of items as cells of tables."""

from datetime import date
from functools import lru_cache

from wgtrack.dates import Deadline
from wgtrack.formats.sections import PROVISIONAL
from wgtrack.messages.phrases import due_words, short_day


def due_cell(deadline: Deadline | None) -> str:
    """``18 Sep 2016``, or as coarse or exact as it was given; ``~`` behind a provisional one."""
    if deadline is None:
        return ""
    words = _day_cell(deadline.date) if deadline.precision == "day" else str(due_words(deadline))
    return words + PROVISIONAL if deadline.provisional else words


@lru_cache(maxsize=1_000)
def _day_cell(day: date) -> str:
    """``18 Sep 2016``; kept, for a long list has many items of one day."""
    return str(short_day(day))[4:]
