"""``wgtrack list``: tasks and deliverables, filtered and sorted."""

from typing import Any

import typer

from wgtrack_cli import items, root
from wgtrack_cli.fields import with_fields
from wgtrack_cli.options import (
    AreaFilter,
    At,
    DueAfter,
    DueBefore,
    GroupFilter,
    LifecycleFilter,
    ListFormat,
    NotFilter,
    OwnerFilter,
    Sort,
    StageFilter,
    StateFilter,
    TagFilter,
    TextFilter,
    VerdictFilter,
)

app = root.question()


@root.command(
    app,
    "list",
    "list --verdict overdue,at_risk --at 2016-09-16",
    "list --area security --text 隐私",
    "list --sort -progress",
)
@with_fields(items.FILTERS, adding=False)
def list_(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    area: AreaFilter = None,
    owner: OwnerFilter = None,
    verdict: VerdictFilter = None,
    state: StateFilter = None,
    stage: StageFilter = None,
    lifecycle: LifecycleFilter = None,
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
    """Tasks, milestones and deliverables, filtered and sorted."""
    wanted = {"group": group, "area": area, "owner": owner, "verdict": verdict, "state": state, "tag": tag, **shown}
    wanted.update(stage=stage, lifecycle=lifecycle)
    wanted.update(text=text, due_before=due_before, due_after=due_after, sort=sort, not_=not_)
    items.show_found(context, (), at, format_, **wanted)
