"""Files that are no record, or not any more: every command refuses them in one line, or reads what is there, and never ends badly."""

import os
import random
import shlex
import signal
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from wgtrack_cli.app import app

from tests.cli.test_cli_help import COMMANDS, examples
from wgtrack import doctor
from wgtrack.store.sqlite import schema

#: Seconds within which a command must say something about any file.
PATIENCE = 20
#: Commands that look at nothing but their own package.
WITHOUT_RECORD = {("seed",), ("lifecycle", "list"), ("lifecycle", "show"), ("lifecycle", "check")}
#: Seeds of the dice that damage a file.
SEEDS = range(60)
#: What is asked of a damaged file: each way in which the store is read.
QUESTIONS = (
    "status --at 2016-11-01",
    "log",
    "list --at 2016-10-01",
    "check",
    "slips",
    "export",
    "task show T-1",
    "doctor",
)


@pytest.fixture(autouse=True)
def _promptly() -> Iterator[None]:
    """A command that hangs fails its test."""

    def hangs(*_: object) -> None:
        raise TimeoutError("the command hangs")

    if not hasattr(signal, "setitimer"):
        yield
        return
    signal.signal(signal.SIGALRM, hangs)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE * 3)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)


def run(line: str, *more: str) -> Result:
    """Run a command line in this process; only its own end is an end."""
    outcome = CliRunner().invoke(app, [*more, *shlex.split(line)])
    if outcome.exception is not None and not isinstance(outcome.exception, SystemExit):
        raise outcome.exception
    return outcome


def nothing(place: Path) -> None:
    """An empty file."""
    place.touch()


def text(place: Path) -> None:
    """A text."""
    place.write_text("# Minutes of the meeting\n" * 500, encoding="utf-8")


def folder(place: Path) -> None:
    """A folder."""
    place.mkdir()


def pipe(place: Path) -> None:
    """A pipe, whose other end nobody holds."""
    os.mkfifo(place)


def device(place: Path) -> None:
    """A device that never ends."""
    place.symlink_to("/dev/zero")


def others(place: Path) -> None:
    """Another program's database."""
    _sqlite(place, "CREATE TABLE journal (number INTEGER PRIMARY KEY)")


def others_marked(place: Path) -> None:
    """Another program's database, with a mark and a number of its own."""
    _sqlite(place, "CREATE TABLE notes (text)", "PRAGMA user_version = 3", "PRAGMA application_id = 252006673")


def marked_as_ours(place: Path) -> None:
    """A database that says that it is ours, with a view in it for every reader."""
    version = f"PRAGMA user_version = {schema.SCHEMA_VERSION}"
    _sqlite(place, "CREATE VIEW tasks AS SELECT 1", version, f"PRAGMA application_id = {schema.APPLICATION_ID}")


