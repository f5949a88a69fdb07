"""What can be done to a record: each command one step, whole or not at all."""

from datetime import UTC, date, datetime, timedelta

import attrs
import pytest
import time_machine

import wgtrack
from wgtrack import Deliverable, Event, Group, Party, Task, Tracker
from wgtrack.dates.national_calendars import national_calendar
from wgtrack.errors import ConflictError, InputError, InstantError, KeyTakenError, StageError, UnknownKeyError

NOON = datetime(2016, 8, 22, 4, tzinfo=UTC)


def day_of(deadline: wgtrack.Deadline | None) -> date | None:
    """The day of a deadline that may be missing."""
    return None if deadline is None else deadline.date


def test_what_was_added_can_be_read_again(tracker: Tracker) -> None:
    """A record comes back as it was given, with its journal entry's number."""
    given = Task(key="T-2", title="Draft", group="wg", after=["T-1"], estimate="3/5/9")
    stored = tracker.add(given)
    assert tracker.get("T-2") == given == stored
    assert stored.revision > 0
    assert stored.changed_at == NOON


@pytest.mark.parametrize(
    "record", [Task(key="cesi", title="x", group="wg"), Party(key="summit", name="x"), Group(key="wg", name="x")]
)
def test_a_key_is_taken_whatever_kind_has_it(tracker: Tracker, record: wgtrack.Task) -> None:
    """Groups, parties, events and items share one space of keys."""
    with pytest.raises(KeyTakenError, match=f"the key '{record.key}' is already taken by a"):
        tracker.add(record)


def test_a_refused_record_leaves_nothing_behind(tracker: Tracker) -> None:
    """A change that cannot be is not half made: no row, no journal entry."""
    entries = tracker.log()
    with pytest.raises(UnknownKeyError, match="there is no group 'wgg'; did you mean wg"):
        tracker.add(Group(key="committee", name="x", parent="wgg", calendar="DE"))
    assert tracker.log() == entries
    assert "DE" not in tracker.programme().calendars


def test_the_unknown_key_error_names_the_closest(tracker: Tracker) -> None:
    """A slip of the keyboard is answered with what was probably meant."""
    with pytest.raises(
        UnknownKeyError, match=r"there is no record with the key 'sumit'; did you mean summit\?"
    ) as caught:
        tracker.get("sumit")
    assert caught.value.closest == ("summit",)


def test_a_change_without_an_author_is_refused() -> None:
    """Nobody writes into the record without a name."""
    with wgtrack.open(":memory:") as anonymous, pytest.raises(InputError, match="every change says who made it"):
        anonymous.add(Group(key="wg", name="Group"))


def test_a_stale_copy_is_a_conflict_and_changes_nothing(tracker: Tracker) -> None:
    """Two people edit the same copy: the second is told, and the first's change stays."""
    mine = tracker.get("T-1")
    assert isinstance(mine, Task)
    tracker.edit("T-1", title="Theirs")
    with pytest.raises(ConflictError, match="'T-1' was changed since this copy of it was read; read it again"):
        tracker.save(attrs.evolve(mine, title="Mine"))
    assert tracker.get("T-1").title == "Theirs"  # type: ignore[attr-defined]


def test_saving_a_fresh_copy_twice_works(tracker: Tracker) -> None:
    """What save returns is the new copy, which can be changed and saved again."""
    task = tracker.get("T-1")
    assert isinstance(task, Task)
    once = tracker.save(attrs.evolve(task, title="Once"))
    assert tracker.save(attrs.evolve(once, title="Twice")).title == "Twice"


def test_edit_names_the_field_that_was_meant(tracker: Tracker) -> None:
    """A wrong field name is answered with the closest one."""
    with pytest.raises(InputError, match=r"'T-1' has no field 'titel' to edit; did you mean title\?"):
        tracker.edit("T-1", titel="x")


def test_edit_leaves_states_to_the_verbs(tracker: Tracker) -> None:
    """A state is changed by saying what happened."""
    with pytest.raises(InputError, match="no field 'state' to edit"):
        tracker.edit("T-1", state="done")


def test_progress_today_keeps_day_and_instant(tracker: Tracker) -> None:
    """A verb without a day means now: the day in the group's zone, the instant in the journal."""
    assert tracker.progress("T-1", 40).started_on == date(2016, 8, 22)
    assert tracker.log("T-1")[-1].at == NOON


