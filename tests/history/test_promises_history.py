"""For random sequences of changes: what the replay of the journal tells is what the rebuilt record says at every instant."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

import wgtrack
from wgtrack import Deadline, DeadlineError, Deliverable, Event, Group, Task, Tracker, WorkProgramme
from wgtrack.dates import Resolver
from wgtrack.errors import WgtrackError
from wgtrack.history.promises import Promise
from wgtrack.model.records import Item

START = datetime(2016, 8, 1, 1, tzinfo=UTC)
ITEMS = ("T-1", "T-2", "T-3", "paper")
KEYS = st.sampled_from(ITEMS)
DATES = st.sampled_from(
    [
        *("2016-09-05", "2016-09", "2016-Q3", "2016-09-05T17:00", "summit - 1wd", "summit.end", "late + 2d"),
        *("T-1 + 2wd", "T-2 - 1w", "T-3", "paper", "paper@review + 1wd", None),
    ]
)

Action = Callable[[Tracker], object]
ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(lambda key: lambda tracker: tracker.start(key, why="again"), KEYS),
    st.builds(lambda key: lambda tracker: tracker.done(key), KEYS),
    st.builds(lambda key: lambda tracker: tracker.drop(key, why="dropped"), KEYS),
    st.builds(lambda key, due: lambda tracker: tracker.move(key, target=due, why="moved"), KEYS, DATES),
    st.builds(lambda key, due: lambda tracker: tracker.move(key, target=due, why="moved"), KEYS, DATES),
    st.builds(
        lambda stage: lambda tracker: tracker.advance("paper", stage, why="on"),
        st.sampled_from(["outline", "drafting", "review", "approval", "published"]),
    ),
    st.builds(
        lambda due: lambda tracker: tracker.plan_stage("paper", "review", due),
        st.sampled_from(["summit - 3wd", "T-1", "2016-09-09"]),
    ),
    st.builds(
        lambda day: lambda tracker: tracker.move_event("summit", starts=f"2016-09-{day:02}", why="moved"),
        st.integers(1, 30),
    ),
    st.builds(
        lambda code: lambda tracker: tracker.edit("wg", timezone=code), st.sampled_from(["Asia/Shanghai", "UTC"])
    ),
    st.builds(
        lambda weekend: lambda tracker: tracker.edit("top", calendar=weekend), st.sampled_from(["none", "DE", None])
    ),
    st.builds(lambda: lambda tracker: tracker.add(Event(key="late", title="Late", group="wg", starts="2016-10-10"))),
    st.builds(lambda: lambda tracker: tracker.undo()),
    st.builds(lambda: lambda tracker: tracker.undo()),
)
STEPS = st.lists(st.tuples(ACTIONS, st.sampled_from([0, 0, 1, 30])), max_size=25)


def begun() -> Tracker:
    """A small group on record."""
    tracker = wgtrack.open(":memory:", by="me")
    tracker.add(Group(key="top", name="Body", calendar="none"))
    tracker.add(Group(key="wg", name="Group", parent="top", timezone="Asia/Shanghai"))
    tracker.add(Event(key="summit", title="Summit", group="wg", starts="2016-09-19"))
    tracker.add(Deliverable(key="paper", title="Paper", group="wg", target="summit - 1wd"))
    for number in (1, 2, 3):
        tracker.add(Task(key=f"T-{number}", title="Task", group="wg", target="T-2 + 1wd" if number == 3 else None))
    return tracker


def lived(tracker: Tracker, clock: time_machine.Traveller, steps: list[tuple[Action, int]]) -> list[datetime]:
    """Carry out steps with hours between them, as far as they are allowed; the instants, the last one an hour on."""
    now, instants = START, [START]
    for action, hours in steps:
        now += timedelta(hours=hours)
        clock.move_to(now)
        try:
            action(tracker)
        except WgtrackError:
            continue
        instants.append(now)
    clock.move_to(now + timedelta(hours=1))
    return instants


def due(programme: WorkProgramme, key: str) -> Deadline | None:
    """The target of an item, as the whole record says it."""
    item = programme.find(key)
    try:
        return Resolver(programme).target(item) if isinstance(item, Item) else None
    except DeadlineError:
        return None


def is_open(programme: WorkProgramme, key: str) -> bool:
    """Whether an item is on record and unfinished."""
    item = programme.find(key)
    return isinstance(item, Item) and not item.finished


def standing(promises: tuple[Promise, ...], at: datetime) -> date | None:
    """The day that was promised at an instant."""
    past = [promise.deadline for promise in promises if promise.since <= at]
    return past[-1].date if past and past[-1] else None


@settings(max_examples=80, deadline=None)
@given(STEPS)
def test_promises_are_what_the_record_said_at_every_instant(steps: list[tuple[Action, int]]) -> None:
    """Of every unfinished item, the promise that stands at an instant is its target in the record rebuilt for it."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        instants = lived(tracker, clock, steps)
        histories = {key: tracker.promises(key) for key in ITEMS}
        for at in instants:
            programme = tracker.programme(at)
            for key in ITEMS:
                if is_open(programme, key):
                    target = due(programme, key)
                    assert standing(histories[key], at) == (target and target.date), (key, at)


@settings(max_examples=80, deadline=None)
@given(STEPS, st.integers(0, 25))
def test_slips_are_the_difference_of_two_records(steps: list[tuple[Action, int]], number: int) -> None:
    """Then and now are the targets in the records rebuilt for both, and the moves lead from the one to the other."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        instants = lived(tracker, clock, steps)
        then = instants[min(number, len(instants) - 1)]
        before, after = tracker.programme(then), tracker.programme()
        found = {slip.key: slip for slip in tracker.slips(then)}
        assert found.keys() == {item.key for item in (*before.items(), *after.items())}
        for key, slip in found.items():
            assert slip.then == due(before, key)
            if is_open(after, key):
                assert slip.now == due(after, key)
                assert (slip.state, slip.was) == (getattr(after.find(key), "state", None), state(before, key))
            if slip.moves:
                assert slip.moves[-1].deadline == slip.now or slip.removed


def state(programme: WorkProgramme, key: str) -> str | None:
    """The state of an item, None where it is not on record."""
    return getattr(programme.find(key), "state", None)


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_whole_and_single_replays_agree(steps: list[tuple[Action, int]]) -> None:
    """The trend of all items, from the whole journal, is that of each alone, from what it ever hung on."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        lived(tracker, clock, steps)

        whole = {trend.key: trend for trend in tracker.trend()}
        single = {trend.key: trend for key in ITEMS for trend in tracker.trend([key])}
        assert whole == single
        assert {key: [point.at for point in trend.points] for key, trend in whole.items()} == {
            key: [promise.since for promise in tracker.promises(key)] for key in whole
        }
