"""The schedule of a record on real calendars, counted by hand in the Mid-Autumn and National Day weeks of 2016.

15 to 17 September 2016 are off and Sunday the 18th is worked; 1 to 7 October are off, Saturday the 8th and Sunday the 9th
are worked (State Council's notice for 2016).
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Deliverable, Event, Group, Task
from wgtrack.model.values import StagePlanned, StageReached
from wgtrack.planning import Planned
from wgtrack.planning.schedule import Schedule, schedule

CHINA = Calendar(
    key="china",
    off={date(2016, 9, 15) + timedelta(days=day): "Mid-Autumn" for day in (0, 1)}
    | {date(2016, 10, 3) + timedelta(days=day): "National Day" for day in range(5)},
    work={date(2016, 9, 18): "made up", date(2016, 10, 8): "made up", date(2016, 10, 9): "made up"},
)
WG = Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china")
PAPER = Lifecycle(
    key="paper",
    title="Paper",
    stages=(
        Stage(code="draft", title="Draft", next=("review",)),
        Stage(code="review", title="Review", next=("out",)),
        Stage(code="out", title="Out", outcome="done"),
    ),
)
#: The end of Monday 12 September 2016 in Shanghai.
MONDAY = datetime(2016, 9, 12, 15, 59, 59, tzinfo=UTC)


def task(key: str, days: float | None = None, **fields: Any) -> Task:
    """A task of the group that takes so many days."""
    return Task(**{"key": key, "title": key, "group": "wg", "estimate": days, **fields})


def paper(**fields: Any) -> Deliverable:
    """A deliverable of the group."""
    return Deliverable(**{"key": "paper", "title": "Paper", "group": "wg", "lifecycle": "paper", **fields})


def planned(*records: Record, at: datetime = MONDAY) -> dict[str, Planned]:
    """The planned items of these records of the group."""
    return dict(scheduled(*records, at=at).items)


def scheduled(*records: Record, at: datetime = MONDAY) -> Schedule:
    """The schedule of these records of the group."""
    kinds: dict[str, dict[str, Any]] = {}
    for record in (WG, CHINA, PAPER, *records):
        kinds.setdefault(KIND_OF[type(record)], {})[record.key] = record
    programme = WorkProgramme(**{f"{kind}s": found for kind, found in kinds.items()})
    return schedule(programme, at)


def days(item: Planned) -> tuple[str, str]:
    """First and last day of an item, in September or October."""
    return f"{item.early_start:%m-%d}", f"{item.early_finish:%m-%d}"


def test_a_chain_goes_over_the_mid_autumn_holiday_and_the_worked_sunday() -> None:
    """Three days from Tuesday: 13, 14, then Sunday 18; what follows takes Monday 19 and Tuesday 20."""
    items = planned(task("a", 3), task("b", 2, after=["a"]))
    assert days(items["a"]) == ("09-13", "09-18")
    assert days(items["b"]) == ("09-19", "09-20")
    assert (items["b"].driven_by, str(items["b"].driver)) == ("a", "after a finishes")


def test_a_chain_goes_over_national_day() -> None:
    """From Wednesday 28 September: 28, 29, 30, then Saturday 8 and Sunday 9, Monday 10 October."""
    items = planned(task("a", 6), at=datetime(2016, 9, 27, 15, tzinfo=UTC))
    assert days(items["a"]) == ("09-28", "10-10")


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("a", ("09-19", "09-20")),
        ("a + 1wd", ("09-20", "09-21")),
        ("a - 1wd", ("09-18", "09-19")),
        ("a SS", ("09-13", "09-14")),
        ("a SS + 2wd", ("09-18", "09-19")),
        ("a FF", ("09-14", "09-18")),
        ("a FF + 1wd", ("09-18", "09-19")),
        ("a SF + 3wd", ("09-14", "09-18")),
    ],
)
def test_each_type_of_link_with_its_lag(link: str, expected: tuple[str, str]) -> None:
    """Task a takes 13, 14 and 18 September, b two days; working days are 13, 14, 18, 19, 20, 21."""
    assert days(planned(task("a", 3), task("b", 2, after=[link]))["b"]) == expected


def test_a_longest_lag_draws_the_first_task_later() -> None:
    """The comments close on 21 September at the earliest, and at most one day after circulation, which so ends on 20."""
    items = planned(task("circulate", 1), task("close", 1, after=["circulate, at most 0wd"], not_before="2016-09-21"))
    assert days(items["circulate"]) == ("09-20", "09-20")
    assert str(items["circulate"].driver) == "at most 0 working days before close"


def test_longest_lags_that_contradict_are_told_with_the_days_they_miss() -> None:
    """Close at most one day after circulation, but a review of three days lies between them: two days short."""
    found = scheduled(
        task("circulate", 1),
        task("review", 3, after=["circulate"]),
        task("close", 1, after=["review", "circulate, at most 1wd"]),
        task("print", 1, after=["close"]),
        task("other", 2),
    )
    assert set(found.items) == {"other"}
    assert {key: "misses by 2 working days" in str(why) for key, why in found.unplanned.items()} == {
        "circulate": True,
        "review": True,
        "close": True,
        "print": False,
    }
    assert str(found.unplanned["print"]) == "waits for close, which cannot be planned"


def test_work_begins_on_the_next_working_day_and_never_in_the_past() -> None:
    """At the end of Wednesday 14 September the next working day is Sunday 18."""
    items = planned(task("a", 1, target="2016-09-01"), at=datetime(2016, 9, 14, 15, tzinfo=UTC))
    assert days(items["a"]) == ("09-18", "09-18")


def test_progress_and_reported_days_shorten_what_is_left() -> None:
    """Ten days at 80 percent leave two; where four are reported to be left, it is four."""
    started = date(2016, 9, 1)
    items = planned(
        task("a", 10, percent=80, state="active", started_on=started),
        task("b", 10, percent=80, remaining=4, state="active", started_on=started),
    )
    assert (items["a"].days, items["a"].early_finish) == (2, date(2016, 9, 14))
    assert (items["b"].days, items["b"].early_finish) == (4, date(2016, 9, 19))
    assert items["a"].early_start == started


def test_what_is_done_keeps_its_days_and_its_lag_counts_from_them() -> None:
    """Done on 9 September; five working days later is after 12, 13, 14, 18 and 19 September, so the 20th."""
    done = task("a", 3, state="done", started_on=date(2016, 9, 5), done_on=date(2016, 9, 9))
    items = planned(done, task("b", 1, after=["a + 5wd"]))
    assert (items["a"].early_start, items["a"].early_finish) == (date(2016, 9, 5), date(2016, 9, 9))
    assert days(items["b"]) == ("09-20", "09-20")
    assert str(items["b"].driver) == "a was done on 2016-09-09"


def test_dropped_work_holds_nobody_up() -> None:
    """A task after dropped work can start now."""
    assert days(planned(task("a", 5, state="dropped"), task("b", 1, after=["a"]))["b"]) == ("09-13", "09-13")


def test_not_before_and_events_hold_a_task() -> None:
    """Not before the 20th; after a fair that ends on the 18th; from the day it starts, the 14th."""
    fair = Event(key="fair", title="Fair", group="wg", starts="2016-09-14", ends="2016-09-18")
    items = planned(
        fair, task("a", 1, not_before="2016-09-20"), task("b", 1, after=["fair"]), task("c", 1, after=["fair SS"])
    )
    assert [days(items[key])[0] for key in "abc"] == ["09-20", "09-19", "09-14"]
    assert items["b"].driven_by == "fair"


def test_a_parent_spans_its_children_and_its_links_are_theirs() -> None:
    """The children wait for what the parent waits for; what waits for the parent waits for the last of them."""
    items = planned(
        task("first", 1),
        task("parent", after=["first"]),
        task("x", 2, parent="parent"),
        task("y", 1, parent="parent", after=["x"]),
        task("after", 1, after=["parent"]),
    )
    assert days(items["x"]) == ("09-14", "09-18")
    assert days(items["parent"]) == ("09-14", "09-19")
    assert days(items["after"]) == ("09-20", "09-20")


def test_a_deliverable_is_ready_when_its_tasks_and_milestones_are() -> None:
    """The paper waits for its task and for the milestone of its last stage."""
    items = planned(
        paper(target="2016-09-20"),
        task("write", 2, deliverables=["paper"]),
        task("print", 1, after=["write"]),
        task("released", kind="milestone", after=["print"], reached_by="paper@out"),
    )
    assert items["paper"].early_finish == date(2016, 9, 18)
    assert (items["paper"].finish_in, items["paper"].due_in, items["paper"].total_float) == (3, 5, 2)


@pytest.mark.parametrize(
    ("document", "milestone", "expected"),
    [
        (paper(), True, "09-18"),
        (paper(planned=[StagePlanned("review", "2016-09-19")]), False, "09-20"),
        (paper(state="active", reached=[StageReached("review", date(2016, 9, 9))]), False, "09-13"),
    ],
)
def test_a_stage_comes_with_its_milestone_or_on_its_day(document: Deliverable, milestone: bool, expected: str) -> None:
    """A task after paper@review waits for the milestone (two days of work), else for the planned day; reached is reached."""
    tied = (
        [task("write", 2), task("m", kind="milestone", after=["write"], reached_by="paper@review")] if milestone else []
    )
    assert days(planned(document, *tied, task("t", 1, after=["paper@review"]))["t"])[0] == expected


def test_late_dates_come_from_what_depends_on_a_task() -> None:
    """Due on the 20th after a day of work, so the first task of two days must start on the 18th: float of two days."""
    items = planned(task("a", 2), task("b", 1, after=["a"], target="2016-09-20"))
    assert (items["a"].late_start, items["a"].late_finish) == (date(2016, 9, 18), date(2016, 9, 19))
    assert (items["a"].total_float, items["a"].free_float, items["b"].total_float, items["b"].free_float) == (
        2,
        0,
        2,
        2,
    )


def test_a_limit_binds_where_it_comes_before_the_target() -> None:
    """The latest finish is the earlier of target and limit."""
    assert planned(task("a", 1, target="2016-09-21", limit="2016-09-19"))["a"].late_finish == date(2016, 9, 19)


def test_float_is_negative_by_the_days_that_are_short() -> None:
    """Four days of work for a date that two working days are left for."""
    item = planned(task("a", 4, target="2016-09-14"))["a"]
    assert (item.total_float, item.short, item.critical) == (-2, 2, True)


def test_without_dates_the_end_of_all_work_is_the_end() -> None:
    """The long task has no float, the short one the difference."""
    items = planned(task("a", 5), task("b", 2))
    assert [(items[key].total_float, items[key].critical) for key in "ab"] == [(0, True), (3, False)]


def test_a_committee_works_by_its_own_calendar() -> None:
    """A committee that works on the plain week goes on while the group is off, and the group goes on while it is not there.

    Berlin's two days from Tuesday 13 are 13 and 14; the group's day after that is Sunday 18; Berlin's next is Monday 19.
    """
    berlin = Group(key="berlin", name="Berlin", parent="wg", timezone="Europe/Berlin", calendar="none")
    items = planned(
        berlin,
        Calendar(key="none"),
        task("a", 2, group="berlin"),
        task("b", 1, after=["a"]),
        task("c", 1, after=["b"], group="berlin", target="2016-09-20"),
        task("d", 4, group="berlin"),
    )
    assert days(items["a"]) == ("09-13", "09-14")
    assert days(items["b"]) == ("09-18", "09-18")
    assert days(items["c"]) == ("09-19", "09-19")
    assert days(items["d"]) == ("09-13", "09-16")
    # c can start on the 20th, so b can be done on Monday 19, and a on Friday 16, which Berlin works.
    assert (items["b"].late_finish, items["a"].late_finish) == (date(2016, 9, 19), date(2016, 9, 16))


def test_work_that_waits_for_itself_has_no_dates() -> None:
    """A task that works on a paper cannot wait for that paper; all else is planned as ever."""
    found = scheduled(paper(), task("a", 1, deliverables=["paper"], after=["paper"]), task("b", 1))
    assert set(found.unplanned) == {"a", "paper"}
    assert days(found.items["b"]) == ("09-13", "09-13")


def test_two_tasks_that_start_together_are_planned() -> None:
    """Each starts no earlier than the other: both on the 13th, or on the day of the one that is held."""
    items = planned(task("a", 2, after=["b SS"]), task("b", 1, after=["a SS"], not_before="2016-09-14"))
    assert (days(items["a"]), days(items["b"])) == (("09-14", "09-18"), ("09-14", "09-14"))


@pytest.mark.parametrize("kind", ["task", "milestone"])
def test_what_takes_no_time_comes_on_its_day(kind: str) -> None:
    """Not before Monday the 10th of October is not Sunday the 9th, the working day before; what follows comes no earlier."""
    items = planned(
        task("m", kind=kind, not_before="2016-10-10"),
        task("n", kind=kind, after=["m"]),
        task("a", 1, after=["m"]),
        task("p", kind=kind, after=["a SS"]),
        paper(target="2016-10-09"),
        task("w", deliverables=["paper"], after=["n"]),
    )
    assert {key: days(items[key]) for key in "mnapw"} == dict.fromkeys("mnapw", ("10-10", "10-10"))
    assert days(items["paper"]) == ("10-10", "10-10")
    assert (items["paper"].total_float, items["paper"].short) == (-1, 1)


def test_what_follows_an_event_over_days_off_comes_after_them() -> None:
    """The event ends on Saturday the 1st of October, in the holiday: the next working day is Saturday the 8th."""
    event = Event(key="e", title="E", group="wg", starts="2016-09-30", ends="2016-10-01")
    items = planned(event, task("m", kind="milestone", after=["e"]), task("s", kind="milestone", after=["e SS"]))
    assert (days(items["m"])[0], days(items["s"])[0]) == ("10-08", "09-30")


def test_an_own_estimate_counts_until_a_part_has_one() -> None:
    """A milestone below a parent of four days says nothing of its work; a part of one day does."""
    alone = planned(task("p", 4), task("m", kind="milestone", parent="p"))
    sized = planned(task("p", 4), task("m", kind="milestone", parent="p"), task("c", 1, parent="p"))
    assert (days(alone["p"]), days(sized["p"])) == (("09-13", "09-19"), ("09-13", "09-13"))
