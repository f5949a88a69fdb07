"""What took effect and what was recorded: what is told late, what was known, what is set right, and clocks that are wrong."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine

import wgtrack
from wgtrack import Baseline, Deliverable, Event, Group, InputError, Party, Task, Tracker, WgtrackError
from wgtrack.errors import ConflictError

#: Thursday 26 November 2026, noon in UTC.
START = datetime(2026, 11, 26, 12, tzinfo=UTC)


class Desk:
    """A record and its clock."""

    def __init__(self, tracker: Tracker, clock: time_machine.Traveller) -> None:
        self.tracker = tracker
        self.clock = clock

    def on(self, day: int, hour: int = 12, month: int = 11, year: int = 2026) -> Tracker:
        """The record on another day."""
        self.clock.move_to(datetime(year, month, day, hour, tzinfo=UTC))
        return self.tracker


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A group since 1 November with T-1, due on the 24th."""
    with time_machine.travel(START, tick=False) as clock, wgtrack.open(":memory:", by="li") as tracker:
        made = Desk(tracker, clock)
        made.on(1).add(Group(key="g", name="G", timezone="UTC"))
        tracker.add(Task(key="T-1", title="One", group="g", target="2026-11-24"))
        made.on(26)
        yield made


def test_what_was_told_late_is_in_the_next_report(desk: Desk) -> None:
    """Done on Wednesday and told on Friday: Thursday's report said overdue, and the next one says what changed."""
    first = desk.on(26).issue()
    desk.on(27).done("T-1", on="2026-11-25", why="told late")
    report = desk.on(28).report()

    assert (first.number, report.since_number) == (1, 1)
    [change] = report.verdict_changes
    assert (change.item.key, change.before, change.item.verdict) == ("T-1", "overdue", "done_late")
    [done] = report.changes.finished
    assert (done.item.key, done.act.at.date(), done.act.recorded_on) == ("T-1", date(2026, 11, 25), date(2026, 11, 27))


def test_log_and_slips_count_what_was_recorded_since(desk: Desk) -> None:
    """The same is in the log since Friday and among the slips against Thursday, though it took effect before both."""
    desk.on(27).done("T-1", on="2026-11-25", why="told late")

    assert [entry.action for entry in desk.tracker.log(since="2026-11-27")] == ["done"]
    [slip] = desk.on(28).slips("2026-11-26")
    assert (slip.was, slip.state, slip.done_on) == ("open", "done", date(2026, 11, 25))


def test_slips_against_a_baseline_know_what_it_knew(desk: Desk) -> None:
    """A baseline is the record as it was known when it was saved, at one and the same instant of the clock too."""
    desk.on(26).baseline("thursday")
    desk.tracker.done("T-1", on="2026-11-25", why="told late")

    [slip] = desk.tracker.slips("thursday")
    assert slip.done is not None


@pytest.mark.parametrize("known", ["2026-11-26", START, date(2026, 11, 26)])
def test_the_past_as_it_was_known(desk: Desk, known: str | date) -> None:
    """Of Thursday, by all that is known now, T-1 is done late; by what was known on Thursday it was overdue."""
    desk.on(27).done("T-1", on="2026-11-25", why="told late")
    ask = desk.on(28)

    assert ask.status(at="2026-11-26").items[0].verdict == "done_late"
    assert ask.status(at="2026-11-26", known=known).items[0].verdict == "overdue"
    assert [item.key for item in ask.overdue(at="2026-11-26", known=known)] == ["T-1"]
    assert ask.report(at="2026-11-26", known=known).status.totals["overdue"] == 1
    assert len(ask.log(known=known)) == len(ask.log()) - 1
    assert ask.check(at="2026-11-26", known=known)[0].code == "overdue"
    assert ask.portfolio(at="2026-11-26", known=known).rows[0].overdue == 1
    assert not ask.slips(at="2026-11-26", known=known)[0].done


def test_what_a_file_brings_counts_from_the_days_it_names(desk: Desk, tmp_path: Path) -> None:
    """A file of the past that is loaded today was known on the days that it names."""
    file = tmp_path / "h.toml"
    file.write_text(
        'title = "H"\nrecorded = 2016-08-01\nby = "wu"\n[[group]]\nkey = "h"\nname = "H"\ntimezone = "UTC"\n'
        '[[task]]\nkey = "H-1"\ntitle = "One"\ngroup = "h"\ntarget = "2016-08-10"\n'
        '[[change]]\nat = 2016-08-09\ndo = "done"\nkey = "H-1"\n',
        encoding="utf-8",
    )
    desk.tracker.load(file)

    def verdict(known: str) -> str:
        return desk.tracker.status("2016-08-20", "h", known=known).items[0].verdict

    assert (verdict("2016-08-08"), verdict("2016-08-09")) == ("overdue", "done")
    assert desk.tracker.log("H-1", since="2016-08-05")[0].action == "done"


