"""Slips: each item as it was promised then and as it is now, and what was done in between."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from attrs import frozen

from wgtrack.dates import Deadline
from wgtrack.history.promises import Promise, moved_by, promises
from wgtrack.history.replay import BEGIN, ChangeRef, PromiseVersion, Replay
from wgtrack.model.records import Deliverable, Item, State, Task


@frozen
class Slip:
    """One item, then and now. Days are signed and of the item's own group: positive is later."""

    key: str
    kind: str
    title: str
    group: str
    #: Keys of parties.
    owners: tuple[str, ...]
    #: Its state then, None where it was not on record; and now, None where it was taken off the record.
    was: State | None
    state: State | None
    #: What was promised then, and what is now; for a finished item, what was when it finished.
    then: Deadline | None
    now: Deadline | None
    #: From the one to the other; None where one of them is missing.
    working_days: int | None
    calendar_days: int | None
    #: Every promise that was made since, in order: each with who made it and why.
    moves: tuple[Promise, ...]
    #: What happened since, if it did.
    added: ChangeRef | None
    done: ChangeRef | None
    dropped: ChangeRef | None
    removed: ChangeRef | None
    done_on: date | None
    #: How late it was done for the date it had by then, negative when early; of an unfinished one, how late it is by now.
    working_days_late: int | None
    calendar_days_late: int | None

    @property
    def changed(self) -> bool:
        """Whether anything was done that a table of slips tells: a date moved, an item came or went or was finished."""
        return bool(self.moves or self.added or self.done or self.dropped or self.removed)


def slips(replay: Replay, at: datetime, group: str | None = None, *, since_first: bool = False) -> tuple[Slip, ...]:
    """How items stand beside where the replay began, or with ``since_first`` beside the first promise of each."""
    return tuple(_slips(replay, at, group, since_first=since_first))


def _slips(replay: Replay, at: datetime, group: str | None, *, since_first: bool) -> Iterator[Slip]:
    for key in replay.within(group):
        turns, item = replay.turns[key], replay.latest(key)
        was_there = since_first or turns[0].act.step == BEGIN
        if isinstance(item, Item) and (was_there or turns[-1].record is not None):  # what came and went is no slip
            yield _slip(_from_first_promise(turns) if since_first else turns, item, at, was_there=was_there)


def _from_first_promise(turns: Sequence[PromiseVersion]) -> Sequence[PromiseVersion]:
    first = next((place for place, turn in enumerate(turns) if turn.due is not None), 0)
    return turns[first:]


def _slip(turns: Sequence[PromiseVersion], item: Task | Deliverable, at: datetime, *, was_there: bool) -> Slip:
    first, last, made = turns[0], turns[-1], promises(turns, at)
    then = first.due if was_there else None
    working, days = moved_by(then, last.due, last.calendar)
    return Slip(
        key=item.key,
        kind=item.kind,
        title=item.title,
        group=item.group,
        owners=item.owners,
        was=first.record.state if was_there and isinstance(first.record, Item) else None,
        state=None if last.record is None else item.state,
        then=then,
        now=last.due,
        working_days=working,
        calendar_days=days,
        moves=made[1:] if first.due is not None else made,
        added=None if was_there else first.act,
        done=_since(turns, "done", was_there=was_there),
        dropped=_since(turns, "dropped", was_there=was_there),
        removed=_since(turns, "removed", was_there=was_there),
        done_on=item.done_on,
        working_days_late=made[-1].working_days_late if made else None,
        calendar_days_late=made[-1].calendar_days_late if made else None,
    )


def _since(turns: Sequence[PromiseVersion], state: str, *, was_there: bool) -> ChangeRef | None:
    """The act since which it is in this state; None where it is not, or was so then already."""
    place = len(turns)
    while place and turns[place - 1].state == state:
        place -= 1
    if place == len(turns) or (place == 0 and was_there):
        return None
    return turns[place].act
