"""Checks of the record: a list of pure functions, each of which returns the problems it finds."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from attrs import evolve, frozen

from wgtrack.dates import Resolver, referenced
from wgtrack.messages.message import Message, translatable
from wgtrack.messages.phrases import promise_words, weekend_words
from wgtrack.model.base import Record, title_of
from wgtrack.model.fields import deadlines, facts, group_of, references
from wgtrack.model.journal import Entry
from wgtrack.model.programme import KEYED, KINDS, WorkProgramme
from wgtrack.model.records import Deliverable, Group, Task
from wgtrack.model.selection import Keys, group_tops, groups_within, own_group
from wgtrack.model.shares import parents
from wgtrack.planning.load import overload_words, workload
from wgtrack.planning.schedule import schedule
from wgtrack.status.assess import Assessor, instant_of, merged
from wgtrack.status.cycles import circles
from wgtrack.status.report import StatusReport


@frozen
class Finding:
    """One problem in the record: which check found it, in which record, and what is wrong in a sentence."""

    code: str
    key: str
    message: Message
    #: Key of the group that the record belongs to; empty for what belongs to nobody, such as a party.
    group: str = ""


class Matter(NamedTuple):
    """What a check looks at: the record, how it stands, and the groups that are asked about."""

    programme: WorkProgramme
    report: StatusReport
    resolver: Resolver
    #: By key, the group asked about first.
    groups: Mapping[str, Group]
    #: Why some items cannot be planned.
    unplanned: Mapping[str, Message]
    #: Entries of the journal that are dated after now, and now.
    ahead: Sequence[Entry] = ()
    now: datetime | None = None

    def items(self) -> Iterator[Task | Deliverable]:
        """Items of these groups of which something is still owed."""
        return (item for item in self.programme.items() if item.group in self.groups and not item.finished)

    def tasks(self) -> Iterator[Task]:
        """Unfinished tasks of these groups, without the milestones."""
        return (task for task in self.items() if isinstance(task, Task) and task.kind == "task")


Check = Callable[[Matter], Iterator[Finding]]


def find_problems(
    programme: WorkProgramme,
    at: str | date | datetime,
    group: Keys = None,
    *,
    ahead: Sequence[Entry] = (),
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """All problems of some groups and their committees (of all if None) at an instant, check by check; errors as ``assess``."""
    tops = group_tops(programme, group) or (programme.only_group(),)
    groups = {key: programme.groups[key] for key in groups_within(programme, tops)}
    resolver = Resolver(programme, as_of=True)
    assessor = Assessor(programme, resolver, instant_of(at, resolver, tops[0]))
    report = merged([assessor.report(top) for top in tops])
    unplanned = assessor.chains.earliest.net.unplanned
    matter = Matter(programme, report, resolver, groups, unplanned, ahead, now)
    return tuple(_placed(finding, programme) for check in CHECKS.values() for finding in check(matter))


def _placed(finding: Finding, programme: WorkProgramme) -> Finding:
    """The finding with the group that its record belongs to."""
    return evolve(finding, group=own_group(programme.find(finding.key) or programme.roles.get(finding.key)))


def _judged(verdict: str) -> Check:
    """The check that finds the items with this verdict, in the order of the attention list."""

    def check(matter: Matter) -> Iterator[Finding]:
        found = {item.key: item for item in matter.report.items if item.verdict == verdict}
        for key in matter.report.attention:
            if key in found:
                item = found[key]
                words = translatable("'{title}': {reason}", code=verdict, title=item.title, reason=item.reasons[0])
                yield Finding(verdict, key, words)

    return check


def _overloaded(matter: Matter) -> Iterator[Finding]:
    """More work than days, by the early dates; of groups that are not asked about the work does not count."""
    planned = schedule(matter.programme, matter.report.at, resolver=matter.resolver)
    for load in workload(planned, matter.programme, matter.resolver, groups=matter.groups):
        for week in load.overloads:
            yield Finding("overloaded", load.owner or "", overload_words(load.name, week))


def _area_without_work(matter: Matter) -> Iterator[Finding]:
    for area in matter.report.areas:
        if not area.items and matter.programme.areas[area.key].group in matter.groups:
            words = translatable("the area '{area}' has no work in it", code="area_without_work", area=area.title)
            yield Finding("area_without_work", area.key, words)


def _task_without_owner(matter: Matter) -> Iterator[Finding]:
    for task in matter.tasks():
        if not task.owners:
            words = translatable("'{title}' has no owner", code="task_without_owner", title=task.title)
            yield Finding("task_without_owner", task.key, words)


def _task_without_estimate(matter: Matter) -> Iterator[Finding]:
    """A parent needs none: its children's count."""
    children = parents(matter.programme.tasks)
    for task in matter.tasks():
        if task.estimate is None and task.key not in children:
            words = translatable("'{title}' has no estimate", code="task_without_estimate", title=task.title)
            yield Finding("task_without_estimate", task.key, words)


