"""Plans of many deliverables on one chain: what grows with the chain is made when it is read, and is as good as made at once."""

import pickle
from collections.abc import Iterable, Iterator

import attrs
import pytest

from tests.planning.test_long_chains import AT
from wgtrack import Deliverable, Task
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Group
from wgtrack.planning import plan as planning
from wgtrack.planning.calendar_passes import Passes
from wgtrack.planning.passes import Starts
from wgtrack.planning.plan import Plan
from wgtrack.planning.schedule import Planned, Scheduler


def on_one_chain(number: int) -> WorkProgramme:
    """So many deliverables, each of a task of a day that waits for the task of the one before."""
    tasks = [
        Task(
            key=f"T-{place}",
            title="t",
            group="wg",
            estimate=1,
            after=[f"T-{place - 1}"] if place else [],
            deliverables=[f"D-{place}"],
        )
        for place in range(number)
    ]
    papers = [Deliverable(key=f"D-{place}", title="D", group="wg", target="2016-09-02") for place in range(number)]
    return WorkProgramme(
        groups={"wg": Group(key="wg", name="Group")},
        deliverables={paper.key: paper for paper in papers},
        tasks={task.key: task for task in tasks},
    )


@pytest.fixture
def plans() -> tuple[Plan, ...]:
    """The plans of ten deliverables on a chain."""
    return planning.plan_all(on_one_chain(10), AT, ["wg"])


def test_plans_walk_no_chain_until_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The headlines of 200 plans need no chain and no dates of pieces; reading one plan's chain makes that one."""
    walked: list[int] = []
    planned: list[Iterable[int] | None] = []
    chain, dates = Passes.chain, Scheduler.planned

    def walk(self: Passes, starts: Starts, number: int) -> list[int]:
        walked.append(number)
        return chain(self, starts, number)

    def plan_dates(self: Scheduler, numbers: Iterable[int] | None = None) -> Iterator[Planned]:
        planned.append(numbers)
        return dates(self, numbers)

    monkeypatch.setattr(Passes, "chain", walk)
    monkeypatch.setattr(Scheduler, "planned", plan_dates)
    plans = planning.plan_all(on_one_chain(200), AT, ["wg"])
    assert (plans[0].work, walked, planned) == (200, [], [])
    assert len(plans[0].chain) == len(plans[0].chain) == 201
    assert (len(walked), len(planned)) == (1, 1)


def test_a_plan_among_all_is_the_plan_of_its_own(plans: tuple[Plan, ...]) -> None:
    """What is made when it is read equals, field by field, what a plan of that deliverable alone has."""
    for found in plans:
        assert found == planning.plan(on_one_chain(10), AT, found.key)


def test_a_plan_is_copied_and_kept_with_all_it_has(plans: tuple[Plan, ...]) -> None:
    """A plan that nothing was read of can be pickled, changed by ``evolve`` and turned into a dict."""
    worst = plans[0]
    assert pickle.loads(pickle.dumps(worst)) == worst  # noqa: S301 - our own
    assert attrs.evolve(plans[1], pieces=()).chain == plans[1].chain
    assert [piece["key"] for piece in attrs.asdict(plans[-1])["chain"]] == ["T-0", "D-0"]


@pytest.mark.parametrize("name", ["chain", "key"])
def test_a_plan_cannot_be_changed(name: str, plans: tuple[Plan, ...]) -> None:
    """Fields that are made when they are read are as frozen as the others."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(plans[0], name, ())
