"""The options of the whole command line, and the words they take."""

import getpass
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from wgtrack_cli import parsing
from wgtrack_cli.root import options_first

from wgtrack.errors import InputError

Invoke: TypeAlias = Callable[..., Any]


@pytest.mark.parametrize(
    "words",
    [
        ("--db", "other.db", "task", "show", "SE-1"),
        ("task", "--db", "other.db", "show", "SE-1"),
        ("task", "show", "SE-1", "--db=other.db"),
    ],
    ids=" ".join,
)
def test_db_may_stand_anywhere(cli_invoke: Invoke, group_2016: Path, words: tuple[str, ...]) -> None:
    """--db is taken before the command, inside it and at the end."""
    group_2016.rename("other.db")

    assert cli_invoke(*words).stdout.startswith("SE-1  ")


def test_db_from_the_environment(cli_invoke: Invoke, group_2016: Path) -> None:
    """WGTRACK_DB names the file; --db is stronger."""
    group_2016.rename("other.db")

    assert cli_invoke("task", "show", "SE-1", env={"WGTRACK_DB": "other.db"}).stdout.startswith("SE-1  ")
    cli_invoke("task", "show", "SE-1", "--db", "none.db", env={"WGTRACK_DB": "other.db"}, code=3)


def test_words_after_two_dashes_stay() -> None:
    """What stands behind '--' is no option."""
    assert options_first(["log", "--", "--db"], strict=True) == ["log", "--", "--db"]


def test_by_is_stronger_than_the_environment(cli_invoke: Invoke, small_group: Path) -> None:
    """--by says who makes the change, else WGTRACK_BY does."""
    cli_invoke("task", "start", "T-1", "--by", "editor")
    cli_invoke("task", "progress", "T-1", "10")

    authors = [line.split()[-4] for line in cli_invoke("log", "T-1").stdout.splitlines() if line.startswith("#")]
    assert authors[-2:] == ["editor", "tester"]


def test_by_falls_back_to_the_login_name(
    cli_invoke: Invoke, small_group: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody has to say who they are: the login name is taken."""
    monkeypatch.setattr(getpass, "getuser", lambda: "li-wei")

    cli_invoke("task", "start", "T-1", env={"WGTRACK_BY": None})
    assert "  li-wei  start task T-1" in cli_invoke("log", "T-1").stdout


def test_by_of_a_user_without_a_name(cli_invoke: Invoke, small_group: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the machine knows no name the change is by 'unknown', and is made."""

    def no_name() -> str:
        raise OSError("no entry for this user")

    monkeypatch.setattr(getpass, "getuser", no_name)

    cli_invoke("task", "start", "T-1", env={"WGTRACK_BY": None})
    assert "  unknown  start task T-1" in cli_invoke("log", "T-1").stdout


def test_version(cli_invoke: Invoke) -> None:
    """--version prints name and version."""
    assert cli_invoke("--version").stdout == "wgtrack 0.1.0\n"


def test_weekend_is_read_as_weekday_numbers() -> None:
    """Monday is 0; 'none' is a week without a weekend."""
    assert parsing.weekend("Fri,saturday") == frozenset({4, 5})
    assert parsing.weekend("none") == frozenset()


def test_named_day_is_read_with_and_without_a_name() -> None:
    """A day may have a name behind '='."""
    assert parsing.named_day("2016-09-15=Mid-Autumn") == (date(2016, 9, 15), "Mid-Autumn")
    assert parsing.named_day("2016-09-15") == (date(2016, 9, 15), "")


@pytest.mark.parametrize("text", ["", "-1", "1.5", "٣", "1e3", "²"])
def test_whole_numbers_are_plain_digits(text: str) -> None:
    """Only plain digits are a whole number, though Python would read some others."""
    with pytest.raises(InputError):
        parsing.whole(text, "it")
