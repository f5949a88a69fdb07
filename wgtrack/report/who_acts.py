"""Who must act now: the items that each party has the ball for, and since when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from wgtrack.dates import Resolver
from wgtrack.messages.message import Text, translatable
from wgtrack.model.journal import Entry
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Event, Item, Task
from wgtrack.model.values import Link
from wgtrack.report.report import Ball, BallReason, PartyTurn
from wgtrack.status.report import ItemStatus, StatusReport

#: Links that hold up the start of what follows.
_TO_START = frozenset({"FS", "SS"})
#: Key of a party (None for nobody and for who is no party), and its name.
_Who = tuple[str | None, Text]
_NOBODY: _Who = (None, translatable("nobody"))


def party_turns(
    status: StatusReport, programme: WorkProgramme, resolver: Resolver, history: Mapping[str, Sequence[Entry]]
) -> tuple[PartyTurn, ...]:
    """Every party that has the ball for something, the one with the most urgent item first; nobody last.

    ``history`` has the entries of each task and deliverable up to the report, in the order in which they took effect.
    """
    urgency = {key: place for place, key in enumerate(status.attention)}
    balls: dict[_Who, list[Ball]] = {}
    thrower = _Balls(status, programme, resolver, history)
    for item in sorted(status.items, key=lambda item: (urgency.get(item.key, len(urgency)), _due(item))):
        for who, ball in thrower.of(item):
            balls.setdefault(who, []).append(ball)
    order = sorted(balls, key=lambda who: who is _NOBODY)
    return tuple(PartyTurn(*who, tuple(balls[who])) for who in order)


def _due(item: ItemStatus) -> date:
    return date.max if item.due is None else item.due.date


class _Balls:
    def __init__(
        self,
        status: StatusReport,
        programme: WorkProgramme,
        resolver: Resolver,
        history: Mapping[str, Sequence[Entry]],
    ) -> None:
        self.at = status.at
        self.programme = programme
        self.resolver = resolver
        self.history = history

    def of(self, item: ItemStatus) -> Iterator[tuple[_Who, Ball]]:
        """Who has the ball for an item: whoever is waited for, else its owners if work on it can go on."""
        if item.finished:
            return
        if item.waiting is not None:
            yield self._who(item.waiting.on), self._ball(item, "waiting", item.waiting.what or None, item.waiting.since)
        elif item.ready and self._may_begin(item):
            for owner in item.owners or (None,):
                yield self._who(owner), self._ball(item, "owner", None, self._since(item, owner))

    def _who(self, name: str | None) -> _Who:
        if name is None:
            return _NOBODY
        party = self.programme.parties.get(name)
        return (None, name) if party is None else (party.key, party.name)

    def _ball(self, item: ItemStatus, reason: BallReason, what: str | None, since: date) -> Ball:
        today = self._today(item.group)
        working = self.resolver.calendar(item.group).working_days_between(since, today)
        return Ball(item, reason, what, since, (today - since).days, working)

    def _today(self, group: str) -> date:
        return self.at.astimezone(self.resolver.zone(group)).date()

    def _may_begin(self, item: ItemStatus) -> bool:
        first = self._first_day(item.key)
        return first is None or first <= self._today(item.group)

    def _first_day(self, key: str) -> date | None:
        """The day that a task must not begin before, if there is one."""
        task = self.programme.tasks.get(key)
        if task is None or task.not_before is None:
            return None
        deadline = self.resolver.resolve(task.not_before, task.group)
        return None if deadline is None else deadline.date

    def _since(self, item: ItemStatus, owner: str | None) -> date:
        days = [*self._given(item, owner), *self._freed(item.key)]
        first = self._first_day(item.key)
        if first is not None:
            days.append(first)
        return max(days, default=self._today(item.group))

    def _given(self, item: ItemStatus, owner: str | None) -> Iterator[date]:
        """The days on which the item came to its owner, was taken up again, or the ball for it came back."""
        zone = self.resolver.zone(item.group)
        for entry in self.history.get(item.key, ()):
            if isinstance(entry.after, Item) and _comes(entry.before, entry.after, owner):
                yield entry.at.astimezone(zone).date()

    def _freed(self, key: str) -> Iterator[date]:
        """The days on which what the item waited for was there."""
        task = self.programme.tasks.get(key)
        for link in () if task is None else task.after:
            day = self._there(link) if link.type in _TO_START else None
            if day is not None:
                yield day

    def _there(self, link: Link) -> date | None:
        before = self.programme.find(link.key)
        if isinstance(before, Deliverable) and link.stage is not None:
            return next((entered.on for entered in reversed(before.reached) if entered.stage == link.stage), None)
        if isinstance(before, Event):
            deadline = self.resolver.ends(before) if link.type == "FS" else self.resolver.starts(before)
            return None if deadline is None or before.dropped else deadline.date
        if not isinstance(before, Task | Deliverable):
            return None
        if before.state == "dropped":
            return self._dropped_on(before)
        return before.done_on if link.type == "FS" else before.started_on or before.done_on

    def _dropped_on(self, item: Item) -> date | None:
        zone = self.resolver.zone(item.group)
        drops = (
            entry.at.astimezone(zone).date()
            for entry in reversed(self.history.get(item.key, ()))
            if _state(entry.before) != "dropped" == _state(entry.after)
        )
        return next(drops, None)


def _comes(before: object, after: Item, owner: str | None) -> bool:
    """Whether an item comes to an owner by a change: it is new, given to it, or to be gone on with again."""
    if not isinstance(before, Item):
        return True
    given = owner is not None and owner in after.owners and owner not in before.owners
    back = before.waiting is not None and after.waiting is None
    again = before.finished and not after.finished
    return given or back or again


def _state(record: object) -> str | None:
    return record.state if isinstance(record, Item) else None


def history_of(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """The entries of each task and deliverable, in the order in which they took effect."""
    found: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: (entry.at, entry.number)):
        if entry.kind in {"task", "deliverable"}:
            found.setdefault(entry.key, []).append(entry)
    return found
