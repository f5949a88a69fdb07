"""Bringing an older file up to date, after keeping it as it was beside it.

Imported only for a file that is older than the code: sqlite_utils takes longer to import than a status takes.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from wgtrack.errors import StoreError
from wgtrack.messages.message import untranslated
from wgtrack.store.sqlite import copying, schema
from wgtrack.store.sqlite.database import Database
from wgtrack.store.sqlite.file_checks import version_of
from wgtrack.store.sqlite.migrations import migrate
from wgtrack.store.storage import Upgrade

#: What to do where there is no room for a copy.
_ROOM = untranslated("make room on the disk, or make the folder writable, and try again")


def upgrade(database: Database, timeout: float) -> Upgrade | None:
    """Bring the schema up to date, all of it or nothing; None if there was nothing to do.

    Raises:
        StoreError: there is no room for the copy.
    """
    # Outside of the transaction, whose end too may find no room on the disk.
    with _withdrawn_on_failure() as copies, database.transaction():
        # Another process may have done it while this one waited for its turn.
        version = version_of(database)
        if version == schema.SCHEMA_VERSION:
            return None
        copies.append(_copy_beside(database.path, version, timeout))
        migrate(database.connection)
        database.run(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        database.run(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
    return Upgrade(version, schema.SCHEMA_VERSION, copies[0])


@contextmanager
def _withdrawn_on_failure() -> Iterator[list[str]]:
    """Files that are taken away again if what is done meanwhile fails."""
    files: list[str] = []
    try:
        yield files
    except BaseException:
        for file in files:
            os.unlink(file)  # noqa: PTH108 - paths are texts in this room
        raise


def _copy_beside(name: str, version: int, timeout: float) -> str:
    """Copy a database to ``NAME.vVERSION-backup``, with a number behind it if that is taken."""
    first = f"{name}.v{version}-backup"
    places = (first if number == 1 else f"{first}-{number}" for number in count(1))
    try:
        with copying.drafted(name, rights_of=name) as draft:
            copying.copy(name, draft, timeout)
            return next(place for place in places if copying.settle(draft, place))
    except OSError as error:
        raise StoreError(
            name,
            untranslated("no copy of it can be made before it is changed ({reason})", reason=error.strerror or ""),
            _ROOM,
        ) from error
