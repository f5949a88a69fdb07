"""An open record: its store, who changes it and the clock; what every question and change begins with."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from wgtrack import clock
from wgtrack.dates.instants import day_in, day_meant, day_starts, has_zone, instant, zone
from wgtrack.errors import InputError
from wgtrack.messages.message import argument, iso_day, joined, untranslated
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

    def instant(self, at: At | None, group: str | None = None) -> datetime:
        """The instant that is meant; a day is one in the zone of the group, or in the one that all groups on top share."""
        if at is None:
            return self.now()
        return instant(at, zone("UTC" if has_zone(at) else self.zone_name(group)))

    def start(self, since: At) -> datetime:
        """The instant that is meant, where a day means its start."""
        day = day_meant(since)
        return self.instant(since) if day is None else day_starts(day, zone(self.zone_name(None)))

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
        first = min((entry.at for entry in self.store.entries(kinds=("group",))), default=when)
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
