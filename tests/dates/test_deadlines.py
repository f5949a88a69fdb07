"""Deadlines of one group: days, steps, anchors and what moves with them. Days are counted by hand on a calendar."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import attrs
import pytest

from wgtrack.dates import Deadline, Resolver
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Event, Group, Task
from wgtrack.model.values import StagePlanned, StageReached

PAPER = Deliverable(
    key="white-paper",
    title="White paper",
    group="wg",
    target="summit - 1wd",
    planned=[StagePlanned("review", "2016-09-09"), StagePlanned("approval", "white-paper@review + 2wd")],
)
STAGES = Lifecycle(
    key="white-paper",
    title="White paper",
    stages=[
        Stage(code="drafting", title="Drafting", next=["review"]),
        Stage(code="review", title="Review", next=["approval"]),
        Stage(code="approval", title="Approval", next=["published"]),
        Stage(code="published", title="Published", outcome="done"),
    ],
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("summit", date(2016, 9, 19)),
        ("summit.end", date(2016, 9, 24)),
        ("summit - 1wd", date(2016, 9, 18)),
        ("summit-1wd", date(2016, 9, 18)),
        ("summit - 2wd", date(2016, 9, 14)),
        ("summit - 5wd", date(2016, 9, 9)),
        ("summit - 1d", date(2016, 9, 18)),
        ("summit - 2w", date(2016, 9, 5)),
        ("summit - 1m", date(2016, 8, 19)),
        ("summit + 0wd", date(2016, 9, 19)),
        # Saturday 24 September: the next working day is Monday 26.
        ("summit.end + 1wd", date(2016, 9, 26)),
        # Friday 30 September, the fifth of that week, and over the National Day week to Saturday 8 October.
        ("summit.end + 6wd", date(2016, 10, 8)),
    ],
)
def test_days_around_the_summit(text: str, expected: date, day_of: Callable[..., date | None]) -> None:
    """Steps from the summit count as the design says: working days by the calendar, the rest by the plain days."""
    assert day_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Two weeks on, then one day back; and the other way round over a month's end.
        ("2016-09-05 + 2w - 1d", date(2016, 9, 18)),
        ("2016-01-31 + 1m + 1d", date(2016, 3, 1)),
        ("2016-01-31 + 1d + 1m", date(2016, 3, 1)),
        ("2016-01-30 + 1d + 1m", date(2016, 2, 29)),
        # Back from the 19th over the holiday to the 14th, then a calendar day into it.
        ("summit - 2wd + 1d", date(2016, 9, 15)),
        ("2016-09-14 + 1d + 1wd", date(2016, 9, 18)),
    ],
)
def test_steps_are_taken_in_order(text: str, expected: date, day_of: Callable[..., date | None]) -> None:
    """Several steps are taken one after the other, as they are written."""
    assert day_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-01-31 + 1m", date(2016, 2, 29)),
        ("2015-01-31 + 1m", date(2015, 2, 28)),
        ("2016-03-31 - 1m", date(2016, 2, 29)),
        ("2016-08-31 + 1m", date(2016, 9, 30)),
        ("2016-02-29 + 12m", date(2017, 2, 28)),
        ("2016-02-29 + 48m", date(2020, 2, 29)),
        ("2016-10-31 + 4m", date(2017, 2, 28)),
        ("2016-01-15 - 1m", date(2015, 12, 15)),
        ("2016-02-28 + 1m", date(2016, 3, 28)),
    ],
)
def test_months_are_clipped_to_their_end(text: str, expected: date, day_of: Callable[..., date | None]) -> None:
    """A step in months keeps the day of the month, or takes the month's last day where it has no such day."""
    assert day_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-02-29", date(2016, 2, 29)),
        ("2016-02-28 + 1d", date(2016, 2, 29)),
        ("2016-03-01 - 1d", date(2016, 2, 29)),
        ("2016-02-26 + 1wd", date(2016, 2, 29)),
        ("2016-03-01 - 1wd", date(2016, 2, 29)),
        ("2016-02-22 + 1w", date(2016, 2, 29)),
        ("2016-02", date(2016, 2, 29)),
        ("2015-02", date(2015, 2, 28)),
    ],
)
def test_leap_days(text: str, expected: date, day_of: Callable[..., date | None]) -> None:
    """29 February 2016 is a Monday like any other, and the last day of its month."""
    assert day_of(text) == expected


