"""Drawing days: one stream of random numbers for each task, so that its draws are the same whatever it is planned with.

Imported by what simulates alone, since it needs numpy.
"""

from collections.abc import Callable

import numpy as np

from wgtrack.planning.distributions import Distribution, Spread
from wgtrack.planning.histogram import Floats

#: Draws so many samples of a task's days.
Draw = Callable[[int], Floats]


def drawer(spread: Spread, key: str, seed: int, distribution: Distribution) -> Draw:
    """What draws the days of a task; a spread without one has to be asked for no draws."""
    stream = _stream(key, seed)
    if spread.ratios:
        days = spread.likely * np.array(spread.ratios)
        return lambda size: days[stream.integers(len(days), size=size)]
    optimistic, likely, pessimistic = spread.optimistic, spread.likely, spread.pessimistic
    if distribution == "triangular":
        return lambda size: stream.triangular(optimistic, likely, pessimistic, size)
    # The beta distribution of PERT (Malcolm and others 1959): its mean is (a + 4 m + b) / 6.
    width = pessimistic - optimistic
    alpha, beta = 1 + 4 * (likely - optimistic) / width, 1 + 4 * (pessimistic - likely) / width
    return lambda size: optimistic + width * stream.beta(alpha, beta, size)


def _stream(key: str, seed: int) -> np.random.Generator:
    """The random numbers of a task. No two keys share theirs, as they would by a short hash."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *key.encode()])))
