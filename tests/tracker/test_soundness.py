"""The record stays sound: no way of writing leaves something behind that does not fit the rest."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
import time_machine

import wgtrack
from wgtrack import Calendar, Deliverable, Event, Group, Party, Role, Stage, Task, Tracker
from wgtrack.errors import ConflictError, InputError, KeyTakenError, UnknownKeyError
from wgtrack.model.values import StageReached

DAY = date(2016, 8, 22)


def last_step(tracker: Tracker) -> int:
    """The number of the step written last."""
    return tracker.log()[-1].step


def test_undo_does_not_bring_back_a_name_of_nothing(tracker: Tracker) -> None:
    """Undoing the undo of an assignment, after its owner's adding was undone, would leave an owner who is nobody."""
    tracker.add(Party(key="miit", name="MIIT"))
    tracker.edit("T-1", owners=["miit"])
    tracker.undo()
    undone = last_step(tracker)
    tracker.undo()
    with pytest.raises(ConflictError, match="'T-1' cannot be as it was: there is no party 'miit'"):
        tracker.undo(undone)


@pytest.mark.parametrize(
    ("field", "first", "second"), [("after", ["T-2"], ["T-1"]), ("target", "T-2 + 1d", "T-1 + 1d")]
)
def test_undo_closes_no_circle(tracker: Tracker, field: str, first: Any, second: Any) -> None:
    """A tie that was cut, and since goes the other way round, is not restored."""
    uncut: dict[str, Any] = {field: attrs.fields_dict(Task)[field].default}
    there: dict[str, Any] = {field: first}
    back: dict[str, Any] = {field: second}
    tracker.add(Task(key="T-2", title="Draft", group="wg"))
    tracker.edit("T-1", **there)
    tracker.edit("T-1", why="cut", **uncut)
    cut = last_step(tracker)
    tracker.edit("T-2", **back)
    with pytest.raises(ConflictError, match="circle: T-1 -> T-2 -> T-1"):
        tracker.undo(cut)


def test_a_key_is_not_used_for_two_things(tracker: Tracker) -> None:
    """What the journal tells of a key stays about one kind of thing, even after its adding was undone."""
    tracker.add(Task(key="T-2", title="Draft", group="wg"))
    tracker.undo()
    with pytest.raises(KeyTakenError, match="the key 'T-2' was that of a task"):
        tracker.add(Event(key="T-2", title="Meeting", group="wg", starts="2016-09-01"))
    assert tracker.add(Task(key="T-2", title="Draft, again", group="wg")).title == "Draft, again"


def test_a_role_of_ones_own_key_shares_the_space_of_keys(tracker: Tracker) -> None:
    """A role is asked for by its key as everything else is, so no two may have one."""
    with pytest.raises(KeyTakenError, match="'T-1' is already taken by a task"):
        tracker.add(Role(key="T-1", party="cesi", group="wg", role="chair"))
    tracker.add(Role(key="the-chair", party="cesi", group="wg", role="chair"))
    with pytest.raises(KeyTakenError, match="'the-chair' is already taken by a role"):
        tracker.add(Party(key="the-chair", name="x"))


def test_a_calendar_may_be_called_as_a_party_is(tmp_path: Path, clock: time_machine.Traveller) -> None:
    """Calendars have keys of their own: a file that brings one later leaves the party and its past alone."""
    path = tmp_path / "group.toml"
    text = """
        title = "A group"
        recorded = 2016-08-01
        [[party]]
        key = "office"
        name = "Office"
        [[group]]
        key = "wg"
        name = "Group"
        [[change]]
        at = 2016-08-02
        do = "edit"
        key = "office"
        name = "The office"
        """
    path.write_text(text)
    with wgtrack.open(":memory:", by="me") as tracker:
        tracker.load(path)
        path.write_text(f'{text}\n[[calendar]]\nkey = "office"')
        loaded = tracker.load(path)
    assert (loaded.added, loaded.kept, loaded.changes) == (("office",), ("office", "wg"), 0)


def test_a_lifecycle_is_not_changed_under_what_hangs_on_it(tracker: Tracker) -> None:
    """One deadline that cannot be resolved would be the end of every status report."""
    tracker.edit("T-1", target="paper@review + 1d")
    with pytest.raises(InputError, match="'T-1' would not fit any more: 'paper' has no stage 'review'"):
        tracker.save(attrs.evolve(_paper(tracker), lifecycle="ietf"))


def test_a_stage_is_not_taken_away_under_what_hangs_on_it(tracker: Tracker) -> None:
    """The milestone that is reached with the review keeps the review in the lifecycle."""
    lifecycle = tracker.programme().lifecycles["white-paper"]
    kept = [stage for stage in lifecycle.stages if stage.code != "review"]
    shorter = [attrs.evolve(stage, next=[code for code in stage.next if code != "review"]) for stage in kept]
    with pytest.raises(InputError, match=r"'M-1' would not fit any more: there is no .* 'review'"):
        tracker.save(attrs.evolve(lifecycle, stages=shorter))
    longer = tracker.save(attrs.evolve(lifecycle, stages=[*lifecycle.stages, Stage(code="printed", title="Printed")]))
    assert longer.stages[-1].code == "printed"