def test_the_day_is_the_one_in_the_groups_zone(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """At 17:00 UTC it is the next day in Shanghai, and that is the day recorded."""
    clock.move_to(datetime(2016, 8, 22, 17, tzinfo=UTC))
    assert tracker.done("T-1").done_on == date(2016, 8, 23)


def test_a_past_day_is_recorded_as_the_past(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """Told on the 30th that it was done on the 24th: the record of the 24th shows it, the journal tells both."""
    clock.move_to(datetime(2016, 8, 30, 4, tzinfo=UTC))
    tracker.done("T-1", on="2016-08-24")
    entry = tracker.log("T-1")[-1]
    assert entry.at.astimezone(UTC) == datetime(2016, 8, 24, 15, 59, 59, 999999, tzinfo=UTC)
    assert entry.recorded_at == datetime(2016, 8, 30, 4, tzinfo=UTC)
    assert tracker.programme("2016-08-23").tasks["T-1"].state == "open"
    assert tracker.programme("2016-08-24").tasks["T-1"].done_on == date(2016, 8, 24)


def test_a_past_day_before_the_last_change_does_not_rewrite_the_past(
    tracker: Tracker, clock: time_machine.Traveller
) -> None:
    """Done on the 23rd, but progress was recorded on the 25th: the fact keeps its day, the state changes after the 25th."""
    clock.move_to(datetime(2016, 8, 25, 4, tzinfo=UTC))
    tracker.progress("T-1", 50)
    clock.move_to(datetime(2016, 8, 30, 4, tzinfo=UTC))
    with pytest.raises(InputError, match="would end on 2016-08-23 before it starts on 2016-08-25"):
        tracker.done("T-1", on="2016-08-23")
    tracker.done("T-1", on="2016-08-25")
    assert [entry.at for entry in tracker.log("T-1")][-2:] == [
        datetime(2016, 8, 25, 4, tzinfo=UTC),
        datetime(2016, 8, 25, 15, 59, 59, 999999, tzinfo=UTC),
    ]


def test_a_day_to_come_cannot_be_recorded(tracker: Tracker) -> None:
    """Nothing is done tomorrow."""
    with pytest.raises(InputError, match=r"2016-08-23 is still to come \(today is 2016-08-22\)"):
        tracker.done("T-1", on=date(2016, 8, 23))


def test_an_instant_before_the_records_last_change_is_refused(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """The journal of a record never runs backwards."""
    clock.move_to(datetime(2016, 8, 30, 4, tzinfo=UTC))
    tracker.start("T-1", at=datetime(2016, 8, 29, 4, tzinfo=UTC))
    with pytest.raises(InputError, match="T-1"):
        tracker.progress("T-1", 10, at="2016-08-25")


def test_a_naive_instant_is_refused(tracker: Tracker) -> None:
    """An instant without a zone is no instant, and the error says what to add."""
    with pytest.raises(InstantError, match="has no time zone; add one with tzinfo="):
        tracker.start("T-1", at=datetime(2016, 8, 22, 9))
    with pytest.raises(InstantError, match="has no time zone"):
        tracker.status(datetime(2016, 8, 22, 9))


def test_a_target_moves_earlier_without_a_reason_and_later_only_with_one(tracker: Tracker) -> None:
    """A promise is not put off in silence."""
    tracker.move("paper", target="summit - 2wd")
    with pytest.raises(InputError, match="moving the target of 'paper' later needs a reason; give it with why="):
        tracker.move("paper", target="summit - 1wd")
    assert (
        tracker.move("paper", target="summit - 1wd", why="the review takes a day longer").record.target
        == "summit - 1wd"
    )


def test_taking_a_target_away_needs_a_reason_too(tracker: Tracker) -> None:
    """No date at all is the latest date there is."""
    with pytest.raises(InputError, match="needs a reason"):
        tracker.move("paper", target=None)


def test_a_date_that_is_taken_away_is_told_as_moved(tracker: Tracker) -> None:
    """Without its target, an item has moved to no date; so has an event that ends no more on a day of its own."""
    moved = tracker.move("paper", target=None, why="no longer promised").deadlines
    ends = tracker.move_event("summit", ends=None, why="one day is enough").deadlines

    assert [(each.key, each.which, day_of(each.before), each.after) for each in (*moved, *ends)] == [
        ("paper", "target", date(2016, 9, 18), None),
        ("summit", "ends", date(2016, 9, 24), None),
    ]


def test_editing_or_saving_is_no_way_round_the_reason(tracker: Tracker) -> None:
    """The rule stands in the one funnel that every write goes through."""
    with pytest.raises(InputError, match="moving the target of 'paper' later needs a reason"):
        tracker.edit("paper", target="summit + 1d")
    paper = tracker.get("paper")
    assert isinstance(paper, Deliverable)
    with pytest.raises(InputError, match="needs a reason"):
        tracker.save(attrs.evolve(paper, target="summit + 1d"))


def test_dropping_needs_a_reason(tracker: Tracker) -> None:
    """Work is not given up in silence."""
    with pytest.raises(InputError, match="dropping 'T-1' needs a reason"):
        tracker.drop("T-1", why=" ")
    assert tracker.drop("T-1", why="out of scope").key == "T-1"


def test_moving_an_event_moves_all_that_hangs_on_it(tracker: Tracker) -> None:
    """The summit a week later: every deadline counted from it moves, and is told with its old and new day.

    Counted by hand: `summit - 1wd` of Monday 26 September is Friday 23 September; `summit - 1w` is Monday 19 September.
    """
    moved = tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken")
    assert [(move.key, move.which, day_of(move.before), day_of(move.after)) for move in moved.deadlines] == [
        ("summit", "starts", date(2016, 9, 19), date(2016, 9, 26)),
        ("summit", "ends", date(2016, 9, 24), date(2016, 10, 1)),
        ("paper", "target", date(2016, 9, 18), date(2016, 9, 23)),
        ("M-1", "target", date(2016, 9, 12), date(2016, 9, 19)),
    ]


def test_every_deadline_that_moves_with_an_event_is_told(tracker: Tracker) -> None:
    """A planned stage and the day before which work cannot start move too, and what depends on them in turn.

    Ten working days before Monday 19 September are Friday 2, before Monday 26 they are Friday 9: the 18th is worked, 15
    and 16 are not, nor is Saturday 17.
    """
    tracker.plan_stage("paper", "review", "summit - 10wd")
    tracker.edit("T-1", not_before="summit + 1d")
    tracker.add(Task(key="T-2", title="Answers", group="wg", target="paper@review + 1w"))
    moved = tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken")
    told = {(move.key, move.which): (day_of(move.before), day_of(move.after)) for move in moved.deadlines}
    assert told["paper", "@review"] == (date(2016, 9, 2), date(2016, 9, 9))
    assert told["T-1", "not_before"] == (date(2016, 9, 20), date(2016, 9, 27))
    assert told["T-2", "target"] == (date(2016, 9, 9), date(2016, 9, 16))
    assert len(told) == 7


def test_what_an_undo_or_an_edit_moved_can_be_asked_for(tracker: Tracker) -> None:
    """The answer is about the last step of this tracker; one that changes nothing moves nothing."""
    tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken")
    tracker.undo()
    assert [(move.key, move.which, day_of(move.after)) for move in tracker.moved()] == [
        ("summit", "starts", date(2016, 9, 19)),
        ("summit", "ends", date(2016, 9, 24)),
        ("paper", "target", date(2016, 9, 18)),
        ("M-1", "target", date(2016, 9, 12)),
    ]
    tracker.edit("wg", timezone="Europe/Berlin")
    assert {move.key for move in tracker.moved()} == {"summit", "paper", "M-1"}
    tracker.edit("wg", timezone="Europe/Berlin")
    assert tracker.moved() == ()


def test_an_undo_that_takes_an_event_away_moves_it_to_no_date(tracker: Tracker) -> None:
    """What is not on record any more has no date, and that is told."""
    tracker.add(Event(key="fair", title="Fair", group="wg", starts="2016-12-01"))
    tracker.undo()
    assert [(move.key, move.which, move.after) for move in tracker.moved()] == [("fair", "starts", None)]


def test_an_event_is_not_moved_before_its_own_end(tracker: Tracker) -> None:
    """A start after the end is refused, and nothing moves."""
    with pytest.raises(InputError, match="would end on 2016-09-24 before it starts on 2016-09-26"):
        tracker.move_event("summit", starts="2016-09-26", why="x")


def test_a_stage_reached_reaches_its_milestone(tracker: Tracker) -> None:
    """The milestone tied to a stage is done on the day the deliverable entered it, in the same step."""
    tracker.advance("paper", "outline")
    tracker.advance("paper", "drafting")
    tracker.advance("paper", "review")
    milestone = tracker.get("M-1")
    assert isinstance(milestone, Task)
    assert milestone.done_on == date(2016, 8, 22)
    steps = [entry.step for entry in tracker.log()][-2:]
    assert steps[0] == steps[1]


def test_a_stage_that_may_not_follow_is_refused(tracker: Tracker) -> None:
    """The paper begins with its outline; the error names it."""
    with pytest.raises(StageError, match="'paper' may not enter review as its first stage; it may enter outline"):
        tracker.advance("paper", "review")


def test_sending_a_deliverable_back_needs_a_reason(tracker: Tracker) -> None:
    """A step back in the lifecycle is a change of plan, so it says why."""
    for stage in ("outline", "drafting", "review"):
        tracker.advance("paper", stage)
    with pytest.raises(InputError, match="sending 'paper' back from review to drafting needs a reason"):
        tracker.advance("paper", "drafting")
    assert tracker.advance("paper", "drafting", why="chapter 3 is missing").stage == "drafting"


def test_waiting_and_resuming(tracker: Tracker) -> None:
    """Who has the ball is on record with the day since when."""
    tracker.wait("T-1", "MIIT", what="comments")
    waiting = [item for item in tracker.waiting() if item.key == "T-1"]
    assert "waiting" in waiting[0].flags
    tracker.resume("T-1")
    assert [item.key for item in tracker.waiting() if item.key == "T-1"] == []


def test_undo_restores_the_record_as_it_was(tracker: Tracker) -> None:
    """Undo is a new change that restores the values before."""
    before = tracker.programme()
    tracker.progress("T-1", 40)
    undone = tracker.undo()
    assert tracker.programme() == before
    assert undone[0].action == "undo"
    assert undone[0].undoes is not None


def test_undo_of_an_added_record_takes_it_away_but_not_from_the_journal(tracker: Tracker) -> None:
    """What was never meant to be there is gone from the present; the journal still tells of it."""
    tracker.add(Task(key="T-9", title="Mistake", group="wg"))
    tracker.undo()
    assert "T-9" not in tracker.programme().tasks
    assert [entry.action for entry in tracker.log("T-9")] == ["add", "undo"]


def test_undo_takes_back_step_after_step_and_can_be_undone(tracker: Tracker) -> None:
    """Two undos take back two steps; undoing an undo by its number brings the step back."""
    tracker.start("T-1")
    tracker.progress("T-1", 40)
    tracker.undo()
    undone = tracker.undo()
    assert tracker.get("T-1").state == "open"  # type: ignore[attr-defined]
    tracker.undo(undone[0].step)
    assert tracker.get("T-1").state == "active"  # type: ignore[attr-defined]


def test_undo_of_an_earlier_step_is_a_conflict_where_it_was_built_upon(tracker: Tracker) -> None:
    """A step whose record changed again cannot be taken back alone."""
    tracker.start("T-1")
    started = tracker.log("T-1")[-1].step
    tracker.progress("T-1", 40)
    with pytest.raises(
        ConflictError, match=f"'T-1' was changed again after step {started}; undo the later change first"
    ):
        tracker.undo(started)


def test_undo_on_an_empty_record_says_so() -> None:
    """There is a plain sentence for nothing to undo."""
    with wgtrack.open(":memory:", by="x") as empty, pytest.raises(InputError, match="there is nothing to undo"):
        empty.undo()


def test_a_role_may_be_held_twice(tracker: Tracker) -> None:
    """A second term gets its own key."""
    first = tracker.appoint("cesi", "chair", "wg", since=date(2015, 1, 1), until=date(2015, 12, 31))
    second = tracker.appoint("cesi", "chair", "wg", since=date(2016, 1, 1))
    assert (first.key, second.key) == ("wg:chair:cesi", "wg:chair:cesi:2")


def test_a_national_calendar_is_pinned_with_the_group_that_uses_it(tracker: Tracker) -> None:
    """A committee in Berlin brings its calendar into the record; 3 October 2016 is off there."""
    tracker.add(Group(key="berlin", name="Berlin", parent="wg", timezone="Europe/Berlin", calendar="DE-BE"))
    calendar = wgtrack.WorkCalendar(tracker.programme().calendars["DE-BE"])
    assert not calendar.is_working_day(date(2016, 10, 3))
    assert "holidays" in (calendar.record.source or "")


def test_a_past_that_is_typed_in_years_later_follows_its_own_calendar() -> None:
    """A record begun in 2026 knows that Sunday 18 September 2016 was worked in China, and that nothing of it is a guess."""
    with time_machine.travel("2026-06-10T12:00:00+08:00", tick=False), wgtrack.open(":memory:", by="me") as late:
        late.add(Group(key="cn", name="CN", timezone="Asia/Shanghai", calendar="CN"))
        late.add(wgtrack.Event(key="summit", title="Summit", group="cn", starts="2016-09-19"))
        late.add(Task(key="T-1", title="Paper", group="cn", target="summit - 1wd"))
        target = late.status().items[0].target
    assert target is not None
    assert (target.date, target.provisional) == (date(2016, 9, 18), False)


def test_an_unknown_country_is_refused_and_the_group_with_it(tracker: Tracker) -> None:
    """A group with a calendar nobody knows is not added."""
    with pytest.raises(InputError, match="CX"):
        tracker.add(Group(key="x", name="X", calendar="CX9"))
    assert "x" not in tracker.programme().groups


def test_refreshing_a_calendar_is_one_change_that_tells_what_moved(tracker: Tracker) -> None:
    """A pinned calendar that lacks the make-up Sunday is mended by a refresh, which lists the deadline it moved."""
    official = national_calendar("CN", range(2000, 2022))
    tracker.add(attrs.evolve(official, work=[(day, name) for day, name in official.work if day != date(2016, 9, 18)]))
    tracker.add(Group(key="cn", name="CN", timezone="Asia/Shanghai", calendar="CN"))
    tracker.add(Event(key="fair", title="Fair", group="cn", starts="2016-09-19"))
    tracker.add(Task(key="F-1", title="Stand", group="cn", target="fair - 1wd"))
    refreshed = tracker.refresh_calendar()
    assert refreshed.calendars == ("CN",)
    assert [(move.key, day_of(move.before), day_of(move.after)) for move in refreshed.deadlines] == [
        ("F-1", date(2016, 9, 14), date(2016, 9, 18))
    ]
    assert tracker.refresh_calendar().calendars == ()


def test_the_future_of_a_record_has_not_happened_yet(tracker: Tracker, clock: time_machine.Traveller) -> None:
    """A program whose clock stands before changes on record does not see them."""
    clock.move_to(datetime(2016, 9, 5, 4, tzinfo=UTC))
    tracker.done("T-1")
    clock.move_to(datetime(2016, 9, 1, 4, tzinfo=UTC))
    assert tracker.programme().tasks["T-1"].state == "open"
    assert tracker.programme(datetime(2016, 9, 5, 4, tzinfo=UTC) + timedelta(seconds=1)).tasks["T-1"].state == "done"


def test_a_party_changed_on_a_day_changed_by_its_end_where_the_group_is(
    tracker: Tracker, clock: time_machine.Traveller
) -> None:
    """A party has no zone of its own; a day means the same for it as for the group on top."""
    clock.move_to(datetime(2016, 8, 30, 4, tzinfo=UTC))
    tracker.add(Party(key="miit", name="MIIT"), at="2016-08-25")
    assert "miit" in tracker.programme("2016-08-25").parties
    assert tracker.log("miit")[0].at == datetime(2016, 8, 25, 15, 59, 59, 999999, tzinfo=UTC)


def test_the_log_of_a_calendar_can_be_asked_for(tracker: Tracker) -> None:
    """Calendars have keys of their own; a key that also belongs to work means the work."""
    tracker.add(Task(key="china", title="Report on China", group="wg"))
    tracker.edit("T-1", title="New")
    assert [entry.kind for entry in tracker.log("china")] == ["task"]
    tracker.add(Group(key="berlin", name="Berlin", calendar="DE-BE"))
    assert [entry.kind for entry in tracker.log("DE-BE")] == ["calendar"]
