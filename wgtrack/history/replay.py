"""Replaying the journal: what each promise turned to, and which entry did it."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from wgtrack.dates import Deadline, Resolver
from wgtrack.dates.dependencies import depends_on
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import DeadlineError
from wgtrack.history.projection import ITEMS, Projection, Promised
from wgtrack.model.fields import deadlines
from wgtrack.model.journal import Entry
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event, Item

#: Steps that write many records of which none makes sense without the others; every other entry is looked at by itself.
_WHOLE = frozenset({"load", "undo", "refresh"})
#: The step of how things stood when a replay began; those of the journal are counted from 1.
BEGIN = 0


class ChangeRef(NamedTuple):
    """Something that was done to the record."""

    #: When it took effect, in the time zone of the item that it is told of.
    at: datetime
    by: str
    why: str | None
    #: What was done (``move``, ``done``, ``refresh`` ...) to which record: the item, or something that it hangs on.
    action: str
    kind: str
    key: str
    #: Number of the step, as the log has it.
    step: int


class PromiseVersion(NamedTuple):
    """An item from an entry of the journal on, until its next turn."""

    act: ChangeRef
    #: None once it was taken off the record.
    record: Promised | None
    #: What is promised; for a finished item, what was when it finished.
    due: Deadline | None
    #: The working days and the time zone of its group.
    calendar: WorkCalendar | None
    zone: ZoneInfo

    @property
    def state(self) -> str:
        """``open``, ``done``, ``dropped`` or ``removed``."""
        if self.record is None:
            return "removed"
        if isinstance(self.record, Event):
            return "dropped" if self.record.dropped else "open"
        return self.record.state if self.record.finished else "open"

    def differs(self, other: "PromiseVersion") -> bool:
        """Whether a reader would see a difference."""
        return (self.state, _finish(self.record), seen(self.due)) != (
            other.state,
            _finish(other.record),
            seen(other.due),
        )


def seen(deadline: Deadline | None) -> tuple[object, ...]:
    """What makes one promise differ from another: the same day, as exactly, to the same hour is the same promise."""
    return () if deadline is None else (deadline.date, deadline.ends, deadline.precision)


class Replay:
    """The turns of items: begun with the record of an instant, and gone on with from entry to entry.

    An item is looked at again only where something that it hangs on then was changed.
    """

    def __init__(
        self, programme: WorkProgramme | None = None, keys: Collection[str] | None = None, *, every_date: bool = False
    ) -> None:
        self.board = Projection(programme or WorkProgramme())
        #: Key -> its turns, in order; of ``keys`` alone, or of every task and deliverable, with ``every_date`` of events too.
        self.turns: dict[str, list[PromiseVersion]] = {}
        #: With ``every_date``, key -> name of another of its dates (as ``other_dates`` has it) -> the turns of that date.
        self.others: dict[str, dict[str, list[PromiseVersion]]] = {}
        self._keys = None if keys is None else frozenset(keys)
        self._every_date = every_date
        #: Calendars that are ready for counting, for all steps.
        self._pins: dict[str, WorkCalendar] = {}

    def begin(self, at: datetime) -> None:
        """Note how every item stands before the first entry."""
        resolver = Resolver(self.board, self._pins)
        for key in self.board.keys("event", *ITEMS) if self._every_date else self.board.keys(*ITEMS):
            self._look(key, ChangeRef(at, "", None, "", "", key, BEGIN), resolver)

    def run(self, entries: Iterable[Entry]) -> None:
        """Go through entries in the order in which they took effect."""
        for _, together in groupby(sorted(entries, key=_moment), key=_moment):
            self._step({entry.key: entry for entry in together if self.board.apply(entry)})

    def latest(self, key: str) -> Promised:
        """An item as it is now, or was when it was taken off the record."""
        found = self.board.promised(key)
        return found or [turn.record for turn in self.turns[key] if turn.record is not None][-1]

    def within(self, group: str | None) -> list[str]:
        """Keys of the items of a group and its committees, of every group without one; in the order they came."""
        if group is None:
            return list(self.turns)
        inside = self.board.inside(group)
        return [key for key in self.turns if self.latest(key).group in inside]

    def _step(self, changed: dict[str, Entry]) -> None:
        resolver = Resolver(self.board, self._pins)
        for key, cause in self.board.hanging_on(changed).items():
            if self._keys is None or key in self._keys:
                entry = changed[cause]
                act = ChangeRef(entry.at, entry.by, entry.why, entry.action, entry.kind, entry.key, entry.step)
                self._look(key, act, resolver)

    def _look(self, key: str, act: ChangeRef, resolver: Resolver) -> None:
        record, before = self.board.promised(key), self.turns.get(key)
        if before:
            turn = _turn(record, before[-1], act, resolver)
            if turn.differs(before[-1]):
                before.append(_counted(turn, resolver))
                _join_load(before)
        elif record is not None and (self._keys is not None or self._every_date or isinstance(record, Item)):
            self.turns[key] = [_counted(_turn(record, None, act, resolver), resolver)]
        if self._every_date and record is not None and not (isinstance(record, Item) and record.finished):
            self._look_at_others(record, act, resolver, is_new=not before)

    def _look_at_others(self, record: Promised, act: ChangeRef, resolver: Resolver, *, is_new: bool) -> None:
        """Note the other dates of a record; what is finished keeps those that it had."""
        found, known = other_dates(record, resolver), self.others.setdefault(record.key, {})
        zone = resolver.zone(record.group)
        act = act._replace(at=act.at.astimezone(zone))
        for name in dict.fromkeys((*known, *found)):
            if not record.is_settled(name):
                turn = _counted(PromiseVersion(act, record, found.get(name), None, zone), resolver)
                turns = known.setdefault(name, [turn if is_new else turn._replace(act=self._began(record), due=None)])
                if seen(turn.due) != seen(turns[-1].due):
                    turns.append(turn)
                    _join_load(turns)

    def _began(self, record: Promised) -> ChangeRef:
        return self.turns[record.key][0].act


def other_dates(record: Promised, resolver: Resolver) -> dict[str, Deadline | None]:
    """The dates that are promised beside what the record is promised for: ``limit``, ``ends``, ``@review`` for a stage."""
    promised = (one for one in deadlines(record) if one.info.promised and not one.info.main)
    return {one.name: _resolved(one.text, record.group, resolver) for one in promised}


def related(read: Callable[[str], Sequence[Entry]], keys: Iterable[str]) -> list[Entry]:
    """The entries of some records and of all that these ever hung on; ``read`` gives those of one key."""
    found: list[Entry] = []
    wanted = list(dict.fromkeys(keys))
    known = set(wanted)
    for key in wanted:
        entries = read(key)
        found += entries
        further = {one for entry in entries if entry.after is not None for one in depends_on(entry.after)} - known
        wanted += sorted(further)
        known |= further
    return found


def _turn(record: Promised | None, last: PromiseVersion | None, act: ChangeRef, resolver: Resolver) -> PromiseVersion:
    if last is not None and record is None:
        return last._replace(act=act._replace(at=act.at.astimezone(last.zone)), record=None, due=None)
    assert record is not None  # noqa: S101 - only what was on record can be taken off it
    zone = resolver.zone(record.group)
    due = last.due if last is not None and _is_settled(record, last) else _due(record, resolver)
    return PromiseVersion(act._replace(at=act.at.astimezone(zone)), record, due, None, zone)


def _join_load(turns: list[PromiseVersion]) -> None:
    """Make one turn of two that one load made: its days end at midnight of each record's own zone, hours apart."""
    first, second = turns[-2:]
    if first.act.action == second.act.action == "load" and first.act.step == second.act.step:
        turns[-2:] = [second._replace(act=first.act)]


