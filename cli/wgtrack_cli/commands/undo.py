"""``wgtrack undo``: take a step back."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

import wgtrack
from wgtrack.errors import ConflictError
from wgtrack.formats import entry_words
from wgtrack.messages.phrases import one_line
from wgtrack.model.journal import Entry
from wgtrack_cli import change_messages, output, root, session
from wgtrack_cli.options import Why
from wgtrack_cli.parsing import step_number

app = root.question()

#: Records that are told one by one; a whole file that was loaded is many.
_MOST = 20


@root.command(app, "undo", "undo", "undo 41 --why 'recorded for the wrong task'")
def undo(
    context: typer.Context,
    step: Annotated[
        str | None,
        typer.Argument(metavar="[STEP]", help="Number of the step, as 'log' prints it; the last one if left out."),
    ] = None,
    *,
    why: Why = None,
    yes: Annotated[bool, typer.Option("--yes", help="Take back what somebody else did, without a question.")] = False,
) -> None:
    """Take a step back, the last one that still stands if none is given; as a new change, so nothing is lost.

    What somebody else did is taken back only after a question, or with --yes.
    """
    with session.writing(context) as tracker:
        taken = _taken_back(tracker, None if step is None else step_number(step), why, yes=yes)
        undone = tracker.session.store.entries(step=taken[0].undoes)
        moved = change_messages.moved_with(tracker.moved(), tracker.programme())
    lines = [f"took back step {taken[0].undoes}, of {_people(undone)}"]
    lines += [f"  {entry.kind} {entry.key}: {entry_words.of_entry(entry)!s}" for entry in taken[:_MOST]]
    if len(taken) > _MOST:
        lines.append(f"  and {len(taken) - _MOST} more records")
    output.say("\n".join([*lines, *moved]))


def _taken_back(tracker: wgtrack.Tracker, step: int | None, why: str | None, *, yes: bool) -> Sequence[Entry]:
    """Undo it; what somebody else did only when whoever types says so."""
    try:
        return tracker.undo(step, why=why, own=not yes)
    except ConflictError as error:
        asks = sys.stdin.isatty() and sys.stderr.isatty()
        if error.message.code != "anothers_step" or not asks:
            raise
        if not typer.confirm(f"{error.message!s}; take it back?", err=True):
            raise
    return tracker.undo(step, why=why)


def _people(entries: Sequence[Entry]) -> str:
    """Whose step it was."""
    return ", ".join(dict.fromkeys(one_line(entry.by) for entry in entries))
