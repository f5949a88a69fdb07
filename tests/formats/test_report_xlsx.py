"""A report as an Excel workbook."""

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import openpyxl
import pytest
import time_machine

import wgtrack
from tests.formats.conftest import HOSTILE
from wgtrack.charts.palette import VERDICTS
from wgtrack.formats import xlsx
from wgtrack.messages.languages import ENGLISH, language


def workbook(data: bytes) -> Any:
    """The workbook as another library reads it."""
    return openpyxl.load_workbook(io.BytesIO(data))


def by_key(sheet: Any) -> dict[str, dict[str, Any]]:
    """The rows of a sheet by the first column, each by the headings."""
    headings, *rows = sheet.iter_rows()
    names = [cell.value for cell in headings]
    return {row[0].value: dict(zip(names, row, strict=True)) for row in rows}


@pytest.fixture(scope="module")
def book(tracker_2016: wgtrack.Tracker) -> Any:
    """The report of 20 September since the 5th."""
    return workbook(xlsx.write(tracker_2016.report("2016-09-20", since="2016-09-05"), ENGLISH))


def test_there_is_a_sheet_for_items_changes_slips_and_load(book: Any) -> None:
    """Four sheets, in this order."""
    assert book.sheetnames == ["Items", "Changes", "Slips", "Load"]


@pytest.mark.parametrize("name", ["Items", "Changes", "Slips", "Load"])
def test_headings_stay_in_sight_and_filter(book: Any, name: str) -> None:
    """The first row is frozen with the first column, and every column has a filter."""
    sheet = book[name]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", sheet.dimensions)


def test_dates_are_real_dates(book: Any) -> None:
    """A target is a day that Excel counts with, shown as 2016-09-18."""
    cell = by_key(book["Items"])["white-paper"]["Target"]
    assert (cell.value, cell.number_format, cell.is_date) == (datetime(2016, 9, 18), "yyyy-mm-dd", True)


def test_a_coarse_date_stays_words(book: Any) -> None:
    """What was promised for August 2016 gets no day that nobody promised."""
    assert by_key(book["Items"])["RG-2"]["Target"].value == "August 2016"


def test_a_verdict_has_its_colours(book: Any) -> None:
    """An overdue item is told by the word, and by the colours that it has in every format."""
    cell = by_key(book["Items"])["white-paper"]["Verdict"]
    hue = VERDICTS["overdue"].hue
    assert cell.value == "overdue"
    assert cell.fill.start_color.rgb[2:].lower() == hue.tint.light.removeprefix("#")
    assert cell.font.color.rgb[2:].lower() == hue.ink.light.removeprefix("#")


def test_every_item_has_a_row(book: Any) -> None:
    """46 items below the headings."""
    assert book["Items"].max_row == 47


def test_a_moved_date_is_told_with_who_and_how_far(book: Any) -> None:
    """WP-7 hangs on RG-4, which was done on 9 September instead of the 6th: it moved from the 8th to the 13th."""
    rows = [[cell.value for cell in row] for row in book["Changes"].iter_rows(min_row=2)]
    (moved,) = [row for row in rows if row[1] == "target moved"]
    assert moved[2] == "WP-7"
    assert (moved[5], moved[6], moved[7]) == (datetime(2016, 9, 8), datetime(2016, 9, 13), 3)


