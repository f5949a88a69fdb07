"""The storage protocol over a PostgreSQL server."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from wgtrack.store.postgres import views
from wgtrack.store.postgres.database import Database
from wgtrack.store.sql import NAMED, SqlStorage
from wgtrack.store.storage import Current, Dependency, Row


class PostgresStorage(SqlStorage):
    """One database of a server."""

    database: Database

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._views_checked = False
        #: Keys of records of which something may wait to be sent.
        self._touched: set[str] = set()

    def transaction(self) -> AbstractContextManager[None]:
        """All that is written inside, or nothing; the first one brings the views up to date that other programs read."""
        if not self._views_checked and self.turn is None:
            views.renew(self.database)
            self._views_checked = True
        return self.database.transaction()

    def append(self, row: Row, first: int, gone: Iterable[Dependency], come: Iterable[Dependency]) -> None:
        """Write an entry behind the last one."""
        super().append(row, first, gone, come)
        self._touched.add(row[4])

    def named(self, key: str) -> list[Current]:
        """The records of all kinds that have this key, or once had it."""
        if key in self._touched:
            self._touched.clear()
            return super().named(key)
        return list(map(Current._make, self.database.rows_beside(NAMED, (key,))))

    def backup(self, path: str) -> bool:  # noqa: ARG002 - asked of every storage
        """A server has no file of its own to copy."""
        return False
