"""National calendars: China's against the State Council's notices day by day, others against official lists."""

import json
import subprocess
import sys
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from wgtrack.dates.national_calendars import national_calendar
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import InputError

NOTICES = Path(__file__).parent.parent / "data" / "holiday-cn"
YEARS = range(2007, 2027)


@cache
def china() -> WorkCalendar:
    """China's calendar of the years that have notices, and of some that do not."""
    return WorkCalendar.for_country("CN", range(2007, 2041))


@cache
def noticed() -> dict[date, bool]:
    """Every day that a notice names -> whether it is off. One year's notice names days of the December before too."""
    papers = [json.loads(path.read_text("utf-8")) for path in sorted(NOTICES.glob("20??.json"))]
    return {date.fromisoformat(day["date"]): day["isOffDay"] for paper in papers for day in paper["days"]}


def days_of(year: int) -> list[date]:
    """All days of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]


def is_worked(day: date) -> bool:
    """Whether China works on a day: what its notice says, else the plain week."""
    return not noticed()[day] if day in noticed() else day.weekday() < 5


def off_days(code: str, year: int) -> list[date]:
    """The weekdays that a calendar has off in a year."""
    return [day for day, _ in national_calendar(code, year).off]


@pytest.mark.parametrize("year", YEARS)
def test_china_works_as_the_notices_say(year: int) -> None:
    """Every day of a year is worked in China if and only if the State Council's notices say so."""
    assert [day for day in days_of(year) if china().is_working_day(day) != is_worked(day)] == []


@pytest.mark.parametrize("year", YEARS)
def test_a_year_alone_is_that_year(year: int) -> None:
    """A calendar of one year alone has the days it has among others, its December make-up days included."""
    alone = national_calendar("CN", year)
    assert [alone.off, alone.work] == [
        tuple((day, name) for day, name in days if day.year == year)
        for days in (china().record.off, china().record.work)
    ]


@pytest.mark.parametrize("year", YEARS)
def test_adding_and_counting_follow_the_notices(year: int) -> None:
    """From the eve of a year, the n-th working day is the n-th day the notices have worked, and n days are counted."""
    eve = date(year - 1, 12, 31)
    worked = [day for day in days_of(year) if is_worked(day)]
    assert [china().add_working_days(eve, n) for n in range(1, len(worked) + 1)] == worked
    assert [china().working_days_between(eve, day) for day in worked] == list(range(1, len(worked) + 1))


def test_years_with_a_notice_are_not_provisional() -> None:
    """China's official days are known for 2007 to 2026."""
    assert not china().record.provisional_years & set(YEARS)


def test_years_without_a_notice_are_provisional() -> None:
    """China's days of 2040 are a guess, as are all after the first year without a notice."""
    provisional = sorted(china().record.provisional_years)
    assert provisional == list(range(provisional[0], 2041))
    assert china().is_provisional(date(2040, 1, 4))


def test_names_are_in_the_countrys_language() -> None:
    """The Mid-Autumn Festival has its Chinese name, whatever the language of the environment."""
    code = "from datetime import date; from wgtrack.dates.working_days import WorkCalendar; print(ascii(WorkCalendar.for_country('CN', 2016).name_of(date(2016, 9, 15))))"
    told = subprocess.run([sys.executable, "-c", code], env={"LANGUAGE": "en_US"}, capture_output=True, check=True)  # noqa: S603 - our own code
    assert told.stdout.decode().strip() == ascii("中秋节")


def test_make_up_days_say_so() -> None:
    """Sunday 18 September 2016 is named as a make-up day."""
    assert china().name_of(date(2016, 9, 18)) == "make-up working day"


def test_berlin_2020() -> None:
    """Berlin's weekdays off in 2020, the one-off 8 May included (law of 30 January 2019); Easter was on 12 April."""
    days = [(1, 1), (4, 10), (4, 13), (5, 1), (5, 8), (5, 21), (6, 1), (12, 25)]
    assert off_days("DE-BE", 2020) == [date(2020, month, day) for month, day in days]


def test_all_of_germany_had_reformation_day_off_in_2017() -> None:
    """Tuesday 31 October 2017 was off in Berlin too, as everywhere in Germany, and Wednesday 31 October 2018 was not."""
    berlin = WorkCalendar.for_country("DE-BE", range(2017, 2019))
    assert [berlin.is_working_day(date(year, 10, 31)) for year in (2017, 2018)] == [False, True]


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2013, [(1, 1), (1, 21), (2, 18), (4, 1), (5, 27), (7, 4), (9, 2), (11, 11), (11, 28), (11, 29), (12, 25)]),
        (2014, [(1, 1), (1, 20), (2, 17), (3, 31), (5, 26), (7, 4), (9, 1), (11, 11), (11, 27), (11, 28), (12, 25)]),
    ],
)
def test_california(year: int, days: list[tuple[int, int]]) -> None:
    """California's days off are those of CalHR's list of state holidays for 2013 and 2014."""
    assert off_days("US-CA", year) == [date(year, month, day) for month, day in days]


