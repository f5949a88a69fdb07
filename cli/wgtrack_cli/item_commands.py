"""What tasks and deliverables have in common: how one is shown, and the verbs for both."""

from collections.abc import Iterator
from typing import Any

import typer

from wgtrack.formats.entry_words import waiting_words
from wgtrack.messages.phrases import day_words, promise_words
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Task
from wgtrack.status.report import ItemStatus
from wgtrack_cli import change_messages, detail_view, items, output, record_commands, session


def show(context: typer.Context, key: str, at: str | None, format_: str) -> None:
    """Print a task or deliverable and how it stands."""
    name = record_commands.show_format(format_)
    with session.reading(context) as tracker:
        programme = tracker.programme(at)
        item = record_commands.found(programme, context, key)
        standing = items.of_key(tracker, key, at)
    others = detail_view.named_by(item, programme)
    lines = [
        *_standing(item, standing, programme),
        *detail_view.fields(item, _TOLD),
        *others,
        *detail_view.footer(item),
    ]
    detail_view.show(item, lines, name, {"status": items.as_data([standing])[0]} if name == "json" else None)


#: Fields that the lines about how it stands tell, with more than the record has.
_TOLD = (
    "kind",
    "state",
    "percent",
    "target",
    "limit",
    "owners",
    "waiting",
    "started_on",
    "done_on",
    "done_at",
    "reached",
)


def _standing(item: Task | Deliverable, standing: ItemStatus, programme: WorkProgramme) -> Iterator[detail_view.Line]:
    yield "verdict", "; ".join([items.verdict_words(standing), *map(str, standing.reasons)])
    yield "state", _state(item, standing)
    if isinstance(item, Deliverable) and item.reached:
        yield "stages", ", ".join(f"{reached.stage} {reached.on}" for reached in item.reached)
    for which, deadline in (("target", standing.target), ("limit", standing.limit)):
        if deadline is not None:
            provisional = " ~ provisional" if deadline.provisional else ""
            yield which, f"{promise_words(deadline)!s}{provisional}"
        elif getattr(item, which) is not None:
            yield which, f"{getattr(item, which)}, which has no date yet"
    for owner in item.owners:
        party = programme.parties.get(owner)
        yield "owner", f"{owner} ({party.name})" if party else owner
    if item.waiting:
        yield "ball with", str(waiting_words(item.waiting))


def _state(item: Task | Deliverable, standing: ItemStatus) -> str:
    parts: list[str] = [item.state]
    if not item.finished and standing.progress:
        parts.append(f"{standing.progress}% done")
    if item.started_on:
        parts.append(f"started {day_words(item.started_on)!s}")
    if item.done_on:
        parts.append(f"done {day_words(item.done_on)!s}")
    return ", ".join(parts)


def move(
    context: typer.Context, key: str, *, target: str | None, limit: str | None, why: str | None, at: str | None
) -> None:
    """Move the target or the limit of an item, and print every deadline that moves with it."""
    with session.writing(context) as tracker:
        record_commands.required(tracker, context, key)
        done = tracker.move(key, why=why, at=at, **given_dates(target=target, limit=limit))
        output.say(change_messages.moved(key, done.deadlines, tracker.programme()))


def given_dates(**typed: str | None) -> dict[str, Any]:
    """The dates to move: what was not given stays as it is, an empty text takes the date away."""
    return {name: text or None for name, text in typed.items() if text is not None}


def drop(context: typer.Context, key: str, why: str | None, at: str | None) -> None:
    """Give up an item."""
    with session.writing(context) as tracker:
        record_commands.required(tracker, context, key)
        tracker.drop(key, why=why or "", at=at)
    output.say(f"{key} dropped: {why}")


def wait(
    context: typer.Context, key: str, who: str, *, since: str | None, what: str, why: str | None, at: str | None
) -> None:
    """Record that someone else has the ball."""
    with session.writing(context) as tracker:
        record_commands.required(tracker, context, key)
        item = tracker.wait(key, who, since=since, what=what, why=why, at=at)
    assert item.waiting is not None  # noqa: S101 - that is what wait does
    output.say(f"{key} waits for {waiting_words(item.waiting)!s}")


def resume(context: typer.Context, key: str, why: str | None, at: str | None) -> None:
    """Record that the ball is back."""
    with session.writing(context) as tracker:
        before: Any = record_commands.required(tracker, context, key)
        tracker.resume(key, why=why, at=at)
    output.say(f"{key} has the ball back from {before.waiting.on}")
