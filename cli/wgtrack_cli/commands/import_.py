"""``wgtrack import``: a record with its history from a file that ``export`` wrote."""

from typing import Annotated

import typer

import wgtrack
from wgtrack.messages.phrases import count_words
from wgtrack_cli import output, root, session

app = root.question()


@root.command(app, "import", "import record.jsonl --db copy.db")
def import_(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The JSON Lines that 'wgtrack export' wrote.")],
) -> None:
    """Read an exported record into a new file, whole or not at all; everything in it is checked first."""
    output.check_given(file, "'import'")
    done = wgtrack.import_record(file, session.path(context))
    session.note_change(context)
    changes, records = count_words(done.entries, "change"), count_words(done.records, "record")
    output.say(f"{changes} read into {session.path(context)}, which has {records} now")
