"""Working-day arithmetic: rules by hand, and against a walk from day to day over calendars of every shape."""

import gc
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from types import FrameType
from typing import Any

import pendulum
import pytest
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import DeadlineError, InputError
from wgtrack.model.calendars import Calendar

#: A busy machine is no mistake of the code.
unhurried = settings(deadline=None)

ONE = timedelta(days=1)
PLAIN = WorkCalendar.plain()
#: Mid-Autumn 2016 (15 to 17 September off, Sunday 18 worked) and the National Day week, by the State Council's notice.
CHINA = WorkCalendar(
    Calendar(
        key="CN",
        off=[(date(2016, 9, day), "Mid-Autumn") for day in (15, 16, 17)]
        + [(date(2016, 10, day), "National Day") for day in range(1, 8)],
        work=[(date(2016, 9, 18), "made up"), (date(2016, 10, 8), "made up"), (date(2016, 10, 9), "made up")],
    )
)

near_2016 = st.dates(date(2015, 11, 1), date(2017, 2, 28))
weekends = st.frozensets(st.integers(0, 6), max_size=6)


@st.composite
def calendars(draw: st.DrawFn) -> WorkCalendar:
    """Calendars with any weekend, and any days off or worked in one busy year, weekends among the days off."""
    off = draw(st.frozensets(st.dates(date(2016, 1, 1), date(2016, 12, 31)), max_size=60))
    work = draw(st.frozensets(st.dates(date(2016, 1, 1), date(2016, 12, 31)), max_size=60)) - off
    named = [[(day, "x") for day in days] for days in (off, work)]
    return WorkCalendar(Calendar(key="own", weekend=draw(weekends), off=named[0], work=named[1]))


def works(calendar: WorkCalendar, day: date) -> bool:
    """The rule itself: a weekday that is not off, or a weekend day that is worked."""
    record = calendar.record
    if day.weekday() in record.weekend:
        return day in dict(record.work)
    return day not in dict(record.off)


def walk(calendar: WorkCalendar, day: date, n: int) -> date:
    """The n-th working day after or before a day, found one day at a time."""
    step = ONE if n > 0 else -ONE
    while n:
        day += step
        if works(calendar, day):
            n -= 1 if n > 0 else -1
    return day


def tally(calendar: WorkCalendar, after: date, until: date) -> int:
    """Working days in (after, until], counted one day at a time; minus those in (until, after] the other way round."""
    if until < after:
        return -tally(calendar, until, after)
    return sum(works(calendar, after + n * ONE) for n in range(1, (until - after).days + 1))


def lines_run(call: Callable[[], Any]) -> int:
    """How many lines of Python a call executes."""
    lines = 0

    def count(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    gc.disable()  # a collection that falls into the call would run the callbacks of whoever measures it
    sys.settrace(count)
    try:
        call()
    finally:
        sys.settrace(before)
        gc.enable()
    return lines


@unhurried
@given(calendars(), near_2016)
def test_every_day_is_worked_by_the_rule(calendar: WorkCalendar, day: date) -> None:
    """A day is worked if it is a weekday that is not off or a weekend day made up for, in any calendar."""
    assert calendar.is_working_day(day) == works(calendar, day)


@unhurried
@given(calendars(), near_2016, st.integers(-90, 90))
def test_adding_agrees_with_walking(calendar: WorkCalendar, day: date, n: int) -> None:
    """Adding n working days, forward or back, ends where a walk from day to day ends."""
    assert calendar.add_working_days(day, n) == walk(calendar, day, n)


@unhurried
@given(calendars(), near_2016, near_2016)
def test_counting_agrees_with_walking(calendar: WorkCalendar, after: date, until: date) -> None:
    """The working days between two days, in either order, are as many as a walk meets."""
    assert calendar.working_days_between(after, until) == tally(calendar, after, until)


@unhurried
@given(calendars(), near_2016, st.integers(-400, 400).filter(bool))
def test_adding_ends_on_a_working_day(calendar: WorkCalendar, day: date, n: int) -> None:
    """Whatever is added, the day that is reached is a working day."""
    assert calendar.is_working_day(calendar.add_working_days(day, n))


@unhurried
@given(calendars(), near_2016, st.integers(0, 400))
def test_counting_undoes_adding(calendar: WorkCalendar, day: date, n: int) -> None:
    """From a day to the n-th working day after it are n working days."""
    assert calendar.working_days_between(day, calendar.add_working_days(day, n)) == n


@unhurried
@given(calendars(), near_2016, near_2016, near_2016)
def test_counts_add_up(calendar: WorkCalendar, first: date, second: date, third: date) -> None:
    """Two spans that follow each other have as many working days as the whole, in any order of the three days."""
    parts = calendar.working_days_between(first, second) + calendar.working_days_between(second, third)
    assert parts == calendar.working_days_between(first, third)


@pytest.mark.parametrize(
    ("n", "expected"),
    [(-1, date(2016, 9, 18)), (-2, date(2016, 9, 14)), (-3, date(2016, 9, 13)), (-5, date(2016, 9, 9))],
)
def test_days_before_the_summit(n: int, expected: date) -> None:
    """Back from Monday 19 September 2016: the make-up Sunday first, then over the holiday to Wednesday 14."""
    assert CHINA.add_working_days(date(2016, 9, 19), n) == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [(1, date(2016, 10, 8)), (2, date(2016, 10, 9)), (3, date(2016, 10, 10)), (8, date(2016, 10, 17))],
)
def test_days_after_the_national_day_week(n: int, expected: date) -> None:
    """On from Friday 30 September 2016: over seven days off to the make-up Saturday and Sunday, then the plain week."""
    assert CHINA.add_working_days(date(2016, 9, 30), n) == expected


