"""Making a new file, and bringing an older one up to date after keeping it as it was beside it.

Imported only for a file that is new or older than the code: sqlite_utils takes longer to import than a status takes.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path

from wgtrack.errors import StoreError
from wgtrack.store import copying, schema
from wgtrack.store.admission import version_of
from wgtrack.store.connecting import configure, connect
from wgtrack.store.database import Database, Upgrade
from wgtrack.store.migrations import migrate

#: What to do where there is no room for a copy.
_ROOM = "make room on the disk, or make the folder writable, and try again"


def make(name: str, timeout: float) -> None:
    """Put a new database at this path, whole or not at all, even if another process does the same at the same time."""
    with copying.drafted(name) as draft:
        with closing(connect(str(draft), "mode=rwc", timeout, shown=name)) as connection:
            database = Database(connection, name)
            configure(database)
            upgrade(database, timeout)
            database.run("PRAGMA journal_mode = WAL")
        copying.settle(draft, Path(name))  # if another process was faster, its database is as good


def upgrade(database: Database, timeout: float) -> Upgrade | None:
    """Bring the schema up to date, all of it or nothing; None if there was nothing to do, or nothing to keep.

    Raises:
        StoreError: there is no room for the copy.
    """
    # Outside of the transaction, whose end too may find no room on the disk.
    with _withdrawn_on_failure() as copies, database.transaction():
        # Another process may have done it while this one waited for its turn.
        version = version_of(database)
        if version == schema.SCHEMA_VERSION:
            return None
        if version:  # nothing is to be kept of a file being made
            copies.append(_copy_beside(database.path, version, timeout))
        migrate(database.connection)
        database.run(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        database.run(f"PRAGMA user_version = {schema.SCHEMA_VERSION}")
    return Upgrade(version, schema.SCHEMA_VERSION, str(copies[0])) if copies else None


@contextmanager
def _withdrawn_on_failure() -> Iterator[list[Path]]:
    """Files that are taken away again if what is done meanwhile fails."""
    files: list[Path] = []
    try:
        yield files
    except BaseException:
        for file in files:
            file.unlink()
        raise


def _copy_beside(name: str, version: int, timeout: float) -> Path:
    """Copy a database to ``NAME.vVERSION-backup``, with a number behind it if that is taken."""
    first = f"{name}.v{version}-backup"
    places = (Path(first if number == 1 else f"{first}-{number}") for number in count(1))
    try:
        with copying.drafted(name) as draft:
            copying.copy(name, draft, timeout)
            return next(place for place in places if copying.settle(draft, place))
    except OSError as error:
        raise StoreError(name, f"no copy of it can be made before it is changed ({error.strerror})", _ROOM) from error
