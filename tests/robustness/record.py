"""The record that is broken on purpose: what it holds, how it is changed, and what must be true of it whatever happened."""

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import wgtrack
from tests.store.helpers import database
from wgtrack.model.programme import KINDS, WorkProgramme
from wgtrack.store import Store
from wgtrack.store.opening import is_address

_FIRST_SCHEMA = Path(__file__).parents[1] / "store" / "data" / "schema-1.sql"
#: What a journal begins with that is not written by a tracker: kinds and snapshots.
BEGINNING: tuple[tuple[str, dict[str, Any]], ...] = (
    ("calendar", {"key": "none", "title": "Every day"}),
    ("group", {"calendar": "none", "key": "wg", "name": "Group", "timezone": "Asia/Shanghai"}),
    ("party", {"key": "cesi", "name": "CESI"}),
)
#: Later than everything on record.
END = datetime(9000, 1, 1, tzinfo=UTC)


def begin(tracker: wgtrack.Tracker) -> None:
    """Put a group with two tasks on record, where there is none yet."""
    with tracker._store.turn():
        if not tracker.programme().groups:
            tracker.add(wgtrack.Group(key="wg", name="Group"))
            tracker.add(wgtrack.Task(key="T-1", title="Draft", group="wg"))
            tracker.add(wgtrack.Task(key="T-2", title="Survey", group="wg"))


def tokens(store: Store) -> list[int]:
    """The numbers that were given as reasons of steps, in the order of the journal, each once."""
    return list(dict.fromkeys(int(entry.why) for entry in store.entries() if entry.why and entry.why.isdigit()))


def first_schema(path: Path, tasks: int) -> None:
    """A file as the first schema has it, with so many tasks more than the copy that is never edited."""
    connection = sqlite3.connect(path)
    connection.executescript(_FIRST_SCHEMA.read_text(encoding="utf-8"))
    for number in range(tasks):
        connection.execute(
            'INSERT INTO journal (step, action, kind, "key", at, recorded_at, "by", new)'
            ' SELECT (SELECT max(number) + 1 FROM journal), action, kind, ?1, at, recorded_at, "by",'
            " replace(new, '\"TR-9\"', '\"' || ?1 || '\"') FROM journal WHERE \"key\" = 'TR-9'",
            (f"X-{number}",),
        )
    columns = [row[1] for row in connection.execute("PRAGMA table_info(tasks)")]
    given = {"created": "number", "revision": "number", "key": 'entry."key"'}
    values = ", ".join(given.get(column, f'task."{column}"') for column in columns)
    connection.execute(
        f"INSERT INTO tasks SELECT {values} FROM journal AS entry JOIN tasks AS task ON task.\"key\" = 'TR-9'"  # noqa: S608 - names of our own
        " WHERE entry.\"key\" LIKE 'X-%'"
    )
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def check_store(store: Store) -> None:
    """The database finds nothing wrong, what is current is what the journal makes, and the chain fits."""
    if not is_address(store.path):
        assert database(store).rows("PRAGMA integrity_check") == [("ok",)]
        assert database(store).rows("PRAGMA foreign_key_check") == []
    assert whole(store.programme()) == whole(store.rebuild(END))
    assert sum(1 for _ in store.transcript()) == len(store.entries())


def whole(programme: WorkProgramme) -> Mapping[str, list[Any]]:
    """All of a programme in its order, with what comparing records leaves out: from which entry each is, and since when."""
    return {
        kind: [(record, record.revision, record.changed_at) for record in programme.of_kind(kind).values()]
        for kind in KINDS
    }
