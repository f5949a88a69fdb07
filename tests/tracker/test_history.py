"""For random sequences of changes: every past state can be rebuilt, and undo goes back the way it came."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

import wgtrack
from wgtrack import Deliverable, Event, Group, Task, Tracker, WorkProgramme
from wgtrack.errors import WgtrackError

START = datetime(2016, 8, 1, 1, tzinfo=UTC)
KEYS = st.sampled_from(["T-1", "T-2", "T-3", "paper"])
DATES = st.sampled_from(["2016-09-05", "2016-09", "summit - 1wd", "summit + 3d", "T-1 + 2wd", None])

#: What may be asked of a tracker, with anything for its arguments: many are refused, and then must change nothing.
Action = Callable[[Tracker], object]
ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(lambda key: lambda tracker: tracker.start(key, why="again"), KEYS),
    st.builds(lambda key, percent: lambda tracker: tracker.progress(key, percent), KEYS, st.integers(0, 100)),
    st.builds(lambda key: lambda tracker: tracker.done(key), KEYS),
    st.builds(lambda key, due: lambda tracker: tracker.move(key, target=due, why="moved"), KEYS, DATES),
    st.builds(lambda key: lambda tracker: tracker.drop(key, why="dropped"), KEYS),
    st.builds(lambda key: lambda tracker: tracker.wait(key, "MIIT"), KEYS),
    st.builds(lambda key: lambda tracker: tracker.resume(key), KEYS),
    st.builds(
        lambda stage: lambda tracker: tracker.advance("paper", stage, why="on"),
        st.sampled_from(["outline", "drafting", "review", "approval", "published"]),
    ),
    st.builds(
        lambda day: lambda tracker: tracker.move_event("summit", starts=f"2016-09-{day:02}", why="moved"),
        st.integers(1, 30),
    ),
    st.builds(
        lambda key, after: lambda tracker: tracker.edit(key, after=[after]),
        KEYS,
        st.sampled_from(["T-1", "T-2 SS + 1wd", "paper@review"]),
    ),
    st.builds(
        lambda number: lambda tracker: tracker.add(Task(key=f"N-{number}", title="New", group="wg")), st.integers(1, 4)
    ),
    st.builds(lambda: lambda tracker: tracker.undo()),
)


def begun() -> Tracker:
    """A small group on record."""
    tracker = wgtrack.open(":memory:", by="me")
    tracker.add(Group(key="wg", name="Group", timezone="Asia/Shanghai"))
    tracker.add(Event(key="summit", title="Summit", group="wg", starts="2016-09-19"))
    tracker.add(Deliverable(key="paper", title="Paper", group="wg", target="summit - 1wd"))
    for number in (1, 2, 3):
        tracker.add(Task(key=f"T-{number}", title="Task", group="wg"))
    return tracker


def tried(tracker: Tracker, action: Action) -> bool:
    """Whether the action was carried out."""
    try:
        action(tracker)
    except WgtrackError:
        return False
    return True


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ACTIONS, st.integers(0, 40)), max_size=25))
def test_every_past_state_is_rebuilt_exactly(steps: list[tuple[Action, int]]) -> None:
    """After any changes, refused ones and undos among them, the record of each instant is what was current then."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        states: dict[datetime, WorkProgramme] = {START: tracker.programme()}
        now = START
        for action, hours in steps:
            now += timedelta(hours=hours, seconds=1)
            clock.move_to(now)
            before = tracker.programme()
            if not tried(tracker, action):
                assert tracker.programme() == before
            states[now] = tracker.programme()
        for instant, state in states.items():
            past = tracker.programme(at=instant)
            assert past == state
            assert list(past.tasks) == list(state.tasks)


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTIONS, max_size=15))
def test_undo_goes_back_the_way_it_came(actions: list[Action]) -> None:
    """Each undo restores the state before the last step that still stands, down to the first."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        now, states = START, []
        for action in actions:
            now += timedelta(minutes=1)
            clock.move_to(now)
            before, steps = tracker.programme(), len(tracker.log())
            if tried(tracker, action) and len(tracker.log()) > steps:
                if tracker.log()[-1].undoes is None:
                    states.append(before)
                else:
                    states.pop() if states else None
        for state in reversed(states):
            now += timedelta(minutes=1)
            clock.move_to(now)
            tracker.undo()
            assert tracker.programme() == state
