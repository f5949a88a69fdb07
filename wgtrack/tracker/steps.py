"""One step of the record: the verbs inside a transaction, whoever asks for them (a call, or a file's past)."""

from datetime import date, datetime
from typing import Any, Protocol, TypeVar, cast
from zoneinfo import ZoneInfo

from attrs import evolve, frozen

from wgtrack.editing import references, verbs
from wgtrack.editing.fields import edited
from wgtrack.editing.reasons import check_reason
from wgtrack.errors import ConflictError, InputError, KeyTakenError, UnknownKeyError
from wgtrack.instants import day as read_day
from wgtrack.instants import day_meant, end_of_day, instant, zone
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import KIND_OF, Records, top_zones, zone_name
from wgtrack.model.records import Deliverable, Event, Group, IssuedReport, Item, Task
from wgtrack.tracker import pinned
from wgtrack.tracker.asked import KEEP, At, Day, Keep, described, find, holder, space_of, typed

#: Where a day ends first: what others rest on is on record by the end of the day wherever they are.
_EARLIEST = "Pacific/Kiritimati"

RecordT = TypeVar("RecordT", bound=Record)


class Change(Records, Protocol):
    """The store in the middle of a transaction."""

    def put(
        self, record: RecordT, *, at: datetime, action: str | None = None, by: str | None = None, why: str | None = None
    ) -> RecordT:
        """Write a record and its journal entry."""

    def dependents(self, key: str) -> list[tuple[str, str]]:
        """Kind and key of the records that depend on this key."""

    def kinds_of(self, key: str) -> tuple[str, ...]:
        """The kinds of the records that ever had this key."""

    def keep(self, content: bytes) -> str:
        """Keep a file of a report that is issued; returns its SHA-256."""


