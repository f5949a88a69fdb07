"""The burn-up: how much work there was, was promised and was done at the end of each day."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo
from itertools import pairwise
from typing import NamedTuple

from wgtrack.history.replay import PromiseVersion
from wgtrack.model.journal import Entry
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.progress import stage_progress
from wgtrack.model.records import Deliverable, Task
from wgtrack.model.shares import task_progress, weight
from wgtrack.planning.probabilities import Outlook
from wgtrack.report.report import BurnPoint, BurnUp

#: Digits of working days that are told; what lies behind them is rounding.
_DIGITS = 6


class Amount(NamedTuple):
    """What an item counts for, in working days of likely estimates, and how much of that is done."""

    scope: float = 0.0
    done: float = 0.0


class _Step(NamedTuple):
    """An item from the end of a day on."""

    day: date
    amount: Amount
    due: date | None


def burn_up(
    entries: Iterable[Entry],
    turns: Mapping[str, Sequence[PromiseVersion]],
    groups: Collection[str],
    at: datetime,
    outlook: Outlook | None = None,
) -> BurnUp:
    """The burn-up of some groups up to an instant, whose zone says when a day ends.

    ``entries`` are those of tasks, deliverables and lifecycles from the beginning of the record on, in the order in which
    they took effect; ``turns`` the promises of each item.
    """
    zone, today = at.tzinfo or UTC, at.date()
    amounts = _Amounts(zone)
    amounts.run(entries)
    sums = _Sums(today)
    for key, by_day in amounts.found.items():
        if amounts.group_of[key] in groups:
            sums.add(list(_steps(by_day, turns.get(key, ()), zone)))
    points = tuple(sums.points())
    days = (None, None, None) if outlook is None else (outlook.p50, outlook.p80, outlook.p95)
    return BurnUp(points, tuple(sums.ahead(points[-1])), *days)


class _Amounts:
    """What each item counts for at the end of each day on which that changed."""

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        #: Key -> day -> amount.
        self.found: dict[str, dict[date, Amount]] = {}
        self.group_of: dict[str, str] = {}
        self._items: dict[str, Task | Deliverable] = {}
        self._lifecycles: dict[str, Lifecycle] = {}
        #: Key of a parent -> how many tasks below it are not dropped: these count in its place.
        self._children: dict[str, int] = {}

    def run(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            day = entry.at.astimezone(self.zone).date()
            for key in self._apply(entry):
                if key in self.group_of:
                    self.found.setdefault(key, {})[day] = self._amount(self._items.get(key))

    def _apply(self, entry: Entry) -> set[str]:
        """Take over an entry; keys of the items that count for something else by it."""
        if entry.kind == "lifecycle":
            if isinstance(entry.after, Lifecycle):
                self._lifecycles[entry.key] = entry.after
            return {
                key
                for key, item in self._items.items()
                if isinstance(item, Deliverable) and item.lifecycle == entry.key
            }
        before, after = self._items.pop(entry.key, None), entry.after
        if isinstance(after, Task | Deliverable):
            self._items[entry.key] = after
            self.group_of[entry.key] = after.group
        return {entry.key, *self._count(before, -1), *self._count(self._items.get(entry.key), 1)}

    def _count(self, item: Task | Deliverable | None, by: int) -> Iterator[str]:
        """Count an item to, or from, its parent's children."""
        if isinstance(item, Task) and item.parent is not None and item.state != "dropped":
            self._children[item.parent] = self._children.get(item.parent, 0) + by
            yield item.parent

    def _amount(self, item: Task | Deliverable | None) -> Amount:
        if item is None or item.state == "dropped" or self._children.get(item.key):
            return Amount()
        days = weight(item)
        if isinstance(item, Task):
            return Amount(days, days * task_progress(item) / 100)
        return Amount(days, days * stage_progress(item, self._lifecycles.get(item.lifecycle)) / 100)


def _steps(amounts: Mapping[date, Amount], turns: Sequence[PromiseVersion], zone: tzinfo) -> Iterator[_Step]:
    """An item from day to day: what it counts for, and by when that was promised."""
    dues = {turn.act.at.astimezone(zone).date(): None if turn.due is None else turn.due.date for turn in turns}
    amount, due = Amount(), None
    for day in sorted({*amounts, *dues}):
        amount, due = amounts.get(day, amount), dues.get(day, due)
        yield _Step(day, amount, due)


class _Sums:
    """What all items together change from day to day."""

    def __init__(self, today: date) -> None:
        self.today = today
        #: Day -> what scope, done and promised grow by.
        self._deltas: dict[date, list[float]] = {}
        self._ahead: dict[date, float] = {}

    def add(self, steps: Sequence[_Step]) -> None:
        """Add an item."""
        last, promised = Amount(), 0.0
        for step, after in pairwise((*steps, None)):
            assert step is not None  # noqa: S101 - only the end is None
            scope, done = step.amount
            now = scope if step.due is not None and step.due <= step.day else 0.0
            self._change(step.day, scope - last.scope, done - last.done, now - promised)
            last, promised = step.amount, now
            if step.due is None or step.due <= step.day:
                continue
            if after is None and step.due > self.today:
                self._ahead[step.due] = self._ahead.get(step.due, 0.0) + scope
            elif after is None or step.due < after.day:
                self._change(step.due, 0.0, 0.0, scope)
                promised = scope

    def _change(self, day: date, scope: float, done: float, promised: float) -> None:
        delta = self._deltas.setdefault(day, [0.0, 0.0, 0.0])
        for place, by in enumerate((scope, done, promised)):
            delta[place] += by

    def points(self) -> Iterator[BurnPoint]:
        """A point for each day on which a number changed, and one for today."""
        sums = [0.0, 0.0, 0.0]
        for day in sorted(self._deltas):
            delta = [round(by, _DIGITS) for by in self._deltas[day]]
            sums = [total + by for total, by in zip(sums, self._deltas[day], strict=True)]
            if any(delta) and day != self.today:
                yield _point(day, *sums)
        yield _point(self.today, *sums)

    def ahead(self, now: BurnPoint) -> Iterator[BurnPoint]:
        """What is promised from today on, one after the other."""
        promised = now.promised
        for day in sorted(self._ahead):
            if self._ahead[day]:
                promised += self._ahead[day]
                yield _point(day, now.scope, now.done, promised)


def _point(day: date, scope: float, done: float, promised: float) -> BurnPoint:
    return BurnPoint(day, round(scope, _DIGITS) + 0.0, round(done, _DIGITS) + 0.0, round(promised, _DIGITS) + 0.0)
