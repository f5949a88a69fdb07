"""One walk through a journal that may be damaged: does the chain fit, and which entry is the last of each record.

Where an entry cannot be read, the walk goes on behind it: each entry that comes is vouched for by the hash in the one after it.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from attrs import Factory, define

from wgtrack.errors import StoreError
from wgtrack.model.journal import Head
from wgtrack.model.programme import KINDS
from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.snapshots import CHUNK
from wgtrack.store.sql import Database

_NAMES = ", ".join(f'"{column}"' for column in COLUMNS)
#: Columns of an entry that hold text, where they hold anything, and those that may hold nothing.
TEXTS = frozenset({"action", "kind", "key", "at", "recorded_at", "by", "why", "new"})
_OPTIONAL = frozenset({"why", "undoes", "previous", "new"})
#: Before every number that a database can give.
_FIRST = -(2**63)
#: Where else the number of the newest entry stands, if the journal itself cannot say it.
_HIGHEST = (
    "SELECT max(number) FROM journal",
    "SELECT number FROM journal ORDER BY step DESC LIMIT 1",
    'SELECT max(last) FROM "current"',
)
#: Numbers in a row that are looked for in vain before the rest is given up.
_PATIENCE = 100_000


class LastEntry(NamedTuple):
    """The newest entry of a record, and the number of its first."""

    first: int
    at: str
    number: int


class Gap(NamedTuple):
    """Entries that cannot be read."""

    first: int
    last: int
    #: Why not; empty where there are none of these numbers.
    reason: str
    #: No entry behind them can be read.
    at_end: bool
    #: The last entry before them that fits the chain; those between may be torn too.
    fits_until: int = 0

    @property
    def which(self) -> str:
        """Which entries they are."""
        if self.at_end:
            return f"everything after entry {self.first - 1} of the journal"
        which = f"entry {self.first}" if self.first == self.last else f"entries {self.first} to {self.last}"
        return f"{which} of the journal"


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
    gaps: list[Gap] = Factory(list)
    #: By kind and key, in the order of their first entries.
    last: dict[tuple[str, str], LastEntry] = Factory(dict)
    #: Numbers of the entries of issued reports, which name files.
    reports: list[int] = Factory(list)

    @property
    def head(self) -> Head | None:
        """The newest entry that could be read."""
        return Head(self.number, self.hashed.hex()) if self.entries else None

    @property
    def stopped(self) -> bool:
        """Whether the journal's end cannot be read."""
        return bool(self.gaps) and self.gaps[-1].at_end


def walk(database: Database, *, chained: bool) -> Walk:
    """Go through the whole journal, as far as it can be read.

    Entries without hashes (``chained`` is False: those of older schemas) all fit. Memory grows with the records, not with the
    entries.
    """
    walked = Walk()
    for found in parts(database, chained=chained):
        if isinstance(found, Gap):
            walked.gaps.append(found._replace(fits_until=walked.fits_until))
        else:
            *entry, hashed = found
            # Where the entry before cannot be read, this one is vouched for by the next.
            torn = any(gap.reason and gap.last == entry[0] - 1 for gap in walked.gaps[-1:])
            _take(walked, entry, hashed, checked=chained and not torn)
    return walked


def entries(database: Database, *, chained: bool) -> Iterator[Sequence[Any]]:
    """The entries that can be read, each as far as it can be; with None for the hash where there are none."""
    return (found for found in parts(database, chained=chained) if not isinstance(found, Gap))


def parts(database: Database, *, chained: bool) -> Iterator[Sequence[Any]]:
    """The journal in its order: its entries, and what of them cannot be read."""
    query = f"SELECT {_NAMES}, {'hash' if chained else 'NULL'} FROM journal{database.unindexed}"  # noqa: S608 - ours
    reader = _Reader(database, query)
    while not reader.ended:
        yield from reader.in_order()
        if not reader.ended:
            yield from reader.by_number()


