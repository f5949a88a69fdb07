"""A SQLite file that may be damaged, or a stranger's: what SQLite and its schema say."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from wgtrack.doctor.source import Source
from wgtrack.doctor.symptoms import BACKUP, REPAIR, bounded, readable
from wgtrack.errors import StoreDamagedError, StoreError, StoreForeignError, StoreMissingError
from wgtrack.messages.message import call, untranslated
from wgtrack.model.examination import Symptom
from wgtrack.store.sqlite import schema, versions
from wgtrack.store.sqlite.connecting import tolerate
from wgtrack.store.sqlite.database import Database
from wgtrack.store.sqlite.file_checks import (
    ANOTHER_FILE,
    Objects,
    checked_name,
    foreign_objects,
    is_ours,
    is_there,
    lost_objects,
    objects_in,
    refuse_text,
    regular_size,
    version_of,
)
from wgtrack.store.sqlite.read_only import read_only

_NOT_OURS = untranslated(
    "do not write to it; make a new file of its record with {repair}",
    repair=call("wgtrack.doctor.repair", ...),
)
ANY_COMMAND = untranslated("opening it brings it up to date, after keeping it as it is")

#: A question that SQLite answers only once it has read the schema.
_SCHEMA = "SELECT count(*) FROM sqlite_master"


@contextmanager
def opened(path: str | os.PathLike[str], timeout: float) -> Iterator[Source]:
    """A file to be looked through: only that it has a header of SQLite's and a journal of ours is asked of it.

    Raises:
        StoreError: there is no such file, or it is no database of wgtrack's, or nothing of it can be read.
    """
    name = checked_name(path)
    if not is_there(name):
        raise StoreMissingError(name, untranslated("there is no such file"), ANOTHER_FILE)
    regular_size(name)
    database = read_only(name, timeout)
    database.connection.text_factory = as_text
    try:
        with database.snapshot():
            unparsed = list(_unparsed(database))
            source = _source(database)
            yield source._replace(symptoms=[*unparsed, *source.symptoms])
    except StoreDamagedError as error:
        raise StoreDamagedError(name, error.reason, BACKUP) from error
    finally:
        database.close()


def _unparsed(database: Database) -> Iterator[Symptom]:
    """Why SQLite refuses the schema; from here on it reads around that."""
    try:
        database.value(_SCHEMA)
    except StoreDamagedError as error:
        refuse_text(error)
        tolerate(database.connection)
        database.value(_SCHEMA)
        yield Symptom("schema", f"SQLite cannot read the schema: {error.reason!s}", REPAIR)


def as_text(stored: bytes) -> str:
    """Text as it is stored, even if it is no UTF-8."""
    return stored.decode("utf-8", "surrogateescape")


def _source(database: Database) -> Source:
    version = version_of(database)
    found = objects_in(database)
    journals = _journal_version(database, found)
    version = version if version > 0 else journals
    ours = versions.objects(schema.SCHEMA_VERSION)
    return Source(
        database,
        version,
        chained=journals >= schema.CHAINED,
        indexed=all(is_ours(("table", name), found, ours) for name in ("current", "dependencies")),
        documents=is_ours(("table", "documents"), found, ours),
        symptoms=[*_file(database, found, version), *_schema(found, version), *_keys(database, found)],
    )


def _journal_version(database: Database, found: Objects) -> int:
    """The newest schema whose journal the file has."""
    journal = ("table", "journal")
    for version in range(schema.SCHEMA_VERSION, 0, -1):
        if is_ours(journal, found, versions.objects(version)):
            return version
    if database.value("PRAGMA application_id") == schema.APPLICATION_ID:
        raise StoreDamagedError(
            database.path, untranslated("the database is damaged: its journal is not there, or not whole"), BACKUP
        )
    raise StoreForeignError(database.path, untranslated("it has no journal of wgtrack's"), ANOTHER_FILE)


def _file(database: Database, found: Objects, version: int) -> Iterator[Symptom]:
    """The marks in the header, and SQLite's own check of all pages."""
    if database.value("PRAGMA application_id") != schema.APPLICATION_ID or version_of(database) < 1:
        yield Symptom("file", "its header does not say that it is wgtrack's, or of which schema", REPAIR)
    size, page = regular_size(database.path), database.value("PRAGMA page_size")
    if size % page:
        yield Symptom("file", f"its last page is cut short ({size} bytes are no whole pages of {page})", REPAIR)
    yield from bounded("file", _broken_pages(database, found, version), REPAIR)


def _broken_pages(database: Database, found: Objects, version: int) -> Iterator[str]:
    """What SQLite's integrity check says; of a stranger's virtual tables, which it would let act, nothing."""
    ours = versions.objects(version)
    whole = all(ours.get(name) or not sql.upper().startswith("CREATE VIRTUAL") for name, sql in found.items())
    tables = [""] if whole else [f"('{name}')" for kind, name in ours if kind == "table" and (kind, name) in found]
    for table in tables:
        try:
            said = [line for (text,) in database.rows(f"PRAGMA integrity_check{table}") for line in text.split("\n")]
        except StoreError as error:
            said = [str(error.reason)]
        yield from (f"SQLite's integrity check: {line}" for line in said if line != "ok" and not line.startswith("***"))


def _schema(found: Objects, version: int) -> Iterator[Symptom]:
    ours = versions.objects(version)
    foreign, lost = list(foreign_objects(found, ours)), list(lost_objects(found, ours))
    for what in foreign:
        yield Symptom("schema", f"{what} is not wgtrack's", _NOT_OURS)
    for what in lost:
        yield Symptom("schema", f"{what} is missing", REPAIR)
    if version < schema.SCHEMA_VERSION and not foreign and not lost:  # else every command refuses it
        message = f"the file is of schema {version}; this wgtrack's is {schema.SCHEMA_VERSION}"
        yield Symptom("schema", message, ANY_COMMAND, wrong=False)


def _keys(database: Database, found: Objects) -> Iterable[Symptom]:
    """Entries, and notes of what is current, that name an entry which is not there."""

    def lost() -> Iterator[str]:
        for name in [name for kind, name in found if kind == "table" and not name.startswith("sqlite_")]:
            if name in {"journal", "current"}:
                for _, row, _, _ in readable(database, f"PRAGMA foreign_key_check('{name}')"):
                    which = "a record" if row is None else f"row {row} of {name}"
                    yield f"{which} names an entry of the journal that is not there"

    return bounded("keys", dict.fromkeys(lost()), REPAIR)
