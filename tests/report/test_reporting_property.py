"""Whatever was done to a record: the report tells the difference of two records, and the burn-up what each day's status did."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

import wgtrack
from tests.strategies import unhurried
from wgtrack import Deliverable, Event, Group, Party, Report, Task, Tracker, WgtrackError
from wgtrack.dates import Deadline, Resolver
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Item
from wgtrack.report.report import Moved

#: Monday 5 September 2016, nine in the morning in Shanghai.
START = datetime(2016, 9, 5, 1, tzinfo=UTC)
BEGINNING = 6
ITEMS = ("paper", "T-1", "T-2", "T-3")
#: Which date of which record: ``("paper", "stage", "review")``.
Place = tuple[str, str, str | None]
Action = Callable[[Tracker], object]


def take_back(tracker: Tracker) -> None:
    """Undo the last step, but none of the beginning: these tests are about work, not about a record that never was."""
    log = tracker.log()
    standing = {entry.step for entry in log if entry.undoes is None} - {entry.undoes for entry in log}
    if len(standing) > BEGINNING:
        tracker.undo()


keys = st.sampled_from(ITEMS)
tasks = st.sampled_from(ITEMS[1:])
dates = st.sampled_from(("2016-09-09", "2016-09-30", "summit - 1wd", "summit.end", "T-2 + 3wd", "2016-10"))
ACTIONS: st.SearchStrategy[Action] = st.one_of(
    st.builds(lambda key, to: lambda t: t.move(key, target=to, why="x"), keys, dates | st.none()),
    st.builds(lambda key, to: lambda t: t.move(key, limit=to, why="x"), keys, dates | st.none()),
    st.builds(
        lambda to: lambda t: t.move_event("summit", starts=to, ends=None, why="x"),
        st.sampled_from(("2016-09-26", "2016-10-10")),
    ),
    st.builds(lambda to: lambda t: t.plan_stage("paper", "review", to, why="x"), dates),
    st.builds(lambda key: lambda t: t.done(key), tasks),
    st.builds(lambda key: lambda t: t.start(key, why="x"), tasks),
    st.builds(lambda key, percent: lambda t: t.progress(key, percent), tasks, st.integers(0, 99)),
    st.builds(lambda key: lambda t: t.drop(key, why="x"), keys),
    st.builds(lambda key, days: lambda t: t.edit(key, estimate=days), tasks, st.integers(1, 9)),
    st.builds(lambda key, parent: lambda t: t.edit(key, parent=parent), tasks, tasks | st.none()),
    st.builds(lambda key: lambda t: t.wait(key, "cesi"), keys),
    st.builds(lambda key: lambda t: t.resume(key), keys),
    st.builds(
        lambda stage: lambda t: t.advance("paper", stage, why="x"), st.sampled_from(("outline", "drafting", "review"))
    ),
    st.just(lambda t: t.add(Task(key="T-3", title="Task", group="wg", target="summit"))),
    st.just(take_back),
)
STEPS = st.lists(st.tuples(ACTIONS, st.integers(1, 60)), max_size=20)


def begun() -> Tracker:
    """A small group on record, in BEGINNING steps."""
    tracker = wgtrack.open(":memory:", by="me")
    tracker.add(Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="none"))
    tracker.add(Party(key="cesi", name="CESI"))
    tracker.add(Event(key="summit", title="Summit", group="wg", starts="2016-09-19"))
    tracker.add(Deliverable(key="paper", title="Paper", group="wg", target="summit - 1wd"))
    for number in (1, 2):
        tracker.add(Task(key=f"T-{number}", title="Task", group="wg", estimate=number, owners=["cesi"]))
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
    return [*instants, now + timedelta(hours=1)]


def states(programme: WorkProgramme) -> dict[str, str]:
    """The state of each item."""
    return {item.key: item.state for item in programme.items()}


def day(deadline: Deadline | None) -> date | None:
    """The day of a deadline, if there is one."""
    return None if deadline is None else deadline.date


def resolved(programme: WorkProgramme) -> dict[Place, date | None]:
    """Every date of every open item, and of the summit, as the whole record says it."""
    resolver = Resolver(programme)
    found: dict[Place, date | None] = {}
    for event in programme.events.values():
        found[event.key, "starts", None] = day(resolver.starts(event))
    for item in programme.items():
        if not item.finished:
            for which, deadline in (("target", resolver.target(item)), ("limit", resolver.limit(item))):
                found[item.key, which, None] = day(deadline)
    for paper in programme.deliverables.values():
        reached = {entered.stage for entered in paper.reached}
        for plan in paper.planned:
            if plan.stage not in reached and not paper.finished:
                found[paper.key, "stage", plan.stage] = day(resolver.resolve(plan.due, paper.group))
    return found


def moves_of(report: Report) -> dict[Place, list[Moved]]:
    """The moves of each date, in order."""
    found: dict[Place, list[Moved]] = {}
    for move in report.changes.moved:
        found.setdefault((move.key, move.which, move.stage), []).append(move)
    return found


@settings(unhurried, max_examples=50)
@given(STEPS, st.integers(0, 20))
def test_states_then_and_now_tell_what_changed(steps: list[tuple[Action, int]], number: int) -> None:
    """Finished, reopened, added, dropped and started are what the records of then and now say, whatever lay between."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        instants = lived(tracker, clock, steps)
        then = instants[min(number, len(instants) - 1)]
        before, now = states(tracker.programme(then)), states(tracker.programme())
        changes = tracker.report(since=then).changes

        gone = {"done", "dropped"}
        assert {one.item.key for one in changes.finished} == {
            key for key, state in now.items() if state == "done" != before.get(key)
        }
        assert {one.key for one in changes.reopened} == {
            key for key, state in now.items() if state not in gone and before.get(key) in gone
        }
        assert {one.key for one in changes.added} == now.keys() - before.keys()
        assert {one.key for one in changes.dropped} == {
            key for key in {*now, *before} if before.get(key) != now.get(key, "removed") in {"dropped", "removed"}
        }
        assert {one.key for one in changes.started} == {
            key for key, state in now.items() if state == "active" and before.get(key, "open") == "open"
        }


