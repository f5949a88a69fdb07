"""Measuring: ours and a peer in turns, the medians of what they took, and how far the one has to be from the other."""

import gc
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Literal, NamedTuple

#: Runs a command and prints its peak memory.
_WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""

#: Does its work once, and returns the seconds or megabytes that this took.
Work = Callable[[], float]


class Reach(NamedTuple):
    """What a measurement has to come to."""

    limit: float
    #: ``most``: at most so many times what the peer takes; ``faster``: so many times as fast; ``memory``: megabytes.
    kind: Literal["most", "faster", "memory"]

    def __str__(self) -> str:
        if self.kind == "memory":
            return f"at most {self.limit:g} MB"
        return f"at most {self.limit:g} times" if self.kind == "most" else f"at least {self.limit:g} times as fast"

    def is_met(self, figure: float) -> bool:
        """Whether a figure of this kind is good enough."""
        return figure >= self.limit if self.kind == "faster" else figure <= self.limit


def at_most(times: float) -> Reach:
    """Ours takes at most so many times as long."""
    return Reach(times, "most")


def faster(times: float) -> Reach:
    """The peer takes at least so many times as long."""
    return Reach(times, "faster")


def megabytes(most: float) -> Reach:
    """Ours takes no more memory than this."""
    return Reach(most, "memory")


class Measurement(NamedTuple):
    """What one piece of work took, round by round, beside a peer."""

    work: str
    reach: Reach
    #: Seconds, or megabytes where the reach is about memory.
    ours: Sequence[float]
    #: What it is compared with; nothing for memory.
    peer: str = ""
    #: Empty where the peer is absent.
    theirs: Sequence[float] = ()

    @property
    def figure(self) -> float | None:
        """The ratio of the medians, or the megabytes; None where the peer is absent."""
        if self.reach.kind == "memory":
            return median(self.ours)
        if not self.theirs:
            return None
        ratio = median(self.ours) / median(self.theirs)
        return ratio if self.reach.kind == "most" else 1 / ratio

    @property
    def is_met(self) -> bool | None:
        """Whether the reach is met; None where there is nothing to tell it by."""
        return None if self.figure is None else self.reach.is_met(self.figure)


def in_turns(*works: Work, rounds: int, warm: bool = True) -> list[list[float]]:
    """What each of the works took in each round.

    They take turns, so that whatever else the machine does falls on all of them alike. A ``warm`` run has a round before
    the others that does not count: it fills the caches.
    """
    taken: list[list[float]] = [[] for _ in works]
    for number in range(rounds + warm):
        for work, found in zip(works, taken, strict=True):
            figure = work()
            if number >= warm:
                found.append(figure)
    return taken


def compared(
    work: str, reach: Reach, ours: Work, peer: str, theirs: Work | None, *, rounds: int, warm: bool = True
) -> Measurement:
    """Ours and a peer, in turns; without ``theirs`` the peer is absent."""
    works = [ours] if theirs is None else [ours, theirs]
    taken, *beside = in_turns(*works, rounds=rounds, warm=warm)
    return Measurement(work, reach, taken, peer, *beside)


def timed(call: Callable[[], object]) -> Work:
    """The seconds that a call takes; its answer is let go of afterwards, and no garbage of others is collected in it."""

    def work() -> float:
        gc.collect()
        begin = time.perf_counter()
        answer = call()
        seconds = time.perf_counter() - begin
        del answer
        return seconds

    return work


def process(command: Sequence[str], folder: Path, **environment: str) -> Work:
    """The seconds that a command takes as a whole process; it must succeed."""

    def work() -> float:
        begin = time.perf_counter()
        run(command, folder, **environment)
        return time.perf_counter() - begin

    return work


def peak_memory(command: Sequence[str], folder: Path) -> Work:
    """The most megabytes that a command holds as a whole process; it must succeed.

    A small process in between starts it: a process counts as its own what the one that it was split off from held.
    """

    def work() -> float:
        watched = [sys.executable, "-c", _WATCH, *command]
        said = subprocess.run(
            watched, cwd=folder, env=surroundings(), check=True, capture_output=True, text=True
        ).stdout
        return int(said) / 1024  # Linux counts kilobytes

    return work


def run(command: Sequence[str], folder: Path, **environment: str) -> None:
    """Run a command that must succeed, and let go of what it prints."""
    subprocess.run(
        command,
        cwd=folder,
        env=surroundings(environment),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def surroundings(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command: as this one's, but Python keeps what it compiled, as everywhere outside of tests."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **(more or {})}


def present(*names: str) -> str | None:
    """The path of the first of these commands that there is, or None."""
    return next((path for name in names if (path := shutil.which(name))), None)
