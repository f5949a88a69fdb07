"""``wgtrack init``: start the record of a new group."""

from typing import Annotated

import typer

from wgtrack.model.records import Group
from wgtrack_cli import completion, output, root, session
from wgtrack_cli.options import NewKey, TookEffect, Why

app = root.question()


@root.command(app, "init", "init editors --name 'Editing Group' --timezone Europe/Berlin --calendar DE-BE")
def init(
    context: typer.Context,
    key: NewKey,
    *,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What the group is called.")],
    timezone: Annotated[
        str,
        typer.Option("--timezone", metavar="ZONE", help="Zone that its days end in.", autocompletion=completion.zones),
    ] = "UTC",
    calendar: Annotated[
        str,
        typer.Option("--calendar", metavar="KEY", help="Working days: a country (CN), a part of one (DE-BE), or none."),
    ] = "none",
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Start the record of a new group, in a new file or beside the groups of one.

    With --at it is on record from an earlier day on, so that its past can be told behind it.
    """
    new = Group(key=key, name=name, timezone=timezone, calendar=calendar)
    group = session.starting(context, lambda tracker: tracker.add(new, why=why, at=at))
    output.say(f"group {group.key} started in {session.path(context)} (zone {timezone}, calendar {calendar})")
    output.say("next: 'wgtrack area add', 'party add', 'task add'; --help of each has an example")
