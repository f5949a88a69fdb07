"""``wgtrack next``: what can be worked on now, most urgent first."""

import typer

from wgtrack_cli import items, root, session, tables
from wgtrack_cli.options import At, GroupFilter, ListFormat, OwnerFilter

app = root.question()


@root.command(app, "next", "next --owner cesi --at 2016-09-05")
def next_(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    owner: OwnerFilter = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """What can be worked on now, most urgent first."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        found = tracker.next(at, group, owner)
    items.show_blocks(found, name, "nothing can be worked on now")