def _open_parts(matter: Matter) -> Iterator[Finding]:
    """A task that is done while parts of it are open: they are owed still, though nothing waits for them."""
    tasks = matter.programme.tasks
    for task in tasks.values():
        above = None if task.finished else tasks.get(task.parent or "")
        if above is not None and above.state == "done" and task.group in matter.groups:
            words = translatable(
                "'{title}' is done, but '{part}' ({key}), a part of it, is open",
                code="open_parts",
                title=above.title,
                part=task.title,
                key=task.key,
            )
            yield Finding("open_parts", above.key, words)


def _target_after_limit(matter: Matter) -> Iterator[Finding]:
    for item in matter.items():
        target, limit = matter.resolver.target(item), matter.resolver.limit(item)
        if target is not None and limit is not None and target.is_after(limit):
            words = translatable(
                "'{title}' is due {target}, after its limit of {limit}",
                code="target_after_limit",
                title=item.title,
                target=promise_words(target),
                limit=promise_words(limit),
            )
            yield Finding("target_after_limit", item.key, words)


def _target_after_event(matter: Matter) -> Iterator[Finding]:
    """Work for an event is no use once the event is over."""
    for item in matter.items():
        event = matter.programme.events.get(item.serves or "")
        target = matter.resolver.target(item)
        ends = None if event is None else matter.resolver.ends(event)
        if event is not None and target is not None and ends is not None and target.is_after(ends):
            words = translatable(
                "'{title}' is due {target}, after '{event}', which ends {ends}",
                code="target_after_event",
                title=item.title,
                target=promise_words(target),
                event=event.title,
                ends=promise_words(ends),
            )
            yield Finding("target_after_event", item.key, words)


def _hangs_on_dropped(matter: Matter) -> Iterator[Finding]:
    """Whatever names something that was dropped, in a deadline or otherwise, and is still to come."""
    programme = matter.programme
    dropped = {(kind, key) for kind in KINDS for key, record in programme.of_kind(kind).items() if record.given_up}
    if not dropped:
        return
    keys = frozenset(key for kind, key in dropped if kind in KEYED)
    for record in chain.from_iterable(programme.of_kind(kind).values() for kind in KINDS):
        if group_of(record) in matter.groups and not record.closed:
            for how, key in _names_dropped(record, dropped, keys):
                words = translatable(
                    "'{title}' {how}, which was dropped",
                    code="hangs_on_dropped",
                    title=title_of(record),
                    how=how,
                    key=key,
                )
                yield Finding("hangs_on_dropped", record.key, words)


def _names_dropped(
    record: Record, dropped: Collection[tuple[str, str]], keys: Collection[str]
) -> Iterator[tuple[Message, str]]:
    """What a record names of these, with the word for how."""
    for one in deadlines(record):
        if not record.is_settled(one.name):
            yield from ((_names(one.phrase, key), key) for key in referenced(one.text) if key in keys)
    for reference in references(record):
        if any((kind, reference.key) in dropped for kind in reference.info.kinds):
            yield _names(reference.phrase, reference.key), reference.key


def _names(phrase: str, key: str) -> Message:
    """How a field names a record, in the words that its class declares: ``serves summit``."""
    return Message(f"{phrase} {{key}}", {"key": key})


def _circle(matter: Matter) -> Iterator[Finding]:
    """Work that waits for itself, told once for each circle; and tasks that are parts of each other."""
    tasks = matter.programme.tasks
    above = {key: [] if task.parent is None else [task.parent] for key, task in tasks.items()}
    items = {item.key: item for item in matter.programme.items()}
    told, parts = set[str](), {key for circle in circles(above) for key in circle}
    for key, why in matter.unplanned.items():
        is_told = str(why) in told or key in parts
        if why.code == "cannot_be_planned" and not is_told and items[key].group in matter.groups:
            told.add(str(why))
            words = translatable("'{title}' {why}", code="circle", title=items[key].title, why=why)
            yield Finding("circle", key, words)
    for circle in _of_groups(circles(above), matter):
        words = translatable(
            "these tasks are parts of each other in a circle: {circle}", code="circle", circle=_way(circle)
        )
        yield Finding("circle", circle[0], words)


def _of_groups(found: Iterator[tuple[str, ...]], matter: Matter) -> Iterator[tuple[str, ...]]:
    """The circles that have a task of the groups asked about."""
    tasks: Mapping[str, Task] = matter.programme.tasks
    return (circle for circle in found if any(tasks[key].group in matter.groups for key in circle))


