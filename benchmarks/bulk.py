"""Loading 100,000 tasks into a new file, each with its journal entry, beside sqlite-utils inserting the same rows without one.

And adding 10,000 tasks in one transaction of a tracker, each checked as any other change, beside loading a file of as many.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

import wgtrack
from benchmarks.data import BEGIN, Body, body, planned, seed, write
from benchmarks.harness import Measurement, Work, at_most, compared, timed
from wgtrack.model.base import Record


def measure(*, quick: bool) -> Iterator[Measurement]:
    """The two comparisons."""
    count = 200 if quick else 100_000
    made = body(count, max(2, count // 100))
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "first.db", made)
        rows = _rows(folder / "first.db")
        yield compared(
            f"bulk load of {count:,} tasks with their history",
            at_most(2.5),
            _ours(folder / "ours.db", made),
            "sqlite-utils' `insert_all`, no history",
            _theirs(folder / "theirs.db", rows),
            rounds=1 if quick else 3,
        )
        yield _in_one_transaction(folder, 200 if quick else 10_000, rounds=1 if quick else 3)


def _in_one_transaction(folder: Path, count: int, *, rounds: int) -> Measurement:
    made = planned(body(count, max(2, count // 100)))
    file = folder / "seed.toml"
    file.write_text(seed(made), encoding="utf-8")

    def added() -> float:
        _remove(folder / "added.db")
        with wgtrack.open(folder / "added.db", by="bench") as tracker:
            _add(tracker, made.around)
            return timed(lambda: _add(tracker, made.tasks))()

    def loaded() -> float:
        _remove(folder / "loaded.db")
        with wgtrack.open(folder / "loaded.db", by="bench") as tracker:
            _add(tracker, made.around)
            return timed(lambda: tracker.load(file))()

    return compared(
        f"adding {count:,} tasks in one transaction",
        at_most(1.5),
        added,
        "loading a file of as many",
        loaded,
        rounds=rounds,
    )


def _add(tracker: wgtrack.Tracker, records: Iterable[Record]) -> None:
    with tracker.transaction(at=BEGIN) as transaction:
        for record in records:
            transaction.add(record)


def _ours(path: Path, made: Body) -> Work:
    def work() -> float:
        _remove(path)
        return timed(lambda: write(path, made))()

    return work


def _theirs(path: Path, rows: list[dict[str, Any]]) -> Work:
    def insert() -> None:
        with closing(Database(path)) as database:
            database.table("tasks").insert_all(rows, pk="key")

    def work() -> float:
        _remove(path)
        return timed(insert)()

    return work


def _rows(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM tasks ORDER BY created")]


def _remove(path: Path) -> None:
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        name.unlink(missing_ok=True)
