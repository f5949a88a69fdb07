"""The report as a whole: whom and when it is about, its order, its attention list and totals."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from wgtrack.dates import Resolver
from wgtrack.errors import DeadlineError, InputError, InstantError, UnknownKeyError
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area, Deliverable, Event, Group, Party, Task
from wgtrack.status.assess import Assessor, assess
from wgtrack.status.report import VERDICTS, GroupInfo

MakeRecord = Callable[..., WorkProgramme]

SHANGHAI = ZoneInfo("Asia/Shanghai")
COMMITTEE = Group(key="committee", name="Committee", parent="wg")
BELOW = Group(key="below", name="Below", parent="committee", timezone="Europe/Berlin", calendar="none")


def task(key: str = "T-1", **fields: Any) -> Task:
    """A task of the group, with these fields."""
    return Task(**{"key": key, "title": "Work", "group": "wg", **fields})


def test_a_report_names_its_group_with_the_zone_and_calendar_it_lives_by(record: MakeRecord) -> None:
    """A committee without its own shows those of its parent."""
    programme = record(COMMITTEE)
    assert assess(programme, "2016-09-05", "committee").group == GroupInfo(
        "committee", "Committee", "Asia/Shanghai", "CN"
    )


def test_a_group_without_zone_and_calendar_lives_by_utc_and_the_plain_week(record: MakeRecord) -> None:
    """UTC and ``none`` stand where nothing was said."""
    group = assess(record(timezone=None, calendar=None), "2016-09-05").group
    assert (group.timezone, group.calendar) == ("UTC", "none")


@pytest.mark.parametrize(
    "at",
    [
        "2016-09-05",
        date(2016, 9, 5),
        datetime(2016, 9, 5, 15, 59, 59, 999999, tzinfo=UTC),
        datetime(2016, 9, 5, 17, 59, 59, 999999, tzinfo=timezone(timedelta(hours=2))),
        "2016-09-05T23:59:59.999999",
    ],
)
def test_the_instant_of_a_report_is_in_the_groups_zone(record: MakeRecord, at: Any) -> None:
    """A day means its end; every way to say it gives the same instant in Shanghai."""
    found = assess(record(), at).at
    assert (found, found.tzinfo) == (datetime(2016, 9, 5, 23, 59, 59, 999999, tzinfo=SHANGHAI), SHANGHAI)


@pytest.mark.parametrize(
    ("at", "error"),
    [
        (datetime(2016, 9, 5), InstantError),
        ("yesterday", InstantError),
        (datetime.max.replace(tzinfo=timezone(-timedelta(hours=5))), InstantError),
        ("9999-12-31", InstantError),
    ],
)
def test_an_instant_that_cannot_be_read_is_an_error(record: MakeRecord, at: Any, error: type[Exception]) -> None:
    """Naive, unreadable and out-of-range instants are refused."""
    with pytest.raises(error):
        assess(record(), at)


def test_an_unknown_group_is_an_error_that_names_the_closest(record: MakeRecord) -> None:
    """A slip in a group's key brings the right one up."""
    with pytest.raises(UnknownKeyError, match="did you mean committee"):
        assess(record(COMMITTEE), "2016-09-05", "comittee")


def test_a_choice_of_groups_is_an_error(record: MakeRecord) -> None:
    """With two groups on top, one has to be named."""
    with pytest.raises(InputError, match="several groups"):
        assess(record(Group(key="other", name="Other")), "2016-09-05")


def test_a_deadline_that_cannot_be_resolved_is_an_error(record: MakeRecord) -> None:
    """A circle of targets names itself."""
    with pytest.raises(DeadlineError, match="T-1"):
        assess(record(task(target="T-2 + 1d"), task("T-2", target="T-1 + 1d")), "2016-09-05")


def test_a_group_without_anything_has_an_empty_report(record: MakeRecord) -> None:
    """No items, no areas, no events: all nine verdicts at 0."""
    report = assess(record(), "2016-09-05")
    assert (report.items, report.areas, report.countdown, report.under_way, report.attention) == ((), (), (), (), ())
    assert report.totals == dict.fromkeys(VERDICTS, 0)


def test_a_report_covers_the_committees_below_and_no_other_group(record: MakeRecord) -> None:
    """A committee's report holds its work and that of the committees below it."""
    programme = record(COMMITTEE, BELOW, task(), task("T-2", group="committee"), task("T-3", group="below"))
    keys = [[item.key for item in assess(programme, "2016-09-05", key).items] for key in ("wg", "committee", "below")]
    assert keys == [["T-1", "T-2", "T-3"], ["T-2", "T-3"], ["T-3"]]


def test_several_groups_can_be_reported_on_at_once(record: MakeRecord) -> None:
    """Each report is the one its group would have alone, in its own zone."""
    programme = record(COMMITTEE, BELOW, task(), task("T-2", group="committee"), task("T-3", group="below"))
    at = datetime(2016, 9, 5, 12, tzinfo=UTC)
    keys = ("wg", "below")
    assessor = Assessor(programme, Resolver(programme), at)
    reports = tuple(assessor.report(key) for key in keys)
    assert reports == tuple(assess(programme, at, key) for key in keys)
    assert [str(report.at.tzinfo) for report in reports] == ["Asia/Shanghai", "Europe/Berlin"]


