"""Write the HTML of a report on 10,000 items, beside reading these items from the database: in turns, the best of some runs.

Usage: python benchmarks/html_report.py [ITEMS]; exits 1 when writing takes more than five times as long as reading.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import wgtrack
from wgtrack.languages import LANGUAGES, language
from wgtrack.reports import html

AT, SINCE = "2016-09-20", "2016-09-05"
MOST, TIMES = 5.0, 7
_FIRST = date(2016, 8, 1)


def seed_text(items: int) -> str:
    """The file of a group with so many tasks: a third done, a fifth under way, due from August to December."""
    head = 'title = "Many"\nrecorded = 2016-08-01\n[[group]]\nkey = "many-wg"\nname = "Many"\ntimezone = "Asia/Shanghai"\ncalendar = "CN"\n'
    parties = "".join(f'[[party]]\nkey = "o-{n}"\nname = "Institute {n} of Something"\n' for n in range(50))
    areas = "".join(f'[[area]]\nkey = "a-{n}"\ntitle = "Strand {n}"\ngroup = "many-wg"\n' for n in range(10))
    return head + parties + areas + "".join(map(_task, range(items))) + "".join(map(_change, range(items)))


def _task(number: int) -> str:
    return (
        f'[[task]]\nkey = "T-{number}"\ntitle = "Piece {number} of the work & what <else> there is"\ngroup = "many-wg"\n'
        f'area = "a-{number % 10}"\nowners = ["o-{number % 50}"]\nestimate = {number % 7 + 1}\n'
        f'target = "{_FIRST + timedelta(days=number * 37 % 150)}"\n'
    )


def _change(number: int) -> str:
    do = "done" if not number % 3 else "start" if not number % 5 else ""
    return (
        f'[[change]]\nat = {_FIRST + timedelta(days=1 + number % 50)}\ndo = "{do}"\nkey = "T-{number}"\n' if do else ""
    )


def taken(work: Callable[[], Any]) -> float:
    """How long something takes, in milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main(items: int) -> int:
    """Measure both in turns, and print the best of each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "many.toml")
        path.write_text(seed_text(items), encoding="utf-8")
        with wgtrack.open(Path(folder, "many.db"), by="bench") as tracker:
            tracker.load(path)
            return max([measure(tracker, tag) for tag in LANGUAGES])


def measure(tracker: wgtrack.Tracker, tag: str) -> int:
    """One language; 1 if it is too slow."""
    report = tracker.report(AT, since=SINCE, language=tag)
    told = language(tag)
    first = taken(lambda: html.write(report, told))
    rounds = [(taken(lambda: tracker.programme(AT)), taken(lambda: html.write(report, told))) for _ in range(TIMES)]
    reading, writing = (min(times) for times in zip(*rounds, strict=True))
    print(
        f"{len(report.status.items)} items, {tag}: reading {reading:.0f} ms, writing HTML {writing:.0f} ms"
        f" ({writing / reading:.1f} times), the first time, with the templates, {first:.0f} ms"
    )
    return int(writing > MOST * reading)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
