"""``wgtrack status``: how a group with its committees stands."""

from typing import Annotated

import typer

from wgtrack_cli import completion, output, root, session
from wgtrack_cli.options import At, GroupFilter
from wgtrack_cli.parsing import one_of

app = root.question()
FORMATS = ("terminal", "markdown", "json")


@root.command(app, "status", "status --at 2016-09-05", "status --group white-paper-wg --format markdown")
def status(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    at: At = None,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="terminal, markdown or json.",
            autocompletion=completion.words(FORMATS),
        ),
    ] = "terminal",
) -> None:
    """How a group with its committees stands: verdicts, countdown, progress, and what needs attention."""
    name = one_of(FORMATS, "format")(format_)
    with session.reading(context) as tracker:
        output.report(tracker.status(at, group), name)
