"""The flags beside a verdict: waiting, stale, provisional; and what can be worked on now."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from wgtrack.model.base import Record
from wgtrack.model.records import Deliverable, Event, Party, Task
from wgtrack.model.values import StageReached, Waiting
from wgtrack.status.report import ItemStatus

Stand = Callable[..., ItemStatus]

DAY = date(2016, 9, 1)


def task(key: str = "T-1", **fields: Any) -> Task:
    """A task of the group, with these fields."""
    return Task(**{"key": key, "title": "Work", "group": "wg", **fields})


def paper(*stages: str, **fields: Any) -> Deliverable:
    """A deliverable that has been through these stages."""
    reached = tuple(StageReached(stage, DAY) for stage in stages)
    return Deliverable(
        **{"key": "paper", "title": "Paper", "group": "wg", "lifecycle": "paper", "reached": reached, **fields}
    )


def event(starts: str, ends: str | None = None, **fields: Any) -> Event:
    """An event of the group."""
    return Event(**{"key": "fair", "title": "Fair", "group": "wg", "starts": starts, "ends": ends, **fields})


@pytest.mark.parametrize(
    ("link", "before", "reason"),
    [
        ("T-0", task("T-0"), "waits for T-0 (unfinished)"),
        ("T-0", task("T-0", state="active"), "waits for T-0 (unfinished)"),
        ("T-0 FF", task("T-0", state="active"), "waits for T-0 (unfinished)"),
        ("T-0 SS", task("T-0"), "waits for T-0 (not begun)"),
        ("T-0 SF + 2wd", task("T-0"), "waits for T-0 (not begun)"),
        ("paper", paper("outline"), "waits for paper (unfinished)"),
        ("paper@review", paper("outline"), "waits for paper to reach review"),
        ("fair", event("2016-09-05", "2016-09-06"), "waits for fair (6 September 2016)"),
        ("fair SS", event("2016-09-06"), "waits for fair (6 September 2016)"),
        ("fair SS", event("2016-10"), "waits for fair (October 2016)"),
    ],
)
def test_an_item_waits_for_its_predecessors(stand: Stand, link: str, before: Record, reason: str) -> None:
    """An unfinished predecessor, one not begun, a stage or an event still to come: each is named."""
    status = stand(task(after=(link,)), "2016-09-05", before)
    assert (status.flags, tuple(map(str, status.reasons[1:]))) == (("waiting",), (reason,))


@pytest.mark.parametrize(
    ("link", "before"),
    [
        ("T-0", task("T-0", state="done", done_on=DAY)),
        ("T-0", task("T-0", state="dropped")),
        ("T-0 SS", task("T-0", state="active")),
        ("T-0 SF", task("T-0", state="active")),
        ("paper", paper("presented", state="done", done_on=DAY)),
        ("paper@review", paper("outline", "drafting", "review")),
        ("paper@review", paper("review", "drafting")),
        ("paper@review", paper("presented", state="done", done_on=DAY)),
        ("paper@review", paper(state="dropped")),
        ("fair", event("2016-09-03", "2016-09-04")),
        ("fair SS", event("2016-09-05", "2016-09-09")),
        ("fair", event("2016-10-01", dropped=True)),
    ],
)
def test_an_item_does_not_wait_for_what_has_come(stand: Stand, link: str, before: Record) -> None:
    """Finished or dropped work, work begun, a stage once reached, an event over or begun hold nobody up."""
    assert stand(task(after=(link,)), "2016-09-05", before).flags == ()


def test_an_event_with_only_an_hour_lasts_that_day(stand: Stand) -> None:
    """A meeting at nine is over when its day is, and has begun when its hour has come."""
    meeting = event("2016-09-05T09:00")
    after_it, with_it = task(after=("fair",)), task(after=("fair SS",))
    flags = [
        stand(item, f"2016-09-05T{time}", meeting).flags for item in (after_it, with_it) for time in ("08:59", "10:00")
    ]
    assert flags == [("waiting",), ("waiting",), ("waiting",), ()]
    assert stand(after_it, "2016-09-06T00:00", meeting).flags == ()


def test_an_event_without_a_date_yet_is_waited_for(stand: Stand) -> None:
    """An event that hangs on undated work has no date to name."""
    status = stand(task(after=("fair",)), "2016-09-05", event("T-0 + 5d"), task("T-0"))
    assert str(status.reasons[1]) == "waits for fair (no date yet)"


def test_what_stands_alike_is_told_in_one_line(stand: Stand) -> None:
    """Two unfinished predecessors share a line; one that has not begun has its own."""
    links = ["T-2", "T-3 SS", "T-4"]
    status = stand(task(after=links), "2016-09-05", *(task(key) for key in ("T-2", "T-3", "T-4")))
    assert tuple(map(str, status.reasons[1:])) == ("waits for T-2, T-4 (unfinished)", "waits for T-3 (not begun)")


def test_an_item_waits_while_someone_else_has_the_ball(stand: Stand) -> None:
    """Who has the ball, since when, how many days, and for what, on one line."""
    item = task(waiting=Waiting(on="cesi", since=date(2016, 8, 24), what="comments\non the draft"))
    status = stand(item, "2016-09-05", Party(key="cesi", name="CESI"))
    assert (status.flags, str(status.reasons[1])) == (
        ("waiting",),
        "the ball is with CESI since 24 August 2016 (12 days): comments on the draft",
    )


def test_the_ball_can_be_with_someone_who_is_no_party(stand: Stand) -> None:
    """Whoever has the ball is named as written where the record knows no such party."""
    status = stand(task(waiting=Waiting(on="the printer", since=date(2016, 9, 4))))
    assert str(status.reasons[1]) == "the ball is with the printer since 4 September 2016 (1 day)"


@pytest.mark.parametrize("state", ["done", "dropped"])
def test_finished_work_waits_for_nothing(stand: Stand, state: str) -> None:
    """What is done or dropped has no flags for waiting or staleness."""
    done_on = DAY if state == "done" else None
    item = task(
        state=state,
        done_on=done_on,
        after=("T-0",),
        waiting=Waiting(on="x", since=DAY),
        changed_at=datetime(2016, 1, 1, tzinfo=UTC),
    )
    assert stand(item, "2016-09-05", task("T-0")).flags == ()


@pytest.mark.parametrize(
    ("changed_at", "is_stale"),
    [
        # ten working days: 5 Sep, 29 Aug-2 Sep, 23-26 Aug; so what was changed up to the end of the 22nd is stale
        (datetime(2016, 8, 22, 15, 59, 59, tzinfo=UTC), True),
        (datetime(2016, 8, 22, 16, 0, 0, tzinfo=UTC), False),
        (datetime(2016, 9, 5, 1, tzinfo=UTC), False),
    ],
)
def test_active_work_is_stale_after_ten_working_days_without_a_change(
    stand: Stand, changed_at: datetime, is_stale: bool
) -> None:
    """The days are those of the group's zone: midnight in Shanghai is 16:00 in UTC."""
    assert ("stale" in stand(task(state="active", changed_at=changed_at)).flags) is is_stale


