"""Loading 100,000 tasks into a new file, each with its journal entry, beside sqlite-utils inserting the same rows without one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlite_utils import Database

from benchmarks.data import Body, body, write
from benchmarks.harness import Measurement, Work, at_most, compared, timed


def measure(*, quick: bool) -> Iterator[Measurement]:
    """The one comparison."""
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
