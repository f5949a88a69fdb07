"""Questions asked of a report."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from benchmarks import data
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area, Deliverable, Group, Party, Task
from wgtrack.model.values import Waiting
from wgtrack.planning.calendar_passes import Earliest
from wgtrack.status.assess import assess, items_of_each, overdue_items
from wgtrack.status.queries import due_items, find_items, next_items, owned, waiting_items
from wgtrack.status.report import LATE, ItemStatus, StatusReport

MakeRecord = Callable[..., WorkProgramme]

DAY = date(2016, 9, 1)
#: Monday 5 September 2016, end of the working day in Shanghai.
AT = datetime(2016, 9, 5, 10, tzinfo=UTC)


def task(key: str, **fields: Any) -> Task:
    """A task of the group, with these fields."""
    return Task(**{"key": key, "title": f"Work {key}", "group": "wg", **fields})


def report(record: MakeRecord, *tasks: Task) -> StatusReport:
    """The group's report on Monday 5 September 2016."""
    return assess(record(*tasks), "2016-09-05")


def keys(items: tuple[ItemStatus, ...]) -> str:
    """The keys of items, one after the other."""
    return " ".join(item.key for item in items)


def test_next_is_what_can_be_worked_on_most_urgent_first(record: MakeRecord) -> None:
    """Overdue work, then what is due soon, then by date, then what has none; not what waits or is finished."""
    found = next_items(
        report(
            record,
            task("later", target="2016-12-01"),
            task("none"),
            task("soon", target="2016-09-07"),
            task("overdue", target="2016-09-01"),
            task("sooner", target="2016-11-01"),
            task("waits", target="2016-09-06", after=("soon",)),
            task("done", state="done", done_on=DAY),
            task("dropped", state="dropped"),
        )
    )
    assert keys(found) == "overdue soon sooner later none"


def test_next_can_be_asked_for_one_owner(record: MakeRecord) -> None:
    """Only what this party owns, alone or with others."""
    items = [task("A", owners=("cesi",)), task("B", owners=("labs", "cesi")), task("C", owners=("labs",)), task("D")]
    assert keys(next_items(report(record, *items), owner="cesi")) == "A B"


@pytest.mark.parametrize(
    ("within", "expected"),
    [
        ("0wd", "today"),
        ("3wd", "today on-8"),
        ("8wd", "today on-8 on-18"),
        ("0d", "today"),
        ("2d", "today"),
        ("3d", "today on-8"),
        ("12d", "today on-8"),
        ("13d", "today on-8 on-18"),
        ("1w", "today on-8"),
        ("2w", "today on-8 on-18"),
        ("1m", "today on-8 on-18 october"),
        (" 2 m ", "today on-8 on-18 october"),
    ],
)
def test_due_within_some_time(record: MakeRecord, within: str, expected: str) -> None:
    """8 September is three working days away, the 18th eight or thirteen days, 5 October a month to the day."""
    items = [
        task("late", target="2016-09-02"),
        task("done", target="2016-09-06", state="done", done_on=DAY),
        task("october", target="2016-10-05"),
        task("on-18", target="2016-09-18"),
        task("on-8", limit="2016-09-08"),
        task("today", target="2016-09-05"),
        task("december", target="2016-12"),
        task("none"),
    ]
    assert keys(due_items(report(record, *items), within)) == expected


def test_due_is_ten_working_days_unless_said_otherwise(record: MakeRecord) -> None:
    """From 5 September: 6-9, 12-14, 18, 19, 20 are ten working days."""
    items = [task("A", target="2016-09-20"), task("B", target="2016-09-21")]
    assert keys(due_items(report(record, *items))) == "A"


def test_due_is_counted_from_the_items_own_today(record: MakeRecord) -> None:
    """At noon UTC it is the 5th in London and already the 6th on Kiritimati: the 8th is three and two days away."""
    groups = [
        Group(key=zone[0], name=zone, parent="wg", timezone=zone) for zone in ("Europe/London", "Pacific/Kiritimati")
    ]
    items = [task(f"T-{group.key}", group=group.key, target="2016-09-08") for group in groups]
    found = assess(record(*groups, *items), "2016-09-05T12:00Z")
    assert keys(due_items(found, "2d")) == "T-P"


