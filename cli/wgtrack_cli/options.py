"""Arguments and options that several commands share, so that they are called and explained the same everywhere."""

from typing import Annotated

import typer

from wgtrack.status.report import shown_fields
from wgtrack_cli import completion

VERDICTS = (
    "past_limit",
    "overdue",
    "at_risk",
    "unknown",
    "due_soon",
    "undated",
    "on_track",
    "done_late",
    "done",
    "dropped",
)
STATES = ("open", "active", "done", "dropped")
SORTS = (
    *("due", "target", "limit", "key", "title", "group", "area", "owner", "verdict", "state", "lifecycle", "stage"),
    *("progress", "done"),
    *shown_fields(),
)
LIST_FORMATS = ("table", "json", "csv")
ANSWER_FORMATS = ("terminal", "json")
LANGUAGES = ("en", "zh-Hans")

NewKey = Annotated[
    str, typer.Argument(metavar="KEY", help="A short key of your own: a letter, then letters, digits, '-' or '_'.")
]
GroupKey = Annotated[
    str, typer.Argument(metavar="KEY", help="Key of the group.", autocompletion=completion.keys("group"))
]
PartyKey = Annotated[
    str, typer.Argument(metavar="KEY", help="Key of the party.", autocompletion=completion.keys("party"))
]
RoleKey = Annotated[
    str,
    typer.Argument(
        metavar="KEY",
        help="Key of the role, GROUP:ROLE:PARTY, as 'role list' prints it.",
        autocompletion=completion.keys("role"),
    ),
]
AreaKey = Annotated[str, typer.Argument(metavar="KEY", help="Key of the area.", autocompletion=completion.keys("area"))]
EventKey = Annotated[
    str, typer.Argument(metavar="KEY", help="Key of the event.", autocompletion=completion.keys("event"))
]
TaskKey = Annotated[
    str, typer.Argument(metavar="KEY", help="Key of the task or milestone.", autocompletion=completion.keys("task"))
]
OpenTaskKey = Annotated[
    str,
    typer.Argument(
        metavar="KEY", help="Key of the task or milestone.", autocompletion=completion.keys("task", unfinished=True)
    ),
]
DeliverableKey = Annotated[
    str,
    typer.Argument(metavar="KEY", help="Key of the deliverable.", autocompletion=completion.keys("deliverable")),
]
CalendarKey = Annotated[
    str, typer.Argument(metavar="KEY", help="Key of the calendar.", autocompletion=completion.keys("calendar"))
]
CalendarOfGroup = Annotated[
    str | None,
    typer.Argument(
        metavar="[KEY]",
        help="Key of the calendar; that of the group if left out.",
        autocompletion=completion.keys("calendar"),
    ),
]
StageCode = Annotated[str, typer.Argument(metavar="STAGE", help="Code of the stage.", autocompletion=completion.stages)]

At = Annotated[
    str | None, typer.Option("--at", metavar="WHEN", help="Ask as of this day (its end) or instant; now if left out.")
]
TookEffect = Annotated[
    str | None,
    typer.Option(
        "--at", metavar="WHEN", help="When the change took effect: a day (its end) or instant; now if left out."
    ),
]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="The day it happened; today if left out.")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The reason, for the log.")]

GroupFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--group",
        metavar="KEY",
        help="This group and its committees alone; may be given several times; all groups if left out.",
        autocompletion=completion.keys("group"),
    ),
]
OneGroup = Annotated[
    str | None,
    typer.Option(
        "--group", metavar="KEY", help="This group and its committees alone.", autocompletion=completion.keys("group")
    ),
]
AreaFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--area",
        metavar="KEY",
        help="Of this area; given several times, of any of them.",
        autocompletion=completion.keys("area"),
    ),
]
OwnerFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--owner",
        metavar="KEY",
        help="Of this owner; given several times, of any of them.",
        autocompletion=completion.keys("party"),
    ),
]
VerdictFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--verdict",
        metavar="VERDICT",
        help="With this verdict: overdue, at_risk, due_soon ... any of several, with commas between or given again.",
        autocompletion=completion.words(VERDICTS),
    ),
]
StateFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--state",
        metavar="STATE",
        help="In this state: open, active, done or dropped; any of several, with commas between or given again.",
        autocompletion=completion.words(STATES),
    ),
]
StageFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--stage",
        metavar="CODE",
        help="In this stage; given several times, in any of them.",
        autocompletion=completion.stages,
    ),
]
LifecycleFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--lifecycle",
        metavar="KEY",
        help="Of this lifecycle; given several times, of any of them.",
        autocompletion=completion.lifecycles,
    ),
]
TagFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--tag",
        metavar="TAG",
        help="With this tag; given several times, with any of them.",
        autocompletion=completion.tags,
    ),
]
NotFilter = Annotated[
    list[str] | None,
    typer.Option(
        "--not",
        metavar="NAME=VALUE",
        help="Leave out what has this: state=done, owner=cesi, tag=plan ... several with commas between or given again.",
    ),
]
DueBefore = Annotated[
    str | None, typer.Option("--due-before", metavar="DAY", help="Due (by its target, else its limit) before this day.")
]
DueAfter = Annotated[
    str | None, typer.Option("--due-after", metavar="DAY", help="Due (by its target, else its limit) after this day.")
]
TextFilter = Annotated[
    str | None,
    typer.Option(
        "--text", metavar="WORDS", help="With all of these words in key, title, names, notes, tags or owners."
    ),
]
Sort = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="BY",
        help=f"{', '.join(SORTS[:-1])} or {SORTS[-1]}; -key and so on for the other way round.",
        autocompletion=completion.words(SORTS),
    ),
]
ListFormat = Annotated[
    str,
    typer.Option(
        "--format", metavar="FORMAT", help="table, json or csv.", autocompletion=completion.words(LIST_FORMATS)
    ),
]
AnswerFormat = Annotated[
    str,
    typer.Option(
        "--format", metavar="FORMAT", help="terminal or json.", autocompletion=completion.words(ANSWER_FORMATS)
    ),
]
ShowFormat = Annotated[
    str,
    typer.Option("--format", metavar="FORMAT", help="text or json.", autocompletion=completion.words(("text", "json"))),
]
SortBy = Annotated[
    str | None,
    typer.Option("--sort", metavar="COLUMN", help="Sort by this column; with - in front the other way round."),
]
OutputFile = Annotated[
    str, typer.Option("-o", "--output", metavar="FILE", help="The file to write; standard output if left out.")
]
Language = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="TAG",
        help="Language of the texts: en or zh-Hans.",
        autocompletion=completion.words(LANGUAGES),
    ),
]
TargetTo = Annotated[
    str | None, typer.Option("--target", metavar="DATE", help="The promised date from now on; '' takes it away.")
]
LimitTo = Annotated[
    str | None, typer.Option("--limit", metavar="DATE", help="The date after which it fails; '' takes it away.")
]
Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO", help="Key of the party that has the ball, or any name.", autocompletion=completion.keys("party")
    ),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="First day they have it; today if left out.")]
What = Annotated[str, typer.Option("--what", metavar="TEXT", help="What is waited for.")]
