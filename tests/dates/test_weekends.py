"""Which days of the week a country rests on, where sources differ, and holidays around a weekend that moved."""

from datetime import date

import pytest

from wgtrack.dates.national_calendars import categories_left_out, national_calendar
from wgtrack.dates.weekends import cldr_weekend
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import InputError


@pytest.mark.parametrize(
    ("country", "weekend"),
    [("US", {5, 6}), ("EG", {4, 5}), ("IL", {4, 5}), ("IR", {4}), ("AF", {3, 4}), ("IN", {6}), ("MV", {5, 6})],
)
def test_the_weekends_of_cldr(country: str, weekend: set[int]) -> None:
    """Weekends are those of CLDR's week data as Mozilla's test of Intl.Locale's getWeekInfo has them."""
    assert cldr_weekend(country) == frozenset(weekend)


def test_a_territory_that_cldr_does_not_know_has_no_weekend_there() -> None:
    """Antarctica is no territory of CLDR's locales."""
    assert cldr_weekend("AQ") is None


@pytest.mark.parametrize(
    ("country", "weekend", "other"),
    [
        ("LY", {4, 5}, None),  # holidays has none; CLDR: Friday and Saturday
        ("PS", {4, 5}, {5, 6}),  # Sunday to Thursday are worked
        ("NP", {5}, {5, 6}),  # qppstudio.net, 6 June 2022: Saturday alone
        ("MR", {4, 5}, {5, 6}),  # moved to Saturday and Sunday in 2014, say some
        ("HK", {5, 6}, {6}),  # by law Sunday; offices keep five days
        ("IN", {5, 6}, {6}),  # offices of the Union keep five days; CLDR: Sunday
        ("BN", {4, 6}, {5, 6}),  # offices rest on Friday and Sunday
        ("CN", {5, 6}, None),
        ("EG", {4, 5}, None),
    ],
)
def test_weekends_and_where_sources_differ(country: str, weekend: set[int], other: set[int] | None) -> None:
    """A weekend is the country's, and where another source has another one it is kept beside and in doubt."""
    record = national_calendar(country, 2026)
    assert record.weekend == weekend
    assert record.other_weekend == (None if other is None else frozenset(other))
    assert record.weekend_in_doubt == (other is not None)


def test_no_country_has_a_week_of_six_days_where_a_source_has_five() -> None:
    """Anguilla, Niger and others, for which holidays has Sunday alone, have CLDR's Saturday and Sunday."""
    for country in ("AI", "CD", "HK", "KN", "NE", "PY", "TK", "VE"):
        assert national_calendar(country, 2026).weekend == {5, 6}


def test_the_source_of_a_weekend_is_kept() -> None:
    """A weekend that is not from holidays says where it is from."""
    assert "; weekend by CLDR (babel " in str(national_calendar("LY", 2026).source)


def test_a_holiday_on_a_day_that_was_worked_then_has_its_name() -> None:
    """In the Emirates Sunday was worked until 2021: Commemoration Day, 1 December 2019 (a Sunday), was off and has its name."""
    emirates = WorkCalendar.for_country("AE", range(2019, 2027))
    assert (emirates.is_working_day(date(2019, 12, 1)), emirates.name_of(date(2019, 12, 1))) == (False, "يوم الشهيد")
    assert emirates.is_working_day(date(2019, 12, 8))
    assert not emirates.is_working_day(date(2026, 12, 6))


def test_ones_own_weekend_is_looked_up_for() -> None:
    """With Friday and Saturday off in China, National Day on Sunday 1 October 2017 is a day off with a name."""
    record = national_calendar("CN", 2017, weekend=(4, 5))
    assert record.weekend == {4, 5}
    assert dict(record.off)[date(2017, 10, 1)] == "国庆节"
    assert date(2017, 9, 30) in dict(record.work)  # a Saturday that the State Council's notice has worked


@pytest.mark.parametrize(("code", "is_off"), [("DE-BY", False), ("DE-BY+catholic", True), ("de-by+CATHOLIC", True)])
def test_days_of_a_further_category(code: str, is_off: bool) -> None:
    """Assumption Day, Friday 15 August 2025, is off in the Catholic communes of Bavaria alone (law of holidays, article 1)."""
    record = national_calendar(code, 2025)
    assert (date(2025, 8, 15) in dict(record.off)) == is_off


def test_a_calendar_with_a_category_can_be_looked_up_again_by_its_key() -> None:
    """The category is part of the key."""
    record = national_calendar("de-by+Catholic", 2025)
    assert (record.key, record.title) == ("DE-BY+catholic", "Germany, Bayern, catholic")
    assert national_calendar(record.key, 2025) == record


def test_categories_that_a_calendar_leaves_out_are_named() -> None:
    """What holidays has beside the usual days is named, as long as it was not asked for."""
    assert categories_left_out("DE-BY") == ("catholic", "school")
    assert categories_left_out("DE-BY+catholic") == ("school",)
    assert categories_left_out("none") == ()


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (
            "DE-BY+katholisch",
            "there are no days of a category 'katholisch' on file for Germany, Bayern; it has catholic",
        ),
        ("DE-BY+", "there are no days of a category ''"),
        ("AE-SH", "give AE alone, and what is different there with tracker.edit('AE')"),
    ],
)
def test_what_is_not_covered_is_said(code: str, told: str) -> None:
    """An unknown category or a part that holidays does not tell apart is refused with the way out."""
    with pytest.raises(InputError) as refused:
        national_calendar(code, 2025)
    assert told in str(refused.value)