def _sqlite(place: Path, *statements: str) -> None:
    connection = sqlite3.connect(place)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def newer(place: Path) -> None:
    """A record of a wgtrack to come."""
    run("init wg --name W --timezone UTC --calendar none", "--db", str(place))
    _sqlite(place, f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")


def cut_short(place: Path) -> None:
    """A record whose end is missing."""
    run("init wg --name W --timezone UTC --calendar none", "--db", str(place))
    place.write_bytes(place.read_bytes()[:-100])


MAKERS = (nothing, text, folder, pipe, device, others, others_marked, marked_as_ours, newer, cut_short)
#: What doctor can say something about, for it has, or once had, a journal of ours.
EXAMINED = {"cut_short"}


@pytest.fixture(params=MAKERS, ids=lambda maker: maker.__name__)
def unfit(request: pytest.FixtureRequest, desk: Path) -> Path:
    """A file in place of the record that is none."""
    if request.param in {pipe, device} and os.name != "posix":
        pytest.skip("there are no such files here")
    place = desk / "wgtrack.db"
    request.param(place)
    return place


def content(place: Path) -> bytes:
    """The bytes of a regular file."""
    return place.read_bytes() if place.is_file() and not place.is_symlink() else b""


def test_every_command_refuses_what_is_no_record(
    unfit: Path, record_of_wg: Path, request: pytest.FixtureRequest
) -> None:
    """Whatever stands in the record's place, every command says so in one line with the next step and exits 3; it stays as it is."""
    assert run("export -o record.jsonl", "--db", str(record_of_wg)).exit_code == 0  # for import to read
    before, beside = content(unfit), sorted(unfit.parent.iterdir())
    kind = request.node.callspec.params["unfit"].__name__
    for words in COMMANDS:
        if words in WITHOUT_RECORD or (words == ("doctor",) and kind in EXAMINED):
            continue
        line = examples(words)[0].removeprefix("wgtrack ").removesuffix(" --db copy.db")
        outcome = run(line)
        assert outcome.exit_code == 3, (line, outcome.stderr)
        assert outcome.stderr.count("\n") == 1, line
        assert outcome.stderr.startswith("wgtrack: wgtrack.db: "), line
        assert "; " in outcome.stderr, line
        assert outcome.stdout == "", line
        assert (content(unfit), sorted(unfit.parent.iterdir())) == (before, beside), line


def harmless(outcome: Result, line: str) -> None:
    """A command answered, or said in one line why not."""
    assert outcome.exit_code in {0, 1, 2, 3}, line
    if outcome.exit_code > 1:
        assert outcome.stderr.startswith("wgtrack: ")
        assert outcome.stderr.count("\n") == 1, (line, outcome.stderr)
    assert "Traceback" not in outcome.stderr + outcome.stdout


def damaged(place: Path, damage: Callable[[bytearray], None]) -> bytes:
    """Change the bytes of a file."""
    data = bytearray(place.read_bytes())
    damage(data)
    place.write_bytes(data)
    return bytes(data)


@pytest.mark.parametrize("seed", SEEDS)
def test_flipped_bytes_do_no_harm(small_group: Path, seed: int) -> None:
    """With some bytes flipped anywhere, every question is answered or refused in one line, and the file stays as it is."""
    dice = random.Random(seed)  # noqa: S311 - no secret

    def flip(data: bytearray) -> None:
        for _ in range(dice.choice((1, 1, 2, 8, 64))):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)

    before = damaged(small_group, flip)
    for line in QUESTIONS:
        harmless(run(line), line)
        assert small_group.read_bytes() == before, line
        assert list(small_group.parent.iterdir()) == [small_group], line


@pytest.mark.parametrize("seed", SEEDS)
def test_a_change_to_a_damaged_file_is_whole_or_not_made(small_group: Path, seed: int) -> None:
    """A change to a file with flipped bytes is made whole or not at all, and what is refused is refused in one line."""
    dice = random.Random(seed)  # noqa: S311 - no secret

    def flip(data: bytearray) -> None:
        for _ in range(3):
            data[dice.randrange(100, len(data))] = dice.randrange(256)

    before = damaged(small_group, flip)
    outcome = run("task start T-1")
    harmless(outcome, "task start")
    if small_group.read_bytes() == before:
        assert outcome.exit_code != 0
    else:  # what could not be read may have been only what was to be said of it
        assert doctor.examine(small_group).entries == 7
    harmless(run("doctor --repair mended.db"), "doctor --repair")


@pytest.mark.parametrize("part", range(40))
def test_a_file_cut_short_is_refused(small_group: Path, part: int) -> None:
    """Cut short at any length, on a page's edge or beside it, the file is refused, and stays as it is."""
    size = small_group.stat().st_size
    for keep in (size * part // 40, size * part // 40 // 4096 * 4096, size * part // 40 + 1):
        if not 0 <= keep < size:
            continue
        data = damaged(small_group, lambda data, keep=keep: data.__delitem__(slice(keep, None)))  # type: ignore[misc]
        outcome = run("status")
        assert outcome.exit_code == 3
        harmless(outcome, "status")
        harmless(run("doctor"), "doctor")
        assert small_group.read_bytes() == data


@pytest.mark.parametrize("seed", range(20))
def test_a_letter_flipped_in_a_text_is_noticed(small_group: Path, seed: int) -> None:
    """A letter of a stored text that becomes another, which every question takes for data, is noticed by doctor: the chain tells."""
    where = b'"Survey'
    dice = random.Random(seed)  # noqa: S311 - no secret

    def flip(data: bytearray) -> None:
        assert data.count(where) == 1
        place = data.index(where) + len(where) - 1 - dice.randrange(6)
        data[place] = dice.choice([code for code in b"abcdefghijklmnopqrstuvwxyz" if code != data[place]])

    damaged(small_group, flip)
    assert run("list").exit_code == 0
    said = run("doctor")
    assert said.exit_code == 1
    assert "chain: entry 6 of the journal (add task T-1) does not fit the chain" in said.stdout
