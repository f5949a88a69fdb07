"""The façade: commands in, answers out."""

from typing import TYPE_CHECKING

from wgtrack.store import Store
from wgtrack.tracker.commands import Commands

if TYPE_CHECKING:
    from os import PathLike

#: Seconds to wait for another process before giving up.
TIMEOUT = 5.0


class Tracker(Commands):
    """A working group's record in one SQLite file; made by :func:`wgtrack.open`."""


def open(  # noqa: A001 - read as wgtrack.open, like sqlite3.connect and gzip.open
    path: "str | PathLike[str]", *, by: str | None = None, create: bool = True, timeout: float = TIMEOUT
) -> Tracker:
    """Open the record in this file (``":memory:"`` for one that is not kept).

    Args:
        path: the SQLite file; made if missing, unless ``create`` is false.
        by: who makes the changes; needed only to make some.
        create: whether a missing file is made.
        timeout: seconds to wait while another process writes.

    Raises:
        StoreError: the file is missing, damaged, busy, newer than this wgtrack, or not its database.
    """
    return Tracker(Store.open(path, create=create, timeout=timeout), by)
