"""Deadlines that cannot be resolved: each is one DeadlineError that names the thing and the next step."""

from collections.abc import Callable

import attrs
import pytest

from wgtrack.dates import Deadline, Resolver
from wgtrack.errors import DeadlineError, InputError
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area, Deliverable, Event, Group, Party, Task
from wgtrack.model.values import StagePlanned

PAPER = Deliverable(key="white-paper", title="White paper", group="wg")
STAGES = Lifecycle(
    key="white-paper",
    title="White paper",
    stages=[Stage(code="review", title="Review"), Stage(code="published", title="Published", outcome="done")],
)
OTHERS = [
    PAPER,
    STAGES,
    Task(key="TR-1", title="TR-1", group="wg"),
    Area(key="trends", title="Trends", group="wg"),
    Party(key="CESI", name="CESI"),
]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sumit - 1wd", "there is no 'sumit' to hang a deadline on; did you mean summit?"),
        ("white-papr@review", "there is no 'white-papr' to hang a deadline on; did you mean white-paper?"),
        ("tr-1", "there is no 'tr-1' to hang a deadline on; did you mean TR-1?"),
        (
            "zzz",
            "there is no 'zzz' to hang a deadline on; write a day as 2016-09-18, or hang it on an event, a deliverable or a task",
        ),
        ("white-paper@reviev", "'white-paper' has no stage 'reviev' to hang a deadline on; choose from review"),
        ("white-paper@zzz", "choose from review, published"),
        ("white-paper.end", "'white-paper' is a deliverable, and only events have an end; write white-paper alone"),
        ("TR-1.end", "'TR-1' is a task, and only events have an end; write TR-1 alone"),
        ("TR-1@review", "'TR-1' is a task and has no stages; write TR-1 alone"),
        ("summit@review", "'summit' is an event and has no stages; write summit alone"),
        ("wg", "'wg' is a group, which has no date; hang it on an event, a deliverable or a task"),
        ("trends + 1d", "'trends' is an area, which has no date"),
        ("CESI.end", "'CESI' is a party, which has no date"),
    ],
)
def test_what_cannot_be_an_anchor(text: str, told: str, resolve: Callable[..., Deadline | None]) -> None:
    """An anchor that is not on record names the closest ones; one that has no such date says what it is."""
    with pytest.raises(DeadlineError) as error:
        resolve(text, *OTHERS)
    assert told in str(error.value)
    assert error.value.expression == text
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "9999-12-31",
        "2016-09-18 + 9999999d",
        "2016-09-18 - 999999d",
        "2016-09-18 + 999999w",
        "2016-09-18 + 99999m",
        "2016-09-18 - 99999m",
        "2016-09-18 + 9999999wd",
        "2016-09-18 + 99999999999999999999999999d",
        "2016-09-18 + 99999999999999999999999999m",
        "2016-09-18 + 99999999999999999999999999wd",
        "9999-12-31T23:00",
    ],
)
def test_dates_out_of_range_are_refused(text: str, resolve: Callable[..., Deadline | None]) -> None:
    """A deadline beyond the years that can be told is a DeadlineError, however far beyond."""
    with pytest.raises(DeadlineError, match="out of range"):
        resolve(text)


def test_a_circle_is_named(task: Callable[..., Task], programme: Callable[..., WorkProgramme]) -> None:
    """Tasks that hang on each other are a DeadlineError that goes once round the circle."""
    tasks = [task("TR-1", "TR-2 + 1wd"), task("TR-2", "TR-3 - 1d"), task("TR-3", "TR-1"), task("TR-4", "TR-2")]
    resolver = Resolver(programme(*tasks))
    for item in tasks:
        with pytest.raises(DeadlineError, match="in a circle: TR-1 -> TR-2 -> TR-3 -> TR-1; give one of them"):
            resolver.target(item)


def test_the_smallest_circle(task: Callable[..., Task], resolve: Callable[..., Deadline | None]) -> None:
    """A task that hangs on itself is a circle of one."""
    with pytest.raises(DeadlineError, match="in a circle: TR-1 -> TR-1;"):
        resolve("TR-1 + 1wd", task("TR-1", "TR-1 + 1wd"))


