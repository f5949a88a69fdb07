"""What changed since the last report: the record then and now, and every move of a date in between."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from wgtrack.history.promises import moved_by, promises
from wgtrack.history.replay import BEGIN, ChangeRef, PromiseVersion, Replay, seen
from wgtrack.history.slips import Slip, slips
from wgtrack.model.journal import Entry
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Event, Item
from wgtrack.report.localised import title_of
from wgtrack.report.report import Changed, Changes, DateName, Finished, Moved, Reached, VerdictChange
from wgtrack.status.report import WORST_FIRST, ItemStatus, StatusReport, Verdict

_ChangeT = TypeVar("_ChangeT", Changed, Finished, Moved, Reached)


class Period(NamedTuple):
    """What happened between two reports, for one of them to tell."""

    #: The instant of the earlier one; None for the beginning of the record.
    since: datetime | None
    before: WorkProgramme
    now: WorkProgramme
    status: StatusReport
    #: From the record of then through the entries since, with every date.
    replay: Replay
    #: The entries of each item up to now, in the order in which they took effect.
    history: Mapping[str, Sequence[Entry]]
    #: Keys of the group and its committees, and of the groups whose events concern them.
    groups: frozenset[str]
    concerned: frozenset[str]
    #: Languages to look up titles in.
    tags: Sequence[str]


def changes(period: Period) -> Changes:
    """What changed in a period, each kind of change in the order in which it took effect."""
    told = _Telling(period)
    found = slips(period.replay, period.status.at, period.status.group.key)
    events = list(told.events())
    return Changes(
        finished=_in_order(told.finished(found)),
        started=_in_order(told.started()),
        reopened=_in_order(told.reopened()),
        added=_in_order([*told.done_to(found, lambda slip: slip.added), *told.events_added(events)]),
        dropped=_in_order(
            [*told.done_to(found, lambda slip: slip.dropped or slip.removed), *told.events_dropped(events)]
        ),
        moved=_in_order(told.moved([*(slip.key for slip in found), *events])),
        reached=_in_order(told.reached()),
    )


def verdict_changes(status: StatusReport, before: StatusReport | None) -> tuple[VerdictChange, ...]:
    """The items whose verdict is another one than at an earlier report, the worst first."""
    then: Mapping[str, Verdict] = {} if before is None else {item.key: item.verdict for item in before.items}
    found = [VerdictChange(item, then.get(item.key)) for item in status.items if item.verdict != then.get(item.key)]
    return tuple(sorted(found, key=lambda change: WORST_FIRST.index(change.item.verdict)))


def _in_order(found: Iterable[_ChangeT]) -> tuple[_ChangeT, ...]:
    return tuple(sorted(found, key=lambda change: (change.act.at, change.act.step)))


class _Telling:
    def __init__(self, period: Period) -> None:
        self.period = period
        self.items: Mapping[str, ItemStatus] = {item.key: item for item in period.status.items}

    def finished(self, found: Iterable[Slip]) -> Iterator[Finished]:
        for slip in found:
            if slip.done is not None:
                yield Finished(self.items[slip.key], slip.done)

    def done_to(self, found: Iterable[Slip], what: Callable[[Slip], ChangeRef | None]) -> Iterator[Changed]:
        for slip in found:
            act = what(slip)
            if act is not None:
                yield self._changed(slip.key, act)

    def started(self) -> Iterator[Changed]:
        """What is being worked on, and had not been begun then."""
        for item in self.items.values():
            then = self._then(item.key)
            if item.state == "active" and (then is None or then.state == "open"):
                yield self._changed(item.key, self._act(item, _is_begun))

    def reopened(self) -> Iterator[Changed]:
        for item in self.items.values():
            then = self._then(item.key)
            if then is not None and then.finished and not item.finished:
                yield self._changed(item.key, self._act(item, _is_reopened))

    def reached(self) -> Iterator[Reached]:
        """Stages that were entered since: what comes after all that then and now have in common."""
        for item in self.items.values():
            deliverable = self.period.now.deliverables.get(item.key)
            if deliverable is not None:
                yield from self._stages(item, deliverable)

    def _stages(self, item: ItemStatus, deliverable: Deliverable) -> Iterator[Reached]:
        then = self._then(item.key)
        old = then.reached if isinstance(then, Deliverable) else ()
        lifecycle = self.period.now.lifecycles[deliverable.lifecycle]
        for place, entered in enumerate(deliverable.reached):
            if old[: place + 1] != deliverable.reached[: place + 1]:
                stage = lifecycle.stage(entered.stage)
                title = entered.stage if stage is None else stage.title
                act = self._act(item, _enters(place))
                yield Reached(item.key, item.title, entered.stage, title, entered.on, act)

    def events(self) -> Iterator[str]:
        """Keys of the events that concern the group."""
        for key in self.period.replay.turns:
            latest = self.period.replay.latest(key)
            if isinstance(latest, Event) and latest.group in self.period.concerned:
                yield key

    def events_added(self, keys: Iterable[str]) -> Iterator[Changed]:
        for key in keys:
            turns = self.period.replay.turns[key]
            if turns[0].act.step != BEGIN and turns[-1].state == "open":
                yield self._changed(key, turns[0].act)

    def events_dropped(self, keys: Iterable[str]) -> Iterator[Changed]:
        for key in keys:
            turns = self.period.replay.turns[key]
            if turns[-1].state != "open" and turns[0].state == "open" and turns[0].act.step == BEGIN:
                yield self._changed(key, turns[-1].act)

    def moved(self, keys: Iterable[str]) -> Iterator[Moved]:
        for key in keys:
            yield from self._promise_moves(key)
            for name, turns in self.period.replay.others.get(key, {}).items():
                yield from self._other_moves(key, name, turns)

    def _promise_moves(self, key: str) -> Iterator[Moved]:
        turns = self.period.replay.turns[key]
        made = promises(turns, self.period.status.at)
        which: DateName = "starts" if isinstance(self.period.replay.latest(key), Event) else "target"
        for promise in made if turns[0].due is None else made[1:]:
            before, after = promise.before, promise.deadline
            if seen(before) != seen(after):
                days = promise.working_days, promise.calendar_days
                yield Moved(key, *self._named(key), which, None, before, after, *days, promise.given)

    def _other_moves(self, key: str, name: str, turns: Sequence[PromiseVersion]) -> Iterator[Moved]:
        which: DateName = "ends" if name == "ends" else "limit" if name == "limit" else "stage"
        stage = name[1:] if which == "stage" else None
        before = turns[0].due
        for turn in turns[1:]:
            days = moved_by(before, turn.due, turn.calendar)
            yield Moved(key, *self._named(key), which, stage, before, turn.due, *days, turn.act)
            before = turn.due or before

    def _changed(self, key: str, act: ChangeRef) -> Changed:
        return Changed(key, *self._named(key), act)

    def _named(self, key: str) -> tuple[str, str]:
        """Title and kind of an item or event."""
        latest = self.period.replay.latest(key)
        return title_of(latest, self.period.tags), latest.kind if isinstance(latest, Item) else "event"

    def _then(self, key: str) -> Item | None:
        return self.period.before.tasks.get(key) or self.period.before.deliverables.get(key)

    def _act(self, item: ItemStatus, did: Callable[[Entry], bool]) -> ChangeRef:
        """The last entry since then that did something to an item; its last one if none did by itself."""
        entries = self.period.history[item.key]
        entry = next((entry for entry in reversed(entries) if did(entry)), entries[-1])
        zone = self.period.replay.turns[item.key][-1].zone
        return ChangeRef(
            entry.at.astimezone(zone), entry.by, entry.why, entry.action, entry.kind, entry.key, entry.step
        )


def _is_begun(entry: Entry) -> bool:
    return _state(entry.before) != "active" == _state(entry.after)


def _is_reopened(entry: Entry) -> bool:
    return _state(entry.before) in {"done", "dropped"} and _state(entry.after) in {"open", "active"}


def _state(record: object) -> str | None:
    return record.state if isinstance(record, Item) else None


def _enters(place: int) -> Callable[[Entry], bool]:
    """Tells the entry with which a deliverable has its stage in this place."""

    def enters(entry: Entry) -> bool:
        before = entry.before.reached if isinstance(entry.before, Deliverable) else ()
        after = entry.after.reached if isinstance(entry.after, Deliverable) else ()
        return len(after) > place and after[: place + 1] != before[: place + 1]

    return enters
