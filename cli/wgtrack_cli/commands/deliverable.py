"""``wgtrack deliverable``: the documents the group owes."""

from typing import Annotated, Any

import typer

from wgtrack.dates import Resolver
from wgtrack.messages.phrases import day_words, promise_words
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable
from wgtrack_cli import change_messages, item_commands, items, output, record_commands, root, session
from wgtrack_cli.fields import fields_of, values, with_fields
from wgtrack_cli.options import (
    AreaFilter,
    At,
    DeliverableKey,
    GroupFilter,
    LimitTo,
    ListFormat,
    NewKey,
    On,
    OwnerFilter,
    ShowFormat,
    Since,
    Sort,
    StageCode,
    TagFilter,
    TargetTo,
    TextFilter,
    TookEffect,
    VerdictFilter,
    What,
    Who,
    Why,
)

app = root.noun("Documents the group owes: add, edit, show, list, advance, plan, move, drop, wait, resume.")

OWN = fields_of(Deliverable)


def _understood(deliverable: Deliverable, code: str, typed: str, programme: WorkProgramme) -> str:
    """A stage as it was typed; where that was no code (``DIS``), the code and title that it was understood as."""
    stage = programme.lifecycles[deliverable.lifecycle].stage(code)
    return code if stage is None or code == typed else f"{code} ({stage.title})"


@root.command(
    app,
    "add",
    "deliverable add report --title 'Report on security' --lifecycle ietf --target 2016-12-15",
)
@with_fields(OWN, adding=True)
def add(context: typer.Context, key: NewKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Put a document that the group owes on record."""
    found = record_commands.with_group(context, values(OWN, given))
    record_commands.add(context, Deliverable(key=key, **found), why, at)


@root.command(app, "edit", "deliverable edit white-paper --tag plan")
@with_fields(OWN, adding=False)
def edit(context: typer.Context, key: DeliverableKey, *, why: Why = None, at: TookEffect = None, **given: Any) -> None:
    """Change what is recorded of a deliverable. Dates and stages have verbs of their own."""
    record_commands.edit(context, key, lambda _deliverable: values(OWN, given), why, at)


@root.command(app, "show", "deliverable show white-paper --at 2016-10-18")
def show(context: typer.Context, key: DeliverableKey, *, at: At = None, format_: ShowFormat = "text") -> None:
    """Print a deliverable and how it stands."""
    item_commands.show(context, key, at, format_)


@root.command(app, "list", "deliverable list --at 2016-09-05")
@with_fields(items.FILTERS, adding=False)
def list_(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    area: AreaFilter = None,
    owner: OwnerFilter = None,
    verdict: VerdictFilter = None,
    tag: TagFilter = None,
    text: TextFilter = None,
    sort: Sort = None,
    at: At = None,
    format_: ListFormat = "table",
    **shown: Any,
) -> None:
    """List deliverables, filtered and sorted."""
    wanted = {"group": group, "area": area, "owner": owner, "tag": tag, "text": text, "sort": sort, **shown}
    items.show_found(context, ("deliverable",), at, format_, verdict=verdict, **wanted)


@root.command(app, "advance", "deliverable advance white-paper review --on 2016-09-18")
def advance(
    context: typer.Context,
    key: DeliverableKey,
    stage: StageCode,
    *,
    on: On = None,
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Enter a stage that may follow the present one. Going back to an earlier one needs --why."""
    with session.writing(context) as tracker:
        record_commands.required(tracker, context, key)
        before = tracker.programme().tasks
        deliverable = tracker.advance(key, stage, on=on, why=why, at=at)
        programme, moved = tracker.programme(), change_messages.others_moved(key, tracker)
    entered = _understood(deliverable, deliverable.reached[-1].stage, stage, programme)
    lines = [f"{key} entered {entered} on {day_words(deliverable.reached[-1].on)!s}"]
    if deliverable.finished:
        lines.append(f"{key} {change_messages.finished(deliverable, programme)}")
    reached = [task for task in programme.tasks.values() if task.finished and not before[task.key].finished]
    lines += [f"{task.key} {change_messages.finished(task, programme)}: {task.title}" for task in reached]
    output.say("\n".join([*lines, *moved]))


@root.command(app, "plan", "deliverable plan white-paper review 'summit - 5wd'")
def plan(
    context: typer.Context,
    key: DeliverableKey,
    stage: StageCode,
    due: Annotated[str, typer.Argument(metavar="DATE", help="When it is to enter the stage.")],
    *,
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Say by when a deliverable is to enter a stage."""
    with session.writing(context) as tracker:
        record_commands.required(tracker, context, key)
        deliverable = tracker.plan_stage(key, stage, due, why=why, at=at)
        programme = tracker.programme()
        deadline = Resolver(programme).resolve(due, deliverable.group)
    planned = _understood(deliverable, deliverable.planned[-1].stage, stage, programme)
    when = str(promise_words(deadline)) if deadline else f"{due}, which has no date yet"
    output.say(f"{key} is planned to enter {planned} by {when}")


@root.command(app, "move", "deliverable move white-paper --target 'summit + 4w' --why 'the review takes longer'")
def move(
    context: typer.Context,
    key: DeliverableKey,
    *,
    target: TargetTo = None,
    limit: LimitTo = None,
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Move the target or the limit. Prints every deadline that moves with it; later needs --why."""
    item_commands.move(context, key, target=target, limit=limit, why=why, at=at)


@root.command(app, "drop", "deliverable drop white-paper --why 'the ministry writes it'")
def drop(context: typer.Context, key: DeliverableKey, *, why: Why = None, at: TookEffect = None) -> None:
    """Give up a deliverable. It stays on record; needs --why."""
    item_commands.drop(context, key, why, at)


@root.command(app, "wait", "deliverable wait white-paper miit --what approval")
def wait(
    context: typer.Context,
    key: DeliverableKey,
    who: Who,
    *,
    since: Since = None,
    what: What = "",
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Record that someone else has the ball."""
    item_commands.wait(context, key, who, since=since, what=what, why=why, at=at)


@root.command(app, "resume", "deliverable resume white-paper")
def resume(context: typer.Context, key: DeliverableKey, *, why: Why = None, at: TookEffect = None) -> None:
    """Record that the ball is back."""
    item_commands.resume(context, key, why, at)
