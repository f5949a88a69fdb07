"""Processes to be killed: they make changes for ever, and say of each that it is committed once they were told so themselves.

Each line on standard input, ``WORK SEED PATH``, starts one, forked so that it need not import anything first. It says
``ready PID``, then one line for each thing done: the reason of a change, which is a number, or the name of a file that was
made. When it has ended, ``ended STATUS`` is said for it.
"""

import os
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from typing import Any

import wgtrack
from tests.robustness.record import begin, tokens
from tests.store.helpers import database
from wgtrack import Task, Tracker, clock
from wgtrack.store.opening import is_address

Work = Callable[[Path, random.Random], Iterator[object]]
Change = Callable[[Tracker, int], object]


def opening(path: Path, _dice: random.Random) -> Iterator[object]:
    """New files, one after another, each with a small record in it."""
    for number in count():
        made = path.with_name(f"{path.name}.{number}")
        with wgtrack.open(made, by="writer") as tracker:
            begin(tracker)
            yield made.name


def migrating(path: Path, _dice: random.Random) -> Iterator[object]:
    """Copies of a file of the first schema, each brought up to date by opening it."""
    for number in count():
        made = path.with_name(f"{path.name}.{number}")
        copy(path, made)
        yield made.name
        wgtrack.open(made, create=False).close()


def importing(path: Path, _dice: random.Random) -> Iterator[object]:
    """New files, one after another, each with an exported record read into it."""
    for number in count():
        made = path.with_name(f"{path.name}.{number}")
        wgtrack.import_record(path, made)
        yield made.name


def copying(path: Path, _dice: random.Random) -> Iterator[object]:
    """Copies of a record, one after another."""
    with wgtrack.open(path, create=False) as tracker:
        for number in count():
            made = path.with_name(f"{path.name}.{number}")
            tracker.backup(made)
            yield made.name


def first_writes(path: Path, _dice: random.Random) -> Iterator[object]:
    """One change each time the file is opened; closing it merges the log into the file."""
    with wgtrack.open(path, by="writer") as tracker:
        begin(tracker)
        first = len(tokens(tracker._store))
    for token in count(first):
        with wgtrack.open(path, by="writer") as tracker:
            _edit(tracker, token)
        yield token


def small_changes(path: Path, dice: random.Random) -> Iterator[object]:
    """Changes of many kinds, one after another."""
    with wgtrack.open(path, by="writer") as tracker:
        yield from _changes(tracker, dice)


def merging(path: Path, dice: random.Random) -> Iterator[object]:
    """The same, but after each change the log is merged into the file."""
    with wgtrack.open(path, by="writer") as tracker:
        database(tracker._store).run("PRAGMA wal_autocheckpoint = 1")
        yield from _changes(tracker, dice)


def big_steps(path: Path, _dice: random.Random) -> Iterator[object]:
    """Steps of hundreds of records."""
    with wgtrack.open(path, by="writer") as tracker:
        begin(tracker)
        for token in count(len(tokens(tracker._store))):
            _add_many(tracker, token)
            yield token


WORKS: Mapping[str, Work] = {
    "opening": opening,
    "migrating": migrating,
    "importing": importing,
    "copying": copying,
    "first_writes": first_writes,
    "small_changes": small_changes,
    "merging": merging,
    "big_steps": big_steps,
}
#: Records of a big step.
MANY = 400


def _changes(tracker: Tracker, dice: random.Random) -> Iterator[int]:
    begin(tracker)
    change: Change = _undo
    for token in count(len(tokens(tracker._store))):
        # Never two undos in a row, so that what the record began with stays.
        change = dice.choice((_add, _edit, _progress, _move) if change is _undo else (_add, _edit, _progress, _undo))
        change(tracker, token)
        yield token


def _add(tracker: Tracker, token: int) -> object:
    return tracker.add(Task(key=f"N-{token}", title="New", group="wg", note="n" * 200), why=str(token))


def _edit(tracker: Tracker, token: int) -> object:
    return tracker.edit("T-1", title=f"Draft {token}", why=str(token))


def _progress(tracker: Tracker, token: int) -> object:
    task = tracker.get("T-2")
    return tracker.progress("T-2", getattr(task, "percent", 0) % 98 + 1, why=str(token))


def _move(tracker: Tracker, token: int) -> object:
    return tracker.move("T-1", target=f"{2000 + token % 7000}-01-01", why=str(token))


def _undo(tracker: Tracker, token: int) -> object:
    return tracker.undo(why=str(token))


def _add_many(tracker: Tracker, token: int) -> None:
    now = clock.now()
    with tracker._store.writing(action="load", by="writer", recorded_at=now, why=str(token)) as change:
        for number in range(MANY):
            change.put(Task(key=f"B-{token}-{number}", title="One of many", group="wg", note="b" * 300), at=now)


def say(line: object) -> None:
    """Say a line; a pipe takes one this short as a whole, at once."""
    os.write(1, f"{line}\n".encode())


def work_for_ever(order: str) -> None:
    """Do the work that is ordered, and say what is done."""
    work, seed, path = order.rstrip("\n").split(" ", 2)
    say(f"ready {os.getpid()}")
    place: Any = path if is_address(path) else Path(path)
    for done in WORKS[work](place, random.Random(seed)):  # noqa: S311 - dice, not secrets
        say(done)


def warm_up() -> None:
    """Import all that is imported when first used, so that the work is all there is to be killed in."""
    with wgtrack.open(":memory:", by="writer") as tracker:
        begin(tracker)
        for token, change in enumerate((_add, _edit, _progress, _move, _undo)):
            change(tracker, token)
        with TemporaryDirectory() as folder:
            tracker.export(f"{folder}/warm.jsonl")
            wgtrack.import_record(f"{folder}/warm.jsonl", f"{folder}/warm.db")


def main() -> None:
    """Start a writer for each order, one at a time."""
    warm_up()
    for order in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                work_for_ever(order)
            finally:
                sys.stderr.flush()
                os._exit(1)
        say(f"ended {os.waitpid(child, 0)[1]}")


if __name__ == "__main__":
    main()
