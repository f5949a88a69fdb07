"""The unfinished work of a record as a network: what is left of each item, what it waits for, and by when it is due."""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

from wgtrack.dates import Deadline, Resolver
from wgtrack.errors import InputError, PlanningError
from wgtrack.messages.message import Message, argument, iso_day, translatable, untranslated
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.progress import sized_below, stage_progress, worked_on
from wgtrack.model.records import Deliverable, Event, Task
from wgtrack.model.shares import parents, roll_up
from wgtrack.model.values import Link, LinkType
from wgtrack.planning.cycles import PART
from wgtrack.planning.passes import NOISE
from wgtrack.planning.points import begun
from wgtrack.planning.workday_axis import Clock

HUNDRED = 100
Owed = Task | Deliverable


class Edge(NamedTuple):
    """One item waits for another; fields as those of ``wgtrack.planning.Link``."""

    before: str
    after: str
    type: LinkType = "FS"
    lag: float = 0
    longest: float | None = None
    #: ``PART`` where ``before`` is part of ``after``; else the task above ``after`` whose link it is, if it is not its own.
    through: str = ""


class Hold(NamedTuple):
    """A date that an item cannot start before, as a position on its clock, and what date that is."""

    position: float
    words: Message = translatable("can start now")
    #: Record whose date it is, if it is not the item's own.
    key: str | None = None


NOW = Hold(0)


class Work(NamedTuple):
    """An unfinished item: days of work that are left, and the clock they are worked by."""

    item: Owed
    days: float
    clock: Clock
    #: The date that holds it longest; ``NOW`` if none does.
    hold: Hold
    #: Latest position of its finish: by its target, by its limit, and by longest lags behind what is done.
    target: float | None
    limit: float | None
    cap: float | None
    #: The same holds for its start and its finish apart, for days of work other than these.
    starts_from: float = 0
    ends_from: float = -math.inf


class WorkNetwork(NamedTuple):
    """What is left to do in a whole record, and how it hangs together."""

    at: datetime
    works: Mapping[str, Work]
    edges: list[Edge]
    #: Tasks whose children are unfinished: they span them, and their links are their children's.
    children: Mapping[str, list[str]]
    #: Keys of what takes no days of its own, for they are those of other work.
    spans: frozenset[str] = frozenset()
    #: Why some work has no dates: it waits for itself, or for such work.
    unplanned: Mapping[str, Message] = MappingProxyType({})

    def without(self, stuck: Mapping[str, InputError]) -> "WorkNetwork":
        """The network without works that never can begin, and all that waits for them."""
        following: dict[str, list[str]] = {}
        for edge in self.edges:
            following.setdefault(edge.before, []).append(edge.after)
        reasons: dict[str, Message] = {key: said_of(error) for key, error in stuck.items()}
        queue = list(stuck)
        for key in queue:
            for after in following.get(key, ()):
                if after not in reasons:
                    reasons[after] = translatable(
                        "waits for {key}, which cannot be planned", code="waits_for_unplanned", key=key
                    )
                    queue.append(after)
        return self._replace(
            works={key: work for key, work in self.works.items() if key not in reasons},
            edges=[edge for edge in self.edges if edge.before not in reasons and edge.after not in reasons],
            children={
                key: [child for child in below if child not in reasons]
                for key, below in self.children.items()
                if key not in reasons
            },
            unplanned={**self.unplanned, **reasons},
        )


def said_of(error: InputError) -> Message:
    """What an error says, as a reason."""
    return translatable("cannot be planned: {why}", code="cannot_be_planned", why=error.message)


def work_network(programme: WorkProgramme, resolver: Resolver, at: datetime, *, tied: bool = False) -> WorkNetwork:
    """The network of everything that is neither done nor dropped, as of an (aware) instant.

    With ``tied`` only what waits or is waited for, and without targets and limits: enough to tell what holds it up.
    """
    return _Builder(programme, resolver, at, tied=tied).build()


def remaining_days(item: Owed, percent: int) -> float | None:
    """Working days of work left in an item itself: as reported, else by its likely estimate; None if neither is known."""
    if isinstance(item, Task) and item.remaining is not None:
        return item.remaining
    return None if item.estimate is None else item.estimate.likely * (HUNDRED - percent) / HUNDRED