def test_none_is_the_plain_week() -> None:
    """The calendar 'none' has Saturdays and Sundays off and nothing else, in every year."""
    record = national_calendar("none", ())
    assert (record.key, set(record.weekend), len(record.off), len(record.work)) == ("none", {5, 6}, 0, 0)
    assert record.first_year is None


@pytest.mark.parametrize(
    ("code", "key", "title"),
    [
        ("CN", "CN", "China"),
        ("cn", "CN", "China"),
        ("CHN", "CN", "China"),
        ("US", "US", "United States"),
        ("DE-BE", "DE-BE", "Germany, Berlin"),
        ("us-ca", "US-CA", "United States, California"),
        ("NONE", "none", "Plain week, Monday to Friday"),
    ],
)
def test_codes_and_titles(code: str, key: str, title: str) -> None:
    """A code in any case or length is kept in its ISO 3166 form, with a title to read."""
    record = national_calendar(code, 2016)
    assert (record.key, record.title) == (key, title)


def test_the_source_is_kept() -> None:
    """A national calendar says which release of which package its days are from."""
    from holidays.version import __version__  # noqa: PLC0415 - as the code does

    assert national_calendar("CN", 2016).source == f"holidays {__version__}, https://github.com/vacanza/holidays"


def test_years_may_come_in_any_order() -> None:
    """The years from the first to the last one given are looked up."""
    record = national_calendar("CN", (2018, 2016))
    assert (record.first_year, record.last_year, date(2017, 10, 2) in dict(record.off)) == (2016, 2018, True)


def test_a_weekend_of_friday_and_saturday() -> None:
    """Bangladesh rests on Friday and Saturday, and works on Sunday."""
    assert WorkCalendar.for_country("BD", 2024).is_working_day(date(2024, 9, 8))
    assert not WorkCalendar.for_country("BD", 2024).is_working_day(date(2024, 9, 6))


def test_a_weekend_that_moved_within_the_years() -> None:
    """Oman rested on Thursday until it moved its weekend to Friday and Saturday on 1 May 2013."""
    oman = WorkCalendar.for_country("OM", range(2013, 2015))
    assert [oman.is_working_day(date(2013, 4, day)) for day in (24, 25, 26, 27)] == [True, False, False, True]
    assert [oman.is_working_day(date(2013, 5, day)) for day in (8, 9, 10, 11)] == [True, True, False, False]
    assert oman.name_of(date(2013, 4, 25)) == "weekly day off"
    assert oman.name_of(date(2013, 4, 27)) == "weekly working day"


def test_estimated_years_of_other_countries_are_provisional() -> None:
    """Indonesia's years whose Islamic holidays are only estimated (2040) are provisional; 2016 is not."""
    assert national_calendar("ID", range(2016, 2041)).provisional_years >= {2040}
    assert not national_calendar("ID", 2016).provisional_years


def test_a_country_of_fixed_holidays_is_not_provisional() -> None:
    """Berlin's holidays are known for years to come."""
    assert not national_calendar("DE-BE", range(2016, 2041)).provisional_years


def test_years_the_package_does_not_reach_are_provisional() -> None:
    """In 2150 no country's holidays are known."""
    assert national_calendar("DE", 2150).provisional_years == {2150}


def test_years_the_package_does_not_reach_are_no_warning_of_its_own() -> None:
    """India's holidays are known from 2001 on: the year before is provisional, and nothing is said on stderr about it."""
    assert 2000 in national_calendar("IN", range(2000, 2017)).provisional_years


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("Germany", "did you mean DE"),
        ("XX", "give an ISO 3166 code"),
        ("", "give an ISO 3166 code"),
        ("DE-QQ", "it has BB, BE, BW"),
        ("DE-Berln", "did you mean DE-BE"),
        ("MT-1", "give MT alone"),
    ],
)
def test_unknown_places_are_refused_with_the_closest(code: str, told: str) -> None:
    """An unknown country or subdivision is an InputError that says what could be meant."""
    with pytest.raises(InputError, match=told):
        national_calendar(code, 2016)


@pytest.mark.parametrize("years", [(), 0, 10_000, (2016, 10_000)])
def test_years_out_of_range_are_refused(years: int | tuple[int, ...]) -> None:
    """No years, or years before 1 or after 9999, are an InputError."""
    with pytest.raises(InputError, match="year"):
        national_calendar("CN", years)


def test_years_are_numbers() -> None:
    """A year in quotes is an InputError that says how to write it."""
    years: Any = "2016"
    with pytest.raises(InputError, match=r"the years '2016' are no whole numbers; give years such as 2016"):
        national_calendar("CN", years)


def test_importing_calendars_does_not_import_holidays() -> None:
    """Counting over a pinned calendar never pays for the package holidays."""
    code = "import sys, wgtrack.dates.national_calendars, wgtrack.dates.working_days; print({'holidays', 'pendulum'} & set(sys.modules))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)  # noqa: S603 - our own code
    assert told.stdout.strip() == "set()"
