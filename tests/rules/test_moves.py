"""Which deadlines move with a change, counted by hand, and compared with a look at every record."""

from collections.abc import Callable, Iterable
from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wgtrack.dates import Deadline, Resolver
from wgtrack.dates.dependencies import Place, dependents_in
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.fields import deadlines
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Deliverable, Event, Group, Task
from wgtrack.model.values import StagePlanned, StageReached
from wgtrack.rules.moved_deadlines import MovedDeadline, moved_deadlines

#: Working days of September 2016 in China: 15 to 17 off, Sunday 18 worked.
CHINA = Calendar(
    key="china",
    off={date(2016, 9, 15): "Mid-Autumn", date(2016, 9, 16): "Mid-Autumn"},
    work={date(2016, 9, 18): "made up"},
)
WG = Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china")
SUMMIT = Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24")
RECORD = WorkProgramme().with_records(
    CHINA,
    WG,
    Group(key="sub", name="Committee", parent="wg"),
    SUMMIT,
    Event(key="dinner", title="Dinner", group="sub", starts="summit + 2d", ends="summit.end"),
    Deliverable(
        key="paper",
        title="Paper",
        group="wg",
        target="2016-10-31",
        planned=(StagePlanned("review", "summit - 10wd"),),
    ),
    Task(key="T-1", title="Booth", group="wg", not_before="summit + 1d"),
    Task(key="T-2", title="Thanks", group="sub", target="dinner + 1d", limit="2016-12-31"),
    Task(key="T-3", title="Other", group="wg", target="2016-09-30"),
)

Told = tuple[str, str, date | None, date | None]


def told(before: WorkProgramme, *changed: Record) -> list[Told]:
    """The deadlines that a change moves, with their days."""
    after = before.with_records(*changed)
    places = [(KIND_OF[type(record)], record.key) for record in changed]
    return days(moved_deadlines(before, after, places, dependents_in(before)))


def days(moved: Iterable[MovedDeadline]) -> list[Told]:
    """Record, name of the date, day before and day after."""
    return [(one.key, one.which, day_of(one.before), day_of(one.after)) for one in moved]


def day_of(deadline: Deadline | None) -> date | None:
    """The day of a deadline, if there is one."""
    return None if deadline is None else deadline.date


def test_every_deadline_that_depends_on_an_event_moves_with_it() -> None:
    """The summit a week later moves the stage, the day before which work cannot start, another event and what depends on it.

    Ten working days before Monday 19 September: 18, 14, 13, 12, 9, 8, 7, 6, 5 and 2 September. Before Monday 26: 23, 22,
    21, 20, 19, 18, 14, 13, 12 and 9 September.
    """
    assert told(RECORD, attrs.evolve(SUMMIT, starts="2016-09-26", ends="2016-10-01")) == [
        ("summit", "starts", date(2016, 9, 19), date(2016, 9, 26)),
        ("summit", "ends", date(2016, 9, 24), date(2016, 10, 1)),
        ("dinner", "starts", date(2016, 9, 21), date(2016, 9, 28)),
        ("dinner", "ends", date(2016, 9, 24), date(2016, 10, 1)),
        ("paper", "@review", date(2016, 9, 2), date(2016, 9, 9)),
        ("T-1", "not_before", date(2016, 9, 20), date(2016, 9, 27)),
        ("T-2", "target", date(2016, 9, 22), date(2016, 9, 29)),
    ]


def test_the_plan_of_a_stage_that_was_entered_moves_no_more() -> None:
    """The paper entered its review, so when that was planned for matters no more; what depends on the stage has its day."""
    entered = RECORD.with_records(
        attrs.evolve(RECORD.deliverables["paper"], state="active", reached=(StageReached("review", date(2016, 9, 1)),)),
        Task(key="T-4", title="Answers", group="wg", target="paper@review + 1w"),
    )
    moved = told(entered, attrs.evolve(SUMMIT, starts="2016-09-26", ends="2016-10-01"))
    assert {"paper", "T-4"}.isdisjoint(key for key, *_ in moved)


def test_entering_a_stage_moves_what_depends_on_it() -> None:
    """Planned for 2 September, entered on 5: what is due a week after it moves from 9 to 12 September; the plan does not."""
    record = RECORD.with_records(Task(key="T-4", title="Answers", group="wg", target="paper@review + 1w"))
    paper = record.deliverables["paper"]
    entered = attrs.evolve(paper, state="active", reached=(StageReached("review", date(2016, 9, 5)),))
    assert told(record, entered) == [
        ("T-4", "target", date(2016, 9, 9), date(2016, 9, 12)),
    ]