@frozen(kw_only=True)
class Step:
    """Who does what when, and why; every write of the record goes through ``put``."""

    change: Change
    action: str
    now: datetime
    by: str | None = None
    why: str | None = None
    at: At | None = None

    def put(self, record: RecordT, on: date | None = None) -> RecordT:
        """Write a new or changed record after checking that it fits the rest and has its reason."""
        before = self.change.get(KIND_OF[type(record)], record.key)
        if isinstance(record, IssuedReport) and self.action != "issue":
            raise InputError("a report is issued, and never written or changed by hand", "issue another one")
        references.check(record, self.change)
        check_reason(before, record, self.change, self.why)
        at = self._takes_effect(record, before, on)
        return self.change.put(record, at=at, action=self.action, by=self.by, why=self.why)

    def write(self, record: RecordT) -> RecordT:
        """Write a record that was checked before, together with others it depends on."""
        at = self._takes_effect(record, None, None)
        return self.change.put(record, at=at, action=self.action, by=self.by, why=self.why)

    def add(self, record: RecordT) -> RecordT:
        """Write a record whose key is free."""
        kind = KIND_OF[type(record)]
        taken = holder(self.change, kind, record.key)
        if taken is not None:
            raise KeyTakenError(
                f"the key '{record.key}' is already taken by {described(taken)}",
                "choose another key, or change that one with 'edit'",
            )
        once = (set(self.change.kinds_of(record.key)) & set(space_of(kind))) - {kind}
        if once:
            what = f"the key '{record.key}' was that of a {min(once)}"
            raise KeyTakenError(f"{what}, and no key is used for two things", "choose another key")
        return self._put_with_references(record)

    def save(self, record: RecordT) -> RecordT:
        """Write a changed copy of a record, unless the record changed meanwhile."""
        kind = KIND_OF[type(record)]
        stored = self.change.get(kind, record.key)
        if stored is None:
            raise UnknownKeyError(kind, record.key, self.change.keys(kind))
        if stored.revision != record.revision:
            raise ConflictError(
                f"'{record.key}' was changed since this copy of it was read",
                "read it again with get() and make the change on the fresh copy",
            )
        return self._put_with_references(record)

    def edit(self, key: str, fields: dict[str, Any]) -> Record:
        """Change fields of a record by name."""
        return self._put_with_references(edited(find(self.change, key), fields))

    def start(self, key: str, on: Day | None = None) -> Task:
        """Begin a task."""
        task, day = self.task(key), self.day_of(key, on)
        return self.put(verbs.start(task, day), day)

    def progress(self, key: str, percent: int, on: Day | None = None, remaining: float | None = None) -> Task:
        """Say how much of a task is done, and the working days left where they are known."""
        task, day = self.task(key), self.day_of(key, on)
        return self.put(verbs.progress(task, percent, day, remaining), day)

    def done(self, key: str, on: Day | None = None) -> Task:
        """Finish a task."""
        task, day = self.task(key), self.day_of(key, on)
        return self.put(verbs.done(task, day, self._hour(on, key)), day)

    def move(self, key: str, target: str | Keep | None = KEEP, limit: str | Keep | None = KEEP) -> Task | Deliverable:
        """Move the target or the limit of an item."""
        item = self.item(key)
        if item.finished:
            raise InputError(
                f"'{key}' is {item.state}, so its dates stay as they are", "take it up again first, or leave it"
            )
        if target is KEEP and limit is KEEP:
            raise InputError(f"nothing to move for '{key}'", "give --target or --limit")
        return self.put(evolve(item, **_given(target=target, limit=limit)))

    def drop(self, key: str) -> Item | Event:
        """Give up an item or an event."""
        record = find(self.change, key)
        if isinstance(record, Event):
            return self.put(evolve(record, dropped=True))
        return self.put(verbs.drop(self.item(key)))

    def wait(self, key: str, on: str, since: Day | None = None, what: str = "") -> Item:
        """Record who has the ball."""
        item, day = self.item(key), self.day_of(key, since)
        return self.put(verbs.wait(item, on, day, what), day)

    def resume(self, key: str) -> Item:
        """Record that the ball is back."""
        return self.put(verbs.resume(self.item(key)))

    def advance(self, key: str, stage: str, on: Day | None = None) -> Deliverable:
        """Enter a stage; milestones that the stage reaches are reached with it."""
        deliverable = typed(self.change, key, Deliverable, "deliverable")
        lifecycle = cast("Lifecycle", self.change.get("lifecycle", deliverable.lifecycle))
        day = self.day_of(key, on)
        entered, hour = verbs.advance(deliverable, lifecycle, stage, day), self._hour(on, key)
        if entered.state == "done" and deliverable.state != "done":
            entered = evolve(entered, done_at=hour)
        stored = self.put(entered, day)
        for milestone in self._reached_by(f"{key}@{stage}"):
            its_day = day if hour is None else self.day_of(milestone.key, None)  # its group may be in another zone
            self.put(verbs.done(milestone, its_day, hour), its_day)
        return stored

    def move_event(self, key: str, starts: str | Keep = KEEP, ends: str | Keep | None = KEEP) -> Event:
        """Move an event."""
        event = typed(self.change, key, Event, "event")
        return self.put(evolve(event, **_given(starts=starts, ends=ends)))

    def item(self, key: str) -> Task | Deliverable:
        """The task or deliverable with this key."""
        record = find(self.change, key)
        if not isinstance(record, Task | Deliverable):
            raise UnknownKeyError("task or deliverable", key, self.change.keys("task", "deliverable"))
        return record

    def task(self, key: str) -> Task:
        """The task or milestone with this key; a deliverable has stages instead."""
        if isinstance(self.change.find(key), Deliverable):
            raise InputError(f"'{key}' is a deliverable", f"move it with 'deliverable advance {key} STAGE'")
        return typed(self.change, key, Task, "task")

    def day_of(self, key: str, on: Day | None) -> date:
        """The day a fact belongs to, in the zone of the item's group: as given, or today."""
        today = self.instant_in(self._zone(find(self.change, key))).date()
        given = today if on is None else day_meant(on) or read_day(str(on))
        if given > today:
            raise InputError(f"{given} is still to come (today is {today})", "record it when it has happened")
        return given

    def _put_with_references(self, record: RecordT) -> RecordT:
        """Write a record, and first the calendar or lifecycle it names, where that is not on record yet."""
        # On the same day, what is named is there as soon as what names it: the day ends in its zone.
        at = None if self.at is None else self.instant_in(self._zone(record))
        pinned.pin(evolve(self, at=at), record)
        return self.put(record)

    def _reached_by(self, stage: str) -> list[Task]:
        dependents = self.change.dependents(stage.partition("@")[0])
        found = [self.change.get(kind, key) for kind, key in dependents if kind == "task"]
        tasks = [task for task in found if isinstance(task, Task) and task.reached_by == stage]
        return [task for task in tasks if not task.finished]

    def _zone(self, record: Record) -> ZoneInfo:
        """The zone that a record's days are meant in: its group's; a party's are those of the groups, if they agree."""
        group = record.key if isinstance(record, Group) else getattr(record, "group", None)
        if group:
            return zone(zone_name(references.Overlay.of(self.change, record), group))
        if isinstance(record, Calendar | Lifecycle):
            return zone(_EARLIEST)
        zones = top_zones(self.change)
        return zone(zones[0] if len(zones) == 1 else "UTC")

    def instant_in(self, in_zone: ZoneInfo) -> datetime:
        """The instant this step takes effect; a day that is today means now."""
        now = self.now.astimezone(in_zone)
        if self.at is None or day_meant(self.at) == now.date():
            return now
        return instant(self.at, in_zone).astimezone(in_zone)

    def _hour(self, on: Day | None, key: str) -> datetime | None:
        """The instant of finishing, where more than the day is known."""
        if on is not None or (self.at is not None and day_meant(self.at) is not None):
            return None
        return self.instant_in(self._zone(find(self.change, key)))

    def _takes_effect(self, record: Record, before: Record | None, on: date | None) -> datetime:
        """When the change took effect: as given; else the day of the fact, but never before the record's last change."""
        in_zone = self._zone(record)
        if self.at is not None or on is None:
            return self.instant_in(in_zone)
        at = min(self.now, end_of_day(on, in_zone))
        return at if before is None or before.changed_at is None else max(at, before.changed_at)


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not KEEP}
