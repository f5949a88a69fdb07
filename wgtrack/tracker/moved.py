"""Which deadlines a step of the record moved."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from wgtrack.deadlines.dependencies import Dependents, Place, dependents_in
from wgtrack.editing.moves import MovedDeadline, moved_deadlines
from wgtrack.editing.references import Overlay
from wgtrack.model.journal import Entry

if TYPE_CHECKING:
    from wgtrack.model.base import Record
    from wgtrack.store import Store


def moved_by(entries: Iterable[Entry], store: "Store") -> tuple[MovedDeadline, ...]:
    """Every deadline that the entries of a step moved, of the records that they changed and of all that depends on these."""
    before: dict[Place, Record | None] = {}
    after: dict[Place, Record | None] = {}
    for entry in entries:
        before.setdefault((entry.kind, entry.key), entry.before)
        after[entry.kind, entry.key] = entry.after
    return moved_deadlines(Overlay(store, before), Overlay(store, after), before, _Dependents(store))


class _Dependents:
    """The dependents of records of a store, which are looked for only where something can have moved."""

    def __init__(self, store: "Store") -> None:
        self._store = store

    @cached_property
    def _known(self) -> Dependents:
        return dependents_in(self._store.programme())

    def __call__(self, key: str) -> Iterable[Place]:
        """The records whose dates depend directly on the one with this key."""
        return self._known(key)
