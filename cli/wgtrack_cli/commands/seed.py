"""``wgtrack seed``: load a group's file, or list those that come with wgtrack."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from wgtrack.formats import entry_words
from wgtrack.interchange.seeds import available
from wgtrack.messages.phrases import count_words
from wgtrack_cli import completion, data, output, root, session, tables
from wgtrack_cli.options import ListFormat, Why

if TYPE_CHECKING:
    from wgtrack.tracker.loading import Loaded

app = root.question()
#: Exit code where the file says something else than the record.
DIFFERS = 1


@root.command(
    app,
    "seed",
    "seed",
    "seed china-blockchain-2016",
    "seed ./my-group.toml --by secretariat",
    "seed ./my-group.toml --update --why 'agreed on Monday'",
)
def seed(
    context: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME_OR_PATH]", help="What to load.", autocompletion=completion.seeds),
    ] = None,
    *,
    update: Annotated[
        bool,
        typer.Option("--update", help="Take the file's values where it says something else than when it was loaded."),
    ] = False,
    why: Why = None,
    format_: ListFormat = "table",
) -> None:
    """Load a group's file with its past, whole or not at all; without a name, list what comes with wgtrack.

    Exits 1 where the file says something else than what it said when it was loaded, and --update was not given.
    """
    if name is None:
        _list(tables.checked_format(format_))
        return
    loaded = session.starting(context, lambda tracker: tracker.load_seed(name, update=update, why=why))
    _say_loaded(loaded, session.path(context))
    differs = loaded.differing or loaded.missing
    if differs:
        output.say("\n".join(_differences(loaded)))
    if differs and not update:
        output.remark("the file differs from the record; take its values with --update, and say why with --why")
        raise typer.Exit(DIFFERS)


def _say_loaded(loaded: "Loaded", path: str) -> None:
    if not loaded.added:
        if not loaded.differing and not loaded.missing:
            output.say(f"{loaded.title}: all of it is on record already; nothing was changed")
        return
    kept = f"; {count_words(len(loaded.kept), 'record')} kept as they were" if loaded.kept else ""
    past = f" and {count_words(loaded.changes, 'change')} of the past" if loaded.changes else ""
    output.say(f"{loaded.title}: {count_words(len(loaded.added), 'record')}{past} loaded into {path}{kept}")


def _differences(loaded: "Loaded") -> Iterator[str]:
    """What the file says otherwise, record by record."""
    count = len(loaded.differing) + len(loaded.missing)
    done = "taken from the file" if loaded.updated else "not on record as the file has it; nothing of it was changed"
    yield f"{loaded.title}: {count} {'thing' if count == 1 else 'things'} {done}"
    for one in loaded.differing:
        yield f"  {one.kind} {one.key}: {'; '.join(str(entry_words.line(change)) for change in one.changes)}"
    for text in loaded.missing:
        yield f"  change of the past: {text}"


def _list(name: str) -> None:
    seeds = available()
    rows = [(one.name, one.kind, one.title) for one in seeds]
    shown = [{"name": one.name, "kind": one.kind, "title": one.title} for one in seeds]
    tables.show(tables.Table(("name", "kind", "title"), rows), name, data.plain(shown))
