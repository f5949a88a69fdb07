"""Many processes at one file: no change is lost, nobody waits for ever, and readers do not wait at all."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from attrs import evolve

import wgtrack
from tests.robustness.record import begin, check_store
from wgtrack import ConflictError, Task

PROCESSES, CHANGES = 8, 500
#: Changes of each process that are made on the record as it was read, and made anew where someone else was faster.
COUNTED = 10

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a reader looks at its input with select, which is of POSIX")


@pytest.fixture(params=["file", "server"])
def path(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A record that all of them change: in a file, and on a server."""
    if request.param == "server":
        path: str = request.getfixturevalue("postgres_server").new_database()
    else:
        path = str(tmp_path / "wg.db")
    with wgtrack.open(path, by="test") as tracker:
        begin(tracker)
        tracker.edit("T-1", title="0")
    return path


@contextmanager
def process(*words: object) -> Iterator["subprocess.Popen[str]"]:
    """One of the crowd, ready to begin."""
    places = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    with subprocess.Popen(  # noqa: S603 - our own script
        [sys.executable, str(Path(__file__).with_name("crowd.py")), *map(str, words)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            assert started.stdout is not None
            assert started.stdout.readline() == "ready\n"
            yield started
        finally:
            started.kill()


def tell(one: "subprocess.Popen[str]") -> None:
    """Let it begin; told again, a reader ends."""
    assert one.stdin is not None
    one.stdin.write("go\n")
    one.stdin.flush()


def said(one: "subprocess.Popen[str]") -> list[str]:
    """What came of it, word by word."""
    assert one.stdout is not None
    return one.stdout.readline().split()


def test_of_many_writers_none_loses_a_change(path: str) -> None:
    """Eight processes with 500 changes each of the same items: 4,000 in the journal, each of them whole and in its order.

    Meanwhile a reader asks again and again: it waits for none of them.
    """
    with ExitStack() as stack:
        names = [f"writer{number}" for number in range(PROCESSES)]
        writers = [stack.enter_context(process("edit", path, name, CHANGES)) for name in names]
        reader = stack.enter_context(process("read", path))
        began = time.monotonic()
        for one in (reader, *writers):
            tell(one)
        waits = [float(said(writer)[0]) for writer in writers]
        tell(reader)
        readings, longest = said(reader)
        taken = time.monotonic() - began

    with wgtrack.open(path) as tracker:
        check_store(tracker._store)
        reasons = [entry.why for entry in tracker.log() if entry.why]
    assert len(reasons) == PROCESSES * CHANGES
    for name in names:
        of_writer = [reason for reason in reasons if reason.startswith(f"{name} ")]
        assert of_writer == [f"{name} {turn}" for turn in range(CHANGES)]
    assert taken < 120, "so long that it would seem to stand still"
    assert max(waits) < 30
    assert (int(readings) > 20, float(longest) < 5) == (True, True), (readings, longest)


def test_of_many_who_count_none_overwrites_another(path: str) -> None:
    """Eight processes that each add one, 10 times, to the number they read: it comes to 80, for a stale copy is refused."""
    with ExitStack() as stack:
        counters = [
            stack.enter_context(process("count", path, f"counter{number}", COUNTED)) for number in range(PROCESSES)
        ]
        for one in counters:
            tell(one)
        conflicts = sum(int(said(one)[0]) for one in counters)

    with wgtrack.open(path) as tracker:
        task = tracker.get("T-1")
        assert isinstance(task, Task)
        assert task.title == str(PROCESSES * COUNTED)
    assert conflicts > 0


def test_a_stale_copy_is_a_conflict(path: str) -> None:
    """What was read before another process changed it cannot be saved: the error says to read it again."""
    with wgtrack.open(path, by="me") as mine, wgtrack.open(path, by="you") as yours:
        task = mine.get("T-1")
        assert isinstance(task, Task)
        yours.edit("T-1", title="Yours")
        with pytest.raises(ConflictError, match="read it again and make the change"):
            mine.save(evolve(task, title="Mine"))
        assert len(mine.log("T-1")) == 3
