"""The timeline as data, by hand: 15 to 17 September 2016 are off in China, and Sunday the 18th is worked."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import attrs
import pytest

from wgtrack.dates import Resolver
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Area, Deliverable, Event, Group, Task
from wgtrack.planning.bars import Bar, Days, Timeline
from wgtrack.planning.schedule import schedule
from wgtrack.planning.timeline import NO_AREA, timeline

CHINA = Calendar(
    key="china",
    off={date(2016, 9, day): "Mid-Autumn" for day in (15, 16)},
    work={date(2016, 9, 18): "made up"},
)
WG = Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china")
WEST = Group(key="west", name="West", parent="wg", calendar="none")


def task(key: str, days: float | None = None, **fields: Any) -> Task:
    """A task of the group that takes so many days."""
    return Task(**{"key": key, "title": key, "group": "wg", "estimate": days, **fields})


def paper(**fields: Any) -> Deliverable:
    """A deliverable of the group."""
    return Deliverable(**{"key": "paper", "title": "Paper", "group": "wg", **fields})


def drawn(*records: Record, group: str | None = None, **days: Any) -> Timeline:
    """The timeline of these records at the end of Monday 12 September 2016 in Shanghai."""
    found: dict[str, dict[str, Any]] = {}
    for record in (WG, CHINA, *records):
        found.setdefault(KIND_OF[type(record)], {})[record.key] = record
    programme = WorkProgramme(**{f"{kind}s": mapping for kind, mapping in found.items()})
    when = datetime(2016, 9, 12, 23, 59, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
    return timeline(schedule(programme, when), programme, Resolver(programme), group, **days)


def bars(*records: Record) -> dict[str, Bar]:
    """The bars of these records."""
    return {bar.key: bar for area in drawn(*records).areas for bar in area.bars}


def september(first: int, last: int | None = None) -> Days:
    """Days of September 2016, or one of them."""
    return Days(date(2016, 9, first), date(2016, 9, last or first))


def active(key: str, days: float, since: int, **fields: Any) -> Task:
    """A task that was started on a day of September 2016."""
    return task(key, days, state="active", started_on=date(2016, 9, since), **fields)


def test_finished_work_was_worked_on_from_start_to_end() -> None:
    """It has nothing planned, and was late if it was done after its target."""
    done = {"state": "done", "started_on": date(2016, 9, 1), "done_on": date(2016, 9, 8)}
    found = bars(task("a", 3, target="2016-09-07", **done), task("b", 3, target="2016-09-08", **done))
    assert [(bar.worked, bar.planned, bar.room, bar.late) for bar in found.values()] == [
        (september(1, 8), None, None, True),
        (september(1, 8), None, None, False),
    ]


def test_work_under_way_was_worked_on_until_today() -> None:
    """What is left starts on the next working day: three days are 13, 14 and 18 September."""
    bar = bars(active("a", 3, since=7))["a"]
    assert (bar.worked, bar.planned) == (september(7, 12), september(13, 18))


def test_work_under_way_may_have_to_wait_before_it_goes_on() -> None:
    """The rest of what was begun early waits for another task, which takes Tuesday and Wednesday."""
    bar = bars(task("a", 2), active("b", 2, since=7, after=["a"]))["b"]
    assert (bar.worked, bar.planned) == (september(7, 12), september(18, 19))


def test_work_that_is_not_begun_is_planned_alone() -> None:
    """A day is a day."""
    bar = bars(task("a", 1))["a"]
    assert (bar.worked, bar.planned, bar.estimated) == (None, september(13), True)


def test_room_goes_from_the_early_finish_to_the_late_one() -> None:
    """Two days are done on the 14th; the target leaves until Monday 19 September."""
    bar = bars(task("a", 2, target="2016-09-19"), task("b", 1, target="2016-09-13"))["a"]
    assert (bar.room, bar.critical, bar.late, bar.target) == (september(15, 19), False, False, date(2016, 9, 19))


def test_what_has_no_room_is_critical() -> None:
    """It just keeps its target."""
    bar = bars(task("a", 2, target="2016-09-14"))["a"]
    assert (bar.room, bar.critical, bar.late) == (None, True, False)


@pytest.mark.parametrize(("field", "day"), [("target", "2016-09-13"), ("limit", "2016-09-13")])
def test_what_is_planned_after_its_date_is_late(field: str, day: str) -> None:
    """By the target, or by the limit where there is none."""
    bar = bars(task("a", 2, **{field: day}))["a"]
    assert (bar.late, bar.due, bar.room) == (True, date(2016, 9, 13), None)


def test_a_milestone_is_a_mark() -> None:
    """On the day that what it waits for is done, or on which it was reached."""
    reached = task("n", kind="milestone", state="done", done_on=date(2016, 9, 2))
    found = bars(task("a", 2), task("m", kind="milestone", after=["a"]), reached)
    assert [(found[key].mark, found[key].planned, found[key].worked) for key in "mn"] == [
        (date(2016, 9, 14), None, None),
        (date(2016, 9, 2), None, None),
    ]


def test_a_deliverable_goes_on_while_it_is_worked_on_and_ends_with_a_mark() -> None:
    """Begun on the 1st, its one task takes the 13th and 14th."""
    begun = paper(state="active", started_on=date(2016, 9, 1))
    bar = bars(begun, task("a", 2, deliverables=["paper"]))["paper"]
    assert (bar.worked, bar.planned, bar.mark) == (september(1, 12), september(13, 14), date(2016, 9, 14))


def test_a_deliverable_that_is_not_begun_is_a_mark() -> None:
    """Its work is that of its task."""
    bar = bars(paper(), task("a", 2, deliverables=["paper"]))["paper"]
    assert (bar.worked, bar.planned, bar.mark, bar.estimated) == (None, None, date(2016, 9, 14), True)


def test_a_parent_spans_its_children() -> None:
    """From the first child's start to the last one's end, be the first one finished, under way or not begun."""
    finished = {"state": "done", "done_on": date(2016, 9, 6)}
    found = bars(
        *(task("p"), active("a", 1, since=8, parent="p"), task("b", 2, parent="p", after=["a"])),
        *(task("q"), task("c", 1, parent="q")),
        *(task("r"), task("s", parent="r"), task("d", 1, parent="s", **finished), task("e", 1, parent="s")),
    )
    assert [(found[key].worked, found[key].planned, found[key].estimated) for key in "pqr"] == [
        (september(8, 12), september(13, 18), True),
        (None, september(13), True),
        (september(6, 12), september(13), True),
    ]


@pytest.mark.parametrize(
    ("record", "estimated"),
    [
        (task("a"), False),
        (task("a", 0), True),
        (task("a", remaining=0), True),
        (task("a", kind="milestone"), True),
        (task("a", state="done", done_on=date(2016, 9, 2)), True),
        (paper(key="a"), False),
        (paper(key="a", estimate=3), True),
    ],
)
def test_work_of_unknown_size_is_told_from_no_work(record: Record, estimated: bool) -> None:
    """What nobody has estimated stands for more than the day it takes in the plan."""
    assert bars(record)["a"].estimated is estimated


def test_dropped_work_is_not_drawn() -> None:
    """Nothing is owed any more."""
    assert drawn(task("a", 1, state="dropped")).areas == ()


def test_items_stand_by_area_the_first_to_start_in_front() -> None:
    """Areas as recorded, and last what has none."""
    areas = (Area(key="two", title="Two", group="wg"), Area(key="one", title="One", group="wg"))
    items = task("a", 1), task("b", 1, area="one", after=["c"]), task("c", 1, area="one"), task("d", 1, area="two")
    found = [(area.key, area.title, [bar.key for bar in area.bars]) for area in drawn(*areas, *items).areas]
    assert found == [("two", "Two", ["d"]), ("one", "One", ["c", "b"]), (None, NO_AREA, ["a"])]
    assert str(NO_AREA) == "Without an area"


def test_days_go_from_the_first_item_to_the_last_one() -> None:
    """Targets count as well; what can slip and limits do not."""
    found = drawn(active("a", 1, since=5, limit="2016-12-31"), task("b", 1, target="2016-09-30"))
    assert (found.days, found.anchored) == (september(5, 30), False)


def test_days_may_be_asked_for() -> None:
    """Items that have nothing on them are counted, not drawn; what begins before and ends after is drawn."""
    items = active("a", 30, since=5), task("b", 1), task("c", 1, after=["a"])
    found = drawn(*items, first=date(2016, 9, 15), last=date(2016, 9, 17))
    assert (found.days, found.anchored, found.elsewhere) == (september(15, 17), True, 2)
    assert [bar.key for area in found.areas for bar in area.bars] == ["a"]


@pytest.mark.parametrize(
    ("asked", "days"),
    [
        ({}, september(12, 25)),
        ({"first": date(2016, 9, 14)}, september(14, 27)),
        ({"last": date(2016, 9, 14)}, september(12, 14)),
        ({"last": date(2016, 9, 1)}, september(1)),
    ],
)
def test_either_day_may_be_asked_for(asked: dict[str, Any], days: Days) -> None:
    """Three days of work from the 13th: the others go from the Monday, and over two weeks at least if not asked for."""
    assert drawn(task("a", 3), **asked).days == days


def test_the_last_day_there_is_ends_a_timeline() -> None:
    """Work that was done on the last day there is: of the two weeks from its Monday on, those days are there that exist."""
    done = task("A", state="done", done_on=date(9999, 12, 31))
    assert drawn(done).days == Days(date(9999, 12, 27), date(9999, 12, 31))


def test_without_work_there_are_two_weeks() -> None:
    """From this Monday, or the days that are asked for."""
    assert drawn().days == september(12, 25)
    assert drawn(first=date(2016, 9, 16)).days == september(16, 29)
    assert drawn(last=date(2016, 9, 20)).days == september(12, 20)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            {"first": date(2016, 9, 2), "last": date(2016, 9, 1)},
            "would end on 2016-09-01, before it starts on 2016-09-02",
        ),
        ({"first": date(1900, 1, 1), "last": date(2016, 9, 1)}, "ask for a hundred years at most"),
        ({"last": date(9999, 1, 1)}, "the day 9999-01-01 is out of range"),
        ({"first": datetime(2016, 9, 1)}, "is an instant, not a day"),
    ],
)
def test_days_that_make_no_timeline_are_refused(asked: dict[str, Any], message: str) -> None:
    """In the wrong order, too far apart, out of range, or no days at all."""
    with pytest.raises(InputError, match=message):
        drawn(task("a", 1), **asked)


def test_a_record_of_centuries_is_cut() -> None:
    """Nobody asked for so long a timeline."""
    days = drawn(task("a", 100_000)).days
    assert (days.last - days.first).days == 36_525


def test_events_of_the_group_are_drawn() -> None:
    """Those that have a date, touch the days shown and were not dropped; the first in front."""
    events = [
        Event(key="late", title="Late", group="wg", starts="2016-09-18", ends="2016-09-25"),
        Event(key="soon", title="Soon", group="wg", starts="2016-09-14"),
        Event(key="far", title="Far", group="wg", starts="2016-12-01"),
        Event(key="off", title="Off", group="wg", starts="2016-09-14", dropped=True),
    ]
    found = drawn(task("a", 3), *events).events
    assert [(event.key, event.days) for event in found] == [("soon", september(14)), ("late", september(18, 25))]


def test_a_timeline_goes_up_to_the_event_that_work_is_for() -> None:
    """A summit a month after the last of the work for it is on the timeline too."""
    summit = Event(key="summit", title="Summit", group="wg", starts="2016-10-20", ends="2016-10-22")
    made = drawn(summit, task("T-1", 2, serves="summit"))
    assert made.days.last == date(2016, 10, 20)
    assert [event.key for event in made.events] == ["summit"]


def test_days_off_are_those_of_each_group() -> None:
    """China is off from Thursday 15 to Saturday 17 and works on Sunday 18; the west has a plain week."""
    found = drawn(WEST, task("a", 4), task("b", 1, group="west"))
    assert found.days == september(12, 25)
    assert {group: sorted(day.day for day in days) for group, days in found.days_off.items()} == {
        "wg": [15, 16, 17, 24, 25],
        "west": [17, 18, 24, 25],
    }


def test_a_committee_may_be_asked_about() -> None:
    """It is drawn alone, with the events of the groups above it."""
    summit = Event(key="summit", title="Summit", group="wg", starts="2016-09-19")
    found = drawn(WEST, summit, task("a", 4), task("b", 1, group="west"), group="west")
    assert [event.key for event in found.events] == ["summit"]
    assert [bar.key for area in found.areas for bar in area.bars] == ["b"]
    assert (found.group, found.name, found.timezone, found.today) == (
        "west",
        "West",
        "Asia/Shanghai",
        date(2016, 9, 12),
    )


def test_an_unknown_group_is_refused() -> None:
    """With the closest key."""
    with pytest.raises(UnknownKeyError, match="did you mean west"):
        drawn(WEST, group="wst")


def test_links_between_what_is_shown() -> None:
    """In the order of the items, with their types; what drives a critical item's dates is critical."""
    found = drawn(
        task("a", 2, target="2016-09-14"),
        task("b", 1, after=["a"], target="2016-09-18"),
        task("c", 1, after=["a SS", "b"], target="2016-09-30"),
    )
    assert [attrs.astuple(link) for link in found.links] == [
        ("a", "b", "FS", True),
        ("a", "c", "SS", False),
        ("b", "c", "FS", False),
    ]


def test_links_to_what_is_not_shown_are_left_out() -> None:
    """Neither an event nor an item on other days is an end of a link."""
    summit = Event(key="summit", title="Summit", group="wg", starts="2016-09-19")
    found = drawn(task("a", 1), task("b", 1, after=["a", "summit"]), summit, first=date(2016, 9, 14))
    assert [bar.key for area in found.areas for bar in area.bars] == ["b"]
    assert found.links == ()
