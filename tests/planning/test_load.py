"""Load, counted by hand over the Mid-Autumn and National Day weeks of 2016.

15 to 17 September 2016 are off and Sunday the 18th is worked; 1 to 7 October are off, Saturday the 8th and Sunday the 9th
are worked (State Council's notice for 2016). 5, 12, 19 and 26 September, 3 and 10 October are Mondays.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import unhurried
from wgtrack.dates import Resolver
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Deliverable, Group, Party, Task
from wgtrack.planning.load import ItemLoad, OwnerLoad, overload_words, workload
from wgtrack.planning.schedule import schedule

CHINA = Calendar(
    key="china",
    off={date(2016, 9, 15) + timedelta(days=day): "Mid-Autumn" for day in (0, 1)}
    | {date(2016, 10, 3) + timedelta(days=day): "National Day" for day in range(5)},
    work={date(2016, 9, 18): "made up", date(2016, 10, 8): "made up", date(2016, 10, 9): "made up"},
)
WG = Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china")
WEST = Group(key="west", name="West", parent="wg", calendar="none")


def task(key: str, days: float | None = None, **fields: Any) -> Task:
    """A task of the group that takes so many days, by the party 'cesi'."""
    return Task(**{"key": key, "title": key, "group": "wg", "owners": ["cesi"], "estimate": days, **fields})


def loads(*records: Record, at: str = "09-12", groups: Iterable[str] | None = None) -> tuple[OwnerLoad, ...]:
    """The loads of these records at the end of a day of 2016 in Shanghai."""
    found: dict[str, dict[str, Any]] = {}
    for record in (WG, CHINA, *records):
        found.setdefault(KIND_OF[type(record)], {})[record.key] = record
    parties = found.pop("party", {})
    programme = WorkProgramme(parties=parties, **{f"{kind}s": mapping for kind, mapping in found.items()})
    when = datetime.fromisoformat(f"2016-{at}T23:59:59").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    wanted = None if groups is None else frozenset(groups)
    return workload(schedule(programme, when), programme, Resolver(programme), groups=wanted)


def cells(load: OwnerLoad) -> dict[str, str]:
    """The weeks of an owner as a table has them, with '!' where there is too much work."""
    return {f"{week.week:%m-%d}": f"{week.work:g}/{week.days}{'!' if week.overloaded else ''}" for week in load.weeks}


@pytest.mark.parametrize(
    ("days", "at", "weeks"),
    [
        (3, "09-12", {"09-12": "3/3"}),  # 13, 14 and Sunday 18
        (4, "09-12", {"09-12": "3/3", "09-19": "1/5"}),
        (9, "09-09", {"09-12": "4/4", "09-19": "5/5"}),
        (2, "09-07", {"09-05": "2/2"}),  # of this week only Thursday and Friday are left
        (1, "09-18", {"09-19": "1/5"}),
        (3, "09-30", {"10-03": "2/2", "10-10": "1/5"}),  # Saturday 8 and Sunday 9 October, then Monday
        (0.5, "09-30", {"10-03": "0.5/2"}),
    ],
)
def test_work_is_spread_over_working_days(days: float, at: str, weeks: dict[str, str]) -> None:
    """One task fills the working days that come, holidays left out and make-up days worked."""
    (load,) = loads(task("a", days), at=at)
    assert cells(load) == weeks


def test_a_week_with_more_work_than_days_is_an_overload_that_names_its_items() -> None:
    """Three days are left of the week of 12 September; two tasks of 3 and 2 days side by side are too much."""
    (load,) = loads(Party(key="cesi", name="CESI"), task("a", 2), task("b", 3), task("c", 1, after=["b"]))
    assert cells(load) == {"09-12": "5/3!", "09-19": "1/5"}
    (week,) = load.overloads
    assert week.items == (ItemLoad("b", 3), ItemLoad("a", 2))
    assert str(overload_words(load.name, week)) == (
        "CESI has 5 working days of work in the week of 12 September 2016, 3 are there: b 3, a 2"
    )


def test_owners_share_a_task_in_equal_parts() -> None:
    """Of three days each of three owners has one; who is named twice counts once."""
    found = loads(task("a", 3, owners=["x", "y", "z", "x"]))
    assert [(load.owner, cells(load)) for load in found] == [(key, {"09-12": "1/3"}) for key in "xyz"]


def test_thirds_that_add_up_to_all_days_are_no_overload() -> None:
    """Fifteen tasks of a day, each shared by three, are 5 days for each of them in a week of 5."""
    found = loads(*(task(f"t{number}", 1, owners=["x", "y", "z"]) for number in range(15)), at="09-18")
    assert [cells(load) for load in found] == [{"09-19": "5/5"}] * 3


def test_a_day_is_parted_where_one_task_follows_another() -> None:
    """On Friday 23 September half a day of a and half a day of b are done, the other half of b on Monday."""
    (load,) = loads(task("a", 0.5), task("b", 1, after=["a"]), at="09-22")
    assert cells(load) == {"09-19": "1/1", "09-26": "0.5/5"}


def test_days_that_were_worked_do_not_count() -> None:
    """Of eight days half are done; the four that are left start on Tuesday, whenever the task was started."""
    (load,) = loads(task("a", 8, state="active", started_on=date(2016, 8, 29), percent=50))
    assert cells(load) == {"09-12": "3/3", "09-19": "1/5"}


def test_days_that_are_reported_as_left_count_instead_of_the_estimate() -> None:
    """Someone says that one day is left of eight."""
    (load,) = loads(task("a", 8, state="active", started_on=date(2016, 8, 29), remaining=1))
    assert cells(load) == {"09-12": "1/3"}


def test_work_of_nobody_comes_last_and_overloads_nobody() -> None:
    """It is shown, since someone will have to do it."""
    mine, nobodys = loads(task("b", 5, owners=[]), task("c", 5, owners=[]), task("a", 1))
    assert (mine.owner, nobodys.owner, str(nobodys.name)) == ("cesi", None, "nobody")
    assert cells(nobodys) == {"09-12": "6/3", "09-19": "4/5"}
    assert nobodys.overloads == ()


@pytest.mark.parametrize(
    "record",
    [
        task("a", 3, state="done", started_on=date(2016, 9, 1), done_on=date(2016, 9, 2)),
        task("a", 3, state="dropped"),
        task("a", 0, kind="milestone"),
        task("a"),
        task("a", 3, remaining=0, state="active", started_on=date(2016, 9, 1)),
    ],
)
def test_what_needs_no_more_days_is_no_load(record: Record) -> None:
    """What is finished or dropped, a milestone, and what has no estimate or nothing left."""
    assert loads(record) == ()


def test_what_is_done_through_other_items_is_their_load() -> None:
    """A parent's days are its children's, and a paper's those of the tasks that work on it."""
    parent, child = task("p", 50), task("a", 3, parent="p", deliverables=["paper"])
    paper = Deliverable(key="paper", title="Paper", group="wg", owners=["cesi"], estimate=20)
    (load,) = loads(parent, child, paper)
    assert cells(load) == {"09-12": "3/3"}