class _Builder:
    def __init__(self, programme: WorkProgramme, resolver: Resolver, at: datetime, *, tied: bool) -> None:
        self.programme = programme
        self.resolver = resolver
        self.at = at
        self.tied = tied
        self.open: dict[str, Owed] = {item.key: item for item in programme.items() if not item.finished}
        self.children = _children(programme, self.open)
        self.shares = roll_up(programme.tasks, parents(programme.tasks))
        self.own_parts = _own_parts(programme.tasks)
        self.spans = sized_below(programme.tasks) | worked_on(programme.tasks)
        self.clocks: dict[tuple[int, date], Clock] = {}
        self.by_group: dict[str, Clock] = {}
        self.reached_by = _reached_by(self.open)
        self.first_leaves: dict[str, str] = {}
        self.edges: list[Edge] = []
        self.holds: dict[str, Hold] = {}
        self.starts_from: dict[str, float] = {}
        self.ends_from: dict[str, float] = {}
        self.caps: dict[str, float] = {}

    def build(self) -> WorkNetwork:
        for item in self.open.values():
            if isinstance(item, Task):
                self._add_task(item)
        ends = self._ends() if self.tied else self.open
        works = {key: self._work(item) for key, item in self.open.items() if key in ends}
        return WorkNetwork(self.at, works, self.edges, self.children, frozenset(self.spans))

    def _ends(self) -> set[str]:
        """Keys of what waits for other work or a date, or is waited for."""
        both = (end for edge in self.edges for end in (edge.before, edge.after))
        return {*both, *self.starts_from, *self.ends_from}

    def _add_task(self, task: Task) -> None:
        for key in task.deliverables:
            self._tie(task.key, key)
        if task.parent in self.children:
            # A task that is part of itself never can begin; any other ends no later than what it is part of.
            self._tie(task.key, task.parent or "", "FS" if task.key in self.own_parts else "FF", through=PART)
        if task.reached_by is not None and self._comes_before_due(task.reached_by):
            self._tie(task.key, task.reached_by.partition("@")[0])
        if task.not_before is not None:
            self._hold_until(task, self.resolver.resolve(task.not_before, task.group), task.not_before)
        for link in task.after:
            is_shared = task.key in self.children and link.type in {"FS", "SS"}
            for key in self._leaves(task.key) if is_shared else (task.key,):
                self._add_link(key, link, "" if key == task.key else task.key)

    def _tie(self, before: str, after: str, kind: LinkType = "FS", through: str = "") -> None:
        if after in self.open:
            self.edges.append(Edge(before, after, kind, through=through))

    def _leaves(self, key: str) -> Iterator[str]:
        """The task itself where it has no children, or work of its own; and all such tasks below it."""
        stack, seen = [key], {key}
        while stack:
            found = stack.pop()
            below = [child for child in self.children.get(found, ()) if child not in seen]
            if found not in self.children or self._length(self.open[found]) > NOISE:
                yield found
            seen.update(below)
            stack.extend(reversed(below))

    def _add_link(self, key: str, link: Link, through: str = "") -> None:
        before = self.programme.find(link.key)
        if isinstance(before, Deliverable) and link.stage is not None:
            self._add_stage(key, link, before, link.stage, through)
        elif isinstance(before, Owed) and before.state != "dropped":
            self._add_item(key, link, before, through)
        elif isinstance(before, Event):
            self._add_event(key, link, before)

    def _add_item(self, key: str, link: Link, before: Owed, through: str) -> None:
        from_start = link.type in {"SS", "SF"}
        if before.key in self.open and not (from_start and before.started_on):
            source = self._first_leaf(before.key) if from_start else before.key
            if (
                source != key or not through or link.type != "SS" or link.lag > 0
            ):  # all of it starts with its first part
                self.edges.append(Edge(source, key, link.type, link.lag, link.longest, through))
            return
        day = (before.started_on or before.done_on) if from_start else before.done_on
        if day is not None:
            words = (
                translatable("{key} started on {day}", key=before.key, day=iso_day(day))
                if from_start
                else translatable("{key} was done on {day}", key=before.key, day=iso_day(day))
            )
            self._hold(key, link, day, words, before.key)

    def _first_leaf(self, key: str) -> str:
        """Where a parent starts: with its first child that waits for none of the others."""
        if key not in self.children:
            return key
        if key not in self.first_leaves:  # kept, for many may wait for one parent's start
            leaves = dict.fromkeys(self._leaves(key))
            tasks = [self.programme.tasks[leaf] for leaf in leaves if leaf in self.programme.tasks]
            free = (task.key for task in tasks if not any(link.key in leaves for link in task.after))
            self.first_leaves[key] = next(free, next(iter(leaves), key))
        return self.first_leaves[key]

    def _add_event(self, key: str, link: Link, event: Event) -> None:
        if event.dropped:
            return
        from_start = link.type in {"SS", "SF"}
        deadline = self.resolver.starts(event) if from_start else self.resolver.ends(event)
        if deadline is not None:
            self._hold(
                key,
                link,
                deadline.date,
                translatable("'{event}' on {day}", event=event.title, day=iso_day(deadline.date)),
                event.key,
            )

    def _add_stage(self, key: str, link: Link, deliverable: Deliverable, stage: str, through: str) -> None:
        """A stage that was reached is a date; else it comes with its milestones, or on the day that is planned for it."""
        if deliverable.state == "dropped":
            return
        milestones = self.reached_by.get(f"{deliverable.key}@{stage}", ())
        reached = any(entered.stage == stage for entered in deliverable.reached)
        if milestones and not reached:
            self.edges.extend(Edge(before, key, link.type, link.lag, link.longest, through) for before in milestones)
            return
        planned = self.resolver.stage(deliverable, stage)
        if planned is not None:
            where, day = f"{deliverable.key}@{stage}", iso_day(planned.date)
            words = (
                translatable("{stage} was reached on {day}", stage=where, day=day)
                if reached
                else translatable("{stage} is planned on {day}", stage=where, day=day)
            )
            self._hold(key, link, planned.date, words, deliverable.key)

    def _hold(self, key: str, link: Link, day: date, words: Message, of: str) -> None:
        """Tie an item to a date: the end of the day for a link from a finish, its beginning for one from a start."""
        item = self.open[key]
        clock = self._clock(item.group)
        length = self._length(item)
        from_start, of_finish = link.type in {"SS", "SF"}, link.type in {"FF", "SF"}
        if length > NOISE:
            ends: float = clock.at_start(day) if from_start else clock.at_end(day)
        else:
            ends = clock.start_point(day) if from_start else clock.end_point(day)
        if ends + link.lag <= 0 and link.longest is None:
            return  # it lies behind
        days = length if of_finish else 0
        self._keep_hold(
            key, Hold(ends + link.lag - days, words, of), self.ends_from if of_finish else self.starts_from, days
        )
        if link.longest is not None:
            cap = ends + link.longest + (0 if days else length)
            self.caps[key] = min(cap, self.caps.get(key, cap))

    def _hold_until(self, task: Task, deadline: Deadline | None, text: str) -> None:
        if deadline is not None:
            for key in self._leaves(task.key):
                position: float = self._clock(self.open[key].group).at_start(deadline.date)
                if self._length(self.open[key]) <= NOISE:
                    position = begun(position)
                told = _not_before(text, deadline.date)
                self._keep_hold(key, Hold(position, told), self.starts_from)

    def _keep_hold(self, key: str, hold: Hold, apart: dict[str, float], days: float = 0) -> None:
        apart[key] = max(hold.position + days, apart.get(key, -math.inf))
        if hold.position > self.holds.get(key, NOW).position:
            self.holds[key] = hold

    def _comes_before_due(self, stage_text: str) -> bool:
        """Whether a stage lies on the way to the one its deliverable is due for."""
        key, _, stage = stage_text.partition("@")
        deliverable = self.programme.deliverables.get(key)
        lifecycle = None if deliverable is None else self.programme.lifecycles.get(deliverable.lifecycle)
        if deliverable is None or lifecycle is None or lifecycle.stage(stage) is None:
            return False
        return lifecycle.position(stage) <= lifecycle.position(deliverable.due_stage or lifecycle.final)

    def _length(self, item: Owed) -> float:
        """Working days of work that an item takes of its own."""
        return 0 if item.key in self.spans else self._days(item)

    def _days(self, item: Owed) -> float:
        """Working days of work left in an item; none are counted for what has no estimate."""
        if isinstance(item, Task):
            share = self.shares.get(item.key)
            percent = item.percent if share is None else share.percent(finished=False)
            return 0 if item.kind == "milestone" else remaining_days(item, percent) or 0
        return remaining_days(item, stage_progress(item, self.programme.lifecycles.get(item.lifecycle))) or 0

    def _work(self, item: Owed) -> Work:
        clock = self._clock(item.group)
        return Work(
            item,
            self._length(item),
            clock,
            self.holds.get(item.key, NOW),
            self._position(item.target, item.group, clock),
            self._position(item.limit, item.group, clock),
            self.caps.get(item.key),
            self.starts_from.get(item.key, 0),
            self.ends_from.get(item.key, -math.inf),
        )

    def _position(self, text: str | None, group: str, clock: Clock) -> float | None:
        deadline = self.resolver.resolve(text, group) if text is not None and not self.tied else None
        return None if deadline is None else clock.at_end(deadline.last_day)

    def _clock(self, group: str) -> Clock:
        if group not in self.by_group:
            calendar = self.resolver.calendar(group)
            today = self.at.astimezone(self.resolver.zone(group)).date()
            shared = (id(calendar), today)
            if shared not in self.clocks:
                self.clocks[shared] = Clock(calendar, today)
            self.by_group[group] = self.clocks[shared]
        return self.by_group[group]


