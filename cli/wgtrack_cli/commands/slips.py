"""``wgtrack slips``: how dates moved since a baseline, or every date that one item ever had."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated

import typer

import wgtrack
from wgtrack.deadlines import Deadline
from wgtrack.deadlines.words import counted, one_line
from wgtrack.errors import InputError
from wgtrack.planning.promises import Promise
from wgtrack.planning.slips import Slip
from wgtrack.saying import untranslated
from wgtrack_cli import acts, completion, data, items, output, root, session, tables
from wgtrack_cli.options import ANSWER_FORMATS, AnswerFormat, At, GroupFilter
from wgtrack_cli.reading import one_of

app = root.question()
#: Version of the JSON, whose keys only grow.
VERSION = 1


@root.command(
    app,
    "slips",
    "slips RG-4",
    "slips --against kick-off --at 2016-09-05",
    "slips --against 2016-08-22 --at 2016-09-05 --group white-paper-wg",
)
def slips(
    context: typer.Context,
    key: Annotated[
        str | None,
        typer.Argument(
            metavar="[KEY]",
            help="A task, deliverable or event: every date it ever had.",
            autocompletion=completion.keys("deliverable", "task", "event"),
        ),
    ] = None,
    *,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="NAME",
            help="A baseline, or a day or instant; the first promise of each item if left out.",
            autocompletion=completion.keys("baseline"),
        ),
    ] = None,
    group: GroupFilter = None,
    at: At = None,
    format_: AnswerFormat = "terminal",
) -> None:
    """How far dates moved, why and by whom, and what was added, dropped and done since; or all dates of one item."""
    name = one_of(ANSWER_FORMATS, "format")(format_)
    if key is not None and (against is not None or group is not None):
        message = untranslated("the history of '{key}' is shown as a whole", key=key)
        raise InputError(message, untranslated("leave out --against and --group, or leave out the key"))
    with session.reading(context) as tracker:
        if key is not None:
            _show_promises(tracker, key, at, name)
            return
        found = tracker.slips(against, at, group)
        then = next((one.at for one in tracker.baselines() if one.key == against), None)
    if name == "json":
        output.say(data.as_json({"wgtrack": VERSION, "against": against, "slips": found}))
    else:
        output.say("\n".join([_compared(against, then), "", *_table(found), _counts(found)]))


def _show_promises(tracker: wgtrack.Tracker, key: str, at: str | None, name: str) -> None:
    promises = tracker.promises(key, at)
    if name == "json":
        output.say(data.as_json({"wgtrack": VERSION, "key": key, "promises": promises}))
    elif not promises:
        output.say(f"no date was ever promised for {key}")
    else:
        rows = [_promise_row(promise, key) for promise in promises]
        headings = ("since", "date", "moved", "by", "why")
        table = tables.Table(headings, rows, ends_in_sentence=True)
        lines = [*tables.laid_out(table, output.width()), "", acts.outcome_words(promises[-1])]
        output.say("\n".join([*lines, acts.total_words(promises)]))


def _promise_row(promise: Promise, key: str) -> Sequence[str]:
    return (
        acts.since_words(promise.since),
        _date(promise.deadline),
        acts.moved_words(promise.working_days, promise.calendar_days),
        one_line(promise.by),
        acts.reason_words(promise.given, key),
    )


def _table(slips: Sequence[Slip]) -> Sequence[str]:
    """What changed: what moved most in front."""
    changed = sorted((slip for slip in slips if slip.changed), key=lambda slip: -abs(slip.working_days or 0))
    rows = [
        (
            slip.key,
            "" if slip.added else _date(slip.then),
            "" if slip.removed else _date(slip.now),
            acts.moved_words(slip.working_days, slip.calendar_days),
            acts.slip_words(slip),
        )
        for slip in changed
    ]
    table = tables.Table(("key", "then", "now", "moved", "what was done"), rows, ends_in_sentence=True)
    return [*tables.laid_out(table, output.width()), ""] if rows else []


def _date(deadline: Deadline | None) -> str:
    return items.due_cell(deadline) or "no date"


def _counts(slips: Sequence[Slip]) -> str:
    """``2 moved later, 1 earlier, 10 done, 1 dropped; 32 others are as they were``."""
    numbers = {
        "moved later": sum((slip.calendar_days or 0) > 0 for slip in slips),
        "moved earlier": sum((slip.calendar_days or 0) < 0 for slip in slips),
        "added": sum(slip.added is not None for slip in slips),
        "dropped": sum(slip.dropped is not None for slip in slips),
        "taken off the record": sum(slip.removed is not None for slip in slips),
        "done": sum(slip.done is not None for slip in slips),
    }
    told = ", ".join(f"{number} {what}" for what, number in numbers.items() if number)
    same = sum(not slip.changed for slip in slips)
    return f"{told or 'nothing moved'}; {counted(same, 'item')} as before" if same else told or "nothing is on record"


def _compared(against: str | None, then: datetime | None) -> str:
    """What the dates are compared with."""
    if against is None:
        return "against the first promise of each"
    if then is None:
        return f"against the record of {one_line(against)}"
    return f"against {against}, the record of {acts.instant_words(then)}"
