"""Making a new file, whole or not at all."""

# ruff: noqa: PTH108 - as in the other modules that a first start imports

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from wgtrack.errors import WgtrackError
from wgtrack.open_files import BESIDE
from wgtrack.store.sqlite import copying
from wgtrack.store.sqlite.connecting import configure, connect
from wgtrack.store.sqlite.database import FAILURES, Database
from wgtrack.store.sqlite.file_checks import is_there
from wgtrack.store.sqlite.schema import APPLICATION_ID, APPLIED, SCHEMA_VERSION, STATEMENTS
from wgtrack.store.sqlite.storage import SqliteStorage
from wgtrack.store.sqlite.views import statements

_APPLIED = "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('wgtrack', ?)"


class Draft(SqliteStorage):
    """A new database that is still being made, beside its place."""

    def __init__(self, database: Database, draft: str) -> None:
        super().__init__(database)
        self._draft = draft

    def settle(self) -> bool:
        """Close it and put it in its place; False where another file stands there, which is left as it is."""
        self.database.run("PRAGMA journal_mode = WAL")
        self.close()
        return copying.settle(self._draft, self.path)


def create(name: str, timeout: float) -> None:
    """Put a new database at this path, whole or not at all, even if another process does the same at the same time."""
    with drafted(name, timeout) as draft:
        draft.settle()  # if another process was faster, its database is as good


@contextmanager
def drafted(name: str, timeout: float, rights_of: str | None = None) -> Iterator[Draft]:
    """An empty database that is to stand at this path; nothing is left of it unless it is settled."""
    with (
        copying.drafted(name, rights_of) as draft,
        closing(connect(draft, "mode=rwc", timeout, shown=name)) as connection,
    ):
        database = Database(connection, name)
        configure(database)
        fill(database)
        yield Draft(database, draft)


def fill(database: Database) -> None:
    """Make all that a database has in it where there is nothing yet."""
    with database.transaction():
        for statement in (*STATEMENTS, *statements().values()):
            database.run(statement)
        database.run_each(_APPLIED, [(name,) for name in APPLIED])
        database.run(f"PRAGMA application_id = {APPLICATION_ID}")
        database.run(f"PRAGMA user_version = {SCHEMA_VERSION}")


def take_away_empty(name: str) -> None:
    """Take away the file at this path if it holds no entry, and nobody else is writing to it."""
    if name == ":memory:" or not is_there(name):
        return
    with suppress(WgtrackError, *FAILURES), closing(connect(name, "mode=rw", 0)) as connection:
        database = Database(connection, name)
        database.run("BEGIN EXCLUSIVE")
        if database.value("SELECT count(*) FROM journal") == 0:
            for ending in BESIDE:
                with suppress(OSError):
                    os.unlink(f"{name}{ending}")
