"""The storage protocol over a PostgreSQL server."""

from contextlib import AbstractContextManager

from wgtrack.store.postgres import views
from wgtrack.store.postgres.database import Database
from wgtrack.store.sql import SqlStorage


class PostgresStorage(SqlStorage):
    """One database of a server."""

    database: Database

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._views_checked = False

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside, or nothing; the first one brings the views up to date that other programs read."""
        if not self._views_checked and self.turn is None:
            views.renew(self.database)
            self._views_checked = True
        return self.database.transaction()

    def backup(self, path: str) -> None:
        """Copy everything to a new SQLite file, as it is now."""
        from wgtrack.store.transfer import copy_to_file  # noqa: PLC0415 - few make one

        with self.snapshot():
            copy_to_file(self, path)