def test_items_are_in_order_of_areas_then_targets_then_keys(record: MakeRecord) -> None:
    """Areas as recorded, not by name; what has no target or no area comes last."""
    areas = [Area(key="zebra", title="Z", group="wg"), Area(key="ant", title="A", group="wg")]
    items = [
        task("N-1"),
        task("A-1", area="ant", target="2016-09-09"),
        task("Z-4", area="zebra"),
        task("Z-3", area="zebra", target="2016-09-09"),
        task("Z-2", area="zebra", target="2016-09-09"),
        task("Z-1", area="zebra", target="2016-10-09"),
        Deliverable(key="D", title="D", group="wg", area="zebra", target="2016-09-08", lifecycle="paper"),
    ]
    keys = [item.key for item in assess(record(*areas, *items), "2016-09-05").items]
    assert " ".join(keys) == "D Z-2 Z-3 Z-1 Z-4 A-1 N-1"


def test_the_attention_list_has_the_most_urgent_first(record: MakeRecord) -> None:
    """Past its limit, overdue, at risk, due soon, stale; the earlier date first among equals; nothing else."""
    old = datetime(2016, 8, 1, tzinfo=UTC)
    items = [
        task("fresh", target="2016-12-01"),
        task("stale", target="2016-12-01", state="active", changed_at=old),
        task("soon-2", target="2016-09-07"),
        task("soon-1", target="2016-09-06", state="active", changed_at=old),
        task("risk", target="2016-09-30", estimate=40),
        task("late-2", target="2016-09-02"),
        task("late-1", target="2016-09-01"),
        task("past-2", limit="2016-09-02", target="2016-08-01"),
        task("past-1", limit="2016-09-01", target="2016-08-02"),
        task("undated"),
        task("done", state="done", done_on=date(2016, 9, 1)),
    ]
    expected = "past-1 past-2 late-1 late-2 risk soon-1 soon-2 stale"
    assert " ".join(assess(record(*items), "2016-09-05").attention) == expected


def test_totals_count_every_item_once(record: MakeRecord) -> None:
    """Two undated and one overdue item; the other verdicts are there with 0."""
    totals = assess(record(task(), task("T-2"), task("T-3", target="2016-09-01")), "2016-09-05").totals
    assert totals == dict.fromkeys(VERDICTS, 0) | {"undated": 2, "overdue": 1}


def test_a_report_knows_the_names_of_owners_and_of_nobody_else(record: MakeRecord) -> None:
    """Parties that own something are named by key."""
    parties = [Party(key="cesi", name="CESI"), Party(key="idle", name="Idle")]
    assert assess(record(*parties, task(owners=("cesi", "gone"))), "2016-09-05").names == {"cesi": "CESI"}


def test_an_item_carries_what_its_record_says(record: MakeRecord) -> None:
    """Key, kind, title, group, area, owners, state, stage, tags and day of finishing come through."""
    item = task(kind="milestone", area="a", owners=("x",), tags=("t",), state="done", done_on=date(2016, 9, 1))
    found = assess(record(item), "2016-09-05").items[0]
    told = (found.key, found.kind, found.title, found.group, found.area, found.owners, found.state, found.stage)
    assert told == ("T-1", "milestone", "Work", "wg", "a", ("x",), "done", None)
    assert (found.tags, found.done_on, found.finished) == (("t",), date(2016, 9, 1), True)


def test_targets_and_limits_come_resolved(record: MakeRecord) -> None:
    """The last working day before the summit ends at midnight in Shanghai, after Sunday 18 September."""
    summit = Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24")
    found = assess(record(summit, task(target="summit - 1wd", limit="summit.end")), "2016-09-05").items[0]
    assert found.target is not None
    assert found.limit is not None
    assert (found.target.date, found.target.ends, found.limit.date) == (
        date(2016, 9, 18),
        datetime(2016, 9, 18, 16, tzinfo=UTC),
        date(2016, 9, 24),
    )
    assert found.due == found.target


class Counting(dict[str, Any]):
    """A mapping that counts how often it is gone through."""

    times = 0

    def values(self) -> Any:
        """The values, counted."""
        self.times += 1
        return super().values()


def test_what_many_groups_share_is_gone_through_once() -> None:
    """A thousand groups without a parent cost a thousand reports, not a thousand looks at every event and area."""
    groups = Counting({key: Group(key=key, name=key) for key in "abcdefgh"})
    areas = Counting({f"{key}-1": Area(key=f"{key}-1", title=key, group=key) for key in groups})
    events = Counting({f"{key}-2": Event(key=f"{key}-2", title=key, group=key, starts="2016-09-19") for key in groups})
    programme = WorkProgramme(groups=groups, areas=areas, events=events)
    assessor = Assessor(programme, Resolver(programme), datetime(2016, 9, 5, tzinfo=UTC))
    reports = [assessor.report(group) for group in groups]
    assert [(report.areas[0].key, report.countdown[0].key) for report in reports] == [
        (f"{k}-1", f"{k}-2") for k in groups
    ]
    assert (groups.times, areas.times, events.times) == (1, 1, 1)
