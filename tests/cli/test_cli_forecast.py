"""``wgtrack forecast``: what it prints, its JSON, and what stands on stderr meanwhile."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from wgtrack_cli.progress import bar

from wgtrack.formats.forecast import percent

Invoke: TypeAlias = Callable[..., Any]

#: What every forecast of an item says of itself, as docs/forecast.md lists it.
KEYS = {
    *("wgtrack", "key", "title", "group", "at", "samples", "seed", "distribution", "outlook", "finishes", "items"),
    *("bases", "remarks", "without_estimate", "without_spread", "broken"),
}


@pytest.mark.usefixtures("group_2016")
class TestAnswer:
    """The group of 2016 on 5 September."""

    def test_of_one_item(self, cli_invoke: Invoke) -> None:
        """Chance, dates, basis, seed, and how often each task was critical."""
        said = cli_invoke("forecast", "white-paper", "--at", "2016-09-05").stdout
        assert "target       18 September 2016 (summit - 1wd): kept in 0 % of the samples\n" in said
        assert "planned      Mon 26 Sep 2016, if everything takes its likely days\n" in said
        assert "rests on     18 finished tasks of blockchain-wg, which took 1 to 2 times the likely estimate" in said
        assert "samples      10,000, seed 1\n" in said
        assert "\nWP-9   100 % " in said

    def test_of_a_whole_group(self, cli_invoke: Invoke) -> None:
        """Without a key, every open item is listed, deliverables and milestones too."""
        said = cli_invoke("forecast", "--at", "2016-09-05", "--samples", "100").stdout
        assert said.startswith("blockchain-wg  Blockchain Working Group of China\n")
        assert "\nwhite-paper  100 %" in said
        assert "samples      100, seed 1\n" in said

    def test_the_same_again(self, cli_invoke: Invoke) -> None:
        """The same seed prints the same; another seed is told, and so are the draws of another kind."""
        line = ("forecast", "white-paper", "--at", "2016-08-05", "--samples", "500")
        first = cli_invoke(*line).stdout
        assert cli_invoke(*line).stdout == first
        other = cli_invoke(*line, "--seed", "12").stdout
        assert "seed 12" in other
        assert "(triangular)" in cli_invoke(*line, "--triangular").stdout
        assert "(PERT)" in first

    def test_as_json(self, cli_invoke: Invoke) -> None:
        """Every key is there, shares are from 0 to 1 and days are written as YYYY-MM-DD."""
        line = ("forecast", "white-paper", "--at", "2016-09-05", "--format", "json", "--samples", "200")
        found = json.loads(cli_invoke(*line).stdout)
        assert set(found) == KEYS
        assert (found["wgtrack"], found["samples"], found["seed"], found["distribution"]) == (1, 200, 1, "pert")
        assert set(found["outlook"]) == {"p50", "p80", "p95", "planned", "target", "limit"}
        assert found["outlook"]["target"]["deadline"]["date"] == "2016-09-18"
        assert found["outlook"]["target"]["chance"] == 0
        assert found["outlook"]["planned"] == "2016-09-26"
        assert sum(finish["samples"] for finish in found["finishes"]) == 200
        assert {item["critical"] for item in found["items"] if item["key"] in {"WP-9", "white-paper"}} == {1}
        assert found["bases"][0]["finished"] == 18

    @pytest.mark.parametrize(
        ("words", "line"),
        [
            (("white-papre",), "there is no task, deliverable or event 'white-papre'; did you mean white-paper?"),
            (("--samples", "0"), "--samples cannot be '0'; give a whole number from 1 on"),
            (("--samples", "2000000"), "the number of samples is 2000000; give a whole number from 1 to 1000000"),
            (("--seed", "-1"), "--seed cannot be '-1'; give a whole number from 0 on"),
            (("--format", "xml"), "there is no format 'xml'; choose from terminal, json"),
            (("TR-1",), "'TR-1' is done, so there is nothing to forecast; ask for something that is still open"),
        ],
    )
    def test_mistakes_are_told_in_one_line(self, cli_invoke: Invoke, words: tuple[str, ...], line: str) -> None:
        """Each with its next step."""
        assert cli_invoke("forecast", *words, "--at", "2016-09-05", code=2).stderr == f"wgtrack: {line}\n"

    def test_without_numpy(self, cli_invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
        """One line says how to get it; other questions go on without it."""
        monkeypatch.setitem(sys.modules, "numpy", None)
        said = cli_invoke("forecast", "white-paper", code=2).stderr
        assert said == "wgtrack: forecast needs numpy; install it with pip install 'wgtrack[forecast]'\n"
        cli_invoke("plan", "white-paper", "--at", "2016-09-05")
        cli_invoke("status", "--at", "2016-09-05")


@pytest.mark.parametrize(
    "words",
    [
        "status --at 2016-09-05",
        "plan white-paper --at 2016-09-05",
        "timeline --at 2016-09-05",
        "load --at 2016-09-05",
        "forecast --help",
    ],
)
def test_nothing_else_imports_numpy(group_2016: Path, words: str) -> None:
    """Questions, planning and the forecast's own help leave numpy alone, where it is installed."""
    code = (
        "import sys; from wgtrack_cli.app import app\n"
        f"try: app({words.split()})\n"
        "except SystemExit: print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603 - our own
    assert done.stdout.endswith("False\n")


@pytest.mark.parametrize(
    ("share", "text"),
    [(0, "0 %"), (0.0001, "<1 %"), (0.006, "1 %"), (0.624, "62 %"), (0.994, "99 %"), (0.9999, ">99 %"), (1, "100 %")],
)
def test_shares_in_words(share: float, text: str) -> None:
    """What is almost none or all is never said to be none or all."""
    assert percent(share) == text


class Terminal(io.StringIO):
    """A terminal that somebody may look at."""

    def __init__(self, *, watched: bool) -> None:
        super().__init__()
        self.watched = watched

    def isatty(self) -> bool:
        """Whether anybody does."""
        return self.watched


def shown(*, watched: bool, seconds: float) -> str:
    """What a bar writes for two steps, each of which takes so many seconds."""
    stream = Terminal(watched=watched)
    ticks = iter(seconds * number for number in range(9))
    with bar(stream, lambda: next(ticks)) as told:
        told(1, 2)
        told(2, 2)
    return stream.getvalue()


def test_a_bar_is_shown_to_a_person_who_waits() -> None:
    """From one second on, and it is gone at the end."""
    first, second, blank, end = shown(watched=True, seconds=1).split("\r")[1:]
    assert first == f"[{'#' * 15}{'.' * 15}]  50 %"
    assert second == f"[{'#' * 30}] 100 %"
    assert (blank, end) == (" " * len(second), "")


def test_a_bar_comes_after_a_second_only() -> None:
    """A quick answer has none; one that takes a second in two steps has it for the second step."""
    assert shown(watched=True, seconds=0.4) == ""
    assert shown(watched=True, seconds=0.6).count("%") == 1


def test_no_bar_where_nobody_looks() -> None:
    """A log of a cron job stays as it is."""
    assert shown(watched=False, seconds=5) == ""
