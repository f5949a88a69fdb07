"""The zones and calendars that groups had: what belongs to a past day is judged by those of that day."""

from collections.abc import Iterator, Sequence

from wgtrack.model.base import Record
from wgtrack.model.journal import Entry, in_force
from wgtrack.model.programme import Era
from wgtrack.model.records import Group


def eras(entries: Sequence[Entry]) -> tuple[Era, ...]:
    """The groups up to each instant at which a zone, a calendar or a parent became another, oldest first."""
    return tuple(_eras(sorted(in_force(entries), key=lambda entry: (entry.at, entry.number))))


def _eras(entries: Sequence[Entry]) -> Iterator[Era]:
    groups: dict[str, Group] = {}
    for entry in entries:
        before = groups.get(entry.key)
        if before is not None and _counts_by(before) != _counts_by(entry.after):
            yield Era(entry.at, dict(groups))
        if isinstance(entry.after, Group):
            groups[entry.key] = entry.after
        else:
            groups.pop(entry.key, None)


def _counts_by(group: Record | None) -> tuple[str | None, ...] | None:
    return (group.timezone, group.calendar, group.parent) if isinstance(group, Group) else None
