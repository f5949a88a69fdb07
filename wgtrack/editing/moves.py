"""Which deadlines moved between two states of a work programme."""

from collections.abc import Iterator
from typing import Literal

from attrs import frozen

from wgtrack.deadlines import Deadline, Resolver
from wgtrack.model.programme import WorkProgramme

Which = Literal["starts", "ends", "target", "limit"]


@frozen
class MovedDeadline:
    """One date of one record, before and after; None where it has no date."""

    key: str
    title: str
    which: Which
    before: Deadline | None
    after: Deadline | None


def moved_deadlines(before: WorkProgramme, after: WorkProgramme) -> tuple[MovedDeadline, ...]:
    """Every date that differs, in the order of the record: events, deliverables, tasks."""
    old, new = dict(_dates(before)), dict(_dates(after))
    return tuple(
        MovedDeadline(*place, old.get(place), new.get(place))
        for place in dict.fromkeys((*new, *old))  # what is only in the old ones was taken away
        if _day(old.get(place)) != _day(new.get(place))
    )


def _dates(programme: WorkProgramme) -> Iterator[tuple[tuple[str, str, Which], Deadline | None]]:
    resolver = Resolver(programme)
    for event in programme.events.values():
        yield (event.key, event.title, "starts"), resolver.starts(event)
        if event.ends is not None:
            yield (event.key, event.title, "ends"), resolver.ends(event)
    for item in programme.items():
        if item.target is not None:
            yield (item.key, item.title, "target"), resolver.target(item)
        if item.limit is not None:
            yield (item.key, item.title, "limit"), resolver.limit(item)


def _day(deadline: Deadline | None) -> object:
    return deadline and (deadline.date, deadline.ends)
