"""What changed since the last report, as rows of one table."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from wgtrack.dates import Deadline
from wgtrack.history.replay import ChangeRef
from wgtrack.messages.message import Message, Text, translatable
from wgtrack.report.report import Changes, DateName, Moved


class Row(NamedTuple):
    """One change; a date that moved has the date before and after, what is about a stage that stage."""

    on: date
    what: Message
    key: str
    title: str
    before: Deadline | None
    after: Deadline | None
    stage: str | None
    working_days: int | None
    by: str
    #: The reason that was given; of a date that moved with another, which one that was.
    why: Text | None
    #: Number of the step, as the log has it.
    step: int


_MOVED: Mapping[DateName, Message] = {
    "target": translatable("target moved"),
    "limit": translatable("limit moved"),
    "stage": translatable("stage moved"),
    "starts": translatable("start moved"),
    "ends": translatable("end moved"),
}


def change_rows(changes: Changes) -> tuple[Row, ...]:
    """All changes in the order in which they took effect."""
    return tuple(sorted(_rows(changes), key=lambda row: (row.on, row.step)))


def _rows(changes: Changes) -> Iterator[Row]:
    for done in changes.finished:
        yield _row(translatable("finished"), done.item.key, done.item.title, done.act)
    for what, found in (
        (translatable("started"), changes.started),
        (translatable("taken up again"), changes.reopened),
        (translatable("added"), changes.added),
        (translatable("dropped"), changes.dropped),
    ):
        yield from (_row(what, one.key, one.title, one.act) for one in found)
    for move in changes.moved:
        row = _row(_MOVED[move.which], move.key, move.title, move.act)
        yield row._replace(
            before=move.before,
            after=move.after,
            stage=move.stage,
            working_days=move.working_days,
            why=moved_why(move),
        )
    for reached in changes.reached:
        row = _row(translatable("stage reached"), reached.key, reached.title, reached.act)
        yield row._replace(stage=reached.stage_title, on=reached.on)


def moved_why(move: Moved) -> Text | None:
    """Why a date moved: what was given as a reason, and the record that it moved with if that is another."""
    act = move.act
    if act.key == move.key:
        return act.why
    if act.why is None:
        return translatable("moved with {key}", key=act.key)
    return translatable("moved with {key}: {why}", key=act.key, why=act.why)


def _row(what: Message, key: str, title: str, act: ChangeRef) -> Row:
    return Row(act.at.date(), what, key, title, None, None, None, None, act.by, act.why, act.step)
