"""Checks of the record: a list of pure functions, each of which returns the problems it finds."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import NamedTuple

from attrs import frozen

from wgtrack.deadlines import Resolver, referenced
from wgtrack.deadlines.words import day_words, promise_words
from wgtrack.errors import PlanningError
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Group, Task
from wgtrack.planning.load import overload_words, workload
from wgtrack.planning.schedule import schedule
from wgtrack.status.assess import Assessor, instant_of
from wgtrack.status.circles import circles
from wgtrack.status.progress import parents
from wgtrack.status.report import StatusReport


@frozen
class Finding:
    """One problem in the record: which check found it, in which record, and what is wrong in a sentence."""

    code: str
    key: str
    message: str


class Matter(NamedTuple):
    """What a check looks at: the record, how it stands, and the groups that are asked about."""

    programme: WorkProgramme
    report: StatusReport
    resolver: Resolver
    #: By key, the group asked about first.
    groups: Mapping[str, Group]

    def items(self) -> Iterator[Task | Deliverable]:
        """Items of these groups of which something is still owed."""
        return (item for item in self.programme.items() if item.group in self.groups and not item.finished)

    def tasks(self) -> Iterator[Task]:
        """Unfinished tasks of these groups, without the milestones."""
        return (task for task in self.items() if isinstance(task, Task) and task.kind == "task")


Check = Callable[[Matter], Iterator[Finding]]


def find_problems(programme: WorkProgramme, at: str | date | datetime, group: str | None = None) -> tuple[Finding, ...]:
    """All problems of a group and its committees at an instant, check by check; arguments and errors as ``assess``."""
    key = programme.only_group() if group is None else group
    groups = {key: programme.groups[key] for key in programme.group_and_committees(key)}
    resolver = Resolver(programme)
    report = Assessor(programme, resolver, instant_of(at, resolver, key)).report(key)
    matter = Matter(programme, report, resolver, groups)
    return tuple(finding for check in CHECKS.values() for finding in check(matter))


def _judged(verdict: str) -> Check:
    """The check that finds the items with this verdict, in the order of the attention list."""

    def check(matter: Matter) -> Iterator[Finding]:
        found = {item.key: item for item in matter.report.items if item.verdict == verdict}
        for key in matter.report.attention:
            if key in found:
                item = found[key]
                yield Finding(verdict, key, f"'{item.title}': {item.reasons[0]}")

    return check


def _overloaded(matter: Matter) -> Iterator[Finding]:
    """More work than days, by the early dates; of groups that are not asked about the work does not count."""
    try:
        planned = schedule(matter.programme, matter.report.at, resolver=matter.resolver)
    except PlanningError:
        return  # work that waits for itself has no dates; another check tells it
    for load in workload(planned, matter.programme, matter.resolver, groups=matter.groups):
        for week in load.overloads:
            yield Finding("overloaded", load.owner or "", overload_words(load.name, week))


def _area_without_work(matter: Matter) -> Iterator[Finding]:
    for area in matter.report.areas:
        if not area.items and matter.programme.areas[area.key].group in matter.groups:
            yield Finding("area_without_work", area.key, f"the area '{area.title}' has no work in it")


def _task_without_owner(matter: Matter) -> Iterator[Finding]:
    for task in matter.tasks():
        if not task.owners:
            yield Finding("task_without_owner", task.key, f"'{task.title}' has no owner")


def _task_without_estimate(matter: Matter) -> Iterator[Finding]:
    """A parent needs none: its children's count."""
    children = parents(matter.programme.tasks)
    for task in matter.tasks():
        if task.estimate is None and task.key not in children:
            yield Finding("task_without_estimate", task.key, f"'{task.title}' has no estimate")


def _target_after_limit(matter: Matter) -> Iterator[Finding]:
    for item in matter.items():
        target, limit = matter.resolver.target(item), matter.resolver.limit(item)
        if target is not None and limit is not None and target.is_after(limit):
            words = f"'{item.title}' is due {promise_words(target)}, after its limit of {promise_words(limit)}"
            yield Finding("target_after_limit", item.key, words)


