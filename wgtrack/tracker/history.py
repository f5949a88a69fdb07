"""What can be asked of the past of promises: baselines, slips, every date there ever was."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from wgtrack.errors import InputError
from wgtrack.tracker.asked import At, described, find
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from os import PathLike
    from typing import BinaryIO

    from wgtrack.model.journal import Head
    from wgtrack.model.records import Baseline
    from wgtrack.planning.promises import Promise, Trend
    from wgtrack.planning.slips import Slip


def head(session: Session) -> "Head | None":
    """The number and hash of the newest entry of the journal, for a group's minutes; None if nothing was ever written.

    As long as ``wgtrack.examine(path, head)`` finds that entry with that hash, no entry up to it was changed.
    """
    return session.store.head()


def baselines(session: Session) -> "tuple[Baseline, ...]":
    """The instants that were given a name, earliest first."""
    from wgtrack.tracker import promised  # noqa: PLC0415 - a status needs less

    return promised.baselines(session.store)


def slips(
    session: Session, against: At | None = None, at: At | None = None, group: str | None = None
) -> "tuple[Slip, ...]":
    """Every item then and now: by how much its date moved, by whom and why, and what was added, dropped, done.

    ``against`` is the name of a baseline, or an instant; without it, each item is beside its first promise.
    """
    from wgtrack.tracker import promised  # noqa: PLC0415 - a status needs less

    when = session.instant(at, group)
    if against is None:
        return promised.slips_since_first(session.store, when, group)
    is_name = isinstance(against, str) and not against[:1].isdigit()
    then = promised.baseline_at(session.store, str(against)) if is_name else session.instant(against, group)
    return promised.slips_since(session.store, then, when, group)


def promises(session: Session, key: str, at: At | None = None) -> "tuple[Promise, ...]":
    """Every date that an item (or event) ever had: since when, by whom, why, through what, and what became of it."""
    from wgtrack.tracker import promised  # noqa: PLC0415 - a status needs less

    _check_dated(session, key)
    record = session.store.find(key)
    return promised.promises(session.store, key, session.instant(at, getattr(record, "group", None)))


def trend(
    session: Session, keys: Collection[str] | None = None, at: At | None = None, group: str | None = None
) -> "tuple[Trend, ...]":
    """For a milestone trend: of each item (or of ``keys``), the promised date at every instant at which it changed."""
    from wgtrack.tracker import promised  # noqa: PLC0415 - a status needs less

    for key in keys or ():
        _check_dated(session, key)
    return promised.trends(session.store, keys, session.instant(at, group), group)


def export(session: Session, target: "str | PathLike[str] | BinaryIO") -> int:
    """Write the whole record with its history as JSON Lines; returns the number of entries.

    ``target`` is a file, written whole or not at all (one that is there is replaced), or a stream of bytes.

    Raises:
        OutputError: the file cannot be written.
        StoreError: an entry could not be read again.
    """
    from wgtrack.tracker.exchange import export  # noqa: PLC0415 - as above

    return export(session.store, target)


def backup(session: Session, path: "str | PathLike[str]") -> None:
    """Copy the database to a new file, as it is now, while others may go on writing to it.

    Raises:
        InputError: there is something at ``path`` already.
        StoreError: the copy cannot be made.
    """
    session.store.backup(path)


def _check_dated(session: Session, key: str) -> None:
    """Refuse the key of what has no date to promise; what was taken off the record once had one."""
    if not {"event", "deliverable", "task"}.intersection(session.kinds_meant(key)):
        raise InputError(
            f"'{key}' is {described(find(session.store, key))}, which has no date",
            "give the key of a task, deliverable or event",
        )