def _not_before(text: str, day: date) -> Message:
    if text == day.isoformat():
        return translatable("not before {day}", day=iso_day(day))
    if day.isoformat() in text:
        return translatable("not before {day}", day=text)
    return translatable("not before {date} ({day})", date=text, day=iso_day(day))


def _children(programme: WorkProgramme, items: Mapping[str, Owed]) -> dict[str, list[str]]:
    """Unfinished tasks that have unfinished children, and these."""
    found: dict[str, list[str]] = {}
    for key, item in items.items():
        parent = programme.tasks[key].parent if isinstance(item, Task) else None
        if parent is not None and parent in items:
            found.setdefault(parent, []).append(key)
    return found


def _own_parts(tasks: Mapping[str, Task]) -> set[str]:
    """Keys of the tasks that are parts of each other in a circle."""
    found, seen = set[str](), set[str]()
    for start in tasks:
        path: dict[str, None] = {}
        key: str | None = start
        while key is not None and key in tasks and key not in seen and key not in path:
            path[key] = None
            key = tasks[key].parent
        if key is not None and key in path:
            places = list(path)
            found.update(places[places.index(key) :])
        seen.update(path)
    return found


def _reached_by(items: Mapping[str, Owed]) -> dict[str, list[str]]:
    """Unfinished milestones by the stage that reaches them."""
    found: dict[str, list[str]] = {}
    for item in items.values():
        if isinstance(item, Task) and item.reached_by is not None:
            found.setdefault(item.reached_by, []).append(item.key)
    return found


def require_planned(net: WorkNetwork, keys: Iterable[str]) -> None:
    """Raise PlanningError for the first of some items that cannot be planned."""
    for key in keys:
        why = net.unplanned.get(key)
        if why is not None:
            raise PlanningError(
                translatable("'{title}' {why}", code="circle", title=key, why=why),
                translatable("take one of them away, or change a lag"),
                keys=(key,),
            )


def nothing_serves(event: Event) -> InputError:
    """The error where an event is asked about that no unfinished item serves."""
    return InputError(
        untranslated("nothing that is open serves '{event}'", code="finished", event=event.key),
        untranslated("say so with {serves}, or ask for a deliverable", serves=argument("serves")),
    )
