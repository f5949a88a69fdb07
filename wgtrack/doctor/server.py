"""A server's database that may be a stranger's, or damaged: what its catalogue says."""

from collections.abc import Iterator
from contextlib import contextmanager

from wgtrack.doctor.source import Source
from wgtrack.doctor.symptoms import BACKUP
from wgtrack.model.examination import Symptom
from wgtrack.store.postgres.opening import open_database
from wgtrack.store.postgres.schema import SCHEMA_VERSION, TABLES

_THERE = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"


@contextmanager
def opened(address: str, timeout: float) -> Iterator[Source]:
    """A server's database to be looked through; the server looks after its pages itself.

    Raises:
        StoreError: it cannot be reached, or has no record of wgtrack's.
    """
    database = open_database(address, create=False, timeout=timeout)
    try:
        with database.snapshot():
            there = {name for (name,) in database.rows(_THERE)}
            lost = [Symptom("schema", f"the table '{name}' is missing", BACKUP) for name in TABLES if name not in there]
            yield Source(
                database,
                SCHEMA_VERSION,
                chained=True,
                indexed={"current", "dependencies"} <= there,
                documents="documents" in there,
                symptoms=lost,
            )
    finally:
        database.close()
