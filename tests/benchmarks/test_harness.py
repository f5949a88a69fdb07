"""Medians, ratios and reaches: what the figures of a benchmark come to."""

import pytest

from benchmarks import table
from benchmarks.harness import Measurement, Reach, at_most, compared, faster, in_turns, megabytes


def test_ratio_is_of_the_medians() -> None:
    """One slow round of three counts for nothing."""
    result = Measurement("work", at_most(2), [3.0, 90.0, 2.0], "peer", [1.0, 2.0, 50.0])

    assert result.figure == 3.0 / 2.0


def test_median_of_an_even_number() -> None:
    """Of four rounds the median lies between the second and the third."""
    result = Measurement("work", at_most(2), [1.0, 3.0, 5.0, 100.0], "peer", [2.0])

    assert result.figure == 4.0 / 2.0


def test_faster_turns_the_ratio_round() -> None:
    """What a peer takes is told in times of ours where ours is to be faster."""
    result = Measurement("work", faster(20), [0.5], "peer", [12.0])

    assert result.figure == 24.0


def test_memory_is_its_own_figure() -> None:
    """Megabytes are compared with nothing."""
    assert Measurement("work", megabytes(300), [250.0, 270.0, 260.0]).figure == 260.0


@pytest.mark.parametrize(
    ("reach", "figure", "met"),
    [
        (at_most(1.5), 1.5, True),
        (at_most(1.5), 1.51, False),
        (faster(20), 20.0, True),
        (faster(20), 19.9, False),
        (megabytes(300), 300.0, True),
        (megabytes(300), 301.0, False),
    ],
)
def test_reach_is_met(reach: Reach, figure: float, met: bool) -> None:
    """A reach is met up to its limit, the limit included."""
    assert reach.is_met(figure) is met


def test_absent_peer_has_no_ratio() -> None:
    """Without a peer there is no ratio, and nothing was met or missed."""
    result = Measurement("work", faster(20), [1.0], "peer")

    assert (result.figure, result.is_met) == (None, None)


def test_works_take_turns() -> None:
    """The works run one after the other in each round, not round after round."""
    ran: list[str] = []

    def work(name: str) -> float:
        ran.append(name)
        return float(len(ran))

    in_turns(lambda: work("a"), lambda: work("b"), rounds=2, warm=False)

    assert ran == ["a", "b", "a", "b"]


def test_first_round_only_warms() -> None:
    """A warm run leaves its first round out."""
    figures = iter([9.0, 1.0, 2.0])

    assert in_turns(lambda: next(figures), rounds=2) == [[1.0, 2.0]]


def test_comparing_without_a_peer() -> None:
    """Ours is measured also where the peer is absent."""
    assert compared("work", at_most(2), lambda: 3.0, "peer", None, rounds=2) == Measurement(
        "work", at_most(2), [3.0, 3.0], "peer"
    )


@pytest.mark.parametrize(
    ("result", "row"),
    [
        (
            Measurement("work", at_most(2), [1.5], "peer", [1.0]),
            ("work", "1.50 s", "peer", "1.00 s", "1.50 times", "at most 2 times", "yes"),
        ),
        (
            Measurement("work", faster(20), [0.1], "peer", [1.0]),
            ("work", "100 ms", "peer", "1.00 s", "10.0 times as fast", "at least 20 times as fast", "no"),
        ),
        (
            Measurement("work", faster(20), [0.000_25], "peer"),
            ("work", "250 us", "peer", "absent", "-", "at least 20 times as fast", "-"),
        ),
        (Measurement("work", megabytes(300), [209.6]), ("work", "210 MB", "-", "-", "-", "at most 300 MB", "yes")),
    ],
    ids=["at most", "faster", "absent", "memory"],
)
def test_row(result: Measurement, row: tuple[str, ...]) -> None:
    """A row of the table says what each took, the ratio, the reach, and whether it is met."""
    assert table.cells(result) == row


def test_page_holds_table_machine_and_notes() -> None:
    """The page has the day, a line for each result, what it was measured on, and the notes."""
    result = Measurement("work", at_most(2), [1.0], "peer", [1.0])

    page = table.page("2016-09-05", [result], [("Python", "3.11.7")], "## Notes\n")

    assert [line for line in page.splitlines() if line] == [
        "# Results",
        "Measured on 2016-09-05 by `make bench`, which wrote this page; medians, ours and the peer's in turns.",
        "| work | wgtrack | beside | it takes | ratio | reach | met |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| work | 1.00 s | peer | 1.00 s | 1.00 times | at most 2 times | yes |",
        "* Python: 3.11.7",
        "## Notes",
    ]
