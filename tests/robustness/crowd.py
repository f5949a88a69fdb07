"""Processes that use one file at the same time. Each says ``ready``, begins when it is given a line, and says what came of it.

Usage: python crowd.py edit PATH NAME NUMBER: changes the same items as all others, so many times.
       python crowd.py count PATH NAME NUMBER: adds one to a number on record, so many times, however often it is too late.
       python crowd.py read PATH: reads the whole record again and again until its input ends; says how long it took at most.
"""

import sys
import time
from collections.abc import Callable, Mapping
from select import select

from attrs import evolve

import wgtrack
from wgtrack import ConflictError, Task, Tracker


def edit(tracker: Tracker, name: str, number: str) -> object:
    """Change items that everybody changes; seconds of the longest change."""
    longest = 0.0
    for turn in range(int(number)):
        began = time.monotonic()
        tracker.edit(f"T-{turn % 2 + 1}", title=f"{name} {turn}", why=f"{name} {turn}")
        longest = max(longest, time.monotonic() - began)
    return longest


def count(tracker: Tracker, _name: str, number: str) -> object:
    """Add one to the number that is a task's title, so many times; how often someone else was faster."""
    conflicts = 0
    for _ in range(int(number)):
        while True:
            task = tracker.get("T-1")
            assert isinstance(task, Task)
            try:
                tracker.save(evolve(task, title=str(int(task.title) + 1)))
                break
            except ConflictError:
                conflicts += 1
    return conflicts


def read(tracker: Tracker) -> object:
    """Read the record again and again until the input ends; how often, and seconds of the longest reading."""
    longest, readings = 0.0, 0
    while not select([sys.stdin], [], [], 0)[0]:
        began = time.monotonic()
        assert len(tracker.programme().tasks) == 2
        assert tracker.status().items
        longest, readings = max(longest, time.monotonic() - began), readings + 1
    return f"{readings} {longest}"


#: Seconds to wait for the others; more than enough even on a machine that does ten other things.
PATIENCE = 60

PARTS: Mapping[str, Callable[..., object]] = {"edit": edit, "count": count, "read": read}


def say(line: object) -> None:
    """Say a line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(part: str, path: str, *more: str) -> None:
    """Open the record, wait for the others, and play a part."""
    with wgtrack.open(path, by=more[0] if more else None, timeout=PATIENCE) as tracker:
        tracker.status()
        say("ready")
        sys.stdin.readline()
        say(PARTS[part](tracker, *more))


if __name__ == "__main__":
    main(*sys.argv[1:])
