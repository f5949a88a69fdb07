"""Completion: what the Tab key offers."""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

Invoke: TypeAlias = Callable[..., Any]


@pytest.fixture
def offered(cli_invoke: Invoke) -> Callable[[str], list[str]]:
    """``offered("wgtrack task show TR")``: the words that the shell gets for a line."""

    def complete(line: str) -> list[str]:
        words = shlex.split(line)
        place = len(words) - (not line.endswith(" "))
        env = {"_WGTRACK_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(place)}
        return str(cli_invoke(env=env).stdout).split()

    return complete


Offered: TypeAlias = Callable[[str], list[str]]


def test_completes_keys_of_the_kind(offered: Offered, group_2016: Path) -> None:
    """After 'task show' come keys of tasks."""
    assert offered("wgtrack task show SE") == ["SE-1", "SE-2", "SE-3", "SE-4", "SE-5"]


def test_completes_unfinished_work_for_verbs(offered: Offered, small_group: Path, cli_invoke: Invoke) -> None:
    """After 'task done' come tasks that are not finished."""
    cli_invoke("task", "add", "T-2", "--title", "Report")
    cli_invoke("task", "done", "T-1")

    assert offered("wgtrack task done ") == ["T-2"]


def test_completes_from_the_database_of_the_line(offered: Offered, group_2016: Path) -> None:
    """Keys are those of the file that --db names, wherever it stands."""
    group_2016.rename("other.db")

    assert offered("wgtrack task show SE") == []
    assert offered("wgtrack task show --db other.db SE-1") == ["SE-1"]
    assert offered("wgtrack --db other.db task show SE-1") == ["SE-1"]


def test_completes_nothing_on_any_error(offered: Offered, desk: Path) -> None:
    """A file that is no record offers nothing and prints nothing."""
    desk.joinpath("wgtrack.db").write_text("no database", encoding="utf-8")

    assert offered("wgtrack task show T") == []


def test_completes_the_stages_that_may_follow(offered: Offered, small_group: Path, cli_invoke: Invoke) -> None:
    """After 'deliverable advance KEY' come the stages it may enter."""
    cli_invoke("deliverable", "add", "paper", "--title", "Paper")
    cli_invoke("deliverable", "advance", "paper", "outline")

    assert offered("wgtrack deliverable advance paper ") == ["drafting"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("wgtrack wai", ["waiting"]),
        ("wgtrack task pro", ["progress"]),
        ("wgtrack task add X --own", ["--owner"]),
        ("wgtrack seed ch", ["china-blockchain-2016"]),
        ("wgtrack list --verdict over", ["overdue"]),
        ("wgtrack list --area tech", ["technologies"]),
        ("wgtrack list --owner ces", ["cesi"]),
        ("wgtrack list --sort prog", ["progress"]),
        ("wgtrack role add cesi edi", ["editor"]),
        ("wgtrack init wg --timezone Asia/Shang", ["Asia/Shanghai"]),
        ("wgtrack deliverable add d --lifecycle w", ["w3c", "w3c-2025", "white-paper"]),
        ("wgtrack check --fail-on cir", ["circle"]),
        ("wgtrack log summit-", ["summit-2015"]),
        ("wgtrack task show --db ", []),
    ],
)
def test_completes_words(offered: Offered, group_2016: Path, line: str, words: list[str]) -> None:
    """Commands, options and the words that options take are completed."""
    assert offered(line) == words