class _Reader:
    """Reads entries in order while that works, and by their numbers where it does not."""

    def __init__(self, database: Database, query: str) -> None:
        self._database = database
        self._in_order = f"{query} WHERE number > ? ORDER BY number"
        self._by_number = f"{query} WHERE number = ?"
        self._last = _FIRST
        #: Whether the end of the journal was come to.
        self.ended = False
        #: Why it cannot be read in order; empty where only a number is missing.
        self._reason = ""

    def in_order(self) -> Iterator[Sequence[Any]]:
        """Entries behind the last one, up to the end or to where nothing more can be read.

        Numbers go up by one. One that goes up by more is believed once the next goes up from it; where that comes in between, the
        first was damaged. One that goes back is passed over: damaged pages may lead round in a circle.
        """
        self._reason, odd, pending = "", 0, None
        try:
            for row in self._scanned():
                number = row[0]
                if pending is not None and number > pending[0]:
                    yield from self._taken(pending)
                    pending = None
                elif pending is not None and number > self._last:
                    pending = None
                if number == max(self._last, 0) + 1:
                    yield from self._taken(row)
                elif number > self._last:
                    pending = row
                else:
                    odd += 1
                if odd > CHUNK:
                    self._reason = f"entry {number} comes after entry {self._last}"
                    return
            if pending is not None:
                yield from self._taken(pending)
            self.ended = True
        except StoreError as error:
            self._reason = str(error.reason)

    def _scanned(self) -> Iterator[Sequence[Any]]:
        # The journal itself is read, and no index, which could be damaged apart from it.
        for rows in self._database.chunks(self._in_order, (self._last,), CHUNK):
            yield from rows

    def _taken(self, row: Sequence[Any]) -> Iterator[Sequence[Any]]:
        """An entry, and before it what is missing, as far as it can be looked up."""
        yield from self._looked_up(range(max(self._last, 0) + 1, row[0])[:_PATIENCE])
        self._last = row[0]
        yield row

    def _looked_up(self, numbers: Sequence[int]) -> Iterator[Sequence[Any]]:
        first = None
        for number in numbers:
            found = self._look_up(number)
            if found is None:
                first = number if first is None else first
                continue
            if first is not None:
                yield Gap(first, number - 1, self._reason, at_end=False)
                first = None
            yield found
        if first is not None:
            yield Gap(first, numbers[-1], self._reason, at_end=False)

    def by_number(self) -> Iterator[Sequence[Any]]:
        """Entries behind the last one, each looked up by itself, until many in a row could be read."""
        highest, number, missing, read = self._highest(), max(self._last, 0) + 1, 0, 0
        while read < CHUNK and missing < _PATIENCE and number <= highest:
            found = self._look_up(number)
            if found is None:
                missing, read = missing + 1, 0
            else:
                if missing:
                    yield Gap(number - missing, number - 1, self._reason, at_end=False)
                missing, read, self._last = 0, read + 1, number
                yield found
            number += 1
        self.ended = missing > 0 or number > highest
        if missing or (self._last < 1 and self.ended):
            yield Gap(number - missing, max(highest, number - 1), self._reason, at_end=True)

    def _look_up(self, number: int) -> Sequence[Any] | None:
        try:
            found = self._database.rows(self._by_number, (number,))
        except StoreError as error:
            self._reason = self._reason or str(error.reason)
            return None
        return found[0] if len(found) == 1 and found[0][0] == number else None

    def _highest(self) -> int:
        """The number of the newest entry, by whatever says it."""
        found = [0]
        for query in _HIGHEST:
            try:
                found += [number for (number,) in self._database.rows(query) if isinstance(number, int)]
            except StoreError:
                continue
        return max(found)


def is_whole(entry: Sequence[Any]) -> bool:
    """Whether each value of an entry has the type of its column."""
    return all(
        isinstance(value, str if column in TEXTS else int)
        for column, value in zip(COLUMNS, entry, strict=True)
        if value is not None or column not in _OPTIONAL
    )


def _take(walked: Walk, entry: Sequence[Any], hashed: object, *, checked: bool) -> None:
    """Go one entry further."""
    number, _, action, kind, key, at = entry[:6]
    expected = _digest(walked.hashed, entry)
    if not checked or hashed == expected:
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
    if kind in KINDS and isinstance(at, str) and number >= before.number:
        walked.last[kind, key] = LastEntry(before.first, at, number)


def _digest(before: bytes, entry: Sequence[Any]) -> bytes | None:
    """The hash that an entry should have; None for one that cannot have any."""
    try:
        return digest(before, entry)
    except (TypeError, UnicodeError):
        return None
