"""Making the timeline of a group from its schedule."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta

from wgtrack.dates import Deadline, Resolver
from wgtrack.dates.instants import out_of_range
from wgtrack.errors import InputError
from wgtrack.messages.message import iso_day, translatable, untranslated
from wgtrack.model.programme import WorkProgramme, ancestry, zone_name
from wgtrack.model.records import Deliverable, Task
from wgtrack.model.selection import Keys, group_tops, groups_within
from wgtrack.planning.bars import AreaBars, Bar, BarLink, Days, EventBar, Timeline
from wgtrack.planning.load import monday
from wgtrack.planning.schedule import Planned, Schedule
from wgtrack.planning.workday_axis import Clock

_DAY = timedelta(days=1)
#: No timeline shows more.
_LONGEST = timedelta(days=36_525)
#: What is shown at least, where nobody asks for less: from the first to the last day of two weeks.
_SHORTEST = timedelta(days=13)
#: Heading of the items that belong to no area.
NO_AREA = translatable("Without an area")


def timeline(
    schedule: Schedule,
    programme: WorkProgramme,
    resolver: Resolver,
    group: Keys = None,
    *,
    first: date | None = None,
    last: date | None = None,
) -> Timeline:
    """The timeline of some groups with their committees, in the zone of the first; of all groups if None.

    Without ``first`` and ``last`` it begins with the week of the first item and ends with the last one. Errors: UnknownKeyError for a
    group that is not on record, InputError where the last day is before the first one.
    """
    tops = group_tops(programme, group) or (programme.only_group(),)
    key, groups = tops[0], groups_within(programme, tops)
    at = schedule.at.astimezone(resolver.zone(key))
    drawn = list(_Bars(schedule, programme, resolver).of(groups))
    served = _served(programme, resolver, {bar.key for bar in drawn})
    days = _range([*(bar.extent for bar in drawn), *served], at.date(), first, last)
    shown = [bar for bar in drawn if bar.extent.meets(days)]
    areas = tuple(_by_area(shown, programme))
    return Timeline(
        group=key,
        name="; ".join(programme.groups[top].name for top in tops),
        timezone=zone_name(programme, key),
        at=at,
        days=days,
        anchored=first is not None,
        events=tuple(event for event in _events(programme, resolver, tops, groups) if event.days.meets(days)),
        areas=areas,
        links=tuple(_links(schedule, programme, [bar.key for area in areas for bar in area.bars])),
        elsewhere=len(drawn) - len(shown),
        days_off=_days_off(groups, resolver, days),
    )


def _served(programme: WorkProgramme, resolver: Resolver, keys: Collection[str]) -> Iterator[Days]:
    """The days of the events that unfinished items were promised for: a timeline of the work goes up to them."""
    items = (item for item in programme.items() if item.key in keys and not item.finished)
    events = (programme.events.get(key) for key in dict.fromkeys(item.serves for item in items if item.serves))
    for event in events:
        starts = None if event is None or event.dropped else resolver.starts(event)
        if starts is not None:
            yield Days(starts.date, starts.date)


def _range(extents: Iterable[Days], today: date, first: date | None, last: date | None) -> Days:
    """The days that were asked for; else those of all items, from a Monday on and two weeks at least."""
    for asked in (first, last):
        _check_day(asked)
    extents = list(extents)
    begin = first or monday(min((days.first for days in extents), default=min(today, last or today)))
    end = last or max((days.last for days in extents), default=today)
    if last is None:
        end = max(end, begin + min(_SHORTEST, date.max - begin))
    if first is None:
        begin = min(begin, end)
    if last is not None and end < begin:  # a last day that is not given comes after the first
        raise InputError(
            untranslated(
                "the timeline would end on {last}, before it starts on {first}",
                first=iso_day(begin),
                last=iso_day(last),
            ),
            untranslated("give the later day last"),
        )
    if end - begin > _LONGEST:
        if last is not None:
            raise InputError(
                untranslated(
                    "the timeline would go from {first} to {last}",
                    code="out_of_range",
                    first=iso_day(begin),
                    last=iso_day(end),
                ),
                untranslated("ask for a hundred years at most"),
            )
        end = begin + _LONGEST
    return Days(begin, end)


def _check_day(asked: date | None) -> None:
    if isinstance(asked, datetime):
        message = untranslated("{given} is an instant, not a day", given=asked.isoformat())
        raise InputError(message, untranslated("give a day"))
    if asked is not None and not MINYEAR < asked.year < MAXYEAR:
        raise out_of_range("the day {text} is out of range", asked.isoformat(), MINYEAR + 1, MAXYEAR - 1)


class _Bars:
    """Makes bars from a schedule."""

    def __init__(self, schedule: Schedule, programme: WorkProgramme, resolver: Resolver) -> None:
        self.schedule = schedule
        self.programme = programme
        self.resolver = resolver
        self.parents = {task.parent for task in programme.tasks.values() if task.parent and not task.finished}
        self.begun = _begun(programme.tasks)
        self.worked_on = {key for task in programme.tasks.values() if not task.finished for key in task.deliverables}

    def of(self, groups: Iterable[str]) -> Iterator[Bar]:
        """The bars of these groups; what was dropped has none."""
        wanted = frozenset(groups)
        clocks = {group: self._clock(group) for group in wanted}
        for planned in self.schedule.items.values():
            if planned.group in wanted and planned.early_finish is not None:
                yield self._bar(planned, clocks[planned.group], planned.early_finish)

    def _clock(self, group: str) -> Clock:
        today = self.schedule.at.astimezone(self.resolver.zone(group)).date()
        return Clock(self.resolver.calendar(group), today)

    def _bar(self, planned: Planned, clock: Clock, finish: date) -> Bar:
        item = self.programme.deliverables.get(planned.key) or self.programme.tasks[planned.key]
        target, limit = self.resolver.target(item), self.resolver.limit(item)
        due = target or limit
        return Bar(
            key=planned.key,
            kind=planned.kind,
            title=planned.title,
            group=planned.group,
            owners=planned.owners,
            state=planned.state,
            worked=_worked(planned, self.begun.get(planned.key) or planned.early_start, clock.today, finish),
            planned=self._planned(planned, clock, finish),
            room=_room(planned, finish),
            mark=None if planned.kind == "task" else finish,
            target=_day(target),
            limit=_day(limit),
            critical=planned.critical,
            late=due is not None and due.is_missed_on(finish),
            estimated=bool(planned.days) or item.finished or self._needs_no_estimate(item),
        )

    def _planned(self, planned: Planned, clock: Clock, finish: date) -> Days | None:
        if planned.state == "done" or planned.kind == "milestone":
            return None
        if planned.days:
            return Days(clock.start_day(planned.finish_in - planned.days), finish)
        if planned.kind == "task" and planned.key not in self.parents:
            return Days(finish, finish)
        # What is done through other items goes on for as long as they do.
        start = min(max(planned.early_start or finish, clock.start_day(0)), finish)
        return Days(start, finish) if start < finish or planned.kind == "task" else None

    def _needs_no_estimate(self, item: Task | Deliverable) -> bool:
        if isinstance(item, Deliverable):
            return item.estimate is not None or item.key in self.worked_on
        known = item.estimate is not None or item.remaining is not None
        return known or item.kind == "milestone" or item.key in self.parents


def _day(deadline: Deadline | None) -> date | None:
    return None if deadline is None else deadline.date


def _worked(planned: Planned, start: date | None, today: date, finish: date) -> Days | None:
    last = finish if planned.state == "done" else today
    return None if planned.kind == "milestone" or start is None or start > last else Days(start, last)


def _begun(tasks: Mapping[str, Task]) -> dict[str, date]:
    """The first day that anything was done for each unfinished task that was not begun itself: by a part of it."""
    found: dict[str, date] = {}
    for task in tasks.values():
        day = task.started_on or task.done_on
        above = None if day is None or task.state == "dropped" else tasks.get(task.parent or "")
        seen = set[str]()
        while day is not None and above is not None and above.key not in seen:
            seen.add(above.key)
            if above.started_on is None and not above.finished:
                found[above.key] = min(day, found.get(above.key, day))
            above = tasks.get(above.parent or "")
    return found


def _room(planned: Planned, finish: date) -> Days | None:
    last = planned.late_finish
    return None if last is None or last <= finish else Days(finish + _DAY, last)


def _events(
    programme: WorkProgramme, resolver: Resolver, tops: Sequence[str], groups: Sequence[str]
) -> Iterator[EventBar]:
    """The events of the groups, and of those above, that have a date; the first one first."""
    wanted = {*groups, *(above.key for top in tops for above in ancestry(programme, top))}
    found = []
    for event in programme.events.values():
        if event.group in wanted and not event.dropped:
            starts, ends = resolver.starts(event), resolver.ends(event)
            if starts is not None and ends is not None:
                days = Days(starts.date, max(starts.date, ends.date))
                found.append(EventBar(event.key, event.title, event.group, days))
    yield from sorted(found, key=lambda event: event.days)


def _by_area(bars: Iterable[Bar], programme: WorkProgramme) -> Iterator[AreaBars]:
    """The bars by area, in the order of the areas; those of no area last."""
    found: dict[str | None, list[Bar]] = {}
    for bar in bars:
        item = programme.deliverables.get(bar.key) or programme.tasks[bar.key]
        found.setdefault(item.area if item.area in programme.areas else None, []).append(bar)
    for key in (*programme.areas, None):
        if key in found:
            title = NO_AREA if key is None else programme.areas[key].title
            yield AreaBars(key, title, tuple(sorted(found[key], key=_first_day)))


def _first_day(bar: Bar) -> tuple[date, date, str]:
    """What comes first: the start of the work, then its end; the key where both are the same."""
    days = [day for span in (bar.worked, bar.planned) if span for day in span] or [bar.mark or bar.extent.first]
    return min(days), max(days), bar.key


def _links(schedule: Schedule, programme: WorkProgramme, shown: Iterable[str]) -> Iterator[BarLink]:
    """What the shown items wait for among themselves."""
    keys = dict.fromkeys(shown)
    for key in keys:
        task = programme.tasks.get(key)
        for link in task.after if task else ():
            if link.key in keys:
                before, after = schedule.items[link.key], schedule.items[key]
                critical = before.critical and after.critical and after.driven_by == link.key
                yield BarLink(link.key, key, link.type, critical)


def _days_off(groups: Iterable[str], resolver: Resolver, days: Days) -> dict[str, frozenset[date]]:
    """The days without work of each group; groups that share a calendar share the value."""
    known: dict[int, frozenset[date]] = {}
    found = {}
    for group in groups:
        calendar = resolver.calendar(group)
        if id(calendar) not in known:
            every = (days.first + place * _DAY for place in range((days.last - days.first).days + 1))
            known[id(calendar)] = frozenset(day for day in every if not calendar.is_working_day(day))
        found[group] = known[id(calendar)]
    return found
