"""What a command line says of the record: which file, and who is writing."""

import os.path
from typing import TYPE_CHECKING, TypeVar

import typer

import wgtrack
from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack_cli import output

if TYPE_CHECKING:
    from collections.abc import Callable

AnswerT = TypeVar("AnswerT")

#: Who a change is by where the machine has no name for the user.
NOBODY = "unknown"
#: Where a command keeps how to ask whether it made a change.
_CHANGED = f"{__name__}.changed"


def reading(context: typer.Context) -> "wgtrack.Tracker":
    """The record, to be asked; an error if there is none."""
    return _open(path(context))


def is_there(context: typer.Context) -> bool:
    """Whether there is a file for the record at all."""
    return os.path.exists(path(context))  # noqa: PTH110 - a folder that may not be searched is told of by the opening


def writing(context: typer.Context) -> "wgtrack.Tracker":
    """The record, to be changed by whoever the command line says; an error if there is none."""
    return _watched(context, _open(path(context), author(context)))


def starting(context: typer.Context, change: "Callable[[wgtrack.Tracker], AnswerT]") -> "AnswerT":
    """Make a change that may start a record. For a new file it is tried in memory first: a mistake leaves no file behind."""
    by, file = author(context), path(context)
    if not os.path.exists(file):  # noqa: PTH110 - a folder that may not be searched is told of by the opening
        with wgtrack.open(":memory:", by=by) as trial:
            change(trial)
    with _watched(context, _open(file, by, create=True)) as tracker:
        return change(tracker)


def changed(context: typer.Context) -> bool:
    """Whether the command made a change, which stands whatever becomes of its answer."""
    asked: Callable[[], bool] | None = context.meta.get(_CHANGED)
    return asked is not None and asked()


def note_change(context: typer.Context) -> None:
    """Note that the command made a change otherwise than with a record opened here."""
    context.meta[_CHANGED] = lambda: True


def _watched(context: typer.Context, tracker: "wgtrack.Tracker") -> "wgtrack.Tracker":
    context.meta[_CHANGED] = lambda: tracker.changed
    return tracker


def _open(file: str, by: str | None = None, *, create: bool = False) -> "wgtrack.Tracker":
    """The record in this file, with a remark where the file was older than the code."""
    tracker = wgtrack.open(file, by=by, create=create)
    if tracker.upgraded is not None:
        old, new, backup = tracker.upgraded
        output.remark(f"{file} was brought up to date (schema {old} to {new}); as it was, it is kept as {backup}")
    return tracker


def path(context: typer.Context) -> str:
    """The file that holds the record."""
    given: str = context.find_root().params["db"]
    if not given.strip():
        message = untranslated("--db is empty")
        raise InputError(message, untranslated("give the path of the file that holds the record"))
    return given


def author(context: typer.Context) -> str:
    """Who makes the change: as said, else the login name, with a hint to say it."""
    said: str | None = context.find_root().params["by"]
    if said and said.strip():
        return said.strip()
    name = _login_name()
    output.hint(f"recorded as by {name}; say who you are with --by or WGTRACK_BY")
    return name


def _login_name() -> str:
    from getpass import getuser  # noqa: PLC0415 - only a change whose author was not said pays for it

    try:
        return getuser()
    except (OSError, KeyError, ImportError):  # a container whose user has no name
        return NOBODY
