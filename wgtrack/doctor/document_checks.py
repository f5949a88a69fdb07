"""The files of issued reports in a database that may be damaged: which the journal names, which are there and whole."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from wgtrack.doctor.symptoms import BACKUP, bounded, readable
from wgtrack.errors import StoreError
from wgtrack.messages.message import untranslated
from wgtrack.messages.phrases import count_words
from wgtrack.model.examination import Symptom
from wgtrack.store import documents
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.sql import Database, SqlStorage

_NO_HARM = untranslated("they do no harm; an export leaves them out")

_ENTRY = 'SELECT number, at, kind, new, "key" FROM journal WHERE number = ?'
#: The table itself is gone through; an index could be damaged apart from it.
_ALL = "SELECT rowid, hash, content FROM documents NOT INDEXED WHERE rowid > ? ORDER BY rowid"
#: Before every number that SQLite can give.
_FIRST = -(2**63)


class Filed(NamedTuple):
    """A file that an entry of the journal names."""

    #: The key of the report, and the format that it was written in.
    report: str
    format: str
    hash: str

    def told(self, problem: object) -> str:
        """What is wrong with it, in a sentence."""
        return f"the report '{self.report}' as {self.format}: {problem}"


def named(database: Database, entries: Iterable[int]) -> dict[str, Filed]:
    """By their hashes the files that entries of reports name, as far as they can be read; each where it was named first."""
    found: dict[str, Filed] = {}
    for number in entries:
        for *entry, key in readable(database, _ENTRY, [number]):
            try:
                pairs = documents.named(*entry)
            except DamagedValueError:  # which is told of the journal
                continue
            for name, hashed in pairs:
                found.setdefault(hashed, Filed(key, name, hashed))
    return found


def examine(database: Database, entries: Sequence[int], *, there: bool) -> Iterator[Symptom]:
    """What is wrong with the files that the entries of reports name; how many there are besides."""
    wanted = named(database, entries)
    lost = (one.told(problem) for one in wanted.values() if (problem := _problem(database, one.hash, there=there)))
    yield from bounded("documents", lost, BACKUP)
    query = f"SELECT hash FROM documents{database.unindexed}"  # noqa: S608 - ours
    kept = {name for (name,) in readable(database, query)} if there else set()
    if nobodys := len(kept - wanted.keys()):
        message = f"{count_words(nobodys, 'file')} of reports {'is' if nobodys == 1 else 'are'} named by no entry of the journal"
        yield Symptom("documents", message, _NO_HARM, wrong=False)


def _problem(database: Database, name: str, *, there: bool) -> str:
    """Why the file with this hash cannot be given back; empty if it can."""
    if not there:
        return f"the file {name} of an issued report is missing"
    try:
        documents.read(SqlStorage(database), name)
    except (DamagedValueError, StoreError) as error:
        return str(error)
    return ""


def whole(database: Database, names: Iterable[str]) -> Iterator[bytes]:
    """All files that are as they were issued: those that can be come by one after the other, then those of these names."""
    seen = set()
    for name, packed in _in_order(database):
        try:
            yield documents.unpacked(name, packed)
            seen.add(name)
        except DamagedValueError:
            continue
    for name in names:
        if name not in seen:
            try:
                yield documents.read(SqlStorage(database), name)
            except (DamagedValueError, StoreError):
                continue


def _in_order(database: Database) -> Iterator[tuple[str, bytes]]:
    """Hash and packed content of each file of a SQLite database, up to where no more can be read."""
    last = _FIRST
    if not database.unindexed:
        return
    try:
        for ((row, name, packed),) in database.chunks(_ALL, (last,), 1):
            if row <= last:  # damaged pages may lead round in a circle
                return
            last = row
            yield name, packed
    except StoreError:
        return
