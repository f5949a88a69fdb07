"""Whole reports, compared with files that were read over by eye."""

from collections.abc import Callable
from typing import Any

import pytest

from wgtrack.formats import render
from wgtrack.model.programme import WorkProgramme
from wgtrack.status.assess import assess

Golden = Callable[[str, str], None]


@pytest.mark.parametrize(
    ("name", "format_", "options"),
    [
        ("ledger-wg.txt", "terminal", {}),
        ("ledger-wg-narrow.txt", "terminal", {"width": 50}),
        ("ledger-wg-wide.txt", "terminal", {"width": 120}),
        ("ledger-wg.md", "markdown", {}),
        ("ledger-wg.json", "json", {}),
    ],
)
def test_a_whole_report(
    programme: WorkProgramme, golden: Golden, name: str, format_: str, options: dict[str, Any]
) -> None:
    """The report of the small working group on 5 September 2016 is, to the character, as it was reviewed."""
    golden(name, render(assess(programme, "2016-09-05"), format_, **options))


def test_a_whole_report_of_a_committee(programme: WorkProgramme, golden: Golden) -> None:
    """A committee on the other side of the ocean, at noon there, on the day before it reports."""
    golden("ledger-wg-west.txt", render(assess(programme, "2016-09-13T12:00", "west")))