def _way(circle: tuple[str, ...]) -> str:
    return " -> ".join((*circle, circle[0]))


def _role_outside_group(matter: Matter) -> Iterator[Finding]:
    for role in matter.programme.roles.values():
        group = matter.groups.get(role.group)
        if group is None:
            continue
        party = matter.programme.parties.get(role.party)
        who = role.party if party is None else party.name
        for day, is_first in ((role.since, True), (role.until, False)):
            outside = None if day is None else _outside(day, group)
            if day is not None and outside is not None:
                words = (
                    translatable(
                        "the role of {party} as {role} starts on {day}, {outside}",
                        code="role_outside_group",
                        party=who,
                        role=role.role,
                        day=day,
                        outside=outside,
                    )
                    if is_first
                    else translatable(
                        "the role of {party} as {role} ends on {day}, {outside}",
                        code="role_outside_group",
                        party=who,
                        role=role.role,
                        day=day,
                        outside=outside,
                    )
                )
                yield Finding("role_outside_group", role.key, words)


def _future_fact(matter: Matter) -> Iterator[Finding]:
    """What is said to have happened on a day that is still to come."""
    for kind in KINDS:
        for record in matter.programme.of_kind(kind).values():
            if group_of(record) in matter.groups or getattr(record, "group", None) in matter.groups:
                at = matter.report.at.astimezone(matter.resolver.zone(record.group))
                for fact in facts(record):
                    if fact.on > at if isinstance(fact.on, datetime) else fact.on > at.date():
                        words = translatable(
                            "{fact} of '{title}' is {day}, which is still to come",
                            code="future_fact",
                            fact=fact.name.replace("_", " "),
                            title=title_of(record),
                            day=fact.on.date() if isinstance(fact.on, datetime) else fact.on,
                        )
                        yield Finding("future_fact", record.key, words)


def _dated_ahead(matter: Matter) -> Iterator[Finding]:
    """Changes that a wrong clock dated after now."""
    in_zone = matter.report.at.tzinfo
    for entry in matter.ahead:
        words = translatable(
            "step {step} of {by} is dated {day}, after now; 'wgtrack undo {step}' takes it back",
            code="dated_ahead",
            step=entry.step,
            by=entry.by,
            day=max(entry.at, entry.recorded_at).astimezone(in_zone).date(),
        )
        yield Finding("dated_ahead", entry.key, words)


def _outside(day: date, group: Group) -> Message | None:
    """Why a day is none of the group's; None if it is."""
    if group.since is not None and day < group.since:
        return translatable("before the group '{group}' starts on {day}", group=group.name, day=group.since)
    if group.until is not None and day > group.until:
        return translatable("after the group '{group}' ends on {day}", group=group.name, day=group.until)
    return None


def _mandate_expired(matter: Matter) -> Iterator[Finding]:
    for key, group in matter.groups.items():
        until = None if group.mandate is None else group.mandate.valid_until
        today = matter.report.at.astimezone(matter.resolver.zone(key)).date()
        if until is not None and until < today:
            words = translatable(
                "the mandate of '{group}' was valid until {day}", code="mandate_expired", group=group.name, day=until
            )
            yield Finding("mandate_expired", key, words)


def _weekend_in_doubt(matter: Matter) -> Iterator[Finding]:
    """Two sources have different weekends for a country: who lives there knows which one holds."""
    calendars = dict.fromkeys(matter.resolver.calendar(key).record for key in matter.groups)
    for calendar in calendars:
        if calendar.other_weekend is not None and calendar.weekend_in_doubt:
            words = translatable(
                "the weekend of the calendar '{calendar}' is {taken} here, and {other} by another source",
                code="weekend_in_doubt",
                calendar=calendar.key,
                taken=weekend_words(calendar.weekend),
                other=weekend_words(calendar.other_weekend),
            )
            yield Finding("weekend_in_doubt", calendar.key, words)


#: Every check by its code, in the order of their findings.
CHECKS: Mapping[str, Check] = {
    "past_limit": _judged("past_limit"),
    "overdue": _judged("overdue"),
    "at_risk": _judged("at_risk"),
    "unknown": _judged("unknown"),
    "overloaded": _overloaded,
    "area_without_work": _area_without_work,
    "task_without_owner": _task_without_owner,
    "task_without_estimate": _task_without_estimate,
    "target_after_limit": _target_after_limit,
    "target_after_event": _target_after_event,
    "hangs_on_dropped": _hangs_on_dropped,
    "circle": _circle,
    "open_parts": _open_parts,
    "role_outside_group": _role_outside_group,
    "mandate_expired": _mandate_expired,
    "future_fact": _future_fact,
    "dated_ahead": _dated_ahead,
    "weekend_in_doubt": _weekend_in_doubt,
}
