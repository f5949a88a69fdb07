"""A database to be looked through, whatever state it is in, without writing to it."""

from collections.abc import Sequence
from typing import NamedTuple

from wgtrack.model.examination import Symptom
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
