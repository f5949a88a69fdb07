"""When a change took effect: what ``at`` and ``on`` mean, in which zone, and beside the clock."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

import wgtrack
from wgtrack import Group, Tracker
from wgtrack.errors import InputError, InstantError, StoreBusyError

EVENING = datetime(2016, 9, 5, 20, tzinfo=UTC)


@pytest.mark.parametrize("at", [EVENING, "2016-09-05T20:00Z", "2016-09-05 16:00 America/New_York"])
def test_the_day_of_an_instant_is_the_one_in_the_groups_zone(
    tracker: Tracker, clock: time_machine.Traveller, at: datetime | str
) -> None:
    """At 20:00 UTC on the 5th it is the 6th in Shanghai, whatever zone the instant is told in."""
    clock.move_to(datetime(2016, 9, 10, tzinfo=UTC))
    done = tracker.done("T-1", at=at)
    assert (done.done_on, done.done_at) == (date(2016, 9, 6), EVENING)


def test_an_hour_after_a_blank_is_kept(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A time is a time whether a T or a blank stands before it."""
    clock.move_to(datetime(2016, 9, 10, tzinfo=UTC))
    assert tracker.done("T-1", at="2016-09-05 17:00").done_at == datetime(2016, 9, 5, 9, tzinfo=UTC)


def test_a_day_that_is_today_means_now(tracker: Tracker) -> None:
    """Today's end is still to come, so what is recorded for today takes effect now."""
    tracker.start("T-1", at="2016-08-22")
    assert tracker.log("T-1")[-1].at == wgtrack.clock.now()


def test_a_later_hour_of_today_is_refused(tracker: Tracker) -> None:
    """An instant that has not come is not quietly taken for the present one."""
    with pytest.raises(InputError, match="after now"):
        tracker.start("T-1", at="2016-08-22T23:00")


def test_the_day_of_an_instant(tracker: Tracker) -> None:
    """An aware datetime stands for the day it falls on in the group's zone, eight hours ahead of UTC here."""
    assert tracker.start("T-1", on=datetime(2016, 8, 20, 18, tzinfo=UTC)).started_on == date(2016, 8, 21)


@pytest.mark.parametrize(
    ("day", "told"),
    [(datetime(2016, 8, 22), "has no time zone"), ("2016-08-22T09:00", "cannot read the day")],
)
def test_the_day_of_a_fact_is_no_wall_time(tracker: Tracker, day: date | str, told: str) -> None:
    """A time without a zone is on no day that is known."""
    with pytest.raises(InstantError, match=told):
        tracker.start("T-1", on=day)


def test_what_a_group_names_is_there_on_its_first_day(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A day ends in Auckland before it ends in Shanghai, and the calendar is pinned by then too."""
    clock.move_to(datetime(2016, 9, 10, tzinfo=UTC))
    tracker.add(Group(key="nz", name="NZ", timezone="Pacific/Auckland", calendar="NZ"), at="2016-09-01")
    assert tracker.status("2016-09-01", group="nz").group.calendar == "NZ"


def test_all_of_a_file_is_there_on_its_first_day(tmp_path: Path, clock: time_machine.Traveller) -> None:
    """A file recorded on a day has its calendar and its parties by the end of that day, east of Greenwich too."""
    path = tmp_path / "group.toml"
    path.write_text(
        """
        title = "A group"
        recorded = 2016-08-01
        [[calendar]]
        key = "office"
        [[party]]
        key = "cesi"
        name = "CESI"
        [[group]]
        key = "wg"
        name = "Group"
        timezone = "Asia/Shanghai"
        calendar = "office"
        [[task]]
        key = "T-1"
        title = "Draft"
        group = "wg"
        owners = ["cesi"]
        """
    )
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(path)
        report = tracker.status("2016-08-01")
    assert (report.group.calendar, dict(report.names)) == ("office", {"cesi": "CESI"})


def test_an_instant_with_its_zone_is_understood_where_groups_are_in_several(tracker: Tracker) -> None:
    """With its zone a time means one instant; a day, or a time without a zone, is each group's own."""
    tracker.add(Group(key="berlin", name="B", timezone="Europe/Berlin"))
    assert tracker.programme("2016-08-22T12:00 Asia/Shanghai").groups.keys() == {"wg", "berlin"}
    assert tracker.programme("2016-08-22T12:00").groups.keys() == {"wg", "berlin"}


def test_a_day_is_asked_for_in_the_zone_of_a_group_alone(tracker: Tracker) -> None:
    """The key of something else is no group's, and not taken for one without a zone."""
    with pytest.raises(InputError, match=r"'T-1' is a task .*, not a group"):
        tracker.programme("2016-08-22", group="T-1")


def test_the_log_since_a_day_begins_with_its_first_instant(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A change that was recorded at midnight belongs to the day that begins; one a moment earlier does not."""
    midnight = datetime(2016, 8, 31, 16, tzinfo=UTC)
    clock.move_to(midnight - timedelta(microseconds=1))
    tracker.start("T-1")
    clock.move_to(midnight)
    tracker.progress("T-1", 10)
    assert [entry.action for entry in tracker.log(since="2016-09-01")] == ["progress"]


def test_the_clock_is_read_when_it_is_ones_turn_to_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who had to wait for another writer writes down an instant after that one's, never before it."""
    path = tmp_path / "wg.db"
    with wgtrack.open(path, by="me") as mine, wgtrack.open(path, by="you", timeout=0) as yours:
        mine.add(Group(key="wg", name="Group"))

        def now() -> datetime:
            monkeypatch.undo()
            with pytest.raises(StoreBusyError):
                yours.edit("wg", name="Theirs")
            return wgtrack.clock.now()

        monkeypatch.setattr("wgtrack.clock.now", now)
        assert mine.edit("wg", name="Mine") == Group(key="wg", name="Mine")


def test_a_milestone_keeps_the_hour_and_its_own_day(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A stage entered on Tuesday morning in Shanghai is reached on Monday evening in New York, after an hour due at noon."""
    tracker.add(Group(key="ny", name="NY", timezone="America/New_York", parent="wg"))
    tracker.edit("M-1", group="ny", reached_by="paper@outline", target="2016-09-05T12:00", why="moved")
    clock.move_to(datetime(2016, 9, 6, 1, tzinfo=UTC))
    assert tracker.advance("paper", "outline").reached[-1].on == date(2016, 9, 6)
    milestone = tracker.programme().tasks["M-1"]
    assert (milestone.done_on, milestone.done_at) == (date(2016, 9, 5), wgtrack.clock.now())
    assert next(item.verdict for item in tracker.status().items if item.key == "M-1") == "done_late"
