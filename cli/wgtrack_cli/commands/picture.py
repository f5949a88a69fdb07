"""``wgtrack picture``: how a group stands, as a picture in a file of its own."""

from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack_cli import completion, output, root, session
from wgtrack_cli.options import At, GroupFilter, Language, OutputFile

if TYPE_CHECKING:
    from wgtrack.charts.drawing import Picture

app = root.question()
NAMES = ("timeline", "trend", "burnup", "load")
_SVG, _PNG = ".svg", ".png"


@root.command(
    app,
    "picture",
    "picture timeline -o timeline.svg --at 2016-09-05",
    "picture trend -o trend.svg --at 2016-10-18 --lang zh-Hans",
    "picture timeline -o september.png --from 2016-09-01 --to 2016-09-30 --at 2016-09-05",
)
def picture(
    context: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="timeline, trend (how promises moved), burnup (work done and promised) or load (who has how much).",
            autocompletion=completion.words(NAMES),
        ),
    ],
    *,
    file: OutputFile = output.STANDARD_OUTPUT,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="First day shown; all there is if left out.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Last day shown; a trend ends with the day of --at.")
    ] = None,
    group: GroupFilter = None,
    at: At = None,
    lang: Language = "en",
) -> None:
    """Draw how a group stands as SVG, or as PNG (needs the extra wgtrack[png]): which, the end of FILE says."""
    kind = _kind(file)
    with session.reading(context) as tracker:
        drawn = tracker.picture(name, at, group, language=lang, first=first, last=last)
    output.deliver(file, _bytes(drawn, kind))


def _kind(file: str) -> str:
    """The ending that says what to write; standard output gets SVG."""
    output.check_named(file)
    kind = PurePath(file).suffix.lower()
    if file == output.STANDARD_OUTPUT or kind == _SVG:
        return _SVG
    if kind != _PNG:
        message = untranslated("'{file}' does not say what to write", file=file)
        raise InputError(message, untranslated("let it end in .svg or .png"))
    return kind


def _bytes(drawn: "Picture", kind: str) -> bytes:
    return drawn.png() if kind == _PNG else drawn.alone().encode()
