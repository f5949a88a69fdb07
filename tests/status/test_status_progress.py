"""How far items and areas have come."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wgtrack.model.base import Record
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area, Deliverable, Group, Task
from wgtrack.model.values import StageReached
from wgtrack.status.assess import assess
from wgtrack.status.report import AreaStatus, ItemStatus

Stand = Callable[..., ItemStatus]
MakeRecord = Callable[..., WorkProgramme]

DAY = date(2016, 9, 1)
TRENDS = Area(key="trends", title="Trends", group="wg")


def task(key: str = "T-1", **fields: Any) -> Task:
    """A task of the group in the area of trends, with these fields."""
    return Task(**{"key": key, "title": "Work", "group": "wg", "area": "trends", **fields})


def done(key: str, **fields: Any) -> Task:
    """A task that is done."""
    return task(key, state="done", done_on=DAY, **fields)


def area(record: MakeRecord, *items: Record) -> AreaStatus:
    """How the area of trends stands with these items."""
    return assess(record(TRENDS, *items), "2016-09-05").areas[0]


@pytest.mark.parametrize(
    ("fields", "progress"),
    [
        ({}, 0),
        ({"state": "active", "percent": 30}, 30),
        ({"state": "active", "percent": 100}, 99),
        ({"state": "done", "done_on": DAY, "percent": 30}, 100),
    ],
)
def test_a_tasks_progress_is_its_percentage_until_it_is_done(
    stand: Stand, fields: dict[str, Any], progress: int
) -> None:
    """Only finished work shows 100."""
    assert stand(task(**fields)).progress == progress


@pytest.mark.parametrize(
    ("stage", "due_stage", "progress"),
    [
        (None, None, 0),
        ("outline", None, 0),
        ("drafting", None, 33),  # one step of three: outline, drafting, review, presented
        ("review", None, 66),
        ("presented", None, 99),
        ("drafting", "review", 50),
        ("review", "review", 99),
        ("stopped", None, 0),
    ],
)
def test_a_deliverables_progress_is_its_place_on_the_way(
    stand: Stand, stage: str | None, due_stage: str | None, progress: int
) -> None:
    """Steps from the first stage to the one it is due for; stages that end in failure are no step."""
    reached = () if stage is None else (StageReached(stage, DAY),)
    paper = Deliverable(key="p", title="P", group="wg", lifecycle="paper", reached=reached, due_stage=due_stage)
    assert stand(paper).progress == progress


def test_a_deliverable_that_is_done_shows_all_of_it(stand: Stand) -> None:
    """A finished deliverable shows 100 whatever its stage."""
    paper = Deliverable(key="p", title="P", group="wg", lifecycle="paper", state="done", done_on=DAY)
    assert stand(paper).progress == 100


def test_a_deliverable_on_an_unknown_lifecycle_shows_nothing(stand: Stand) -> None:
    """Without its lifecycle there is no way to measure a stage by."""
    paper = Deliverable(key="p", title="P", group="wg", lifecycle="?", reached=(StageReached("review", DAY),))
    assert stand(paper).progress == 0


def test_a_parents_progress_is_its_childrens_by_weight(stand: Stand) -> None:
    """Two days of three done are 66 %, whatever the parent says of itself; a dropped child does not count."""
    parent = task(percent=5, state="active")
    children = [
        done("T-2", parent="T-1", estimate=2),
        task("T-3", parent="T-1"),
        task("T-4", parent="T-1", state="dropped"),
    ]
    assert stand(parent, "2016-09-05", *children).progress == 66


def test_a_parent_is_finished_only_when_it_says_so(stand: Stand) -> None:
    """All children done make 99 of an unfinished parent."""
    assert stand(task(), "2016-09-05", done("T-2", parent="T-1")).progress == 99


def test_a_grandparents_progress_is_that_of_the_leaves(stand: Stand) -> None:
    """Leaves of 6, 2 and 2 days, of which the 2 and 2 are done: 40 %; a child's own estimate does not count."""
    grandparent = task()
    below = [
        task("T-2", parent="T-1", estimate=50),
        done("T-3", parent="T-2", estimate=2),
        task("T-4", parent="T-2", estimate=6),
        done("T-5", parent="T-1", estimate=2),
    ]
    assert stand(grandparent, "2016-09-05", *below).progress == 40


def test_a_child_that_is_done_counts_whole(stand: Stand) -> None:
    """A parent that is done is done, also where a child of its was left unfinished."""
    below = [done("T-2", parent="T-1"), task("T-3", parent="T-2", estimate=3), task("T-4", parent="T-1", estimate=1)]
    assert stand(task(), "2016-09-05", *below).progress == 75


