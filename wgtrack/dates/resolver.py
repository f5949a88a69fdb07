"""Resolving: from what was written for a date to the day and instant it means."""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from attrs import field, frozen

from wgtrack.dates.anchors import Place, last_day_place, place_of, stage_place
from wgtrack.dates.expressions import Anchor, Expression, Precision, Step, Written, parse
from wgtrack.dates.instants import check_day, day_ends, due_instant, zone
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.errors import DeadlineError, InputError, circle_words
from wgtrack.messages.message import untranslated
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import Records, calendar_key, zone_name
from wgtrack.model.records import Deliverable, Event, Item
from wgtrack.model.value import Value

#: An hour up to this one gives no working day: no work is done on the day of it before it has come.
WORK_BEGINS = dt.time(9)


@frozen(kw_only=True, repr=False, eq=False)
class Deadline(Value):
    """A date that is due, resolved."""

    #: As it was written.
    expression: str
    #: The day it means, in the time zone of the item's group; the last one of a month or quarter.
    date: dt.date
    #: ``month`` and ``quarter`` are coarse: what was promised is no more than that.
    precision: Precision
    #: The first instant at which it is late, in the time zone of the item's group.
    ends: dt.datetime
    #: Working days were counted through a year whose official days are not known yet.
    provisional: bool = False
    #: What it hangs on, as written (``summit``, ``white-paper@review``), and that one's deadline; None for a plain date.
    anchor: str | None = None
    via: "Deadline | None" = field(default=None, eq=False, repr=False)

    @property
    def last_day(self) -> dt.date:
        """The last day whose work is in time: the day it means, or the day before for an hour before work has begun."""
        if self.precision != "instant" or self.ends.time() > WORK_BEGINS or self.date == dt.date.min:
            return self.date
        return self.date - dt.timedelta(days=1)

    def is_missed_on(self, day: dt.date) -> bool:
        """Whether what was finished on a day, at an hour that nobody knows, was late."""
        return day > self.last_day

    @property
    def anchors(self) -> tuple[str, ...]:
        """All that it hangs on, one through the other, nearest first."""
        found = []
        here: Deadline | None = self
        while here is not None and here.anchor is not None:
            found.append(here.anchor)
            here = here.via
        return tuple(found)

    @property
    def is_plain(self) -> bool:
        """Whether the date stands in the expression as it is: it was not counted from anything."""
        return self.anchor is None and not parse(self.expression).steps

    def has_passed(self, at: dt.datetime) -> bool:
        """Whether it is late at an (aware) instant. Right also in the hour that daylight saving repeats."""
        # Two values in one zone are compared by their wall time, which is why both are taken to UTC first.
        return at.astimezone(dt.UTC) >= self.ends.astimezone(dt.UTC)

    def is_after(self, other: "Deadline") -> bool:
        """Whether it ends later than another one."""
        return not self.has_passed(other.ends)


class _Link(NamedTuple):
    """A text that was read, and where its anchor's date comes from: None if it has no anchor, or that has no date."""

    expression: Expression
    behind: Place | None


class _NoDate(NamedTuple):
    """There is no date yet, for want of this anchor's."""

    anchor: str


class _Start(NamedTuple):
    """Where the steps of an expression begin; ``moment`` only for an instant."""

    day: dt.date
    precision: Precision
    moment: dt.datetime | None


