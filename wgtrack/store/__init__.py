"""The room that keeps the record: the journal of every change, what is current by it, and the databases they live in."""

from typing import TYPE_CHECKING

from wgtrack.store.store import Store

if TYPE_CHECKING:
    from wgtrack.store.writing import Change as Change

__all__ = ["Store"]
