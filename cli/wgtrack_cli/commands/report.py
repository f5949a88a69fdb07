"""``wgtrack report``: how a group stands, made to be handed out; issued reports, and each of them again."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from wgtrack.errors import InputError
from wgtrack.formats import history_words
from wgtrack.messages.message import joined, untranslated
from wgtrack_cli import completion, output, parsing, record_commands, root, session, tables
from wgtrack_cli.options import ANSWER_FORMATS, AnswerFormat, At, GroupFilter, Language, Why

if TYPE_CHECKING:
    from wgtrack.model.records import IssuedReport
    from wgtrack.report.report import Portfolio, Report

FORMATS = ("terminal", "markdown", "html", "json", "csv", "xlsx")
#: What --since is where nothing else is said.
LAST = "last"
_EXAMPLES = (
    "report --at 2016-09-20 --since 2016-09-05",
    "report --lang zh-Hans -o report.html",
    "report --format xlsx -o report.xlsx",
)

_HELP = """How a group stands, who must act, what changed and what comes.

Where several groups stand on top and none is named, a row for each. 'report issue' files the report under a number, 'report
list' tells what was issued, and 'report show' gives it back.
"""

Since = Annotated[
    str,
    typer.Option(
        "--since",
        metavar="WHEN",
        help="Count changes from this day (its end) or instant; last: from the last issued report, else from the beginning.",
    ),
]
NextReport = Annotated[
    str | None,
    typer.Option(
        "--next",
        metavar="DAY",
        help="Day of the next report; as long after this one as this is after the last, else 14 days.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="terminal, markdown, html, json, csv, xlsx, or one of another package; by the ending of -o if left out.",
        autocompletion=completion.words(FORMATS),
    ),
]
File = Annotated[
    str | None, typer.Option("-o", "--output", metavar="FILE", help="The file to write; standard output if left out.")
]

Bom = Annotated[
    bool | None,
    typer.Option(
        "--bom/--no-bom",
        help="Begin CSV with a byte-order mark, by which Excel knows UTF-8; left out, where the language is Chinese.",
    ),
]

app = root.noun("The whole status report; and reports as issued: issue, list, show.")


@app.callback(invoke_without_command=True, help=_HELP, epilog=root.epilog(*_EXAMPLES))
def report(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    at: At = None,
    since: Since = LAST,
    language: Language = "en",
    format_: Format = None,
    file: File = None,
    next_: NextReport = None,
    bom: Bom = None,
) -> None:
    """Write the report, where no other command follows."""
    given = (group, at, since, language, format_, file, next_, bom)
    if context.invoked_subcommand is not None:
        _refuse_in_front(given, context.invoked_subcommand)
        return
    name = _format(format_, file)
    if bom is not None and name != "csv":
        raise InputError(
            untranslated("--bom is a mark in front of CSV"), untranslated("give --format csv with it, or leave it out")
        )
    options = {} if bom is None else {"bom": bom}
    with session.reading(context) as tracker:
        if group is None and len(record_commands.top_groups(tracker.programme(at))) > 1:
            _refuse_for_several(since, next_)
            _write(tracker.portfolio(at, language), name, file, options)
        else:
            _write(tracker.report(at, group, since, language, next_), name, file, options)


@root.command(app, "issue", "report issue --note 'to the ministry'", "report issue --at 2016-09-20 --lang zh-Hans")
def issue(
    context: typer.Context,
    *,
    group: GroupFilter = None,
    at: At = None,
    since: Since = LAST,
    language: Language = "en",
    next_: NextReport = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="A remark on it, such as whom it went to.")
    ] = None,
    why: Why = None,
) -> None:
    """File the report under the group's next number.

    It is kept in every format of wgtrack that can be written here, and never changes again. It can be undone; its number is not used again.
    """
    with session.writing(context) as tracker:
        issued = tracker.issue(at, group, since, language, next_, note=note or None, why=why)
    output.say(
        f"report {issued.number} of {issued.group} issued: as of {history_words.instant_words(issued.at)}, {_counted(issued)}"
    )
    output.say(f"filed as {', '.join(name for name, _ in issued.documents)}")
    chosen = "" if group is None else f" --group {issued.group}"
    output.say(f"next: 'wgtrack report show {issued.number}{chosen} -o FILE'")


@root.command(app, "list", "report list")
def list_(context: typer.Context, *, group: GroupFilter = None, format_: AnswerFormat = "terminal") -> None:
    """List the reports that were issued, by group and number."""
    name = parsing.one_of(ANSWER_FORMATS, "format")(format_)
    with session.reading(context) as tracker:
        found = tracker.reports(group)
    headings = ("group", "number", "as of", "changes since", "lang", "filed as", "note")
    rows = [_row(one) for one in found]
    table = tables.Table(headings, rows, empty="no report was issued", ends_in_sentence=True)
    tables.show(table, "json" if name == "json" else "table", found)


@root.command(app, "show", "report show 2", "report show 2 -o report-2.html")
def show(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Number of the report, as 'report list' prints it.")],
    *,
    group: GroupFilter = None,
    format_: Format = None,
    file: File = None,
) -> None:
    """Give an issued report back, byte for byte as it was filed."""
    name = _format(format_, file)
    with session.reading(context) as tracker:
        content = tracker.document(parsing.whole(number, "the number", least=1), group, name)
    _give(content, name, file)


def _format(given: str | None, file: str | None) -> str:
    """The format that is asked for: by its name, else by the ending of the file, else the terminal's."""
    from wgtrack.formats import format_of_file, formats  # noqa: PLC0415 - the help does without them

    output.check_named(file)
    if given is not None:
        return parsing.one_of(tuple(formats()), "report format")(given)
    if file is None or file == output.STANDARD_OUTPUT:
        return "terminal"
    name = format_of_file(file)
    if name is None:
        raise InputError(
            untranslated("the ending of '{file}' says no format", code="unknown_format", file=file),
            untranslated("give one with --format: {known}", known=joined(formats())),
        )
    return name


