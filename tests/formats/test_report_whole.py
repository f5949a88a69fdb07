"""Whole reports as text, compared with golden files: three days of the group of 2016, in both languages."""

from collections.abc import Callable

import pytest

import wgtrack
from wgtrack.formats import render

#: The day of each report, and the one before it that changes are counted from.
DAYS = (("2016-09-05", "2016-08-22"), ("2016-09-20", "2016-09-05"), ("2016-10-18", "2016-09-20"))
SUFFIXES = {"terminal": ".txt", "markdown": ".md", "json": ".json", "csv": ".csv"}


@pytest.mark.parametrize("format_", SUFFIXES)
@pytest.mark.parametrize("tag", ["en", "zh-Hans"])
@pytest.mark.parametrize(("day", "since"), DAYS)
def test_a_report_is_what_it_was(  # noqa: PLR0917 - two fixtures, and the four things that tell one file from another
    tracker_2016: wgtrack.Tracker, golden: Callable[[str, str], None], day: str, since: str, tag: str, format_: str
) -> None:
    """The record of 2016 does not change, and neither does what a report says of it."""
    report = tracker_2016.report(day, since=since, language=tag)
    text = render(report, format_)
    assert isinstance(text, str)
    golden(f"report-{day}-{tag}{SUFFIXES[format_]}", text)
