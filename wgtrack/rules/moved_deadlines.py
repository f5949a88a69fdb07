"""Which deadlines moved between two states of the record."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import frozen

from wgtrack.dates import Deadline, Resolver
from wgtrack.dates.dependencies import Dependents, Place, can_have_moved
from wgtrack.errors import DeadlineError
from wgtrack.model.base import Record, title_of
from wgtrack.model.fields import Expression, deadlines, group_of, is_dated
from wgtrack.model.programme import KINDS, Records


@frozen
class MovedDeadline:
    """One date of one record, before and after; None where it has no date."""

    key: str
    title: str
    #: Name of the field (``target``, ``not_before``, ``starts``), or ``@STAGE`` for a planned stage.
    which: str
    before: Deadline | None
    after: Deadline | None


class _State(NamedTuple):
    """The record before a change, or after it."""

    records: Records
    resolver: Resolver

    @classmethod
    def of(cls, records: Records) -> "_State":
        return cls(records, Resolver(records))

    def dates(self, record: Record | None) -> dict[str, Deadline | None]:
        """The dates of a record by name."""
        if record is None:
            return {}
        return {one.name: self._date(one, group_of(record)) for one in deadlines(record)}

    def _date(self, expression: Expression, group: str) -> Deadline | None:
        try:
            return self.resolver.resolve(expression.text, group)
        except DeadlineError:  # an undo took away what it depends on
            return None


def moved_deadlines(
    before: Records, after: Records, changed: Iterable[Place], dependents: Dependents
) -> tuple[MovedDeadline, ...]:
    """Every deadline whose day or end differs, kind by kind; in a kind, what is nearer to the change comes first.

    Only the records that ``changed`` names, and those whose dates depend on them, are looked at.

    Args:
        before: the record before the change.
        after: the record after it.
        changed: kind and key of every record that the change wrote.
        dependents: gives the records whose dates depend directly on the one with a key, before or after the change.
    """
    old, new = _State.of(before), _State.of(after)
    order = {kind: place for place, kind in enumerate(KINDS)}
    found = sorted(_moved_records(old, new, changed, dependents), key=lambda pair: order[pair[0]])
    return tuple(moved for _, of_record in found for moved in of_record)


def _moved_records(
    old: _State, new: _State, changed: Iterable[Place], dependents: Dependents
) -> Iterator[tuple[str, list[MovedDeadline]]]:
    """The moved deadlines of one record after the other: along the dependents, as far as dates move."""
    changed = list(dict.fromkeys(changed))
    queue, seen = list(changed), set(changed)
    for number, (kind, key) in enumerate(queue):
        was, present = old.records.get(kind, key), new.records.get(kind, key)
        is_changed = number < len(changed)
        if is_changed and not can_have_moved(was, present):
            continue
        moved = list(_moved(was, present, old, new))
        if moved:
            yield kind, moved
        # A group passes on what moves its records; any other record only a date of its own.
        if moved or is_changed or not is_dated(KINDS[kind]):
            further = [place for place in dependents(key) if place not in seen]
            seen.update(further)
            queue += further


def _moved(was: Record | None, present: Record | None, old: _State, new: _State) -> Iterator[MovedDeadline]:
    known = present or was
    if known is None:
        return
    then, now = old.dates(was), new.dates(present)
    for name in dict.fromkeys((*now, *then)):  # what is only in the old ones was taken away
        # A stage that was entered has its day, whenever it was planned for.
        is_settled = any(record is not None and record.is_settled(name) for record in (was, present))
        if not is_settled and _end(then.get(name)) != _end(now.get(name)):
            yield MovedDeadline(known.key, title_of(known), name, then.get(name), now.get(name))


def _end(deadline: Deadline | None) -> object:
    return deadline and (deadline.date, deadline.ends)
