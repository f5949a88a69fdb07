"""The status of every item of a report. Its loops run over all work of a standards body: what can be shared is kept."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from wgtrack.messages.message import Message, translatable
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.progress import sized_below, stage_progress, worked_on
from wgtrack.model.records import Deliverable, Task
from wgtrack.model.shares import Share, parents, roll_up, task_progress, weight
from wgtrack.planning.work_network import remaining_days
from wgtrack.status.chains import Chains
from wgtrack.status.events import EventTimes
from wgtrack.status.group_time import GroupTime, GroupTimes, Span
from wgtrack.status.report import Due, Flag, ItemStatus
from wgtrack.status.verdicts import judge
from wgtrack.status.waits import Waits, ball_words, holds_words

_PROVISIONAL = translatable(
    "its date is provisional: the official days it rests on are not published yet", code="provisional"
)
_WAITING: tuple[Flag, ...] = ("waiting",)
Owed = TypeVar("Owed", Task, Deliverable)
_FINISHED = frozenset({"done", "dropped"})


class Items:
    """Makes the statuses of items, and holds what they share."""

    def __init__(self, programme: WorkProgramme, clocks: GroupTimes, times: EventTimes, chains: Chains) -> None:
        self._programme = programme
        self._chains = chains
        self._clocks = clocks
        self._tasks = _by_group(programme.tasks.values())
        self._deliverables = _by_group(programme.deliverables.values())
        self._waits = Waits(programme, times)
        #: Progress of the tasks whose children carry the weight.
        self._parents: Mapping[str, Share] = roll_up(programme.tasks, parents(programme.tasks))
        self._spans = sized_below(programme.tasks) | worked_on(programme.tasks)
        self._through_others = set(_done_through_others(programme.tasks.values()))

    def of(self, groups: Iterable[str]) -> Iterator[ItemStatus]:
        """The statuses of all items of these groups, in no order to rely on."""
        for key in groups:
            clock = self._clocks.of_key(key)
            for task in self._tasks.get(key, ()):
                yield self._task(task, clock)
            for deliverable in self._deliverables.get(key, ()):
                yield self._deliverable(deliverable, clock)

    def late_of(self, groups: Iterable[str]) -> Iterator[ItemStatus]:
        """The statuses of those alone that are past their limit or overdue; nothing of the others is worked out."""
        for key in groups:
            clock = self._clocks.of_key(key)
            for task in self._tasks.get(key, ()):
                if _is_late(task, clock.span):
                    yield self._task(task, clock)
            for deliverable in self._deliverables.get(key, ()):
                if _is_late(deliverable, clock.span):
                    yield self._deliverable(deliverable, clock)

    def _task(self, task: Task, clock: GroupTime) -> ItemStatus:
        share = self._parents.get(task.key)
        if share is None:
            return self._status(task, None, task_progress(task), weight(task), clock)
        return self._status(task, None, share.percent(finished=task.state == "done"), 0.0, clock)

    def _deliverable(self, item: Deliverable, clock: GroupTime) -> ItemStatus:
        progress = stage_progress(item, self._programme.lifecycles.get(item.lifecycle))
        return self._status(item, item.stage, progress, weight(item), clock)

    def _status(
        self, item: Task | Deliverable, stage: str | None, progress: int, weight: float, clock: GroupTime
    ) -> ItemStatus:
        if item.done_on is not None:
            clock = self._clocks.of_finished(item, clock)
        target = None if item.target is None else clock.span.target(item)
        limit = None if item.limit is None else clock.span.limit(item)
        is_open = item.state not in _FINISHED
        remaining = self._remaining(item, progress) if is_open else None
        verdict, reasons, days = judge(item, target, limit, remaining, clock, self._chains)
        due = (target or limit) if is_open else None
        flags, more, ready = self._hindrances(item, clock) if is_open else ((), (), False)
        if item.state != "dropped" and _is_provisional(target, limit):
            flags, more = (*flags, "provisional"), (*more, _PROVISIONAL)
        # By position: naming the fields takes three times as long, and this is most of what an item costs.
        return ItemStatus(
            item.key,
            item.kind,
            item.title,
            item.group,
            item.area,
            item.owners,
            item.state,
            stage,
            verdict,
            reasons + more,
            flags,
            target.deadline if target else None,
            limit.deadline if limit else None,
            *days,
            progress,
            item.done_on,
            item.tags,
            item.waiting,
            remaining,
            due.calendar_days if due else None,
            due.working_days if due else None,
            weight,
            ready,
            item,
        )

    def _remaining(self, item: Task | Deliverable, progress: int) -> float | None:
        """Working days of work left in an item itself: none of its own where it is done through other work."""
        if item.key in self._spans:
            return None
        return remaining_days(item, progress)

    def _hindrances(
        self, item: Task | Deliverable, clock: GroupTime
    ) -> tuple[tuple[Flag, ...], tuple[Message, ...], bool]:
        """The flags of an unfinished item with their reasons, and whether work on it can go on now."""
        flags: tuple[Flag, ...] = ()
        reasons: tuple[Message, ...] = ()
        ready = item.key not in self._through_others
        if isinstance(item, Task) and item.after:
            holds = self._waits.holds(item)
            if holds:
                flags, reasons = _WAITING, holds_words(holds)
                ready = ready and not any(hold.blocks for hold in holds)
        if item.waiting is not None:
            words = ball_words(item.waiting, clock.span.today, self._programme)
            flags, reasons, ready = _WAITING, (*reasons, words), False
        if item.state == "active" and item.changed_at is not None:
            stale = clock.stale_words(item.changed_at)
            if stale is not None:
                flags, reasons = (*flags, "stale"), (*reasons, stale)
        return flags, reasons, ready


def _is_late(item: Task | Deliverable, span: Span) -> bool:
    """Whether an item is unfinished past its limit or target."""
    dues = (
        None if item.limit is None else span.limit(item),
        None if item.target is None else span.target(item),
    )
    return not item.finished and any(due is not None and due.late for due in dues)


def _by_group(items: Iterable[Owed]) -> dict[str, list[Owed]]:
    found: dict[str, list[Owed]] = {}
    for item in items:
        found.setdefault(item.group, []).append(item)
    return found


def _is_provisional(target: Due | None, limit: Due | None) -> bool:
    return bool((target and target.deadline.provisional) or (limit and limit.deadline.provisional))


def _done_through_others(tasks: Iterable[Task]) -> Iterator[str]:
    """Keys of what is moved on by other work: parents, deliverables that tasks work on, milestones tied to a stage."""
    for task in tasks:
        if task.state in _FINISHED:
            continue
        if task.parent is not None:
            yield task.parent
        if task.deliverables:
            yield from task.deliverables
        if task.reached_by is not None:
            yield task.key
