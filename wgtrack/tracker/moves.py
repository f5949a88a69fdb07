"""Which deadlines a change of the record moved."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from wgtrack.dates.dependencies import Dependents, Place, dependents_in
from wgtrack.model.base import Record
from wgtrack.model.programme import Records
from wgtrack.store import Store
from wgtrack.tracker.session import Session

# Questions do without what tells of moves.
if TYPE_CHECKING:
    from wgtrack.rules.moved_deadlines import MovedDeadline


def moved(session: Session) -> "tuple[MovedDeadline, ...]":
    """Every deadline that the last change made through this tracker moved, of what it changed and of all that depends on it.

    For ``edit``, ``done``, ``advance``, ``undo`` and others that answer with something else.

    Returns:
        the dates that differ, each before and after; none where nothing was changed.

    Raises:
        StoreError: the record cannot be read any more.

    Examples:
        >>> task = tracker.edit("A-2", note="in two parts")
        >>> tracker.moved()
        ()
    """
    from wgtrack.rules.integrity import Overlay  # noqa: PLC0415 - a status needs less

    if session.latest is None:
        return ()
    before: dict[Place, Record | None] = {}
    after: dict[Place, Record | None] = {}
    for entry in session.latest.entries:
        before.setdefault((entry.kind, entry.key), entry.before)
        after[entry.kind, entry.key] = entry.after
    return moved_since(before, Overlay(session.store, after), session.store)


def moved_since(before: Mapping[Place, Record | None], now: Records, store: Store) -> "tuple[MovedDeadline, ...]":
    """Every deadline that moved by a change of some records, given as they were; None for one that was not there."""
    from wgtrack.rules.integrity import Overlay  # noqa: PLC0415 - as above
    from wgtrack.rules.moved_deadlines import moved_deadlines  # noqa: PLC0415 - a status needs less

    return moved_deadlines(Overlay(now, before), now, before, _Dependents(store))


class _Dependents:
    """The dependents of records of a store, which are looked for only where something can have moved."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _known(self) -> Dependents:
        return dependents_in(self._store.programme())

    def __call__(self, key: str) -> Iterable[Place]:
        """The records whose dates depend directly on the one with this key."""
        return self._known(key)
