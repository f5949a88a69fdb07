"""``wgtrack check``: what needs mending, for people, cron and CI."""

from typing import Annotated

import typer

from wgtrack.messages.phrases import count_words
from wgtrack.status.checks import CHECKS
from wgtrack_cli import completion, output, root, session, tables
from wgtrack_cli.options import At, GroupFilter, ListFormat
from wgtrack_cli.parsing import several_of

app = root.question()
CODES = tuple(CHECKS)
#: Exit code when something of ``--fail-on`` is found.
FOUND = 1


@root.command(app, "check", "check --at 2016-09-12", "check --fail-on past_limit,circle --at 2016-09-12")
def check(
    context: typer.Context,
    *,
    fail_on: Annotated[
        str,
        typer.Option(
            "--fail-on",
            metavar="CODES",
            help=f"What to exit with 1 for, with commas between; '' for nothing. Of: {', '.join(CODES)}.",
            autocompletion=completion.words(CODES),
        ),
    ] = "overdue,past_limit",
    group: GroupFilter = None,
    at: At = None,
    format_: ListFormat = "table",
) -> None:
    """What needs mending: late work, gaps and contradictions. Exits 1 when something of --fail-on is found."""
    name = tables.checked_format(format_)
    fails = several_of(CODES, "check")(fail_on)
    with session.reading(context) as tracker:
        findings = tracker.check(at, group)
    rows = [(one.code, one.key, str(one.message)) for one in findings]
    table = tables.Table(("check", "key", "what"), rows, empty="nothing needs mending", ends_in_sentence=True)
    tables.show(table, name, findings)
    failing = sum(one.code in fails for one in findings)
    if failing:
        output.remark(f"check failed: {count_words(failing, 'finding')} of {' or '.join(fails)}")
        raise typer.Exit(FOUND)
