"""Durations of rules: how they are read, and the days that they lead to."""

from datetime import date

import pytest

from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import InputError
from wgtrack.model.durations import Duration


@pytest.mark.parametrize("text", ["60wd", "84d", "12w", "2m", "3y", "0d"])
def test_is_written_as_it_was_read(text: str) -> None:
    """Every unit is read and printed in the same form."""
    assert str(Duration.of(text)) == text


def test_blanks_are_allowed_for() -> None:
    """People write a blank between number and unit."""
    assert Duration.of(" 12 w ") == Duration(12, "w")


@pytest.mark.parametrize("text", ["", "12", "w", "12x", "-3d", "1.5m", "12 weeks", "12w 3d", "١٢w"])
def test_what_is_no_duration(text: str) -> None:
    """The error has what was written and how it is done."""
    with pytest.raises(InputError, match=r"cannot read the duration .*; write 60wd") as error:
        Duration.of(text)
    assert repr(text) in str(error.value)


@pytest.mark.parametrize("text", ["401y", "999999w"])
def test_a_slip_of_the_keyboard_is_refused(text: str) -> None:
    """No rule gives centuries."""
    with pytest.raises(InputError, match="too long"):
        Duration.of(text)


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        (date(2020, 10, 8), "8w", date(2020, 12, 3)),  # a consultation on CD 19156
        (date(2022, 1, 17), "12w", date(2022, 4, 11)),  # the ballot on DIS 19156
        (date(2023, 11, 6), "24m", date(2025, 11, 6)),  # ISO/AWI 7372
        (date(2025, 10, 1), "36m", date(2028, 10, 1)),  # ISO 34000
        (date(2025, 2, 7), "28d", date(2025, 3, 7)),  # a ballot of TC 154 by correspondence
        (date(2024, 3, 4), "30d", date(2024, 4, 3)),  # and a longer one
        (date(2025, 4, 7), "185d", date(2025, 10, 9)),  # an Internet-Draft
        (date(2020, 11, 20), "185d", date(2021, 5, 24)),
        (date(2021, 1, 14), "185d", date(2021, 7, 18)),
        (date(2021, 1, 19), "90d", date(2021, 4, 19)),  # css-cascade-5: the draft that is the reference
        (date(2021, 1, 19), "150d", date(2021, 6, 18)),  # and the end of the time for exclusions
        (date(2013, 3, 20), "15d", date(2013, 4, 4)),  # letter ballot 194 of IEEE 802.11
        (date(2023, 4, 26), "3y", date(2026, 4, 26)),  # a preliminary item
        (date(2025, 12, 31), "2m", date(2026, 2, 28)),  # an appeal in the IETF
        (date(2024, 2, 29), "1y", date(2025, 2, 28)),
        (date(2024, 1, 31), "1m", date(2024, 2, 29)),
        (date(2024, 11, 30), "1m", date(2024, 12, 30)),
        (date(2024, 12, 31), "0m", date(2024, 12, 31)),
        (date(2016, 8, 1), "12w", date(2016, 10, 24)),
    ],
)
def test_the_day_so_long_after(day: date, duration: str, expected: date) -> None:
    """Weeks are sevens of days, months keep the day of the month or take the last one."""
    assert Duration.of(duration).after(day) == expected


@pytest.mark.parametrize(
    ("day", "duration", "expected"),
    [
        (date(2025, 9, 22), "16w", date(2025, 6, 2)),  # the agenda of a plenary
        (date(2025, 9, 22), "6w", date(2025, 8, 11)),  # its documents
        (date(2026, 4, 30), "2m", date(2026, 2, 28)),
        (date(2026, 1, 15), "2m", date(2025, 11, 15)),
    ],
)
def test_the_day_so_long_before(day: date, duration: str, expected: date) -> None:
    """The same, backwards: meetings count from their first day."""
    assert Duration.of(duration).before(day) == expected


def test_minutes_of_a_plenary() -> None:
    """Four weeks after its last day, 26 September 2025."""
    assert Duration.of("4w").after(date(2025, 9, 26)) == date(2025, 10, 24)


def test_working_days_need_a_calendar() -> None:
    """Sixty of them end four days after twelve weeks in China in 2016, and nothing guesses which calendar is meant."""
    sixty = Duration.of("60wd")
    assert WorkCalendar.for_country("CN", 2016).add_working_days(date(2016, 8, 1), sixty.size) == date(2016, 10, 28)
    with pytest.raises(InputError, match="60wd needs a calendar"):
        sixty.after(date(2016, 8, 1))


@pytest.mark.parametrize(("day", "duration"), [(date(9999, 6, 1), "1y"), (date(9999, 12, 1), "9w")])
def test_the_end_of_the_calendar(day: date, duration: str) -> None:
    """A day that there is not is an error, and no crash."""
    with pytest.raises(InputError, match="leaves the calendar"):
        Duration.of(duration).after(day)


def test_the_last_december_is_a_month_like_others() -> None:
    """The year 9999 has a December, whose next month nobody needs."""
    assert Duration.of("1m").after(date(9999, 11, 30)) == date(9999, 12, 30)


def test_which_is_longer() -> None:
    """Units are compared by their average days: 2 months are longer than 8 weeks, 60 working days as long as 12 weeks."""
    days = [Duration.of(text).about_days for text in ("8w", "2m", "60wd", "12w", "3m", "1y")]
    assert days == sorted(days)
    assert Duration.of("60wd").about_days == Duration.of("12w").about_days
