"""A report as an Excel workbook: a sheet each for items, changes, slips and load, to be filtered and sorted further."""

import io
from collections.abc import Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # it brings no types
from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

from wgtrack.charts.palette import VERDICTS
from wgtrack.formats.sections import VERDICT_WORDS
from wgtrack.formats.sheets import Sheet, VerdictCell, sheets
from wgtrack.messages.languages import Language
from wgtrack.report.report import Portfolio, Report
from wgtrack.sanitize import clean
from wgtrack.status.report import Verdict

#: Excel's limits: characters of a cell, and rows of a sheet.
_LONGEST, _MOST_ROWS = 32_767, 1_048_576
#: In points: two lines.
_HEADING_HEIGHT = 32
_A4 = 9
#: The first year that Excel has days of; those before it are texts there.
_FIRST_YEAR = 1900


def _written(day: date) -> str:
    return day.isoformat(" ", "minutes") if isinstance(day, datetime) else day.isoformat()


def write(report: Report | Portfolio, language: Language) -> bytes:
    """The workbook, the same bytes for the same report."""
    data = io.BytesIO()
    # Texts are never formulas, links or numbers here, whatever they begin with.
    book = xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": report.at.replace(tzinfo=None), "title": clean(_title(report))})
    writer = _Writer(book, language)
    for sheet in sheets(report, language):
        writer.add(sheet)
    book.close()
    return data.getvalue()


def _title(report: Report | Portfolio) -> str:
    return "" if isinstance(report, Portfolio) else report.group.name


class _Writer:
    """Writes sheets into a workbook."""

    def __init__(self, book: xlsxwriter.Workbook, language: Language) -> None:
        self.book = book
        self.language = language
        top: dict[str, Any] = {"valign": "top"}
        self.heading = book.add_format({**top, "bold": True, "text_wrap": True, "bottom": 1})
        self.text = book.add_format({**top, "text_wrap": True})
        self.number = book.add_format({**top, "num_format": "0.##"})
        self.day = book.add_format({**top, "num_format": "yyyy-mm-dd", "align": "left"})
        self.instant = book.add_format({**top, "num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.verdicts = {verdict: self._verdict(verdict) for verdict in VERDICTS}

    def _verdict(self, verdict: Verdict) -> Format:
        hue = VERDICTS[verdict].hue
        return self.book.add_format(
            {"valign": "top", "bold": True, "font_color": hue.ink.light, "bg_color": hue.tint.light}
        )

    def add(self, sheet: Sheet) -> None:
        """A sheet with its first row frozen and filters on it."""
        page = self.book.add_worksheet(self.language.tell(sheet.name))
        for place, column in enumerate(sheet.columns):
            page.set_column(place, place, column.width)
            page.write_string(0, place, self.language.tell(column.heading), self.heading)
        page.set_row(0, _HEADING_HEIGHT)
        rows = list(islice(sheet.rows, _MOST_ROWS - 1))
        for number, row in enumerate(rows, start=1):
            self._row(page, number, row)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, max(1, len(rows)), len(sheet.columns) - 1)
        page.set_landscape()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)

    def _row(self, page: Worksheet, number: int, row: Sequence[Any]) -> None:
        for place, value in enumerate(row):
            self._cell(page, number, place, value)

    def _cell(self, page: Worksheet, number: int, place: int, value: Any) -> None:
        if value is None or value == "":
            return
        if isinstance(value, VerdictCell):
            words = self.language.tell(VERDICT_WORDS[value.verdict])
            page.write_string(number, place, words, self.verdicts[value.verdict])
        elif isinstance(value, str):
            page.write_string(number, place, clean(value)[:_LONGEST], self.text)
        elif isinstance(value, date) and value.year < _FIRST_YEAR:
            page.write_string(number, place, _written(value), self.text)
        elif isinstance(value, datetime):
            # Parts of a second would be rounded up, the last of a day to the next one.
            page.write_datetime(number, place, value.replace(microsecond=0), self.instant)
        elif isinstance(value, date):
            page.write_datetime(number, place, value, self.day)
        else:
            page.write_number(number, place, value, self.number)