def test_overload_is_marked(book: Any) -> None:
    """Wanxiang has more work than days in the week of 19 September."""
    rows = [[cell.value for cell in row] for row in book["Load"].iter_rows(min_row=2)]
    assert [(row[0], row[2]) for row in rows if row[5]] == [("wanxiang", datetime(2016, 9, 19))]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_title_is_a_formula_or_a_link(hostile: wgtrack.Tracker, title: str) -> None:
    """Every title is a cell of text, as it was typed."""
    sheet = workbook(xlsx.write(hostile.report("2016-09-05"), ENGLISH))["Items"]
    cell = by_key(sheet)[f"T-{HOSTILE.index(title) + 1}"]["Item"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", title, None)


def test_the_same_report_gives_the_same_bytes(tracker_2016: wgtrack.Tracker) -> None:
    """Two runs differ in nothing, not even in when the file was made."""
    first, second = (xlsx.write(tracker_2016.report("2016-09-05"), ENGLISH) for _ in range(2))
    assert first == second


def test_headings_and_names_are_in_the_language_of_the_report(tracker_2016: wgtrack.Tracker) -> None:
    """A Chinese report names the sheet of items in Chinese."""
    made = workbook(xlsx.write(tracker_2016.report("2016-09-20", language="zh-Hans"), language("zh-Hans")))
    assert made.sheetnames[0] == "事项"


def test_a_portfolio_is_a_sheet_of_groups(tracker_2016: wgtrack.Tracker) -> None:
    """One row for the one group on top."""
    sheet = workbook(xlsx.write(tracker_2016.portfolio("2016-09-20"), ENGLISH))["Groups"]
    row = by_key(sheet)["blockchain-wg"]
    assert (row["Open"].value, row["Overdue"].value, row["At risk"].value) == (9, 7, 1)


def test_a_text_longer_than_a_cell_can_hold_is_cut() -> None:
    """Excel takes 32,767 characters; a longer reason does not spoil the file."""
    with wgtrack.open(":memory:", by="tester") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="Group", timezone="UTC"))
        tracker.add(wgtrack.Task(key="T-1", title="Task", group="wg", target="2016-09-14"))
        tracker.move("T-1", target="2016-09-21", why="x" * 40_000)
        sheet = workbook(xlsx.write(tracker.report(), ENGLISH))["Changes"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    (moved,) = [row for row in rows if row[1] == "target moved"]
    assert len(moved[-1]) == 32_767


@pytest.fixture
def old_and_odd() -> Iterator[wgtrack.Tracker]:
    """A group with dates before Excel's first year, at the last instant of a day, and in an hour that comes twice."""
    with time_machine.travel("2016-09-05T10:00:00+08:00", tick=False), wgtrack.open(":memory:", by="t") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="G", timezone="Europe/Berlin", calendar="none"))
        for key, target in {
            "old": "1899-12-31",
            "hour": "1850-06-01T12:30",
            "first": "1900-03-01",
            "last": "2016-12-31T23:59:59.999999",
            "twice": "2016-10-30T01:30Z",
        }.items():
            tracker.add(wgtrack.Task(key=key, title=key, group="wg", target=target))
        yield tracker


def test_days_that_excel_does_not_have_are_texts(old_and_odd: wgtrack.Tracker) -> None:
    """Excel begins in 1900: earlier days are written out, and the first ones of its own are days."""
    rows = by_key(workbook(xlsx.write(old_and_odd.report("2016-09-05"), ENGLISH))["Items"])
    assert (rows["old"]["Target"].value, rows["hour"]["Target"].value) == ("1899-12-31", "1850-06-01 12:30")
    assert rows["first"]["Target"].value == datetime(1900, 3, 1)


def test_the_last_instant_of_a_day_stays_on_it(old_and_odd: wgtrack.Tracker) -> None:
    """23:59:59.999999 on 31 December is not the first instant of January."""
    rows = by_key(workbook(xlsx.write(old_and_odd.report("2016-09-05"), ENGLISH))["Items"])
    assert rows["last"]["Target"].value == datetime(2016, 12, 31, 23, 59, 59)


def test_an_hour_that_comes_twice_is_told_with_its_offset(old_and_odd: wgtrack.Tracker) -> None:
    """Half past two came twice in Berlin on 30 October 2016; a cell without a zone could not say which."""
    rows = by_key(workbook(xlsx.write(old_and_odd.report("2016-09-05"), ENGLISH))["Items"])
    assert rows["twice"]["Target"].value == "30 October 2016, 02:30 Europe/Berlin (UTC+01:00)"
