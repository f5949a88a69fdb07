"""``wgtrack timeline``: bars by day or week, of what was done, is planned and can slip."""

from typing import Annotated, Any

import typer

from wgtrack_cli import completion, data, output, root, session
from wgtrack_cli.options import At, GroupFilter
from wgtrack_cli.parsing import one_of

app = root.question()
FORMATS = ("terminal", "json")
UNITS = ("day", "week")


@root.command(
    app,
    "timeline",
    "timeline --at 2016-09-05",
    "timeline --from 2016-09-01 --to 2016-09-30 --at 2016-09-05",
    "timeline --per week --group white-paper-wg --at 2016-09-05",
)
def timeline(
    context: typer.Context,
    *,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="DAY", help="First day shown; the first item's start if left out."),
    ] = None,
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="DAY", help="Last day shown; the last item's end if left out."),
    ] = None,
    per: Annotated[
        str | None,
        typer.Option(
            "--per",
            metavar="UNIT",
            help="day or week; days if they fit beside the titles, where left out.",
            autocompletion=completion.words(UNITS),
        ),
    ] = None,
    group: GroupFilter = None,
    at: At = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="terminal or json.", autocompletion=completion.words(FORMATS)),
    ] = "terminal",
) -> None:
    """Bars by day or week: what was done, what is planned and critical, what can slip, and what comes late."""
    name = one_of(FORMATS, "format")(format_)
    unit: Any = None if per is None else one_of(UNITS, "unit")(per)
    with session.reading(context) as tracker:
        found = tracker.timeline(first, last, at, group)
    if name == "json":
        output.give(data.as_json(found))
        return
    from wgtrack.formats.timeline import render_timeline  # noqa: PLC0415 - JSON does without it

    output.spans(render_timeline(found, output.page_width(), unit))
