"""``wgtrack correct``: set a fact of the past right."""

from typing import Annotated

import typer

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.model.programme import KEYED
from wgtrack_cli import change_messages, completion, output, record_commands, root, session
from wgtrack_cli.options import TookEffect, Why

app = root.question()


@root.command(
    app,
    "correct",
    "correct SE-5 done_on=2016-09-13 --why 'the minutes say so'",
    "correct white-paper review=2016-09-02 --why 'told late'",
)
def correct(
    context: typer.Context,
    key: Annotated[
        str,
        typer.Argument(metavar="KEY", help="Key of the record.", autocompletion=completion.keys(*KEYED)),
    ],
    facts: Annotated[
        list[str],
        typer.Argument(
            metavar="FACT=DAY",
            help="done_on, started_on, since, or the code of a stage that was reached; and the right day.",
        ),
    ],
    *,
    why: Why = None,
    at: TookEffect = None,
) -> None:
    """Set a fact of the past right: the day of starting or finishing, the day a stage was reached. It is no slip."""
    given = dict(map(_fact, facts))
    with session.writing(context) as tracker:
        before = tracker.get(key)
        after = tracker.correct(key, why=why, at=at, **given)
        output.say("\n".join([record_commands.edited(before, after), *change_messages.others_moved(key, tracker)]))


def _fact(text: str) -> tuple[str, str]:
    name, equals, day = text.partition("=")
    if not equals or not name.strip():
        raise InputError(
            untranslated("{text} is no fact with its day", text=repr(text)),
            untranslated("write it as done_on=2016-09-13"),
        )
    return name.strip().removeprefix("--").replace(
        "-on", "_on"
    ) if name.strip() in _TYPED else name.strip(), day.strip()


#: Facts as an option would write them.
_TYPED = frozenset({"done-on", "started-on", "--done-on", "--started-on"})
