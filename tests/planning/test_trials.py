"""What a change would win is measured along paths as planning the goal again would tell it, without planning it again."""

from datetime import UTC, datetime

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.planning.test_long_chains import AT as CHAIN_AT
from tests.planning.test_long_chains import chained
from tests.strategies import unhurried
from wgtrack import Group, Task
from wgtrack.dates import Resolver
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.values import LINK_TYPES, Estimate, Link
from wgtrack.planning import plan as planning
from wgtrack.planning.calendar_passes import Earliest, Passes
from wgtrack.planning.passes import NOISE, Starts
from wgtrack.planning.subnetwork import Parts
from wgtrack.planning.trials import ByPaths, Replanned, trials_of

AT = datetime(2016, 9, 5, 16, tzinfo=UTC)
COUNT = 9


@st.composite
def networks(draw: st.DrawFn, *, longest: bool = False) -> Earliest:
    """Tasks on one calendar, in a row or across, with links of every type; ``longest`` gives the first link a longest lag."""
    tasks = {}
    for number in range(COUNT):
        near = range(max(0, number - draw(st.sampled_from((1, 3, 8)))), number)
        before = draw(st.lists(st.sampled_from(near), max_size=3, unique=True)) if number else []
        kinds = [draw(st.sampled_from(("FS", *LINK_TYPES))) for _ in before]
        tasks[f"T-{number}"] = Task(
            key=f"T-{number}",
            title="Work",
            group="wg",
            estimate=Estimate.of(draw(st.sampled_from((0, 0.25, 1, 2, 5)))),
            not_before=draw(st.sampled_from((None, None, None, "2016-09-07", "2016-09-14"))),
            after=tuple(
                Link(f"T-{place}", kind, draw(st.integers(-2, 3)), 40 if longest else None)
                for place, kind in zip(before, kinds, strict=True)
            ),
        )
    programme = WorkProgramme(groups={"wg": Group(key="wg", name="Group")}, tasks=tasks)
    earliest = Earliest.of(programme, Resolver(programme), AT)
    assume(not earliest.net.unplanned)
    return earliest


@unhurried
@given(networks(), st.integers(0, COUNT - 1), st.sampled_from((0, 0.5, 1, 4)))
def test_paths_tell_what_planning_again_tells(earliest: Earliest, goal: int, days: float) -> None:
    """With other days, a link from the start, or no date to wait for, the goal is finished when a new plan says it is."""
    net, passes, _ = earliest
    part = Parts(net, passes).of(goal)
    quick, slow = trials_of(part, goal), Replanned(part, goal)
    assume(isinstance(quick, ByPaths))
    for number in part.places:
        assert abs(quick.with_days(number, days) - slow.with_days(number, days)) < NOISE
        assert abs(quick.without_hold(number) - slow.without_hold(number)) < NOISE
    for number in part.links:
        edge = passes.edges[number]._replace(type="SS")
        assert abs(quick.with_link(number, edge) - slow.with_link(number, edge)) < NOISE


def test_what_has_no_length_of_its_own_is_planned_again() -> None:
    """Work on two calendars, and work with a longest lag, is planned again for each trial."""
    one, two = Group(key="wg", name="Group"), Group(key="cn", name="C", parent="wg", timezone="Asia/Shanghai")
    for group, link in (("cn", Link("a")), ("wg", Link("a", longest=4))):
        tasks = (
            Task(key="a", title="A", group="wg", estimate=1),
            Task(key="b", title="B", group=group, estimate=1, after=(link,)),
        )
        programme = WorkProgramme(groups={"wg": one, "cn": two}, tasks={task.key: task for task in tasks})
        net, passes, _ = Earliest.of(programme, Resolver(programme), AT)
        assert isinstance(trials_of(Parts(net, passes).of(1), 1), Replanned)


def test_ways_to_win_days_are_not_planned_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan of 100 works in a row goes forward as often as one of 10, though it tries ten times as much."""
    passes = [_count_passes(monkeypatch, number) for number in (10, 100)]
    assert passes[0] == passes[1]


def _count_passes(monkeypatch: pytest.MonkeyPatch, number: int) -> int:
    gone: list[Passes] = []
    early = Passes.early

    def counted(self: Passes) -> Starts:
        gone.append(self)
        return early(self)

    with monkeypatch.context() as patched:
        patched.setattr(Passes, "early", counted)
        assert len(planning.plan(chained(number), CHAIN_AT, "paper").wins) == 2 * number
    return len(gone)


def test_change_that_longest_lags_forbid_wins_nothing() -> None:
    """With a day less in A, B could not end within a day of A's end, a day after A's start: no plan has that, and none fails."""
    links = (Link("a", "SS", 1), Link("a", "FF", 0, 1))
    tasks = (
        Task(key="a", title="A", group="wg", estimate=3),
        Task(key="b", title="B", group="wg", estimate=3, target="2016-09-06", after=links),
    )
    groups = {"wg": Group(key="wg", name="Group")}
    found = planning.plan(WorkProgramme(groups=groups, tasks={task.key: task for task in tasks}), AT, "b")
    assert [(win.kind, win.keys, win.days) for win in found.wins] == [("shorten", ("b",), 1), ("promise", ("b",), 3)]
