"""The report as JSON: a contract."""

import json
from datetime import date
from typing import Any

import pytest

from wgtrack.formats import render
from wgtrack.model.programme import WorkProgramme
from wgtrack.status.assess import assess
from wgtrack.status.report import VERDICTS


@pytest.fixture
def written(programme: WorkProgramme) -> dict[str, Any]:
    """The report of the small working group, read back."""
    read: dict[str, Any] = json.loads(render(assess(programme, "2016-09-05"), "json"))
    return read


def item(written: dict[str, Any], key: str) -> dict[str, Any]:
    """One of its items."""
    found: dict[str, Any] = next(item for item in written["items"] if item["key"] == key)
    return found


def test_the_keys_of_the_report(written: dict[str, Any]) -> None:
    """These keys and no others, in this order; version 1 of the contract."""
    assert " ".join(written) == "wgtrack group at countdown totals areas items attention"
    assert written["wgtrack"] == 1


def test_the_keys_of_its_parts(written: dict[str, Any]) -> None:
    """Group, countdown, totals and areas have the keys of the contract and no others."""
    parts = [written["group"], written["countdown"][0], written["totals"], written["areas"][0]]
    assert [" ".join(part) for part in parts] == [
        "key name timezone calendar",
        "key title starts calendar_days working_days",
        " ".join(VERDICTS),
        "key title items done progress worst",
    ]


def test_the_keys_of_an_item(written: dict[str, Any]) -> None:
    """Every item has the keys of the contract and no others; so have its target and limit."""
    keys = (
        "key kind title group area owners state stage verdict reasons reason_details flags target limit calendar_days_left "
        "working_days_left calendar_days_late working_days_late progress done_on priority"
    )
    assert {" ".join(item) for item in written["items"]} == {keys}
    deadlines = [item[name] for item in written["items"] for name in ("target", "limit") if item[name] is not None]
    assert {" ".join(deadline) for deadline in deadlines} == {"expression date precision ends provisional"}


def test_the_instant_has_its_offset(written: dict[str, Any]) -> None:
    """The last microsecond of the day in Shanghai."""
    assert written["at"] == "2016-09-05T23:59:59.999999+08:00"


def test_a_deadline_says_when_the_item_is_late(written: dict[str, Any]) -> None:
    """Sunday 18 September ends, and the 19th begins, at midnight in Shanghai."""
    assert item(written, "white-paper")["target"] == {
        "expression": "summit - 1wd",
        "date": "2016-09-18",
        "precision": "day",
        "ends": "2016-09-19T00:00:00+08:00",
        "provisional": False,
    }


def test_an_instant_and_a_quarter_keep_their_precision(written: dict[str, Any]) -> None:
    """A deadline at an hour ends at it, in its group's zone; a quarter ends with its last day."""
    instant, quarter = item(written, "ST-3")["target"], item(written, "ST-4")["target"]
    assert (instant["precision"], instant["ends"]) == ("instant", "2016-09-14T17:00:00-07:00")
    assert (quarter["precision"], quarter["date"], quarter["ends"]) == (
        "quarter",
        "2016-12-31",
        "2017-01-01T00:00:00+08:00",
    )


def test_what_is_not_there_is_null(written: dict[str, Any]) -> None:
    """Work without area, stage, dates or counts has null for them."""
    found = item(written, "ST-6")
    empty = ("area", "stage", "target", "limit", "calendar_days_left", "working_days_late", "done_on")
    assert {found[name] for name in empty} == {None}


def test_days_are_iso_days(written: dict[str, Any]) -> None:
    """Days of finishing and of events are ISO 8601 days."""
    assert item(written, "TR-2")["done_on"] == "2016-08-30"
    assert [date.fromisoformat(event["starts"]).isoformat() for event in written["countdown"]] == [
        "2016-09-19",
        "2016-11-30",
    ]


def test_totals_and_attention_agree_with_the_items(written: dict[str, Any]) -> None:
    """Each verdict is counted among the items, and attention has keys of items."""
    verdicts = [item["verdict"] for item in written["items"]]
    assert written["totals"] == {verdict: verdicts.count(verdict) for verdict in VERDICTS}
    assert set(written["attention"]) <= {item["key"] for item in written["items"]}


def test_chinese_is_written_as_it_is(programme: WorkProgramme) -> None:
    """Titles can be read in the file, and it ends in a line break."""
    text = render(assess(programme, "2016-09-05"), "json")
    assert '"title": "法规综述"' in text
    assert text.endswith("}\n")