@pytest.mark.parametrize("within", ["", "ten", "10", "wd", "-1d", "1y", "1d 2d"])
def test_a_time_that_cannot_be_read_is_an_error(record: MakeRecord, within: str) -> None:
    """The error shows how to write it."""
    with pytest.raises(InputError, match="write 10wd, 14d, 2w or 1m"):
        due_items(report(record), within)


def test_due_can_be_asked_for_one_owner(record: MakeRecord) -> None:
    """Only what this party owns."""
    items = [task("A", target="2016-09-06", owners=("cesi",)), task("B", target="2016-09-06")]
    assert keys(due_items(report(record, *items), owner="cesi")) == "A"


def test_overdue_is_what_is_past_its_limit_or_target(record: MakeRecord) -> None:
    """What is past its limit comes first, then the longest overdue."""
    items = [
        task("A", target="2016-09-02"),
        task("B", target="2016-09-01", owners=("cesi",)),
        task("C", limit="2016-09-02"),
        task("D", target="2016-09-05"),
        task("E", target="2016-09-01", state="done", done_on=date(2016, 9, 2)),
    ]
    found = overdue_items(record(*items), AT, "wg")
    assert (keys(found), keys(owned(found, "cesi")), keys(owned(found, None))) == ("C B A", "B", "C B A")


@pytest.mark.parametrize("seed", range(5))
def test_overdue_has_the_items_of_a_report(record: MakeRecord, seed: int) -> None:
    """What is judged for being late alone is what a whole report says of it, in the order of its list for attention."""
    made = data.body(80, 3, seed=seed)
    paper = Deliverable(key="paper", title="P", group="G-1", lifecycle="paper", target="2018-06-01", limit="2018-06-14")
    programme = record(*made.around, *made.tasks, paper)
    full = assess(programme, data.AT, "G-0")
    late = {item.key: item for item in full.items if item.verdict in LATE}
    found = overdue_items(programme, data.AT, "G-0")
    assert found == tuple(late[key] for key in full.attention if key in late)
    assert "paper" in late


