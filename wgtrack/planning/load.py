"""Load: the working days of work that a schedule plans for each owner in each week, beside the days there are."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta

from attrs import frozen

from wgtrack.dates import Resolver
from wgtrack.messages.message import Message, Phrase, Text, joined, plural, translatable
from wgtrack.messages.phrases import days_words
from wgtrack.messages.phrases import tenths as in_tenths
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning.passes import NOISE
from wgtrack.planning.schedule import Planned, Schedule
from wgtrack.planning.workday_axis import Clock

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
#: Behind it, a week is not over before the last day that there is; work of centuries may reach that far.
_LAST_WEEK = date(9999, 12, 20)
#: Items of an overload that are named; the rest is counted.
_NAMED = 6
#: Digits of working days that are told; what lies behind them is rounding.
_DIGITS = 6


@frozen
class ItemLoad:
    """An owner's part of the work on one item in one week."""

    key: str
    days: float


@frozen
class WeekLoad:
    """What an owner has to do in one week, in working days."""

    #: The Monday that it starts with.
    week: date
    #: Days of work that are planned, and working days there are after the day of the plan.
    work: float
    days: int
    #: There is more work than days.
    overloaded: bool
    #: What the work is, the most first.
    items: tuple[ItemLoad, ...]


@frozen
class OwnerLoad:
    """What one owner has to do, week by week; weeks without work are left out."""

    #: Key of the party; None for the work that nobody owns, which overloads nobody.
    owner: str | None
    name: Text
    weeks: tuple[WeekLoad, ...]

    @property
    def overloads(self) -> tuple[WeekLoad, ...]:
        """The weeks with more work than days."""
        return tuple(week for week in self.weeks if week.overloaded)


def workload(
    schedule: Schedule, programme: WorkProgramme, resolver: Resolver, *, groups: Collection[str] | None = None
) -> tuple[OwnerLoad, ...]:
    """The load of every owner by the early dates of a schedule, in the order of the parties; nobody's comes last.

    What is left of an item is spread over the working days from the early start of that rest to its early finish, by the
    calendar of its group; of n owners each has an n-th. The days there are for an owner are those that the calendar of any
    of its items calls working days. ``groups`` are those whose items count; all if None.
    """
    loads = _Loads(resolver, schedule.at)
    for item in schedule.items.values():
        if item.days > NOISE and (groups is None or item.group in groups):
            loads.add(item)
    parties = programme.parties
    order = [key for key in parties if key in loads.work]
    order += [key for key in loads.work if key is not None and key not in parties]
    found = [OwnerLoad(key, parties[key].name if key in parties else key, loads.weeks(key)) for key in order]
    nobody = loads.weeks(None)
    return (*found, OwnerLoad(None, translatable("nobody"), nobody)) if nobody else tuple(found)


def overload_words(name: Text, week: WeekLoad) -> Message:
    """A week with too much work in words: who, how much, and the items that make it."""
    there_are = (
        plural(week.days, "{number} is there", "{number} are there")
        if week.days
        else translatable("none are there", number=0)
    )
    return translatable(
        "{name} has {days} of work in the week of {week}, {there_are}: {items}",
        code="overloaded",
        name=name,
        days=days_words(week.work),
        week=week.week,
        there_are=there_are,
        items=item_words(week),
    )


def item_words(week: WeekLoad) -> Phrase:
    """``WP-7 3, RG-5 1.5``: the items of a week with the days of each."""
    named = [f"{item.key} {tenths(item.days)}" for item in week.items[:_NAMED]]
    more = len(week.items) - _NAMED
    return joined([*named, translatable("{number} more", number=more)] if more > 0 else named)


def tenths(days: float) -> str:
    """Working days, rounded up to a tenth: more than there are must not read like as many."""
    return f"{in_tenths(days):g}"


class _Loads:
    """Collects the work of all owners, by week."""

    def __init__(self, resolver: Resolver, at: datetime) -> None:
        self.resolver = resolver
        self.at = at
        self.work: dict[str | None, dict[date, list[tuple[float, str]]]] = {}
        self.clocks: dict[str, Clock] = {}
        self.shared: dict[tuple[int, date], Clock] = {}
        self.clocks_of: dict[str | None, dict[int, Clock]] = {}
        self.days: dict[tuple[date, tuple[int, ...]], int] = {}

    def add(self, item: Planned) -> None:
        """Share an item out among its owners."""
        clock = self._clock(item.group)
        owners: tuple[str | None, ...] = tuple(dict.fromkeys(item.owners)) or (None,)
        spread = list(_spread(item, clock))
        for owner in owners:
            by_week = self.work.setdefault(owner, {})
            self.clocks_of.setdefault(owner, {})[id(clock)] = clock
            for week, days in spread:
                by_week.setdefault(week, []).append((days / len(owners), item.key))

    def weeks(self, owner: str | None) -> tuple[WeekLoad, ...]:
        """The weeks in which an owner has work, in order."""
        return tuple(self._week(owner, week, items) for week, items in sorted(self.work.get(owner, {}).items()))

    def _week(self, owner: str | None, week: date, parts: list[tuple[float, str]]) -> WeekLoad:
        work = sum([part for part, _ in parts])
        days = self._days(week, self.clocks_of[owner])
        parts.sort(key=_less)
        items = tuple([ItemLoad(key, _settled(part)) for part, key in parts])
        return WeekLoad(week, _settled(work), days, owner is not None and work > days + NOISE, items)

    def _days(self, week: date, clocks: Mapping[int, Clock]) -> int:
        known = (week, tuple(clocks))
        if known not in self.days:
            self.days[known] = _days_there_are(clocks.values(), week)
        return self.days[known]

    def _clock(self, group: str) -> Clock:
        if group not in self.clocks:
            today = self.at.astimezone(self.resolver.zone(group)).date()
            clock = Clock(self.resolver.calendar(group), today)
            self.clocks[group] = self.shared.setdefault((id(clock.calendar), today), clock)
        return self.clocks[group]


def _less(part: tuple[float, str]) -> float:
    return -part[0]


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - day.weekday() * _DAY


def _spread(item: Planned, clock: Clock) -> Iterator[tuple[date, float]]:
    """The days of work that are left in an item, by week."""
    start, finish = item.finish_in - item.days, item.finish_in
    week = monday(clock.start_day(start))
    begin = clock.at_start(week)
    while begin < finish - NOISE and week <= _LAST_WEEK:
        end = clock.at_start(week + _WEEK)
        days = min(finish, end) - max(start, begin)
        if days > NOISE:
            yield week, days
        week, begin = week + _WEEK, end


def _days_there_are(clocks: Iterable[Clock], week: date) -> int:
    """Days of a week after the day of the plan on which any of these calendars has work done."""
    days = [week + place * _DAY for place in range(7)]
    return sum(any(day > clock.today and clock.calendar.is_working_day(day) for clock in clocks) for day in days)


def _settled(days: float) -> float:
    """Whole days as whole numbers, and no noise of rounding."""
    whole = int(days)
    if days == whole:
        return whole
    near = round(days, _DIGITS)
    return int(near) if near == int(near) else near
