"""One walk through the journal of a file that may be damaged: does the chain fit, and which entry is the last of each record."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from attrs import Factory, define

from wgtrack.errors import StoreError
from wgtrack.model.journal import Head
from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.database import Database
from wgtrack.store.rows import CHUNK, LAYOUTS

_NAMES = ", ".join(f'"{column}"' for column in COLUMNS)
_IN_ORDER = "FROM journal NOT INDEXED WHERE number > ? AND number <= ? ORDER BY number"
_HASHED = f"SELECT {_NAMES}, hash {_IN_ORDER}"
_UNHASHED = f"SELECT {_NAMES}, NULL {_IN_ORDER}"
#: Columns of an entry that hold text, where they hold anything, and those that may hold nothing.
TEXTS = frozenset({"action", "kind", "key", "at", "recorded_at", "by", "why", "new"})
_OPTIONAL = frozenset({"why", "undoes", "previous", "new"})
#: Before and after every number that SQLite can give.
_FIRST, LAST = -(2**63), 2**63 - 1


class LastEntry(NamedTuple):
    """The newest entry of a record, and the number of its first."""

    first: int
    at: str
    number: int


@define
class Walk:
    """What a walk through the journal has seen so far."""

    entries: int = 0
    #: Number and hash of the newest entry.
    number: int = 0
    hashed: bytes = START
    #: The first entry that does not fit the chain, and what it says it is; how many do not fit; the last one that does.
    misfit: int | None = None
    misfit_said: str = ""
    misfits: int = 0
    fits_until: int = 0
    #: Why the entries after the newest cannot be read; empty if all could.
    stopped: str = ""
    #: By kind and key, in the order of their first entries.
    last: dict[tuple[str, str], LastEntry] = Factory(dict)
    #: Numbers of the entries of issued reports, which name files.
    reports: list[int] = Factory(list)

    @property
    def head(self) -> Head | None:
        """The newest entry that could be read."""
        return Head(self.number, self.hashed.hex()) if self.entries else None


def walk(database: Database, *, chained: bool, until: int = LAST) -> Walk:
    """Go through the journal up to a number, or to where an entry cannot be read.

    Entries without hashes (``chained`` is False: those of older schemas) all fit. Memory grows with the records, not with the
    entries.
    """
    walked = Walk()
    try:
        for *entry, hashed in entries(database, chained=chained, until=until):
            _take(walked, entry, hashed, chained=chained)
    except StoreError as error:
        walked.stopped = str(error.reason)
    return walked


def entries(database: Database, *, chained: bool, until: int = LAST) -> Iterator[Sequence[Any]]:
    """The entries up to a number, each as far as it can be read; with None for the hash where there are none.

    Raises:
        StoreError: there are more, and the next one cannot be read.
    """
    # The journal itself is read, and no index, which could be damaged apart from it.
    query = _HASHED if chained else _UNHASHED
    last = _FIRST
    try:
        for rows in database.chunks(query, (last, until), CHUNK):
            for row in _ascending(database, rows, last):
                yield row
                last = row[0]
                if last == until:
                    return
    except StoreError:
        # One by one, to come as near as can be to what cannot be read.
        for rows in database.chunks(query, (last, until), 1):
            yield from _ascending(database, rows, last)
            last = rows[0][0]
            if last == until:
                return


def is_whole(entry: Sequence[Any]) -> bool:
    """Whether each value of an entry has the type of its column."""
    return all(
        isinstance(value, str if column in TEXTS else int)
        for column, value in zip(COLUMNS, entry, strict=True)
        if value is not None or column not in _OPTIONAL
    )


def _ascending(database: Database, rows: Sequence[Sequence[Any]], last: int) -> Iterator[Sequence[Any]]:
    """These entries, if they come after the last: damaged pages may lead round in a circle."""
    for row in rows:
        if row[0] <= last:
            raise database.damaged(DamagedValueError(f"entry {row[0]} comes after entry {last}"))
        last = row[0]
        yield row


def _take(walked: Walk, entry: Sequence[Any], hashed: object, *, chained: bool) -> None:
    """Go one entry further."""
    number, _, action, kind, key, at = entry[:6]
    expected = _digest(walked.hashed, entry)
    if not chained or hashed == expected:
        walked.fits_until = number
    else:
        walked.misfits += 1
        if walked.misfit is None:
            walked.misfit, walked.misfit_said = number, f"{action} {kind} {key}"
    stored = hashed if isinstance(hashed, bytes) and len(hashed) == len(START) else None
    walked.hashed = stored or expected or START
    walked.entries, walked.number = walked.entries + 1, number
    if kind == "report":
        walked.reports.append(number)
    before = walked.last.get((kind, key), LastEntry(number, "", number))
    if kind in LAYOUTS and isinstance(at, str) and (at, number) >= before[1:]:
        walked.last[kind, key] = LastEntry(before.first, at, number)


def _digest(before: bytes, entry: Sequence[Any]) -> bytes | None:
    """The hash that an entry should have; None for one that cannot have any."""
    try:
        return digest(before, entry)
    except (TypeError, UnicodeError):
        return None
