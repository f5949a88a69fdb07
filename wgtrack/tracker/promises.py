"""What was promised when: baselines, and the parts of the journal that tell how dates moved."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve

from wgtrack.dates.dependencies import dated_kinds
from wgtrack.dates.instants import zone
from wgtrack.errors import InputError, KeyTakenError, UnknownKeyError
from wgtrack.history import promises as made
from wgtrack.history import slips as slipped
from wgtrack.history.replay import Replay, related
from wgtrack.messages.message import argument, call, untranslated
from wgtrack.messages.phrases import weekday_words
from wgtrack.model.journal import Entry
from wgtrack.model.programme import Records, top_zones
from wgtrack.model.records import Baseline
from wgtrack.store import Store

if TYPE_CHECKING:
    from wgtrack.tracker.writing import Step


def save_baseline(step: "Step", name: str, at: datetime, note: str | None) -> Baseline:
    """Give the record of an instant that has passed a name."""
    if step.change.get("baseline", name) is not None:
        raise KeyTakenError(
            untranslated("there is a baseline '{name}' already", name=name),
            untranslated("give this one another name"),
            key=name,
            holder="a baseline",
        )
    return _in_zone(step.add(Baseline(key=name, at=passed(at, step.now), note=note)), step.change)


def baselines(store: Store) -> tuple[Baseline, ...]:
    """All baselines, by the instant that they name."""
    found = (store.get("baseline", key) for key in store.keys("baseline"))
    in_zone = [_in_zone(one, store) for one in found if isinstance(one, Baseline)]
    return tuple(sorted(in_zone, key=lambda one: (one.at, one.key)))


def baseline_at(store: Store, name: str) -> datetime:
    """The instant that a baseline names, or an error with the closest names."""
    found = store.get("baseline", name)
    if isinstance(found, Baseline):
        return found.at
    known = store.keys("baseline")
    if not known:
        raise InputError(
            untranslated("there is no baseline '{name}'", name=name),
            untranslated("save one with {baseline}, or give a day", baseline=call("baseline", ...)),
        )
    raise UnknownKeyError("baseline", name, known)


def slips_since(store: Store, then: datetime, at: datetime, group: str | None) -> tuple[slipped.Slip, ...]:
    """Every item as it was at an instant, and as it is at a later one: from the record then, and the entries between."""
    if then > at:
        raise InputError(
            untranslated("the instant to compare with is after the one that is asked about"),
            untranslated("give an earlier one, or a later {at}", at=argument("at")),
        )
    replay = Replay(store.programme(then))
    replay.begin(then)
    replay.run(entry for entry in store.entries(kinds=dated_kinds(), since=then, until=at) if entry.at > then)
    return slipped.slips(replay, at, group)


def slips_since_first(store: Store, at: datetime, group: str | None) -> tuple[slipped.Slip, ...]:
    """Every item beside the first date that it was promised for."""
    return slipped.slips(_whole(store, at), at, group, since_first=True)


def promises(store: Store, key: str, at: datetime) -> tuple[made.Promise, ...]:
    """Every date that one item, or event, ever had."""
    replay = _of_keys(store, (key,), at)
    return made.promises(replay.turns.get(key, ()), at)


def all_promises(store: Store, at: datetime) -> dict[str, tuple[made.Promise, ...]]:
    """Every date that every item ever had, by its key."""
    return {key: made.promises(turns, at) for key, turns in _whole(store, at).turns.items()}


def trends(store: Store, keys: Collection[str] | None, at: datetime, group: str | None) -> tuple[made.Trend, ...]:
    """The dates that items had in the course of time."""
    return made.trends(_whole(store, at) if keys is None else _of_keys(store, keys, at), at, group)


def _whole(store: Store, at: datetime) -> Replay:
    replay = Replay()
    replay.run(store.entries(kinds=dated_kinds(), until=at))
    return replay


def _of_keys(store: Store, keys: Collection[str], at: datetime) -> Replay:
    """The replay of what these records hang on alone, however long the journal is."""

    def read(key: str) -> tuple[Entry, ...]:
        return store.entries(key=key, kinds=dated_kinds(), until=at)

    replay = Replay(keys=keys)
    replay.run(related(read, keys))
    return replay


def passed(at: datetime, now: datetime) -> datetime:
    """An instant up to now; a day that is today means now."""
    if at <= now:
        return at
    if at.date() == now.astimezone(at.tzinfo).date():
        return now
    raise InputError(
        untranslated("{day} is still to come", day=weekday_words(at.date())),
        untranslated("give an instant that has passed"),
    )


def _in_zone(baseline: Baseline, records: Records) -> Baseline:
    """With its instant in the time zone that the groups on top share, else in UTC."""
    zones = top_zones(records)
    return evolve(baseline, at=baseline.at.astimezone(zone(zones[0] if len(zones) == 1 else "UTC")))