@settings(unhurried, max_examples=50)
@given(STEPS, st.integers(0, 20))
def test_moves_lead_from_the_dates_of_then_to_those_of_now(steps: list[tuple[Action, int]], number: int) -> None:
    """Of every date that is open then and now, the first move starts at the one, and the last ends at the other."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        instants = lived(tracker, clock, steps)
        then = instants[min(number, len(instants) - 1)]
        before, now = resolved(tracker.programme(then)), resolved(tracker.programme())
        found = moves_of(tracker.report(since=then))

        for place in before.keys() & now.keys():
            moves = found.get(place, [])
            assert bool(moves) >= (before[place] != now[place])
            if moves:
                assert day(moves[-1].after) == now[place]
            if moves and before[place] is not None:
                assert moves[0].before is not None
                assert moves[0].before.date == before[place]


@settings(unhurried, max_examples=50)
@given(STEPS, st.integers(0, 20))
def test_changes_up_to_a_day_and_after_it_are_all_changes(steps: list[tuple[Action, int]], number: int) -> None:
    """The moves of the items of then, told up to an instant and from there on, are those told from the beginning."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        instants = lived(tracker, clock, steps)
        then = instants[min(number, len(instants) - 1)]
        there = states(tracker.programme(then)).keys()
        first, second, whole = tracker.report(then), tracker.report(since=then), tracker.report()

        def acts(report: Report) -> list[tuple[Place, int]]:
            moved = report.changes.moved
            return [((move.key, move.which, move.stage), move.act.step) for move in moved if move.key in there]

        assert sorted([*acts(first), *acts(second)], key=repr) == sorted(acts(whole), key=repr)


@settings(unhurried, max_examples=50)
@given(STEPS)
def test_the_burn_up_is_what_each_day_said(steps: list[tuple[Action, int]]) -> None:
    """Scope, done and promised of each day are those of the status that was asked for the end of that day."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        lived(tracker, clock, steps)
        clock.shift(timedelta(days=1))  # the last day is over
        report = tracker.report()

        for point in report.burn_up.points:
            items = [item for item in tracker.status(point.day).items if item.verdict != "dropped"]
            due = [item.weight for item in items if item.target is not None and item.target.date <= point.day]
            assert abs(point.scope - sum(item.weight for item in items)) < 1e-6
            assert abs(point.done - sum(item.weight * item.progress / 100 for item in items)) < 1e-6
            assert abs(point.promised - sum(due)) < 1e-6


@settings(unhurried, max_examples=50)
@given(STEPS)
def test_every_open_item_has_one_turn(steps: list[tuple[Action, int]]) -> None:
    """Whoever is waited for has the ball, else the owners of what is ready; nobody has it for what waits for other work."""
    with time_machine.travel(START, tick=False) as clock, begun() as tracker:
        instants = lived(tracker, clock, steps)
        report = tracker.report()
        found = {(turn.party, ball.item.key): ball for turn in report.turns for ball in turn.balls}

        expected = {
            (party, item.key)
            for item in report.status.items
            if not item.finished and (item.waiting or item.ready)
            for party in ([item.waiting.on] if item.waiting else item.owners or (None,))
        }
        assert found.keys() == expected
        assert all(START.date() <= ball.since <= instants[-1].date() + timedelta(days=1) for ball in found.values())
        assert {key for _, key in found} <= {item.key for item in tracker.programme().items() if isinstance(item, Item)}
