"""``wgtrack overdue`` and ``wgtrack list`` over 10,000 items as whole processes, beside Taskwarrior's reports of these names.

Both have the same items with the same dates, once without links and once with links among every fifth of them: Taskwarrior takes
far longer with links, and a working group's items have some.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import wgtrack
from benchmarks.data import AT, body, write
from benchmarks.harness import Measurement, Reach, compared, faster, present, process, run
from benchmarks.machine import COMMANDS
from benchmarks.startup import WGTRACK
from wgtrack.model.records import Task
from wgtrack.status.report import ItemStatus

#: Taskwarrior asks its clock what is overdue: what is due after AT is put off beyond the days of whoever measures.
_YEARS_LATER = 15
_LINKED = 0.2


def measure(*, quick: bool) -> Iterator[Measurement]:
    """Both questions, without and with links."""
    count = 100 if quick else 10_000
    yield from _asked(count, 0.0, "", faster(1), rounds=1 if quick else 7)
    yield from _asked(count, _LINKED, ", a fifth of them linked", faster(20), rounds=1)


def _asked(count: int, linked: float, words: str, reach: Reach, *, rounds: int) -> Iterator[Measurement]:
    task = present(*COMMANDS["Taskwarrior"])
    with TemporaryDirectory() as name:
        folder = Path(name)
        made = body(count, count // 100, unfinished=True, linked=linked)
        write(folder / "wgtrack.db", made)
        settings = _tasks(task, folder, made.tasks) if task else {}
        for question in ("overdue", "list"):
            ours = process([WGTRACK, question, "--at", AT.isoformat()], folder)
            theirs = process([task, question], folder, **settings) if task else None
            work = f"`{question}` over {count:,} items{words}, whole process"
            yield compared(work, reach, ours, f"Taskwarrior's `{question}`", theirs, rounds=rounds, warm=rounds > 1)


def _tasks(task: str, folder: Path, tasks: Sequence[Task]) -> dict[str, str]:
    """Taskwarrior's own record of these tasks; returns the environment that leads to it."""
    (folder / "taskrc").write_text(f"data.location={folder}/task\nconfirmation=off\n", encoding="utf-8")
    with wgtrack.open(folder / "wgtrack.db", create=False) as tracker:
        found = {item.key: item for item in tracker.find(at=AT)}
    (folder / "tasks.json").write_text(json.dumps([_task(one, found[one.key]) for one in tasks]), encoding="utf-8")
    settings = {"TASKRC": f"{folder}/taskrc", "TASKDATA": f"{folder}/task"}
    run([task, "import", "tasks.json"], folder, **settings)
    return settings


def _task(task: Task, item: ItemStatus) -> dict[str, object]:
    made: dict[str, object] = {
        "uuid": _uuid(task.key),
        "description": task.title,
        "status": "pending",
        "entry": "20161001T000000Z",
        "project": task.area,
        "tags": [owner.replace("-", "") for owner in task.owners],
    }
    if item.due is not None:
        day = item.due.date
        later = _YEARS_LATER if day > AT.date() else 0
        made["due"] = f"{day.year + later}{day:%m%d}T120000Z"
    if task.after:
        made["depends"] = [_uuid(link.key) for link in task.after]
    return made


def _uuid(key: str) -> str:
    return str(UUID(int=int(key.partition("-")[2]), version=4))
