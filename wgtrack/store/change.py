"""The one way to write: whatever is put or removed becomes a journal entry and a current row, together."""

from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar, cast

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry
from wgtrack.model.programme import Records, top_zones, zone_name
from wgtrack.model.records import Group
from wgtrack.store import journal
from wgtrack.store.codecs import instant_of
from wgtrack.store.database import Database
from wgtrack.store.rows import LAYOUTS, layout_of

R = TypeVar("R", bound=Record)

_LAST = """
SELECT last.number, last.at, (
  SELECT first.number FROM journal AS first
  WHERE first."key" = last."key" AND first.kind = last.kind ORDER BY first.at, first.number LIMIT 1
)
FROM journal AS last WHERE last."key" = ? AND last.kind = ? ORDER BY last.at DESC, last.number DESC LIMIT 1
"""


class SearchableRecords(Records, Protocol):
    """Records that can also be looked up by a field."""

    def keys_where(self, kind: str, field: str, value: str) -> list[str]:
        """Keys of the records of a kind whose field is this text."""

    def kinds_of(self, key: str) -> tuple[str, ...]:
        """The kinds of the records that ever had this key."""


class Origin(NamedTuple):
    """What the entries of one step have in common."""

    action: str
    by: str
    recorded_at: str
    why: str | None
    undoes: int | None
    #: Whether something may take effect after it was recorded.
    future: bool


class _Last(NamedTuple):
    """The newest journal entry of a record, and the number of its first."""

    number: int
    at: str
    first: int


class Change:
    """One step being written; as ``Records`` it answers from the current rows, with what was put so far."""

    def __init__(self, records: SearchableRecords, database: Database, origin: Origin) -> None:
        self._records = records
        self._database = database
        self._origin = origin
        self._step: int | None = None

    def get(self, kind: str, key: str) -> Record | None:
        """The current record of this kind and key, or None."""
        return self._records.get(kind, key)

    def find(self, key: str) -> Record | None:
        """The current group, party, area, event, deliverable or task with this key, or None."""
        return self._records.find(key)

    def keys(self, *kinds: str) -> list[str]:
        """All current keys of these kinds."""
        return self._records.keys(*kinds)

    def keys_where(self, kind: str, field: str, value: str) -> list[str]:
        """Current keys of the records of a kind whose field is this text."""
        return self._records.keys_where(kind, field, value)

    def kinds_of(self, key: str) -> tuple[str, ...]:
        """The kinds of the records that ever had this key."""
        return self._records.kinds_of(key)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was written so far, oldest first."""
        if self._step is None:
            return ()
        with self._database.snapshot():
            return tuple(journal.entries(self._database, step=self._step))

    def put(
        self, record: R, *, at: datetime, action: str | None = None, by: str | None = None, why: str | None = None
    ) -> R:
        """Store a record as it is from ``at`` on; returns it as stored, with its revision.

        Nothing is written where it is already stored just so. ``action``, ``by`` and ``why`` are the step's where not given.

        Raises:
            InputError: a field holds what cannot be stored, ``at`` is in the future, or the record changed after it.
        """
        layout = layout_of(record)
        row, snapshot = layout.encode(record)
        last = self._last(layout.kind, record.key)
        if last is not None and self._database.row(layout.select_row, (record.key,)) == row:
            return cast("R", layout.from_row((last.number, last.at, *row)))
        origin = self._origin._replace(
            action=action or self._origin.action, by=by or self._origin.by, why=why or self._origin.why
        )
        text = self._effective(record, at, last)
        number = self._append(origin, (layout.kind, record.key, text), last, snapshot)
        self._database.run(layout.write, (number if last is None else last.first, number, text, *row))
        return cast("R", layout.from_row((number, text, *row)))

    def keep(self, content: bytes) -> str:
        """Keep a file of a report that is issued; returns its SHA-256 in hexadecimal digits, by which it is found."""
        from wgtrack.store import documents  # noqa: PLC0415 - hashing takes longer to import than a status may take

        return documents.keep(self._database, content)

    def remove(self, kind: str, key: str, *, at: datetime) -> None:
        """Take a record away from ``at`` on, as undoing its adding does; the journal keeps what it was.

        Raises:
            UnknownKeyError: there is no such record.
            InputError: ``at`` is in the future, or the record changed after it.
        """
        last, record = self._last(kind, key), self.get(kind, key)
        if last is None or record is None:
            raise UnknownKeyError(kind, key, self.keys(kind))
        text = self._effective(record, at, last)
        self._append(self._origin, (kind, key, text), last, None)
        self._database.run(LAYOUTS[kind].delete, (key,))

    def _last(self, kind: str, key: str) -> _Last | None:
        found = self._database.row(_LAST, (key, kind))
        return None if found is None else _Last(*found)

    def _effective(self, record: Record, at: datetime, last: _Last | None) -> str:
        """The instant as the journal keeps it, if the record can change then."""
        text = journal.moment(at)
        if text > self._origin.recorded_at and not self._origin.future:
            then, now = self._told(record, text, self._origin.recorded_at)
            raise InputError(
                f"{_named(record)} cannot change at {then}, which is after now ({now})",
                "give an instant that has passed",
            )
        if last is not None and text < last.at:
            then, before = self._told(record, text, last.at)
            raise InputError(
                f"{_named(record)} cannot change at {then}: it last changed at {before}", "give an instant from then on"
            )
        return text

    def _told(self, record: Record, *instants: str) -> list[str]:
        """Instants in words, in the zone of a record's group."""
        from wgtrack.deadlines.words import moment_words  # noqa: PLC0415 - only a refusal needs it
        from wgtrack.instants import zone  # noqa: PLC0415 - as above

        group = record.key if isinstance(record, Group) else getattr(record, "group", None)
        name = zone_name(self, group) if group else top_zones(self)[0]
        return [moment_words(instant_of(text), zone(name)) for text in instants]

    def _append(self, origin: Origin, subject: tuple[str, str, str], last: _Last | None, new: str | None) -> int:
        previous = None if last is None else last.number
        origins = (origin.recorded_at, origin.by, origin.why, origin.undoes)
        try:
            number = journal.append(self._database, self._step, (origin.action, *subject, *origins, previous, new))
        except InputError as error:
            kind, key, _ = subject
            raise InputError(f"the {kind} {key!r} cannot be stored: {error.message!s}", error.hint) from error
        self._step = number if self._step is None else self._step
        return number


def _named(record: Record) -> str:
    return f"the {layout_of(record).kind} '{record.key}'"
