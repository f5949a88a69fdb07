"""A copy of a database in use: whole or not at all, and never in the place of another file."""

from contextlib import closing

from wgtrack.errors import InputError, StoreDamagedError, StoreError
from wgtrack.messages.message import untranslated
from wgtrack.store.damage import RESTORE
from wgtrack.store.sqlite import copying
from wgtrack.store.sqlite.connecting import connect
from wgtrack.store.sqlite.database import FAILURES, Database, refusal
from wgtrack.store.sqlite.file_checks import checked_name, is_taken


def backup(database: Database, path: str) -> None:
    """Copy an open database to a new file, as it is at this moment; others may go on writing to it.

    Raises:
        InputError: there is something at ``path``; it is left as it is.
        StoreError: the copy cannot be made, or the database is damaged.
    """
    name = free_name(path)
    database.check_in_place()
    try:
        with copying.drafted(name, rights_of=None if database.path == ":memory:" else database.path) as draft:
            _copy(database, draft, name)
            if not copying.settle(draft, name):
                raise _exists(name)
    except OSError as error:
        raise StoreError(
            name,
            untranslated("{reason}", reason=error.strerror or "it cannot be made"),
            untranslated("check the folder and the room on the disk"),
        ) from error


def free_name(path: str) -> str:
    """A path as text, if a new file can have it; InputError where there is one."""
    name = file_name(path)
    if is_taken(name):
        raise _exists(name)
    return name


def file_name(path: str) -> str:
    """A path as text, if it can be that of a new file."""
    if not path:
        raise InputError(untranslated("the file that is to be made has no name"), untranslated("give it one"))
    name = checked_name(path)
    if name == ":memory:":
        raise InputError(untranslated("':memory:' is no file"), untranslated("name the file that is to be made"))
    return name


def _copy(database: Database, draft: str, name: str) -> None:
    """Copy a database in one go: other processes read and write meanwhile, and what they write is not in the copy."""
    with closing(connect(draft, "mode=rwc", 0, shown=name)) as connection:
        with database.snapshot():
            database.rows("SELECT max(number) FROM journal")  # from here on it is this state that is read
            try:
                database.connection.backup(connection)
            except FAILURES as error:
                raise refusal(name, error) from error
        copied = Database(connection, name)
        copied.run("PRAGMA journal_mode = WAL")  # a record in memory has none
        if copied.rows("PRAGMA quick_check(1)") != [("ok",)]:
            raise StoreDamagedError(
                database.path, untranslated("the database is damaged (its copy fails SQLite's quick_check)"), RESTORE
            )


def _exists(name: str) -> InputError:
    return InputError(
        untranslated("{name}: this file exists already", name=name),
        untranslated("name a new one; a backup takes the place of none"),
    )
