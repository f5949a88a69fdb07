"""Hostile files and command lines, as processes: one line within two seconds and 200 MB, or stored and shown harmlessly."""

import json
import re
import resource
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner
from wgtrack_cli.app import app

from tests.fuzz.cases import Case, cases, fits, make_files
from tests.fuzz.targets import ACTING

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of memory and links need POSIX")

WGTRACK = str(Path(sysconfig.get_path("scripts")) / "wgtrack")
#: Seconds of the processor that an error may take, and kilobytes of memory that any of them may.
MOST_SECONDS, MOST_MEMORY = 2, 200_000
#: Of a processor on which Python starts with typer within so many; one that is slower, or shared with others, gets as much more.
START_SECONDS = 0.07
ENVIRONMENT = {"WGTRACK_BY": "tester", "HOME": "/nonexistent", "PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}

#: Everything that shows what is stored.
SHOWN = [
    line.split()
    for line in (
        "status|status --format markdown|status --format json|list|list --format csv|list --format json|next|due --within 9999wd",
        "overdue|waiting|check|log|log --format json|plan|plan --format json|timeline|load|slips|task show T-1|task list",
        "task show T-1 --format json|deliverable show d|deliverable list --format csv|event show e|event list",
        "party show p|party list --format csv|party list --format json|area list|group show wg|group list|role list",
    )
    for line in line.split("|")
]
ALL = [*cases("seeds/made"), *cases("commands")]


class Ended(NamedTuple):
    """How a process ended."""

    code: int
    stdout: bytes
    stderr: bytes
    #: Of the processor, its own and the system's.
    seconds: float


@pytest.fixture
def limited(tmp_path: Path) -> Callable[..., Ended]:
    """Runs the installed command in an empty folder, with no more memory than it may take."""

    def run(*words: str) -> Ended:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        limits = f'ulimit -v {MOST_MEMORY} -t 60 2>/dev/null || ulimit -v {MOST_MEMORY}; exec "$0" "$@"'
        done = subprocess.run(  # noqa: S603 - our own command
            ["/bin/sh", "-c", limits, WGTRACK, *words],
            cwd=tmp_path,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=120,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Ended(done.returncode, done.stdout, done.stderr, seconds)

    return run


@pytest.fixture(scope="session")
def records() -> dict[str, bytes]:
    """Records that were made once, by the commands that made them."""
    return {}


@pytest.fixture
def begun(records: dict[str, bytes], tmp_path: Path) -> Callable[[Sequence[Sequence[str]]], None]:
    """Puts a record into the folder that some commands make."""

    def begin(commands: Sequence[Sequence[str]]) -> None:
        known, path = repr(commands), tmp_path / "wgtrack.db"
        if known not in records:
            for words in commands:
                done = CliRunner().invoke(app, ["--db", str(path), *words], env=ENVIRONMENT)
                assert done.exit_code == 0, done.output
            records[known] = path.read_bytes() if commands else b""
        if commands:
            path.write_bytes(records[known])

    return begin


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_a_hostile_input_ends_as_it_should(
    case: Case, limited: Callable[..., Ended], begun: Callable[..., None], tmp_path: Path
) -> None:
    """It is refused in the lines that are kept with it, quickly and in little memory, or it is stored and shown harmlessly."""
    make_files(case.files, tmp_path)
    begun(case.before)
    kept = left_in(tmp_path)

    ended = limited(*case.command)

    check_lines(ended.stderr.decode(), case.says)
    assert ended.code == case.code
    shown = ended.stdout.decode()
    assert all(piece in shown for piece in case.shows)
    assert not ACTING.search(shown)
    if case.code:
        assert ended.seconds < MOST_SECONDS or ended.seconds < MOST_SECONDS * slowness()
        assert left_in(tmp_path) == kept, "a refused command leaves nothing behind, and everything as it was"
    else:
        show_everything(tmp_path, SHOWN if case.then is None else case.then)


def slowness() -> float:
    """How many times as long as on that processor things take now."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for _ in range(5):
        subprocess.run([sys.executable, "-c", "import typer"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / 5 / START_SECONDS


def left_in(folder: Path) -> dict[str, str | bytes]:
    """What is in a folder: where each link leads, and the bytes of each file but the record."""
    found: dict[str, str | bytes] = {}
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_symlink():
            found[name] = str(path.readlink())
        elif path.is_file() and path.suffix != ".db":
            found[name] = path.read_bytes()
        else:
            found[name] = "a folder" if path.is_dir() else "there"
    return found


def check_lines(said: str, expected: Sequence[str]) -> None:
    """The lines on stderr are those that are expected; a last one that ends in `` ...`` stands for more lines too."""
    lines = said.removeprefix("wgtrack: ").splitlines()
    assert all(line.isprintable() for line in lines)
    more_may_come = bool(expected) and expected[-1].endswith(" ...")
    assert len(lines) == len(expected) or (more_may_come and len(lines) > len(expected)), said[:2000]
    for line, wanted in zip(lines, expected, strict=False):
        assert fits(line, wanted), f"{line[:2000]}\n{wanted}"


def show_everything(folder: Path, commands: Sequence[Sequence[str]]) -> None:
    """Ask everything of a record; no answer has a character that acts on a terminal, or markup that is not escaped."""
    for words in commands:
        done = CliRunner().invoke(app, ["--db", str(folder / "wgtrack.db"), *words], env=ENVIRONMENT)
        assert isinstance(done.exception, SystemExit | None), (words, done.exc_info)
        answer = done.stdout_bytes.decode()
        assert done.exit_code in {0, 1, 2}, words
        assert not ACTING.search(answer.replace("\r\n", "\n") + done.stderr), words  # CSV ends its lines so
        if done.exit_code == 0:
            _CHECKS.get(words[-1], str)(answer)


def check_json(answer: str) -> None:
    """JSON can be read, and says the same with every dangerous character escaped."""
    json.loads(answer)


def check_markdown(answer: str) -> None:
    """No tag, link, picture or cell is made by a text."""
    assert "<" not in answer
    assert not re.search(r"(?<!\\)\]\(", answer)
    for block in answer.split("\n\n"):
        rows = [line for line in block.splitlines() if line.startswith("|")]
        assert len({len(re.findall(r"(?<!\\)(?:\\\\)*\|", row)) for row in rows}) <= 1, rows


def check_csv(answer: str) -> None:
    """No cell begins as a formula does."""
    import csv  # noqa: PLC0415 - this check alone needs it

    for row in csv.reader(answer.splitlines(keepends=True)):
        assert not any(re.match(r"[=+@]|-(?!\d+$)", cell) for cell in row), row


_CHECKS: dict[str, Callable[[str], Any]] = {"json": check_json, "markdown": check_markdown, "csv": check_csv}


def test_there_are_as_many_as_there_should_be() -> None:
    """The corpus is kept: nobody empties it by mistake."""
    assert len(ALL) >= 150
