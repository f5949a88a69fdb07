"""Opening a database file: what is not ours, not whole or too new is refused before anything can be written to it."""

# The status path does without pathlib, which takes longer to import than the file takes to open.
# ruff: noqa: PTH114, PTH115

import os
import sqlite3

from wgtrack.errors import StoreError, StoreMissingError
from wgtrack.messages.message import call, untranslated
from wgtrack.store.sqlite import schema
from wgtrack.store.sqlite.connecting import configure, connect, may_be_written, place_of
from wgtrack.store.sqlite.database import ASK_AGAIN, COPY, Database, FileId
from wgtrack.store.sqlite.file_checks import check, checked_name, inspect, is_there, version_of
from wgtrack.store.sqlite.storage import SqliteStorage

#: What SQLite says where there is no room on the disk for the file in which its processes tell each other what they do.
_NO_SHARED_MEMORY = {sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMMAP}


def open_storage(path: str | os.PathLike[str], *, create: bool, timeout: float) -> SqliteStorage:
    """The record in this file, or in memory."""
    return SqliteStorage(open_database(path, create=create, timeout=timeout))


def open_database(path: str | os.PathLike[str], *, create: bool, timeout: float) -> Database:
    """A database that is ours, whole and up to date; made if it is missing and ``create`` says so.

    One that may not be written to can be read, unless it is older than the code.
    """
    name = checked_name(path)
    if name == ":memory:":
        return _in_memory(timeout)
    if not is_there(name):
        if os.path.islink(name):
            leads = untranslated("this is a link to {target}, and there is no such file", target=os.readlink(name))
            raise StoreMissingError(name, leads, untranslated("check the path, or take the link away"))
        if not create:
            raise StoreMissingError(
                name,
                untranslated("there is no such file"),
                untranslated("start one with {open} or {load}", open=call("wgtrack.open"), load=call("load")),
            )
        from wgtrack.store.sqlite.creating import create as make  # noqa: PLC0415 - most files are there

        make(name, timeout)
    inspect(name, timeout)
    try:
        return _ready(_opened(name, timeout), timeout)
    except StoreError as error:
        if getattr(error.__cause__, "sqlite_errorcode", 0) not in _NO_SHARED_MEMORY:
            raise
        from wgtrack.store.sqlite.read_only import read_only  # noqa: PLC0415 - most disks have room

        return _ready(read_only(name, timeout, error), timeout)


def _in_memory(timeout: float) -> Database:
    from wgtrack.store.sqlite.creating import fill  # noqa: PLC0415 - most records are files

    database = Database(connect(":memory:", "", timeout), ":memory:")
    configure(database)
    fill(database)
    return database


def _opened(name: str, timeout: float) -> Database:
    if not may_be_written(name):
        from wgtrack.store.sqlite.read_only import read_only  # noqa: PLC0415 - most files may be written to

        return read_only(name, timeout)
    connection = connect(name, "mode=rw", min(timeout, ASK_AGAIN))
    return Database(connection, name, FileId.at(place_of(name)), timeout)


def _ready(database: Database, timeout: float) -> Database:
    """The database with all its settings, up to date; closed if that cannot be."""
    try:
        configure(database)
        check(database)
        version = version_of(database)
        if version < schema.SCHEMA_VERSION:
            _check_writable(database, version)
            from wgtrack.store.sqlite.upgrading import upgrade  # noqa: PLC0415 - sqlite_utils takes longer to import than a status

            database.upgraded = upgrade(database, timeout)
    except BaseException:
        database.close()
        raise
    return database


def _check_writable(database: Database, version: int) -> None:
    if not database.writable:
        raise StoreError(
            database.path,
            untranslated(
                "it was written by an older wgtrack (schema {version}) and must be brought up to date before it is read, "
                "but it cannot be written to",
                version=version,
            ),
            COPY,
        )
