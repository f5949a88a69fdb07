"""Which files are let in: what is no database, not ours, too new or not as wgtrack made it is refused, and left as it is."""

# The status path does without pathlib, which takes longer to import than the file takes to open.
# ruff: noqa: PTH114, PTH116

import os
import sqlite3
import stat
from collections.abc import Iterator, Mapping
from contextlib import closing

from wgtrack.errors import StoreDamagedError, StoreError, StoreForeignError, StoreMissingError, StoreTooNewError
from wgtrack.messages.message import argument, call, untranslated
from wgtrack.store.damage import RESTORE
from wgtrack.store.sqlite import schema, versions
from wgtrack.store.sqlite.connecting import connect
from wgtrack.store.sqlite.database import Database

#: What to do about a file that is not a wgtrack database.
ANOTHER_FILE = untranslated("choose another file with {path} or WGTRACK_DB", path=argument("path"))
#: What to do about a file that holds more than a wgtrack database, or less.
EXAMINE = untranslated(
    "look into it with {examine}; {repair} can take its record over into a new file",
    examine=call("wgtrack.doctor.examine", ...),
    repair=call("wgtrack.doctor.repair", ...),
)

#: Bytes up to which a database is checked whole when it is opened; that takes some 4 ms per million.
_CHECKED_WHOLE = 1_000_000
#: Bytes of the smallest page, and so of the smallest database.
_SMALLEST = 512
#: How many things a message names.
_FEW = 3

#: In a file that was tampered with, they may be anything.
_OBJECTS = "SELECT type, ifnull(CAST(name AS TEXT), ''), ifnull(CAST(sql AS TEXT), '') FROM sqlite_master"
#: Without white space, the tables that SQLite keeps its statistics in.
_ANALYZED = ("CREATETABLEsqlite_stat1(tbl,idx,stat)", "CREATETABLEsqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)")

Objects = Mapping[tuple[str, str], str]

#: The first SQLite with strict tables (November 2021).
_OLDEST_SQLITE = (3, 37)


def inspect(name: str, timeout: float) -> None:
    """Refuse by its size and header a file that is not ours to open.

    The header is read through SQLite and not with ``open``: closing any handle of one's own on a database file drops the locks
    that this process holds on it, and with them the safety of every writer (sqlite.org/howtocorrupt.html, 2.2). ``immutable``
    reads without a lock and without the files that SQLite keeps beside a database in use.
    """
    size = regular_size(name)
    with closing(connect(name, "immutable=1", timeout)) as connection:
        database = Database(connection, name)
        try:
            identity, page = (database.value(f"PRAGMA {value}") for value in ("application_id", "page_size"))
        except StoreDamagedError as error:
            refuse_text(error)
            return  # without a lock, a file being written to may look damaged: the real opening will see
        if size < _SMALLEST:
            raise StoreForeignError(name, untranslated("this is not a database"), ANOTHER_FILE)
        if identity != schema.APPLICATION_ID:
            raise StoreForeignError(name, untranslated("this is another program's database"), ANOTHER_FILE)
        version_of(database)
        if size % page and not _has_log(name):
            raise StoreDamagedError(name, untranslated("the database is damaged (its last page is cut short)"), RESTORE)


def _has_log(name: str) -> bool:
    """Whether changes wait beside a file to be merged into it: where that was interrupted, its last page is made whole by them."""
    try:
        return os.stat(f"{os.path.realpath(name)}-wal").st_size > 0
    except OSError:
        return False


def checked_name(path: str | os.PathLike[str]) -> str:
    """A path as text, if a file can have it and this SQLite can open one."""
    name = os.fspath(path)
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise StoreError(
            name,
            untranslated(
                "wgtrack needs SQLite 3.37, and this Python has {sqlite_version}", sqlite_version=sqlite3.sqlite_version
            ),
            untranslated("use a Python that was built with a newer one"),
        )
    if not name or "\0" in name:
        raise StoreMissingError(name, untranslated("this is no name of a file"), ANOTHER_FILE)
    return name


def is_there(name: str) -> bool:
    """Whether anything stands at this name, or at the end of its links; refused where that may not be looked at."""
    try:
        os.stat(name)
    except PermissionError as error:
        raise StoreError(
            name,
            untranslated("its folder may not be searched"),
            untranslated("change the folder's permissions, or ask whose it is"),
        ) from error
    except (OSError, ValueError):  # half a character, NUL
        return False
    return True


def is_taken(name: str) -> bool:
    """Whether a new file cannot have this name: something stands there, be it a link that leads nowhere."""
    return is_there(name) or os.path.islink(name)


