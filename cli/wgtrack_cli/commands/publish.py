"""``wgtrack publish``: a static site of all groups."""

from typing import Annotated

import typer

from wgtrack_cli import output, progress, root, session
from wgtrack_cli.options import At, Language

app = root.question()


@root.command(
    app, "publish", "publish site", "publish site --lang zh-Hans --url https://example.org/wg/ --at 2016-09-20"
)
def publish(
    context: typer.Context,
    folder: Annotated[
        str,
        typer.Argument(metavar="DIR", help="The folder of the site: a new or empty one, or one published to before."),
    ],
    *,
    language: Language = "en",
    url: Annotated[
        str | None, typer.Option("--url", metavar="ADDRESS", help="Where the site is on the web, for feeds to link to.")
    ] = None,
    at: At = None,
) -> None:
    """Write a static site of all groups: reports, items with their history, archive, feeds, calendars; only what changed."""
    output.check_given(folder, "'publish'", "folder")
    with session.reading(context) as tracker, progress.bar() as told:
        done = tracker.publish(folder, at, language, url, told)
    removed = f", {done.removed} taken away" if done.removed else ""
    output.say(
        f"{folder}: {done.written} {'file' if done.written == 1 else 'files'} written, {done.same} as they were{removed}"
    )
