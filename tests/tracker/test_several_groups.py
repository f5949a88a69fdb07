"""Questions of several groups, of two zones among them: a day is each group's own."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

import wgtrack
from wgtrack import Group, InputError, Party, Task, Tracker
from wgtrack.errors import SeveralGroupsError

#: The 10th of March in both zones; Shanghai is 13 hours before New York (daylight saving began on the 9th, 2025).
NOON = "2025-03-10T15:00+00:00"


@pytest.fixture
def two() -> Iterator[Tracker]:
    """Two groups with a task each that is due on 7 March, one for a third owner, and one that is due on the 14th."""
    with (
        time_machine.travel("2025-03-03T00:00+00:00", tick=False),
        wgtrack.open(":memory:", by="secretariat") as record,
    ):
        for key, zone in (("sh", "Asia/Shanghai"), ("ny", "America/New_York")):
            record.add(Group(key=key, name=key.upper(), timezone=zone, calendar="none"))
        for key in ("cesi", "miit", "w3c"):
            record.add(Party(key=key, name=key))
        record.add(Task(key="S-1", title="s1", group="sh", owners=("cesi",), target="2025-03-07", estimate=1))
        record.add(Task(key="S-2", title="s2", group="sh", owners=("miit",), target="2025-03-14", estimate=1))
        record.add(Task(key="N-1", title="n1", group="ny", owners=("w3c", "miit"), target="2025-03-07", estimate=1))
        with time_machine.travel(NOON, tick=False):
            yield record


def keys(items: Any) -> list[str]:
    """The keys of what was found."""
    return [item.key for item in items]


def test_every_question_is_asked_of_one_group_of_several_and_of_all(two: Tracker) -> None:
    """One key, several, and none for all; the committees of a named group are named with it but once."""
    assert keys(two.overdue()) == ["S-1", "N-1"]
    assert keys(two.overdue(group=["ny", "sh"])) == ["N-1", "S-1"]
    assert keys(two.overdue(group="ny")) == keys(two.overdue(group=["ny"])) == ["N-1"]
    assert keys(two.due("10d")) == ["S-2"]
    assert sorted(keys(two.next())) == ["N-1", "S-1", "S-2"]
    assert keys(two.waiting()) == []
    assert {finding.group for finding in two.check() if finding.code == "overdue"} == {"sh", "ny"}
    assert sorted(slip.key for slip in two.slips()) == ["N-1", "S-1", "S-2"]
    assert {bar.key for area in two.timeline().areas for bar in area.bars} == {"S-1", "S-2", "N-1"}
    assert two.forecast(samples=10).title == "SH; NY"
    assert two.plans() == ()
    assert sorted(load.owner or "" for load in two.workload(group=["sh", "ny"])) == ["cesi", "miit", "w3c"]
    two.add(Group(key="sub", name="Sub", parent="sh"))
    assert keys(two.find(group=["sh", "sub"])) == ["S-1", "S-2"]


def test_how_several_groups_stand_is_a_portfolio(two: Tracker) -> None:
    """A status is of one group; the error for several says what tells of all."""
    with pytest.raises(SeveralGroupsError, match="there are several groups on record") as caught:
        two.status()
    assert caught.value.groups == ("sh", "ny")
    with pytest.raises(InputError, match="portfolio"):
        two.status(group=["sh", "ny"])
    assert [(row.group.key, row.overdue) for row in two.portfolio().rows] == [("sh", 1), ("ny", 1)]
    assert [row.group.key for row in two.portfolio(group="ny").rows] == ["ny"]


def test_a_day_is_each_groups_own(two: Tracker) -> None:
    """What was done at 20:00 of the 10th in New York belongs to its 10th; what was done in Shanghai at that hour, on the 11th, does not."""
    with time_machine.travel("2025-03-11T00:00+00:00", tick=False):
        two.done("N-1")
        two.done("S-1")
    with time_machine.travel("2025-03-12T00:00+00:00", tick=False):
        then = two.programme("2025-03-10")
        assert (then.tasks["N-1"].state, then.tasks["S-1"].state) == ("done", "open")
        assert keys(two.overdue("2025-03-10")) == ["S-1"]
        assert keys(two.find(state="done", at="2025-03-10")) == ["N-1"]
        assert [entry.key for entry in two.log(since="2025-03-10", at="2025-03-10")] == ["N-1"]
        assert [entry.key for entry in two.log(since="2025-03-11")] == ["S-1"]


def test_what_was_known_of_several_groups(two: Tracker) -> None:
    """Groups of several zones are asked by what was known at an instant; a day is refused there, and taken of one group."""
    with time_machine.travel("2025-03-12T00:00+00:00", tick=False):
        two.done("N-1", at="2025-03-11T00:00+00:00")
        assert keys(two.find(state="done", group=["sh", "ny"])) == ["N-1"]
        assert keys(two.find(state="done", group=["sh", "ny"], known="2025-03-11T12:00+00:00")) == []
        with pytest.raises(InputError, match="a day ends at different times in"):
            two.find(state="done", group=["sh", "ny"], known="2025-03-11")
        # The 11th ends in New York four hours after it was recorded.
        assert keys(two.find(state="done", group="ny", known="2025-03-11")) == ["N-1"]


QUESTIONS = (
    *("programme", "next", "due", "overdue", "waiting", "find", "check", "schedule", "plans", "workload", "timeline"),
    *("slips", "trend", "portfolio", "log"),
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_question_refuses_a_day_in_a_record_of_two_zones(two: Tracker, question: str) -> None:
    """Each has an answer for a day, though the day ends at different times."""
    with time_machine.travel("2025-03-12T00:00+00:00", tick=False):
        assert getattr(two, question)(at="2025-03-10") is not None


def test_work_is_planned_from_the_day_after_the_groups_own(two: Tracker) -> None:
    """As of the end of the 9th, a day of work is done on the 10th in both zones, though the days end 13 hours apart."""
    with time_machine.travel("2025-03-12T00:00+00:00", tick=False):
        planned = two.schedule("2025-03-09").items
    assert [str(planned[key].early_finish) for key in ("S-1", "N-1")] == ["2025-03-10", "2025-03-10"]


def test_a_filter_takes_any_of_its_values(two: Tracker) -> None:
    """Two owners find what either owns: S-1 is cesi's, S-2 miit's, N-1 is owned by miit too."""
    assert keys(two.find(owner="cesi")) == ["S-1"]
    assert keys(two.find(owner=["cesi", "miit"])) == ["S-1", "S-2", "N-1"]
    assert keys(two.find(owner=["cesi", "miit"], group="sh")) == ["S-1", "S-2"]
    assert keys(two.find(verdict=["overdue", "due_soon"])) == ["S-1", "S-2", "N-1"]
    assert keys(two.find(without={"owner": "miit"})) == ["S-1"]
    assert keys(two.find(without={"owner": ["cesi", "w3c"]})) == ["S-2"]
    assert keys(two.find(due_before="2025-03-08")) == ["S-1", "N-1"]
    assert keys(two.find(due_before="2025-03-07")) == []
    assert keys(two.find(due_after="2025-03-07")) == ["S-2"]
    assert keys(two.overdue(owner=["cesi", "w3c"])) == ["S-1", "N-1"]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"state": "finished"}, "there is no state 'finished'; choose from open, active, done, dropped"),
        ({"stage": "60.60"}, "no lifecycle on record has a stage '60.60'"),
        ({"lifecycle": "iso"}, "there is no lifecycle 'iso'"),
        ({"owner": ["cesi", "mit"]}, "there is no party 'mit'; did you mean miit"),
        ({"without": {"ownr": "cesi"}}, "items cannot be found by 'ownr'; did you mean owner"),
        ({"without": {"state": "finished"}}, "there is no state 'finished'"),
        ({"group": ["sh", "nyc"]}, "there is no group 'nyc'; did you mean ny"),
    ],
)
def test_a_filter_by_what_there_is_not_is_refused(two: Tracker, wanted: dict[str, Any], message: str) -> None:
    """Nothing found would look like nothing to do."""
    with pytest.raises(InputError, match=message):
        two.find(**wanted)
