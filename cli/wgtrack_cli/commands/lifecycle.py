"""``wgtrack lifecycle``: the stages that deliverables move through."""

from collections.abc import Sequence
from typing import Annotated

import typer

from wgtrack.errors import StoreMissingError, UnknownKeyError
from wgtrack.interchange.seeds import lifecycle_names, read_lifecycle
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack_cli import completion, data, output, root, session, tables
from wgtrack_cli.options import At, ListFormat

app = root.noun("The stages that deliverables move through: list, show.")


@root.command(app, "list", "lifecycle list")
def list_(context: typer.Context, *, at: At = None, format_: ListFormat = "table") -> None:
    """List the lifecycles. Those that come with wgtrack are put on record once a deliverable names them."""
    name = tables.checked_format(format_)
    on_record = _on_record(context, at)
    found = list({**{key: read_lifecycle(key) for key in lifecycle_names()}, **on_record}.values())
    rows = [
        (one.key, one.title, str(len(one.stages)), "yes" if one.key in on_record else "", one.source or one.note or "")
        for one in found
    ]
    headings = ("key", "title", "stages", "on record", "source")
    tables.show(tables.Table(headings, rows, ("title", "source")), name, found)


@root.command(app, "show", "lifecycle show white-paper")
def show(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="Key of the lifecycle.", autocompletion=completion.lifecycles)
    ],
    *,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """Print the stages of a lifecycle, and which may follow which."""
    name = tables.checked_format(format_)
    lifecycle = _found(context, key, at)
    rows = [_row(stage, lifecycle) for stage in lifecycle.stages]
    headings = ("stage", "title", "may be followed by", "days", "means")
    if name == "table":
        output.say(f"{lifecycle.key}  {lifecycle.title}\n")
    table = tables.Table(headings, rows, ("title", "may be followed by"))
    if name == "json":
        output.give(data.as_json(lifecycle))
    else:
        tables.show(table, name, ())


def _row(stage: Stage, lifecycle: Lifecycle) -> Sequence[str]:
    usual = "" if stage.usual_days is None else str(stage.usual_days)
    means = "begins here" if stage.code in lifecycle.starts else ""
    return stage.code, stage.title, " ".join(stage.next), usual, means if stage.outcome == "active" else stage.outcome


def _found(context: typer.Context, key: str, at: str | None) -> Lifecycle:
    on_record = _on_record(context, at)
    if key in on_record:
        return on_record[key]
    if key in lifecycle_names():
        return read_lifecycle(key)
    raise UnknownKeyError("lifecycle", key, [*on_record, *lifecycle_names()])


def _on_record(context: typer.Context, at: str | None) -> dict[str, Lifecycle]:
    """The lifecycles of the record; none where there is no record yet."""
    try:
        with session.reading(context) as tracker:
            return dict(tracker.programme(at).lifecycles)
    except StoreMissingError:
        return {}
