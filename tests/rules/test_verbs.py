"""The verbs: from a record and a wish to the changed record, or an error that says why not."""

from datetime import UTC, date, datetime

import pytest

from wgtrack.errors import InputError, StageError
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.records import Deliverable, Task
from wgtrack.model.values import StageReached, Waiting
from wgtrack.rules import verbs

MONDAY, TUESDAY = date(2016, 9, 5), date(2016, 9, 6)
PAPER = Lifecycle(
    key="short",
    title="Short",
    stages=(
        Stage(code="draft", title="Draft", next=("review", "withdrawn")),
        Stage(code="review", title="Review", next=("published", "draft", "withdrawn")),
        Stage(code="published", title="Published", outcome="done"),
        Stage(code="withdrawn", title="Withdrawn", outcome="dropped", next=("draft",)),
    ),
)


def a_task(**fields: object) -> Task:
    """A task with these fields."""
    return Task(key="TR-1", title="Trends", group="wg", **fields)  # type: ignore[arg-type]


def a_paper(*stages: str, **fields: object) -> Deliverable:
    """A paper that has been through these stages."""
    reached = tuple(StageReached(stage, MONDAY) for stage in stages)
    return Deliverable(key="paper", title="Paper", group="wg", lifecycle="short", reached=reached, **fields)  # type: ignore[arg-type]


def test_start_makes_a_task_active_on_that_day() -> None:
    """Starting an open task makes it active and keeps the day."""
    started = verbs.start(a_task(), MONDAY)
    assert (started.state, started.started_on) == ("active", MONDAY)


def test_start_twice_is_refused_and_names_the_day() -> None:
    """A task that runs cannot start again."""
    with pytest.raises(InputError, match=r"'TR-1' has already started, on 2016-09-05; record .*tracker.progress"):
        verbs.start(verbs.start(a_task(), MONDAY), TUESDAY)


def test_start_takes_up_a_finished_task_again() -> None:
    """A finished task that is started again is no longer done, nor at a hundred percent."""
    finished = verbs.done(verbs.start(a_task(), MONDAY), TUESDAY, None)
    again = verbs.start(finished, TUESDAY)
    assert (again.state, again.percent, again.done_on, again.started_on) == ("active", 99, None, MONDAY)


def test_progress_starts_an_open_task() -> None:
    """Progress on a task that nobody started starts it that day."""
    worked = verbs.progress(a_task(), 40, TUESDAY)
    assert (worked.state, worked.percent, worked.started_on) == ("active", 40, TUESDAY)


def test_progress_of_a_hundred_asks_for_done() -> None:
    """A hundred percent is said with done, since that records the day."""
    with pytest.raises(InputError, match=r"say so with tracker\.done"):
        verbs.progress(a_task(), 100, MONDAY)


@pytest.mark.parametrize("percent", [-1, 101, 4.5, True])
def test_progress_out_of_range_is_refused(percent: int) -> None:
    """Only a whole percentage can be progress."""
    with pytest.raises(InputError, match="not a percentage"):
        verbs.progress(a_task(), percent, MONDAY)


def test_done_keeps_day_and_instant_and_ends_the_waiting() -> None:
    """Finishing keeps when it was, and nobody has the ball any more."""
    noon = datetime(2016, 9, 6, 4, tzinfo=UTC)
    finished = verbs.done(a_task(waiting=Waiting("miit", MONDAY)), TUESDAY, noon)
    assert (finished.state, finished.percent, finished.done_on, finished.done_at, finished.waiting) == (
        "done",
        100,
        TUESDAY,
        noon,
        None,
    )


def test_done_before_the_start_is_refused() -> None:
    """A task cannot end before it starts."""
    with pytest.raises(InputError, match="would end on 2016-09-05 before it starts on 2016-09-06"):
        verbs.done(verbs.start(a_task(), TUESDAY), MONDAY, None)


