"""Loading a group's file with its past, as one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from wgtrack.dates.instants import zone
from wgtrack.errors import MOST_PROBLEMS, InputError, SeedError
from wgtrack.interchange.seeds import Seed, SeedChange, examine_seed
from wgtrack.messages.message import Message, Wording, call, joined, untranslated
from wgtrack.model.base import Record
from wgtrack.model.programme import KIND_OF, Records, top_zones, zone_name
from wgtrack.model.records import Group
from wgtrack.rules.integrity import Overlay, problems
from wgtrack.store import Store
from wgtrack.tracker import pinning
from wgtrack.tracker.arguments import described, holder, space_of
from wgtrack.tracker.session import Session
from wgtrack.tracker.transaction import Transaction, opened
from wgtrack.tracker.writing import Step

if TYPE_CHECKING:
    from os import PathLike

#: Verbs that a file's past may use.
VERBS = ("start", "progress", "done", "move", "drop", "wait", "resume", "advance", "move_event", "edit")


@frozen
class Loaded:
    """What came of loading a file."""

    title: str
    #: Keys of records that were added, and of those that were there already and were kept as they are.
    added: tuple[str, ...]
    kept: tuple[str, ...]
    #: Changes of the past that were recorded.
    changes: int


def load(session: Session, name_or_path: "str | PathLike[str]") -> Loaded:
    """Load a file: what is missing is added with its past, what is there is kept as it is."""
    seed = examine_seed(name_or_path)
    author = seed.by or session.by or "seed"
    with opened(session, "load", by=author, future=True, tells_moves=False) as made:
        step = evolve(made.step("load"), why=seed.why, at=seed.recorded)
        step = evolve(step, at=_recorded(seed, step))
        new = [record for record in seed.records if step.records.get(KIND_OF[type(record)], record.key) is None]
        _refuse_taken_back(session.store, new)
        _refuse_unfitting(seed, new, step)
        for record in new:
            step.write(record)
        added = {(KIND_OF[type(record)], record.key) for record in new}
        past = [change for change in seed.changes if any((kind, change.key) in added for kind in space_of("task"))]
        kept = tuple(record.key for record in seed.records if (KIND_OF[type(record)], record.key) not in added)
        return Loaded(seed.title, tuple(record.key for record in new), kept, _apply(seed, past, made.of(author)))


def _recorded(seed: Seed, step: Step) -> datetime | None:
    """When the file's records took effect: one instant for all of them, since a day ends in the east first."""
    if seed.recorded is None:
        return None
    together = Overlay.of(step.records, *seed.records)
    zones = [zone(zone_name(together, record.key)) for record in seed.records if isinstance(record, Group)]
    return min(step.instant_in(each) for each in zones or map(zone, top_zones(together)))


def _refuse_taken_back(store: Store, records: Sequence[Record]) -> None:
    """A load that was undone has its past on record already, which cannot be written a second time."""
    for record in records:
        if store.key_used(record.key) and store.find(record.key) is None:
            raise InputError(
                untranslated("'{key}' was on record and its adding was undone", key=record.key),
                untranslated("undo that undo ({log} shows its step) to have it back", log=call("log")),
            )


def _refuse_unfitting(seed: Seed, records: Sequence[Record], step: Step) -> None:
    """Refuse the file if it could not be read whole, or any of its records does not fit; all problems together."""
    found, every, blamed = list(seed.problems), (*seed.drafts, *records), set(seed.unread)
    together = Overlay.of(step.records, *every)
    for record in every:
        for problem in _own(_unpinned(record, step, together), seed.unread):
            found.append(_at(_place(seed, record), problem.words))
            blamed.add(str(getattr(record, "calendar", None) or getattr(record, "lifecycle", None)))
    for record in every:
        if len(found) >= MOST_PROBLEMS:
            break
        found += [_at(_place(seed, record), problem.words) for problem in _own(problems(record, together), blamed)]
        taken = holder(step.records, KIND_OF[type(record)], record.key)
        if taken is not None and not isinstance(taken, type(record)):
            found.append(
                untranslated(
                    "{place}: the key is already taken by {holder}; choose another key",
                    place=_place(seed, record),
                    holder=described(taken),
                )
            )
    if found:
        raise SeedError(seed.origin, list(dict.fromkeys(found)))


def _unpinned(record: Record, step: Step, together: Records) -> Iterator[InputError]:
    """Why what a record names, and the file does not bring along, cannot be pinned, if it cannot."""
    try:
        pinning.pin(step, record, together)
    except InputError as error:
        yield error


def _own(found: Iterable[InputError], blamed: AbstractSet[str]) -> Iterator[InputError]:
    """The problems that do not merely come of something else that could not be read, which is told by itself."""
    return (problem for problem in found if blamed.isdisjoint(_quoted(problem.message)))


def _quoted(message: Message) -> Iterator[str]:
    """What stands in quotes in a message, as keys do."""
    for name, value in message.values.items():
        if isinstance(value, Message):
            yield from _quoted(value)
        elif f"'{{{name}}}'" in message.template:
            yield str(value)


def _apply(seed: Seed, past: Sequence[SeedChange], made: Transaction) -> int:
    """Record the past, change by change; all problems together."""
    found: list[Message] = []
    for change in past:
        try:
            _do(made if change.by is None else made.of(change.by), change)
        except InputError as error:
            found.append(_at(f"{seed.origin}: [[change]] {change.at} {change.do} {change.key}", error.words))
            if len(found) >= MOST_PROBLEMS:
                break
    if found:
        raise SeedError(seed.origin, found)
    return len(past)


def _do(made: Transaction, change: SeedChange) -> None:
    if change.do not in VERBS:
        raise InputError(
            untranslated("'{do}' is nothing that can be done", do=change.do),
            untranslated("use one of {verbs}", verbs=joined(VERBS)),
        )
    arguments = dict(change.arguments)
    if change.do == "wait" and "on" in arguments:
        arguments["for_"] = arguments.pop("on")
    try:
        getattr(made, change.do)(change.key, why=change.why, at=change.at, **arguments)
    except TypeError as error:
        raise InputError(
            untranslated(
                "wrong arguments for '{do}': {arguments}", do=change.do, arguments=joined(change.arguments or ("none",))
            ),
            untranslated("see docs/seed-files.md"),
        ) from error


def _at(place: str, what: Wording) -> Message:
    return untranslated("{place}: {what}", place=place, what=what)


def _place(seed: Seed, record: Record) -> str:
    return f"{seed.origin}: [[{KIND_OF[type(record)]}]] {record.key}"
