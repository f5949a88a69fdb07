"""Areas cut off at the sides of a frame: corners counted by hand."""

from wgtrack.charts.clipping import clipped

#: From (0, 0) up to a top that goes from 10 to 20.
WEDGE = [(0.0, 0.0), (10.0, 100.0), (20.0, 100.0)]


def test_an_area_inside_is_whole() -> None:
    """Its corners stay as they are."""
    assert clipped(WEDGE, 0, 20) == WEDGE


def test_an_area_is_cut_where_its_sides_cross_the_frame() -> None:
    """At 5 its upper side is at 50 and its lower one at 25."""
    assert sorted(clipped(WEDGE, 0, 5)) == [(0, 0), (5, 25), (5, 50)]
    assert sorted(clipped(WEDGE, 5, 20)) == [(5, 25), (5, 50), (10, 100), (20, 100)]


def test_nothing_is_left_of_an_area_outside() -> None:
    """On neither side."""
    assert clipped(WEDGE, 30, 40) == []
    assert clipped(WEDGE, -9, -5) == []


def test_a_line_is_cut_at_both_sides() -> None:
    """From 0 to 20 it rises by 5 for each 1."""
    line = clipped([(0.0, 0.0), (20.0, 100.0)], 4, 8)
    assert (min(line), max(line)) == ((4, 20), (8, 40))
