"""``wgtrack overdue``: what is past its target or limit and not finished, most urgent first."""

import typer

from wgtrack_cli import items, root, session, tables
from wgtrack_cli.options import At, GroupFilter, ListFormat, OwnerFilter

app = root.question()


@root.command(app, "overdue", "overdue --at 2016-09-16")
def overdue(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    owner: OwnerFilter = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """What is past its target or limit and not finished, most urgent first."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        found = tracker.overdue(at, group, owner)
    items.show_blocks(found, name, "nothing is overdue")
