"""What a forecast says of each item, of its basis, and of what there is too little of; made from counted samples."""

import math
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from wgtrack.dates import Deadline, Resolver
from wgtrack.messages.message import Message, Text, Wording, joined, number_words, plural, translatable
from wgtrack.planning.calendar_passes import Passes
from wgtrack.planning.distributions import ENOUGH, BasisKind, Distribution, Past, Pasts, Spread
from wgtrack.planning.passes import NOISE, Starts
from wgtrack.planning.work_network import WorkNetwork

if TYPE_CHECKING:
    from wgtrack.planning.histogram import Tally
    from wgtrack.planning.simulation import Simulated

#: Keys that a remark names; of more of them the first.
_NAMED = 5
_CALLED: Mapping[Distribution, Text] = {"pert": "PERT", "triangular": translatable("triangular")}


@frozen
class Chance:
    """A date that was promised, and the share of the samples that make it."""

    deadline: Deadline
    chance: float


@frozen
class Outlook:
    """When something will be done, and whether in time."""

    #: Days by which it is done in 50, 80 and 95 of 100 samples.
    p50: date
    p80: date
    p95: date
    #: The day it is done if everything takes its likely days.
    planned: date
    #: None where nothing was promised.
    target: Chance | None
    limit: Chance | None


@frozen
class ItemForecast:
    """One unfinished item of a forecast."""

    key: str
    kind: str
    title: str
    group: str
    owners: tuple[str, ...]
    #: Likely working days of work that are left in it; 0 for what is done through other items.
    days: float
    #: What its days are drawn from; None where there is nothing to draw.
    basis: BasisKind | None
    #: Share of the samples in which it was on the critical path: a day lost there was a day lost at the end.
    critical: float
    outlook: Outlook


@frozen
class Basis:
    """What the days of some items are drawn from."""

    kind: BasisKind
    #: The group whose finished tasks, with those of its committees, were looked at.
    group: str
    #: How many there are, and the working days each took by its likely estimate, the least first.
    finished: int
    ratios: tuple[float, ...]
    #: Keys of the items whose days are drawn.
    items: tuple[str, ...]
    #: The same in a sentence.
    words: Message


class Chances:
    """Turns what was counted into days and shares."""

    def __init__(
        self, net: WorkNetwork, passes: Passes, early: Starts, resolver: Resolver, counted: "Simulated"
    ) -> None:
        self._net = net
        self._passes = passes
        self._early = early
        self._resolver = resolver
        self._counted = counted

    def of_each(self, drawn: Mapping[str, Spread]) -> tuple[ItemForecast, ...]:
        """Every item, the most often critical in front."""
        found = (self._item(number, drawn[key]) for key, number in self._passes.numbers.items())
        return tuple(sorted(found, key=lambda item: (-item.critical, item.outlook.p50, item.key)))

    def of_last(self, goals: Sequence[int], target: Deadline | None, limit: Deadline | None) -> Outlook:
        """The outlook of the last of some works."""
        planned = max(self._planned(goal) for goal in goals)
        tally = self._counted.last
        return _outlook(tally, date.fromordinal, date.toordinal, planned, (target, limit))

    def _item(self, number: int, spread: Spread) -> ItemForecast:
        work = self._passes.works[number]
        item, tally = work.item, self._counted.finishes[number]
        promised = self._resolver.target(item), self._resolver.limit(item)
        return ItemForecast(
            item.key,
            item.kind,
            item.title,
            item.group,
            item.owners,
            work.days,
            None if spread.is_fixed else spread.kind,
            self._counted.critical[number] / tally.total,
            _outlook(tally, work.clock.day, work.clock.at_end, self._planned(number), promised),
        )

    def _planned(self, number: int) -> date:
        finish = self._early.at[number] + self._passes.days[number]
        return self._passes.works[number].clock.day(max(1, math.ceil(finish - NOISE)))