def test_what_was_finished_when_it_was_recorded_is_added(desk: Desk) -> None:
    """A task that is put on record today as done in July was not finished since the last report."""
    desk.on(26).issue()
    desk.on(27).add(Task(key="T-2", title="Two", group="g", state="done", done_on=date(2026, 7, 8)))
    changes = desk.on(28).report().changes

    assert changes.finished == ()
    assert [(one.key, one.finished_on) for one in changes.added] == [("T-2", date(2026, 7, 8))]
    assert "recorded, finished" in str(desk.tracker.render(desk.tracker.report(), "markdown"))


def test_a_record_told_in_one_sitting_is_compared_by_effect() -> None:
    """Where nothing had been recorded at an instant, it means what had taken effect: a past that is told in November."""
    with time_machine.travel(START, tick=False), wgtrack.open(":memory:", by="li") as tracker:
        tracker.add(Group(key="g", name="G", timezone="UTC"), at="2026-01-01")
        tracker.add(Task(key="T-1", title="One", group="g", target="2026-05-01"), at="2026-01-10")
        tracker.move("T-1", target="2026-06-01", why="more to do", at="2026-03-02")

        [slip] = tracker.slips("2026-02-01")
        assert (slip.was, slip.calendar_days, slip.added) == ("open", 31, None)


def test_what_an_anchor_was_not_there_for_is_undated(desk: Desk, tmp_path: Path) -> None:
    """A task dated back to before its event came on record has no date on that day, says why, and breaks nothing."""
    desk.on(27).add(Event(key="ev", title="E", group="g", starts="2026-12-20"))
    desk.tracker.add(Deliverable(key="d", title="D", group="g", target="ev"), at="2026-11-10")
    desk.tracker.add(Task(key="C", title="C", group="g", target="ev - 1wd", limit="ev.end"), at="2026-11-10")
    ask = desk.on(28)

    item = next(item for item in ask.status(at="2026-11-12").items if item.key == "C")
    assert (item.verdict, item.reasons[0].code) == ("undated", "anchor_not_on_record")
    assert str(item.reasons[0]) == "its target (ev - 1wd) hangs on ev, which was not on record"
    for question in (
        ask.report,
        ask.schedule,
        ask.plans,
        ask.timeline,
        ask.slips,
        ask.check,
        ask.calendar,
        ask.workload,
    ):
        question(at="2026-11-12")
    ask.publish(tmp_path / "site", at="2026-11-12")
    assert next(item for item in ask.status().items if item.key == "C").target is not None


def test_a_clock_behind_the_journal_writes_nothing(desk: Desk) -> None:
    """At 12:30, behind a change of 13:00, one line names both times and nothing is written; nor is it at 12:59:59."""
    desk.on(26, 13).edit("T-1", title="Two")
    before = desk.tracker.head()
    desk.clock.move_to(START + timedelta(minutes=30))

    with pytest.raises(InputError) as refused:
        desk.tracker.add(Task(key="C", title="C", group="g"))
    assert refused.value.message.code == "clock_behind"
    assert str(refused.value.message) == (
        "the clock says 12:30 UTC on 26 November 2026, and the newest change was recorded at 13:00 UTC on 26 November 2026: "
        "nothing was written"
    )
    assert desk.tracker.head() == before


def test_a_change_of_a_wrong_clock_can_be_taken_back(desk: Desk) -> None:
    """An edit at a clock of 2036 is named by check; taken back, the record can be changed again, and 2036 sees what is new."""
    desk.on(1, year=2036).edit("T-1", title="Wrong")
    ask = desk.on(27)
    assert [(one.code, one.key) for one in ask.check() if one.code == "dated_ahead"] == [("dated_ahead", "T-1")]

    ask.undo()
    assert ask.edit("T-1", title="Right").key == "T-1"
    ask.start("T-1")
    assert ask.status().items[0].title == "Right"
    assert "dated_ahead" not in {one.code for one in ask.check()}
    assert desk.on(2, year=2036).status(at="2036-11-02").items[0].title == "Right"


