"""``wgtrack status`` on the group of 2016 as a whole process, from the shell's call to its end.

Beside ``python -c "import typer"``, the least that a command of its kind can take, and beside todoman listing as many items.
"""

import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import wgtrack
from benchmarks.harness import Measurement, at_most, in_turns, present, process, run
from benchmarks.machine import COMMANDS
from wgtrack.status.report import ItemStatus

WGTRACK = str(Path(sysconfig.get_path("scripts")) / "wgtrack")
_SEED, _AT = "china-blockchain-2016", "2016-09-05"
_WORK = "`wgtrack status`, the group of 2016, whole process"
_STATES = {"done": "COMPLETED", "dropped": "CANCELLED", "active": "IN-PROCESS", "open": "NEEDS-ACTION"}


def measure(*, quick: bool) -> Iterator[Measurement]:
    """Both comparisons, in the same turns."""
    todoman = present(*COMMANDS["todoman"])
    with TemporaryDirectory() as name:
        folder = Path(name)
        run([WGTRACK, "seed", _SEED], folder)
        works = [
            process([WGTRACK, "status", "--at", _AT], folder),
            process([sys.executable, "-c", "import typer"], folder),
        ]
        if todoman is not None:
            works.append(process([todoman, "--config", str(_todos(folder)), "list"], folder))
        ours, typer, *todos = in_turns(*works, rounds=1 if quick else 30)
    yield Measurement(_WORK, at_most(1.7), ours, '`python -c "import typer"`', typer)
    yield Measurement(_WORK, at_most(1.0), ours, "`todoman list`, as many items", *todos)


def _todos(folder: Path) -> Path:
    """A list of todoman with the items of the group, and its settings."""
    with wgtrack.open(folder / "wgtrack.db", create=False) as tracker:
        items = tracker.find(at=_AT)
    (folder / "todo").mkdir()
    for item in items:
        (folder / "todo" / f"{item.key}.ics").write_text(_ics(item), encoding="utf-8", newline="\r\n")
    settings = folder / "todoman.py"
    settings.write_text(f'path = "{folder}/todo"\ncache_path = "{folder}/todoman.cache"\n', encoding="utf-8")
    return settings


def _ics(item: ItemStatus) -> str:
    due = [] if item.due is None else [f"DUE;VALUE=DATE:{item.due.date:%Y%m%d}"]
    return "\n".join(
        [
            *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//wgtrack//benchmarks//EN", "BEGIN:VTODO"),
            *(f"UID:{item.key}", "DTSTAMP:20160905T000000Z", f"SUMMARY:{item.title}", f"STATUS:{_STATES[item.state]}"),
            *(*due, "END:VTODO", "END:VCALENDAR", ""),
        ]
    )
