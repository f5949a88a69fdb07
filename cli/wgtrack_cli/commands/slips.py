"""``wgtrack slips``: how dates moved since a baseline, or every date that one item ever had."""

from typing import Annotated

import typer

import wgtrack
from wgtrack.errors import InputError
from wgtrack.formats.slips import promises_lines, slips_lines
from wgtrack.messages.message import untranslated
from wgtrack_cli import completion, data, output, root, session
from wgtrack_cli.options import ANSWER_FORMATS, AnswerFormat, At, GroupFilter
from wgtrack_cli.parsing import one_of

app = root.question()
#: Version of the JSON, whose keys only grow.
VERSION = 1


@root.command(
    app,
    "slips",
    "slips RG-4",
    "slips --against kick-off --at 2016-09-05",
    "slips --against 2016-08-22 --at 2016-09-05 --group white-paper-wg",
)
def slips(
    context: typer.Context,
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY]",
            help="A task, deliverable or event: every date it ever had.",
            autocompletion=completion.keys("deliverable", "task", "event"),
        ),
    ] = None,
    *,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="NAME",
            help="A baseline, or a day or instant; the first promise of each item if left out.",
            autocompletion=completion.keys("baseline"),
        ),
    ] = None,
    group: GroupFilter = None,
    at: At = None,
    format_: AnswerFormat = "terminal",
) -> None:
    """How far dates moved, why and by whom, and what was added, dropped and done since; or all dates of one item."""
    name = one_of(ANSWER_FORMATS, "format")(format_)
    if key is not None and (against is not None or group is not None):
        message = untranslated("the history of '{key}' is shown as a whole", key=key)
        raise InputError(message, untranslated("leave out --against and --group, or leave out the key"))
    with session.reading(context) as tracker:
        if key is not None:
            _show_promises(tracker, key, at, name)
            return
        found = tracker.slips(against, at, group)
        then = next((one.at for one in tracker.baselines() if one.key == against), None)
    if name == "json":
        output.give(data.as_json({"wgtrack": VERSION, "against": against, "slips": found}))
    else:
        output.say("\n".join(slips_lines(found, output.width(), against, then)))


def _show_promises(tracker: wgtrack.Tracker, key: str, at: str | None, name: str) -> None:
    promises = tracker.promises(key, at)
    if name == "json":
        output.give(data.as_json({"wgtrack": VERSION, "key": key, "promises": promises}))
    else:
        output.say("\n".join(promises_lines(promises, key, output.width())))