class Resolver:
    """Resolves the deadlines of a record, each of them once; the record must not change meanwhile.

    A deadline is None where nothing was promised, or it hangs on something that has no date yet. What cannot be
    resolved (nothing of that name, a circle, out of range) is a DeadlineError each time it is asked for; ``as_of`` an instant,
    what hangs on something that is not on record has no date.
    """

    __slots__ = ("_alike", "_as_of", "_calendars", "_first", "_known", "_pins", "_records", "_zones")

    def __init__(self, records: Records, pins: dict[str, WorkCalendar] | None = None, *, as_of: bool = False) -> None:
        self._records = records
        #: Whether the record is that of an instant, at which an anchor may not have been on record yet.
        self._as_of = as_of
        self._known: dict[Place, Deadline | _NoDate | DeadlineError] = {}
        #: Group -> the first group seen with its zone and calendar, by which it shares all deadlines.
        self._alike: dict[str, str] = {}
        self._first: dict[tuple[str, str], str] = {}
        #: Calendars that are ready for counting, by key; those of one who resolves another state of the record, if given.
        self._pins: dict[str, WorkCalendar] = {} if pins is None else pins
        self._calendars: dict[str, WorkCalendar] = {}
        self._zones: dict[str, ZoneInfo] = {}

    def target(self, item: Item) -> Deadline | None:
        """When an item is due."""
        return None if item.target is None else self.resolve(item.target, item.group)

    def limit(self, item: Item) -> Deadline | None:
        """After when an item fails."""
        return None if item.limit is None else self.resolve(item.limit, item.group)

    def starts(self, event: Event) -> Deadline | None:
        """The day or instant at which an event starts."""
        return self.resolve(event.starts, event.group)

    def ends(self, event: Event) -> Deadline | None:
        """The last day of an event: the day it starts where nothing else is said."""
        place = last_day_place(event)
        return self.resolve(place.text, place.group)

    def stage(self, deliverable: Deliverable, stage: str) -> Deadline | None:
        """The day a deliverable last reached a stage, else the day that is planned for it."""
        place = stage_place(deliverable, stage)
        return None if place is None else self.resolve(place.text, place.group)

    def resolve(self, text: str, group_key: str) -> Deadline | None:
        """The deadline that an expression means in a group."""
        found = self._look_up(text, group_key)
        return None if isinstance(found, _NoDate) else found

    def unknown_anchor(self, item: Item) -> str | None:
        """The anchor for want of whose date the item has no target yet; None if it has one, or none was promised."""
        found = None if item.target is None else self._look_up(item.target, item.group)
        return found.anchor if isinstance(found, _NoDate) else None

    def calendar(self, group_key: str) -> WorkCalendar:
        """The working days of a group: by its own calendar or the nearest above it."""
        if group_key not in self._calendars:
            self._calendars[group_key] = self._pinned(calendar_key(self._records, group_key), group_key)
        return self._calendars[group_key]

    def zone(self, group_key: str) -> ZoneInfo:
        """The time zone of a group: its own or the nearest above it."""
        if group_key not in self._zones:
            self._zones[group_key] = zone(zone_name(self._records, group_key))
        return self._zones[group_key]

    def _look_up(self, text: str, group: str) -> Deadline | _NoDate:
        place = self._place(text, group)
        if place not in self._known:
            self._follow(place)
        found = self._known[place]
        if isinstance(found, DeadlineError):  # told anew each time, so that no traceback grows
            raise DeadlineError(found.message, found.hint, expression=text)
        return found

    def _place(self, text: str, group: str) -> Place:
        return Place(text, self._alike.get(group) or self._group_like(group))

    def _group_like(self, group: str) -> str:
        """The group whose deadlines stand for this one's: an expression means the same where zone and calendar are the same."""
        way = (zone_name(self._records, group), calendar_key(self._records, group))
        found = self._alike[group] = self._first.setdefault(way, group)
        return found

    def _follow(self, place: Place) -> None:
        """Follow the anchors to where a date is known, then come back. A loop, as a chain may be of any length."""
        links: dict[Place, _Link] = {}
        here: Place | None = place
        while here is not None and here not in self._known:
            try:
                links[here] = self._read(here, links)
            except DeadlineError as error:  # all that hang on it fail with it
                self._known.update(dict.fromkeys((*links, here), error))
                return
            here = links[here].behind
        for here, link in reversed(links.items()):
            self._known[here] = self._resolved(here, link)

    def _read(self, here: Place, links: dict[Place, _Link]) -> _Link:
        if here in links:
            places = list(links)
            raise _circle([links[place].expression.base.text for place in places[places.index(here) :]])
        expression = parse(here.text)
        behind = None if expression.anchor is None else self._behind(expression.anchor)
        return _Link(expression, behind and self._place(behind.text, behind.group))

    def _behind(self, anchor: Anchor) -> Place | None:
        """Where an anchor's date is written; in a record as of an instant, what was not there yet has no date."""
        try:
            return place_of(anchor, self._records)
        except DeadlineError:
            if self._as_of:
                return None
            raise

    def is_on_record(self, anchor: str) -> bool:
        """Whether there is a record for an anchor as it was written."""
        found = parse(anchor).anchor
        return found is not None and self._records.find(found.key) is not None

    def _resolved(self, here: Place, link: _Link) -> Deadline | _NoDate | DeadlineError:
        anchor = link.expression.anchor
        via = None
        if anchor is not None:
            found = _NoDate(anchor.text) if link.behind is None else self._known[link.behind]
            if not isinstance(found, Deadline):
                return found
            via = found
        try:
            return self._reckoned(here, link.expression, via)
        except InputError as error:
            told = untranslated(
                "cannot resolve the deadline {deadline}: {why}", deadline=repr(here.text), why=error.message
            )
            return DeadlineError(told, error.hint, expression=here.text)

    def _reckoned(self, here: Place, expression: Expression, via: Deadline | None) -> Deadline:
        start = self._start(here, expression.base, via)
        day, provisional = start.day, via is not None and via.provisional
        for step in expression.steps:
            day, guessed = self._take(step, day, here.group)
            provisional = provisional or guessed
        moment = None if expression.steps else start.moment
        return Deadline(
            expression=here.text,
            date=day,
            precision="day" if expression.steps else start.precision,
            ends=moment or day_ends(day, self.zone(here.group)),
            provisional=provisional,
            anchor=expression.anchor.text if expression.anchor else None,
            via=via,
        )

    def _start(self, here: Place, base: Anchor | Written, via: Deadline | None) -> _Start:
        """Where the steps begin. An instant counts as the day it falls on in the zone of the group that reads it."""
        if via is not None and via.precision != "instant":
            return _Start(via.date, via.precision, None)
        where = self.zone(here.group)
        if isinstance(base, Written) and base.day is not None:
            day = check_day(base.day, where) if base.precision == "day" else base.day
            return _Start(day, base.precision, None)
        moment = (due_instant(base.text, where) if via is None else via.ends).astimezone(where)
        return _Start(moment.date(), "instant", moment)

    def _take(self, step: Step, day: dt.date, group: str) -> tuple[dt.date, bool]:
        """The day after a step, and whether days of a provisional year were counted through for it."""
        if step.unit == "wd":
            calendar = self.calendar(group)
            reached = calendar.add_working_days(day, step.size)
            return reached, _counts_guesses(calendar.record, day, reached)
        try:
            if step.unit == "m":
                return _add_months(day, step.size), False
            return day + dt.timedelta(days=step.size * (7 if step.unit == "w" else 1)), False
        except (OverflowError, ValueError):
            raise DeadlineError(
                untranslated("{day} {step} is out of range", day=day.isoformat(), step=str(step)),
                untranslated("take fewer steps: years go from 1 to 9998"),
            ) from None

    def _pinned(self, key: str, group: str) -> WorkCalendar:
        """The calendar of this key, made ready for counting once for all groups that follow it."""
        record = self._records.get("calendar", key)
        known = self._pins.get(key)
        if known is None or (record is not None and known.record is not record):
            if not isinstance(record, Calendar) and key != "none":
                raise DeadlineError(
                    untranslated(
                        "the calendar '{calendar}' of the group '{group}' is not on record", calendar=key, group=group
                    ),
                    untranslated(
                        "add it; a country's is WorkCalendar.for_country({calendar}, years).record", calendar=repr(key)
                    ),
                )
            self._pins[key] = WorkCalendar(record) if isinstance(record, Calendar) else WorkCalendar.plain()
        return self._pins[key]


def _counts_guesses(calendar: Calendar, day: dt.date, reached: dt.date) -> bool:
    """Whether a day from ``day`` (itself left out) to ``reached`` is in a provisional year: it might be worked or not."""
    if reached == day:
        return False
    next_day = day + dt.timedelta(days=1 if reached > day else -1)
    first, last = sorted((next_day.year, reached.year))
    return any(calendar.is_provisional(year) for year in range(first, last + 1))


def _add_months(day: dt.date, months: int) -> dt.date:
    """The same day of a month so many months on, or that month's last day where it has no such day."""
    import pendulum  # noqa: PLC0415 - costs 60 ms to import; few deadlines step in months

    found = pendulum.Date(day.year, day.month, day.day).add(months=months)
    return dt.date(found.year, found.month, found.day)


def _circle(anchors: list[str]) -> DeadlineError:
    """Tells a circle from its least anchor on, so that it reads the same wherever it was entered."""
    least = anchors.index(min(anchors))
    way = circle_words(anchors, least)
    return DeadlineError(
        untranslated("deadlines hang on each other in a circle: {circle}", circle=way),
        untranslated("give one of them a date of its own"),
    )
