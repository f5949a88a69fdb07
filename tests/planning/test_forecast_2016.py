"""The group of 2016 on 5 September, forecast from its own past: what can be said beforehand by counting."""

import inspect
from collections.abc import Iterator
from datetime import date

import pytest

import wgtrack
from wgtrack.planning import Forecast
from wgtrack.planning.forecast import forecast
from wgtrack.tracker import Tracker

#: Working days from the start to the end of every task that was done by then, both included, by its likely estimate.
RATIOS = {
    "TR-1": 8 / 6,
    "TR-2": 15 / 8,
    "TR-3": 8 / 5,
    "TR-4": 4 / 4,
    "TR-5": 3 / 3,
    "KT-1": 6 / 5,
    "KT-2": 10 / 6,
    "KT-3": 4 / 3,
    "KT-4": 10 / 6,
    "KT-5": 9 / 6,
    "KT-6": 3 / 2,
    "KT-8": 10 / 5,
    "SE-1": 11 / 6,
    "RG-1": 12 / 7,
    "RG-3": 12 / 6,
    "WP-1": 6 / 4,
    "WP-2": 8 / 5,
    "WP-4": 6 / 4,
}


@pytest.fixture(scope="module")
def tracker() -> Iterator[Tracker]:
    """The record of the group."""
    with wgtrack.open(":memory:", by="secretary") as opened:
        opened.load("china-blockchain-2016")
        yield opened


@pytest.fixture(scope="module")
def paper(tracker: Tracker) -> Forecast:
    """The white paper's forecast on 5 September 2016."""
    return tracker.forecast("white-paper", "2016-09-05")


def test_it_rests_on_the_eighteen_tasks_that_were_done(paper: Forecast) -> None:
    """The writing group had finished three, too few; with those of the whole group there were eighteen."""
    (basis,) = paper.bases
    assert (basis.kind, basis.group, basis.finished) == ("history", "blockchain-wg", 18)
    assert list(basis.ratios) == pytest.approx(sorted(RATIOS.values()))
    assert paper.remarks == ()


def test_no_sample_is_in_time_for_the_summit(paper: Forecast) -> None:
    """14 likely days remain in a row and 8 are left; no task took less than its likely days, so none can make it.

    14 working days after 5 September end on Monday the 26th. No task took more than twice its likely days: 28 working
    days end on Wednesday 19 October, after the National Day week.
    """
    assert paper.outlook.target is not None
    assert paper.outlook.target.deadline.date == date(2016, 9, 18)
    assert paper.outlook.target.chance == 0
    assert paper.outlook.planned == date(2016, 9, 26)
    assert date(2016, 9, 26) <= paper.finishes[0].day
    assert paper.finishes[-1].day <= date(2016, 10, 19)
    assert sum(finish.samples for finish in paper.finishes) == paper.samples


def test_half_of_the_samples_are_done_in_the_second_week_of_october(paper: Forecast) -> None:
    """A median lies within a standard deviation of the mean.

    The ratios have a mean of 1.5457 and a standard deviation of 0.287. The chain of 4, 2, 4, 2 and 2 days has a mean of
    21.6 and a deviation of 1.9 days, and what runs beside it only makes it later: the median is on day 20 or later,
    Sunday 9 October. The first 4 days take 8 at most, as does all beside them; the other ten have a mean of 15.5 and a
    deviation of 1.5, so the median is on day 25 or sooner, Friday 14 October.
    """
    assert date(2016, 10, 9) <= paper.outlook.p50 <= date(2016, 10, 14)
    assert paper.outlook.p50 <= paper.outlook.p80 <= paper.outlook.p95 <= date(2016, 10, 19)
    assert paper.outlook.p80 < date(2016, 10, 18)  # it was released on that day


def test_what_decides(paper: Forecast) -> None:
    """All after the draft is in a row, so always critical; before it, one of the late chapters is, most often WP-5.

    RG-2 and RG-4 have a likely day left each, so two at most, and WP-7, which ends with RG-4 at the earliest, has three
    at least. SE-2 has three likely days, six at most; WP-5 has four at least, so either may be the later. Nothing that
    the paper needs waits for the watch on announcements, TR-7.
    """
    critical = {item.key: item.critical for item in paper.items}
    assert [critical[key] for key in ("WP-8", "WP-9", "WP-10", "WP-11")] == [1, 1, 1, 1]
    assert max(critical, key=lambda key: critical[key] if key in {"WP-5", "WP-6", "WP-7", "SE-2"} else 0) == "WP-5"
    assert critical["WP-5"] + critical["WP-6"] + critical["WP-7"] >= 1
    assert critical["WP-6"] >= critical["SE-2"] > 0
    assert critical["RG-4"] == critical["RG-2"] == 0
    assert "TR-7" not in critical


def test_in_early_august_there_was_nothing_to_go_by(tracker: Tracker) -> None:
    """On 5 August no task was done: the estimates are used, and the forecast says so."""
    found = tracker.forecast("white-paper", "2016-08-05")
    assert str(found.bases[0].words).endswith("since blockchain-wg has no finished tasks to go by, and 8 are needed")
    assert found.outlook.target is not None
    assert 0 < found.outlook.target.chance < 1


def test_the_summit_waits_for_what_serves_it(tracker: Tracker, paper: Forecast) -> None:
    """The paper and the slides serve the summit; the paper is the last of them."""
    found = tracker.forecast("summit", "2016-09-05")
    assert found.outlook.target is not None
    assert found.outlook.target.deadline.date == date(2016, 9, 18)
    assert found.outlook.p50 == paper.outlook.p50


def test_the_whole_group_agrees_with_its_parts(tracker: Tracker, paper: Forecast) -> None:
    """An item has the same dates and chances whether it is asked about alone or with all others."""
    whole = {item.key: item.outlook for item in tracker.forecast(at="2016-09-05").items}
    assert whole["white-paper"] == paper.outlook
    assert {item.key: whole[item.key] for item in paper.items} == {item.key: item.outlook for item in paper.items}


def test_the_defaults_are_written_once_for_all(tracker: Tracker) -> None:
    """The tracker, which imports no forecast until one is asked for, has the same defaults as the function."""
    asked, does = (inspect.signature(function).parameters for function in (tracker.forecast, forecast))
    for name in ("samples", "seed", "distribution"):
        assert asked[name].default == does[name].default
