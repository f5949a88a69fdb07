"""An open record: its store, who changes it and the clock; what every question and change begins with."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from wgtrack import clock
from wgtrack.dates.instants import day_in, day_meant, day_starts, has_zone, instant, zone
from wgtrack.errors import InputError
from wgtrack.messages.message import argument, call, iso_day, joined, untranslated
from wgtrack.model.journal import Entry, Known, in_force
from wgtrack.model.programme import KEYED, KINDS, WorkProgramme, ancestry, top_zones, zone_name
from wgtrack.model.records import Group
from wgtrack.model.selection import Keys, chosen, group_tops, groups_within, only, own_group
from wgtrack.model.values import require_line
from wgtrack.store import Store
from wgtrack.tracker.arguments import At, Day, find, typed

if TYPE_CHECKING:
    from wgtrack.store import Change


class Moment(NamedTuple):
    """The instant that is meant for some groups."""

    at: datetime
    #: Their keys; none where all are meant.
    groups: tuple[str, ...]


class Span(NamedTuple):
    """A time that entries of the journal are asked of."""

    first: datetime | None
    last: datetime | None
    #: Whether an entry of these belongs to it, where that depends on its group.
    holds: Callable[[Entry], bool] | None


class State(NamedTuple):
    """The record at an instant, and the groups that are asked about, each of which stands for its committees too."""

    programme: WorkProgramme
    at: datetime
    tops: tuple[str, ...]


def _there(programme: WorkProgramme, keys: tuple[str, ...], *, named: bool) -> tuple[str, ...]:
    """Those of the groups that were on record; all of them must be where they were named."""
    there = keys if named else tuple(key for key in keys if key in programme.groups)
    return group_tops(programme, there) if there else ()


def _several(zones: Sequence[str]) -> InputError:
    return InputError(
        untranslated("a day ends at different times in {zones}", zones=joined(zones)),
        untranslated("say which group with {group}, or give an instant with its zone", group=argument("group")),
    )


def together(states: Sequence[tuple[WorkProgramme, Collection[str]]]) -> WorkProgramme:
    """One programme of several states of a record: of each the records of its groups and their committees.

    What belongs to nobody is as it was in the last one.
    """
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    for place, (programme, groups) in enumerate(states):
        there = [key for key in groups if key in programme.groups]
        inside = frozenset(groups_within(programme, there) if there else ())
        is_last = place == len(states) - 1
        for kind in KINDS:
            for key, record in programme.of_kind(kind).items():
                group = own_group(record)
                if group in inside if group else is_last:
                    found[kind][key] = record
    return WorkProgramme(found).with_eras(states[-1][0].eras if states else ())


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

    def as_known(self, known: "At | Known | None", group: Keys = None) -> "Session":
        """The session for questions to the record as it was known at an instant; itself where all that is known counts."""
        if known is None:
            return self
        bound = known if isinstance(known, Known) else Known(self._one_instant(known, group))
        if self.store.known is not None and self.store.known.at <= bound.at:
            return self
        return Session(self.store.as_known(bound), self.by, self.now)

    def _one_instant(self, at: At, group: Keys) -> datetime:
        """The instant that is meant; an error for a day that ends at different times for the groups that are meant."""
        moments = self.moments(at, group)
        if len(moments) > 1:
            raise _several(tuple(dict.fromkeys(self.zone_name(key) for moment in moments for key in moment.groups)))
        return moments[0].at

    def instant(self, at: At | None, group: Keys = None) -> datetime:
        """The instant that is meant; a day is one in the zone of the group, or in the one that all groups on top share."""
        if at is None:
            return self.now()
        return instant(at, zone("UTC" if has_zone(at) else self.zone_then(at, only(group))))

    def moments(self, at: At | None, group: Keys = None) -> tuple[Moment, ...]:
        """The instants that are meant for some groups, the earliest first: a day ends for each group in its own zone."""
        keys = self._apart(chosen(group))
        if at is None or has_zone(at) or not (keys or self._ends_apart()):
            return (Moment(self.instant(at), keys),)
        by_instant: dict[datetime, list[str]] = {}
        for key in keys or self._tops():
            by_instant.setdefault(self.instant(at, key).astimezone(UTC), []).append(key)
        if len(by_instant) == 1:
            return (Moment(self.instant(at, (keys or self._tops())[0]), keys),)
        return tuple(Moment(when, tuple(by_instant[when])) for when in sorted(by_instant))

    def planned_from(self, at: At | None, group: Keys = None) -> State:
        """What work is planned from, of all groups together: of a day, what each had on record at the end of its own.

        The plan is made at the first of these instants, at which that day is still today for every group.
        """
        moments = self.moments(at, group)
        programme = self.store.programme(moments[0].at) if len(moments) == 1 else self.programme(at)
        return State(programme, moments[0].at, group_tops(programme, moments[0].groups if len(moments) == 1 else group))

    def programme(self, at: At | None, group: Keys = None) -> WorkProgramme:
        """The record as of an instant; of a day, what each group had on record at the end of its own."""
        moments = self.moments(at, group)
        if len(moments) == 1:
            return self.store.programme(moments[0].at)
        return together([(self.store.programme(moment.at), moment.groups) for moment in moments])

    def states(self, at: At | None, group: Keys = None) -> tuple[State, ...]:
        """The record as of the instants that are meant for some groups (all on top where none is named), which had begun."""
        moments = self.moments(at, group)
        programmes = [self.store.programme(moment.at) for moment in moments]
        if not any(programme.groups for programme in programmes):
            self.begun(moments[-1].at)
        if len(moments) == 1:
            return (State(programmes[0], moments[0].at, group_tops(programmes[0], moments[0].groups)),)
        named = bool(chosen(group))
        pairs = zip(programmes, moments, strict=True)
        return tuple(State(known, when, _there(known, keys, named=named)) for known, (when, keys) in pairs)

    def span(self, since: At | None, until: At | None) -> Span:
        """The time from the start of a day, or an instant, to the end of one; for each entry by the zone of its own group."""
        days = [day for day in (since, until) if day is not None and not has_zone(day)]
        if not days or not self._ends_apart():
            first = None if since is None else self.start(since)
            return Span(first, None if until is None else self.instant(until), None)
        firsts, lasts = (self._instants(at, of) for at, of in ((since, self.start), (until, self.instant)))

        def holds(entry: Entry) -> bool:
            top = self._top_of(own_group(entry.after or entry.before))
            first, last = firsts.get(top), lasts.get(top)
            return (first is None or entry.known_at >= first) and (last is None or entry.at <= last)

        return Span(min(firsts.values(), default=None), max(lasts.values(), default=None), holds)

    def _instants(self, at: At | None, read: Callable[[At, str], datetime]) -> dict[str, datetime]:
        """The instant that is meant for each group on top; none where nothing is said."""
        return {} if at is None else {key: read(at, key) for key in self._tops()}

    def _top_of(self, group: str) -> str:
        """The group above all others of this one; empty where it belongs to nobody."""
        return [*ancestry(self.store, group)][-1].key if group and self.store.get("group", group) else ""

    def only_top(self, at: At | None) -> str | None:
        """The only group on top where a day would end at different times for several; None where it would not."""
        if at is None or has_zone(at) or len(top_zones(self.store)) == 1:
            return None
        return self._groups().only_group()

    def _ends_apart(self) -> bool:
        """Whether a day ends at different times for groups on top, or did before one of them was changed."""
        return len(top_zones(self.store)) > 1 or (self.store.groups_changed() and len(self._tops()) > 1)

    def _tops(self) -> tuple[str, ...]:
        return group_tops(self._groups())

    def _apart(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The keys without those of groups below others of them."""
        return group_tops(self._groups(), keys) if len(keys) > 1 else keys

    def _groups(self) -> WorkProgramme:
        return WorkProgramme(groups={key: self.store.get("group", key) for key in self.store.keys("group")})

    def start(self, since: At, group: str | None = None) -> datetime:
        """The instant that is meant, where a day means its start."""
        day = day_meant(since)
        return self.instant(since, group) if day is None else day_starts(day, zone(self.zone_then(day, group)))

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

    def day(self, given: Day | None, group: Keys = None) -> date | None:
        """The day that is meant: an instant's is the one it falls on in the zone of the group, the first one of several."""
        if given is None:
            return None
        first = next(iter(chosen(group)), None)
        return day_in(given, zone(self.zone_name(first)) if isinstance(given, datetime) else zone("UTC"))

    def zone_name(self, group: str | None) -> str:
        """The zone a day is meant in: the group's, or the one all groups on top share."""
        if group is not None:
            return zone_name(self.store, typed(self.store, group, Group, "group").key)
        zones = top_zones(self.store)
        if len(zones) > 1:
            raise _several(zones)
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
