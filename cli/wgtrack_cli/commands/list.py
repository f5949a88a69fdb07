"""``wgtrack list``: tasks and deliverables, filtered and sorted."""

import typer

from wgtrack_cli import items, root
from wgtrack_cli.options import (
    AreaFilter,
    At,
    GroupFilter,
    ListFormat,
    OwnerFilter,
    Sort,
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
) -> None:
    """Tasks, milestones and deliverables, filtered and sorted."""
    items.show_found(
        context, (), at, format_, group=group, area=area, owner=owner, verdict=verdict, tag=tag, text=text, sort=sort
    )
