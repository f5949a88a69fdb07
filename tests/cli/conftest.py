"""The command line, run in a temporary folder: in this process for most tests, as a process of its own for some."""

import os
import shlex
import shutil
import subprocess
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

import pytest
import time_machine
from typer.testing import CliRunner
from wgtrack_cli.app import app

#: After the release of the white paper, so that all of the group's past lies in the past.
CLOCK = "2016-11-01T09:00:00+08:00"
WGTRACK = str(Path(sysconfig.get_path("scripts")) / "wgtrack")


class Outcome(Protocol):
    """What a command left behind: exit code, and what it printed."""

    exit_code: int
    stdout: str
    stderr: str


class Invoke(Protocol):
    """Runs the command line: ``cli_invoke("task", "show", "TR-3")``; success is asserted unless ``code`` says otherwise."""

    def __call__(self, *words: str, code: int = 0, env: dict[str, str | None] | None = None) -> Outcome:
        """Run ``wgtrack`` with these words."""


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, and a user whose name is known."""
    monkeypatch.chdir(tmp_path)
    for name in ("WGTRACK_DB", "NO_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WGTRACK_BY", "tester")
    return tmp_path


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still on the morning of Tuesday 1 November 2016 in Shanghai."""
    with time_machine.travel(CLOCK, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cli_invoke() -> Invoke:
    """The real app, in this process."""

    def invoke(*words: str, code: int = 0, env: dict[str, str | None] | None = None) -> Any:
        outcome = CliRunner().invoke(app, list(words), env=env)
        assert outcome.exit_code == code, f"exit {outcome.exit_code}\n{outcome.output}\n{outcome.exc_info}"
        return outcome

    return invoke


@pytest.fixture(scope="session")
def record_of_2016(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The group of 2016 loaded into a file, once for all tests."""
    path = tmp_path_factory.mktemp("record") / "wgtrack.db"
    with time_machine.travel(CLOCK, tick=False):
        outcome = CliRunner().invoke(app, ["--db", str(path), "seed", "china-blockchain-2016"])
    assert outcome.exit_code == 0, outcome.output
    return path


@pytest.fixture
def group_2016(desk: Path, record_of_2016: Path) -> Path:
    """The record of the group of 2016 as ``wgtrack.db`` of the folder."""
    return Path(shutil.copy(record_of_2016, desk / "wgtrack.db"))


@pytest.fixture(scope="session")
def record_of_wg(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A group of one's own, with an event, a party, an area and a task, made by commands once for all tests."""
    path = tmp_path_factory.mktemp("small") / "wgtrack.db"
    lines = (
        "init wg --name 'Working Group' --timezone Asia/Shanghai --calendar CN",
        "party add cesi --name CESI",
        "area add trends --title Trends",
        "event add plenary --title Plenary --starts 2016-11-14 --ends 2016-11-16",
        "task add T-1 --title 'Survey 调查' --area trends --owner cesi --estimate 3 --target 'plenary - 1wd' --tag survey",
    )
    with time_machine.travel(CLOCK, tick=False):
        for line in lines:
            outcome = CliRunner().invoke(app, ["--db", str(path), "--by", "tester", *shlex.split(line)])
            assert outcome.exit_code == 0, outcome.output
    return path


@pytest.fixture
def small_group(desk: Path, record_of_wg: Path) -> Path:
    """The record of the small group as ``wgtrack.db`` of the folder."""
    return Path(shutil.copy(record_of_wg, desk / "wgtrack.db"))


@pytest.fixture
def run_wgtrack(desk: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """The installed command, as a process of its own in the folder."""

    def run(*words: str, **more: Any) -> "subprocess.CompletedProcess[str]":
        env = {**os.environ, **more.pop("env", {})}
        return subprocess.run(  # noqa: S603 - our own command
            [WGTRACK, *words], cwd=desk, env=env, check=False, capture_output=True, text=True, encoding="utf-8", **more
        )

    return run
