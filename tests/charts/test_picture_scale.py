"""Days on an axis: places counted by hand, and labels that suit the span."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.charts.drawn import september
from wgtrack.charts.scale import DAY, MONTH, QUARTER, WEEK, YEAR, Axis, Unit, ticks, unit_of
from wgtrack.charts.text import text_width
from wgtrack.messages.languages import ENGLISH, language
from wgtrack.planning.bars import Days

#: 21 days, each 10 wide.
AXIS = Axis(september(5, 25), 100, 310)
NAMES = {DAY: "day", WEEK: "week", MONTH: "month", QUARTER: "quarter", YEAR: "year"}


def test_a_day_begins_where_the_one_before_ends() -> None:
    """The fifth day of an axis that begins at 100 with days of 10 is from 140 to 150."""
    assert (AXIS.begin(date(2016, 9, 9)), AXIS.middle(date(2016, 9, 9)), AXIS.close(date(2016, 9, 9))) == (
        140,
        145,
        150,
    )


def test_an_axis_may_go_up() -> None:
    """Then a later day is higher, which is less."""
    up = Axis(september(5, 25), 310, 100)
    assert (up.begin(date(2016, 9, 5)), up.close(date(2016, 9, 25)), up.middle(date(2016, 9, 6))) == (310, 100, 295)


def test_days_beyond_the_axis_are_at_its_ends() -> None:
    """What began before begins where the axis does."""
    assert (AXIS.begin(date(2016, 8, 1)), AXIS.close(date(2016, 10, 18))) == (100, 310)


@pytest.mark.parametrize(
    ("days", "unit"),
    [(14, "day"), (35, "day"), (60, "week"), (150, "week"), (300, "month"), (700, "quarter"), (3_000, "year")],
)
def test_the_unit_suits_the_span(days: int, unit: str) -> None:
    """On 580 dots, two weeks are labelled by days and eight years by years."""
    first = date(2016, 8, 1)
    axis = Axis(Days(first, first + timedelta(days=days - 1)), 0, 580)
    assert NAMES[unit_of(axis, ENGLISH)] == unit


def test_a_century_is_labelled_by_decades() -> None:
    """Every tenth year, so that labels do not touch."""
    axis = Axis(Days(date(1950, 1, 1), date(2049, 12, 31)), 0, 580)
    labels = [tick.label for tick in ticks(axis, unit_of(axis, ENGLISH), ENGLISH)]
    assert labels == ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020", "2030", "2040"]


@pytest.mark.parametrize(
    ("unit", "labels"),
    [
        (WEEK, ["5", "12", "19"]),
        (DAY, [str(day) for day in range(5, 26)]),
        (MONTH, ["September 2016"]),
        (QUARTER, ["Q3"]),
        (YEAR, ["2016"]),
    ],
)
def test_labels_in_english(unit: Unit, labels: list[str]) -> None:
    """Weeks by their Monday."""
    wide = AXIS._replace(end=520)
    assert [tick.label for tick in ticks(wide, unit, ENGLISH)] == labels


def test_labels_in_chinese() -> None:
    """Months as the locale writes them, in full where there is room."""
    wide, narrow = Axis(september(1, 30), 0, 300), Axis(september(1, 30), 0, 40)
    chinese = language("zh-Hans")
    assert [tick.label for axis in (wide, narrow) for tick in ticks(axis, MONTH, chinese)] == ["2016年9月", "9月"]


def test_labels_are_all_long_or_all_short() -> None:
    """A month has 60 dots: 'May 2017' would fit, 'September 2016' does not, so all are short."""
    first, last = date(2016, 9, 1), date(2017, 5, 31)
    axis = Axis(Days(first, last), 0, 60 * 9)
    assert [tick.label for tick in ticks(axis, MONTH, ENGLISH)] == [
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
    ]


def test_a_month_that_is_cut_off_has_no_label_of_another_kind() -> None:
    """Of October there are two days, which is room for 'Oct' and not for 'October 2016': it has none beside the others."""
    axis = Axis(Days(date(2016, 8, 1), date(2016, 10, 2)), 0, 63 * 14)
    assert [tick.label for tick in ticks(axis, MONTH, ENGLISH)] == ["August 2016", "September 2016", ""]


def test_every_day_is_labelled_where_days_are() -> None:
    """As soon as days are wide enough to be told one by one, two digits fit as well as one."""
    axis = Axis(Days(date(2016, 9, 10), date(2016, 10, 16)), 0, 636)
    assert unit_of(axis, ENGLISH) is DAY
    assert [tick.label for tick in ticks(axis, DAY, ENGLISH)] == [*map(str, range(10, 31)), *map(str, range(1, 17))]


def test_what_began_before_the_axis_has_no_line_on_it() -> None:
    """Wednesday 7 September is in the week of the 5th, which has no room for its number there."""
    axis = Axis(september(7, 20), 0, 140)
    assert [(tick.days, tick.begins) for tick in ticks(axis, WEEK, ENGLISH)] == [
        (september(7, 11), False),
        (september(12, 18), True),
        (september(19, 20), True),
    ]


@given(
    st.dates(date(2, 1, 1), date(9990, 1, 1)),
    st.integers(0, 36_600),
    st.floats(100, 900),
    st.sampled_from(["en", "zh-Hans"]),
)
def test_labels_of_an_axis_never_touch(first: date, days: int, width: float, tag: str) -> None:
    """Whatever the span, the divisions cover the axis without a gap, and each label is narrower than its division."""
    last = min(first + timedelta(days=days), date(9998, 12, 31)) if first.year < 9890 else first
    axis, told_in = Axis(Days(first, last), 0, width), language(tag)
    found = list(ticks(axis, unit_of(axis, told_in), told_in))
    assert found[0].days.first == first
    assert found[-1].days.last == last
    assert all(one.days.last + timedelta(days=1) == other.days.first for one, other in pairwise(found))
    for tick in found:
        assert text_width(tick.label, 11) <= axis.close(tick.days.last) - axis.begin(tick.days.first)
