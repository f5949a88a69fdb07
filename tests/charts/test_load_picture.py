"""The load: bars of work beside the days there are, by hand."""

from datetime import date, timedelta

import pytest

from tests.charts.drawn import about, classed, parsed, words
from wgtrack.charts.load import draw
from wgtrack.planning.load import ItemLoad, OwnerLoad, WeekLoad

MONDAY = date(2016, 9, 5)
#: One week takes 170, of which 156 are for bars.
ROOM = 156


def week(work: float, days: int, number: int = 0) -> WeekLoad:
    """A week with so much work on one item."""
    return WeekLoad(MONDAY + number * timedelta(days=7), work, days, work > days, (ItemLoad("T-1", work),))


def owner(key: str | None, *weeks: WeekLoad) -> OwnerLoad:
    """An owner with these weeks."""
    return OwnerLoad(key, f"Name of {key}", weeks)


def test_a_bar_is_as_long_as_the_work() -> None:
    """Two of four days: the days there are take the whole room, the work half of it."""
    root = parsed(draw((owner("a", week(2, 4)),), about()))
    assert [one["width"] for one in classed(root, "there-are")] == [ROOM, 24]
    assert [one["width"] for one in classed(root, "planned-work")] == [ROOM / 2, 24]


def test_too_much_work_goes_on_behind_the_days() -> None:
    """Six days of work and four there are: the bar is four long, and what is too much two."""
    root = parsed(draw((owner("a", week(6, 4)),), about()))
    (days, work, late) = (classed(root, name)[0] for name in ("there-are", "planned-work", "late"))
    assert (days["width"], work["width"], late["width"]) == (104, 104, 52)
    assert late["x"] == work["x"] + 104
    assert len(classed(root, "too-much")) == 1


def test_an_overload_is_told_without_colour() -> None:
    """By its number and an exclamation mark; tenths are rounded up."""
    said = [one.text for one in words(parsed(draw((owner("a", week(4.75, 4), week(2, 4, 1)),), about())))]
    assert {"4.8/4 !", "2/4"} <= set(said)


def test_a_bar_of_many_times_the_days_is_cut() -> None:
    """Forty days of work and four there are: three times the days is the longest bar, and the number tells."""
    root = parsed(draw((owner("a", week(40, 4)),), about()))
    assert (classed(root, "there-are")[0]["width"], classed(root, "late")[0]["width"]) == (52, 104)


def test_weeks_without_work_have_their_column() -> None:
    """The third week stands two columns behind the first."""
    root = parsed(draw((owner("a", week(2, 4), week(2, 4, 2)),), about()))
    first, second = [one["x"] for one in classed(root, "planned-work")][:2]
    assert second - first == pytest.approx(2 * 170)


def test_work_of_nobody_is_shown_last() -> None:
    """It overloads nobody."""
    said = [one.text for one in words(parsed(draw((owner("a", week(1, 4)), owner(None, week(1, 4))), about())))]
    assert said.index("nobody") > said.index("Name of a")


def test_of_many_owners_those_with_too_much_are_shown() -> None:
    """Twenty-four of thirty, and it is said how many are not."""
    load = tuple(owner(f"p{n:02}", week(5 if n > 20 else 1, 4)) for n in range(30))
    said = [one.text for one in words(parsed(draw(load, about())))]
    assert {f"Name of p{n:02}" for n in range(21, 30)} <= set(said)
    assert "6 owners with less to do then are not shown." in said


def test_of_many_weeks_the_first_are_shown() -> None:
    """Fourteen of twenty, and it is said how many are not."""
    said = [one.text for one in words(parsed(draw((owner("a", *(week(1, 5, n) for n in range(20))),), about())))]
    assert "6 later weeks with work are not shown." in said


def test_the_description_has_the_numbers() -> None:
    """How many owners, how many overloads, and the worst of them."""
    assert draw((owner("a", week(6, 4)), owner("b", week(9, 4), week(1, 5, 1))), about()).description == (
        "Group: 2 owners with work that is planned, from 5 September 2016 to 18 September 2016. There is more work than days "
        "in 2 weeks of owners. Most of all Name of b has too much, in the week of 5 September 2016: 9 working days of work, "
        "4 there are."
    )


def test_nobody_has_too_much() -> None:
    """That is said too."""
    assert draw((owner("a", week(1, 4)),), about()).description.endswith("Nobody has more work than days in any week.")


def test_no_work_is_said() -> None:
    """In the picture and in its description."""
    drawn = draw((), about())
    assert drawn.description == "Nothing that has an estimate is open."
    assert drawn.description in [one.text for one in words(parsed(drawn))]
