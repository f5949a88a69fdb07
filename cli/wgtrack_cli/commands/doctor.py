"""``wgtrack doctor``: whether the file is sound, and a new one from its journal where it is not."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from wgtrack import doctor as library
from wgtrack.errors import InputError, visible
from wgtrack.messages.message import Calls, english, untranslated
from wgtrack.messages.phrases import count_words
from wgtrack_cli import command_names, data, output, root, session
from wgtrack_cli.options import ShowFormat
from wgtrack_cli.parsing import one_of

app = root.question()
#: Exit code when something is wrong.
WRONG = 1


@root.command(app, "doctor", "doctor", "doctor --repair mended.db")
def doctor(
    context: typer.Context,
    *,
    repair: Annotated[
        str | None,
        typer.Option(
            "--repair", metavar="FILE", help="Make this new file from the journal; the old one is left as it is."
        ),
    ] = None,
    head: Annotated[
        str | None,
        typer.Option(
            "--head",
            metavar="NUMBER:HASH",
            help="Whether the journal still has this entry, as 'log --head' printed it.",
        ),
    ] = None,
    format_: ShowFormat = "text",
) -> None:
    """Look through the file: pages, schema, journal and its chain, rows, references, calendars. Exits 1 if it is not sound."""
    name = one_of(("text", "json"), "format")(format_)
    calls = command_names.writer(context.find_root().command)
    if repair is None:
        _examine(session.path(context), head, name, calls)
    elif head is None:
        output.check_new(repair, "'--repair'")
        _repair(session.path(context), repair, name, calls)
    else:
        message = untranslated("--head is about a file as it is, and --repair makes another")
        raise InputError(message, untranslated("give one of them"))


def _examine(path: str, head: str | None, name: str, calls: Calls) -> None:
    found = library.examine(path, None if head is None else library.Head.read(head))
    _say(_as_data(found, calls) if name == "json" else _told(found, calls))
    _end(sound=found.sound)


def _repair(path: str, new: str, name: str, calls: Calls) -> None:
    done = library.repair(path, new)
    if name == "json":
        _say({"old": _as_data(done.old, calls), "lost": done.lost, "new": _as_data(done.new, calls)})
    else:
        _say([*_mended(done), *_told(done.new, calls)])
    _end(sound=done.new.sound and not done.lost)


def _say(answer: Any) -> None:
    if isinstance(answer, list):
        output.say("\n".join(map(visible, answer)))
    else:
        output.give(data.as_json(answer))


def _end(*, sound: bool) -> None:
    if not sound:
        raise typer.Exit(WRONG)


def _as_data(found: library.Examination, calls: Calls) -> dict[str, Any]:
    symptoms = [one._asdict() | {"next_step": english(one.next_step, calls)} for one in found.symptoms]
    return {"sound": found.sound, **found._asdict(), "symptoms": symptoms}


def _told(found: library.Examination, calls: Calls) -> list[str]:
    """What a file is, a line for each symptom, and the verdict."""
    held = f"{_entries(found.entries)} in the journal, {count_words(found.records, 'record')}"
    lines = [f"{found.path}: schema {found.schema}, {held}"]
    lines += [
        f"{'wrong' if one.wrong else 'note '}  {one.check}: {one.message}; {english(one.next_step, calls)}"
        for one in found.symptoms
    ]
    wrong = sum(one.wrong for one in found.symptoms)
    return [*lines, f"not sound: {count_words(wrong, 'thing')} wrong" if wrong else "sound"]


def _mended(done: library.Repair) -> Iterator[str]:
    """What the new file differs from the old one in."""
    yield f"{done.new.path} was made from the journal of {done.old.path}, which was left as it is"
    left = {(one.check, one.message) for one in done.new.symptoms}
    for one in done.old.symptoms:
        if one.wrong and (one.check, one.message) not in left:
            yield f"mended  {one.check}: {one.message}"
    for what in done.lost:
        yield f"LOST    {what}"


def _entries(number: int) -> str:
    return f"{number} {'entry' if number == 1 else 'entries'}"
