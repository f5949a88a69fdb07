"""Every benchmark runs, in a size that proves nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks import __main__ as command
from benchmarks.data import body
from tests import postgres


@pytest.fixture
def run(tmp_path: Path) -> Callable[[str], list[str]]:
    """``run(name)``: the lines of the table that one benchmark writes in its small variant."""

    def rows(name: str) -> list[str]:
        command.main(["--quick", name, "--output", str(tmp_path / "results.md")])
        lines = (tmp_path / "results.md").read_text(encoding="utf-8").splitlines()
        return [line for line in lines if line.startswith("| ")][2:]

    return rows


@pytest.mark.parametrize("name", command.NAMES)
def test_runs(name: str, run: Callable[[str], list[str]]) -> None:
    """The small variant of each benchmark ends in rows, each with a figure of ours."""
    if name == "postgres" and (lack := postgres.missing()):
        (pytest.fail if postgres.REQUIRED else pytest.skip)(lack)
    rows = run(name)

    assert rows
    assert all(row.split(" | ")[1].split()[1] in {"s", "ms", "us", "MB"} for row in rows)


@pytest.mark.parametrize("name", ["startup", "taskwarrior", "tj3"])
def test_runs_without_its_peer(
    name: str, run: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A peer that is not on the machine is said to be absent."""
    monkeypatch.setenv("PATH", str(tmp_path))

    assert any(" | absent | - | " in row for row in run(name))


def test_data_is_always_the_same() -> None:
    """The same numbers give the same records."""
    assert body(50, 5) == body(50, 5)


def test_data_has_as_much_as_asked_for() -> None:
    """So many tasks, none of them finished where that is asked for, and no links where none are."""
    tasks = body(50, 5, unfinished=True, linked=0).tasks

    assert (len(tasks), any(task.finished for task in tasks), any(task.after for task in tasks)) == (50, False, False)