def test_a_new_zone_leaves_the_past_as_it_was() -> None:
    """Finished at 20:00 UTC of its day, in time: a group that goes to Shanghai later had UTC then, in every question."""
    with (
        time_machine.travel(datetime(2025, 3, 1, tzinfo=UTC), tick=False) as clock,
        wgtrack.open(":memory:", by="li") as t,
    ):
        t.add(Group(key="g", name="G", timezone="UTC", calendar="none"))
        t.add(Task(key="T", title="T", group="g", target="2025-03-03"))
        clock.move_to(datetime(2025, 3, 3, 20, tzinfo=UTC))
        t.done("T")
        clock.move_to(datetime(2025, 3, 20, 9, tzinfo=UTC))
        t.edit("g", timezone="Asia/Shanghai", calendar="CN")

        assert [item.verdict for item in t.find(at="2025-03-03")] == ["done"]
        assert [item.verdict for item in t.status().items] == ["done"]
        assert t.report().status.totals["done"] == 1
        assert t.slips()[0].calendar_days_late == 0
        t.add(Task(key="U", title="U", group="g"), at="2025-03-05")
        assert t.log("U")[0].at == datetime(2025, 3, 5, 23, 59, 59, 999999, tzinfo=UTC)  # the end of that day in UTC


FUTURE = [
    Task(key="X", title="X", group="g", state="done", done_on=date(2030, 4, 1)),
    Task(key="X", title="X", group="g", state="active", started_on=date(2026, 11, 27)),
    Task(key="X", title="X", group="g", waiting=wgtrack.Waiting("li", date(2030, 1, 1))),
    Deliverable(
        key="X",
        title="X",
        group="g",
        state="active",
        started_on=date(2026, 1, 1),
        reached=(wgtrack.StageReached("outline", date(2030, 1, 1)),),
    ),
]


@pytest.mark.parametrize("record", FUTURE, ids=["done", "started", "waiting", "reached"])
def test_the_future_is_no_fact(desk: Desk, record: Task) -> None:
    """What would have happened after today is refused, however it is put on record; so is what is later than --at."""
    desk.tracker.add(Party(key="li", name="Li"))
    with pytest.raises(InputError, match="still to come"):
        desk.tracker.add(record)


def test_a_role_may_begin_later(desk: Desk) -> None:
    """People are elected ahead: the first day of a role may be still to come, and no check names it."""
    desk.tracker.add(Party(key="li", name="Li"))
    chair = desk.tracker.add(
        wgtrack.Role(key="g:chair:li", party="li", group="g", role="chair", since=date(2030, 1, 1))
    )
    assert chair.since == date(2030, 1, 1)
    assert "future_fact" not in {finding.code for finding in desk.tracker.check()}


def test_a_fact_is_no_later_than_the_day_it_is_recorded_for(desk: Desk) -> None:
    """Done on the 20th cannot be on record from the 10th on."""
    done = Task(key="X", title="X", group="g", state="done", done_on=date(2026, 11, 20))
    with pytest.raises(InputError, match="'X' is 2026-11-20, which is still to come"):
        desk.tracker.add(done, at="2026-11-10")
    assert desk.tracker.add(done, at="2026-11-20").done_on == date(2026, 11, 20)


def test_nothing_is_there_before_its_group(desk: Desk) -> None:
    """A task of October in a group of November is refused with both days; a group that is told back has room for it."""
    with pytest.raises(InputError, match="its group 'g' begins at 12:00 UTC on 1 November 2026") as refused:
        desk.tracker.add(Task(key="X", title="X", group="g"), at="2026-10-05")
    assert refused.value.message.code == "before_its_group"
    desk.tracker.add(Group(key="h", name="H", timezone="UTC"), at="2026-01-01")
    desk.tracker.add(Task(key="Y", title="Y", group="h"), at="2026-10-05")
    assert [item.key for item in desk.tracker.status("2026-10-06", "h").items] == ["Y"]


def test_an_undo_bars_no_earlier_day(desk: Desk) -> None:
    """What was done for the wrong day and taken back can be done for an earlier one, and the days between say so."""
    desk.tracker.done("T-1", on="2026-11-20")
    desk.tracker.undo()
    desk.tracker.done("T-1", on="2026-11-18")

    assert [desk.tracker.status(f"2026-11-{day}").items[0].state for day in (17, 19, 25)] == ["open", "done", "done"]


