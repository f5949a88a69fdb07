"""Opening a database by its name: which kind of database it is follows from how it is written."""

import os

from wgtrack.store.storage import Storage

#: How the address of a PostgreSQL database begins.
SERVERS = ("postgresql://", "postgres://")


def is_address(path: str | os.PathLike[str]) -> bool:
    """Whether this is the address of a server's database and no file's name."""
    return os.fspath(path).startswith(SERVERS)


def open_storage(path: str | os.PathLike[str], *, create: bool, timeout: float) -> Storage:
    """The database of this name, whole and up to date; made if it is missing and ``create`` says so."""
    if is_address(path):
        from wgtrack.store.postgres import open_storage as open_server  # noqa: PLC0415 - needs psycopg

        return open_server(os.fspath(path), create=create, timeout=timeout)
    from wgtrack.store.sqlite.opening import open_storage as open_file  # noqa: PLC0415 - a server needs no SQLite

    return open_file(path, create=create, timeout=timeout)


def take_away_empty(path: str | os.PathLike[str]) -> None:
    """Take a new file away in which nothing could be put on record, for example on a full disk; any other is left alone."""
    if not is_address(path):
        from wgtrack.store.sqlite.creating import take_away_empty as take_away  # noqa: PLC0415 - seldom needed

        take_away(os.fspath(path))