def test_overdue_plans_nothing(record: MakeRecord, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for other work is not looked at for it where only what is late is asked for."""
    programme = record(task("A", target="2016-09-01"), task("B", target="2016-10-01", after=["A"]))
    monkeypatch.setattr(Earliest, "of", lambda *_args, **_named: pytest.fail("planned"))
    assert keys(overdue_items(programme, AT, "wg")) == "A"


def test_waiting_has_the_longest_wait_for_someone_first(record: MakeRecord) -> None:
    """Those whom someone keeps waiting, the earlier day first, then those that wait for work, by date."""
    items = [
        task("A", after=("free",)),
        task("B", after=("free",), target="2016-12-01"),
        task("C", waiting=Waiting(on="x", since=date(2016, 8, 2))),
        task("D", waiting=Waiting(on="x", since=date(2016, 8, 1)), owners=("cesi",)),
        task("free"),
    ]
    assert keys(waiting_items(report(record, *items))) == "D C B A"
    assert keys(waiting_items(report(record, *items), owner="cesi")) == "D"


@pytest.fixture
def library(record: MakeRecord) -> WorkProgramme:
    """A record with items of every sort to look for."""
    return record(
        Group(key="committee", name="Committee", parent="wg"),
        Party(key="cesi", name="标准化研究院", names={"en": "Institute"}),
        Party(key="labs", name="Labs"),
        Area(key="trends", title="Trends", group="wg"),
        Area(key="security", title="Security", group="wg"),
        task(
            "TR-1",
            title="Survey of trends",
            area="trends",
            owners=("cesi",),
            target="2016-12-01",
            tags=("draft", "隐私"),
        ),
        task("TR-2", title="区块链 Überblick", area="trends", target="2016-09-01", state="active", percent=40),
        task("SE-1", area="security", owners=("labs", "cesi"), note="Asked for by the ＭＩＩＴ", limit="2016-11-01"),
        task("SE-2", area="security", names={"zh-Hans": "隐私保护"}, group="committee", state="done", done_on=DAY),
        task("MS-1", kind="milestone", title="apex"),
        Deliverable(key="paper", title="Paper", group="committee", lifecycle="paper", target="2016-11-15"),
    )


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, "TR-2 TR-1 SE-1 SE-2 paper MS-1"),
        ({"area": "trends"}, "TR-2 TR-1"),
        ({"owner": "cesi"}, "TR-1 SE-1"),
        ({"verdict": "overdue"}, "TR-2"),
        ({"verdict": "overdue,done"}, "TR-2 SE-2"),
        ({"verdict": ["on track", "Done"]}, "TR-1 SE-2 paper"),
        ({"tag": "draft"}, "TR-1"),
        ({"kinds": ["deliverable", "milestone"]}, "paper MS-1"),
        ({"text": "survey"}, "TR-1"),
        ({"text": "TRENDS survey"}, "TR-1"),
        ({"text": "survey paper"}, ""),
        ({"text": "tr-"}, "TR-2 TR-1"),
        ({"text": "区块"}, "TR-2"),
        ({"text": "überblick"}, "TR-2"),
        ({"text": "隐私"}, "TR-1 SE-2"),
        ({"text": "miit"}, "SE-1"),
        ({"text": "研究院"}, "TR-1 SE-1"),
        ({"text": "institute"}, "TR-1 SE-1"),
        ({"text": "labs"}, "SE-1"),
        ({"text": "  "}, "TR-2 TR-1 SE-1 SE-2 paper MS-1"),
        ({"owner": "cesi", "area": "security"}, "SE-1"),
    ],
)
def test_finding_items(library: WorkProgramme, wanted: dict[str, Any], expected: str) -> None:
    """Every condition narrows the list; texts are found in keys, titles, names, notes, tags and owners, Chinese too."""
    assert keys(find_items(library, assess(library, "2016-09-05").items, **wanted)) == expected


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("target", "TR-2 paper TR-1 SE-1 SE-2 MS-1"),
        ("-target", "TR-1 paper TR-2 SE-1 SE-2 MS-1"),
        ("due", "TR-2 SE-1 paper TR-1 SE-2 MS-1"),
        ("limit", "SE-1 TR-2 TR-1 SE-2 paper MS-1"),
        ("key", "MS-1 SE-1 SE-2 TR-1 TR-2 paper"),
        ("title", "MS-1 paper TR-1 SE-1 SE-2 TR-2"),
        ("group", "SE-2 paper TR-2 TR-1 SE-1 MS-1"),
        ("owner", "TR-1 SE-1 TR-2 SE-2 paper MS-1"),
        ("verdict", "TR-2 SE-1 MS-1 TR-1 paper SE-2"),
        ("progress", "TR-1 SE-1 paper MS-1 TR-2 SE-2"),
        ("-progress", "SE-2 TR-2 TR-1 SE-1 paper MS-1"),
        ("done", "SE-2 TR-2 TR-1 SE-1 paper MS-1"),
    ],
)
def test_sorting_what_was_found(library: WorkProgramme, sort: str, expected: str) -> None:
    """Equal ones stay in the order of the report; what has no value comes last both ways round."""
    assert keys(find_items(library, assess(library, "2016-09-05").items, sort=sort)) == expected


@pytest.mark.parametrize(
    ("wanted", "error", "message"),
    [
        ({"area": "trend"}, UnknownKeyError, "did you mean trends"),
        ({"owner": "cessi"}, UnknownKeyError, "did you mean cesi"),
        ({"kinds": ["taks"]}, InputError, "there is no kind of item 'taks'; choose from task, milestone, deliverable"),
        ({"verdict": "overdu"}, InputError, "there is no verdict 'overdu'; choose from .*, overdue"),
        ({"sort": "titel"}, InputError, "cannot sort by 'titel'; choose from title"),
        ({"sort": "zzz"}, InputError, "choose from due, target"),
    ],
)
def test_looking_for_what_there_is_not_is_an_error(
    library: WorkProgramme, wanted: dict[str, Any], error: type[Exception], message: str
) -> None:
    """Unknown areas, owners and sorts name the closest ones, an unknown kind or verdict all there are."""
    with pytest.raises(error, match=message):
        find_items(library, assess(library, "2016-09-05").items, **wanted)


def test_items_of_several_groups_are_found_together(record: MakeRecord) -> None:
    """Where groups on top are several, each has its items."""
    programme = record(Group(key="other", name="Other"), task("A"), task("B", group="other"))
    assert keys(find_items(programme, items_of_each(programme, AT, ("wg", "other")))) == "A B"
