"""A connection to a file, with the settings that SQLite keeps for each connection."""

# The status path does without pathlib, which takes longer to import than the file takes to open.
# ruff: noqa: PTH109, PTH118, PTH120

import os
import sqlite3
import sys

from wgtrack.store.sqlite.database import FAILURES, Database, refusal

#: Settings for a file that anyone may have made, as https://sqlite.org/security.html advises: no function that acts outside
#: the database runs because a schema says so, and no page is believed before it was looked at.
_ON_GUARD = "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0"


def connect(name: str, query: str, timeout: float, shown: str = "") -> sqlite3.Connection:
    """A connection on its guard; ``query`` holds the URI parameters of a file (``mode=ro``), empty for ``:memory:``.

    A failure is told of the file that is ``shown``, where that is not the one opened.
    """
    target = _uri(name, query) if query else name
    try:
        connection = sqlite3.connect(target, timeout=timeout, isolation_level=None, uri=bool(query))
    except FAILURES as error:
        raise refusal(shown or name, error) from error
    _guard(connection)
    return connection


def configure(database: Database) -> None:
    """The settings that a database is written with."""
    database.run("PRAGMA foreign_keys = ON")
    # What was acknowledged outlives a loss of power; on a Mac only if the disk is told to empty its own memory too.
    database.run("PRAGMA synchronous = FULL")
    database.run("PRAGMA fullfsync = ON")


def may_be_written(path: str) -> bool:
    """Whether this process may write to the file and make others beside it."""
    place = os.path.realpath(path)
    return os.access(place, os.W_OK) and os.access(os.path.dirname(place), os.W_OK)


def tolerate(connection: sqlite3.Connection) -> None:
    """Read on where a part of the schema cannot be parsed; only for a connection that cannot write."""
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, False)  # noqa: FBT003 - sqlite3 takes it by position
    connection.execute("PRAGMA writable_schema = ON")


def place_of(name: str) -> str:
    """The absolute path of a file, whatever folder this process goes to.

    Not ``abspath``, which takes ``link/..`` for nothing: the system goes to the folder above the one that the link leads to,
    and every check of ours asks the system.
    """
    return os.path.join(os.getcwd(), name)


def _uri(name: str, query: str) -> str:
    path = place_of(name).replace(os.sep, "/")
    quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    return f"file://{'' if quoted.startswith('/') else '/'}{quoted}?{query}"


def _guard(connection: sqlite3.Connection) -> None:
    """Let nothing in the file act by itself. These settings read nothing of the file; loading extensions is off by default."""
    for setting in _ON_GUARD.split(";"):
        connection.execute(setting)
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)  # noqa: FBT003 - sqlite3 takes it by position
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_ENABLE_VIEW, False)  # noqa: FBT003 - as above
