"""The ``wgtrack`` command: what its commands are called, and the options they share."""

from typing import Annotated

import typer

import wgtrack
from wgtrack_cli import output, root

#: Heading -> command -> what it does. Each command is the module of its name in ``wgtrack_cli.commands``.
SECTIONS = {
    "Questions": {
        "status": "How a group stands: verdicts, countdown, what needs attention.",
        "list": "Tasks and deliverables, filtered and sorted.",
        "next": "What can be worked on now, most urgent first.",
        "due": "What is due within some working days.",
        "overdue": "What is past its target or limit.",
        "waiting": "What waits, and for whom or what.",
        "log": "What was changed, when, by whom and why.",
        "check": "What needs mending; exits 1 for what --fail-on names.",
    },
    "Planning": {
        "plan": "Will it be ready, what drives its date, what would win days back.",
        "timeline": "Bars by day or week: done, planned, critical, float, late.",
        "workload": "Working days of work per owner and week, and who has too much.",
        "forecast": "How likely the dates are, from the group's own past or its estimates.",
        "slips": "How far dates moved, why and by whom; every date of one item.",
        "baseline": "Names for the record as it was, to measure slips against.",
    },
    "Reports": {
        "picture": "A timeline, trend, burn-up or load, drawn as SVG or PNG.",
        "publish": "A static site of all groups, with items, archive, feeds and calendars.",
        "report": "The whole status report, in six formats; issue it, list and show what was issued.",
    },
    "Work": {
        "task": "Tasks and milestones: add, start, progress, done, move, drop, wait.",
        "deliverable": "Documents the group owes: add, advance, move, drop, wait.",
        "event": "Meetings, summits and other dates that work hangs on.",
    },
    "The group": {
        "group": "Working groups and committees.",
        "party": "Organisations and persons.",
        "role": "Who is chair, editor, member of what, and when.",
        "area": "Strands of a group's mandate.",
        "calendar": "Working days: weekends, holidays and make-up days.",
        "lifecycle": "The stages that deliverables move through.",
    },
    "The record": {
        "init": "Start the record of a new group.",
        "seed": "Load a group's file, or list those that come with wgtrack.",
        "correct": "Set a fact of the past right, such as a day of finishing.",
        "undo": "Take the last step back, or any that still stands.",
        "backup": "Copy the record to a new file while others may be working.",
        "export": "The whole record with its history as JSON Lines.",
        "import": "Read an exported record into a new file.",
        "doctor": "Whether the file is sound; a new one from its journal.",
    },
}


class Wgtrack(root.Root):
    """The command line of wgtrack."""

    sections = SECTIONS
    older = {"load": "workload"}  # noqa: RUF012 - as the sections, read alone
    package = "wgtrack_cli.commands"


def _version(asked: bool) -> None:
    if asked:
        output.say(f"wgtrack {wgtrack.__version__}")
        raise typer.Exit


def main(
    db: Annotated[
        str, typer.Option("--db", envvar="WGTRACK_DB", metavar="PATH", help="The file that holds the record.")
    ] = "wgtrack.db",
    by: Annotated[
        str | None,
        typer.Option(
            "--by", envvar="WGTRACK_BY", metavar="NAME", help="Who makes the change; your login name if left out."
        ),
    ] = None,
    known: Annotated[
        str | None,
        typer.Option(
            "--known",
            metavar="WHEN",
            help="Answer by what was on record then (a day: its end); by all of it if left out.",
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Keep a working group's mandate, deadlines and deliverables, and ask how it stands.

    --db, --by and --known are taken wherever they stand on the line. WHEN is a day (its end, in the group's zone) or an instant:
    2016-09-05 or "2016-09-05T17:00 Asia/Shanghai". A DATE is a day, an instant, a month (2016-09), a quarter (2016-Q3), or
    hangs on something: "summit - 1wd", "TR-3 + 2w", white-paper@review. An empty text ("") takes a value away.
    """


app = typer.Typer(
    name="wgtrack",
    cls=Wgtrack,
    callback=main,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="\b\nExamples:\n  wgtrack seed china-blockchain-2016\n  wgtrack status --at 2016-09-05",
)
