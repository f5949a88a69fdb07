"""``wgtrack timeline`` and ``wgtrack load`` over the group of 2016, and the questions of the library behind them."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest

import wgtrack
from wgtrack.errors import InstantError, PlanningError
from wgtrack.formats.cells import cell_width
from wgtrack.formats.timeline import write

Invoke: TypeAlias = Callable[..., Any]
Golden: TypeAlias = Callable[[str, str], None]

AT = ("--at", "2016-09-05")


@pytest.fixture(autouse=True)
def record(group_2016: Path) -> Path:
    """The group of 2016 is the record of every test here."""
    return group_2016


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("timeline-2016-day.txt", ("timeline", "--per", "day")),
        ("timeline-2016-week.txt", ("timeline", "--per", "week")),
        ("timeline-2016-september.txt", ("timeline", "--from", "2016-09-01", "--to", "2016-09-30")),
        ("load-2016.txt", ("load",)),
    ],
)
def test_the_group_of_2016(cli_invoke: Invoke, golden: Golden, name: str, words: tuple[str, ...]) -> None:
    """The picture of 5 September 2016 is, to the character, as it was reviewed."""
    golden(name, cli_invoke(*words, *AT).stdout)


@pytest.mark.parametrize(("name", "width"), [("timeline-2016-wide.txt", 120), ("timeline-2016-narrow.txt", 50)])
def test_the_group_of_2016_in_other_widths(golden: Golden, name: str, width: int) -> None:
    """So it is on a wide terminal, where days fit, and on a narrow one."""
    with wgtrack.open("wgtrack.db", create=False) as tracker:
        golden(name, write(tracker.timeline(at="2016-09-05"), width=width))


@pytest.mark.parametrize("at", ["2016-08-01", "2016-08-22", "2016-09-19", "2016-10-18", "2016-10-31", "2026-09-05"])
def test_every_day_of_the_past_has_its_timeline(cli_invoke: Invoke, at: str) -> None:
    """Whatever was known then, it fits 80 columns; ten years on as well."""
    for words in (("timeline",), ("timeline", "--per", "day"), ("load",)):
        said = cli_invoke(*words, "--at", at).stdout
        assert max(cell_width(line) for line in said.splitlines()) <= 80


def test_a_piped_timeline_has_no_escape_sequence(cli_invoke: Invoke) -> None:
    """It reads without colour."""
    assert "\x1b" not in cli_invoke("timeline", *AT).stdout


def test_timeline_as_json(cli_invoke: Invoke) -> None:
    """Bars by area, with the days of each part."""
    found = json.loads(cli_invoke("timeline", "--format", "json", *AT).stdout)
    (writing,) = (area for area in found["areas"] if area["key"] == "writing")
    paper = next(bar for bar in writing["bars"] if bar["key"] == "white-paper")

    assert (found["group"], found["days"]) == ("blockchain-wg", {"first": "2016-08-01", "last": "2016-09-26"})
    assert paper["worked"] == {"first": "2016-08-01", "last": "2016-09-05"}
    assert (paper["mark"], paper["target"], paper["late"], paper["critical"]) == (
        "2016-09-26",
        "2016-09-18",
        True,
        True,
    )
    assert "2016-09-18" not in found["days_off"]["blockchain-wg"]


def test_load_as_json(cli_invoke: Invoke) -> None:
    """Owners with their weeks, and the items of each."""
    found = json.loads(cli_invoke("load", "--format", "json", *AT).stdout)
    cesi = next(load for load in found if load["owner"] == "cesi")

    assert cesi["weeks"][0] == {
        "week": "2016-09-05",
        "work": 5.5,
        "days": 4,
        "overloaded": True,
        "items": [{"key": "WP-7", "days": 3}, {"key": "RG-5", "days": 1.5}, {"key": "RG-4", "days": 1}],
    }


def test_the_mid_autumn_week_has_four_days(cli_invoke: Invoke) -> None:
    """Of 12 to 18 September 2016 the 15th to 17th are off and Sunday the 18th is worked."""
    found = json.loads(cli_invoke("load", "--format", "json", *AT).stdout)

    assert {week["days"] for load in found for week in load["weeks"] if week["week"] == "2016-09-12"} == {4}


def test_a_committee_alone(cli_invoke: Invoke) -> None:
    """--group leaves out what is not of the committee."""
    said = cli_invoke("timeline", "--group", "white-paper-wg", *AT).stdout
    assert said.startswith("White Paper Writing Group\n")
    assert " WP-5 " in said
    assert " SE-2 " not in said
    assert "RG-5" not in cli_invoke("load", "--group", "white-paper-wg", *AT).stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ("timeline", "--from", "2016-10-01", "--to", "2016-09-01"),
            "the timeline would end on 2016-09-01, before it starts on 2016-10-01; give the later day last",
        ),
        (("timeline", "--to", "2016-09-31"), "there is no day 2016-09-31; give a day that exists, as YYYY-MM-DD"),
        (("timeline", "--per", "wek"), "there is no unit 'wek'; did you mean week?"),
        (("timeline", "--format", "svg"), "there is no format 'svg'; choose from terminal, json"),
        (("load", "--format", "csv"), "there is no format 'csv'; choose from terminal, json"),
    ],
)
def test_mistakes_are_told_in_a_line(cli_invoke: Invoke, words: tuple[str, ...], message: str) -> None:
    """Exit 2, what is wrong, and the next step."""
    assert cli_invoke(*words, *AT, code=2).stderr == f"wgtrack: {message}\n"


def test_the_library_takes_days_and_texts() -> None:
    """A day is a date or its text; an instant is none."""
    with wgtrack.open("wgtrack.db", create=False) as tracker:
        one = tracker.timeline("2016-09-01", date(2016, 9, 30), at="2016-09-05")
        assert one == tracker.timeline(date(2016, 9, 1), "2016-09-30", at="2016-09-05")
        with pytest.raises(InstantError, match="cannot read the day"):
            tracker.timeline("summit")


def test_longest_lags_that_contradict_each_other_are_refused(cli_invoke: Invoke) -> None:
    """X-2 starts 3 days after X-0 by X-1, where 2 at most are allowed: refused by 1 day, and all else has its dates."""
    fields: dict[str, Any] = {"title": "Work", "group": "blockchain-wg", "estimate": 3}
    with wgtrack.open("wgtrack.db", by="tester") as tracker:
        for key, after in (("X-0", []), ("X-1", ["X-0"])):
            tracker.add(wgtrack.Task(key=key, after=after, **fields))
        with pytest.raises(PlanningError, match="misses by 1 working day: X-0 -> X-1"):
            tracker.add(wgtrack.Task(key="X-2", after=["X-1", "X-0, at most 2wd"], **fields))

    for command in ("timeline", "load"):
        told = cli_invoke(command, "--at", "2016-11-01")
        assert "X-2" not in told.stdout
