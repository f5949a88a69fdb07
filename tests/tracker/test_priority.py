"""The priority of items: declared once in the model, and everywhere else by what is declared."""

import csv
import io
import json
from pathlib import Path

import pytest

import wgtrack
from wgtrack import InputError, Task, Tracker
from wgtrack.formats import render
from wgtrack.status.report import shown_value

SEED = """
title = "Group with priorities"

[[group]]
key = "g"
name = "Group"

[[task]]
key = "A"
title = "First of all"
group = "g"
priority = 1

[[task]]
key = "B"
title = "Whenever"
group = "g"
"""


@pytest.fixture
def ranked(tracker: Tracker) -> Tracker:
    """The paper comes first; the outline second, and is overdue, so that it needs attention; the milestone has no priority."""
    tracker.edit("paper", priority=1)
    tracker.edit("T-1", priority=2, target="2016-08-19")
    return tracker


def keys(found: tuple[wgtrack.ItemStatus, ...]) -> list[str]:
    """The keys of items that were found."""
    return [item.key for item in found]


def test_items_are_found_and_sorted_by_priority(ranked: Tracker) -> None:
    """A priority is a condition and an order like any other; items without one come last."""
    assert keys(ranked.find(priority=2)) == ["T-1"]
    assert keys(ranked.find(priority=3)) == []
    assert keys(ranked.find(sort="priority")) == ["paper", "T-1", "M-1"]
    assert keys(ranked.find(sort="-priority")) == ["T-1", "paper", "M-1"]


def test_a_condition_on_an_unknown_field_is_refused(ranked: Tracker) -> None:
    """A slip of the keyboard does not look like nothing found."""
    with pytest.raises(InputError, match="items cannot be found by 'priorty'; choose from priority"):
        ranked.find(priorty=2)


@pytest.mark.parametrize("wrong", [0, -1, True, 1.5, "1", 1_000_001])
def test_a_priority_is_a_whole_number_from_one(tracker: Tracker, wrong: object) -> None:
    """Nothing else is stored."""
    with pytest.raises(InputError, match=r"the priority is .*; give a whole number from 1 to 1000000"):
        tracker.edit("T-1", priority=wrong)


def test_a_status_gives_the_priority_to_programs(ranked: Tracker) -> None:
    """Every item has the key in JSON, null without a priority; in the library the record has it."""
    status = ranked.status()
    told = {item["key"]: item["priority"] for item in json.loads(render(status, "json"))["items"]}
    assert told == {"paper": 1, "T-1": 2, "M-1": None}
    assert {item.key: shown_value(item, "priority") for item in status.items} == told


def test_every_format_of_a_report_has_the_priority(ranked: Tracker) -> None:
    """CSV and XLSX have a column for it, HTML, Markdown and the terminal where an item has one."""
    report = ranked.report()
    rows = list(csv.DictReader(io.StringIO(str(render(report, "csv")))))
    assert {row["key"]: row["priority"] for row in rows} == {"paper": "1", "T-1": "2", "M-1": ""}
    assert '<th scope="col" data-sort="text">Priority</th>' in str(render(report, "html"))
    assert "| Owners | Why | Priority |" in str(render(report, "markdown"))
    assert "Priority" in str(render(report, "terminal"))
    assert "priority: 2" in render(ranked.status(), "terminal")
    assert "| Verdict | Progress | Priority |" in render(ranked.status(), "markdown")
    assert "优先级: 2" in render(ranked.status(), "terminal", language="zh-Hans").replace("：", ": ")


def test_a_workbook_has_the_priority_as_a_number(ranked: Tracker) -> None:
    """A spreadsheet can sort by it."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(render(ranked.report(), "xlsx")))  # type: ignore[arg-type]
    heads, *rows = list(book.worksheets[0].values)
    place = heads.index("Priority")
    assert {row[0]: row[place] for row in rows} == {"paper": 1, "T-1": 2, "M-1": None}


def test_people_see_no_column_of_a_field_that_no_item_has(tracker: Tracker) -> None:
    """Without any priority, HTML, Markdown and the terminal are as they were."""
    report = tracker.report()
    assert not any("riority" in str(render(report, name)) for name in ("html", "markdown", "terminal"))


def test_a_seed_file_gives_priorities(tracker: Tracker, tmp_path: Path) -> None:
    """A file sets the field by its name, and a wrong value is told with its place."""
    path = tmp_path / "ranked.toml"
    path.write_text(SEED, encoding="utf-8")
    tracker.load(path)
    task = tracker.get("A")
    assert isinstance(task, Task)
    assert task.priority == 1
    path.write_text(SEED.replace("priority = 1", "priority = 0").replace('"g"', '"h"'), encoding="utf-8")
    with pytest.raises(wgtrack.SeedError, match="A, priority: the priority is 0; give a whole number from 1"):
        tracker.load(path)


def test_undo_takes_a_priority_back(ranked: Tracker) -> None:
    """The journal keeps it as every other field."""
    ranked.edit("paper", priority=3)
    ranked.undo()
    assert keys(ranked.find(priority=1)) == ["paper"]
