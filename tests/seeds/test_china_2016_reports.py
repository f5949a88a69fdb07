"""The whole of a status of the 2016 group, in every format, against files that were read over by eye."""

from collections.abc import Callable

import pytest

import wgtrack
from wgtrack.formats import render


@pytest.mark.parametrize("day", ["2016-09-05", "2016-09-20", "2016-10-18"])
@pytest.mark.parametrize(("name", "ending"), [("terminal", "txt"), ("markdown", "md"), ("json", "json")])
def test_a_whole_status(day: str, name: str, ending: str, golden: Callable[[str, str], None]) -> None:
    """On this day the report says, from its first line to its last, what the golden file says."""
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load("china-blockchain-2016")
        golden(f"blockchain-wg-{day}.{ending}", render(tracker.status(day), name))
