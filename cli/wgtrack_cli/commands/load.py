"""``wgtrack load``: the work that every owner has in each week, and who has more than there are days."""

from typing import Annotated

import typer

from wgtrack_cli import completion, data, output, root, session
from wgtrack_cli.options import At, GroupFilter
from wgtrack_cli.parsing import one_of

app = root.question()
FORMATS = ("terminal", "json")


@root.command(app, "load", "load --at 2016-09-05", "load --group white-paper-wg --format json --at 2016-09-05")
def load(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    at: At = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="terminal or json.", autocompletion=completion.words(FORMATS)),
    ] = "terminal",
) -> None:
    """Working days of work per owner and week, by the early dates, against the days there are."""
    name = one_of(FORMATS, "format")(format_)
    with session.reading(context) as tracker:
        found = tracker.workload(at, group)
    if name == "json":
        output.give(data.as_json(found))
        return
    from wgtrack.formats.load import render_load  # noqa: PLC0415 - JSON does without it

    output.spans(render_load(found, output.page_width()))
