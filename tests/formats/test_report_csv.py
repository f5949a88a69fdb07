"""A report as CSV."""

import csv
import io

import pytest

import wgtrack
from tests.formats.conftest import HOSTILE
from wgtrack.formats import csv_
from wgtrack.messages.languages import ENGLISH, language


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file by the names of its columns."""
    return list(csv.DictReader(io.StringIO(text.removeprefix(csv_.BOM), newline="")))


@pytest.mark.parametrize(
    ("tag", "bom", "has_mark"),
    [("en", None, False), ("zh-Hans", None, True), ("en", True, True), ("zh-Hans", False, False)],
)
def test_a_mark_stands_in_front_where_the_language_is_chinese(
    tracker_2016: wgtrack.Tracker, tag: str, bom: bool | None, has_mark: bool
) -> None:
    """Excel in China opens UTF-8 as such by the byte-order mark; it may be asked for, and left out."""
    told = csv_.write(tracker_2016.report("2016-09-05", language=tag), language(tag), bom=bom)
    assert told.startswith("\ufeff") == has_mark


def test_there_is_a_row_for_each_item(tracker_2016: wgtrack.Tracker) -> None:
    """The group of 2016 has 46 items on 5 September."""
    assert len(rows(csv_.write(tracker_2016.report("2016-09-05"), ENGLISH))) == 46


def test_lines_end_as_rfc_4180_says(tracker_2016: wgtrack.Tracker) -> None:
    """With CRLF, and the file with the last one."""
    text = csv_.write(tracker_2016.report("2016-09-05"), ENGLISH)
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")


def test_a_row_says_what_the_record_says(tracker_2016: wgtrack.Tracker) -> None:
    """The white paper, released on 18 October, was 19 working days (30 calendar days) late."""
    found = {row["key"]: row for row in rows(csv_.write(tracker_2016.report("2016-10-18"), ENGLISH))}
    paper = found["white-paper"]
    assert (paper["verdict"], paper["working_days_late"], paper["calendar_days_late"]) == ("done_late", "19", "30")
    assert (paper["target"], paper["done_on"], paper["progress"]) == ("2016-09-18", "2016-10-18", "100")


def test_a_coarse_date_stays_coarse(tracker_2016: wgtrack.Tracker) -> None:
    """What was promised for August 2016 has no day."""
    found = {row["key"]: row for row in rows(csv_.write(tracker_2016.report("2016-09-05"), ENGLISH))}
    assert found["RG-2"]["target"] == "2016-08"


def test_what_is_missing_is_empty(tracker_2016: wgtrack.Tracker) -> None:
    """A task without a target has an empty cell, not a word."""
    found = {row["key"]: row for row in rows(csv_.write(tracker_2016.report("2016-09-05"), ENGLISH))}
    assert found["TR-7"]["target"] == ""


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_that_begins_like_a_formula_is_text(hostile: wgtrack.Tracker, title: str) -> None:
    """An apostrophe in front keeps a spreadsheet from calculating it; any other title comes back as it is."""
    shown = rows(csv_.write(hostile.report("2016-09-05"), ENGLISH))[HOSTILE.index(title)]["title"]
    assert shown == (f"'{title}" if title[0] in "=+-@＝" else title)


def test_a_portfolio_has_a_row_for_each_group(tracker_2016: wgtrack.Tracker) -> None:
    """The committee is part of its parent's row."""
    found = rows(csv_.write(tracker_2016.portfolio("2016-09-20"), ENGLISH))
    assert [(row["group"], row["overdue"], row["next_deadline_on"]) for row in found] == [
        ("blockchain-wg", "7", "2016-09-24")
    ]


def test_reasons_are_in_the_language_of_the_report(tracker_2016: wgtrack.Tracker) -> None:
    """A Chinese report says why in Chinese, while the columns and codes stay those of programs."""
    made = tracker_2016.report("2016-10-18", language="zh-Hans")
    found = {row["key"]: row for row in rows(csv_.write(made, language("zh-Hans")))}
    assert "2016年10月18日" in found["white-paper"]["reasons"]
    assert found["white-paper"]["verdict"] == "done_late"