def _write(made: "Report | Portfolio", name: str, file: str | None, options: Mapping[str, bool]) -> None:
    """Write a report in a format: to a file, else as an answer, in colour where that is wanted."""
    if name == "terminal" and file is None:
        from wgtrack.formats.terminal import render_terminal  # noqa: PLC0415 - as above
        from wgtrack.messages.languages import language  # noqa: PLC0415 - as above

        output.spans(render_terminal(made, output.page_width(), language(made.language)))
        return
    from wgtrack.formats import render_file  # noqa: PLC0415 - as above

    _give(render_file(made, name, **options), name, file)


def _give(content: bytes, name: str, file: str | None) -> None:
    """Write a file, or hand its bytes to whoever reads the answer."""
    if file is not None:
        output.deliver(file, content)
    elif output.on_terminal() and not output.is_text(content):
        message = untranslated("{format} is no text for a terminal", format=name)
        raise InputError(message, untranslated("name a file with -o"))
    else:
        output.write_file(output.STANDARD_OUTPUT, content)


def _refuse_in_front(given: Sequence[object], verb: str) -> None:
    """Options of the report itself would be lost in front of another command."""
    if given != (None, None, LAST, "en", None, None, None, None):
        message = untranslated("options are in front of '{verb}'", verb=verb)
        raise InputError(message, untranslated("write them behind it: 'wgtrack report {verb} ...'", verb=verb))


def _refuse_for_several(since: str, next_: str | None) -> None:
    if since != LAST or next_ is not None:
        raise InputError(
            untranslated("a table of several groups counts no changes and says nothing of what comes next"),
            untranslated("say which group with --group, or leave out --since and --next"),
        )


def _counted(issued: "IssuedReport") -> str:
    return (
        "changes from the beginning"
        if issued.since is None
        else f"changes since {history_words.instant_words(issued.since)}"
    )


def _row(issued: "IssuedReport") -> tuple[str, ...]:
    since = "the beginning" if issued.since is None else history_words.since_words(issued.since)
    names = ", ".join(name for name, _ in issued.documents)
    return (
        issued.group,
        f"{issued.number}",
        history_words.since_words(issued.at),
        since,
        issued.language,
        names,
        issued.note or "",
    )
