"""``wgtrack baseline``: names for the record as it was, to measure slips against."""

from typing import Annotated

import typer

from wgtrack.formats import history_words
from wgtrack_cli import completion, output, root, session, tables
from wgtrack_cli.options import ANSWER_FORMATS, AnswerFormat
from wgtrack_cli.parsing import one_of

app = root.noun("Names for the record as it was, to measure slips against: save, list.")


@root.command(
    app,
    "save",
    "baseline save kick-off --at 2016-08-22 --note 'as agreed in the first meeting'",
    "baseline save report-1",
)
def save(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(metavar="NAME", help="A short name: a letter, then letters, digits, '-' or '_'."),
    ],
    *,
    at: Annotated[
        str | None,
        typer.Option("--at", metavar="WHEN", help="The record of this day (its end) or instant; as it is if left out."),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="What the baseline is.")] = None,
    group: Annotated[
        str | None,
        typer.Option(
            "--group",
            metavar="KEY",
            help="Whose time zone a day is meant in, where groups differ.",
            autocompletion=completion.keys("group"),
        ),
    ] = None,
) -> None:
    """Give the record as it is, or was, a name that 'slips --against' takes. Taken back with 'undo'."""
    with session.writing(context) as tracker:
        saved = tracker.baseline(name, at, note or None, group)
    output.say(f"baseline {saved.key} saved: the record of {history_words.instant_words(saved.at)}")


@root.command(app, "list", "baseline list")
def list_(context: typer.Context, *, format_: AnswerFormat = "terminal") -> None:
    """List the baselines, earliest first."""
    name = one_of(ANSWER_FORMATS, "format")(format_)
    with session.reading(context) as tracker:
        found = tracker.baselines()
    rows = [(one.key, history_words.since_words(one.at), one.note or "") for one in found]
    table = tables.Table(("name", "record of", "note"), rows, empty="no baseline is saved", ends_in_sentence=True)
    values = [{"name": one.key, "at": one.at, "note": one.note} for one in found]
    tables.show(table, "json" if name == "json" else "table", values)