@pytest.mark.parametrize(
    ("text", "last", "precision"),
    [
        ("2016-09", date(2016, 9, 30), "month"),
        ("2016-12", date(2016, 12, 31), "month"),
        ("2016-Q1", date(2016, 3, 31), "quarter"),
        ("2016-Q2", date(2016, 6, 30), "quarter"),
        ("2016-Q3", date(2016, 9, 30), "quarter"),
        ("2016-Q4", date(2016, 12, 31), "quarter"),
        ("2016-09-30", date(2016, 9, 30), "day"),
        ("2016-09 - 1wd", date(2016, 9, 29), "day"),
        ("2016-09 + 1d", date(2016, 10, 1), "day"),
        ("2016-Q3 + 0d", date(2016, 9, 30), "day"),
    ],
)
def test_coarse_dates(text: str, last: date, precision: str, resolve: Callable[..., Deadline | None]) -> None:
    """A month and a quarter stay what they are and count as their last day; any step makes them a day."""
    found = resolve(text)
    assert found is not None
    assert (found.date, found.precision) == (last, precision)


def test_coarse_dates_stay_coarse_through_anchors(
    task: Callable[..., Task], resolve: Callable[..., Deadline | None]
) -> None:
    """What is due when something coarse is due is as coarse."""
    found = resolve("TR-2", task("TR-1", "2016-Q3"), task("TR-2", "TR-1"))
    assert found is not None
    assert (found.date, found.precision) == (date(2016, 9, 30), "quarter")


def test_a_coarse_date_ends_with_its_last_day(resolve: Callable[..., Deadline | None]) -> None:
    """September 2016 is late from midnight in Shanghai on, when October begins there."""
    found = resolve("2016-09")
    assert found is not None
    assert found.ends.astimezone(UTC) == datetime(2016, 9, 30, 16, tzinfo=UTC)


def test_what_was_written_is_kept(resolve: Callable[..., Deadline | None]) -> None:
    """A deadline carries its expression as it was written, and what it hangs on."""
    found = resolve("summit-1wd")
    assert found is not None
    assert (found.expression, found.anchors) == ("summit-1wd", ("summit",))


@pytest.mark.parametrize("text", ["2016-09-18", "2016-09", "2016-09-18T17:00"])
def test_a_written_date_hangs_on_nothing(text: str, resolve: Callable[..., Deadline | None]) -> None:
    """A date that is written out has no anchors."""
    found = resolve(text)
    assert found is not None
    assert found.anchors == ()


def test_an_event_of_one_day_ends_the_day_it_starts(day_of: Callable[..., date | None]) -> None:
    """Where nothing else is said, an event's last day is its first."""
    assert day_of("meeting.end", Event(key="meeting", title="M", group="wg", starts="summit - 2w")) == date(2016, 9, 5)


def test_an_events_last_day_may_hang_on_its_first(day_of: Callable[..., date | None]) -> None:
    """An event that lasts five days more than its start is no circle."""
    event = Event(key="meeting", title="M", group="wg", starts="2016-09-05", ends="meeting + 5d")
    assert day_of("meeting.end", event) == date(2016, 9, 10)


def test_the_resolver_tells_an_events_days(programme: Callable[..., WorkProgramme], summit: Event) -> None:
    """The first and last day of an event are resolved like any deadline."""
    resolver = Resolver(programme())
    assert [found and found.date for found in (resolver.starts(summit), resolver.ends(summit))] == [
        date(2016, 9, 19),
        date(2016, 9, 24),
    ]


def test_the_resolver_tells_an_items_target_and_limit(
    task: Callable[..., Task], programme: Callable[..., WorkProgramme]
) -> None:
    """An item's target and limit are resolved in its group; what was not promised is None."""
    item = task("TR-1", "summit - 1wd", limit="TR-1 + 10wd")
    resolver = Resolver(programme(item))
    # Ten working days after Sunday 18 September: 19 to 23, then 26 to 30.
    assert [found and found.date for found in (resolver.target(item), resolver.limit(item))] == [
        date(2016, 9, 18),
        date(2016, 9, 30),
    ]
    assert (resolver.target(task("TR-2")), resolver.limit(task("TR-2"))) == (None, None)


def test_anchors_on_anchors(task: Callable[..., Task], resolve: Callable[..., Deadline | None]) -> None:
    """A chain of anchors is followed to its date, with each step counted on the way."""
    found = resolve(
        "TR-3 + 1wd",
        task("TR-3", "TR-2 - 1w"),
        task("TR-2", "white-paper@review"),
        PAPER,
        STAGES,
        task("TR-1", "TR-3 + 1wd"),
    )
    assert found is not None
    # Review on Friday 9 September, a week before is Friday 2, and the next working day Monday 5.
    assert found.date == date(2016, 9, 5)
    assert found.anchors == ("TR-3", "TR-2", "white-paper@review")


