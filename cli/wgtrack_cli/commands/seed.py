"""``wgtrack seed``: load a group's file, or list those that come with wgtrack."""

from typing import Annotated

import typer

from wgtrack.interchange.seeds import available
from wgtrack.messages.phrases import count_words
from wgtrack_cli import completion, data, output, root, session, tables
from wgtrack_cli.options import ListFormat

app = root.question()


@root.command(app, "seed", "seed", "seed china-blockchain-2016", "seed ./my-group.toml --by secretariat")
def seed(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME_OR_PATH]", help="What to load.", autocompletion=completion.seeds),
    ] = None,
    *,
    format_: ListFormat = "table",
) -> None:
    """Load a group's file with its past, whole or not at all; without a name, list what comes with wgtrack."""
    if name is None:
        _list(tables.checked_format(format_))
        return
    loaded = session.starting(context, lambda tracker: tracker.load(name))
    if not loaded.added:
        output.say(f"{loaded.title}: all of it is on record already; nothing was changed")
        return
    kept = f"; {count_words(len(loaded.kept), 'record')} kept as they were" if loaded.kept else ""
    past = f" and {count_words(loaded.changes, 'change')} of the past" if loaded.changes else ""
    output.say(
        f"{loaded.title}: {count_words(len(loaded.added), 'record')}{past} loaded into {session.path(context)}{kept}"
    )


def _list(name: str) -> None:
    seeds = available()
    rows = [(one.name, one.kind, one.title) for one in seeds]
    shown = [{"name": one.name, "kind": one.kind, "title": one.title} for one in seeds]
    tables.show(tables.Table(("name", "kind", "title"), rows), name, data.plain(shown))
