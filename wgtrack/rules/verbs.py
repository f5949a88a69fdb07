"""The verbs of the record: each takes a frozen record and gives the changed one, or says why not."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from attrs import evolve

from wgtrack.errors import InputError, StageError
from wgtrack.messages.message import Message, Phrase, argument, call, iso_day, joined, untranslated
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.records import Deliverable, Item, State, Task
from wgtrack.model.stages import ENDED
from wgtrack.model.values import StageReached, Waiting

ItemT = TypeVar("ItemT", bound=Item)

FINISHED_PERCENT = 100
#: Parts that are named; of more of them the first.
_NAMED = 5


def start(task: Task, on: date) -> Task:
    """Begin a task, or take up again one that was finished or dropped."""
    if task.state == "active":
        raise InputError(
            untranslated(
                "'{key}' has already started, on {started_on}", key=task.key, started_on=_day(task.started_on)
            ),
            untranslated("record how far it is with {progress}", progress=call("progress", task.key, ..., kind="task")),
        )
    if task.finished:
        return evolve(
            task,
            state="active",
            percent=min(task.percent, FINISHED_PERCENT - 1),
            started_on=task.started_on or on,
            done_on=None,
            done_at=None,
        )
    return evolve(task, state="active", started_on=on)


def progress(task: Task, percent: int, on: date, remaining: float | None = None) -> Task:
    """Say how much of a task is done, and the working days left where they are known; one not started yet starts."""
    _require_open(task, "progress")
    if task.kind == "milestone":
        raise InputError(
            untranslated("'{key}' is a milestone, which is reached or not", key=task.key),
            untranslated("say so with {done} when it is", done=call("done", task.key, kind="task")),
        )
    if percent == FINISHED_PERCENT:
        raise InputError(
            untranslated("'{key}' at 100 percent would be finished", key=task.key),
            untranslated("say so with {done}, which records the day", done=call("done", task.key, kind="task")),
        )
    started = task if task.state == "active" else start(task, on)
    return evolve(started, percent=percent, remaining=remaining)


def done(task: Task, on: date, instant: datetime | None) -> Task:
    """Finish a task or reach a milestone; ``instant`` where the hour is known."""
    if task.state == "done":
        raise InputError(
            untranslated("'{key}' is done since {done_on}", key=task.key, done_on=_day(task.done_on)),
            untranslated("to take that back use {undo}, or {start}", undo=call("undo"), start=_again(task)),
        )
    if task.state == "dropped":
        raise InputError(
            untranslated("'{key}' was dropped", key=task.key),
            untranslated("take it up again with {start} first", start=_again(task)),
        )
    return evolve(
        task, state="done", percent=FINISHED_PERCENT, remaining=None, done_on=on, done_at=instant, waiting=None
    )


def refuse_open_parts(task: Task, parts: Sequence[str]) -> None:
    """Refuse to finish a task of which parts are open: what waits for it would start, and their work would count no more."""
    if parts:
        raise InputError(
            untranslated(
                "'{key}' cannot be done while parts of it are open: {parts}",
                code="open_parts",
                key=task.key,
                parts=joined([*parts[:_NAMED], *(["..."] if len(parts) > _NAMED else [])]),
            ),
            untranslated("finish or drop them first, or say {anyway}", anyway=argument("anyway")),
        )


def drop(item: ItemT) -> ItemT:
    """Give up an item; it stays on record."""
    _require_open(item, "drop")
    return evolve(item, state="dropped", waiting=None)


def wait(item: ItemT, on: str, since: date, what: str) -> ItemT:
    """Record that someone else has the ball."""
    _require_open(item, "wait for")
    return evolve(item, waiting=Waiting(on, since, what))


def resume(item: ItemT) -> ItemT:
    """Record that the ball is back."""
    if item.waiting is None:
        raise InputError(
            untranslated("'{key}' waits for nobody", key=item.key),
            untranslated("record whom it waits for with {wait}", wait=_wait(item)),
        )
    return evolve(item, waiting=None)


def advance(deliverable: Deliverable, lifecycle: Lifecycle, stage: str, on: date) -> Deliverable:
    """Enter a stage that may follow the present one."""
    _check_stage(deliverable, lifecycle, stage)
    if deliverable.reached and on < deliverable.reached[-1].on:
        last = deliverable.reached[-1]
        raise InputError(
            untranslated(
                "'{key}' reached {stage} on {on}, so it cannot enter {next} on {day}",
                key=deliverable.key,
                stage=last.stage,
                on=iso_day(last.on),
                next=stage,
                day=iso_day(on),
            ),
            untranslated("give a day on or after {on}", on=iso_day(last.on)),
        )
    return enter(deliverable, lifecycle, stage, on)


def enter(deliverable: Deliverable, lifecycle: Lifecycle, stage: str, on: date) -> Deliverable:
    """The deliverable in that stage, with the state that the stage means."""
    reached = (*deliverable.reached, StageReached(stage, on))
    state = state_in(deliverable, lifecycle, stage)
    is_done = state == "done"
    return evolve(
        deliverable,
        reached=reached,
        state=state,
        started_on=deliverable.started_on or reached[0].on,
        done_on=(deliverable.done_on or on) if is_done else None,
        done_at=deliverable.done_at if is_done else None,
        waiting=deliverable.waiting if state == "active" else None,
    )


def state_in(deliverable: Deliverable, lifecycle: Lifecycle, code: str) -> State:
    """What being in a stage means: done from the stage it is due for onward."""
    stage = lifecycle.stage(code)
    due = deliverable.due_stage or lifecycle.final
    if stage is None or stage.outcome in ENDED:
        return "dropped"
    if stage.outcome == "done" or lifecycle.position(code) >= lifecycle.position(due):
        return "done"
    return "active"


def allowed_stages(deliverable: Deliverable, lifecycle: Lifecycle) -> tuple[str, ...]:
    """Stages the deliverable may enter next."""
    present = lifecycle.stage(deliverable.stage) if deliverable.stage else None
    return present.next if present else lifecycle.starts


def _check_stage(deliverable: Deliverable, lifecycle: Lifecycle, stage: str) -> None:
    allowed = allowed_stages(deliverable, lifecycle)
    if stage in allowed:
        return
    if lifecycle.stage(stage) is None:
        message = untranslated(
            "the lifecycle '{lifecycle}' of '{key}' has no stage '{stage}'",
            lifecycle=lifecycle.key,
            key=deliverable.key,
            stage=stage,
        )
    elif deliverable.stage:
        message = untranslated(
            "'{key}' may not enter {stage} from {present}", key=deliverable.key, stage=stage, present=deliverable.stage
        )
    else:
        message = untranslated("'{key}' may not enter {stage} as its first stage", key=deliverable.key, stage=stage)
    if allowed:
        hint = untranslated("it may enter {allowed}", allowed=joined(allowed))
    else:
        hint = untranslated("no stage follows {present}", present=deliverable.stage or "")
    raise StageError(message, hint, allowed, key=deliverable.key, stage=stage)


def _require_open(item: Item, verb: str) -> None:
    if item.finished:
        raise InputError(
            untranslated("cannot {verb} '{key}', which is {state}", verb=verb, key=item.key, state=item.state),
            _taken_up_again(item),
        )


def _taken_up_again(item: Item) -> Message:
    """The next step where an item is finished."""
    undo = call("undo")
    if isinstance(item, Task):
        return untranslated("take it up again with {start}, or {undo}", start=_again(item), undo=undo)
    return untranslated("take back what finished it with {undo}", undo=undo)


def _again(task: Task) -> Phrase:
    return call("start", task.key, argument("why"), kind="task")


def _wait(item: Item) -> Phrase:
    if isinstance(item, Task):
        return call("wait", item.key, ..., kind="task")
    return call("wait", item.key, ..., kind="deliverable")


def _day(day: date | None) -> Phrase | str:
    """A day of a record, which one of that state always has."""
    return iso_day(day) if day else "?"
