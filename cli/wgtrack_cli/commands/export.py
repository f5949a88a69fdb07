"""``wgtrack export``: the whole record with its history as text."""

import sys
from typing import Annotated

import typer

from wgtrack.messages.phrases import count_words
from wgtrack_cli import output, root, session

app = root.question()


@root.command(app, "export", "export -o record.jsonl", "export -o - --db wgtrack-2016-09-05.db")
def export(
    context: typer.Context,
    *,
    file: Annotated[
        str,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The file to write, in place of one that is there; - for the terminal or a pipe.",
        ),
    ] = output.STANDARD_OUTPUT,
) -> None:
    """The whole record with its history as JSON Lines: a later export is an earlier one with lines added, fit for git."""
    output.check_named(file)
    with session.reading(context) as tracker:
        if file == output.STANDARD_OUTPUT:
            tracker.export(sys.stdout.buffer)
        else:
            output.say(f"{count_words(tracker.export(file), 'change')} written to {file}")
