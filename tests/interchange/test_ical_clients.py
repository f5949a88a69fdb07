"""The calendar of the group of 2016 in the programs that people read calendars with."""

import os
import shutil
import subprocess
from pathlib import Path

import ics  # type: ignore[import-untyped]  # it brings no types
import pytest
import time_machine
import vobject

import wgtrack

#: In the record of 5 September 2016 (seeds/groups/china-blockchain-2016.toml): two summits, and items with a date.
EVENTS, DEADLINES = 2, 45
#: CI installs the programs and sets this, so that a missing one fails there instead of being skipped.
REQUIRED = os.environ.get("WGTRACK_CLIENTS") == "required"
_KHAL = """
[calendars]
[[one]]
path = {folder}/one
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
[sqlite]
path = {folder}/khal.db
"""


@pytest.fixture(scope="module")
def data() -> bytes:
    """The calendar with deadlines as tasks and as events."""
    with time_machine.travel("2016-11-01T09:00:00+08:00", tick=False), wgtrack.open(":memory:", by="x") as tracker:
        tracker.load("china-blockchain-2016")
        return tracker.calendar(at="2016-09-05", deadlines="both", alarms=["5wd"])


@pytest.fixture
def file(data: bytes, tmp_path: Path) -> Path:
    """The same as a file."""
    path = tmp_path / "group.ics"
    path.write_bytes(data)
    return path


def run(*words: object) -> str:
    """What an installed program says to a command; skipped where there is none, unless CI requires it."""
    program = shutil.which(str(words[0]))
    if program is None:
        if REQUIRED:
            pytest.fail(f"{words[0]} is not installed, and WGTRACK_CLIENTS requires it")
        pytest.skip(f"{words[0]} is not installed")
    done = subprocess.run(  # noqa: S603 - a program of the machine, on files of our own
        [program, *map(str, words[1:])], check=True, capture_output=True, text=True, timeout=60
    )
    return done.stdout + done.stderr


def test_vobject_reads_it_and_finds_nothing_missing(data: bytes) -> None:
    """Every component has what the standard requires of it."""
    found = vobject.readOne(data.decode())
    assert found.validate(raiseException=True)
    assert (len(found.vevent_list), len(found.vtodo_list)) == (EVENTS + DEADLINES, DEADLINES)


def test_ics_py_reads_it(data: bytes) -> None:
    """ics.py finds all events and tasks."""
    found = ics.Calendar(data.decode())
    assert (len(found.events), len(found.todos)) == (EVENTS + DEADLINES, DEADLINES)


def test_calcurse_imports_all_of_it(file: Path, tmp_path: Path) -> None:
    """Calcurse skips nothing."""
    (tmp_path / "data").mkdir()
    told = run("calcurse", "-D", tmp_path / "data", "-C", tmp_path / "data", "-i", file)
    assert f"{EVENTS + DEADLINES} events / {DEADLINES} todos / 0 skipped" in told


def test_khal_shows_the_summit_on_its_days(file: Path, tmp_path: Path) -> None:
    """Khal lists it from the 19th to the 24th of September 2016, and no longer."""
    (tmp_path / "one").mkdir()
    config = tmp_path / "khal.conf"
    config.write_text(_KHAL.format(folder=tmp_path))
    run("khal", "-c", config, "import", "--batch", "-a", "one", file)
    listed = run("khal", "-c", config, "list", "--format", "{title}", "--day-format", "{date}", "2016-09-18", "10d")
    days = [block.split("\n")[0] for block in listed.split("2016-09-") if "Second Global Blockchain Summit" in block]
    assert days == ["19", "20", "21", "22", "23", "24"]