def _outlook(
    tally: "Tally",
    day: Callable[[int], date],
    number: Callable[[date], int],
    planned: date,
    promised: tuple[Deadline | None, Deadline | None],
) -> Outlook:
    """The outlook from finishes that were counted by numbers of days."""
    p50, p80, p95 = (day(tally.reached(share)) for share in (0.5, 0.8, 0.95))
    target, limit = (
        None if deadline is None else Chance(deadline, tally.up_to(number(deadline.last_day)) / tally.total)
        for deadline in promised
    )
    return Outlook(p50, p80, p95, planned, target, limit)


def bases(net: WorkNetwork, drawn: Mapping[str, Spread], pasts: Pasts, distribution: Distribution) -> Iterator[Basis]:
    """What the days are drawn from, for each past that was looked at."""
    keys: dict[Past, list[str]] = {}
    for key, work in net.works.items():
        if work.days or not drawn[key].is_fixed:
            keys.setdefault(pasts.of(work.item.group), []).append(key)
    for past, found in keys.items():
        items = tuple(key for key in found if not drawn[key].is_fixed)
        kind: BasisKind = "history" if past.is_enough else "estimates"
        words = _history(past, len(items)) if past.is_enough else _estimates(past, len(items), distribution)
        yield Basis(kind, past.group, len(past.ratios), past.ratios, items, words)


def _history(past: Past, items: int) -> Message:
    least, middle, most = past.ratios[0], statistics.median(past.ratios), past.ratios[-1]
    span: Wording = number_words(least, 2)
    if number_words(most, 2) != span:
        span = translatable("{least} to {most}", least=span, most=number_words(most, 2))
    return translatable(
        "{tasks} of {group}, which took {span} times the likely estimate ({middle} in the middle); "
        "the days of {items} are drawn by that",
        tasks=_finished_tasks(len(past.ratios)),
        group=past.group,
        span=span,
        middle=number_words(middle, 2),
        items=_items(items),
    )


def _estimates(past: Past, items: int, distribution: Distribution) -> Message:
    number = len(past.ratios)
    return translatable(
        "the estimates of {items} ({distribution}), since {group} has {tasks} to go by, and {enough} are needed",
        items=_items(items),
        distribution=_CALLED[distribution],
        group=past.group,
        tasks=translatable("only {tasks}", tasks=_finished_tasks(number))
        if number
        else translatable("no finished tasks"),
        enough=ENOUGH,
    )


def _finished_tasks(number: int) -> Message:
    return plural(number, "{number} finished task", "{number} finished tasks")


def _items(number: int) -> Message:
    return plural(number, "{number} item", "{number} items")


def remarks(
    drawn: Iterable[Spread], without_estimate: Sequence[str], without_spread: Sequence[str], broken: float
) -> Iterator[Message]:
    """What there is too little of, in sentences."""
    if all(spread.is_fixed for spread in drawn):
        yield translatable(
            "nothing is drawn, so every sample is the plan by likely days: this says nothing of what is likely",
            code="nothing_drawn",
        )
    if without_spread:
        yield plural(
            len(without_spread),
            "{number} item with one number for an estimate, so no spread: {keys}",
            "{number} items with one number for an estimate, so no spread: {keys}",
            code="items_without_spread",
            keys=_named(without_spread),
        )
    if without_estimate:
        yield plural(
            len(without_estimate),
            "{number} item without an estimate, counted as no work: {keys}",
            "{number} items without an estimate, counted as no work: {keys}",
            code="items_without_estimate",
            keys=_named(without_estimate),
        )
    if broken:
        yield translatable(
            "a longest lag cannot be kept in {percent} % of the samples; there the work goes on without it",
            code="longest_lag_not_kept",
            percent=number_words(100 * broken, 3),
        )


def _named(keys: Sequence[str]) -> Wording:
    named, more = joined(keys[:_NAMED]), len(keys) - _NAMED
    return translatable("{keys} and {number} more", keys=named, number=more) if more > 0 else named
