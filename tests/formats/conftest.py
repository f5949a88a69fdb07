"""A small working group, made by hand so that every part of a report has something to say on 5 September 2016."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

import wgtrack
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area, Deliverable, Event, Group, Party, Task
from wgtrack.model.values import StageReached, Waiting

RECENT, LONG_AGO = datetime(2016, 9, 1, 2, tzinfo=UTC), datetime(2016, 8, 15, 2, tzinfo=UTC)
MID_AUTUMN = {date(2016, 9, day): "Mid-Autumn" for day in (15, 16)}

GROUPS = (
    Group(key="ledger-wg", name="Open Ledger Working Group", timezone="Asia/Shanghai", calendar="CN"),
    Group(key="drafting", name="起草组", parent="ledger-wg"),
    Group(key="west", name="Liaison West", parent="ledger-wg", timezone="America/Los_Angeles", calendar="none"),
)
PARTIES = (
    Party(key="institute", name="Institute of Standards"),
    Party(key="labs", name="Ledger Labs | Shanghai"),
    Party(key="li", name="李明", kind="person", affiliation="institute"),
)
AREAS = (
    Area(key="trends", title="Trends at home and abroad", group="ledger-wg"),
    Area(key="standards", title="标准与法规研究", group="ledger-wg"),
    Area(key="outreach", title="Outreach", group="ledger-wg"),
)
EVENTS = (
    Event(key="comments", title="Comment period", group="drafting", starts="2016-09-03", ends="2016-09-07"),
    Event(key="summit", title="Second Ledger Summit", group="ledger-wg", starts="2016-09-19", ends="2016-09-24"),
    Event(key="plenary", title="全体会议 (plenary)", group="ledger-wg", starts="2016-11"),
    Event(key="fair", title="A fair that was called off", group="ledger-wg", starts="2016-09-09", dropped=True),
)
WHITE_PAPER = Deliverable(
    key="white-paper",
    title="Ledger White Paper 2016",
    group="drafting",
    area="standards",
    owners=("institute", "labs"),
    state="active",
    estimate=20,
    target="summit - 1wd",
    limit="summit.end",
    serves="summit",
    lifecycle="paper",
    reached=(StageReached("outline", date(2016, 8, 1)), StageReached("review", date(2016, 9, 1))),
    changed_at=RECENT,
)
TASKS = (
    Task(
        key="TR-1",
        title="Survey of work at home",
        group="ledger-wg",
        area="trends",
        owners=("labs",),
        state="done",
        estimate=5,
        target="2016-08-26",
        done_on=date(2016, 8, 25),
    ),
    Task(
        key="TR-2",
        title="Survey of work abroad",
        group="ledger-wg",
        area="trends",
        owners=("labs",),
        state="done",
        estimate=5,
        target="2016-08-26",
        done_on=date(2016, 8, 30),
    ),
    Task(
        key="TR-3",
        title="Report on trends, with all that members of both houses have asked for since spring",
        group="ledger-wg",
        area="trends",
        owners=("institute",),
        state="active",
        percent=50,
        estimate=4,
        target="2016-09-02",
        after=("TR-1", "TR-2"),
        changed_at=RECENT,
    ),
    Task(
        key="ST-1",
        title="法规综述",
        group="drafting",
        area="standards",
        owners=("li",),
        state="active",
        percent=40,
        estimate=(8, 10, 15),
        target="2016-09-09",
        changed_at=LONG_AGO,
        waiting=Waiting(on="labs", since=date(2016, 8, 24), what="answers to\nthe questionnaire"),
    ),
    Task(
        key="ST-2",
        title="Draft of the *standards* chapter | <first>",
        group="drafting",
        area="standards",
        owners=("li", "institute"),
        estimate=2,
        target="2016-09-12",
        after=("TR-3",),
    ),
    Task(
        key="ST-3",
        title="Liaison statement",
        group="west",
        area="standards",
        target="2016-09-14T17:00",
        tags=("liaison",),
    ),
    Task(
        key="ST-4",
        title="Proposal for a standard",
        group="drafting",
        area="standards",
        target="2016-Q4",
        limit="2017-03-31",
    ),
    Task(key="ST-5", title="First meeting of the year", group="drafting", target="2016-12-30 + 5wd", kind="milestone"),
    Task(key="ST-6", title="Reading list", group="drafting"),
    Task(key="ST-7", title="Consent of the ministry", group="drafting", owners=("institute",), limit="2016-08-31"),
    Task(key="ST-8", title="Translation", group="drafting", state="dropped", area="standards"),
)
PAPER = Lifecycle(
    key="paper",
    title="Paper",
    stages=(
        Stage(code="outline", title="Outline", next=("review",)),
        Stage(code="review", title="Review", next=("presented",)),
        Stage(code="presented", title="Presented", outcome="done"),
    ),
)
CHINA = Calendar(
    key="CN",
    off=MID_AUTUMN,
    work={date(2016, 9, 18): "worked for 16 September"},
    first_year=2016,
    last_year=2017,
    provisional_years={2017},
)


@pytest.fixture
def programme() -> WorkProgramme:
    """The small working group's record."""
    return WorkProgramme(
        groups={group.key: group for group in GROUPS},
        parties={party.key: party for party in PARTIES},
        areas={area.key: area for area in AREAS},
        events={event.key: event for event in EVENTS},
        deliverables={WHITE_PAPER.key: WHITE_PAPER},
        tasks={task.key: task for task in TASKS},
        lifecycles={PAPER.key: PAPER},
        calendars={CHINA.key: CHINA},
    )


@pytest.fixture(scope="session")
def tracker_2016() -> Iterator[wgtrack.Tracker]:
    """The record of the group of 2016, to be asked only."""
    with time_machine.travel("2016-11-01T09:00:00+08:00", tick=False), wgtrack.open(":memory:", by="tester") as opened:
        opened.load("china-blockchain-2016")
        yield opened


#: Titles that mean something to a shell, a browser or a spreadsheet, and what should be read of them.
HOSTILE = (
    "<script>alert(1)</script>",
    '=HYPERLINK("x")',
    "+1-2",
    "-2+3",
    "@SUM(A1)",
    "＝1+1",
    'a "quoted", text; with | bars',
    "a & b ![x](y) `c` *d* _e_ # f",
)


@pytest.fixture
def hostile() -> Iterator[wgtrack.Tracker]:
    """A group whose tasks have the hostile titles, in their order."""
    with time_machine.travel("2016-09-05T09:00:00+08:00", tick=False), wgtrack.open(":memory:", by="tester") as opened:
        opened.add(Group(key="wg", name='=HYPERLINK("y")', timezone="Asia/Shanghai"))
        for number, title in enumerate(HOSTILE, start=1):
            opened.add(Task(key=f"T-{number}", title=title, group="wg", target="2016-09-09", note=title))
        yield opened
