"""``wgtrack forecast``: how likely the dates are, by planning the work many times over with days as they may come."""

from typing import Annotated

import typer

from wgtrack.formats.forecast import lines
from wgtrack.planning.forecast import SAMPLES, SEED
from wgtrack_cli import completion, data, output, progress, root, session
from wgtrack_cli.options import ANSWER_FORMATS, AnswerFormat, At, GroupFilter
from wgtrack_cli.parsing import one_of, whole

app = root.question()
#: Version of the JSON, whose keys only grow.
VERSION = 1


@root.command(
    app,
    "forecast",
    "forecast white-paper --at 2016-09-05",
    "forecast summit --at 2016-08-22 --triangular",
    "forecast --at 2016-08-05 --samples 100000 --seed 7",
)
def forecast(
    context: typer.Context,
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY]",
            help="A deliverable, a task, or an event for what serves it; all work of the group if left out.",
            autocompletion=completion.keys("deliverable", "task", "event"),
        ),
    ] = None,
    *,
    group: GroupFilter = None,
    at: At = None,
    samples: Annotated[
        str, typer.Option("--samples", metavar="N", help="How many times the work is planned.")
    ] = f"{SAMPLES}",
    seed: Annotated[str, typer.Option("--seed", metavar="N", help="The same seed gives the same answer.")] = f"{SEED}",
    triangular: Annotated[
        bool, typer.Option("--triangular", help="Draw estimates by a triangular distribution instead of PERT's.")
    ] = False,
    format_: AnswerFormat = "terminal",
) -> None:
    """How likely the dates are: days drawn from the group's own past or its estimates, planned many times over."""
    name = one_of(ANSWER_FORMATS, "format")(format_)
    number, which = whole(samples, "--samples", least=1), whole(seed, "--seed")
    with session.reading(context) as tracker, progress.bar() as told:
        found = tracker.forecast(
            key,
            at,
            group,
            samples=number,
            seed=which,
            distribution="triangular" if triangular else "pert",
            progress=told,
        )
    if name == "json":
        output.give(data.as_json({"wgtrack": VERSION, **data.plain(found)}))
    else:
        output.say("\n".join(lines(found, output.width())))
