"""Labels that are pushed apart, by hand."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wgtrack.charts.label_layout import apart


def test_labels_that_have_room_stay() -> None:
    """Nothing is moved without need."""
    assert apart([50, 10, 90], 20, 0, 100) == [50, 10, 90]


def test_labels_on_one_place_are_spread_around_it() -> None:
    """Three labels of 10 that want to be at 50 are at 40, 50 and 60, in the order in which they came."""
    assert apart([50, 50, 50], 10, 0, 100) == [40, 50, 60]


def test_a_block_stays_within_bounds() -> None:
    """At the lower end they go up instead."""
    assert apart([100, 100, 95], 10, 0, 100) == [90, 100, 80]


def test_what_has_no_room_is_spread_evenly() -> None:
    """Five labels of 30 in 100."""
    assert apart([0, 0, 0, 0, 0], 30, 0, 100) == [0, 25, 50, 75, 100]


@given(st.lists(st.floats(0, 500), max_size=14))
def test_labels_never_overlap(wanted: list[float]) -> None:
    """Fourteen labels of 30 have room in 500, wherever they want to be, and keep their order."""
    places = apart(wanted, 30, 0, 500)
    ordered = sorted(places)
    assert all(other - one >= 30 - 1e-6 for one, other in pairwise(ordered))
    assert all(-1e-6 <= place <= 500 + 1e-6 for place in places)
    assert [places[number] for number in sorted(range(len(wanted)), key=lambda number: wanted[number])] == ordered
