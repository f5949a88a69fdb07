"""iCalendar: what stands in the calendar of a group."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from time import monotonic
from typing import Any

import icalendar
import pytest
import time_machine
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

import wgtrack
from wgtrack import Event, Group, Task, Tracker
from wgtrack.interchange.ical.revisions import Revisions
from wgtrack.model.journal import Entry

UIDS = {
    "event-summit@wg.wgtrack",
    "deliverable-paper@wg.wgtrack",
    "task-T-1@wg.wgtrack",
    "task-T-2@wg.wgtrack",
}


def components(data: bytes) -> dict[str, Any]:
    """The components of a calendar by UID."""
    found = icalendar.Calendar.from_ical(data)
    return {str(each["UID"]): each for each in found.walk() if "UID" in each}


def component(tracker: Tracker, uid: str, **asked: Any) -> Any:
    """One component of the calendar that is asked for."""
    return components(tracker.calendar(**asked))[f"{uid}@wg.wgtrack"]


def related(found: Any) -> set[tuple[str, str, str | None]]:
    """Kind, name and gap of the relations of a component."""
    relations = found.get("RELATED-TO", [])
    listed = relations if isinstance(relations, list) else [relations]
    return {(each.params["RELTYPE"], str(each).partition("@")[0], each.params.get("GAP")) for each in listed}


def test_every_event_and_deadline_stands_in_it_once(tracker: Tracker) -> None:
    """The summit, the paper and both tasks are there, each under one name of its own."""
    assert set(components(tracker.calendar())) == UIDS


def test_an_event_of_days_ends_with_the_day_after_its_last(tracker: Tracker) -> None:
    """A summit from 19 to 24 September ends on the 25th, as iCalendar counts."""
    summit = component(tracker, "event-summit")
    assert (summit["DTSTART"].dt, summit["DTEND"].dt) == (date(2016, 9, 19), date(2016, 9, 25))


def test_an_event_says_where_it_is_and_that_it_is_sure(tracker: Tracker) -> None:
    """Place and status go with it."""
    summit = component(tracker, "event-summit")
    assert (str(summit["LOCATION"]), str(summit["STATUS"])) == ("Shanghai", "CONFIRMED")


def test_an_event_at_an_hour_keeps_its_zone(tracker: Tracker) -> None:
    """A meeting at 9:30 in Shanghai starts at 9:30 in the zone Asia/Shanghai."""
    tracker.add(Event(key="call", title="Call", group="wg", starts="2016-09-07T09:30", ends="2016-09-07T11:00"))
    call = component(tracker, "event-call")
    assert call["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert call["DTSTART"].dt.replace(tzinfo=None) == datetime(2016, 9, 7, 9, 30)
    assert call["DTEND"].dt - call["DTSTART"].dt == timedelta(minutes=90)


def test_an_event_of_a_month_takes_all_of_it_and_is_tentative(tracker: Tracker) -> None:
    """What is only known to be in October 2016 stands from the 1st to the 31st, and keeps nobody busy."""
    tracker.add(Event(key="plenary", title="Plenary", group="wg", starts="2016-10"))
    plenary = component(tracker, "event-plenary")
    assert (plenary["DTSTART"].dt, plenary["DTEND"].dt) == (date(2016, 10, 1), date(2016, 11, 1))
    assert (str(plenary["STATUS"]), str(plenary["TRANSP"])) == ("TENTATIVE", "TRANSPARENT")


def test_an_event_of_a_quarter_takes_all_three_months(tracker: Tracker) -> None:
    """The fourth quarter of 2016 is from 1 October to 31 December."""
    tracker.add(Event(key="plenary", title="Plenary", group="wg", starts="2016-Q4"))
    plenary = component(tracker, "event-plenary")
    assert (plenary["DTSTART"].dt, plenary["DTEND"].dt) == (date(2016, 10, 1), date(2017, 1, 1))


def test_a_deadline_of_a_day_is_due_that_day(tracker: Tracker) -> None:
    """The working day before the summit is Sunday 18 September 2016, a make-up working day."""
    assert component(tracker, "deliverable-paper")["DUE"].dt == date(2016, 9, 18)


def test_a_deadline_at_an_hour_keeps_its_zone(tracker: Tracker) -> None:
    """What is due at 17:00 is due at 17:00 in the group's zone."""
    due = component(tracker, "task-T-2")["DUE"]
    assert due.params["TZID"] == "Asia/Shanghai"
    assert due.dt.replace(tzinfo=None) == datetime(2016, 9, 21, 17)


