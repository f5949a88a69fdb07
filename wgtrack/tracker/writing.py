"""What the verbs of a transaction write with: look-ups that see what was written, checks, days and instants."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from attrs import evolve, field, frozen

from wgtrack.dates.instants import check_day, day_in, day_meant, end_of_day, has_zone, instant, zone
from wgtrack.errors import ConflictError, InputError, KeyTakenError, UnknownKeyError
from wgtrack.messages.message import argument, call, iso_day, untranslated
from wgtrack.messages.phrases import moment_words
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.fields import Fact as FactOn
from wgtrack.model.fields import facts, group_of
from wgtrack.model.journal import Entry
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import KEYED, KIND_OF, Records, top_zones, zone_name
from wgtrack.model.records import Group, IssuedReport
from wgtrack.rules import integrity
from wgtrack.rules.edited_fields import edited
from wgtrack.rules.facts import check_facts, corrected
from wgtrack.rules.reasons import check_reason, require_reason
from wgtrack.rules.stage_codes import with_codes
from wgtrack.rules.waiting import may_wait_for_itself, refuse_waiting_for_itself
from wgtrack.tracker import pinning
from wgtrack.tracker.arguments import At, Day, described, find, holder, space_of
from wgtrack.tracker.session import Session

#: Where a day ends first: what others rest on is on record by the end of the day wherever they are.
_EARLIEST = "Pacific/Kiritimati"

RecordT = TypeVar("RecordT", bound=Record)


class Change(Records, Protocol):
    """The store in the middle of a transaction."""

    def put(
        self, record: RecordT, *, at: datetime, action: str | None = None, by: str | None = None, why: str | None = None
    ) -> RecordT:
        """Write a record and its journal entry."""

    def floor(self, kind: str, key: str) -> datetime | None:
        """The instant of a record's last change that was not taken back."""

    def past(self, kind: str, key: str) -> list[Entry]:
        """The entries of a record, without what was taken back."""

    def dependents(self, key: str) -> list[tuple[str, str]]:
        """Kind and key of the records that depend on this key."""

    def kinds_of(self, key: str) -> tuple[str, ...]:
        """The kinds of the records that ever had this key."""

    def keep(self, content: bytes) -> str:
        """Keep a file of a report that is issued; returns its SHA-256."""


class Fact(NamedTuple):
    """When something happened."""

    #: In the zone of the item's group.
    day: date
    #: The instant, where it is known.
    hour: datetime | None
    #: The instant, where it was given as one.
    given: datetime | None


