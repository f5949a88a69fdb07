"""Opening what is to be looked through, by its name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from wgtrack.doctor.source import Source
from wgtrack.store.opening import is_address


@contextmanager
def opened(path: str | os.PathLike[str], timeout: float) -> Iterator[Source]:
    """A file or a server's database, to be looked through.

    Raises:
        StoreError: there is none, or it is not wgtrack's, or nothing of it can be read.
    """
    if is_address(path):
        from wgtrack.doctor.server import opened as opened_server  # noqa: PLC0415 - needs psycopg

        with opened_server(os.fspath(path), timeout) as source:
            yield source
    else:
        from wgtrack.doctor.sqlite_file import opened as opened_file  # noqa: PLC0415 - a server needs no SQLite

        with opened_file(path, timeout) as source:
            yield source