def test_a_paper_that_nobody_works_on_is_load() -> None:
    """Its own estimate counts then."""
    (load,) = loads(Deliverable(key="paper", title="Paper", group="wg", owners=["cesi"], estimate=2))
    assert cells(load) == {"09-12": "2/3"}


def test_days_there_are_are_those_of_any_calendar_that_is_worked_by() -> None:
    """From the 13th China works 3 days of that week and the west 4; who works for both has 13 to 16 and Sunday 18."""
    records = WEST, task("a", 3), task("b", 5, group="west"), task("c", 1, group="west", owners=["li"])
    both, western = loads(*records)
    assert cells(both) == {"09-12": "7/5!", "09-19": "1/5"}
    assert cells(western) == {"09-12": "1/4"}


def test_only_the_work_of_the_groups_asked_about_counts() -> None:
    """Work elsewhere is left out, with the owners that have no other."""
    (load,) = loads(WEST, task("a", 3), task("b", 1, group="west", owners=["cesi", "li"]), groups=["wg"])
    assert (load.owner, cells(load)) == ("cesi", {"09-12": "3/3"})


def test_owners_come_as_the_parties_were_recorded() -> None:
    """Whoever is no party of the record comes after them, by its key."""
    parties = Party(key="zhang", name="Zhang"), Party(key="cesi", name="CESI")
    found = loads(*parties, task("a", 1), task("b", 1, owners=["ghost", "zhang"]))
    assert [(load.owner, load.name) for load in found] == [("zhang", "Zhang"), ("cesi", "CESI"), ("ghost", "ghost")]


def test_words_name_six_items_and_count_the_others() -> None:
    """The days are rounded up to a tenth, so that too much never reads like enough."""
    (load,) = loads(*(task(f"t{number}", 0.51) for number in range(8)))
    (week,) = load.overloads
    named = ", ".join(f"t{number} 0.6" for number in range(6))
    assert str(overload_words("Li", week)) == (
        f"Li has 4.1 working days of work in the week of 12 September 2016, 3 are there: {named}, 2 more"
    )


@unhurried
@given(
    st.lists(
        st.tuples(
            st.sampled_from([0.25, 1, 2.5, 4, 7, 30]), st.lists(st.sampled_from("xyz"), max_size=3), st.booleans()
        ),
        max_size=8,
    )
)
def test_no_day_of_work_is_lost_or_counted_twice(work: list[tuple[float, list[str], bool]]) -> None:
    """The loads of all owners and weeks add up to the work that is left, whatever waits for what."""
    tasks = [
        task(f"t{number}", days, owners=owners, after=[f"t{number - 1}"] if waits and number else ())
        for number, (days, owners, waits) in enumerate(work)
    ]
    weeks = [week for load in loads(*tasks) for week in load.weeks]
    assert sum(week.work for week in weeks) == pytest.approx(sum(days for days, _, _ in work), abs=1e-4)
    assert all(sum(item.days for item in week.items) == pytest.approx(week.work, abs=1e-4) for week in weeks)