@pytest.mark.parametrize(
    ("after", "until", "expected"),
    [
        (date(2016, 8, 22), date(2016, 9, 18), 18),
        (date(2016, 9, 5), date(2016, 9, 18), 8),
        (date(2016, 9, 14), date(2016, 9, 18), 1),
        (date(2016, 9, 18), date(2016, 10, 18), 19),
        (date(2016, 10, 18), date(2016, 9, 18), -19),
    ],
)
def test_the_fact_sheets_table(after: date, until: date, expected: int) -> None:
    """The working days left and late of the 2016 white paper are those of the fact sheet."""
    assert CHINA.working_days_between(after, until) == expected


@pytest.mark.parametrize("day", [date(2016, 9, 16), date(2016, 9, 17), date(2016, 9, 18)])
def test_adding_nothing_changes_nothing(day: date) -> None:
    """Adding 0 working days returns the day itself, whether it is off, a weekend day or worked."""
    assert CHINA.add_working_days(day, 0) == day


def test_a_span_of_no_days_has_no_working_day() -> None:
    """From a day to itself are 0 working days, as the first of the two is not counted."""
    assert PLAIN.working_days_between(date(2016, 9, 5), date(2016, 9, 5)) == 0


@pytest.mark.parametrize(
    ("day", "next_day"), [(date(2016, 2, 26), date(2016, 2, 29)), (date(2016, 2, 29), date(2016, 3, 1))]
)
def test_a_leap_day_is_a_day(day: date, next_day: date) -> None:
    """Monday 29 February 2016 follows Friday 26, and Tuesday 1 March follows it."""
    assert PLAIN.add_working_days(day, 1) == next_day


def test_the_plain_week_has_five_days() -> None:
    """Without holidays, ten weeks have fifty working days."""
    assert PLAIN.working_days_between(date(2016, 1, 1), date(2016, 3, 11)) == 50


def test_a_holiday_on_a_weekend_takes_no_working_day() -> None:
    """A day off that falls on a Saturday does not shorten the week before or after it."""
    calendar = WorkCalendar(Calendar(key="own", off={date(2016, 10, 1): "National Day"}))
    assert calendar.working_days_between(date(2016, 9, 30), date(2016, 10, 7)) == 5


def test_a_friday_and_saturday_weekend() -> None:
    """Where Friday and Saturday are the weekend, Sunday follows Thursday."""
    calendar = WorkCalendar(Calendar(key="own", weekend={4, 5}))
    assert calendar.add_working_days(date(2016, 9, 15), 1) == date(2016, 9, 18)


@pytest.mark.parametrize("n", [2600, -2600])
def test_ten_years_are_added_without_walking(n: int) -> None:
    """Adding ten years of working days runs a few lines of code, and adding a hundred years as many."""
    decade, century = (lines_run(partial(CHINA.add_working_days, date(2030, 9, 5), days)) for days in (n, 10 * n))
    assert decade < 60
    assert century <= decade


