"""A user's text made fit to be shown; what it does with controls is tested with the cells of reports."""

import pytest

from wgtrack.sanitize import clean


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\ufdd0", "\ufdef"])
def test_code_points_that_are_no_characters_are_left_out(character: str) -> None:
    """XML allows none of the first two, and no font has any."""
    assert clean(f"a{character}b") == "ab"


@pytest.mark.parametrize("character", ["\ufdcf", "\ufdf0", "\ufffd", "\U0001f9f1", "区"])
def test_their_neighbours_stay(character: str) -> None:
    """So do letters and pictures beyond the first plane."""
    assert clean(f"a{character}b") == f"a{character}b"
