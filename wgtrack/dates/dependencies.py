"""What the dates of a record depend on, and which records depend on one: derived from what their fields hold."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from wgtrack.dates.expressions import referenced
from wgtrack.errors import DeadlineError
from wgtrack.model.base import Record
from wgtrack.model.fields import Expression, Reference, can_move, deadlines, moves_dates, references, sources
from wgtrack.model.programme import KEYED, KINDS, WorkProgramme

#: Kind and key of a record.
Place = tuple[str, str]
#: Gives the records whose dates depend directly on the record with a key (see ``depends_on``).
Dependents = Callable[[str], Iterable[Place]]


def dated_kinds() -> tuple[str, ...]:
    """The kinds of records of which a change can move a date."""
    return tuple(kind for kind, cls in KINDS.items() if moves_dates(cls))


def can_have_moved(before: Record | None, after: Record | None) -> bool:
    """Whether a change of a record can have moved a date: one of its own, or of what depends on it."""
    present = after or before
    if present is None or not moves_dates(type(present)):
        return False
    return before is None or after is None or can_move(before) != can_move(after)


def anchors(text: str) -> tuple[str, ...]:
    """Keys that an expression names; none for a text that cannot be read."""
    try:
        return referenced(text)
    except DeadlineError:
        return ()


def depends_on(record: Record) -> frozenset[str]:
    """Keys of what the dates of a record depend on directly: anchors, its group; a group's calendar and parent."""
    if not moves_dates(type(record)):
        return frozenset()
    return frozenset((*sources(record), *(key for one in deadlines(record) for key in anchors(one.text))))


def dependents_in(programme: WorkProgramme) -> Dependents:
    """The dependents of every record of a programme; takes one pass over all records."""
    found: dict[str, list[Place]] = {}
    for kind in dated_kinds():
        for record in programme.of_kind(kind).values():
            for key in depends_on(record):
                found.setdefault(key, []).append((kind, record.key))
    return lambda key: found.get(key, ())


class Mention(NamedTuple):
    """One place in which a record names another."""

    record: Record
    #: The deadline or the reference that does so.
    by: Expression | Reference
    #: False where the deadline depends on the other record through dates of others.
    direct: bool = True


def mentions(programme: WorkProgramme, kind: str, key: str) -> tuple[Mention, ...]:
    """What names a record, in the order of the record: deadlines that depend on it, directly or through others, and references."""
    every = [record for one in KINDS for record in programme.of_kind(one).values()]
    dates = _dates_naming(every)
    nearest = list(dates.get(key, ())) if kind in KEYED else []
    found = [Mention(record, expression) for record, expression in nearest]
    found += [Mention(record, named) for record in every for named in references(record) if _names(named, kind, key)]
    return (*found, *_through(dates, key, nearest))


def _names(reference: Reference, kind: str, key: str) -> bool:
    return reference.key == key and kind in reference.info.kinds


def _dates_naming(records: Collection[Record]) -> Mapping[str, list[tuple[Record, Expression]]]:
    """Key -> the deadlines that name it, each with its record."""
    found: dict[str, list[tuple[Record, Expression]]] = {}
    for record in records:
        for expression in deadlines(record):
            for key in anchors(expression.text):
                found.setdefault(key, []).append((record, expression))
    return found


def _through(
    dates: Mapping[str, list[tuple[Record, Expression]]], key: str, nearest: Iterable[tuple[Record, Expression]]
) -> Iterator[Mention]:
    """The deadlines that depend on a record through those that name it."""
    told = {(record.key, expression.name) for record, expression in nearest}
    followed = {key}
    queue = [record.key for record, _ in nearest]
    for place in queue:
        if place in followed:
            continue
        followed.add(place)
        for record, expression in dates.get(place, ()):
            if (record.key, expression.name) not in told:
                told.add((record.key, expression.name))
                yield Mention(record, expression, direct=False)
            queue.append(record.key)
