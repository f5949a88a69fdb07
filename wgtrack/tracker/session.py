"""An open record: its store, who changes it and the clock; what every question and change begins with."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from wgtrack import clock
from wgtrack.dates.instants import day_in, day_meant, day_starts, has_zone, instant, zone
from wgtrack.errors import InputError
from wgtrack.messages.message import argument, call, iso_day, joined, untranslated
from wgtrack.model.journal import Known, in_force
from wgtrack.model.programme import KEYED, WorkProgramme, top_zones, zone_name
from wgtrack.model.records import Group
from wgtrack.model.values import require_line
from wgtrack.store import Store
from wgtrack.tracker.arguments import At, Day, find, typed

if TYPE_CHECKING:
    from wgtrack.store import Change


class Session:
    """What the functions behind a tracker work on."""

    __slots__ = ("by", "in_transaction", "latest", "now", "store")

    def __init__(self, store: Store, by: str | None = None, now: Callable[[], datetime] | None = None) -> None:
        self.store = store
        #: Who makes the changes; needed only to make some.
        self.by = by
        #: Reads the clock.
        self.now = now or clock.now
        #: Whether a transaction is being made.
        self.in_transaction = False
        #: The last change that was made.
        self.latest: Change | None = None

    @property
    def records(self) -> Store:
        """Where records are looked up."""
        return self.store

    def now_to_write(self) -> datetime:
        """The present instant, for a change; refused where the journal is ahead of the clock, so that order and time agree."""
        now, newest = self.now(), self.store.newest()
        if newest is not None and now < newest:
            from wgtrack.messages.phrases import moment_words  # noqa: PLC0415 - only a refusal needs it

            zones = top_zones(self.store)
            where = zone(zones[0] if len(zones) == 1 else "UTC")
            raise InputError(
                untranslated(
                    "the clock says {now}, and the newest change was recorded at {newest}: nothing was written",
                    code="clock_behind",
                    now=moment_words(now, where),
                    newest=moment_words(newest, where),
                ),
                untranslated(
                    "set the clock right; if it was wrong then, take that change back with {undo}", undo=call("undo")
                ),
            )
        return now

    def author(self) -> str:
        """Who makes the changes, or an error where nobody was named."""
        if not self.by or not self.by.strip():
            raise InputError(
                untranslated("every change says who made it"),
                untranslated(
                    "open the record with your name as {by}, or in WGTRACK_BY on a command line", by=argument("by")
                ),
            )
        require_line("name of who makes the change", self.by)
        return self.by

    def as_known(self, known: "At | Known | None", group: str | None = None) -> "Session":
        """The session for questions to the record as it was known at an instant; itself where all that is known counts."""
        if known is None:
            return self
        bound = known if isinstance(known, Known) else Known(self.instant(known, group))
        if self.store.known is not None and self.store.known.at <= bound.at:
            return self
        return Session(self.store.as_known(bound), self.by, self.now)

    def instant(self, at: At | None, group: str | None = None) -> datetime:
        """The instant that is meant; a day is one in the zone of the group, or in the one that all groups on top share."""
        if at is None:
            return self.now()
        return instant(at, zone("UTC" if has_zone(at) else self.zone_then(at, group)))

    def start(self, since: At) -> datetime:
        """The instant that is meant, where a day means its start."""
        day = day_meant(since)
        return self.instant(since) if day is None else day_starts(day, zone(self.zone_then(day, None)))

    def zone_then(self, at: At, group: str | None) -> str:
        """The zone that a day, or a time without a zone, is meant in: the one that the group had on that day."""
        name = self.zone_name(group)
        if not self.store.groups_changed():
            return name
        then = self.store.groups_at(instant(at, zone(name)))
        if group is not None:
            return zone_name(then, group) if group in then.groups else name
        zones = top_zones(then) if then.groups else (name,)
        return zones[0] if len(zones) == 1 else name

    def day(self, given: Day | None, group: str | None = None) -> date | None:
        """The day that is meant: an instant's is the one it falls on in the zone of the group."""
        if given is None:
            return None
        return day_in(given, zone(self.zone_name(group)) if isinstance(given, datetime) else zone("UTC"))

    def zone_name(self, group: str | None) -> str:
        """The zone a day is meant in: the group's, or the one all groups on top share."""
        if group is not None:
            return zone_name(self.store, typed(self.store, group, Group, "group").key)
        zones = top_zones(self.store)
        if len(zones) > 1:
            raise InputError(
                untranslated("a day ends at different times in {zones}", zones=joined(zones)),
                untranslated("say which group with {group}, or give an instant with its zone", group=argument("group")),
            )
        return zones[0]

    def begun(self, when: datetime) -> WorkProgramme:
        """The record as of an instant at which it had begun."""
        programme = self.store.programme(when)
        if programme.groups:
            return programme
        first = min((entry.at for entry in in_force(self.store.entries(kinds=("group",)))), default=when)
        if first > when:
            begins = first.astimezone(zone(top_zones(self.store)[0])).date()
            raise InputError(
                untranslated("the record begins on {begins}, after the instant asked about", begins=iso_day(begins)),
                untranslated("ask about a later one, or put earlier facts on record with {at}", at=argument("at")),
            )
        return programme

    def kinds_meant(self, key: str) -> tuple[str, ...]:
        """Those of the shared space of keys, else whatever has the key: a role, a calendar, a lifecycle."""
        kinds = self.store.kinds_of(key)
        if not kinds:
            find(self.store, key)
        return tuple(kind for kind in kinds if kind in KEYED) or kinds
