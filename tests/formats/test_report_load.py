"""Load for a terminal: owners in rows, weeks in columns, and what makes each overload."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from wgtrack.formats.cells import cell_width
from wgtrack.formats.load import render_load, write
from wgtrack.planning.load import ItemLoad, OwnerLoad, WeekLoad


def week(monday: date, days: int = 5, **work: float) -> WeekLoad:
    """A week with so many working days and this work, most first."""
    total = sum(work.values())
    return WeekLoad(monday, total, days, total > days, tuple(ItemLoad(key, part) for key, part in work.items()))


FIRST, SECOND = date(2016, 12, 26), date(2017, 1, 2)
CESI = OwnerLoad("cesi", "电子标准院", (week(FIRST, a=4, b=2.25), week(SECOND, 4, a=1)))
LI = OwnerLoad("li-ming", "Li Ming", (week(SECOND, 4, c=4),))
NOBODY = OwnerLoad(None, "nobody", (evolve(week(FIRST, d=8), overloaded=False),))


def test_owners_stand_in_rows_and_weeks_in_columns() -> None:
    """Days to a tenth, rounded up; an overload has a mark, nobody's work has none; a year is named where it begins."""
    assert write((CESI, LI, NOBODY)).splitlines() == [
        "Working days planned / working days there are; ! where more are planned.",
        "",
        "                       2016     2017",
        "                     26 Dec    2 Jan",
        "cesi     电子标准院   6.3/5!     1/4",
        "li-ming  Li Ming                 4/4",
        "nobody                  8/5",
        "",
        "Overloads (1)",
        "  week of 26 December 2016",
        "    cesi  6.3/5  a 4, b 2.3",
    ]


def test_without_overloads_there_is_no_list() -> None:
    """The table says it all."""
    assert "Overloads" not in write((LI,))


def test_without_work_there_is_no_table() -> None:
    """One sentence says so."""
    assert write(()) == "There is no work left that has an estimate.\n"


def test_overloads_stand_by_week() -> None:
    """All of one week together, whoever has them; every item is named, most first."""
    many: dict[str, Any] = {f"task-{number}": 1.5 for number in range(12)}
    found = write(
        (OwnerLoad("x", "X", (week(SECOND, **many),)), OwnerLoad("y", "Y", (week(FIRST, a=6), week(SECOND, b=7))))
    )
    assert found.split("Overloads (3)\n")[1].splitlines() == [
        "  week of 26 December 2016",
        "    y   6/5  a 6",
        "  week of 2 January 2017",
        "    x  18/5  task-0 1.5, task-1 1.5, task-2 1.5, task-3 1.5, task-4 1.5",
        "             task-5 1.5, task-6 1.5, task-7 1.5, task-8 1.5, task-9 1.5",
        "             task-10 1.5, task-11 1.5",
        "    y   7/5  b 7",
    ]


def test_weeks_that_do_not_fit_are_counted() -> None:
    """Eight columns of nine cells beside the key; 20 February is eight weeks after 26 December."""
    weeks = tuple(week(FIRST + timedelta(weeks=number), a=1) for number in range(12))
    text = write((OwnerLoad("x", "X", weeks),)).splitlines()
    assert text[3].split()[-2:] == ["13", "Feb"]
    assert " ".join(text[5:]) == "4 weeks more from 20 February 2017 on: a wider terminal or --format json shows all."


@pytest.mark.parametrize("width", [1, 40, 64, 80, 120, 500])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    """Lines fit from 40 to 120 cells, with keys and names as long as they come."""
    work: dict[str, Any] = {"K" * 64: 100, "b": 12.5}
    weeks = tuple(week(FIRST + timedelta(weeks=number), **work) for number in range(30))
    loads = OwnerLoad("K" * 64, "电子标准院" * 9, weeks), OwnerLoad("li", "Li " * 30, weeks)
    text = write(loads, width=width)
    assert max(cell_width(line) for line in text.splitlines()) <= max(40, min(120, width))
    assert "more from" in text


def test_overloads_have_a_style() -> None:
    """Who prints the lines may colour them."""
    spans = [span for line in render_load((CESI, LI)) for span in line]
    assert [span.text.strip() for span in spans if span.style == "late"] == ["6.3/5!", "6.3/5"]
