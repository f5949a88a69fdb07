"""How a deadline looks from a group: its zone, its calendar, its today. Each is worked out once per report."""

from datetime import UTC, date, datetime
from typing import Any

from wgtrack.dates import Deadline, Resolver
from wgtrack.dates.instants import day_starts, end_of_day
from wgtrack.errors import InputError
from wgtrack.messages.message import Message, plural, translatable
from wgtrack.messages.phrases import late_words, promise_words, working_days
from wgtrack.model.programme import Era, WorkProgramme, calendar_key, zone_name
from wgtrack.model.records import Deliverable, Group, Task
from wgtrack.status.report import Days, Due, Standing


class Span:
    """What groups with the same zone and calendar share: today, and every deadline already looked at."""

    __slots__ = ("_counts", "at", "calendar", "finished", "limits", "resolver", "targets", "today", "unchanged", "zone")

    def __init__(self, resolver: Resolver, group: str, at: datetime) -> None:
        self.resolver = resolver
        self.at = at
        self.zone = resolver.zone(group)
        self.calendar = resolver.calendar(group)
        self.today: date = at.astimezone(self.zone).date()
        # An expression means the same wherever zone and calendar are the same, so its text is key enough.
        self.targets: dict[str, Due | None] = {}
        self.limits: dict[str, Due | None] = {}
        #: How items stand that were due by an expression and finished on a day, kept by the verdicts.
        self.finished: dict[tuple[str | None, date], Standing] = {}
        #: What is said of items that were last changed on a day.
        self.unchanged: dict[date, Message] = {}
        self._counts: dict[date, int] = {}

    def target(self, item: Task | Deliverable) -> Due | None:
        """The target of an item whose target is set, seen from today; None while it hangs on what has no date."""
        text = item.target or ""
        if text not in self.targets:
            deadline = self.resolver.target(item)
            self.targets[text] = None if deadline is None else self._due(deadline, is_limit=False)
        return self.targets[text]

    def limit(self, item: Task | Deliverable) -> Due | None:
        """The limit of an item whose limit is set, likewise."""
        text = item.limit or ""
        if text not in self.limits:
            deadline = self.resolver.limit(item)
            self.limits[text] = None if deadline is None else self._due(deadline, is_limit=True)
        return self.limits[text]

    def working_days(self, day: date) -> int:
        """Working days after today up to and including a day; negative for a day that lies behind."""
        count = self._counts.get(day)
        if count is None:
            count = self._counts[day] = self.calendar.working_days_between(self.today, day)
        return count

    def _due(self, deadline: Deadline, *, is_limit: bool) -> Due:
        days, working = (deadline.date - self.today).days, self.working_days(deadline.date)
        passed = deadline.has_passed(self.at)
        if not passed:
            working = max(0, self.working_days(deadline.last_day))
        date = promise_words(deadline)
        # Not said, but what programs look for.
        plain: dict[str, Any] = {"day": deadline.date, "calendar_days": abs(days), "working_days": abs(working)}
        if passed:
            counts = Days(0, 0, max(0, -days), max(0, -working))
            ago = _ago_words(days, working)
            words = (
                translatable("its limit was {date}, {ago}", code="limit_passed", date=date, ago=ago, **plain)
                if is_limit
                else translatable("was due {date}, {ago}", code="target_passed", date=date, ago=ago, **plain)
            )
            return Due(deadline, True, days, working, counts, (words,))  # noqa: FBT003 - a named tuple's field
        counts = Days(max(0, days), max(0, working), 0, 0)
        left = _left_words(deadline, days, working)
        words = (
            translatable("its limit is {date}, {left}", code="limit_ahead", date=date, left=left, **plain)
            if is_limit
            else translatable("due {date}, {left}", code="target_ahead", date=date, left=left, **plain)
        )
        return Due(deadline, False, days, working, counts, (words,))  # noqa: FBT003 - a named tuple's field


def _left_words(deadline: Deadline, days: int, working: int) -> Message:
    if days > 0:
        return plural(working, "{number} working day left", "{number} working days left")
    return (
        translatable("which ends today")
        if deadline.precision in {"month", "quarter"}
        else translatable("which is today")
    )


def _ago_words(days: int, working: int) -> Message:
    return (
        translatable("an hour that has passed")
        if days >= 0
        else translatable("{days} ago", days=late_words(-days, -working))
    )


class GroupTime:
    """What one group's items are judged by."""

    __slots__ = ("_stale_before", "group", "span", "warning_days")

    def __init__(self, span: Span, group: Group) -> None:
        self.span = span
        self.group = group
        self.warning_days = group.warning_days
        self._stale_before: datetime | None = None

    def stale_words(self, changed_at: datetime) -> Message | None:
        """Since when something was not changed, if the group's stale window has passed since; else None."""
        if self._stale_before is None:
            self._stale_before = self._window_start()
        if changed_at >= self._stale_before:
            return None
        span = self.span
        day = changed_at.astimezone(span.zone).date()
        words = span.unchanged.get(day)
        if words is None:
            working = working_days(-span.working_days(day))
            words = span.unchanged[day] = translatable(
                "no change since {day} ({days})", code="stale", day=day, days=working
            )
        return words

    def _window_start(self) -> datetime:
        """The first instant from which a change still counts as fresh."""
        span, days = self.span, self.group.stale_days
        back = days - 1 if span.calendar.is_working_day(span.today) else days
        try:
            first = span.calendar.add_working_days(span.today, -back)
            return day_starts(first, span.zone).astimezone(UTC)
        except InputError:
            return datetime.min.replace(tzinfo=UTC)  # a window longer than the calendar: nothing is ever stale


class GroupTimes:
    """The clocks of a group and its committees, made when first asked for."""

    __slots__ = ("_clocks", "_of_eras", "_programme", "_resolver", "_spans", "at")

    def __init__(self, programme: WorkProgramme, resolver: Resolver, at: datetime) -> None:
        self._programme = programme
        self._resolver = resolver
        self.at = at.astimezone(UTC)
        self._spans: dict[tuple[str, str], Span] = {}
        self._clocks: dict[str, GroupTime] = {}
        self._of_eras: dict[datetime, GroupTimes] = {}

    def of(self, group: Group) -> GroupTime:
        """The clock of this group."""
        clock = self._clocks.get(group.key)
        if clock is None:
            clock = self._clocks[group.key] = GroupTime(self._span(group.key), group)
        return clock

    def of_key(self, group: str) -> GroupTime:
        """The clock of the group with this key."""
        return self._clocks.get(group) or self.of(self._programme.groups[group])

    def of_finished(self, item: Task | Deliverable, clock: GroupTime) -> GroupTime:
        """The clock that a finished item is judged by: that of the zone and calendar which its group had on that day."""
        if not self._programme.eras or item.done_on is None:
            return clock
        for era in self._programme.eras:
            if item.group in era.groups:
                then = self._clocks_of(era).of_key(item.group)
                if (item.done_at or end_of_day(item.done_on, then.span.zone)) < era.until:
                    return then
        return clock

    def _clocks_of(self, era: Era) -> "GroupTimes":
        if era.until not in self._of_eras:
            then = WorkProgramme({**self._programme.records, "group": {**self._programme.groups, **era.groups}})
            self._of_eras[era.until] = GroupTimes(then, Resolver(then, as_of=True), self.at)
        return self._of_eras[era.until]

    def _span(self, group: str) -> Span:
        shared = (zone_name(self._programme, group), calendar_key(self._programme, group))
        if shared not in self._spans:
            self._spans[shared] = Span(self._resolver, group, self.at)
        return self._spans[shared]
