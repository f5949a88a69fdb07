"""From each schema to the next; a migration that was released is never edited.

Imported only for a file that is older than the code: sqlite_utils takes longer to import than a status takes.
"""

import sqlite3
from collections.abc import Iterator

from sqlite_utils import Database, Migrations

from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.dependencies import index
from wgtrack.store.sqlite import database as sqlite
from wgtrack.store.sqlite.old_schemas import ADDED_COLUMNS, BASELINES, FIRST, NOT_REWRITTEN, REPORTS, dropped
from wgtrack.store.sqlite.schema import INDEXES
from wgtrack.store.sqlite.storage import SqliteStorage
from wgtrack.store.sqlite.views import statements

migrations = Migrations("wgtrack")

#: Entries that are hashed at a time, so that a long journal needs no more memory than a short one.
_AT_A_TIME = 1000


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the schema up to date; in the caller's transaction, all of it or nothing."""
    migrations.apply(Database(connection, recursive_triggers=False, execute_plugins=False))


@migrations()
def m001_record_and_journal(db: Database) -> None:
    """Make the journal, and one table per kind for the record as it is now."""
    for statement in FIRST:
        db.execute(statement)


@migrations()
def m002_planning(db: Database) -> None:
    """Add what planning needs: work that is left, work that cannot start yet, and baselines."""
    _add_columns(db, 2)
    db.execute(BASELINES)


@migrations()
def m003_chain(db: Database) -> None:
    """Give each journal entry a hash over its content and the entry before it."""
    _add_columns(db, 3)
    db.execute("DROP TRIGGER journal_is_not_rewritten")
    for hashes in _chained(db):
        db.conn.executemany("UPDATE journal SET hash = ? WHERE number = ?", hashes)
    db.execute(NOT_REWRITTEN)


def _add_columns(db: Database, version: int) -> None:
    for name, columns in ADDED_COLUMNS[version].items():
        for column in columns:
            db.execute(f'ALTER TABLE "{name}" ADD COLUMN {column}')


def _chained(db: Database) -> Iterator[list[tuple[bytes, int]]]:
    """Hash and number of every entry, oldest first, some at a time."""
    columns = ", ".join(f'"{column}"' for column in COLUMNS)
    query = f"SELECT {columns} FROM journal WHERE number > ? ORDER BY number LIMIT ?"  # noqa: S608 - names of our own
    before, last = START, 0
    while entries := db.execute(query, (last, _AT_A_TIME)).fetchall():
        hashes = []
        for entry in entries:
            before = digest(before, entry)
            hashes.append((before, entry[0]))
        yield hashes
        last = entries[-1][0]


@migrations()
def m004_reports(db: Database) -> None:
    """Add issued reports, and their files by what is in them, which are never rewritten."""
    for statement in REPORTS:
        db.execute(statement)


@migrations()
def m005_journal_alone(db: Database) -> None:
    """Keep nothing of a record but its journal, which of its entries are current, and what depends on what."""
    for kind, name in dropped(4):
        db.execute(f'DROP {kind} IF EXISTS "{name}"')
    for statement in INDEXES:
        db.execute(statement)
    index(SqliteStorage(sqlite.Database(db.conn, "")))
    for statement in statements().values():
        db.execute(statement)
