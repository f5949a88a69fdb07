"""``wgtrack backup``: a copy of the record, made while others may go on writing to it."""

from typing import Annotated

import typer

from wgtrack_cli import output, root, session

app = root.question()


@root.command(app, "backup", "backup wgtrack-2016-09-05.db")
def backup(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The file to make; none that is there is overwritten.")],
) -> None:
    """Copy the record to a new file, as it is at this moment, while others may go on working; whole or not at all."""
    output.check_new(file, "'backup'")
    with session.of_all(context) as tracker:
        tracker.backup(file)
    output.say(f"{session.path(context)} was copied to {file}")