def test_a_forgotten_change_between_two_others(desk: Desk) -> None:
    """It is refused with the instant that bars it and with what can be done instead; nothing is written."""
    desk.tracker.move("T-1", target="2026-11-25", why="more to do", at="2026-11-20")
    with pytest.raises(InputError, match=r"it last changed at the end of 20 November 2026.*correct.*undo"):
        desk.tracker.edit("T-1", title="Forgotten", at="2026-11-10")


def test_a_correction_of_the_day_of_finishing(desk: Desk) -> None:
    """It takes the place of the day that was said, needs a reason, is no slip, and is told in the next report."""
    desk.tracker.done("T-1", on="2026-11-25")
    desk.tracker.issue()
    with pytest.raises(InputError, match="correcting 'T-1' needs a reason"):
        desk.tracker.correct("T-1", done_on="2026-11-24")
    desk.on(27).correct("T-1", done_on="2026-11-24", why="the minutes say so")

    assert desk.tracker.status("2026-11-24").items[0].verdict == "done"
    assert desk.tracker.status("2026-11-24", known="2026-11-26").items[0].verdict == "due_soon"
    [slip] = desk.tracker.slips()
    assert (slip.moves, slip.done_on, slip.calendar_days_late) == ((), date(2026, 11, 24), 0)
    changes = desk.tracker.report().changes
    assert [(one.key, one.act.why) for one in changes.corrected] == [("T-1", "the minutes say so")]
    assert changes.finished == ()


def test_a_correction_of_stages(desk: Desk) -> None:
    """The day a stage was reached is set right, by its code, and stays between those of its neighbours."""
    t = desk.on(1)
    t.add(Deliverable(key="d", title="D", group="g"))
    for day, stage in ((3, "outline"), (9, "drafting"), (16, "review")):
        desk.on(day).advance("d", stage)
    t = desk.on(26)

    changed = t.correct("d", drafting="2026-11-07", why="told late")
    assert isinstance(changed, Deliverable)
    assert [entered.on.day for entered in changed.reached] == [3, 7, 16]
    for wrong in ("2026-11-02", "2026-11-17"):
        with pytest.raises(InputError, match="so it cannot have entered drafting"):
            t.correct("d", drafting=wrong, why="told late")
    begun = t.correct("d", outline="2026-11-02", why="told late")
    assert isinstance(begun, Deliverable)
    assert begun.started_on == date(2026, 11, 2)
    with pytest.raises(InputError, match="'d' has no fact 'published' to correct"):
        t.correct("d", published="2026-11-20", why="told late")
    with pytest.raises(InputError, match="still to come"):
        t.correct("d", review="2026-11-27", why="told late")


def test_only_facts_are_corrected(desk: Desk) -> None:
    """A promise is moved, and never corrected; what did not happen has no day."""
    with pytest.raises(InputError, match="'T-1' has no fact 'target' to correct"):
        desk.tracker.correct("T-1", target="2026-11-30", why="typed wrong")
    with pytest.raises(InputError, match="'T-1' has no 'done on' to correct"):
        desk.tracker.correct("T-1", done_on="2026-11-20", why="typed wrong")


def test_an_undo_takes_back_its_own(desk: Desk) -> None:
    """With ``own``, another's step stays, and whose it is is said; without, it is taken back."""
    desk.tracker.by = "wu"
    before = desk.tracker.head()
    with pytest.raises(ConflictError, match=r"step \d+ is of li \(add task T-1\)"):
        desk.tracker.undo(own=True)
    assert desk.tracker.head() == before
    desk.tracker.undo()
    with pytest.raises(WgtrackError):
        desk.tracker.task("T-1")


def test_what_is_known_is_for_questions(desk: Desk) -> None:
    """A record as it was known takes no changes."""
    with pytest.raises(InputError, match="for questions alone"):
        desk.tracker.as_known("2026-11-26").edit("T-1", title="x")


def test_instants_are_compared_as_instants() -> None:
    """An hour that comes twice, or never, is the same instant in every zone: 02:00 of 26 March 2000 in Berlin is 01:00 UTC."""
    never = datetime(2000, 3, 26, 2, tzinfo=ZoneInfo("Europe/Berlin"))
    assert Baseline(key="b", at=never) == Baseline(key="b", at=datetime(2000, 3, 26, 1, tzinfo=UTC))
