"""A long journal goes out and in by bits: what it takes in memory does not grow with it."""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.robustness.record import BEGINNING

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the memory of a process is asked for as POSIX has it")

#: Entries of the long journal: 1,000,000 take some minutes. They are about a fiftieth as many items.
ENTRIES = int(os.environ.get("WGTRACK_ENTRIES", "20000"))
#: Megabytes that it may take at most, and more than a short one of so many entries.
MOST, MORE, SHORT = 300, 25, 2000
#: Imports a file, or exports to it.
PROCESS = """
import sys, wgtrack
verb, source, target = sys.argv[1:]
if verb == "import":
    wgtrack.import_record(source, target)
else:
    with wgtrack.open(source, create=False) as tracker:
        tracker.export(target)
"""
#: Runs that, and says how many megabytes it took at most. A small process in between, for a process counts as its own what
#: the one that it was split off from held, and a test's holds much.
WATCH = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
sys.stdout.write(str(taken // (1024 if sys.platform == "linux" else 1024 * 1024)))
"""


def write_journal(path: Path, entries: int) -> None:
    """An export, without hashes, of a group whose tasks are each changed 49 times."""
    items = entries // 50
    previous: dict[str, int] = {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"format":"wgtrack-record","version":1}\n')
        for number in range(1, entries + 1):
            key = f"T-{number % items}"
            record = {"group": "wg", "key": key, "title": f"Task {number} 任务", "note": "n" * 60, "owners": ["cesi"]}
            kind = "task"
            if number <= len(BEGINNING):
                kind, record = BEGINNING[number - 1]
                key = str(record["key"])
            at = (datetime(2016, 1, 1) + timedelta(seconds=number)).isoformat(timespec="microseconds") + "+00:00"
            entry = {"number": number, "step": number, "action": "edit", "kind": kind, "key": key, "at": at}
            entry |= {"recorded_at": at, "by": "secretary", "new": record}
            if key in previous:
                entry["previous"] = previous[key]
            previous[key] = number
            file.write(json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n")


def megabytes(verb: str, source: Path, target: Path) -> int:
    """What a process takes at most that imports or exports."""
    words = [*(sys.executable, "-c", WATCH), *(sys.executable, "-c", PROCESS), verb, str(source), str(target)]
    return int(subprocess.run(words, check=True, capture_output=True, text=True).stdout)  # noqa: S603 - our own script


def test_a_long_journal_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    """Import and export take hardly more for a long journal than for a short one."""
    taken = {}
    for entries in (SHORT, ENTRIES):
        exported, record, again = (tmp_path / f"{entries}{end}" for end in (".jsonl", ".db", "-again.jsonl"))
        write_journal(exported, entries)
        taken[entries] = megabytes("import", exported, record), megabytes("export", record, again)
        with again.open("rb") as file:
            assert sum(1 for _ in file) == 1 + entries

    assert max(taken[ENTRIES]) < MOST
    assert [long - short < MORE for long, short in zip(taken[ENTRIES], taken[SHORT], strict=True)] == [True, True]
