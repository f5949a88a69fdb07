"""All groups of a record side by side."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

import wgtrack
from wgtrack import Deliverable, Group, InputError, Task, Tracker


@pytest.fixture
def body() -> Iterator[Tracker]:
    """Two groups on top, one of them with a committee, on Tuesday 6 September 2016 in Berlin; both by the plain week."""
    with time_machine.travel("2016-09-06T12:00:00+02:00", tick=False), wgtrack.open(":memory:", by="me") as opened:
        opened.add(Group(key="one", name="One", timezone="Europe/Berlin", calendar="none"), at="2016-08-01")
        opened.add(Group(key="sub", name="Sub", parent="one"), at="2016-08-01")
        opened.add(Group(key="two", name="Two", timezone="Europe/Berlin", calendar="none"), at="2016-08-02")
        yield opened


def test_a_row_for_each_group_on_top(body: Tracker) -> None:
    """Committees count with the group above them, and groups come in the order in which they were recorded."""
    body.add(Task(key="T-1", title="Done", group="sub", estimate=3), at="2016-08-03")
    body.add(Task(key="T-2", title="Late", group="one", target="2016-09-01"), at="2016-08-03")
    body.add(Task(key="T-3", title="Next", group="sub", target="2016-09-30"), at="2016-08-03")
    body.add(Task(key="T-4", title="Dropped", group="one"), at="2016-08-03")
    body.done("T-1", on="2016-09-05")
    body.drop("T-4", why="not needed", at="2016-08-04")

    first, second = body.portfolio().rows
    assert (first.group.key, second.group.key) == ("one", "two")
    assert (first.open, first.overdue, first.at_risk, first.done) == (2, 1, 0, 1)
    assert first.progress == 60  # 3 of 5 working days
    assert first.worst == "overdue"
    assert first.next_deadline is not None
    assert first.next_deadline.key == "T-3"
    assert first.last_activity is not None
    assert first.last_activity.date() == date(2016, 9, 5)
    assert str(first.headline) == "Not on time: 1 of 2 open items is overdue: T-2 was due 1 September 2016"


def test_a_group_without_items(body: Tracker) -> None:
    """A group that has only begun has nothing to show, but when it was last active."""
    row = body.portfolio().rows[1]

    assert (row.open, row.done, row.progress, row.worst, row.next_deadline) == (0, 0, 0, None, None)
    assert str(row.headline) == "Nothing is on record yet"
    assert row.last_activity is not None
    assert row.last_activity.date() == date(2016, 8, 2)


def test_all_done_is_all_of_it(body: Tracker) -> None:
    """A group whose items are done or dropped has come all the way."""
    body.add(Task(key="T-1", title="Done", group="one"), at="2016-08-03")
    body.add(Task(key="T-2", title="Dropped", group="one"), at="2016-08-03")
    body.done("T-1", on="2016-09-05")
    body.drop("T-2", why="not needed", at="2016-08-04")

    row = body.portfolio().rows[0]
    assert (row.progress, row.done, row.worst) == (100, 1, "done")


def test_the_answer_is_that_of_the_groups_report(body: Tracker) -> None:
    """A group that cannot keep the date of a deliverable says so in its row as in its report."""
    body.add(Deliverable(key="paper", title="Paper", group="sub", target="2016-09-09"), at="2016-08-03")
    body.add(Task(key="T-1", title="Draft", group="sub", estimate=9, deliverables=["paper"]), at="2016-08-03")

    row = body.portfolio().rows[0]
    assert row.headline == body.report(group="one").headline
    assert str(row.headline).startswith("Not on time: paper cannot be ready by 9 September 2016, 6 working days short")


def test_rows_of_then(body: Tracker) -> None:
    """Asked about an earlier day, the rows are those of then, and groups that were not there have none."""
    assert [row.group.key for row in body.portfolio("2016-08-01").rows] == ["one"]


def test_a_portfolio_in_another_language(body: Tracker) -> None:
    """The names of groups are told in the language of the portfolio."""
    body.edit("two", names={"zh-Hans": "二组"})

    portfolio = body.portfolio(language="zh")
    assert (portfolio.language, [row.group.name for row in portfolio.rows]) == ("zh-Hans", ["One", "二组"])


def test_a_report_of_several_groups_has_to_be_of_one(body: Tracker) -> None:
    """Where several groups stand on top, a report is asked for with the group that it is about."""
    with pytest.raises(InputError, match=r"say which with .*group.*: one, two"):
        body.report()
