"""A whole standards body in one file: 100,000 items, at the end with 1,000,000 changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import wgtrack
from benchmarks.data import AT, BEGIN, body, go_on, write
from benchmarks.harness import Measurement, Work, at_most, compared, in_turns, megabytes, peak_memory, timed
from benchmarks.startup import WGTRACK
from wgtrack import Tracker

_MIDDLE = BEGIN + (AT - BEGIN) / 2
#: Tables that a status reads.
_TABLES = (
    "groups",
    "parties",
    "roles",
    "areas",
    "events",
    "deliverables",
    "tasks",
    "baselines",
    "lifecycles",
    "calendars",
)


def measure(*, quick: bool) -> Iterator[Measurement]:
    """The present and what it takes; then, once the journal is long, the past and one more change."""
    items, changes = (200, 1_000) if quick else (100_000, 1_000_000)
    made = body(items, max(2, items // 100))
    with TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "wgtrack.db", made)
        write(folder / "small.db", body(100, 2))
        yield _status(folder, items, rounds=1 if quick else 7)
        yield _memory(folder, items)
        go_on(folder / "wgtrack.db", made, changes - items - len(made.around))
        yield _past(folder, changes, rounds=1 if quick else 3)
        yield _change(folder, items, rounds=1 if quick else 51)


def _status(folder: Path, items: int, *, rounds: int) -> Measurement:
    with (
        wgtrack.open(folder / "wgtrack.db") as tracker,
        closing(sqlite3.connect(_plain_rows(folder))) as connection,
    ):
        return compared(
            f"`tracker.status()` over {items:,} items",
            at_most(6),
            timed(lambda: tracker.status(AT)),
            "`SELECT` and `fetchall` of the same rows, plain sqlite3",
            timed(lambda: [connection.execute(f'SELECT * FROM "{table}"').fetchall() for table in _TABLES]),
            rounds=rounds,
        )


def _plain_rows(folder: Path) -> Path:
    """A file with the same rows in plain tables, as another program would keep them."""
    plain = folder / "plain.db"
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("ATTACH ? AS ours", (str(folder / "wgtrack.db"),))
        for table in _TABLES:
            connection.execute(f'CREATE TABLE "{table}" AS SELECT * FROM ours."{table}"')
        connection.commit()
    return plain


def _memory(folder: Path, items: int) -> Measurement:
    (taken,) = in_turns(peak_memory([WGTRACK, "status", "--at", AT.isoformat()], folder), rounds=1)
    return Measurement(f"peak memory of `wgtrack status` over {items:,} items", megabytes(300), taken)


def _change(folder: Path, items: int, *, rounds: int) -> Measurement:
    work = f"one change on a record of {items:,} items"
    with wgtrack.open(folder / "wgtrack.db", by="me") as large, wgtrack.open(folder / "small.db", by="me") as small:
        return compared(work, at_most(1.5), _edits(large), "one on a record of 100", _edits(small), rounds=rounds)


def _edits(tracker: Tracker) -> Work:
    """One change after the other, each of another task."""
    numbers = count()
    return timed(lambda: tracker.edit(f"T-{next(numbers) % 100}", note="Seen"))


def _past(folder: Path, changes: int, *, rounds: int) -> Measurement:
    with wgtrack.open(folder / "wgtrack.db") as tracker:
        return compared(
            f"the same as of a past instant, {changes:,} changes on record",
            at_most(1.5),
            timed(lambda: tracker.status(_MIDDLE)),
            "as of the present one",
            timed(lambda: tracker.status(AT)),
            rounds=rounds,
        )
