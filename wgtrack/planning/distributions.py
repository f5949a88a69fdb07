"""What a forecast rests on: a task's own estimate, or how long the group's finished tasks took beside theirs."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Literal, NamedTuple

from wgtrack.dates import Resolver
from wgtrack.model.programme import WorkProgramme, ancestry
from wgtrack.model.records import Task
from wgtrack.planning.work_network import HUNDRED, Owed, Work, WorkNetwork

Distribution = Literal["pert", "triangular"]
BasisKind = Literal["history", "estimates"]
#: So many finished tasks tell more than estimates do; fewer would be drawn again and again as if they were all there is.
ENOUGH = 8
_ONE_DAY = timedelta(days=1)


class Past(NamedTuple):
    """The finished tasks of a group and its committees that had an estimate."""

    group: str
    #: Working days each took, by its likely estimate; the least first.
    ratios: tuple[float, ...]

    @property
    def is_enough(self) -> bool:
        """Whether there are enough of them to go by."""
        return len(self.ratios) >= ENOUGH


class Spread(NamedTuple):
    """The working days that the rest of a task may take: the likely ones times one of the ratios, else by three points."""

    optimistic: float
    likely: float
    pessimistic: float
    ratios: tuple[float, ...] = ()

    @property
    def kind(self) -> BasisKind:
        """What it is from."""
        return "history" if self.ratios else "estimates"

    @property
    def is_fixed(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.ratios and self.optimistic == self.pessimistic

    @classmethod
    def of(cls, item: Owed, days: float, past: Past) -> "Spread":
        """The spread of an item of whose likely days these are left."""
        if days and past.is_enough:
            return cls(days, days, days, past.ratios)
        if item.estimate is None:
            return cls(days, days, days)
        left = days / item.estimate.likely if item.estimate.likely else _share_left(item)
        return cls(left * item.estimate.optimistic, left * item.estimate.likely, left * item.estimate.pessimistic)


class Pasts:
    """The past that each group's forecast rests on."""

    def __init__(self, programme: WorkProgramme, resolver: Resolver) -> None:
        self._programme = programme
        self._ratios: dict[str, list[float]] = {}
        for task in _finished(programme):
            self._ratios.setdefault(task.group, []).append(_ratio(task, resolver))
        self._known: dict[str, Past] = {}

    def of(self, group: str) -> Past:
        """That of the nearest group, from this one up, which has enough; that of the one on top where none has."""
        past = Past(group, ())
        for found in ancestry(self._programme, group):
            past = self._past(found.key)
            if past.is_enough:
                break
        return past

    def _past(self, group: str) -> Past:
        if group not in self._known:
            groups = self._programme.group_and_committees(group)
            ratios = (ratio for key in groups for ratio in self._ratios.get(key, ()))
            self._known[group] = Past(group, tuple(sorted(ratios)))
        return self._known[group]


def spreads(net: WorkNetwork, pasts: Pasts) -> dict[str, Spread]:
    """The spread of everything in a network. What is done through other work takes no days of its own."""
    return {
        key: Spread(0, 0, 0) if key in net.spans else Spread.of(work.item, work.days, pasts.of(work.item.group))
        for key, work in net.works.items()
    }


def without_estimate(net: WorkNetwork) -> tuple[str, ...]:
    """Keys of work whose size nobody has said, so that it counts for no days."""
    through_others = {*net.children, *_worked_on(net.works)}
    return tuple(
        key
        for key, work in net.works.items()
        if work.item.estimate is None
        and work.item.kind != "milestone"
        and key not in through_others
        and getattr(work.item, "remaining", None) is None
    )


def _finished(programme: WorkProgramme) -> Iterator[Task]:
    """Finished tasks that took days of their own, by an estimate."""
    parents = {task.parent for task in programme.tasks.values() if task.state != "dropped"}
    for task in programme.tasks.values():
        has_days = task.done_on is not None and task.started_on is not None and task.kind == "task"
        if has_days and task.estimate is not None and task.estimate.likely and task.key not in parents:
            yield task


def _ratio(task: Task, resolver: Resolver) -> float:
    """Working days from the day it was started to the day it was done, both counted, by its likely estimate."""
    assert task.started_on is not None  # noqa: S101 - those that have no days are left out
    assert task.done_on is not None  # noqa: S101 - as above
    assert task.estimate is not None  # noqa: S101 - as above
    worked = resolver.calendar(task.group).working_days_between(task.started_on - _ONE_DAY, task.done_on)
    return max(1, worked) / task.estimate.likely


def _worked_on(works: Mapping[str, Work]) -> Iterator[str]:
    """Deliverables that unfinished tasks work on."""
    for work in works.values():
        if isinstance(work.item, Task):
            yield from work.item.deliverables


def _share_left(item: Owed) -> float:
    """How much is left of work that most likely takes no time."""
    if not isinstance(item, Task) or item.remaining is not None or item.kind == "milestone":
        return 0
    return (HUNDRED - item.percent) / HUNDRED
