"""The one room that knows SQL: the current record, the journal of every change, and the database file they live in."""

from wgtrack.store.change import Change
from wgtrack.store.store import Store

__all__ = ["Change", "Store"]
