"""Kills writers on a PostgreSQL server, and the server itself, at random moments, and looks at what they left behind.

Usage: python -m tests.robustness.server_killing [KILLS [SEED]]; prints a table, and fails if anything was lost or broken.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from tests import postgres
from tests.robustness.record import check_store, tokens
from tests.robustness.writer import MANY
from wgtrack import doctor
from wgtrack.store import Store

#: What the writers do, and after how many kills of writers the server is killed instead.
WORKS, SERVER_EVERY = ("small_changes", "big_steps", "first_writes"), 5
_MOST_DONE = 8


class Killed(NamedTuple):
    """What came of one kill."""

    victim: str
    #: Changes that the writer had said were done; all of them were found.
    acknowledged: int
    #: Whether one more had been committed when it was killed, before it could say so.
    unsaid: bool


class Harness:
    """Kills, one after another; each writer goes on at the record that the one before left."""

    def __init__(self, server: postgres.Server, seed: int) -> None:
        self._server = server
        self._dice = random.Random(seed)  # noqa: S311 - dice, not secrets
        self._records = {work: (server.new_database(), 0) for work in WORKS}

    def __enter__(self) -> Self:
        places = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
        self._writers = subprocess.Popen(  # noqa: S603 - our own script
            [sys.executable, str(Path(__file__).with_name("writer.py"))],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # a writer whose server is killed ends with its error
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._writers.kill()
        self._writers.communicate()

    def kills(self, number: int) -> Iterator[Killed]:
        """Kill so often; AssertionError if anything is lost or broken."""
        for turn in range(number):
            server = turn % SERVER_EVERY == SERVER_EVERY - 1
            yield self._kill(WORKS[turn % len(WORKS)], server=server)

    def _kill(self, work: str, *, server: bool) -> Killed:
        """Every change that was acknowledged is there, and at most the one begun after it."""
        address, before = self._records[work]
        said = self._said(work, address, server=server)
        if server:
            self._server.start()
        with Store.open(address) as store:
            check_store(store)
            there = tokens(store)
            size = Counter(entry.why for entry in store.entries())
        assert doctor.examine(address).sound
        done = before + len(said)
        assert said == [str(token) for token in range(before, done)]
        assert there in (list(range(done)), list(range(done + 1))), f"{done} said, {there[-3:]} found"
        assert work != "big_steps" or {size[str(token)] for token in there} <= {MANY}
        self._records[work] = address, len(there)
        if len(there) > 300:
            self._records[work] = self._server.new_database(), 0
        return Killed("server" if server else work, len(said), len(there) > done)

    def _said(self, work: str, address: str, *, server: bool) -> list[str]:
        """Let a writer work for a moment, and kill it or its server; what it had said by then."""
        said = self._heard()
        assert self._writers.stdin is not None
        print(work, self._dice.random(), address, file=self._writers.stdin, flush=True)
        ready, writer = next(said).split()
        assert ready == "ready"
        began = time.monotonic()
        lines = list(islice(said, self._dice.randint(0, _MOST_DONE)))
        pace = (time.monotonic() - began) / len(lines) if lines else 0.05
        time.sleep(self._dice.uniform(0, 1.5 * pace))
        if server:
            self._server.kill()
        else:
            os.kill(int(writer), signal.SIGKILL)
        lines += said
        assert lines.pop().startswith("ended ")
        return lines

    def _heard(self) -> Iterator[str]:
        """What a writer says, to its end."""
        assert self._writers.stdout is not None
        for line in self._writers.stdout:
            yield line.rstrip("\n")
            if line.startswith("ended"):
                return


def main(kills: int = 500, seed: int = 1) -> None:
    """Kill so often, and print what was killed and what it had acknowledged."""
    began = time.monotonic()
    with postgres.serving(durable=True) as server, Harness(server, seed) as harness:
        outcomes = list(harness.kills(kills))
    line = "{:14} {:>6} {:>13} {:>7}\n"
    table = line.format("victim", "kills", "acknowledged", "unsaid")
    for victim in (*WORKS, "server"):
        of_one = [outcome for outcome in outcomes if outcome.victim == victim]
        table += line.format(
            victim, len(of_one), sum(one.acknowledged for one in of_one), sum(one.unsaid for one in of_one)
        )
    seconds = time.monotonic() - began
    sys.stdout.write(f"{table}{kills} kills on a server in {seconds:.0f} seconds with seed {seed}: nothing lost\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
