"""Looking through a database file, whatever state it is in, without writing to it: what SQLite, the schema and the journal say."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from wgtrack.errors import StoreDamagedError, StoreError, StoreForeignError, StoreMissingError
from wgtrack.model.examination import Symptom
from wgtrack.model.journal import Head
from wgtrack.store import comparing, filing, proofreading, rebuilding, schema, verifying
from wgtrack.store.admission import (
    ANOTHER_FILE,
    Objects,
    foreign_objects,
    is_ours,
    is_there,
    lost_objects,
    objects_in,
    refuse_text,
    regular_size,
    version_of,
)
from wgtrack.store.comparing import BACKUP, REPAIR, bounded, readable
from wgtrack.store.connecting import tolerate
from wgtrack.store.database import Database
from wgtrack.store.opening import checked_name
from wgtrack.store.rebuilding import State
from wgtrack.store.rows import LAYOUTS
from wgtrack.store.unwritable import unwritable
from wgtrack.store.verifying import Walk

_TRUST = "compare with a backup or with the hash in the group's minutes ('wgtrack doctor --head')"
_NOT_OURS = "do not write to it; make a new file of its record with 'wgtrack doctor --repair NEW.db'"
_ANY_COMMAND = "any command will bring it up to date, after keeping it as it is"

#: A question that SQLite answers only once it has read the schema.
_SCHEMA = "SELECT count(*) FROM sqlite_master"


class Examined(NamedTuple):
    """What is known of a file after looking through it."""

    version: int
    #: Whether its journal has hashes.
    chained: bool
    walk: Walk
    #: What the journal leaves each record as.
    states: Sequence[State]
    symptoms: Sequence[Symptom]


@contextmanager
def opened(path: str | os.PathLike[str], timeout: float) -> Iterator[Database]:
    """A file to be looked through: only that it has a header of SQLite's is asked of it, and nothing is written to it.

    Raises:
        StoreError: there is no such file, or it is no database, or nothing of it can be read.
    """
    name = checked_name(path)
    if not is_there(name):
        raise StoreMissingError(name, "there is no such file", ANOTHER_FILE)
    regular_size(name)
    database = unwritable(name, timeout)
    database.connection.text_factory = as_text
    try:
        with database.snapshot():
            _look_at_schema(database)
            yield database
    except StoreDamagedError as error:
        raise StoreDamagedError(name, error.reason, BACKUP) from error
    finally:
        database.close()


def _look_at_schema(database: Database) -> None:
    try:
        database.value(_SCHEMA)
    except StoreDamagedError as error:
        refuse_text(error)
        tolerate(database.connection)
        database.value(_SCHEMA)


def as_text(stored: bytes) -> str:
    """Text as it is stored, even if it is no UTF-8."""
    return stored.decode("utf-8", "surrogateescape")


def examine(database: Database, head: Head | None = None) -> Examined:
    """Look through a file; with ``head``, whether its journal still has that entry with that hash.

    Raises:
        StoreForeignError: it has no journal of wgtrack's.
        StoreDamagedError: it lost its journal.
        StoreTooNewError: a newer wgtrack wrote it.
    """
    version = version_of(database)
    found = objects_in(database)
    journals = journal_version(database, found)
    version = version if version > 0 else journals
    symptoms = [*_file(database, found, version), *_schema(found, version), *_keys(database)]
    chained = journals >= schema.CHAINED
    walked = verifying.walk(database, chained=chained)
    states = list(rebuilding.states(database, walked.last))
    symptoms += [
        *_chain(walked, chained=chained),
        *_end(database, walked),
        *_head(database, walked, head, chained=chained),
        *comparing.compare(database, found, version, states),
        *bounded("values", proofreading.misfits(database, walked, chained=chained), BACKUP),
        *filing.examine(database, found, walked.reports),
    ]
    usable = not walked.stopped or walked.fits_until
    told = [one if usable or one.next_step != REPAIR else one._replace(next_step=BACKUP) for one in symptoms]
    return Examined(version, chained, walked, states, told)


def journal_version(database: Database, found: Objects) -> int:
    """The newest schema whose journal the file has."""
    versions = range(schema.SCHEMA_VERSION, 0, -1)
    journal = ("table", "journal")
    for version in versions:
        if is_ours(journal, found, schema.objects(version)):
            return version
    if database.value("PRAGMA application_id") == schema.APPLICATION_ID:
        raise StoreDamagedError(
            database.path, "the database is damaged: its journal is not there, or not whole", BACKUP
        )
    raise StoreForeignError(database.path, "it has no journal of wgtrack's", ANOTHER_FILE)


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
    ours = schema.objects(version)
    whole = all(ours.get(name) or not sql.upper().startswith("CREATE VIRTUAL") for name, sql in found.items())
    tables = [""] if whole else [f"('{name}')" for kind, name in ours if kind == "table" and (kind, name) in found]
    for table in tables:
        try:
            said = [line for (text,) in database.rows(f"PRAGMA integrity_check{table}") for line in text.split("\n")]
        except StoreError as error:
            said = [error.reason]
        yield from (f"SQLite's integrity check: {line}" for line in said if line != "ok" and not line.startswith("***"))


def _schema(found: Objects, version: int) -> Iterator[Symptom]:
    ours = schema.objects(version)
    foreign, lost = list(foreign_objects(found, ours)), list(lost_objects(found, ours))
    for what in foreign:
        yield Symptom("schema", f"{what} is not wgtrack's", _NOT_OURS)
    for what in lost:
        yield Symptom("schema", f"{what} is missing", REPAIR)
    if version < schema.SCHEMA_VERSION and not foreign and not lost:  # else every command refuses it
        message = f"the file is of schema {version}; this wgtrack's is {schema.SCHEMA_VERSION}"
        yield Symptom("schema", message, _ANY_COMMAND, wrong=False)


def _keys(database: Database) -> Iterable[Symptom]:
    """Rows and entries that name an entry which is not there."""

    def lost() -> Iterator[str]:
        for table in ("journal", *(layout.table for layout in LAYOUTS.values())):
            for _, row, _, _ in readable(database, f"PRAGMA foreign_key_check('{table}')"):
                yield f"row {row} of {table} names an entry of the journal that is not there"

    return bounded("keys", lost(), REPAIR)


def _chain(walked: Walk, *, chained: bool) -> Iterator[Symptom]:
    if walked.stopped:
        message = f"the journal cannot be read after entry {walked.number} ({walked.stopped})"
        yield Symptom("chain", message, REPAIR)
    if walked.misfit is not None:
        others = f", and {walked.misfits - 1} later ones do not" if walked.misfits > 1 else ""
        message = (
            f"entry {walked.misfit} of the journal ({walked.misfit_said}) does not fit the chain{others}:"
            " it was changed after it was written, or what stands before it was"
        )
        yield Symptom("chain", message, _TRUST)
    if walked.entries and not chained:
        message = "the journal has no chain yet, so a change to an entry cannot be noticed"
        yield Symptom("chain", message, _ANY_COMMAND, wrong=False)


def _end(database: Database, walked: Walk) -> Iterator[Symptom]:
    """Whether the journal's end was cut off, as far as the rows remember it."""
    if not walked.stopped and (told := comparing.beyond(database, walked.number)):
        yield Symptom("chain", f"{told}: its end was cut off, or the row was changed", _TRUST)


def _head(database: Database, walked: Walk, head: Head | None, *, chained: bool) -> Iterator[Symptom]:
    if head is None:
        return
    if head.number > walked.number:
        message = f"the journal ends at entry {walked.number}, before the entry {head.number} that was noted"
        yield Symptom(
            "head", message, "find the file that has it, such as a backup; this one was cut short or is older"
        )
        return
    if not chained:
        yield Symptom("head", "the journal has no chain yet, so it cannot be held against a hash", _ANY_COMMAND)
        return
    stored = readable(database, "SELECT hash FROM journal NOT INDEXED WHERE number = ?", [head.number])
    if stored != [(bytes.fromhex(head.hash),)]:
        message = f"entry {head.number} of the journal has another hash than was noted"
        yield Symptom(
            "head", message, "find the file that has it, such as a backup; the history of this one was rewritten"
        )