def test_a_circle_through_an_event(resolve: Callable[..., Deadline | None]) -> None:
    """Every kind of anchor can be part of a circle, and is named as it was written."""
    paper = attrs.evolve(PAPER, target="call.end")
    event = Event(key="call", title="Call", group="wg", starts="white-paper - 5d", ends="call + 5d")
    with pytest.raises(DeadlineError, match=r"in a circle: call -> white-paper -> call\.end -> call;"):
        resolve("white-paper", paper, event, STAGES)


def test_a_circle_through_a_stage(resolve: Callable[..., Deadline | None]) -> None:
    """Planned stages that hang on each other are a circle too."""
    plan = [StagePlanned("review", "white-paper@published - 1w"), StagePlanned("published", "white-paper@review + 1w")]
    told = "in a circle: white-paper@published -> white-paper@review -> white-paper@published;"
    with pytest.raises(DeadlineError, match=told):
        resolve("white-paper@review", attrs.evolve(PAPER, planned=plan), STAGES)


def test_a_long_circle_is_told_shortly(task: Callable[..., Task], programme: Callable[..., WorkProgramme]) -> None:
    """A circle of ten thousand tasks is found, and named in one line of its first and last ones."""
    tasks = [task(f"T-{n}", f"T-{(n + 1) % 10_000}") for n in range(10_000)]
    with pytest.raises(DeadlineError, match=r"circle: T-0 -> T-1 -> .* more \.\.\. .* -> T-9999 -> T-0;") as error:
        Resolver(programme(*tasks)).target(tasks[500])
    assert len(str(error.value)) < 300


def test_a_circle_is_not_gone_round_twice(task: Callable[..., Task], programme: Callable[..., WorkProgramme]) -> None:
    """Of ten thousand tasks that hang on a circle, each says so at once."""
    tasks = [task("T-0", "T-1"), task("T-1", "T-0"), *(task(f"T-{n}", f"T-{n - 1}") for n in range(2, 10_000))]
    resolver = Resolver(programme(*tasks))
    for item in reversed(tasks):
        with pytest.raises(DeadlineError, match="T-0 -> T-1 -> T-0"):
            resolver.target(item)


def test_mistakes_further_down_the_chain_are_told_as_well(
    task: Callable[..., Task], resolve: Callable[..., Deadline | None]
) -> None:
    """What hangs on something that cannot be resolved fails for the same reason."""
    with pytest.raises(DeadlineError, match="there is no 'sumit'"):
        resolve("TR-3", task("TR-3", "TR-2 + 1wd"), task("TR-2", "sumit - 1wd"))


def test_mistakes_are_told_each_time(programme: Callable[..., WorkProgramme]) -> None:
    """A deadline that failed once fails again, with an error of its own."""
    resolver, errors = Resolver(programme()), []
    for _ in range(2):
        with pytest.raises(DeadlineError, match="there is no 'sumit'") as error:
            resolver.resolve("sumit", "wg")
        errors.append(error.value)
    assert errors[0] is not errors[1]


def test_a_calendar_that_is_not_on_record(resolve: Callable[..., Deadline | None], wg: Group) -> None:
    """Counting working days by a calendar that was never pinned is refused, with the command that adds it."""
    with pytest.raises(
        DeadlineError,
        match=r"the calendar 'DE-BE' of the group 'wg' is not on record; add it; .*for_country\('DE-BE', years\)",
    ):
        resolve("summit - 1wd", attrs.evolve(wg, calendar="DE-BE"))


def test_calendar_days_need_no_calendar(resolve: Callable[..., Deadline | None], wg: Group) -> None:
    """Only working days ask for the calendar."""
    found = resolve("summit - 1d", attrs.evolve(wg, calendar="DE-BE"))
    assert found is not None


def test_asking_for_a_calendar_that_is_not_on_record(programme: Callable[..., WorkProgramme], wg: Group) -> None:
    """The resolver's own answer for a missing calendar is an InputError too."""
    with pytest.raises(InputError, match="'DE-BE'"):
        Resolver(programme(attrs.evolve(wg, calendar="DE-BE"))).calendar("wg")


def test_one_mistake_does_not_spoil_another_deadline(
    task: Callable[..., Task], programme: Callable[..., WorkProgramme], summit: Event
) -> None:
    """After a failure, deadlines that share part of the chain's group are resolved as ever."""
    resolver = Resolver(programme(task("TR-1", "sumit")))
    with pytest.raises(DeadlineError):
        resolver.resolve("TR-1", "wg")
    assert resolver.starts(summit) is not None
