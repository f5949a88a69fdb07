"""Opening a database file: what is not ours, not whole or too new is refused before anything can be written to it."""

# The status path does without pathlib, which takes longer to import than the file takes to open.
# ruff: noqa: PTH100, PTH104, PTH107, PTH110, PTH112, PTH113, PTH114, PTH115, PTH202

import os
import sqlite3
from contextlib import closing

from wgtrack.errors import StoreDamagedError, StoreError, StoreForeignError, StoreMissingError, StoreTooNewError
from wgtrack.store.database import FAILURES, RESTORE, Database, refusal

#: 'wgtr': what the header of a wgtrack database says it is.
APPLICATION_ID = 0x77677472
#: Number of migrations: the user_version of a database that is up to date.
SCHEMA_VERSION = 2

#: Bytes up to which a database is checked whole when it is opened; that takes some 4 ms per million.
_CHECKED_WHOLE = 1_000_000

#: The first SQLite with strict tables (November 2021).
_OLDEST_SQLITE = (3, 37)
#: Bytes of the smallest page, and so of the smallest database.
_SMALLEST = 512

_ANOTHER_FILE = "choose another file with --db or WGTRACK_DB"


def open_database(path: str | os.PathLike[str], *, create: bool, timeout: float) -> Database:
    """A database that is ours, whole and up to date; made if it is missing and ``create`` says so."""
    name = os.fspath(path)
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(
            name,
            f"wgtrack needs SQLite 3.37, and this Python has {sqlite3.sqlite_version}",
            "use a Python that was built with a newer one",
        )
    if not name or "\0" in name:
        raise StoreMissingError(name, "this is no name of a file", _ANOTHER_FILE)
    if name == ":memory:":
        return _ready(Database(_connect(name, "", timeout), name))
    if not os.path.exists(name):
        if os.path.islink(name):
            leads = f"this is a link to {os.readlink(name)}, and there is no such file"
            raise StoreMissingError(name, leads, "name that file itself, or take the link away")
        if not create:
            raise StoreMissingError(name, "there is no such file", "start one with 'wgtrack init' or 'wgtrack seed'")
        _make(name, timeout)
    _inspect(name, timeout)
    return _ready(Database(_connect(name, "mode=rw", timeout), name))


def _ready(database: Database) -> Database:
    """The database with the settings that SQLite keeps per connection, up to date; closed if that cannot be."""
    try:
        database.run("PRAGMA foreign_keys = ON")
        database.run("PRAGMA synchronous = FULL")
        if database.value("PRAGMA page_count"):
            _check_whole(database)
        if _version(database) < SCHEMA_VERSION:
            _upgrade(database)
    except BaseException:
        database.close()
        raise
    return database


def _connect(name: str, query: str, timeout: float, shown: str = "") -> sqlite3.Connection:
    """A connection; a failure is told of the file that is ``shown``, where that is not the one opened."""
    target = name
    if query:
        path = os.path.abspath(name).replace(os.sep, "/")
        quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
        target = f"file://{'' if quoted.startswith('/') else '/'}{quoted}?{query}"
    try:
        return sqlite3.connect(target, timeout=timeout, isolation_level=None, uri=bool(query))
    except FAILURES as error:
        raise refusal(shown or name, error) from error


def _version(database: Database) -> int:
    """The schema that the database has; 0 for a new one."""
    version: int = database.value("PRAGMA user_version")
    if version > SCHEMA_VERSION:
        raise StoreTooNewError(
            database.path,
            f"the database was written by a newer wgtrack (schema {version}, this one knows {SCHEMA_VERSION})",
            "upgrade with 'pip install --upgrade wgtrack'",
        )
    return version


def _inspect(name: str, timeout: float) -> None:
    """Refuse by its size and header a file that is not ours to open.

    The header is read through SQLite and not with ``open``: closing any handle of one's own on a database file drops the locks
    that this process holds on it, and with them the safety of every writer (sqlite.org/howtocorrupt.html, 2.2). ``immutable``
    reads without a lock and without the files that SQLite keeps beside a database in use.
    """
    if os.path.isdir(name):
        raise StoreForeignError(name, "this is a folder", _ANOTHER_FILE)
    if not os.path.isfile(name):
        raise StoreForeignError(name, "this is a device or a pipe, not a file", _ANOTHER_FILE)
    size = _size(name)
    if size == 0:
        raise StoreForeignError(name, "the file is empty, not a wgtrack database", f"delete it, or {_ANOTHER_FILE}")
    with closing(_connect(name, "immutable=1", timeout)) as connection:
        database = Database(connection, name)
        try:
            identity, page = (database.value(f"PRAGMA {value}") for value in ("application_id", "page_size"))
        except StoreDamagedError as error:
            if _is_no_database(error):
                raise StoreForeignError(name, "this is not a database", _ANOTHER_FILE) from error
            return  # without a lock, a file being written to may look damaged: the real opening will see
        if size < _SMALLEST:
            raise StoreForeignError(name, "this is not a database", _ANOTHER_FILE)
        if identity != APPLICATION_ID:
            raise StoreForeignError(name, "this is another program's database", _ANOTHER_FILE)
        _version(database)
        if size % page:
            raise StoreDamagedError(name, "the database is damaged (its last page is cut short)", RESTORE)


def _size(name: str) -> int:
    try:
        return os.path.getsize(name)
    except OSError as error:
        raise StoreError(name, error.strerror or "the file cannot be read", "check the path and try again") from error


def _is_no_database(error: StoreDamagedError) -> bool:
    return getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB


def _check_whole(database: Database) -> None:
    """Look through all pages of a small database; in a large one, damage is found where it is read."""
    pages = database.value("PRAGMA page_count") * database.value("PRAGMA page_size")
    found = database.rows("PRAGMA quick_check(1)") if pages <= _CHECKED_WHOLE else [("ok",)]
    if found != [("ok",)]:
        raise StoreDamagedError(database.path, "the database is damaged (SQLite's quick_check fails)", RESTORE)
    if database.value("PRAGMA application_id") != APPLICATION_ID or _version(database) == 0:
        raise StoreDamagedError(database.path, "the database does not say which schema it has", RESTORE)


def _make(name: str, timeout: float) -> None:
    """Put a new database at this path, whole or not at all, even if another process does the same at the same time."""
    draft = f"{name}.{os.urandom(4).hex()}.new"
    try:
        with closing(_connect(draft, "mode=rwc", timeout, shown=name)) as connection:
            database = _ready(Database(connection, name))
            database.run("PRAGMA journal_mode = WAL")
        _publish(draft, name)
    finally:
        for leftover in (draft, f"{draft}-journal", f"{draft}-wal", f"{draft}-shm"):
            _remove(leftover)


def _publish(draft: str, name: str) -> None:
    try:
        os.link(draft, name)
    except FileExistsError:
        return  # another process was faster; its database is as good
    except OSError:
        if not os.path.exists(name):
            os.rename(draft, name)  # a file system without links


def _remove(name: str) -> None:
    try:
        os.remove(name)
    except FileNotFoundError:
        return


def _upgrade(database: Database) -> None:
    """Bring the schema up to date, all of it or nothing."""
    from wgtrack.store.migrations import migrate  # noqa: PLC0415 - sqlite_utils takes longer to import than a status takes

    with database.transaction():
        # Another process may have done it while this one waited for its turn.
        if _version(database) < SCHEMA_VERSION:
            migrate(database.connection)
            database.run(f"PRAGMA application_id = {APPLICATION_ID}")
            database.run(f"PRAGMA user_version = {SCHEMA_VERSION}")