def test_the_zone_is_described(tracker: Tracker) -> None:
    """A reader that knows no zones finds Shanghai's eight hours in the file."""
    found = icalendar.Calendar.from_ical(tracker.calendar())
    assert [zone.tz_name for zone in found.timezones] == ["Asia/Shanghai"]


def test_what_has_no_date_is_left_out(tracker: Tracker) -> None:
    """A task without a target or limit is no deadline."""
    tracker.add(Task(key="T-3", title="Some day", group="wg"))
    assert set(components(tracker.calendar())) == UIDS


def test_a_limit_alone_is_a_deadline(tracker: Tracker) -> None:
    """A task that has a limit and no target is due by its limit."""
    tracker.add(Task(key="T-3", title="By then", group="wg", limit="2016-10-14"))
    assert component(tracker, "task-T-3")["DUE"].dt == date(2016, 10, 14)


def test_what_hangs_on_no_date_is_left_out(tracker: Tracker) -> None:
    """A task due after a stage that nobody planned has no day to stand on."""
    tracker.add(Task(key="T-3", title="After", group="wg", target="paper@review + 2wd"))
    assert set(components(tracker.calendar())) == UIDS


def test_a_finished_task_says_when(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """Done on 8 September in Shanghai is done in the last second of that day, which is 15:59:59 UTC."""
    clock.move_to("2016-09-09T09:00:00+08:00")
    tracker.done("T-1", on="2016-09-08")
    found = component(tracker, "task-T-1")
    assert found["COMPLETED"].dt == datetime(2016, 9, 8, 15, 59, 59, tzinfo=UTC)
    assert (str(found["STATUS"]), found["PERCENT-COMPLETE"]) == ("COMPLETED", 100)


def test_a_dropped_task_is_cancelled(tracker: Tracker) -> None:
    """A subscriber sees that it fell away, instead of wondering where it went."""
    tracker.drop("T-2", why="not needed")
    assert str(component(tracker, "task-T-2")["STATUS"]) == "CANCELLED"


def test_a_task_at_work_is_in_process(tracker: Tracker) -> None:
    """A task that was started says so, with its percentage."""
    tracker.start("T-1")
    tracker.progress("T-1", percent=40)
    found = component(tracker, "task-T-1")
    assert (str(found["STATUS"]), found["PERCENT-COMPLETE"]) == ("IN-PROCESS", 40)


def test_area_and_tags_are_categories(tracker: Tracker) -> None:
    """Clients that filter by category find areas and tags."""
    assert component(tracker, "task-T-1")["CATEGORIES"].cats == ["The text", "draft"]


def test_relations_stand_on_the_side_that_the_standard_says(tracker: Tracker) -> None:
    """RFC 9253: what comes first names what follows, and what follows depends on what comes first."""
    assert related(component(tracker, "task-T-1")) == {("FINISHTOSTART", "task-T-2", "P5D")}
    assert related(component(tracker, "task-T-2")) == {
        ("PARENT", "deliverable-paper", None),
        ("DEPENDS-ON", "task-T-1", None),
    }


def test_a_lag_is_counted_in_working_days(tracker: Tracker) -> None:
    """Two working days after 14 September are the 18th and the 19th (15 to 17 are off): five calendar days."""
    assert ("FINISHTOSTART", "task-T-2", "P5D") in related(component(tracker, "task-T-1"))


def test_a_moved_event_updates_all_that_hangs_on_it(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """The paper, due the working day before the summit, keeps its name and gets a higher number and a new day."""
    before = component(tracker, "deliverable-paper")
    clock.move_to("2016-08-30T10:00:00+08:00")
    tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken")
    after = component(tracker, "deliverable-paper")
    assert after["DUE"].dt == date(2016, 9, 23)
    assert after["SEQUENCE"] > before["SEQUENCE"] == 0
    assert after["LAST-MODIFIED"].dt == datetime(2016, 8, 30, 2, tzinfo=UTC)


def test_what_hung_in_a_circle_over_time_ends(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """Of two tasks that each hung on the other once, both are updated when one that they hang on moves."""
    tracker.add(Task(key="T-8", title="First", group="wg", target="2016-09-01"))
    tracker.add(Task(key="T-9", title="Second", group="wg", target="T-8 + 1d"))
    tracker.move("T-9", target="2016-09-02", why="on its own")
    tracker.move("T-8", target="T-9 + 1d", why="the other way round")
    before = component(tracker, "task-T-8")
    clock.move_to("2016-08-30T10:00:00+08:00")
    tracker.move("T-9", target="2016-09-05", why="later")
    assert component(tracker, "task-T-8")["SEQUENCE"] > before["SEQUENCE"]


def test_long_chains_are_gone_through_once() -> None:
    """Ten thousand tasks that each hang on the next have their revisions within a second or two."""
    at = datetime(2016, 8, 1, tzinfo=UTC)
    tasks = [Task(key=f"T-{n}", title="t", group="wg", target=f"T-{n + 1} - 1d") for n in range(1, 10_001)]
    entries = [
        Entry(number, number, "add", "task", task.key, at, at, "ann", None, None, task, None)
        for number, task in enumerate(tasks, 1)
    ]
    start = monotonic()
    revisions = Revisions(entries)
    assert [revisions.of(task).sequence for task in (tasks[0], tasks[-1])] == [9_999, 0]
    assert all(revisions.of(task) for task in tasks)
    assert monotonic() - start < 10  # it was minutes


def test_what_did_not_change_is_not_updated(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A task that hangs on nothing keeps its number when the summit moves."""
    before = component(tracker, "task-T-1")
    clock.move_to("2016-08-30T10:00:00+08:00")
    tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken")
    after = component(tracker, "task-T-1")
    assert after.to_ical() == before.to_ical()


def test_a_day_off_more_updates_what_is_counted_through_it(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """When 18 September is no working day any more, the paper is due on the 14th, and its number has grown."""
    clock.move_to("2016-08-30T10:00:00+08:00")
    china = tracker.programme().calendars["china"]
    tracker.save(evolve(china, work={}), why="no make-up day")
    found = component(tracker, "deliverable-paper")
    assert (found["DUE"].dt, found["SEQUENCE"] > 0) == (date(2016, 9, 14), True)


def test_a_limit_that_hangs_on_an_event_counts_too(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A task that only has a limit is updated when the event under it moves."""
    tracker.add(Task(key="T-3", title="By then", group="wg", limit="summit + 2wd"))
    clock.move_to("2016-08-30T10:00:00+08:00")
    tracker.move_event("summit", starts="2016-09-20", why="a day later")
    assert component(tracker, "task-T-3")["LAST-MODIFIED"].dt == datetime(2016, 8, 30, 2, tzinfo=UTC)


def test_a_past_day_has_the_calendar_of_that_day(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """Asked as of a day before the move, the calendar is what it was then, byte for byte."""
    clock.move_to("2016-08-25T10:00:00+08:00")
    then = tracker.calendar()
    clock.move_to("2016-08-30T10:00:00+08:00")
    tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken")
    assert tracker.calendar(at="2016-08-25") == then


def test_an_owner_gets_their_own_deadlines_and_all_events(tracker: Tracker) -> None:
    """MIIT owns the second task alone; the summit is everybody's."""
    assert set(components(tracker.calendar(owner="miit"))) == {"event-summit@wg.wgtrack", "task-T-2@wg.wgtrack"}


def test_deadlines_can_be_events_of_a_day(tracker: Tracker) -> None:
    """For clients that show no tasks: a day that keeps nobody busy, under a name of its own."""
    due = component(tracker, "due-deliverable-paper", deadlines="event")
    assert (due.name, due["DTSTART"].dt, due["DTEND"].dt) == ("VEVENT", date(2016, 9, 18), date(2016, 9, 19))
    assert (str(due["SUMMARY"]), str(due["TRANSP"])) == ("Due: paper Paper", "TRANSPARENT")


def test_deadlines_can_be_both(tracker: Tracker) -> None:
    """Three deadlines twice, and the summit; no name stands for two things."""
    data = tracker.calendar(deadlines="both")
    assert len(components(data)) == data.count(b"\r\nUID:") == 7


def test_a_reminder_rings_at_nine_so_many_working_days_before(tracker: Tracker) -> None:
    """Five working days before the summit of 19 September is Friday the 9th; 9:00 there is 1:00 UTC."""
    (alarm,) = component(tracker, "event-summit", alarms=["5wd"]).walk("VALARM")
    assert alarm["TRIGGER"].dt == datetime(2016, 9, 9, 1, tzinfo=UTC)


def test_a_reminder_of_the_past_does_not_ring(tracker: Tracker) -> None:
    """Six weeks before 14 September is before the day of the question."""
    assert not component(tracker, "task-T-1", alarms=["6w"]).walk("VALARM")


def test_a_finished_task_reminds_of_nothing(tracker: Tracker) -> None:
    """Nobody is woken for what is done."""
    tracker.done("T-1")
    assert not component(tracker, "task-T-1", alarms=["1d"]).walk("VALARM")


def test_names_are_in_the_language_asked_for(tracker: Tracker) -> None:
    """The calendar of a Chinese subscriber has the group's Chinese name."""
    found = icalendar.Calendar.from_ical(tracker.calendar(language="zh-Hans"))
    assert str(found["NAME"]) == str(found["X-WR-CALNAME"]) == "工作组"


@pytest.mark.parametrize("alarm", ["", "5", "wd", "5x", "-5wd", "5 wd", "99999d"])
def test_an_alarm_that_cannot_be_read_is_refused(tracker: Tracker, alarm: str) -> None:
    """Anything but a number with d, wd, w or m is told."""
    with pytest.raises(wgtrack.InputError, match="write 5wd, 2d, 1w or 1m"):
        tracker.calendar(alarms=[alarm])


def test_an_unknown_owner_is_refused(tracker: Tracker) -> None:
    """A slip in the key of a party does not make an empty calendar."""
    with pytest.raises(wgtrack.UnknownKeyError, match="did you mean cesi"):
        tracker.calendar(owner="cesy")


def test_an_unknown_way_of_deadlines_is_refused(tracker: Tracker) -> None:
    """Only todo, event and both are ways for a deadline to stand in a calendar."""
    bad: Any = "task"
    with pytest.raises(wgtrack.InputError, match="choose from todo, event, both"):
        tracker.calendar(deadlines=bad)


def test_a_group_without_anything_has_an_empty_calendar(clock: time_machine.Traveller) -> None:
    """No event and no deadline is no error."""
    with wgtrack.open(":memory:", by="secretary") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="Group", timezone="UTC"))
        assert components(tracker.calendar()) == {}


def lines(data: bytes) -> Iterator[bytes]:
    """The lines of a file as they are folded."""
    assert data.endswith(b"\r\n")
    yield from data[:-2].split(b"\r\n")


def test_lines_end_as_the_standard_says_and_hold_75_octets_at_most(tracker: Tracker) -> None:
    """CRLF alone, and no character cut in two, in a title of 60 Chinese characters."""
    tracker.add(Task(key="T-3", title="区块链" * 20, group="wg", target="2016-09-14"))
    for line in lines(tracker.calendar()):
        assert len(line) <= 75
        assert b"\n" not in line
        assert b"\r" not in line
        assert line.decode()


@given(title=st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1).filter(str.strip))
def test_any_title_comes_back_as_it_was(title: str) -> None:
    """Commas, semicolons, backslashes and colons are text, and no title can add a line of its own."""
    assume("\\N" not in title)  # icalendar writes a backslash before N as a line break
    with time_machine.travel("2016-08-22T12:00:00+08:00", tick=False), wgtrack.open(":memory:", by="x") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="Group", timezone="UTC"))
        try:
            tracker.add(Task(key="T-1", title=title, group="wg", target="2016-09-14"))
        except wgtrack.InputError:  # a title that no line of text can be
            return
        assert str(component(tracker, "task-T-1")["SUMMARY"]) == f"T-1 {title}"