def test_finishing_a_task_moves_what_depends_on_it() -> None:
    """Due on 30 September, done on 12: two days after it moves from 2 October to 14 September."""
    record = RECORD.with_records(Task(key="T-4", title="Next", group="wg", target="T-3 + 2d"))
    done = attrs.evolve(record.tasks["T-3"], state="done", done_on=date(2016, 9, 12))
    assert told(record, done) == [("T-4", "target", date(2016, 10, 2), date(2016, 9, 14))]


def test_a_calendar_moves_the_deadlines_that_are_counted_in_it() -> None:
    """Were Sunday 18 September not worked, ten working days before the 19th would be Thursday 1 September."""
    assert told(RECORD, attrs.evolve(CHINA, work=())) == [("paper", "@review", date(2016, 9, 2), date(2016, 9, 1))]


def test_a_zone_moves_the_end_of_every_day_of_a_group_and_its_committees() -> None:
    """The days stay, but end at another instant, also in the committee that has no zone of its own."""
    moved = told(RECORD, attrs.evolve(WG, timezone="Europe/Berlin"))
    assert {key for key, *_ in moved} == {"summit", "dinner", "paper", "T-1", "T-2", "T-3"}
    assert all(before == after for _, _, before, after in moved)


@pytest.mark.parametrize(
    "change",
    [
        attrs.evolve(WG, name="Another name"),
        attrs.evolve(CHINA, note="checked"),
        attrs.evolve(SUMMIT, place="Shanghai"),
        attrs.evolve(RECORD.tasks["T-1"], percent=40, state="active"),
    ],
    ids=["group", "calendar", "event", "task"],
)
def test_what_moves_no_date_is_not_followed(change: Record) -> None:
    """A new name, note, place or progress asks for no dependents at all."""

    def nobody(_key: str) -> Iterable[Place]:
        raise AssertionError

    places = [(KIND_OF[type(change)], change.key)]
    assert moved_deadlines(RECORD, RECORD.with_records(change), places, nobody) == ()


class Counting(WorkProgramme):
    """A programme that counts how many records are looked up."""

    looked_up = 0

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        Counting.looked_up += 1
        return super().get(kind, key)


@pytest.mark.parametrize("size", [10, 3_000])
def test_a_move_costs_what_depends_on_it(size: int) -> None:
    """Beside ten or three thousand tasks that have nothing to do with it, the same few records are looked up."""
    others = [Task(key=f"O-{number}", title="x", group="wg", target="T-3 + 1d") for number in range(size)]
    before = RECORD.with_records(*others)
    after = before.with_records(attrs.evolve(SUMMIT, starts="2016-09-20"))
    dependents = dependents_in(before)
    Counting.looked_up = 0
    moved = moved_deadlines(Counting(before.records), Counting(after.records), [("event", "summit")], dependents)
    assert [one.key for one in moved] == ["summit", "dinner", "paper", "T-1", "T-2"]
    assert Counting.looked_up <= 60


def _every_date(programme: WorkProgramme) -> dict[tuple[str, str], object]:
    """Every deadline of a programme, whatever it depends on, by record and name."""
    resolver = Resolver(programme)
    found: dict[tuple[str, str], object] = {}
    for kind in ("event", "deliverable", "task"):
        for key, record in programme.of_kind(kind).items():
            for one in deadlines(record):
                date_of = resolver.resolve(one.text, record.group)
                found[key, one.name] = date_of and (date_of.date, date_of.ends)
    return found


_steps = st.sampled_from(["", " + 1wd", " - 3d", " + 1w"])


@given(
    st.lists(st.tuples(st.integers(0, 4), _steps, _steps), min_size=1, max_size=8),
    st.integers(0, 11),
    st.sampled_from(["2016-09-12", "2016-09-26", "2016-10"]),
)
def test_the_dependents_are_all_that_moves(chain: list[tuple[int, str, str]], changed: int, new_date: str) -> None:
    """Looking along the dependents finds exactly what looking at every record finds."""
    tasks: list[Task] = []
    for number, (back, target, limit) in enumerate(chain):
        behind = "summit" if number <= back else f"C-{number - 1 - back}"
        later = "dinner.end" if behind == "summit" else behind
        tasks.append(
            Task(key=f"C-{number}", title="x", group="sub", target=f"{behind}{target}", limit=f"{later}{limit}")
        )
    before = RECORD.with_records(*tasks)
    choices: list[Callable[[], Record]] = [
        lambda: attrs.evolve(SUMMIT, starts=new_date, ends=None),
        lambda: attrs.evolve(WG, calendar=None),
        lambda: attrs.evolve(tasks[changed % len(tasks)], target=new_date),
        lambda: attrs.evolve(tasks[changed % len(tasks)], state="done", done_on=date(2016, 9, 7)),
    ]
    record = choices[changed % len(choices)]()
    after = before.with_records(record)
    old, new = _every_date(before), _every_date(after)
    expected = {place for place in old.keys() | new.keys() if old.get(place) != new.get(place)}
    assert {(key, which) for key, which, *_ in told(before, record)} == expected
