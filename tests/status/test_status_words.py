"""Days, dates and counts in words."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from wgtrack.dates import Deadline, Resolver
from wgtrack.messages.phrases import (
    clock_words,
    count_words,
    day_words,
    days_words,
    due_words,
    late_words,
    offset_words,
    one_line,
    promise_words,
    short_day,
    weekday_words,
)
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event, Group


def deadline(text: str) -> Deadline:
    """A deadline of a group in Shanghai."""
    programme = WorkProgramme(
        groups={"wg": Group(key="wg", name="WG", timezone="Asia/Shanghai")},
        events={"summit": Event(key="summit", title="Summit", group="wg", starts="2016-09-19")},
    )
    found = Resolver(programme).resolve(text, "wg")
    assert found is not None
    return found


def test_days_in_words() -> None:
    """Long, with the weekday, and short for columns."""
    day = date(2016, 9, 4)
    assert [str(words(day)) for words in (day_words, weekday_words, short_day)] == [
        "4 September 2016",
        "Sunday 4 September 2016",
        "Sun  4 Sep 2016",
    ]


@pytest.mark.parametrize(("number", "words"), [(0, "no days"), (1, "1 day"), (2, "2 days")])
def test_counts_agree_with_their_noun(number: int, words: str) -> None:
    """One is singular, and nothing is ``no``."""
    assert count_words(number, "day") == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "1 working day"),
        (8, "8 working days"),
        (2.5, "2.5 working days"),
        (0.3, "0.3 working days"),
        (3.01, "3.1 working days"),
        (3.0000000000000004, "3 working days"),
        (100_000, "100000 working days"),
    ],
)
def test_broken_days_are_rounded_up_to_a_tenth(number: float, words: str) -> None:
    """What needs a little more than three days never reads as three."""
    assert str(days_words(number)) == words


def test_lateness_in_words() -> None:
    """Working days first, calendar days in brackets."""
    assert str(late_words(30, 19)) == "19 working days (30 calendar days)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016-09-18", "18 September 2016"),
        ("2016-09", "September 2016"),
        ("2016-Q1", "Q1 2016"),
        ("2016-Q4", "Q4 2016"),
        ("2016-09-18T17:00", "18 September 2016, 17:00 Asia/Shanghai"),
        ("2016-09-18T17:00:30", "18 September 2016, 17:00:30 Asia/Shanghai"),
        ("2016-09-18T12:00 Europe/Berlin", "18 September 2016, 18:00 Asia/Shanghai"),
        ("summit - 1d", "18 September 2016"),
    ],
)
def test_deadlines_are_as_exact_as_they_were_given(text: str, words: str) -> None:
    """Months and quarters stay coarse, instants have their hour in the group's zone."""
    assert str(due_words(deadline(text))) == words


def test_a_deadlines_weekday_can_be_told() -> None:
    """A day can be told with its weekday."""
    assert str(due_words(deadline("2016-09-18"), weekday=True)) == "Sunday 18 September 2016"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016-09-18", "18 September 2016"),
        ("2016-09", "September 2016"),
        ("summit", "19 September 2016 (summit)"),
        ("summit-1d", "18 September 2016 (summit-1d)"),
        (" summit + 1w ", "26 September 2016 (summit + 1w)"),
        ("2016-09-19 - 1wd", "16 September 2016 (2016-09-19 - 1wd)"),
    ],
)
def test_a_promise_says_what_it_hangs_on(text: str, words: str) -> None:
    """An anchor or steps stand in brackets behind the date; a plain date stands alone."""
    assert str(promise_words(deadline(text))) == words


@pytest.mark.parametrize(
    ("zone", "words"),
    [(UTC, "UTC+00:00"), (timezone(timedelta(hours=8)), "UTC+08:00"), (timezone(-timedelta(hours=3.5)), "UTC-03:30")],
)
def test_offsets_in_words(zone: timezone, words: str) -> None:
    """Hours and minutes ahead of UTC or behind it."""
    assert offset_words(datetime(2016, 9, 5, tzinfo=zone)) == words


def test_the_time_of_day_has_its_zone() -> None:
    """A time without its zone is no time."""
    assert clock_words(datetime(2016, 9, 5, 14, 30, tzinfo=UTC)) == "14:30 UTC"


def test_several_lines_become_one() -> None:
    """Line breaks, tabs and rows of blanks become one blank each."""
    assert one_line(" answers\n\tto  the\r\nquestions ") == "answers to the questions"
