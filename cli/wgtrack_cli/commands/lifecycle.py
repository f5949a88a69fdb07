"""``wgtrack lifecycle``: the stages that deliverables move through."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Annotated

import typer

from wgtrack.errors import InputError, SeedError, StoreMissingError, UnknownKeyError
from wgtrack.interchange.seeds import lifecycle_names, read_lifecycle, read_seed
from wgtrack.messages.message import untranslated
from wgtrack.messages.phrases import count_words
from wgtrack.model.lifecycle_faults import faults
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.stages import ExtensionRule, Stage, StageWindow, Track
from wgtrack_cli import completion, data, output, root, session, tables
from wgtrack_cli.options import At, ListFormat

app = root.noun("The stages that deliverables move through: list, show, check.")
#: Exit code of ``check`` when it finds something.
FOUND = 1
#: What stands beside everything that no source was read for.
VERIFY = "verify"


@root.command(app, "list", "lifecycle list")
def list_(context: typer.Context, *, at: At = None, format_: ListFormat = "table") -> None:
    """List the lifecycles. Those that come with wgtrack are put on record once a deliverable names them."""
    name = tables.checked_format(format_)
    on_record = _on_record(context, at)
    found = list({**{key: read_lifecycle(key) for key in lifecycle_names()}, **on_record}.values())
    rows = [
        (
            one.key,
            one.title,
            str(len(one.stages)),
            _span(one),
            VERIFY if one.is_unchecked else "",
            "yes" if one.key in on_record else "",
            one.source or one.note or "",
        )
        for one in found
    ]
    headings = ("key", "title", "stages", "valid", "unchecked", "on record", "source")
    tables.show(tables.Table(headings, rows, ("title", "source")), name, found)


@root.command(app, "show", "lifecycle show white-paper")
def show(
    context: typer.Context,
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="Key of the lifecycle.", autocompletion=completion.lifecycles)
    ],
    *,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """Print a lifecycle: its rules, its stages and which may follow which, its tracks, and what of it is unchecked."""
    name = tables.checked_format(format_)
    lifecycle = _found(context, key, at)
    rows = [_row(stage, lifecycle) for stage in lifecycle.stages]
    headings = ("stage", "title", "may be followed by", "also", "takes", "limit", "means")
    table = tables.Table(headings, rows, ("title", "may be followed by", "limit"))
    if name == "json":
        output.give(data.as_json(lifecycle))
    elif name == "csv":
        tables.show(table, name, ())
    else:
        output.say("\n".join([*_about(lifecycle), ""]))
        tables.show(table, name, ())
        if below := list(_below(lifecycle)):
            output.say("\n".join(below))


@root.command(app, "check", "lifecycle check ./letter.toml", "lifecycle check iso")
def check(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="Path of a file with a lifecycle, or the name of one of wgtrack's.")
    ],
) -> None:
    """Find what is wrong with the lifecycles of a file, a line each. Exits 1 when something is found."""
    try:
        found = [one for one in read_seed(file).records if isinstance(one, Lifecycle)]
    except SeedError as error:
        _fail(map(str, error.problems))
    if not found:
        raise InputError(
            untranslated("there is no lifecycle in '{file}'", file=file), untranslated("write [[stage]] tables in it")
        )
    _fail(f"{one.key}: {fault!s}" for one in found for fault in faults(one))
    names = ", ".join(one.key for one in found)
    unchecked = f"; {VERIFY} what no source was read for" if any(one.is_unchecked for one in found) else ""
    output.say(f"{names}: nothing is wrong{unchecked}")


def _fail(lines: Iterable[str]) -> None:
    """Print what is wrong and exit; nothing where nothing is."""
    wrong = list(lines)
    if wrong:
        output.say("\n".join(wrong))
        output.remark(f"lifecycle check failed: {count_words(len(wrong), 'fault')!s}")
        raise typer.Exit(FOUND)


def _row(stage: Stage, lifecycle: Lifecycle) -> Sequence[str]:
    means = [stage.outcome] if stage.outcome != "active" else ["begins here"] * (stage.code in lifecycle.starts)
    means += [VERIFY] * stage.is_unchecked
    takes = [str(stage.lasts)] if stage.lasts and not stage.window else []
    takes += [_window(stage.window)] if stage.window else []
    return (
        stage.code,
        stage.title,
        " ".join(f"{code} (again)" if code in stage.repeats else code for code in stage.next),
        " ".join(stage.aliases),
        ", ".join(takes),
        _limit(stage),
        ", ".join(means),
    )


def _window(window: StageWindow) -> str:
    """``8w to 16w``, ``28d at least``: a period that others have."""
    length = f"{window.length} to {window.longest}" if window.longest else window.length
    return f"window {length}{' at least' if window.least else ''}"


def _limit(stage: Stage) -> str:
    parts = [f"{stage.limit}"] if stage.limit else []
    parts += [f"until {' or '.join(stage.until)}"] if stage.until else []
    parts += [f"{stage.grace} after its target"] if stage.grace else []
    return " ".join(parts) + (f": {stage.then}" if stage.then else "")


def _about(lifecycle: Lifecycle) -> Iterator[str]:
    yield f"{lifecycle.key}  {lifecycle.title}"
    said = {"rules": lifecycle.edition, "valid": _span(lifecycle), "source": lifecycle.source, "note": lifecycle.note}
    yield from (f"{name}: {text}" for name, text in said.items() if text)


def _below(lifecycle: Lifecycle) -> Iterator[str]:
    """What stands below the stages, paragraph by paragraph: notes, tracks, extension, and what to verify."""
    notes = [f"{stage.code}: {note}" for stage in lifecycle.stages for note in _notes(stage)]
    tracks = ["\n".join(_track(track)) for track in lifecycle.tracks]
    yield from ("", *notes) if notes else ()
    yield from (f"\n{track}" for track in tracks)
    if lifecycle.extension is not None:
        yield f"\nextension: {_extension(lifecycle.extension)}"
    unchecked = [stage.code for stage in lifecycle.stages if stage.is_unchecked]
    unchecked += [f"track {track.code}" for track in lifecycle.tracks if track.is_unchecked]
    if lifecycle.is_unchecked:
        places = f" (above all {', '.join(unchecked)})" if unchecked else ""
        yield f"\n{VERIFY}: no source was read for some of it{places}; check it against the rules before relying on it"


def _notes(stage: Stage) -> Iterator[str]:
    window = stage.window
    if window is not None:
        closing = f"closes at {window.closes}" if window.closes else ""
        said = [part for part in (" ".join(filter(None, (closing, window.zone))), window.note) if part]
        yield from ["; ".join(said)] if said else []
    yield from [stage.note] if stage.note else []


def _track(track: Track) -> Iterator[str]:
    yield f"track {track.code}: {track.title}, from {' or '.join(track.starts)}{_verify(track.verify)}"
    for one in track.dates:
        said = [f"target + {one.target}"] * bool(one.target) + [f"limit + {one.limit}"] * bool(one.limit)
        yield f"  {one.stage}  {', '.join(said)}{_verify(one.verify)}"
    yield from (f"  {text}" for text in (track.then, track.note) if text)


def _extension(rule: ExtensionRule) -> str:
    times = {None: "", 1: ", once"}.get(rule.times, f", {rule.times} times")
    parts = [f"up to {rule.longest}{times}"] if rule.longest else []
    parts += [f"asked for {rule.ask_before} before the limit"] if rule.ask_before else []
    parts += [f"by {rule.by}"] if rule.by else []
    parts += [rule.note] if rule.note else []
    return f"{'; '.join(parts)}{_verify(rule.verify)}"


def _verify(is_unchecked: bool) -> str:
    return f" ({VERIFY})" if is_unchecked else ""


def _span(lifecycle: Lifecycle) -> str:
    since = f"from {lifecycle.valid_from}" if lifecycle.valid_from else ""
    until = f"until {lifecycle.valid_until}" if lifecycle.valid_until else ""
    return " ".join(filter(None, (since, until)))


def _found(context: typer.Context, key: str, at: str | None) -> Lifecycle:
    on_record = _on_record(context, at)
    if key in on_record:
        return on_record[key]
    if key in lifecycle_names():
        return read_lifecycle(key)
    raise UnknownKeyError("lifecycle", key, [*on_record, *lifecycle_names()])


def _on_record(context: typer.Context, at: str | None) -> dict[str, Lifecycle]:
    """The lifecycles of the record; none where there is no record yet."""
    try:
        with session.reading(context) as tracker:
            return dict(tracker.programme(at).lifecycles)
    except StoreMissingError:
        return {}
