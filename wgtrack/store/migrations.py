"""The schema, one migration after another; a migration that was released is never edited.

Imported only for a database that is new or older than the code: sqlite_utils takes longer to import than a status takes.
"""

import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database, Migrations

migrations = Migrations("wgtrack")


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date; in the caller's transaction, all of it or nothing."""
    migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))


_JOURNAL = (
    "number INTEGER PRIMARY KEY",
    "step INTEGER NOT NULL",
    "action TEXT NOT NULL",
    "kind TEXT NOT NULL",
    '"key" TEXT NOT NULL',
    "at TEXT NOT NULL",
    "recorded_at TEXT NOT NULL",
    '"by" TEXT NOT NULL',
    "why TEXT",
    "undoes INTEGER",
    "previous INTEGER REFERENCES journal (number)",
    "new TEXT",
)

_BEHIND_JOURNAL = (
    # Every index ends in the number, for it is the rowid.
    'CREATE INDEX journal_record ON journal ("key", kind, at)',
    "CREATE INDEX journal_at ON journal (at)",
    "CREATE INDEX journal_step ON journal (step)",
    "CREATE INDEX journal_undoes ON journal (step, undoes) WHERE undoes IS NOT NULL",
    # The first entry of each record: what there ever was, in order, without reading the journal itself; SQLite takes that from
    # an index only if the column of its condition is in it too.
    'CREATE INDEX journal_first ON journal (kind, number, "key", at, previous) WHERE previous IS NULL',
    (
        "CREATE TRIGGER journal_is_not_rewritten BEFORE UPDATE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never rewritten'); END"
    ),
    (
        "CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is never shortened'); END"
    ),
)

_COMMON = (
    "created INTEGER PRIMARY KEY REFERENCES journal (number)",
    "revision INTEGER NOT NULL REFERENCES journal (number)",
    "changed_at TEXT NOT NULL",
    '"key" TEXT NOT NULL UNIQUE',
    "source TEXT",
    "note TEXT",
    "illustrative INTEGER NOT NULL",
)

_ITEM = (
    "title TEXT NOT NULL",
    "names TEXT",
    '"group" TEXT NOT NULL',
    "area TEXT",
    "owners TEXT",
    "estimate TEXT",
    "state TEXT NOT NULL",
    "target TEXT",
    '"limit" TEXT',
    "serves TEXT",
    "started_on TEXT",
    "done_on TEXT",
    "done_at TEXT",
    "tags TEXT",
    "waiting TEXT",
)

_TABLES = {
    "groups": (
        "name TEXT NOT NULL",
        "names TEXT",
        "parent TEXT",
        "timezone TEXT",
        "calendar TEXT",
        "mandate TEXT",
        "since TEXT",
        "until TEXT",
        "warning_days INTEGER NOT NULL",
        "stale_days INTEGER NOT NULL",
    ),
    "parties": (
        "name TEXT NOT NULL",
        "names TEXT",
        "kind TEXT NOT NULL",
        "affiliation TEXT",
        "description TEXT",
    ),
    "roles": (
        "party TEXT NOT NULL",
        '"group" TEXT NOT NULL',
        "role TEXT NOT NULL",
        "since TEXT",
        "until TEXT",
    ),
    "areas": (
        "title TEXT NOT NULL",
        "names TEXT",
        '"group" TEXT NOT NULL',
    ),
    "events": (
        "title TEXT NOT NULL",
        "names TEXT",
        '"group" TEXT NOT NULL',
        "starts TEXT NOT NULL",
        "ends TEXT",
        "place TEXT",
        "dropped INTEGER NOT NULL",
    ),
    "deliverables": (
        *_ITEM,
        "doctype TEXT NOT NULL",
        "lifecycle TEXT NOT NULL",
        "reached TEXT",
        "planned TEXT",
        "due_stage TEXT",
    ),
    "tasks": (
        *_ITEM,
        "kind TEXT NOT NULL",
        "percent INTEGER NOT NULL",
        "after TEXT",
        "parent TEXT",
        "deliverables TEXT",
        "reached_by TEXT",
    ),
    "lifecycles": (
        "title TEXT NOT NULL",
        "stages TEXT NOT NULL",
    ),
    "calendars": (
        "title TEXT NOT NULL",
        "weekend TEXT",
        "off TEXT",
        "work TEXT",
        "first_year INTEGER",
        "last_year INTEGER",
        "provisional_years TEXT",
    ),
}


@migrations()
def m001_record_and_journal(db: Database) -> None:
    """Make the journal, and one table per kind for the record as it is now."""
    db.execute(_table("journal", _JOURNAL))
    for statement in _BEHIND_JOURNAL:
        db.execute(statement)
    for name, columns in _TABLES.items():
        db.execute(_table(name, (*_COMMON, *columns)))
    # A deliverable that reaches a stage looks for the milestones that this reaches.
    db.execute("CREATE INDEX tasks_reached_by ON tasks (reached_by) WHERE reached_by IS NOT NULL")


@migrations()
def m002_planning(db: Database) -> None:
    """Add what planning needs: work that is left, work that cannot start yet, and baselines."""
    db.execute("ALTER TABLE tasks ADD COLUMN remaining REAL")
    db.execute("ALTER TABLE tasks ADD COLUMN not_before TEXT")
    db.execute(_table("baselines", (*_COMMON, "at TEXT NOT NULL")))


@migrations()
def m004_reports(db: Database) -> None:
    """Add issued reports, and their files by what is in them, which are never rewritten."""
    columns = (
        '"group" TEXT NOT NULL',
        "number INTEGER NOT NULL",
        "at TEXT NOT NULL",
        "since TEXT",
        "language TEXT NOT NULL",
        "documents TEXT NOT NULL",
    )
    db.execute(_table("reports", (*_COMMON, *columns)))
    db.execute(_table("documents", ("hash TEXT PRIMARY KEY", "content BLOB NOT NULL")))
    for event, how in (("UPDATE", "rewritten"), ("DELETE", "thrown away")):
        db.execute(
            f"CREATE TRIGGER documents_are_not_{how.split()[0]} BEFORE {event} ON documents"
            f" BEGIN SELECT RAISE(ABORT, 'the files of issued reports are never {how}'); END"
        )


def _table(name: str, columns: Iterable[str]) -> str:
    lines = ",\n  ".join(columns)
    return f'CREATE TABLE "{name}" (\n  {lines}\n) STRICT'