def regular_size(name: str) -> int:
    """Bytes of the file of this name; refused if it is empty, a folder, a pipe or a device, which could keep us waiting."""
    try:
        found = os.stat(name)
    except OSError as error:
        raise StoreError(
            name,
            untranslated("{reason}", reason=error.strerror or "the file cannot be read"),
            untranslated("check the path and try again"),
        ) from error
    if stat.S_ISDIR(found.st_mode):
        raise StoreForeignError(name, untranslated("this is a folder"), ANOTHER_FILE)
    if not stat.S_ISREG(found.st_mode):
        raise StoreForeignError(name, untranslated("this is a device or a pipe, not a file"), ANOTHER_FILE)
    if not os.access(name, os.R_OK):
        raise StoreError(
            name, untranslated("the file may not be read"), untranslated("change its permissions, or ask whose it is")
        )
    if not found.st_size:
        raise StoreForeignError(
            name,
            untranslated("the file is empty, not a wgtrack database"),
            untranslated("delete it, or {instead}", instead=ANOTHER_FILE),
        )
    return found.st_size


def version_of(database: Database) -> int:
    """The schema that the database has; 0 for a new one."""
    version: int = database.value("PRAGMA user_version")
    if version > schema.SCHEMA_VERSION:
        raise StoreTooNewError(
            database.path,
            untranslated(
                "the database was written by a newer wgtrack (schema {version}, this one knows {known})",
                version=version,
                known=schema.SCHEMA_VERSION,
            ),
            untranslated("upgrade with 'pip install --upgrade wgtrack'"),
        )
    return version


def check(database: Database) -> None:
    """Refuse what is not as wgtrack made it: its mark, its tables, indexes and triggers, and the pages of a small one."""
    version = version_of(database)
    if database.value("PRAGMA application_id") != schema.APPLICATION_ID or version < 1:
        raise StoreDamagedError(database.path, untranslated("the database does not say which schema it has"), RESTORE)
    _check_schema(database, versions.objects(version))
    # In a large one, damage is found where it is read.
    size = database.value("PRAGMA page_count") * database.value("PRAGMA page_size")
    if size <= _CHECKED_WHOLE and database.rows("PRAGMA quick_check(1)") != [("ok",)]:
        raise StoreDamagedError(
            database.path, untranslated("the database is damaged (SQLite's quick_check fails)"), RESTORE
        )


def _check_schema(database: Database, ours: Objects) -> None:
    found = objects_in(database)
    if found == ours:
        return
    if foreign := list(foreign_objects(found, ours)):
        raise StoreForeignError(
            database.path,
            untranslated("the database holds what wgtrack did not make: {few}", few=_few(foreign)),
            EXAMINE,
        )
    if lost := list(lost_objects(found, ours)):
        raise StoreDamagedError(
            database.path, untranslated("the database is damaged: {few} is missing", few=_few(lost)), EXAMINE
        )


def objects_in(database: Database) -> Objects:
    """Type and name of every table, index, trigger and view with its SQL, but for what SQLite makes by itself."""
    found = database.rows(_OBJECTS)
    return {(kind, name): sql for kind, name, sql in found if not _is_sqlites_own(kind, name, sql)}


def foreign_objects(found: Objects, ours: Objects) -> Iterator[str]:
    """What stands in a schema beside our own, by type and name; ours that were rewritten are among them.

    Views for other programs are those of the wgtrack that wrote to the file last, and so may be others than ours.
    """
    for (kind, name), sql in found.items():
        if (kind, name) not in ours:
            if kind != "view" or not _is_view_of_ours(name, sql, ours):
                yield f"the {kind} {name!r}"
        elif not is_ours((kind, name), found, ours):
            yield f"another {kind} {name!r}"


def lost_objects(found: Objects, ours: Objects) -> Iterator[str]:
    """What of our own does not stand in a schema."""
    return (f"the {kind} {name!r}" for kind, name in ours if (kind, name) not in found)


def _is_view_of_ours(name: str, sql: str, ours: Objects) -> bool:
    from wgtrack.store.sqlite.views import is_ours as is_view_of_ours  # noqa: PLC0415 - only where there are other views

    return ("table", "current") in ours and is_view_of_ours(name, sql)


def is_ours(name: tuple[str, str], found: Objects, ours: Objects) -> bool:
    """Whether the thing of this type and name is there as wgtrack made it."""
    return name in found and name in ours and _squeezed(found[name]) == _squeezed(ours[name])


def _is_sqlites_own(kind: str, name: str, sql: str) -> bool:
    """Whether it is an index behind UNIQUE, or a table of ANALYZE."""
    if kind == "index":
        return not sql and name.startswith("sqlite_autoindex_")
    return name.startswith("sqlite_stat") and _squeezed(sql) in _ANALYZED


def _squeezed(sql: str) -> str:
    """SQL without its white space, which a SQLite to come may set otherwise."""
    return "".join(sql.split())


def _few(names: list[str]) -> str:
    more = len(names) - _FEW
    return ", ".join(names[:_FEW]) + (f" and {more} more" if more > 0 else "")


def refuse_text(error: StoreDamagedError) -> None:
    """Say of a file that does not even begin as a database that it is none."""
    if getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
        raise StoreForeignError(error.path, untranslated("this is not a database"), ANOTHER_FILE) from error