class Present:
    """The records of a transaction as they are now, each read from the store once; what is written is put in here too."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self._known: dict[tuple[str, str], Record | None] = {}
        self._kinds: dict[str, str | None] = {}

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        place = kind, key
        if place not in self._known:
            self._known[place] = self._change.get(kind, key)
        return self._known[place]

    def find(self, key: str) -> Record | None:
        """The group, party, area, event, deliverable or task with this key, or None."""
        if key not in self._kinds:
            found = self._change.find(key)
            if found is None:
                self._kinds[key] = None
                return None
            self._kinds[key] = kind = KIND_OF[type(found)]
            self._known[kind, key] = found
        known = self._kinds[key]
        return None if known is None else self.get(known, key)

    def keys(self, *kinds: str) -> list[str]:
        """All keys of these kinds."""
        return self._change.keys(*kinds)

    def never_there(self, kind: str, key: str) -> None:
        """No record ever had this key: it need not be looked for again."""
        self._known[kind, key] = None
        if kind in KEYED:
            self._kinds[key] = None

    def written(self, record: Record) -> None:
        """A record was written: from now on it is as it is here."""
        kind = KIND_OF[type(record)]
        self._known[kind, record.key] = record
        if kind in KEYED:
            self._kinds[record.key] = kind

    def forget(self) -> None:
        """Something that was written was taken back: read everything again."""
        self._known.clear()
        self._kinds.clear()


class Writing:
    """What all steps of one transaction share.

    Adding a record changes nothing about those that are there already: no deadline of theirs can hang on it, and no circle
    can go through it. So a row of additions is checked with deadlines resolved once and circles looked for once; any other
    change begins anew.
    """

    def __init__(self, session: Session, change: Change, now: datetime, *, tells_moves: bool = True) -> None:
        self.session = session
        self.store = session.store
        self.change = change
        self.now = now
        #: Whether moves say which deadlines they moved.
        self.tells_moves = tells_moves
        self.records = Present(change)
        #: Something went wrong by which the store may have ended the transaction.
        self.broken = False
        self._zones: dict[str, ZoneInfo] = {}
        self._added: dict[tuple[str, str], Record] = {}
        self._beside = integrity.Overlay(self.records, self._added)
        #: What was written, as it was before; and whether work may wait for itself by it.
        self._before: dict[tuple[str, str], Record | None] = {}
        self._may_wait = False
        #: What was checked and is not written yet.
        self._checked: Record | None = None

    def check(self, record: Record) -> None:
        """Refuse a record that does not fit the others."""
        place = KIND_OF[type(record)], record.key
        if self.records.get(*place) is not None:
            integrity.check(record, self.records)
            return
        if self._checked is not None:  # and never written
            self._begin_anew()
        self._added[place] = self._checked = record
        integrity.check(record, self._beside)

    def put(self, record: RecordT, at: datetime, action: str, by: str | None, why: str | None) -> RecordT:
        """Write a record."""
        place = KIND_OF[type(record)], record.key
        before = self.records.get(*place)
        is_new = before is None
        self._before.setdefault(place, before)
        self._may_wait = self._may_wait or may_wait_for_itself(before, record)
        try:
            stored = self.change.put(record, at=at, action=action, by=by, why=why)
        except InputError:
            raise
        except BaseException:
            self.broken = True
            raise
        self.records.written(stored)
        if is_new:
            self._added[place], self._checked = stored, None
        else:
            self._begin_anew()
        if isinstance(record, Group):
            self._zones.clear()
        return stored

    def finish(self) -> None:
        """Refuse all of it where it lets work wait for itself: that takes a look at all work, so it is done once."""
        if self._may_wait:
            refuse_waiting_for_itself(self.store.programme(), self._before, self.now)

    def taken_back(self) -> None:
        """What a verb wrote was taken back."""
        self.records.forget()
        self._zones.clear()
        self._begin_anew()

    def zone_then(self, record: Record, at: At | None) -> ZoneInfo:
        """The zone that a record's group had on a day: what belongs to a past day is judged by the zone of then."""
        now = self.zone(record)
        group = record.key if isinstance(record, Group) else group_of(record)
        if at is None or not group or has_zone(at) or not self.store.groups_changed():
            return now
        then = self.store.groups_at(instant(at, now))
        return zone(zone_name(then, group)) if group in then.groups else now

    def zone(self, record: Record) -> ZoneInfo:
        """The zone that a record's days are meant in: its group's; a party's are those of the groups, if they agree."""
        if isinstance(record, Group):  # which may not be on record yet, or under another one
            return zone(zone_name(integrity.Overlay.of(self.records, record), record.key))
        group = getattr(record, "group", None)
        if group:
            if group not in self._zones:
                self._zones[group] = zone(zone_name(self.records, group))
            return self._zones[group]
        if isinstance(record, Calendar | Lifecycle):
            return zone(_EARLIEST)
        zones = top_zones(self.records)
        return zone(zones[0] if len(zones) == 1 else "UTC")

    def _begin_anew(self) -> None:
        self._added, self._checked = {}, None
        self._beside = integrity.Overlay(self.records, self._added)