def _counted(turn: PromiseVersion, resolver: Resolver) -> PromiseVersion:
    """The turn with its calendar, which is made ready for counting only where something turned."""
    return turn if turn.record is None else turn._replace(calendar=_calendar(turn.record, resolver))


def _moment(entry: Entry) -> tuple[datetime, int]:
    return entry.at, entry.step if entry.action in _WHOLE else entry.number


def _is_settled(record: Promised, last: PromiseVersion) -> bool:
    """Whether it is finished: then it keeps the date that it had, however its anchors move, unless it gets another."""
    if isinstance(record, Event) or isinstance(last.record, Event) or last.record is None:
        return False
    return record.finished and (record.target, record.group) == (last.record.target, last.record.group)


def _due(record: Promised, resolver: Resolver) -> Deadline | None:
    try:
        return resolver.starts(record) if isinstance(record, Event) else resolver.target(record)
    except DeadlineError:
        return None


def _resolved(text: str, group: str, resolver: Resolver) -> Deadline | None:
    try:
        return resolver.resolve(text, group)
    except DeadlineError:
        return None


def _calendar(record: Promised, resolver: Resolver) -> WorkCalendar | None:
    try:
        return resolver.calendar(record.group)
    except DeadlineError:
        return None


def _finish(record: Promised | None) -> tuple[object, ...]:
    return (record.done_on, record.done_at) if isinstance(record, Item) else ()
