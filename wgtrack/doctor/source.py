"""A database to be looked through, whatever state it is in, without writing to it."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from wgtrack.model.examination import Symptom
from wgtrack.store.opening import is_address
from wgtrack.store.sql import Database


class Source(NamedTuple):
    """What is known of a database before its journal is read."""

    database: Database
    #: The schema it has.
    version: int
    #: Whether its journal has hashes; whether it notes what is current; whether it has the table of the files of reports.
    chained: bool
    indexed: bool
    documents: bool
    #: What is wrong with the file itself.
    symptoms: Sequence[Symptom]


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
