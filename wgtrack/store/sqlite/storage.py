"""The storage protocol over SQLite."""

from contextlib import AbstractContextManager

from wgtrack.store.sql import SqlStorage
from wgtrack.store.sqlite.database import Database


class SqliteStorage(SqlStorage):
    """One SQLite file, or ``:memory:``."""

    database: Database

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._views_checked = not database.writable

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside, or nothing; the first one brings the views up to date that other programs read."""
        if not self._views_checked and self.turn is None:
            from wgtrack.store.sqlite import views  # noqa: PLC0415 - what only reads has no use for it

            views.renew(self.database)
            self._views_checked = True
        return self.database.transaction()

    def backup(self, path: str) -> bool:
        """Copy everything to a new file, as it is now."""
        from wgtrack.store.sqlite.backup import backup  # noqa: PLC0415 - few make one

        backup(self.database, path)
        return True
