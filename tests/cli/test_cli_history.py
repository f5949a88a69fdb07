"""``log``, ``undo``, ``seed`` and ``init``."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Invoke: TypeAlias = Callable[..., Any]


def test_log_has_step_day_author_what_and_why(cli_invoke: Invoke, group_2016: Path) -> None:
    """An entry of the log says when, by whom, what changed and why."""
    said = cli_invoke("log", "white-paper", "--since", "2016-10-18").stdout

    assert said == (
        "#1  2016-10-18  secretariat  advance deliverable white-paper\n"
        "    state: active -> done; done on: 18 October 2016; stage: published on 18 October 2016\n"
        "    why: officially released by MIIT's forum (the-blockchain.com, 19 October 2016)\n"
    )


def test_log_of_a_time_has_its_offset(cli_invoke: Invoke, small_group: Path) -> None:
    """A change that was made at a time of day is told with its offset from UTC."""
    cli_invoke("task", "start", "T-1")

    assert "  2016-11-01 09:00+08:00  tester  start task T-1\n" in cli_invoke("log", "T-1").stdout


def test_log_as_json_has_old_and_new(cli_invoke: Invoke, small_group: Path) -> None:
    """--format json gives each field that changed with its old and new value."""
    cli_invoke("task", "progress", "T-1", "40")

    *_, last = json.loads(cli_invoke("log", "T-1", "--format", "json").stdout)
    assert {"field": "percent", "old": 0, "new": 40} in last["changes"]


def test_undo_takes_the_last_step_back(cli_invoke: Invoke, small_group: Path) -> None:
    """Undo restores what was, and prints it."""
    cli_invoke("task", "edit", "T-1", "--title", "Poll")

    assert "task T-1: title: Poll -> Survey 调查" in cli_invoke("undo").stdout
    assert cli_invoke("task", "show", "T-1").stdout.startswith("T-1  Survey 调查\n")


def test_undo_of_an_undo_puts_back_on_record(cli_invoke: Invoke, small_group: Path) -> None:
    """What an undo took off the record comes back in one short line each, not with all of its fields."""
    cli_invoke("party", "add", "miit", "--name", "MIIT")
    step = cli_invoke("log", "miit").stdout.split()[0]

    assert cli_invoke("undo").stdout == f"took back step {step[1:]}\n  party miit: taken off the record\n"
    undone = cli_invoke("log", "miit").stdout.splitlines()[-3].split()[0]
    assert cli_invoke("undo", undone).stdout == f"took back step {undone[1:]}\n  party miit: put on record\n"


def test_names_and_weekends_are_told_as_they_are_typed(cli_invoke: Invoke, small_group: Path) -> None:
    """A name is told with its language, and a weekend by its days."""
    assert cli_invoke("party", "edit", "cesi", "--name-in", "zh-Hans=电子标准院").stdout == (
        "party cesi changed\n  names: zh-Hans=电子标准院\n"
    )
    assert "weekend: Sat, Sun -> Fri, Sat" in cli_invoke("calendar", "edit", "CN", "--weekend", "Fri,Sat").stdout


def test_undo_of_a_number_as_the_log_prints_it(cli_invoke: Invoke, small_group: Path) -> None:
    """A step is named with or without the '#' of the log."""
    cli_invoke("task", "start", "T-1")
    step = cli_invoke("log", "T-1").stdout.splitlines()[-2].split()[0]

    assert cli_invoke("undo", step).stdout.startswith(f"took back step {step[1:]}\n")


def test_undo_of_no_step(cli_invoke: Invoke, small_group: Path) -> None:
    """A step that there is not is refused."""
    assert "there is no step 999" in cli_invoke("undo", "999", code=2).stderr


def test_seed_lists_what_can_be_loaded(cli_invoke: Invoke) -> None:
    """Without a name, the seeds that come with wgtrack are listed, and no file is made."""
    assert "china-blockchain-2016" in cli_invoke("seed").stdout
    assert not Path("wgtrack.db").exists()


def test_seed_twice_changes_nothing(cli_invoke: Invoke, group_2016: Path) -> None:
    """Loading a group that is on record says so and changes nothing."""
    before = cli_invoke("log").stdout

    assert cli_invoke("seed", "china-blockchain-2016").stdout == (
        "China's blockchain working group, 2016: all of it is on record already; nothing was changed\n"
    )
    assert cli_invoke("log").stdout == before


def test_seed_with_mistakes_lists_them_all(cli_invoke: Invoke, desk: Path) -> None:
    """A file with mistakes is refused whole, with a line for each of them."""
    desk.joinpath("mine.toml").write_text(
        'title = "Mine"\n[[group]]\nkey = "wg"\nnmae = "x"\n[[task]]\nkey = "T-1"\ntitle = "T"\ngroup = "wg"\nestimate = "?"\n',
        encoding="utf-8",
    )

    refused = cli_invoke("seed", "mine.toml", code=2).stderr.splitlines()
    assert refused[0].startswith("wgtrack: mine.toml: ")
    assert any("nmae" in line for line in refused)
    assert any("T-1" in line and "estimate" in line for line in refused)


def test_init_starts_a_record(cli_invoke: Invoke, desk: Path) -> None:
    """'init' makes the file, the group and its calendar, and says what to do next."""
    said = cli_invoke("init", "ed", "--name", "Editors", "--timezone", "Europe/Berlin", "--calendar", "DE-BE").stdout

    assert said.splitlines() == [
        "group ed started in wgtrack.db (zone Europe/Berlin, calendar DE-BE)",
        "next: 'wgtrack area add', 'party add', 'task add'; --help of each has an example",
    ]
    assert desk.joinpath("wgtrack.db").exists()


@pytest.mark.parametrize("line", ["init wg --name Group --timezone Asia/Shanghia", "init wg --name ''", "seed chnia"])
def test_a_mistake_leaves_no_empty_record(cli_invoke: Invoke, desk: Path, line: str) -> None:
    """What fails to start a record makes no file."""
    cli_invoke(*shlex.split(line), code=2)

    assert list(desk.iterdir()) == []


def test_calendar_days_need_no_record(cli_invoke: Invoke) -> None:
    """Where there is no record at all, a country's days are looked up; without a country there is nothing to ask."""
    asked = cli_invoke("calendar", "days", "DE-BE", "--from", "2016-12-24", "--to", "2016-12-31")
    assert "2016-12-26  Mon      off  Zweiter Weihnachtstag" in asked.stdout
    assert cli_invoke("calendar", "days", code=3).stderr
    assert "XX" in cli_invoke("calendar", "days", "XX", code=2).stderr
