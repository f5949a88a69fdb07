"""The forecast: how likely the dates are, by planning the work many times over with days as they may come.

This module needs no numpy; what it calls to draw and plan the samples does, and is imported then.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, get_args

from attrs import frozen

from wgtrack.dates import Deadline, Resolver
from wgtrack.errors import InputError, NotInstalledError, UnknownKeyError
from wgtrack.messages.message import Message, Text, joined, plural, translatable, untranslated
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event
from wgtrack.model.selection import Keys, group_tops, groups_within
from wgtrack.planning.calendar_passes import Earliest
from wgtrack.planning.distributions import Distribution, Pasts, spreads, without_estimate
from wgtrack.planning.probabilities import Basis, Chances, ItemForecast, Outlook, bases, remarks
from wgtrack.planning.work_network import WorkNetwork, nothing_serves, require_planned

#: What stands where nothing else is asked for. The seed is fixed, so that a question asked again is answered the same.
SAMPLES, SEED = 10_000, 1
MOST_SAMPLES = 1_000_000
#: Keys that a remark names; of more of them the first.
_NAMED = 5


@frozen
class Finish:
    """A day on which samples were done, and how many."""

    day: date
    samples: int


@frozen(kw_only=True)
class Forecast:
    """The chances of one thing, or of all work of a group, as of an instant."""

    #: None for all work of the group.
    key: str | None
    title: str
    group: str
    #: In the group's zone.
    at: datetime
    samples: int
    seed: int
    distribution: Distribution
    outlook: Outlook
    #: Every day that came up, the first in front.
    finishes: tuple[Finish, ...]
    #: It and all that it waits for, the most often critical in front.
    items: tuple[ItemForecast, ...]
    bases: tuple[Basis, ...]
    #: What there is too little of to go on, in sentences.
    remarks: tuple[Message, ...]
    #: Keys of work that counts for no days since it has no estimate, and of work whose estimate is one number.
    without_estimate: tuple[str, ...]
    without_spread: tuple[str, ...]
    #: Share of the samples in which a longest lag could not be kept, and was not.
    broken: float

    def __repr__(self) -> str:
        return f"<Forecast of {self.key or self.group} at {self.at.isoformat()}: {self.samples} samples>"

    def chance_by(self, day: date) -> float:
        """The share of the samples that are done by a day."""
        return sum(finish.samples for finish in self.finishes if finish.day <= day) / self.samples


def forecast(
    programme: WorkProgramme,
    at: datetime,
    key: str | None = None,
    *,
    group: Keys = None,
    samples: int = SAMPLES,
    seed: int = SEED,
    distribution: Distribution = "pert",
    resolver: Resolver | None = None,
    net: WorkNetwork | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Forecast:
    """Plan a task or deliverable, what serves an event, or all work of a group, with days drawn at random many times.

    The rest of a task takes its likely days times a ratio that is drawn from the group's finished tasks (actual working
    days by likely estimate) where there are 8 or more of them; else days that are drawn by its estimate of three points
    a, m, b: by the beta distribution of PERT, alpha = 1 + 4 (m - a) / (b - a) and beta = 1 + 4 (b - m) / (b - a), so
    that the mean is (a + 4m + b) / 6, or by the triangular one. Draws are independent of each other, and a task's are
    the same whatever it is planned with. ``progress`` is told now and then how many samples of how many are done.
    ``net`` is the network of all unfinished work at that instant, where it is known already.

    Raises:
        InputError: numpy is missing, nothing is open, or a number is out of range.
        UnknownKeyError: there is no such task, deliverable or event.
        PlanningError: what is asked about, or what it waits for, waits for itself.
    """
    _check(samples, seed, distribution)
    _require_numpy()
    from wgtrack.planning.simulation import simulate  # noqa: PLC0415 - needs numpy

    resolver = resolver or Resolver(programme, as_of=True)
    goal = _goal(programme, resolver, key, group)
    whole = net or Earliest.of(programme, resolver, at).net
    if key is not None:
        require_planned(whole, goal.keys)
    left_out = tuple(found for found in goal.keys if found in whole.unplanned)
    goal = goal._replace(keys=tuple(found for found in goal.keys if found not in whole.unplanned))
    if not goal.keys:
        require_planned(whole, left_out)
    net = _needed(whole, goal.keys)
    _, passes, early = Earliest.within(net)
    pasts = Pasts(programme, resolver)
    drawn = spreads(net, pasts)
    goals = [passes.numbers[found] for found in goal.keys]
    counted = simulate(passes, drawn, goals, samples=samples, seed=seed, distribution=distribution, progress=progress)
    chances = Chances(net, passes, early, resolver, counted)
    outlook = chances.of_last(goals, goal.target, goal.limit)
    fixed = tuple(found for found, work in net.works.items() if work.days and drawn[found].is_fixed)
    unknown = without_estimate(net)
    return Forecast(
        key=key,
        title=goal.title,
        group=goal.group,
        at=at.astimezone(resolver.zone(goal.group)),
        samples=samples,
        seed=seed,
        distribution=distribution,
        outlook=outlook,
        finishes=tuple(Finish(date.fromordinal(day), number) for day, number in counted.last.counts()),
        items=chances.of_each(drawn),
        bases=tuple(bases(net, drawn, pasts, distribution)),
        remarks=(
            *_left_out(left_out),
            *remarks(drawn.values(), unknown, fixed, counted.broken / samples),
            *_provisional(resolver, goal.group, outlook),
        ),
        without_estimate=unknown,
        without_spread=fixed,
        broken=counted.broken / samples,
    )


def _left_out(keys: Sequence[str]) -> Iterator[Message]:
    if keys:
        named: list[Text] = [*keys[:_NAMED]]
        more = len(keys) - _NAMED
        yield plural(
            len(keys),
            "{number} open item cannot be planned, so the forecast is without it: {keys}",
            "{number} open items cannot be planned, so the forecast is without them: {keys}",
            code="left_out_of_forecast",
            keys=joined([*named, translatable("{number} more", number=more)] if more > 0 else named),
        )


def _provisional(resolver: Resolver, group: str, outlook: Outlook) -> Iterator[Message]:
    if resolver.calendar(group).is_provisional(outlook.p95):
        yield translatable(
            "the official working days of {year} are not known yet, so dates of that year are provisional",
            code="provisional_year",
            year=str(outlook.p95.year),
        )


def _check(samples: int, seed: int, distribution: str) -> None:
    if isinstance(samples, bool) or not isinstance(samples, int) or not 1 <= samples <= MOST_SAMPLES:
        raise InputError(
            untranslated("the number of samples is {samples}", samples=repr(samples)),
            untranslated("give a whole number from 1 to {most}", most=MOST_SAMPLES),
        )
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        message = untranslated("the seed is {seed}", seed=repr(seed))
        raise InputError(message, untranslated("give a whole number from 0 on"))
    if distribution not in get_args(Distribution):
        message = untranslated("there is no distribution {name}", code="unknown_distribution", name=repr(distribution))
        raise InputError(message, untranslated("use {known}", known=" or ".join(get_args(Distribution))))


def _require_numpy() -> None:
    try:
        import numpy as np  # noqa: F401, PLC0415 - asked for here to say how to get it
    except ImportError:
        raise NotInstalledError(translatable("forecast needs numpy", code="needs_numpy"), "numpy", "forecast") from None


class _Goal(NamedTuple):
    """What is asked about: the items of which the last one counts, and by when they are due."""

    keys: tuple[str, ...]
    title: str
    group: str
    target: Deadline | None = None
    limit: Deadline | None = None


def _goal(programme: WorkProgramme, resolver: Resolver, key: str | None, group: Keys) -> _Goal:
    if key is None:
        return _all_of(programme, group_tops(programme, group) or (programme.only_group(),))
    record = programme.find(key)
    if isinstance(record, Event):
        return _serving(programme, resolver, record)
    item = programme.deliverables.get(key) or programme.tasks.get(key)
    if item is None:
        raise UnknownKeyError("task, deliverable or event", key, programme.keys("task", "deliverable", "event"))
    if item.finished:
        raise InputError(
            untranslated(
                "'{key}' is {state}, so there is nothing to forecast", code="finished", key=key, state=item.state
            ),
            untranslated("ask for something that is still open"),
        )
    return _Goal((key,), item.title, item.group, resolver.target(item), resolver.limit(item))


def _all_of(programme: WorkProgramme, tops: Sequence[str]) -> _Goal:
    groups = frozenset(groups_within(programme, tops))
    keys = tuple(item.key for item in programme.items() if item.group in groups and not item.finished)
    if not keys:
        raise InputError(
            untranslated(
                "nothing is open in '{group}', so there is nothing to forecast", code="finished", group=joined(tops)
            ),
            untranslated("ask for an earlier day"),
        )
    return _Goal(keys, "; ".join(programme.groups[top].name for top in tops), tops[0])


def _serving(programme: WorkProgramme, resolver: Resolver, event: Event) -> _Goal:
    """What serves an event is due before the day it starts."""
    keys = tuple(item.key for item in programme.items() if item.serves == event.key and not item.finished)
    if not keys:
        raise nothing_serves(event)
    return _Goal(keys, event.title, event.group, resolver.resolve(f"{event.key} - 1wd", event.group))


def _needed(net: WorkNetwork, goals: Iterable[str]) -> WorkNetwork:
    """The goals and everything they wait for."""
    waits_for: dict[str, list[str]] = {}
    for edge in net.edges:
        waits_for.setdefault(edge.after, []).append(edge.before)
        if edge.longest is not None:
            waits_for.setdefault(edge.before, []).append(edge.after)
    queue = list(goals)
    found = set(queue)
    for key in queue:
        fresh = [other for other in dict.fromkeys(waits_for.get(key, ())) if other not in found]
        found.update(fresh)
        queue.extend(fresh)
    works = {key: work for key, work in net.works.items() if key in found}
    return net._replace(works=works, edges=[edge for edge in net.edges if edge.after in found])
