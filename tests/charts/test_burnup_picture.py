"""The burn-up: lines of work over time, by hand."""

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from tests.charts.drawn import about, classed, parsed, points, words
from wgtrack.charts.burnup import draw
from wgtrack.report.report import BurnPoint, BurnUp

TODAY = date(2016, 9, 20)
DONE = (BurnPoint(date(2016, 9, 1), 80, 0, 0), BurnPoint(date(2016, 9, 10), 80, 20, 30), BurnPoint(TODAY, 90, 40, 50))
AHEAD = (BurnPoint(date(2016, 9, 30), 90, 40, 90),)
FORECAST = {"p50": date(2016, 10, 6), "p80": date(2016, 10, 8), "p95": date(2016, 10, 11)}
#: Of 41 days from 1 September to 11 October and two more at both ends; the field goes from 64 to 700 and from 404 up to 44.
DAY = (700 - 64) / 45


def burn_up(**fields: object) -> BurnUp:
    """A burn-up of three points, with what is promised ahead and a forecast."""
    return BurnUp(**{"points": DONE, "ahead": AHEAD, **FORECAST, **fields})  # type: ignore[arg-type]


def at(day: int, work: float) -> tuple[float, float]:
    """Where the end of a day of September stands, with so much work of 100."""
    return round(64 + (day + 2) * DAY, 2), round(404 - 3.6 * work, 2)


def test_what_is_done_goes_up_at_the_end_of_a_day() -> None:
    """Level until then."""
    root = parsed(draw(burn_up(), about(TODAY)))
    assert points(root, "done-line") == [[at(1, 0), at(10, 0), at(10, 20), at(20, 20), at(20, 40)]]


def test_promises_go_on_behind_today() -> None:
    """By the dates as they stand now."""
    root = parsed(draw(burn_up(), about(TODAY)))
    assert points(root, "promised")[0][-3:] == [at(20, 50), at(30, 50), at(30, 90)]


def test_the_forecast_is_a_range_at_the_height_of_all_work() -> None:
    """From what is done today to 6 and 11 October."""
    root = parsed(draw(burn_up(), about(TODAY)))
    assert points(root, "range")[0] == [at(20, 40), at(36, 90), at(41, 90)]
    assert len(points(root, "range-mark")) == 3


def test_the_forecast_is_told_in_words() -> None:
    """With its days, since marks may lie close."""
    said = [one.text for one in words(parsed(draw(burn_up(), about(TODAY))))]
    assert said.count("50% by 6 October 2016") == said.count("95% by 11 October 2016") == 1


def test_without_a_forecast_there_is_no_range() -> None:
    """Nor an entry of the legend."""
    root = parsed(draw(burn_up(p50=None, p80=None, p95=None), about(TODAY)))
    assert points(root, "range") == []
    assert not any("forecast" in one.text for one in words(root))


@pytest.mark.parametrize(("most", "labels"), [(3, "0 1 2 3 4 5"), (90, "0 20 40 60 80 100"), (1300, "0 500 1000 1500")])
def test_lines_across_are_at_round_numbers(most: int, labels: str) -> None:
    """One, two or five times a power of ten."""
    point = BurnPoint(TODAY, most, 0, 0)
    root = parsed(draw(BurnUp((point,), (), None, None, None), about(TODAY)))
    levels = [one.text for one in words(root) if one.right <= 56.01 and one.text.isdigit()]
    assert levels == labels.split()


def test_days_that_were_asked_for_cut_the_lines() -> None:
    """What held before the first one is where they begin."""
    root = parsed(draw(burn_up(), about(TODAY, first=date(2016, 9, 15), last=date(2016, 9, 30))))
    line = points(root, "done-line")[0]
    assert line[0] == (64.0, 332.0)
    assert all(64 <= x <= 700 for x, _ in line)


def test_today_is_shown_where_it_is_among_the_days() -> None:
    """And left out where it is not."""
    assert len(classed(parsed(draw(burn_up(), about(TODAY))), "today")) == 1
    assert classed(parsed(draw(burn_up(), about(TODAY, last=date(2016, 9, 10)))), "today") == []


def test_the_description_has_the_numbers() -> None:
    """All work, what is done and promised, and the forecast."""
    assert draw(burn_up(), about(TODAY)).description == (
        "Group: of 90 working days of work, 40 are done and 50 were promised by 20 September 2016. "
        "By 30 September 2016, 90 working days are promised. The forecast has all of it done between 6 October 2016 "
        "(50 of 100 samples) and 11 October 2016 (95 of 100)."
    )


def test_no_work_is_said() -> None:
    """In the picture and in its description."""
    drawn = draw(BurnUp((BurnPoint(TODAY, 0, 0, 0),), (), None, None, None), about(TODAY))
    assert drawn.description == "There is no work on record yet."


def test_a_promise_in_the_year_9998_is_drawn() -> None:
    """The axis ends a century from today."""
    far = BurnPoint(date(9998, 12, 31), 90, 40, 90)
    root = parsed(draw(burn_up(ahead=(far,)), about(TODAY)))
    assert [one.text for one in words(root) if one.text == "2110"] == ["2110"]


def _legend(root: ET.Element) -> set[str]:
    """The words of the legend: what stands below the axis and its labels."""
    return {one.text for one in words(root) if one.top > 440}


def test_the_forecast_is_cut_at_the_end_of_the_days_asked_for() -> None:
    """On 28 September, half the way to 6 October, it is half the way up; no day of it is marked."""
    root = parsed(draw(burn_up(), about(TODAY, first=date(2016, 9, 1), last=date(2016, 9, 28))))
    x, y = max(points(root, "range")[0], key=lambda point: (point[0], -point[1]))
    assert x == 700
    assert y == pytest.approx(404 - 3.6 * (40 + 50 / 2), abs=0.01)
    assert points(root, "range-mark") == []


def test_the_legend_names_what_is_drawn() -> None:
    """Before today there is no forecast, and from October on nothing is done or promised any more."""
    past = parsed(draw(burn_up(), about(TODAY, last=date(2016, 9, 12))))
    future = parsed(draw(burn_up(), about(TODAY, first=date(2016, 10, 2), last=date(2016, 10, 20))))
    assert _legend(past) == {"all work", "promised to be done by then", "done"}
    assert _legend(future) == {"all work", "forecast, from 50 to 95 of 100 samples"}
    assert points(past, "range") == points(future, "done-line") == points(future, "promised") == []


def test_lines_of_the_past_hold_until_the_last_day_asked_for() -> None:
    """On 15 September 20 days of 80 are done, and 30 are promised; what came later is not shown."""
    root = parsed(draw(burn_up(), about(TODAY, last=date(2016, 9, 15))))
    ends = {name: points(root, name)[0][-1] for name in ("done-line", "promised", "scope")}
    assert ends == {"done-line": (700, 332), "promised": (700, 296), "scope": (700, 116)}


def test_days_before_all_work_are_empty() -> None:
    """A frame in which nothing was on record yet has its axes, and nothing is explained."""
    root = parsed(draw(burn_up(), about(TODAY, first=date(2016, 3, 1), last=date(2016, 3, 31))))
    assert points(root, "scope") == points(root, "done-line") == points(root, "range") == []
    assert _legend(root) == set()
