"""Drawn days against the distributions' own formulas, and seeds that give the same draws again."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.planning.forecasting import AT, of, record, shares, task
from wgtrack.planning import simulation
from wgtrack.planning.distributions import Distribution, Spread
from wgtrack.planning.sampling import drawer

MANY = 100_000
#: Five standard deviations of a share of so many samples, at most.
NEAR = 5 * (0.25 / MANY) ** 0.5


def draws(
    a: float, m: float, b: float, distribution: Distribution = "pert"
) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Many draws of three points."""
    return drawer(Spread(a, m, b), "T-1", 1, distribution)(MANY)


#: Cumulative distributions on the way x from 0 to 1 between the extremes, where they are polynomials.
PERT: dict[tuple[float, float, float], Callable[[float], float]] = {
    # m in the middle: alpha = beta = 3
    (2, 5, 8): lambda x: 10 * x**3 - 15 * x**4 + 6 * x**5,
    # m at the lower end: alpha = 1, beta = 5
    (4, 4, 9): lambda x: 1 - (1 - x) ** 5,
    # m at the upper end: alpha = 5, beta = 1
    (0, 6, 6): lambda x: x**5,
    # m a quarter of the way up: alpha = 2, beta = 4
    (1, 3, 9): lambda x: 10 * x**2 - 20 * x**3 + 15 * x**4 - 4 * x**5,
}


@pytest.mark.parametrize("points", PERT)
def test_pert_has_the_shares_of_its_beta_distribution(points: tuple[float, float, float]) -> None:
    """At each tenth of the way between the extremes, the share of the draws is what the polynomial says."""
    a, m, b = points
    found = draws(a, m, b)
    for x in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        assert np.mean(found <= a + x * (b - a)) == pytest.approx(PERT[points](x), abs=NEAR)


@pytest.mark.parametrize("points", [(3, 5, 9), (0, 1, 20), (2, 19, 20)])
def test_pert_has_the_mean_that_is_its_name(points: tuple[float, float, float]) -> None:
    """The mean is (a + 4m + b) / 6, and the variance (mean - a)(b - mean) / 7."""
    a, m, b = points
    found = draws(a, m, b)
    mean = (a + 4 * m + b) / 6
    variance = (mean - a) * (b - mean) / 7
    assert found.min() >= a
    assert found.max() <= b
    assert found.mean() == pytest.approx(mean, abs=5 * (variance / MANY) ** 0.5)
    assert found.var() == pytest.approx(variance, rel=0.03)


@pytest.mark.parametrize("points", [(3, 5, 9), (4, 4, 9), (0, 6, 6)])
def test_triangular_quantiles(points: tuple[float, float, float]) -> None:
    """Below the mode the share is (x - a)² / ((b - a)(m - a)), above it 1 - (b - x)² / ((b - a)(b - m))."""
    a, m, b = points
    found = draws(a, m, b, "triangular")
    for share in (0.1, 0.25, 0.5, 0.8, 0.95):
        low = a + (share * (b - a) * (m - a)) ** 0.5
        exact = low if share <= (m - a) / (b - a) else b - ((1 - share) * (b - a) * (b - m)) ** 0.5
        assert np.mean(found <= exact) == pytest.approx(share, abs=NEAR)


def test_ratios_are_drawn_alike() -> None:
    """Each past ratio times the likely days comes up as often as any other."""
    found = drawer(Spread(6, 6, 6, (0.5, 1, 2)), "T-1", 1, "pert")(MANY)
    values, numbers = np.unique(found, return_counts=True)
    assert values.tolist() == [3, 6, 12]
    assert numbers / MANY == pytest.approx([1 / 3] * 3, abs=NEAR)


def test_each_task_has_its_own_draws() -> None:
    """Other keys and other seeds give other draws; the same ones give the same."""
    spread = Spread(1, 2, 6)

    def drawn(key: str, seed: int) -> list[float]:
        return [float(days) for days in drawer(spread, key, seed, "pert")(20)]

    assert drawn("T-1", 1) == drawn("T-1", 1)
    assert len({tuple(drawn(key, seed)) for key in ("T-1", "T-2", "1-T") for seed in (1, 2)}) == 6


def test_same_seed_same_answer() -> None:
    """A forecast asked for again is the same to the last digit; another seed gives another."""
    programme = record(task("A", "2/5/9"), task("B", "1/3/9", "A"), task("C", "2/4/5"))
    assert of(programme) == of(programme)
    assert of(programme, seed=2).finishes != of(programme).finishes


def test_a_task_is_drawn_the_same_whatever_it_is_planned_with() -> None:
    """Asked alone or with all others, and with work beside it that came later, an item has the same dates."""
    tasks = [task("A", "2/5/9"), task("B", "1/3/9", "A"), task("C", "2/40/50")]
    alone = of(record(*tasks), "B")
    among = {item.key: item.outlook for item in of(record(task("new", "1/2/3"), *tasks)).items}
    assert alone.outlook == among["B"]


def test_batches_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    """How many samples are planned at once is seen in nothing but the progress."""
    told: list[tuple[int, int]] = []
    programme = record(task("A", "2/5/9"), task("B", "1/3/9", "A", "C SS + 1wd"), task("C", "2/4/5"))
    whole = of(programme, samples=1000, progress=lambda done, all_: told.append((done, all_)))
    assert told == [(1000, 1000)]
    monkeypatch.setattr(simulation, "_MOST", 300)
    told.clear()
    assert of(programme, samples=1000, progress=lambda done, all_: told.append((done, all_))) == whole
    assert told == [(300, 1000), (600, 1000), (900, 1000), (1000, 1000)]


@pytest.mark.parametrize(
    ("distribution", "cumulative"),
    [
        ("pert", lambda x: 10 * x**3 - 15 * x**4 + 6 * x**5),
        ("triangular", lambda x: 2 * x**2 if x <= 0.5 else 1 - 2 * (1 - x) ** 2),
    ],
)
def test_one_task_is_done_on_each_day_as_often_as_its_distribution_says(
    distribution: Distribution, cumulative: Callable[[float], float]
) -> None:
    """An estimate of 2/5/8: done by day n with the share F((n - 2) / 6), on the days from 8 to 15 September."""
    found = of(record(task("A", "2/5/8")), "A", samples=MANY, distribution=distribution)
    days = ("09-08", "09-09", "09-12", "09-13", "09-14", "09-15")
    exact = [cumulative((n + 1) / 6) - cumulative(n / 6) for n in range(6)]
    assert list(shares(found)) == list(days)
    assert list(shares(found).values()) == pytest.approx(exact, abs=NEAR)
    assert found.at == AT
    assert found.distribution == distribution