def test_what_is_due_moves_with_its_event(
    task: Callable[..., Task], programme: Callable[..., WorkProgramme], summit: Event
) -> None:
    """When the summit moves to Monday 10 October, all that hangs on it moves, by the calendar of the new place."""
    items = [task("TR-1", "summit - 1wd"), task("TR-2", "TR-1 - 3wd"), task("TR-3", "2016-09-18")]
    moved = Resolver(programme(*items, attrs.evolve(summit, starts="2016-10-10", ends="2016-10-15")))
    # Sunday 9 and Saturday 8 October are worked, the week before is off; then Friday 30 and Thursday 29 September.
    assert [found and found.date for found in map(moved.target, items)] == [
        date(2016, 10, 9),
        date(2016, 9, 29),
        date(2016, 9, 18),
    ]


def test_a_task_stands_for_the_day_it_was_done(task: Callable[..., Task], day_of: Callable[..., date | None]) -> None:
    """Once a task is done, what hangs on it counts from that day and no more from its target."""
    done = task("TR-1", "2016-09-05", state="done", done_on=date(2016, 9, 7))
    assert day_of("TR-1 + 1wd", done) == date(2016, 9, 8)


def test_a_dropped_task_stands_for_its_target(task: Callable[..., Task], day_of: Callable[..., date | None]) -> None:
    """A dropped task was never done: its target still stands."""
    dropped = task("TR-1", "2016-09-05", state="dropped")
    assert day_of("TR-1 + 1wd", dropped) == date(2016, 9, 6)


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        ([], date(2016, 9, 9)),
        ([StageReached("drafting", date(2016, 8, 1))], date(2016, 9, 9)),
        ([StageReached("review", date(2016, 9, 12))], date(2016, 9, 12)),
        (
            [
                StageReached("review", date(2016, 9, 5)),
                StageReached("drafting", date(2016, 9, 6)),
                StageReached("review", date(2016, 9, 13)),
                StageReached("approval", date(2016, 9, 14)),
            ],
            date(2016, 9, 13),
        ),
    ],
)
def test_a_stage_stands_for_the_day_it_was_last_reached(
    reached: list[StageReached],
    expected: date,
    programme: Callable[..., WorkProgramme],
    day_of: Callable[..., date | None],
) -> None:
    """A deliverable's stage is the last day it was reached, else the day it is planned for."""
    paper = attrs.evolve(PAPER, reached=reached)
    assert day_of("white-paper@review", paper, STAGES) == expected
    found = Resolver(programme(paper, STAGES)).stage(paper, "review")
    assert found is not None
    assert found.date == expected


def test_a_planned_stage_may_hang_on_another(day_of: Callable[..., date | None]) -> None:
    """Approval two working days after the review of Friday 9 September is on Tuesday 13."""
    assert day_of("white-paper@approval", PAPER, STAGES) == date(2016, 9, 13)


def test_a_deliverable_stands_for_its_target_until_it_is_done(day_of: Callable[..., date | None]) -> None:
    """A deliverable without a stage named is its target, and the day it was done once it is."""
    done = attrs.evolve(PAPER, state="done", done_on=date(2016, 10, 18))
    assert [day_of("white-paper", paper, STAGES) for paper in (PAPER, done)] == [date(2016, 9, 18), date(2016, 10, 18)]


def test_what_hangs_on_something_undated_has_no_date(
    task: Callable[..., Task], programme: Callable[..., WorkProgramme]
) -> None:
    """Where the anchor has no date yet there is no deadline, and the anchor that is wanting is named."""
    items = [
        task("TR-1"),
        task("TR-2", "TR-1 + 1wd"),
        task("TR-3", "TR-2 + 1wd"),
        task("TR-4", "white-paper@published"),
    ]
    resolver = Resolver(programme(*items, PAPER, STAGES))
    assert [resolver.target(item) for item in items] == [None] * 4
    assert [resolver.unknown_anchor(item) for item in items] == [None, "TR-1", "TR-1", "white-paper@published"]


def test_nothing_is_wanting_where_there_is_a_date(
    task: Callable[..., Task], programme: Callable[..., WorkProgramme]
) -> None:
    """An item with a resolved target wants for no anchor."""
    item = task("TR-1", "summit - 1wd")
    assert Resolver(programme(item)).unknown_anchor(item) is None


