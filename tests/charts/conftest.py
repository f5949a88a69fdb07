"""Reports of the 2016 group to be drawn."""

from collections.abc import Callable, Iterator

import pytest

import wgtrack
from wgtrack.report.report import Report


@pytest.fixture(scope="session")
def report_of_2016() -> Iterator[Callable[..., Report]]:
    """``report_of_2016(day, language)``: the report of the 2016 group."""
    with wgtrack.open(":memory:", by="tester") as tracker:
        tracker.load("china-blockchain-2016")
        known: dict[tuple[str, str], Report] = {}

        def report(day: str, language: str = "en") -> Report:
            if (day, language) not in known:
                known[day, language] = tracker.report(day, language=language)
            return known[day, language]

        yield report