def test_staleness_is_told_in_working_days(stand: Stand) -> None:
    """From Thursday 1 September to Thursday the 22nd: 2, 5-9, 12-14, 18-22 are fourteen working days."""
    status = stand(task(state="active", changed_at=datetime(2016, 9, 1, 2, tzinfo=UTC)), "2016-09-22")
    assert (status.flags, str(status.reasons[1])) == (("stale",), "no change since 1 September 2016 (14 working days)")


@pytest.mark.parametrize(("at", "is_stale"), [("2016-09-13", False), ("2016-09-14", True), ("2016-09-17", True)])
def test_the_stale_window_ends_on_a_working_day(stand: Stand, at: str, is_stale: bool) -> None:
    """With a window of one day, work changed on the 13th is stale on the 14th, and through the days off after it."""
    item = task(state="active", changed_at=datetime(2016, 9, 13, 2, tzinfo=UTC))
    assert ("stale" in stand(item, at, stale_days=1).flags) is is_stale


@pytest.mark.parametrize(
    "fields",
    [{"state": "open", "changed_at": datetime(2016, 1, 1, tzinfo=UTC)}, {"state": "active", "changed_at": None}],
)
def test_only_active_work_with_a_change_on_record_is_stale(stand: Stand, fields: dict[str, Any]) -> None:
    """Work not begun, and a record that was never stored, are not stale."""
    assert stand(task(**fields)).flags == ()


def test_a_window_beyond_the_calendar_makes_nothing_stale(stand: Stand) -> None:
    """A stale window of more days than there are is no error."""
    item = task(state="active", changed_at=datetime(2016, 1, 1, tzinfo=UTC))
    assert stand(item, stale_days=10_000_000).flags == ()


@pytest.mark.parametrize(
    ("fields", "flags"),
    [
        ({"target": "2016-12-30 + 1wd"}, ("provisional",)),
        ({"limit": "2016-12-30 + 1wd"}, ("provisional",)),
        ({"target": "2017-01-10"}, ()),
        ({"target": "2016-12-01 + 1wd"}, ()),
        ({"target": "2016-12-30 + 1wd", "state": "dropped"}, ()),
    ],
)
def test_a_date_counted_in_an_unpublished_year_is_provisional(
    stand: Stand, fields: dict[str, Any], flags: tuple[str, ...]
) -> None:
    """The days of 2017 are provisional here: a step of working days into it is too, a plain date is not."""
    assert stand(task(**fields)).flags == flags


def test_flags_stand_in_one_order_each_with_its_reason(stand: Stand) -> None:
    """Waiting, stale and provisional can hold together, and the verdict's own reason comes first."""
    item = task(
        state="active",
        target="2016-12-30 + 1wd",
        after=("T-0",),
        waiting=Waiting(on="x", since=DAY),
        changed_at=datetime(2016, 8, 1, tzinfo=UTC),
    )
    status = stand(item, "2016-09-05", task("T-0"))
    assert status.flags == ("waiting", "stale", "provisional")
    assert [str(reason).split()[0] for reason in status.reasons] == ["due", "waits", "the", "no", "its"]


@pytest.mark.parametrize(
    ("item", "others", "ready"),
    [
        (task(), [], True),
        (task(state="active"), [], True),
        (task(state="dropped"), [], False),
        (task(state="done", done_on=DAY), [], False),
        (task(after=("T-0",)), [task("T-0")], False),
        (task(after=("T-0 SS",)), [task("T-0")], False),
        (task(after=("T-0 FF",)), [task("T-0")], True),
        (task(after=("T-0 FF", "T-2")), [task("T-0"), task("T-2")], False),
        (task(waiting=Waiting(on="x", since=DAY)), [], False),
        (task(), [task("T-0", parent="T-1")], False),
        (task(), [task("T-0", parent="T-1", state="done", done_on=DAY)], True),
        (paper(), [], True),
        (paper(), [task("T-0", deliverables=("paper",))], False),
        (paper(), [task("T-0", deliverables=("paper",), state="done", done_on=DAY)], True),
        (task(kind="milestone", reached_by="paper@review"), [paper()], False),
        (task(kind="milestone"), [], True),
    ],
)
def test_what_can_be_worked_on_now(stand: Stand, item: Record, others: list[Record], ready: bool) -> None:
    """Unfinished work that nothing holds up, and that is not done through its parts, tasks or stages."""
    assert stand(item, "2016-09-05", *others).ready is ready
