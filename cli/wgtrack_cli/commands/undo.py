"""``wgtrack undo``: take a step back."""

from typing import Annotated

import typer

from wgtrack.formats import entry_words
from wgtrack_cli import change_messages, output, root, session
from wgtrack_cli.options import Why
from wgtrack_cli.parsing import step_number

app = root.question()


@root.command(app, "undo", "undo", "undo 41 --why 'recorded for the wrong task'")
def undo(
    context: typer.Context,
    step: Annotated[
        str | None,
        typer.Argument(metavar="[STEP]", help="Number of the step, as 'log' prints it; the last one if left out."),
    ] = None,
    *,
    why: Why = None,
) -> None:
    """Take a step back, the last one that still stands if none is given; as a new change, so nothing is lost."""
    with session.writing(context) as tracker:
        entries = tracker.undo(None if step is None else step_number(step), why=why)
        moved = change_messages.moved_with(tracker.moved(), tracker.programme())
    lines = [f"took back step {entries[0].undoes}"]
    lines += [f"  {entry.kind} {entry.key}: {entry_words.of_entry(entry)!s}" for entry in entries[:_MOST]]
    if len(entries) > _MOST:
        lines.append(f"  and {len(entries) - _MOST} more records")
    output.say("\n".join([*lines, *moved]))


#: Records that are told one by one; a whole file that was loaded is many.
_MOST = 20