def test_ten_years_are_counted_without_walking() -> None:
    """Counting the working days of ten years runs a few lines of code, and of a hundred years as many."""
    decade, century = (
        lines_run(partial(CHINA.working_days_between, date(2016, 9, 5), date(year, 9, 5))) for year in (2026, 2116)
    )
    assert decade < 60
    assert century <= decade


def test_ten_years_of_plain_weeks() -> None:
    """521 weeks of five working days after Sunday 31 December 2006 end on Friday 23 December 2016."""
    assert PLAIN.add_working_days(date(2006, 12, 31), 521 * 5) == date(2016, 12, 23)


@pytest.mark.parametrize(
    ("day", "n"), [(date.max, 1), (date.min, -1), (date(2016, 9, 5), 10**9), (date(2016, 9, 5), -(10**9))]
)
def test_days_out_of_range_are_refused(day: date, n: int) -> None:
    """A working day before the year 1 or after 9999 is a DeadlineError that says so."""
    with pytest.raises(DeadlineError, match="out of range"):
        PLAIN.add_working_days(day, n)


def test_the_first_and_last_days_can_be_reached() -> None:
    """The range goes right up to its ends: Monday 1 January of year 1, and Friday 31 December 9999."""
    assert PLAIN.add_working_days(date(1, 1, 2), -1) == date.min
    assert PLAIN.add_working_days(date(9999, 12, 30), 1) == date.max


@pytest.mark.parametrize(
    "moment", [datetime(2016, 9, 5, 12, tzinfo=UTC), datetime(2016, 9, 5), pendulum.datetime(2016, 9, 5)]
)
@pytest.mark.parametrize(
    "ask",
    [
        PLAIN.is_working_day,
        lambda moment: PLAIN.add_working_days(moment, 0),
        lambda moment: PLAIN.add_working_days(moment, 1),
        lambda moment: PLAIN.working_days_between(moment, date(2016, 9, 9)),
        lambda moment: PLAIN.working_days_between(date(2016, 9, 1), moment),
        PLAIN.name_of,
        PLAIN.is_provisional,
    ],
)
def test_an_instant_is_no_day(ask: Callable[[datetime], object], moment: datetime) -> None:
    """A datetime is refused wherever a day is meant, as its day depends on the zone."""
    with pytest.raises(InputError, match="is an instant, not a day"):
        ask(moment)


def test_a_text_is_no_day() -> None:
    """Neither is the text of a day: arithmetic is done on days."""
    text: Any = "2016-09-05"
    with pytest.raises(InputError, match=r"'2016-09-05' is not a day; give a datetime\.date"):
        PLAIN.add_working_days(text, 1)


def test_pendulum_days_are_days() -> None:
    """A pendulum Date counts like a plain one."""
    assert CHINA.add_working_days(pendulum.date(2016, 9, 19), -1) == date(2016, 9, 18)


@freeze_time("2016-09-05")
def test_frozen_days_are_days() -> None:
    """Under freezegun, days count as ever."""
    assert CHINA.add_working_days(date(2016, 9, 19), -1) == date(2016, 9, 18)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2016, 9, 15), "Mid-Autumn"),
        (date(2016, 9, 18), "made up"),
        (date(2016, 9, 14), None),
        (date(2016, 9, 10), None),
    ],
)
def test_days_that_differ_have_a_name(day: date, name: str | None) -> None:
    """A day off and a make-up day say what they are; plain weekdays and weekends have no name."""
    assert CHINA.name_of(day) == name


def test_a_calendar_is_a_value() -> None:
    """Two calendars over the same record are equal."""
    assert WorkCalendar(CHINA.record) == CHINA


@pytest.mark.parametrize(
    ("year", "provisional"), [(2014, True), (2015, False), (2016, False), (2017, True), (2018, True)]
)
def test_provisional_years(year: int, provisional: bool) -> None:
    """Days of a year that was not looked up, or was marked as not published, are provisional."""
    record = Calendar(key="own", first_year=2015, last_year=2017, provisional_years={2017})
    assert WorkCalendar(record).is_provisional(date(year, 6, 1)) is provisional


def test_a_plain_week_is_never_provisional() -> None:
    """A calendar without years holds in every year."""
    assert not PLAIN.is_provisional(date(2999, 1, 1))


def test_a_day_both_off_and_worked_is_refused() -> None:
    """A calendar that says two things of one day is refused, with the day."""
    day = {date(2016, 9, 18): "?"}
    with pytest.raises(InputError, match="2016-09-18 both off and worked"):
        Calendar(key="own", off=day, work=day)