def test_a_parents_estimate_is_weighed_against_its_childrens_progress(stand: Stand) -> None:
    """A parent of 20 days whose children are half done needs 10 days, and 8 are left to 18 September."""
    parent = task(estimate=20, target="2016-09-18")
    status = stand(parent, "2016-09-05", done("T-2", parent="T-1"), task("T-3", parent="T-1"))
    assert (status.verdict, str(status.reasons[0])) == ("at_risk", "needs 10 working days, 8 are left")


def test_no_depth_of_parents_is_too_deep(record: MakeRecord) -> None:
    """Twenty thousand parents, one above the other, are half done when the work at the bottom is."""
    number = 20_000
    chain = [task(f"T{place}", parent=f"T{place + 1}") for place in range(1, number)]
    top, bottom = task(f"T{number}"), task("T0", parent="T1", state="active", percent=50)
    report = assess(record(TRENDS, top, *chain, bottom), "2016-09-05")
    assert {item.progress for item in report.items} == {50}


def test_a_circle_of_parents_ends(stand: Stand) -> None:
    """Tasks that are parts of each other show their own percentage."""
    first, second = task(parent="T-2", state="active", percent=20), task("T-2", parent="T-1")
    assert stand(first, "2016-09-05", second).progress == 20


def test_an_area_weighs_its_items_by_likely_estimates(record: MakeRecord) -> None:
    """3 of 3 days, 50 % of 6 days and nothing of one without estimate: 6 of 10 days."""
    items = [done("T-1", estimate="1/3/9"), task("T-2", estimate=6, state="active", percent=50), task("T-3")]
    assert area(record, *items) == AreaStatus("trends", "Trends", 3, 1, 60, "undated")


def test_dropped_items_are_no_part_of_an_area(record: MakeRecord) -> None:
    """What was dropped is neither counted nor weighed."""
    assert area(record, done("T-1"), task("T-2", state="dropped")) == AreaStatus("trends", "Trends", 1, 1, 100, "done")


def test_in_an_area_children_weigh_for_their_parent(record: MakeRecord) -> None:
    """A parent counts as an item and not in the weights: one day of four is done."""
    items = [task("T-1", estimate=100), done("T-2", parent="T-1"), task("T-3", parent="T-1", estimate=3)]
    found = area(record, *items)
    assert (found.items, found.done, found.progress) == (3, 1, 25)


def test_an_area_shows_all_only_when_all_is_done(record: MakeRecord) -> None:
    """An unfinished item of no weight keeps an area from 100 %."""
    assert area(record, done("T-1", estimate=5), task("T-2", kind="milestone", estimate=0)).progress == 99


def test_an_area_of_no_weight_is_nothing_or_all(record: MakeRecord) -> None:
    """Milestones of no days: nothing until all are reached."""
    first, second = done("T-1", kind="milestone", estimate=0), task("T-2", kind="milestone", estimate=0)
    assert [area(record, first, second).progress, area(record, first).progress] == [0, 100]


def test_an_area_without_work_has_no_worst(record: MakeRecord) -> None:
    """An empty area is 0 % done, and no verdict holds in it."""
    assert area(record) == AreaStatus("trends", "Trends", 0, 0, 0, None)


@pytest.mark.parametrize(
    ("items", "worst"),
    [
        ([task("T-1", limit="2016-09-01"), task("T-2", target="2016-09-01")], "past_limit"),
        ([task("T-1", target="2016-09-01"), task("T-2", target="2016-09-30", estimate=40)], "overdue"),
        ([task("T-1", target="2016-09-30", estimate=40), task("T-2", target="2016-09-06")], "at_risk"),
        ([task("T-1", target="2016-09-06"), task("T-2")], "due_soon"),
        ([task("T-1"), done("T-2", target="2016-08-01")], "undated"),
        ([done("T-1", target="2016-08-01"), task("T-2", target="2016-12-01")], "done_late"),
        ([task("T-1", target="2016-12-01"), done("T-2")], "on_track"),
    ],
)
def test_the_worst_verdict_of_an_area(record: MakeRecord, items: list[Task], worst: str) -> None:
    """Of two verdicts, the worse one stands for the area, in whichever order the items come."""
    assert [area(record, *items).worst, area(record, *reversed(items)).worst] == [worst, worst]


def test_areas_are_those_of_the_group_its_committees_and_where_they_work(record: MakeRecord) -> None:
    """A committee's report shows its own areas and the one of its parent that it works in, as recorded."""
    programme = record(
        Area(key="idle", title="Idle", group="wg"),
        TRENDS,
        Group(key="committee", name="Committee", parent="wg"),
        Area(key="own", title="Own", group="committee"),
        task(group="committee"),
        task("T-2"),
    )
    shown = [[area.key for area in assess(programme, "2016-09-05", group).areas] for group in ("wg", "committee")]
    assert shown == [["idle", "trends", "own"], ["trends", "own"]]
