"""``wgtrack task``: tasks and milestones."""

from typing import Annotated, Any

import typer

from wgtrack.messages.phrases import day_words, days_words
from wgtrack.model.records import Task
from wgtrack_cli import change_messages, item_commands, items, output, record_commands, root, session
from wgtrack_cli.fields import Field, fields_of, values, with_fields
from wgtrack_cli.options import (
    AreaFilter,
    At,
    DueAfter,
    DueBefore,
    GroupFilter,
    LimitTo,
    ListFormat,
    NewKey,
    NotFilter,
    On,
    OpenTaskKey,
    OwnerFilter,
    ShowFormat,
    Since,
    Sort,
    StateFilter,
    TagFilter,
    TargetTo,
    TaskKey,
    TextFilter,
    TookEffect,
    VerdictFilter,
    What,
    Who,
    Why,
)
from wgtrack_cli.parsing import days, percentage

app = root.noun("Tasks and milestones: add, edit, show, list, start, progress, done, move, drop, wait, resume.")

OWN = fields_of(Task)
MILESTONE = Field("milestone", "A milestone: a task of no duration.", flag=True)
KINDS = ("task", "milestone")


@root.command(
    app,
    "add",
    "task add SE-9 --title 'Review of key custody' --area security --owner cesi --estimate 3/5/9 --after SE-2 --target 'summit - 5wd'",
    "task add WP-99 --title 'Printed' --milestone --reached-by white-paper@published",
)
@with_fields((*OWN[:1], MILESTONE, *OWN[1:]), adding=True)
def add(context: typer.Context, key: NewKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Put a task or a milestone on record."""
    is_milestone = given.pop("milestone") or given["reached_by"]
    found = record_commands.with_group(context, values(OWN, given))
    record_commands.add(context, Task(key=key, kind="milestone" if is_milestone else "task", **found), why, at)


@root.command(app, "edit", "task edit TR-3 --owner cesi --owner wanxiang", "task edit TR-3 --estimate ''")
@with_fields(OWN, adding=False)
def edit(context: typer.Context, key: TaskKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Change what is recorded of a task. An option given replaces what was there; dates change with 'task move'."""
    record_commands.edit(context, key, lambda _task: values(OWN, given), why, at)


@root.command(app, "show", "task show TR-3 --at 2016-09-05")
def show(context: typer.Context, key: TaskKey, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print a task and how it stands."""
    item_commands.show(context, key, at, format_)


@root.command(app, "list", "task list --area security --sort target --at 2016-09-05")
@with_fields(items.FILTERS, adding=False)
def list_(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    area: AreaFilter = None,
    owner: OwnerFilter = None,
    verdict: VerdictFilter = None,
    state: StateFilter = None,
    tag: TagFilter = None,
    text: TextFilter = None,
    due_before: DueBefore = None,
    due_after: DueAfter = None,
    not_: NotFilter = None,
    sort: Sort = None,
    at: At = None,
    format_: ListFormat = "table",
    **shown: Any,
) -> None:
    """List tasks and milestones, filtered and sorted."""
    wanted = {"group": group, "area": area, "owner": owner, "verdict": verdict, "state": state, "tag": tag, **shown}
    wanted.update(text=text, due_before=due_before, due_after=due_after, sort=sort, not_=not_)
    items.show_found(context, KINDS, at, format_, **wanted)


@root.command(app, "start", "task start SE-5 --on 2016-09-12")
def start(context: typer.Context, key: OpenTaskKey, *, on: On = None, why: Why = None, at: TookEffect = None) -> None:
    """Begin a task. One that was finished or dropped is taken up again, with --why."""
    with session.writing(context) as tracker:
        before: Any = record_commands.required(tracker, context, key)
        task = tracker.start(key, on=on, why=why, at=at)
        due = change_messages.with_target(task, tracker.programme())
    if before.finished:
        output.say(f"{key} taken up again{due}")
    else:
        output.say(f"{key} started on {day_words(task.started_on or task.done_on)!s}{due}")  # type: ignore[arg-type]


@root.command(app, "progress", "task progress SE-5 40 --on 2016-09-13")
def progress(
    context: typer.Context,
    key: OpenTaskKey,
    percent: Annotated[str, typer.Argument(metavar="PERCENT", help="How much of it is done, from 0 to 99.")],
    *,
    remaining: Annotated[
        str | None,
        typer.Option(
            "--remaining", metavar="DAYS", help="Working days of work left, if known better than by estimate."
        ),
    ] = None,
    on: On = None,
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Say how much of a task is done. One that has not begun begins with it."""
    with session.writing(context) as tracker:
        before: Any = record_commands.required(tracker, context, key)
        left = None if remaining is None else days(remaining)
        task = tracker.progress(key, percentage(percent), remaining=left, on=on, why=why, at=at)
    begun = f", started on {day_words(task.started_on)!s}" if task.started_on and not before.started_on else ""
    was = f" (was {before.percent}%)" if before.percent else ""
    left_words = "" if task.remaining is None else f", {days_words(task.remaining)!s} left"
    output.say(f"{key} is {task.percent}% done{was}{left_words}{begun}")


@root.command(app, "done", "task done SE-5 --on 2016-09-14")
def done(
    context: typer.Context,
    key: OpenTaskKey,
    *,
    on: On = None,
    why: Why = None,
    at: TookEffect = None,
    anyway: Annotated[bool, typer.Option("--anyway", help="Though parts of it are still open.")] = False,
) -> None:
    """Finish a task or reach a milestone."""
    with session.writing(context) as tracker:
        record_commands.required(tracker, context, key)
        task = tracker.done(key, on=on, why=why, at=at, anyway=anyway)
        told = f"{key} {change_messages.finished(task, tracker.programme())}"
        output.say("\n".join([told, *change_messages.others_moved(key, tracker)]))


@root.command(app, "move", "task move SE-5 --target 'summit - 2wd' --why 'the experts answer late'")
def move(
    context: typer.Context,
    key: OpenTaskKey,
    *,
    target: TargetTo = None,
    limit: LimitTo = None,
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Move the target or the limit. Prints every deadline that moves with it; later needs --why."""
    item_commands.move(context, key, target=target, limit=limit, why=why, at=at)


@root.command(app, "drop", "task drop TR-6 --why 'the summit covers it'")
def drop(context: typer.Context, key: OpenTaskKey, *, why: Why = None, at: TookEffect = None) -> None:
    """Give up a task. It stays on record; needs --why."""
    item_commands.drop(context, key, why, at)


@root.command(app, "wait", "task wait SE-5 cesi --since 2016-09-12 --what 'list of incidents'")
def wait(
    context: typer.Context,
    key: OpenTaskKey,
    who: Who,
    *,
    since: Since = None,
    what: What = "",
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Record that someone else has the ball."""
    item_commands.wait(context, key, who, since=since, what=what, why=why, at=at)


@root.command(app, "resume", "task resume SE-5 --why 'the list has come'")
def resume(context: typer.Context, key: OpenTaskKey, *, why: Why = None, at: TookEffect = None) -> None:
    """Record that the ball is back."""
    item_commands.resume(context, key, why, at)
