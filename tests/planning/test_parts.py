"""A part of a network by itself says of its goal what the whole says."""

import math
from datetime import UTC, datetime

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.strategies import unhurried
from wgtrack.dates import Resolver
from wgtrack.errors import PlanningError
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Group, Task
from wgtrack.model.values import LINK_TYPES, Link
from wgtrack.planning.calendar_passes import Earliest
from wgtrack.planning.passes import NOISE
from wgtrack.planning.subnetwork import Parts

#: Monday 5 September 2016, end of the working day.
AT = datetime(2016, 9, 5, 16, tzinfo=UTC)
COUNT = 8


@st.composite
def networks(draw: st.DrawFn) -> Earliest:
    """Tasks on two calendars, with links of every type, some of them with a longest lag, and no circle."""
    days = draw(st.lists(st.integers(0, 5), min_size=COUNT, max_size=COUNT))
    links: dict[int, list[Link]] = {}
    for _ in range(draw(st.integers(0, 14))):
        before, after = sorted(draw(st.lists(st.integers(0, COUNT - 1), min_size=2, max_size=2, unique=True)))
        lag = draw(st.integers(-2, 3))
        longest = draw(st.none() | st.integers(lag + 2, 20))
        links.setdefault(after, []).append(Link(f"T-{before}", draw(st.sampled_from(LINK_TYPES)), lag, longest))
    tasks = [
        Task(key=f"T-{n}", title="Work", group="east" if n % 3 else "west", estimate=days[n], after=links.get(n, ()))
        for n in range(COUNT)
    ]
    programme = WorkProgramme(
        groups={
            "west": Group(key="west", name="West"),
            "east": Group(key="east", name="East", parent="west", timezone="Asia/Shanghai"),
        },
        tasks={task.key: task for task in tasks},
    )
    earliest = Earliest.of(programme, Resolver(programme), AT)
    assume(not earliest.net.unplanned)  # longest lags that contradict the links
    return earliest


@unhurried
@given(networks(), st.integers(0, COUNT - 1))
def test_a_part_is_finished_when_the_whole_says(earliest: Earliest, goal: int) -> None:
    """The goal is ready in its own part at the same time as among everything else."""
    net, passes, early = earliest
    part = Parts(net, passes).of(goal)

    assert abs(part.finish(goal, part.passes) - early.at[goal] - passes.days[goal]) < NOISE


@unhurried
@given(networks(), st.integers(0, COUNT - 1), st.integers(0, 30))
def test_a_part_has_the_late_starts_of_the_whole(earliest: Earliest, goal: int, finish: int) -> None:
    """What the goal waits for must start by the same times; nothing else is bound by it."""
    net, passes, _ = earliest
    bounds = [math.inf] * COUNT
    bounds[goal] = finish

    here = Parts(net, passes).of(goal).late(goal, finish, COUNT).at
    there = passes.late(bounds).at
    assert all(mine == other or abs(mine - other) < NOISE for mine, other in zip(here, there, strict=True))


@unhurried
@given(networks(), st.integers(0, COUNT - 1), st.integers(0, COUNT - 1), st.integers(0, 3))
def test_other_days_count_as_in_the_whole(earliest: Earliest, goal: int, work: int, days: int) -> None:
    """With other days in one of its works, the goal is ready when the whole says it is with these."""
    net, passes, _ = earliest
    part = Parts(net, passes).of(goal)
    assume(work in part.places)
    changed = [*passes.days]
    changed[work] = days
    try:
        again = passes._replace(days=changed).early().at[goal]
    except PlanningError:  # with these days, longest lags contradict the links somewhere
        return

    assert abs(part.finish(goal, part.with_days(work, days)) - again - changed[goal]) < NOISE
