"""``wgtrack waiting``: what waits, for whom or for which other work, and since when."""

import typer

from wgtrack_cli import items, root, session, tables
from wgtrack_cli.options import At, GroupFilter, ListFormat, OwnerFilter

app = root.question()


@root.command(app, "waiting", "waiting --at 2016-09-05")
def waiting(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    owner: OwnerFilter = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """What waits, for whom or for which other work, and since when."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        found = tracker.waiting(at, group, owner)
    items.show_blocks(found, name, "nothing waits")
