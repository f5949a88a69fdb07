"""The harness that kills: starts a writer, ends it with SIGKILL at a random moment, and looks at what it left behind.

Usage: python -m tests.robustness.killing [KILLS [SEED]]; prints a table, and fails if anything was lost or broken.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import cycle, islice
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

import wgtrack
from tests.robustness.record import begin, check_store, first_schema, tokens
from tests.robustness.writer import MANY, WORKS
from wgtrack.store import Store
from wgtrack.store.sqlite.schema import SCHEMA_VERSION

#: A writer is killed after up to so many things done; where it is before the first one, within so many seconds.
_MOST_DONE, _AT_ONCE = 8, 0.05
#: Entries of the journals of files that are made.
ENTRIES = {"opening": 3, "migrating": 315, "importing": 303, "copying": 303}
#: Changes after which a file is left for a new one.
_ENOUGH = 2000


class Killed(NamedTuple):
    """What came of killing a writer once."""

    work: str
    #: Changes, or files, that it had said were done; all of them were found.
    acknowledged: int
    #: Whether one more had been committed when it was killed, before it could say so.
    unsaid: bool
    #: Whether it left a log behind that had to be merged.
    log_left: bool


class Harness:
    """Kills writers, one after another, the works in turn; some go on at the file that the one before left."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._dice = random.Random(seed)  # noqa: S311 - dice, not secrets
        self._files = 0
        self._known: dict[str, tuple[Path, int]] = {}

    def __enter__(self) -> Self:
        places = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
        self._writers = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, str(Path(__file__).with_name("writer.py"))],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writers.kill()
        self._writers.communicate()

    def kills(self, number: int) -> Iterator[Killed]:
        """Kill so many writers; AssertionError if anything is lost or broken."""
        for work, _ in zip(cycle(WORKS), range(number), strict=False):
            yield self._made_files(work) if work in ENTRIES else self._changes(work)

    def _changes(self, work: str) -> Killed:
        """Every change that was acknowledged is there, and at most the one begun after it."""
        path, before = self._known.get(work) or (self._new(work), 0)
        said = self._killed(work, path)
        log_left = _has_log(path)
        with Store.open(path) as store:
            check_store(store)
            there = tokens(store)
            size = Counter(entry.why for entry in store.entries())
        done = before + len(said)
        assert said == [str(token) for token in range(before, done)]
        assert there in (list(range(done)), list(range(done + 1))), f"{done} said, {there[-3:]} found"
        assert work != "big_steps" or {size[str(token)] for token in there} <= {MANY}
        self._known[work] = path, len(there)
        if size.total() > _ENOUGH:
            del self._known[work]
        return Killed(work, len(said), len(there) > done, log_left)

    def _made_files(self, work: str) -> Killed:
        """Every file that was acknowledged holds its record, and the one begun after it is whole or missing."""
        path = self._new(work)
        prepare(work, path)
        said = self._killed(work, path)
        begun = path.with_name(said[-1]) if work == "migrating" and said else path.with_name(f"{path.name}.{len(said)}")
        log_left, unsaid = _has_log(begun), begun.exists() and _version(begun) == SCHEMA_VERSION
        for name in {*said, begun.name} if unsaid else said:
            with Store.open(path.with_name(name), create=False) as store:
                check_store(store)
                filled_later = work == "opening" and name not in said
                assert filled_later or len(store.entries()) == ENTRIES[work]
        return Killed(work, len(said), unsaid, log_left)

    def _new(self, work: str) -> Path:
        self._files += 1
        return self._folder / f"{work}-{self._files}.db"

    def _killed(self, work: str, path: Path) -> Sequence[str]:
        """Let a writer work for a moment and kill it; what it had said by then."""
        said = self._heard()
        print(work, self._dice.random(), path, file=self._in, flush=True)
        ready, writer = next(said).split()
        assert ready == "ready"
        lines, pace = self._paced(said)
        time.sleep(self._dice.uniform(0, 1.5 * pace))
        os.kill(int(writer), signal.SIGKILL)
        lines += said
        assert lines.pop() == f"ended {int(signal.SIGKILL)}", "the writer ended by itself"
        return lines

    def _paced(self, said: Iterator[str]) -> tuple[list[str], float]:
        """What a writer says up to a random moment, and the seconds that each thing done takes it."""
        began = time.monotonic()
        lines = list(islice(said, self._dice.randint(0, _MOST_DONE)))
        return lines, (time.monotonic() - began) / len(lines) if lines else _AT_ONCE

    def _heard(self) -> Iterator[str]:
        """What a writer says, to its end."""
        assert self._writers.stdout is not None
        for line in self._writers.stdout:
            yield line.rstrip("\n")
            if line.startswith("ended"):
                return

    @property
    def _in(self) -> IO[str]:
        assert self._writers.stdin is not None
        return self._writers.stdin


def prepare(work: str, path: Path) -> None:
    """What a work that makes files makes them of."""
    if work == "migrating":
        first_schema(path, ENTRIES[work] - 15)
    elif work != "opening":
        with wgtrack.open(path.with_suffix(".source"), by="harness") as tracker:
            begin(tracker)
            with tracker._store.turn():  # one transaction: this is not what is looked at
                for token in range(ENTRIES[work] - 3):
                    tracker.edit("T-1", title=f"Draft {token}")
            (tracker.backup if work == "copying" else tracker.export)(path)


def _has_log(path: Path) -> bool:
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def main(kills: int = 500, seed: int = 1) -> None:
    """Kill so often, and print what was killed and what it had acknowledged."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, Harness(Path(folder), seed) as harness:
        outcomes = list(harness.kills(kills))
    line = "{:14} {:>6} {:>13} {:>7} {:>9}\n"
    table = line.format("work", "kills", "acknowledged", "unsaid", "log left")
    for work in WORKS:
        of_work = [outcome for outcome in outcomes if outcome.work == work]
        sums = [sum(column) for column in zip(*(outcome[1:] for outcome in of_work), strict=True)]
        table += line.format(work, len(of_work), *sums)
    seconds = time.monotonic() - began
    sys.stdout.write(
        f"{table}{kills} kills in {seconds:.0f} seconds with seed {seed}: nothing lost, every file sound\n"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
