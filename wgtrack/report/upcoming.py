"""What is ahead until the next report: what is due, planned to be finished, to enter a stage, or takes place."""

from collections.abc import Iterator
from datetime import date, timedelta

from wgtrack.dates import Deadline, Resolver
from wgtrack.dates.working_days import WorkCalendar
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning.schedule import Schedule
from wgtrack.report.report import Coming
from wgtrack.status.report import ItemStatus, StatusReport

#: Calendar days to the next report where nothing tells how often the group reports.
USUAL = 14


def next_report_day(today: date, last: date | None, calendar: WorkCalendar) -> date:
    """As long after today as today is after the last report; two weeks where there was none, or it was today.

    Where that is no working day, the next one.
    """
    days = 0 if last is None else (today - last).days
    day = today + timedelta(days=days or USUAL)
    return day if calendar.is_working_day(day) else calendar.add_working_days(day, 1)


def coming(
    status: StatusReport, programme: WorkProgramme, resolver: Resolver, schedule: Schedule, until: date
) -> tuple[Coming, ...]:
    """What is ahead from the instant of a status up to and including a day, in order."""
    ahead = _Ahead(status, programme, resolver, schedule, until)
    order = ("event", "limit", "due", "stage", "finish")
    return tuple(sorted(ahead.all(), key=lambda one: (one.on, order.index(one.kind), one.key)))


class _Ahead:
    def __init__(
        self, status: StatusReport, programme: WorkProgramme, resolver: Resolver, schedule: Schedule, until: date
    ) -> None:
        self.status = status
        self.programme = programme
        self.resolver = resolver
        self.schedule = schedule
        self.until = until

    def all(self) -> Iterator[Coming]:
        for event in self.status.countdown:
            if event.starts.date <= self.until:
                yield Coming("event", event.key, event.title, event.starts.date, event.starts)
        for item in self.status.items:
            if not item.finished:
                yield from self._of_item(item)
                yield from self._stages(item)

    def _of_item(self, item: ItemStatus) -> Iterator[Coming]:
        planned = self.schedule.items.get(item.key)
        finish = None if planned is None else planned.early_finish
        is_own = item.target is None or item.limit is None or item.target.date != item.limit.date
        if item.limit is not None and is_own and self._is_ahead(item.limit):
            yield Coming("limit", item.key, item.title, item.limit.date, item.limit, finish=finish)
        if item.target is not None and self._is_ahead(item.target):
            yield Coming("due", item.key, item.title, item.target.date, item.target, finish=finish)
        elif finish is not None and finish <= self.until:
            yield Coming("finish", item.key, item.title, finish, item.target, finish=finish)

    def _stages(self, item: ItemStatus) -> Iterator[Coming]:
        deliverable = self.programme.deliverables.get(item.key)
        if deliverable is None:
            return
        reached = {entered.stage for entered in deliverable.reached}
        for plan in deliverable.planned:
            deadline = self.resolver.resolve(plan.due, deliverable.group)
            if plan.stage not in reached and deadline is not None and self._is_ahead(deadline):
                yield Coming("stage", item.key, item.title, deadline.date, deadline, stage=plan.stage)

    def _is_ahead(self, deadline: Deadline) -> bool:
        return deadline.date <= self.until and not deadline.has_passed(self.status.at)