#: Changes of other records, and the components that show something of them.
OTHERS: dict[str, tuple[Callable[[Tracker], object], str]] = {
    "an owner is renamed": (lambda tracker: tracker.edit("cesi", name="Institute"), "task-T-1"),
    "an area has another title": (lambda tracker: tracker.edit("text", title="The words"), "task-T-1"),
    "a task follows": (
        lambda tracker: tracker.edit("T-2", after=["T-1 + 2wd", "paper"], deliverables=[]),
        "deliverable-paper",
    ),
    "a task follows no more": (lambda tracker: tracker.edit("T-2", after=[]), "task-T-1"),
    "a task follows later": (lambda tracker: tracker.edit("T-2", after=["T-1 + 3wd"]), "task-T-1"),
    "a task comes that follows": (
        lambda tracker: tracker.add(Task(key="T-3", title="Check", group="wg", target="2016-09-30", after=["summit"])),
        "event-summit",
    ),
    "the follower's days are others": (
        lambda tracker: tracker.save(evolve(tracker.programme().calendars["china"], off={date(2016, 9, 16): "Mid"})),
        "task-T-1",
    ),
    "the stages are others": (
        lambda tracker: tracker.save(
            evolve(
                (known := tracker.programme().lifecycles["white-paper"]),
                stages=[evolve(stage, title=f"{stage.title}!") for stage in known.stages],
            )
        ),
        "deliverable-paper",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_change_of_what_is_shown_of_others_has_a_higher_number(
    tracker: Tracker, clock: time_machine.Traveller, name: str
) -> None:
    """Whatever a component shows of another record, its number and its stamps grow when that changes."""
    change, uid = OTHERS[name]
    before = component(tracker, uid)
    clock.move_to("2016-08-30T10:00:00+08:00")
    change(tracker)
    after = component(tracker, uid)
    assert after["SEQUENCE"] > before["SEQUENCE"]
    for stamp in ("LAST-MODIFIED", "DTSTAMP"):
        assert after[stamp].dt == datetime(2016, 8, 30, 2, tzinfo=UTC)


@pytest.mark.parametrize("name", OTHERS)
def test_no_component_differs_under_the_same_number(tracker: Tracker, clock: time_machine.Traveller, name: str) -> None:
    """After each of these changes, every component that has its old number has its old bytes."""
    before = components(tracker.calendar(deadlines="both"))
    clock.move_to("2016-08-30T10:00:00+08:00")
    OTHERS[name][0](tracker)
    for uid, found in components(tracker.calendar(deadlines="both")).items():
        if uid in before and found["SEQUENCE"] == before[uid]["SEQUENCE"]:
            assert found.to_ical() == before[uid].to_ical()


def test_another_word_on_an_owner_changes_no_number(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A description of a party stands in no calendar, so nothing is told to subscribers."""
    before = component(tracker, "task-T-1")
    clock.move_to("2016-08-30T10:00:00+08:00")
    tracker.edit("cesi", description="An institute of the ministry")
    assert component(tracker, "task-T-1").to_ical() == before.to_ical()


@pytest.mark.parametrize(
    ("written", "due"),
    [
        ("2016-10-30T00:30Z", datetime(2016, 10, 30, 0, 30, tzinfo=UTC)),
        ("2016-10-30T01:30Z", datetime(2016, 10, 30, 1, 30, tzinfo=UTC)),
    ],
)
def test_an_hour_that_comes_twice_is_written_in_utc(tracker: Tracker, written: str, due: datetime) -> None:
    """In Berlin half past two came twice on 30 October 2016; readers of a local time take the first, so it is in UTC."""
    tracker.add(Group(key="berlin", name="Berlin", parent="wg", timezone="Europe/Berlin"))
    tracker.add(Task(key="B-1", title="At night", group="berlin", target=written))
    tracker.add(Event(key="night", title="Night", group="berlin", starts=written, ends="2016-10-30T05:00"))
    todo, night = component(tracker, "task-B-1"), component(tracker, "event-night")
    in_utc = f"{due:%Y%m%dT%H%M%SZ}".encode()
    assert (todo["DUE"].to_ical(), night["DTSTART"].to_ical()) == (in_utc, in_utc)
    assert night["DTEND"].to_ical() == b"20161030T040000Z"
    offset = "UTC+02:00" if due.hour == 0 else "UTC+01:00"
    assert f"02:30 Europe/Berlin ({offset})" in str(todo["DESCRIPTION"])
