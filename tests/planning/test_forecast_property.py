"""Random records: the arrays of samples against the same network planned sample by sample, one number at a time."""

import math
from collections import Counter
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.planning.forecasting import AT, CHINA, of, record, task
from tests.strategies import unhurried
from wgtrack.dates import Resolver
from wgtrack.errors import PlanningError
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.values import LINK_TYPES, Link
from wgtrack.planning.calendar_passes import Passes
from wgtrack.planning.distributions import Pasts, spreads
from wgtrack.planning.passes import NOISE
from wgtrack.planning.sampling import drawer
from wgtrack.planning.simulation import simulate
from wgtrack.planning.work_network import work_network

SAMPLES = 20
#: From Thursday to Saturday, and every other Friday of a month off.
LATE = Calendar(key="late", weekend={0, 1, 2, 6})
GROUPS = {"wg": "china", "late": "late", "plain": "none"}
estimates = st.lists(st.integers(0, 12), min_size=3, max_size=3).map(lambda days: "/".join(map(str, sorted(days))))


@st.composite
def programmes(draw: st.DrawFn, groups: tuple[str, ...], *, longest: bool, fixed: bool = False) -> WorkProgramme:
    """Tasks of these groups with estimates of whole days, linked in every way but in a circle."""
    count = draw(st.integers(1, 7))
    tasks = []
    for number in range(count):
        links = [
            Link(f"T-{before}", draw(st.sampled_from(LINK_TYPES)), lag, draw(_longest(lag) if longest else st.none()))
            for before in draw(st.sets(st.integers(0, number - 1), max_size=3) if number else st.just(set()))
            for lag in [draw(st.integers(-3, 4))]
        ]
        more: dict[str, Any] = {"not_before": draw(st.none() | st.sampled_from(["2016-09-08", "2016-09-18"]))}
        estimate = draw(st.integers(0, 9) if fixed else estimates)
        tasks.append(task(f"T-{number}", estimate, *links, group=draw(st.sampled_from(groups)), **more))
    return record(*tasks, calendars=[CHINA, LATE], **GROUPS)


def _longest(lag: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(lag, lag + 8)


def planned(programme: WorkProgramme) -> Passes:
    """The network of a record that can be planned."""
    passes = Passes.of(work_network(programme, Resolver(programme), AT))
    try:
        passes.early()
    except PlanningError:
        assume(condition=False)
    return passes


@unhurried
@given(programmes(("wg", "late", "plain"), longest=True))
def test_samples_are_planned_as_one_by_one(programme: WorkProgramme) -> None:
    """On mixed calendars, with longest lags: every sample has the finishes that the days drawn for it give alone."""
    passes = planned(programme)
    resolver = Resolver(programme)
    net = work_network(programme, resolver, AT)
    drawn = spreads(net, Pasts(programme, resolver))
    goals = list(range(len(passes.works)))
    found = simulate(passes, drawn, goals, samples=SAMPLES, seed=3, distribution="pert")
    columns = [
        [drawn[key].likely] * SAMPLES if drawn[key].is_fixed else drawer(drawn[key], key, 3, "pert")(SAMPLES).tolist()
        for key in passes.keys
    ]
    finishes: list[Counter[int]] = [Counter() for _ in passes.works]
    last: Counter[int] = Counter()
    broken = 0
    for days in zip(*columns, strict=True):
        numbers, kept = alone(passes, list(days))
        broken += not kept
        for counter, number in zip(finishes, numbers, strict=True):
            counter[number] += 1
        last[max(work.clock.day(number).toordinal() for work, number in zip(passes.works, numbers, strict=True))] += 1
    assert found.broken == broken
    assert [Counter(dict(tally.counts())) for tally in found.finishes] == finishes
    assert Counter(dict(found.last.counts())) == last


def alone(passes: Passes, days: list[float]) -> tuple[list[int], bool]:
    """The days on which the works are finished, and whether the longest lags could be kept."""
    one = passes._replace(days=days)
    kept = True
    try:
        early = one.early()
    except PlanningError:
        kept = False
        early = one._replace(order=one.order._replace(back=[])).early()
    ends = (start + taken for start, taken in zip(early.at, days, strict=True))
    return [max(1, math.ceil(end - NOISE)) for end in ends], kept


@unhurried
@given(programmes(("wg",), longest=True, fixed=True), st.data())
def test_critical_is_what_delays_the_end(programme: WorkProgramme, data: st.DataObject) -> None:
    """A work is on the critical path just when a quarter of a day's delay of its start moves the goal's finish."""
    passes = planned(programme)
    goal = data.draw(st.integers(0, len(passes.works) - 1))
    forecast = of(programme, passes.keys[goal], samples=3)
    critical = {item.key: item.critical for item in forecast.items}
    early = passes.early()
    for number, work in enumerate(passes.works):
        later = [*passes.works]
        later[number] = work._replace(hold=work.hold._replace(position=early.at[number] + 0.25))
        delay = passes._replace(works=later).early().at[goal] - early.at[goal]
        assert critical.get(work.item.key, 0) == (1 if delay > NOISE else 0)


@unhurried
@given(programmes(("wg", "late", "plain"), longest=True, fixed=True))
def test_what_has_no_spread_is_done_as_planned(programme: WorkProgramme) -> None:
    """Where nothing is drawn, every date is the planned one, and the plan's."""
    planned(programme)
    found = of(programme, samples=2)
    for item in found.items:
        assert item.outlook.p50 == item.outlook.p95 == item.outlook.planned
    assert found.outlook.p50 == found.outlook.planned == max(item.outlook.planned for item in found.items)
    assert sum(finish.samples for finish in found.finishes) == 2
    assert found.broken == pytest.approx(0)


@unhurried
@given(programmes(("wg", "late", "plain"), longest=True, fixed=True))
def test_tied_work_starts_as_in_the_whole_network(programme: WorkProgramme) -> None:
    """Without the work that nothing ties, the rest starts as it does with it; and what is left out starts at once."""
    whole = planned(programme)
    tied = Passes.of(work_network(programme, Resolver(programme), AT, tied=True))
    starts = dict(zip(tied.keys, tied.early().at, strict=True))
    assert [starts.get(key, 0) for key in whole.keys] == pytest.approx(whole.early().at)