@frozen(kw_only=True)
class Step:
    """Who does what when, and why; every write of the record goes through ``put``."""

    writing: Writing = field(eq=False, repr=False)
    action: str
    by: str | None = None
    why: str | None = None
    at: At | None = None

    @property
    def now(self) -> datetime:
        """The present instant."""
        return self.writing.now

    @property
    def change(self) -> Change:
        """The store in the middle of the transaction."""
        return self.writing.change

    @property
    def records(self) -> Present:
        """The records as they are now."""
        return self.writing.records

    def put(self, record: RecordT, fact: Fact | None = None) -> RecordT:
        """Write a new or changed record after checking that it fits the rest and has its reason."""
        record = with_codes(pinning.settled(record), self.records)
        before = self.records.get(KIND_OF[type(record)], record.key)
        if isinstance(record, IssuedReport) and self.action != "issue":
            raise InputError(
                untranslated("a report is issued, and never written or changed by hand"),
                untranslated("issue another one"),
            )
        self.writing.check(record)
        check_reason(before, record, self.records, self.why)
        return self._write(record, self._takes_effect(record, before, fact))

    def write(self, record: RecordT) -> RecordT:
        """Write a record that was checked before, together with others it depends on."""
        return self._write(pinning.settled(record), self._takes_effect(record, None, None))

    def add(self, record: RecordT) -> RecordT:
        """Write a record whose key is free."""
        kind = KIND_OF[type(record)]
        used = self.change.kinds_of(record.key)
        if not used:
            self.records.never_there(kind, record.key)
        taken = holder(self.records, kind, record.key) if used else None
        if taken is not None:
            raise KeyTakenError(
                untranslated(
                    "the key '{key}' is already taken by {described}", key=record.key, described=described(taken)
                ),
                untranslated("choose another key, or edit that record"),
                key=record.key,
                holder=described(taken),
            )
        once = set(used).intersection(space_of(kind)) - {kind}
        if once:
            raise KeyTakenError(
                untranslated(
                    "the key '{key}' was that of a {kind}, and no key is used for two things",
                    key=record.key,
                    kind=min(once),
                ),
                untranslated("choose another key"),
                key=record.key,
                holder=f"a {min(once)}",
            )
        return self._put_with_references(record)

    def save(self, record: RecordT) -> RecordT:
        """Write a changed copy of a record, unless the record changed meanwhile."""
        kind = KIND_OF[type(record)]
        stored = self.records.get(kind, record.key)
        if stored is None:
            raise UnknownKeyError(kind, record.key, self.records.keys(kind))
        if stored.revision != record.revision:
            raise ConflictError(
                untranslated("'{key}' was changed since this copy of it was read", key=record.key),
                untranslated("read it again and make the change on the fresh copy"),
                key=record.key,
            )
        return self._put_with_references(cast("RecordT", pinning.edited(stored, record)))

    def edit(self, key: str, fields: dict[str, Any]) -> Record:
        """Change fields of a record by name."""
        return self._put_with_references(edited(find(self.records, key), fields))

    def fact(self, key: str, on: Day | None) -> Fact:
        """When something happened to an item, in the zone of its group: as given, or now; never still to come."""
        in_zone = self.writing.zone_then(find(self.records, key), self.at)
        now = self.instant_in(in_zone)
        if on is None:
            at_a_day = self.at is not None and day_meant(self.at) is not None
            return Fact(now.date(), None if at_a_day else now, None)
        given = instant(on, in_zone).astimezone(in_zone) if isinstance(on, datetime) else None
        day = day_in(on, in_zone)
        if day > now.date() or (given is not None and given > now):
            raise InputError(
                untranslated(
                    "{given} is still to come (today is {now})",
                    given=iso_day(day) if given is None else str(given),
                    now=iso_day(now.date()),
                ),
                untranslated("record it when it has happened"),
            )
        return Fact(check_day(day, in_zone), given, given)

    def instant_in(self, in_zone: ZoneInfo) -> datetime:
        """The instant this step takes effect; a day that is today means now."""
        now = self.now.astimezone(in_zone)
        if self.at is None or day_meant(self.at) == now.date():
            return now
        return instant(self.at, in_zone).astimezone(in_zone)

    def _put_with_references(self, record: RecordT) -> RecordT:
        """Write a record, and first the calendar or lifecycle it names, where that is not on record yet."""
        if not pinning.names_unpinned(record, self.records):
            return self.put(record)
        # On the same day, what is named is there as soon as what names it: the day ends in its zone.
        at = None if self.at is None else self.instant_in(self.writing.zone(record))
        try:
            with self.writing.store.turn():
                pinning.pin(evolve(self, at=at), record)
                return self.put(record)
        except BaseException:
            self.writing.taken_back()
            raise

    def correct(self, key: str, given: Mapping[str, Any]) -> Record:
        """Set facts of a record right, from its last change on; of what that change itself said, from when it is so."""
        require_reason(f"correcting '{key}'", self.why)
        record = find(self.records, key)
        kind, in_zone = KIND_OF[type(record)], self.writing.zone_then(record, None)
        changed = corrected(record, given, self.records, in_zone)
        self.writing.check(changed)
        check_facts(changed, record, self.now.astimezone(in_zone))
        if self.at is not None:
            return self._write(changed, self.instant_in(in_zone))
        past = self.change.past(kind, key)
        at = past[-1].at if past else self.now
        new = [
            one.on for one in facts(changed) if (one.name, one.on) not in {(old.name, old.on) for old in facts(record)}
        ]
        said = {one.name for one in _new_facts(past[-1])} if past else set()
        if new and len(past) > 1 and said.issuperset(one.name for one in facts(changed) if one.on in new):
            ends = [on if isinstance(on, datetime) else end_of_day(on, in_zone) for on in new]
            at = max(past[-2].at, min(self.now, *ends))
        return self._write(changed, at)

    def _write(self, record: RecordT, at: datetime) -> RecordT:
        before = self.records.get(KIND_OF[type(record)], record.key)
        self._check_group_there(record, before, at)
        if self.action != "correct":
            check_facts(record, before, at.astimezone(self.writing.zone(record)))
        return self.writing.put(record, at, self.action, self.by, self.why)

    def _check_group_there(self, record: Record, before: Record | None, at: datetime) -> None:
        """Refuse a record that would be there before its group is."""
        group = self.records.get("group", group_of(record)) if group_of(record) else None
        if group is None or group.changed_at is None or group.changed_at <= at:
            return
        if before is not None and group_of(before) == group.key:
            return
        past = self.change.past("group", group.key)
        if past and past[0].at > at:
            in_zone = self.writing.zone(record)
            raise InputError(
                untranslated(
                    "'{key}' cannot be on record from {at} on: its group '{group}' begins at {begins}",
                    code="before_its_group",
                    key=record.key,
                    at=moment_words(at, in_zone),
                    group=group.key,
                    begins=moment_words(past[0].at, in_zone),
                ),
                untranslated(
                    "give a later {at}, or begin the group earlier: it is added with {at} too, and one on which nothing rests "
                    "yet can be taken back with {undo} and added again",
                    at=argument("at"),
                    undo=call("undo"),
                ),
            )

    def _takes_effect(self, record: Record, before: Record | None, fact: Fact | None) -> datetime:
        """When the change took effect: as given; else when it happened, but never before the record's last change."""
        in_zone = self.writing.zone_then(record, self.at)
        if self.at is not None or fact is None:
            return self.instant_in(in_zone)
        at = fact.given or min(self.now, end_of_day(fact.day, self.writing.zone_then(record, fact.day)))
        if before is None or before.changed_at is None or at >= before.changed_at:
            return at
        return max(at, self.change.floor(KIND_OF[type(before)], before.key) or at)


def _new_facts(entry: Entry) -> list[FactOn]:
    """What an entry said to have happened."""
    known = set() if entry.before is None else {(one.name, one.on) for one in facts(entry.before)}
    return [] if entry.after is None else [one for one in facts(entry.after) if (one.name, one.on) not in known]
