"""A record on a PostgreSQL server of our own, on a socket of this machine, beside the same in a file."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import wgtrack
from benchmarks.data import Body, body, write
from benchmarks.harness import Measurement, Work, at_most, compared, timed
from tests import postgres
from wgtrack import Tracker


def measure(*, quick: bool) -> Iterator[Measurement]:
    """The bulk load, the load of the programme, and one change; nothing where no server is installed."""
    if postgres.missing() is not None:
        return
    items = 200 if quick else 100_000
    made = body(items, max(2, items // 100))
    with TemporaryDirectory() as name, postgres.serving(durable=True) as server:
        folder = Path(name)
        places = count()
        yield compared(
            f"bulk load of {items:,} tasks on a PostgreSQL server",
            at_most(4),
            lambda: _written(server.new_database(), made),
            "in a file",
            lambda: _written(folder / f"{next(places)}.db", made),
            rounds=1,
            warm=False,
        )
        address = server.new_database()
        write(address, made)
        write(folder / "wgtrack.db", made)
        with wgtrack.open(address, by="me") as ours, wgtrack.open(folder / "wgtrack.db", by="me") as theirs:
            yield compared(
                f"load of the programme of {items:,} tasks from a PostgreSQL server",
                at_most(2),
                timed(ours.programme),
                "from a file",
                timed(theirs.programme),
                rounds=1 if quick else 5,
            )
            work = f"one change on a PostgreSQL server, {items:,} tasks on record"
            yield compared(work, at_most(6), _edits(ours), "in a file", _edits(theirs), rounds=1 if quick else 51)


def _written(place: str | Path, made: Body) -> float:
    return timed(lambda: write(place, made))()


def _edits(tracker: Tracker) -> Work:
    """One change after the other, each of another task."""
    numbers = count()
    return timed(lambda: tracker.edit(f"T-{next(numbers) % 100}", note=f"Seen {next(numbers)}"))
