"""From a work programme and an instant to a status report."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import chain
from operator import attrgetter

from wgtrack.dates import Resolver
from wgtrack.dates.instants import instant, out_of_range
from wgtrack.gc_pause import gc_paused
from wgtrack.model.programme import WorkProgramme, calendar_key, zone_name
from wgtrack.status.areas import Areas
from wgtrack.status.chains import Chains
from wgtrack.status.events import EventTimes, coming, concerned, events_by_group, going_on
from wgtrack.status.group_time import GroupTimes
from wgtrack.status.items import Items
from wgtrack.status.report import LATE, URGENT, VERDICTS, GroupInfo, ItemStatus, StatusReport, Verdict

_NEVER = date.max


def assess(programme: WorkProgramme, at: str | date | datetime, group: str | None = None) -> StatusReport:
    """How a group and its committees stand at an instant.

    ``at`` is a day (its end, in the group's zone), an instant as text, or an aware ``datetime``. ``group`` is a key; the
    only group without a parent if None. UnknownKeyError for a group not on record, InstantError for an ``at`` that
    cannot be read, DeadlineError for a deadline that cannot be resolved.
    """
    key = programme.only_group() if group is None else group
    programme.group_and_committees(key)  # an unknown group is an error before its zone is asked for
    resolver = Resolver(programme)
    return Assessor(programme, resolver, instant_of(at, resolver, key)).report(key)


def items_of_each(programme: WorkProgramme, at: datetime, groups: Iterable[str]) -> tuple[ItemStatus, ...]:
    """The items of several groups and their committees alone, as their reports would have them, one after the other."""
    assessor = Assessor(programme, Resolver(programme), at)
    return tuple(chain.from_iterable(assessor.items_of(group) for group in groups))


def overdue_items(programme: WorkProgramme, at: datetime, group: str) -> tuple[ItemStatus, ...]:
    """The unfinished items of a group and its committees whose limit or target has passed, most urgent first.

    Only these are judged in full: of 10,000 items that saves a fifth of the time.
    """
    assessor = Assessor(programme, Resolver(programme), at)
    by_verdict = _by_verdict(assessor.items_of(group, late=True))
    return tuple(item for verdict in LATE for item in sorted(by_verdict[verdict], key=_urgency))


class Assessor:
    """Makes the reports of one instant; ``planned`` if plans are to go on from its chains."""

    def __init__(self, programme: WorkProgramme, resolver: Resolver, at: datetime, *, planned: bool = False) -> None:
        self.programme = programme
        self.resolver = resolver
        self.at = at
        self.clocks = GroupTimes(programme, resolver, at)
        self.times = EventTimes(resolver, self.clocks)
        with gc_paused():
            self.chains = Chains(programme, resolver, at, planned=planned)
            self.items = Items(programme, self.clocks, self.times, self.chains)
        self.committees = programme.committees()
        self.areas = Areas(programme)
        self.events = events_by_group(programme)

    def items_of(self, group: str, *, late: bool = False) -> tuple[ItemStatus, ...]:
        """The items of this group and its committees in the order of a report; with ``late`` only those past their date."""
        groups = self.programme.group_and_committees(group, self.committees)
        with gc_paused():
            return _in_order(self.items.late_of(groups) if late else self.items.of(groups), self.areas.places)

    def report(self, group: str) -> StatusReport:
        """How this group and its committees stand."""
        with gc_paused():
            return self._report(group)

    def _report(self, group: str) -> StatusReport:
        programme, clocks, times = self.programme, self.clocks, self.times
        groups = programme.group_and_committees(group, self.committees)
        items = self.items_of(group)
        by_verdict = _by_verdict(items)
        events = [event for key in concerned(programme, groups) for event in self.events.get(key, ())]
        return StatusReport(
            group=_info(programme, group),
            at=self.at.astimezone(self.resolver.zone(group)),
            countdown=coming(events, times, clocks, group),
            under_way=going_on(events, times, clocks),
            totals={verdict: len(found) for verdict, found in by_verdict.items()},
            areas=self.areas.statuses(groups, items),
            items=items,
            attention=_attention(items, by_verdict),
            names=_owner_names(programme, items),
        )


def instant_of(at: str | date | datetime, resolver: Resolver, group: str) -> datetime:
    """The instant that is meant by ``at`` in a group, in UTC."""
    try:
        return instant(at, resolver.zone(group)).astimezone(UTC)
    except (OverflowError, ValueError):
        raise out_of_range("the instant {text} is out of range", str(at), 2, 9998) from None


def _info(programme: WorkProgramme, group: str) -> GroupInfo:
    name = programme.groups[group].name
    return GroupInfo(group, name, zone_name(programme, group), calendar_key(programme, group))


def _in_order(items: Iterable[ItemStatus], places: Mapping[str | None, int]) -> tuple[ItemStatus, ...]:
    """By area as recorded, then by target, then by key; what has no area or no target last.

    Area by area, each with two stable sorts, the last one first: short lists of values of one plain type are what Python
    sorts fastest.
    """
    last = len(places)
    by_place: dict[int, list[ItemStatus]] = {}
    for item in items:
        by_place.setdefault(places.get(item.area, last), []).append(item)
    for found in by_place.values():
        found.sort(key=attrgetter("key"))
        found.sort(key=lambda item: _NEVER if item.target is None else item.target.date)
    return tuple(chain.from_iterable(by_place[place] for place in sorted(by_place)))


def _by_verdict(items: Iterable[ItemStatus]) -> dict[Verdict, list[ItemStatus]]:
    found: dict[Verdict, list[ItemStatus]] = {verdict: [] for verdict in VERDICTS}
    for item in items:
        found[item.verdict].append(item)
    return found


def _attention(items: Iterable[ItemStatus], by_verdict: Mapping[Verdict, list[ItemStatus]]) -> tuple[str, ...]:
    """Keys of what is past its limit, overdue, at risk and due soon, the earliest date first, then of what is stale."""
    urgent = [item for verdict in URGENT for item in sorted(by_verdict[verdict], key=_urgency)]
    stale = [item for item in items if "stale" in item.flags and item.verdict not in URGENT]
    return tuple([item.key for item in (*urgent, *stale)])


def _urgency(item: ItemStatus) -> date:
    due = item.limit if item.verdict == "past_limit" else item.due
    return _NEVER if due is None else due.date


def _owner_names(programme: WorkProgramme, items: Iterable[ItemStatus]) -> dict[str, str]:
    keys = {owner for item in items for owner in item.owners}
    return {key: programme.parties[key].name for key in sorted(keys) if key in programme.parties}
