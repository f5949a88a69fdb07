"""The one way to write: whatever is put or removed becomes a journal entry."""

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple, Protocol, TypeVar, cast

from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import untranslated
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry
from wgtrack.model.programme import Records, top_zones, zone_name
from wgtrack.model.records import Group
from wgtrack.store import journal
from wgtrack.store.chain import START, digest
from wgtrack.store.codecs import instant_of, moment
from wgtrack.store.dependencies import dependencies
from wgtrack.store.snapshots import layout_of
from wgtrack.store.storage import Chosen, Current, Dependency, Storage

R = TypeVar("R", bound=Record)
_NOTHING: frozenset[Dependency] = frozenset()


class StoredRecords(Records, Protocol):
    """Records that a store looks up, of which it knows more."""

    def kinds_of(self, key: str) -> tuple[str, ...]:
        """The kinds of the records that ever had this key."""

    def dependents(self, key: str) -> list[tuple[str, str]]:
        """Kind and key of the records that depend on this key."""

    def last_of(self, kind: str, key: str) -> Current | None:
        """The last entry of a record that is there, or once was."""

    def note(self, entry: Current, record: Record | None) -> None:
        """What was just written."""


class Origin(NamedTuple):
    """What the entries of one step have in common."""

    action: str
    by: str
    recorded_at: str
    why: str | None
    undoes: int | None
    #: Whether something may take effect after it was recorded.
    future: bool


class Change:
    """One step being written; as ``Records`` it answers from what is current, with what was put so far."""

    def __init__(self, records: StoredRecords, storage: Storage, origin: Origin) -> None:
        self._records = records
        self._storage = storage
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

    def kinds_of(self, key: str) -> tuple[str, ...]:
        """The kinds of the records that ever had this key."""
        return self._records.kinds_of(key)

    def dependents(self, key: str) -> list[tuple[str, str]]:
        """Kind and key of the current records that depend on this key."""
        return self._records.dependents(key)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was written so far, oldest first."""
        if self._step is None:
            return ()
        with self._storage.snapshot():
            return tuple(journal.entries(self._storage, Chosen(step=self._step)))

    def put(
        self, record: R, *, at: datetime, action: str | None = None, by: str | None = None, why: str | None = None
    ) -> R:
        """Store a record as it is from ``at`` on; returns it as stored, with its revision.

        Nothing is written where it is already stored just so. ``action``, ``by`` and ``why`` are the step's where not given.

        Raises:
            InputError: a field holds what cannot be stored, ``at`` is in the future, or the record changed after it.
        """
        layout = layout_of(record)
        snapshot, stored = layout.kept(record)
        last = self._records.last_of(layout.kind, record.key)
        if last is not None and last.new == snapshot:
            layout.mark(stored, last.number, last.at)
            return cast("R", stored)
        origin = self._origin._replace(
            action=action or self._origin.action, by=by or self._origin.by, why=why or self._origin.why
        )
        text = self._effective(record, at, last)
        return cast("R", self._append(origin, (layout.kind, record.key, text), last, snapshot, stored))

    def keep(self, content: bytes) -> str:
        """Keep a file of a report that is issued; returns its SHA-256 in hexadecimal digits, by which it is found."""
        from wgtrack.store import documents  # noqa: PLC0415 - most changes keep none

        return documents.keep(self._storage, content)

    def remove(self, kind: str, key: str, *, at: datetime) -> None:
        """Take a record away from ``at`` on, as undoing its adding does; the journal keeps what it was.

        Raises:
            UnknownKeyError: there is no such record.
            InputError: ``at`` is in the future, or the record changed after it.
        """
        last, record = self._records.last_of(kind, key), self.get(kind, key)
        if last is None or record is None:
            raise UnknownKeyError(kind, key, self.keys(kind))
        self._append(self._origin, (kind, key, self._effective(record, at, last)), last, None, None)

    def _effective(self, record: Record, at: datetime, last: Current | None) -> str:
        """The instant as the journal keeps it, if the record can change then."""
        text = moment(at)
        if text > self._origin.recorded_at and not self._origin.future:
            then, now = self._told(record, text, self._origin.recorded_at)
            raise InputError(
                untranslated(
                    "{record} cannot change at {then}, which is after now ({now})",
                    record=_named(record),
                    then=then,
                    now=now,
                ),
                untranslated("give an instant that has passed"),
            )
        if last is not None and text < last.at:
            then, before = self._told(record, text, last.at)
            raise InputError(
                untranslated(
                    "{record} cannot change at {then}: it last changed at {before}",
                    record=_named(record),
                    then=then,
                    before=before,
                ),
                untranslated("give an instant from then on"),
            )
        return text

    def _told(self, record: Record, *instants: str) -> list[str]:
        """Instants in words, in the zone of a record's group."""
        from wgtrack.dates.instants import zone  # noqa: PLC0415 - as above
        from wgtrack.messages.phrases import moment_words  # noqa: PLC0415 - only a refusal needs it

        group = record.key if isinstance(record, Group) else getattr(record, "group", None)
        name = zone_name(self, group) if group else top_zones(self)[0]
        return [moment_words(instant_of(text), zone(name)) for text in instants]

    def _append(
        self,
        origin: Origin,
        subject: tuple[str, str, str],
        last: Current | None,
        new: str | None,
        stored: Record | None,
    ) -> Record | None:
        """Write an entry behind the newest one, chained to it; returns the record with its revision."""
        kind, key, at = subject
        number, before = self._storage.head() or (0, START)
        number += 1
        previous = None if last is None else last.number
        origins = (origin.recorded_at, origin.by, origin.why, origin.undoes)
        entry = (number, self._step or number, origin.action, kind, key, at, *origins, previous, new)
        first = number if last is None else last.first
        old, now = self._dependencies(last), _NOTHING if stored is None else dependencies(stored)
        try:
            hashed = _hashed(before, entry)
            self._storage.append((*entry, hashed), first, old - now, now - old)
        except InputError as error:
            raise InputError(
                untranslated(
                    "the {kind} {key} cannot be stored: {problem}", kind=kind, key=repr(key), problem=error.message
                ),
                error.hint,
            ) from error
        self._step = self._step or number
        if stored is not None:
            layout_of(stored).mark(stored, number, at)
        self._records.note(Current(kind, key, first, number, at, new), stored)
        return stored

    def _dependencies(self, last: Current | None) -> AbstractSet[Dependency]:
        """What is written down of a record as it was."""
        if last is None or last.new is None:
            return _NOTHING
        before = self._records.get(last.kind, last.key)
        return _NOTHING if before is None else dependencies(before)


def _hashed(before: bytes, entry: tuple[str | int | None, ...]) -> bytes:
    if (size := sum([len(value) for value in entry if type(value) is str])) > journal.MOST_CHARACTERS:
        raise InputError(
            untranslated("it has {size} characters", size=size),
            untranslated("keep to {most}, and name the place of longer texts", most=journal.MOST_CHARACTERS),
        )
    try:
        return digest(before, entry)
    except (UnicodeError, OverflowError) as error:
        said = "".join(character if character.isprintable() else "?" for character in str(error))
        message = untranslated("invalid Unicode, or a number too large to store ({said})", said=said)
        raise InputError(message, untranslated("take it out")) from error


def _named(record: Record) -> str:
    return f"the {layout_of(record).kind} '{record.key}'"