@pytest.mark.parametrize(
    "fields",
    [
        {"owners": 5},
        {"owners": [5]},
        {"names": "x"},
        {"after": "T-2"},
        {"after": [5]},
        {"group": 5},
        {"target": 5},
        {"estimate": 10**400},
        {"started_on": "1 August 2016"},
        {"illustrative": 1},
    ],
)
def test_a_value_of_another_type_is_refused_by_the_fields_name(tracker: Tracker, fields: dict[str, Any]) -> None:
    """Fields given by name may hold anything, and what does not belong there is bad input, not a crash."""
    with pytest.raises(InputError):
        tracker.edit("T-1", **fields)


def test_whole_days_are_days_too(tracker: Tracker) -> None:
    """A field for a number that may be broken takes a whole one."""
    edited = tracker.edit("T-1", remaining=3)
    assert isinstance(edited, Task)
    assert edited.remaining == 3


def test_only_a_deliverable_has_planned_stages(tracker: Tracker) -> None:
    """A stage planned for a task is bad input."""
    with pytest.raises(InputError, match=r"'T-1' is a task .*, not a deliverable"):
        tracker.plan_stage("T-1", "review", "2016-09-01")


def test_an_unknown_role_is_refused_with_those_there_are(tracker: Tracker) -> None:
    """What a party can be in a group is a short list."""
    with pytest.raises(InputError, match="the role cannot be 'boss'; choose from authority, secretariat, chair"):
        tracker.appoint("cesi", "boss", "wg")  # type: ignore[arg-type]


def test_an_unknown_owner_is_no_owner_without_work(tracker: Tracker) -> None:
    """A slip of the keyboard must not read as though there were nothing to do."""
    for ask in (tracker.next, tracker.overdue, tracker.waiting, tracker.due):
        with pytest.raises(UnknownKeyError, match="there is no party 'cessi'; did you mean cesi"):
            ask(owner="cessi")


def test_another_group_is_no_way_round_the_reason(tracker: Tracker) -> None:
    """The same day ends twelve hours later in New York."""
    tracker.edit("T-1", target="2016-09-01")
    tracker.add(Group(key="ny", name="NY", timezone="America/New_York"))
    with pytest.raises(InputError, match="moving the target of 'T-1' later needs a reason"):
        tracker.edit("T-1", group="ny")


def test_a_planned_stage_moves_later_only_with_a_reason(tracker: Tracker) -> None:
    """Targets hang on planned stages, so they are put off no more silently than an event."""
    tracker.plan_stage("paper", "review", "2016-09-01")
    tracker.plan_stage("paper", "review", "2016-08-31")
    with pytest.raises(InputError, match="moving the plan of 'paper' for review later needs a reason"):
        tracker.plan_stage("paper", "review", "2016-09-02")


@pytest.mark.parametrize(
    "changes",
    [
        {"reached": (), "state": "open"},
        {"reached": (StageReached("individual", DAY), StageReached("wg-document", DAY)), "lifecycle": "ietf"},
    ],
    ids=["to no stage", "to another lifecycle"],
)
def test_a_stage_is_not_left_without_a_reason(tracker: Tracker, changes: dict[str, Any]) -> None:
    """Saving a copy with another past is no way round the reason for a step back."""
    tracker.edit("M-1", reached_by=None)
    tracker.add(Deliverable(key="draft", title="Draft", group="wg", lifecycle="ietf"))
    tracker.advance("paper", "outline")
    tracker.advance("paper", "drafting")
    with pytest.raises(InputError, match=r"sending 'paper' back from drafting to .* needs a reason"):
        tracker.save(attrs.evolve(_paper(tracker), **changes))


def test_work_dropped_before_it_began_begins_when_it_is_taken_up(
    tracker: Tracker, clock: time_machine.Traveller
) -> None:
    """A task that never ran has no earlier day to have started on."""
    tracker.drop("T-1", why="out of scope")
    clock.move_to(datetime(2016, 8, 29, 4, tzinfo=UTC))
    assert tracker.start("T-1", why="in scope again").started_on == date(2016, 8, 29)


def test_a_withdrawn_deliverable_waits_for_nobody(tracker: Tracker) -> None:
    """A stage that gives the work up ends the waiting, as dropping does."""
    tracker.add(Deliverable(key="draft", title="Draft", group="wg", lifecycle="ietf"))
    tracker.advance("draft", "individual")
    tracker.wait("draft", "cesi")
    assert tracker.advance("draft", "expired", why="nobody wrote on").waiting is None


def test_a_calendar_may_have_the_longer_name_of_a_part_of_a_country(tracker: Tracker) -> None:
    """Some parts of countries have blanks in their names; none has a control character."""
    assert tracker.add(Calendar(key="NZ-South Canterbury")).key == "NZ-South Canterbury"
    with pytest.raises(InputError, match="the key has the control character"):
        Calendar(key="NZ\x1b")


def _paper(tracker: Tracker) -> Deliverable:
    paper = tracker.get("paper")
    assert isinstance(paper, Deliverable)
    return paper
