"""``wgtrack due``: what is due within some working days."""

from typing import Annotated

import typer

from wgtrack_cli import items, root, session, tables
from wgtrack_cli.options import At, GroupFilter, ListFormat, OwnerFilter

app = root.question()


@root.command(app, "due", "due --within 10wd --at 2016-09-05")
def due(
    context: typer.Context,
    *,
    within: Annotated[
        str,
        typer.Option("--within", metavar="TIME", help="10wd (working days), 14d (days), 2w (weeks) or 1m (months)."),
    ] = "10wd",
    group: GroupFilter = None,
    owner: OwnerFilter = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """What is due within some time and is not late yet, soonest first."""
    name = tables.checked_format(format_)
    with session.reading(context) as tracker:
        found = tracker.due(within, at, group, owner)
    items.show_blocks(found, name, f"nothing is due within {within}")