def _target_after_event(matter: Matter) -> Iterator[Finding]:
    """Work for an event is no use once the event is over."""
    for item in matter.items():
        event = matter.programme.events.get(item.serves or "")
        target = matter.resolver.target(item)
        ends = None if event is None else matter.resolver.ends(event)
        if event is not None and target is not None and ends is not None and target.is_after(ends):
            words = f"'{item.title}' is due {promise_words(target)}, after '{event.title}', which ends {promise_words(ends)}"
            yield Finding("target_after_event", item.key, words)


def _hangs_on_dropped(matter: Matter) -> Iterator[Finding]:
    dropped = _dropped(matter.programme)
    for item in matter.items():
        for how, key in _ties(item):
            if key in dropped:
                yield Finding("hangs_on_dropped", item.key, f"'{item.title}' {how} {key}, which was dropped")


def _dropped(programme: WorkProgramme) -> frozenset[str]:
    items = (item.key for item in programme.items() if item.state == "dropped")
    return frozenset((*items, *(event.key for event in programme.events.values() if event.dropped)))


def _ties(item: Task | Deliverable) -> Iterator[tuple[str, str]]:
    """What an item hangs on, with the word for how, each thing once for each way."""
    for text, how in ((item.target, "has its target by"), (item.limit, "has its limit by")):
        if text is not None:
            yield from ((how, key) for key in referenced(text))
    if item.serves is not None:
        yield "serves", item.serves
    if isinstance(item, Task):
        yield from (("waits for", link.key) for link in item.after)
        yield from (("works on", key) for key in item.deliverables)
        if item.parent is not None:
            yield "is part of", item.parent
        if item.reached_by is not None:
            yield "is reached by", item.reached_by.partition("@")[0]


def _circle(matter: Matter) -> Iterator[Finding]:
    tasks = matter.programme.tasks
    links = {key: [link.key for link in task.after] for key, task in tasks.items()}
    above = {key: [] if task.parent is None else [task.parent] for key, task in tasks.items()}
    yield from _told(circles(links), "these tasks wait for each other in a circle", matter)
    yield from _told(circles(above), "these tasks are parts of each other in a circle", matter)


def _told(found: Iterator[tuple[str, ...]], words: str, matter: Matter) -> Iterator[Finding]:
    tasks: Mapping[str, Task] = matter.programme.tasks
    for circle in found:
        if any(tasks[key].group in matter.groups for key in circle):
            yield Finding("circle", circle[0], f"{words}: {' -> '.join((*circle, circle[0]))}")


def _role_outside_group(matter: Matter) -> Iterator[Finding]:
    for role in matter.programme.roles.values():
        group = matter.groups.get(role.group)
        if group is None:
            continue
        for day, word in ((role.since, "starts"), (role.until, "ends")):
            if day is not None and (outside := _outside(day, group)):
                who = (
                    matter.programme.parties[role.party].name if role.party in matter.programme.parties else role.party
                )
                words = f"the role of {who} as {role.role} {word} on {day_words(day)}, {outside}"
                yield Finding("role_outside_group", role.key, words)


def _outside(day: date, group: Group) -> str:
    if group.since is not None and day < group.since:
        return f"before the group '{group.name}' starts on {day_words(group.since)}"
    if group.until is not None and day > group.until:
        return f"after the group '{group.name}' ends on {day_words(group.until)}"
    return ""


def _mandate_expired(matter: Matter) -> Iterator[Finding]:
    for key, group in matter.groups.items():
        until = None if group.mandate is None else group.mandate.valid_until
        today = matter.report.at.astimezone(matter.resolver.zone(key)).date()
        if until is not None and until < today:
            yield Finding("mandate_expired", key, f"the mandate of '{group.name}' was valid until {day_words(until)}")


#: Every check by its code, in the order of their findings.
CHECKS: Mapping[str, Check] = {
    "past_limit": _judged("past_limit"),
    "overdue": _judged("overdue"),
    "at_risk": _judged("at_risk"),
    "overloaded": _overloaded,
    "area_without_work": _area_without_work,
    "task_without_owner": _task_without_owner,
    "task_without_estimate": _task_without_estimate,
    "target_after_limit": _target_after_limit,
    "target_after_event": _target_after_event,
    "hangs_on_dropped": _hangs_on_dropped,
    "circle": _circle,
    "role_outside_group": _role_outside_group,
    "mandate_expired": _mandate_expired,
}
