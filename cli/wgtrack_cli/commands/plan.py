"""``wgtrack plan``: will it be ready, what drives its date, who must start next, and what would win days back."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

import wgtrack
from wgtrack.formats.plan import lines
from wgtrack.messages.phrases import short_day
from wgtrack.planning.schedule import Planned
from wgtrack_cli import completion, data, output, root, session, tables
from wgtrack_cli.options import At, GroupFilter
from wgtrack_cli.parsing import one_of

app = root.question()
FORMATS = ("terminal", "json")


@root.command(
    app, "plan", "plan white-paper --at 2016-09-05", "plan summit --at 2016-08-22", "plan --items --at 2016-09-05"
)
def plan(
    context: typer.Context,
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="KEY",
            help="A deliverable, task or event; all open deliverables if left out.",
            autocompletion=completion.keys("deliverable", "task", "event"),
        ),
    ] = None,
    *,
    group: GroupFilter = None,
    at: At = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="FORMAT", help="terminal or json.", autocompletion=completion.words(FORMATS)),
    ] = "terminal",
    items: Annotated[
        bool, typer.Option("--items", help="Every piece with its early and late dates, its float and what drives it.")
    ] = False,
) -> None:
    """Whether a date can hold, and if not, why: the work in a row, who must start when, and what would win days back."""
    name = one_of(FORMATS, "format")(format_)
    with session.reading(context) as tracker:
        if items:
            _show_items(_pieces(tracker, key, at, group), name)
            return
        plans = tracker.plans(at, group) if key is None else (tracker.plan(key, at, group),)
    if name == "json":
        output.give(data.as_json(plans if key is None else plans[0]))
    elif not plans:
        output.say("no deliverable is open, so there is nothing to plan")
    else:
        output.say("\n\n".join("\n".join(lines(found, output.width())) for found in plans))


def _pieces(tracker: wgtrack.Tracker, key: str | None, at: str | None, group: str | None) -> Sequence[Planned]:
    """The pieces of one goal, with late dates for its sake; or all unfinished items of the record, or of a group."""
    if key is not None:
        return tracker.plan(key, at, group).pieces
    planned = [item for item in tracker.schedule(at, group).items.values() if item.state != "done"]
    return sorted(planned, key=lambda item: (item.early_start or date.max, item.early_finish or date.max))


def _show_items(pieces: Sequence[Planned], name: str) -> None:
    rows = [
        (
            piece.key,
            f"{piece.days:g}",
            _short(piece.early_start),
            _short(piece.early_finish),
            _short(piece.late_start),
            _short(piece.late_finish),
            "" if piece.total_float is None else f"{piece.total_float:g}",
            "" if piece.free_float is None else f"{piece.free_float:g}",
            "*" if piece.critical else "",
            str(piece.driver),
        )
        for piece in pieces
    ]
    headings = ("key", "days", "starts", "ends", "start by", "end by", "float", "free", "critical", "driven by")
    tables.show(
        tables.Table(headings, rows, ("driven by",), empty="nothing is open"),
        "table" if name != "json" else name,
        pieces,
    )


def _short(day: date | None) -> str:
    """``18 Sep``."""
    return "" if day is None else str(short_day(day))[4:-5]
