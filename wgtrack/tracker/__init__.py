"""The façade: commands in, answers out."""

from typing import TYPE_CHECKING

from wgtrack.store import Store
from wgtrack.tracker.tracker import Tracker as Tracker

if TYPE_CHECKING:
    from os import PathLike

    from wgtrack.tracker.exchange import Imported

#: Seconds to wait for another process before giving up.
TIMEOUT = 5.0


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


def import_record(
    source: "str | PathLike[str]", path: "str | PathLike[str]", *, timeout: float = TIMEOUT
) -> "Imported":
    """Read an exported record, with its whole history, into a new file, or into one that has nothing on record.

    Everything in it is looked at first, for it may be from anyone. It is read whole or not at all.

    Args:
        source: the JSON Lines that ``Tracker.export`` wrote.
        path: the SQLite file; made if missing.
        timeout: seconds to wait while another process writes.

    Raises:
        ImportedFileError: something is wrong with the source; the first ``problems`` are told with their lines.
        InputError: the source cannot be read, or there is a record at ``path`` already.
        StoreError: the file cannot be used, or made.
    """
    from wgtrack.tracker import exchange  # noqa: PLC0415 - a status needs less

    return exchange.import_record(source, path, timeout)