def test_done_twice_is_refused_with_the_first_day() -> None:
    """What is done stays done, and the message says since when."""
    with pytest.raises(InputError, match="'TR-1' is done since 2016-09-05"):
        verbs.done(verbs.done(a_task(), MONDAY, None), TUESDAY, None)


def test_dropped_work_takes_no_progress() -> None:
    """A dropped task has to be taken up again first."""
    with pytest.raises(InputError, match="cannot progress 'TR-1', which is dropped"):
        verbs.progress(verbs.drop(a_task()), 10, MONDAY)


def test_resume_without_waiting_is_refused() -> None:
    """The ball cannot come back from nobody."""
    with pytest.raises(InputError, match="'TR-1' waits for nobody"):
        verbs.resume(a_task())


def test_wait_and_resume_give_the_ball_away_and_back() -> None:
    """Waiting names who has the ball since when; resuming ends it."""
    waiting = verbs.wait(a_task(), "miit", MONDAY, "comments")
    assert waiting.waiting == Waiting("miit", MONDAY, "comments")
    assert verbs.resume(waiting) == a_task()


def test_advance_refuses_a_stage_that_may_not_follow_and_names_those_that_may() -> None:
    """The error names the stages that may follow, in words and as data."""
    with pytest.raises(StageError, match="'paper' may not enter published from draft; it may enter review") as caught:
        verbs.advance(a_paper("draft"), PAPER, "published", TUESDAY)
    assert caught.value.allowed == ("review", "withdrawn")


def test_advance_refuses_an_unknown_stage() -> None:
    """A stage the lifecycle does not have is named as such."""
    with pytest.raises(StageError, match="has no stage 'ballot'; it may enter draft"):
        verbs.advance(a_paper(), PAPER, "ballot", TUESDAY)


def test_advance_into_the_final_stage_finishes_the_deliverable() -> None:
    """The stage that ends in success makes the deliverable done on that day."""
    published = verbs.advance(a_paper("draft", "review", state="active"), PAPER, "published", TUESDAY)
    assert (published.state, published.done_on, published.stage) == ("done", TUESDAY, "published")


def test_a_deliverable_is_done_at_the_stage_it_is_due_for() -> None:
    """With a due stage before the final one, reaching it is enough."""
    reviewed = verbs.advance(a_paper("draft", state="active", due_stage="review"), PAPER, "review", TUESDAY)
    assert (reviewed.state, reviewed.done_on) == ("done", TUESDAY)


def test_a_deliverable_sent_back_before_its_due_stage_is_owed_again() -> None:
    """Going back behind the due stage takes the finishing back."""
    done = a_paper("draft", "review", state="done", done_on=MONDAY, due_stage="review")
    back = verbs.advance(done, PAPER, "draft", TUESDAY)
    assert (back.state, back.done_on) == ("active", None)


def test_a_withdrawn_deliverable_is_dropped_and_may_come_back() -> None:
    """A stage whose outcome is dropped drops it; a stage that may follow revives it."""
    withdrawn = verbs.advance(a_paper("draft", state="active"), PAPER, "withdrawn", TUESDAY)
    assert withdrawn.state == "dropped"
    assert verbs.advance(withdrawn, PAPER, "draft", TUESDAY).state == "active"


def test_advance_before_the_last_stage_was_reached_is_refused() -> None:
    """Stages are entered in the order of their days."""
    with pytest.raises(
        InputError, match="'paper' reached draft on 2016-09-05, so it cannot enter review on 2016-09-02"
    ):
        verbs.advance(a_paper("draft", state="active"), PAPER, "review", date(2016, 9, 2))


def test_a_milestone_takes_no_days_and_no_progress() -> None:
    """A milestone is a task of no duration: it has no estimate, and is reached or not."""
    with pytest.raises(InputError, match="the milestone 'TR-1' takes no working days"):
        a_task(kind="milestone", estimate=3)
    with pytest.raises(InputError, match=r"'TR-1' is a milestone, which is reached or not; say so with tracker\.done"):
        verbs.progress(a_task(kind="milestone"), 50, MONDAY)