@pytest.mark.parametrize(
    ("text", "provisional"),
    [
        ("2016-12-29 + 1wd", False),
        # Saturday 31 December is a weekend: the day that is counted is Monday 2 January.
        ("2016-12-30 + 1wd", True),
        ("2017-01-01 - 1wd", False),
        # Back over Sunday 1 January, which a notice might make a working day.
        ("2017-01-02 - 1wd", True),
        # Over all of 2017 and into 2018, which was never looked up.
        ("2016-12-30 + 300wd", True),
        ("2018-06-01 - 1wd", True),
        ("2015-06-01 + 1wd", True),
        ("2017-06-01", False),
        ("2017-06", False),
        ("2017-06-01 + 1d", False),
        ("2017-06-01 + 1m", False),
        ("2017-06-01 + 0wd", False),
        ("2017-06-01 + 1wd + 1d", True),
        ("TR-1", True),
        ("TR-1 - 1w", True),
        ("summit - 5wd", False),
    ],
)
def test_provisional_deadlines(
    text: str, provisional: bool, task: Callable[..., Task], resolve: Callable[..., Deadline | None]
) -> None:
    """A deadline is provisional if days of a year whose official days are not known were counted through for it."""
    found = resolve(text, task("TR-1", "2017-06-01 + 1wd"))
    assert found is not None
    assert found.provisional is provisional


def test_a_day_that_was_reached_is_not_provisional(
    task: Callable[..., Task], resolve: Callable[..., Deadline | None]
) -> None:
    """What hangs on a task that is done hangs on a fact, however its target was reckoned."""
    found = resolve("TR-1 + 1d", task("TR-1", "2017-06-01 + 1wd", state="done", done_on=date(2017, 6, 5)))
    assert found is not None
    assert (found.date, found.provisional) == (date(2017, 6, 6), False)


def test_a_committee_follows_the_calendar_above_it(day_of: Callable[..., date | None]) -> None:
    """A group without a calendar counts by its parent's, and one of its own goes before it."""
    committee = Group(key="writers", name="Writers", parent="wg")
    plain = Group(key="guests", name="Guests", parent="wg", calendar="none")
    assert day_of("summit - 2wd", committee, group="writers") == date(2016, 9, 14)
    # In the plain week, Friday 16 September is worked and so is Thursday 15.
    assert day_of("summit - 2wd", plain, group="guests") == date(2016, 9, 15)


def test_groups_share_a_calendar(china: Calendar, programme: Callable[..., WorkProgramme]) -> None:
    """The calendar of a record is made ready once, for all groups that follow it."""
    resolver = Resolver(programme(Group(key="writers", name="Writers", parent="wg")))
    assert resolver.calendar("writers") is resolver.calendar("wg")
    assert resolver.calendar("wg").record == china


def test_a_group_that_says_nothing_has_the_plain_week_in_utc(programme: Callable[..., WorkProgramme]) -> None:
    """Without a calendar and a zone on record, the plain week and UTC hold."""
    resolver = Resolver(programme(Group(key="other", name="Other")))
    assert (resolver.calendar("other").record.key, resolver.zone("other").key) == ("none", "UTC")
    assert resolver.resolve("2016-09-19 - 1wd", "other") == resolver.resolve("2016-09-19 - 1wd", "other")


def test_a_chain_of_ten_thousand_anchors(task: Callable[..., Task], programme: Callable[..., WorkProgramme]) -> None:
    """Ten thousand tasks, each due when the one before it is, all come to the first one's date."""
    tasks = [task("T-0", "summit - 1wd"), *(task(f"T-{n}", f"T-{n - 1} + 0d") for n in range(1, 10_000))]
    resolver = Resolver(programme(*tasks))
    last = resolver.target(tasks[-1])
    assert last is not None
    assert last.date == date(2016, 9, 18)
    assert (len(last.anchors), last.anchors[0], last.anchors[-1]) == (10_000, "T-9998", "summit")
    assert {found.date for item in tasks if (found := resolver.target(item))} == {date(2016, 9, 18)}


def test_a_deadline_at_the_end_of_a_long_chain_is_a_value_like_any_other(
    task: Callable[..., Task], programme: Callable[..., WorkProgramme]
) -> None:
    """Comparing, printing and hashing a deadline does not go down its chain."""
    tasks = [task("T-0", "2016-09-18"), *(task(f"T-{n}", f"T-{n - 1}") for n in range(1, 5_000))]
    first, second = (Resolver(programme(*tasks)).target(tasks[-1]) for _ in range(2))
    assert first == second
    assert hash(first) == hash(second)
    assert "T-4998" in repr(first)
    assert "T-4997" not in repr(first)
