"""The one room that knows SQL: the current record, the journal of every change, and the database file they live in."""

from typing import TYPE_CHECKING

from wgtrack.store.store import Store

if TYPE_CHECKING:
    from wgtrack.store.change import Change as Change

__all__ = ["Store"]
