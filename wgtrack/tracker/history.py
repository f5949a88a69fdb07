"""What can be asked of the past of promises: baselines, slips, every date there ever was."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.tracker.arguments import At, described, find
from wgtrack.tracker.session import Session

if TYPE_CHECKING:
    from os import PathLike
    from typing import BinaryIO

    from wgtrack.history.promises import Promise, Trend
    from wgtrack.history.slips import Slip
    from wgtrack.model.journal import Head
    from wgtrack.model.records import Baseline


def head(session: Session) -> "Head | None":
    """The newest entry of the journal, for a group's minutes.

    Returns:
        its number and hash; None if nothing was ever written. As long as ``wgtrack.doctor.examine(path, head)`` finds
            that entry with that hash, no entry up to it was changed.

    Raises:
        StoreError: the database cannot be read.

    Examples:
        >>> tracker.head().number == tracker.log()[-1].number
        True
    """
    return session.store.head()


def baselines(session: Session) -> "tuple[Baseline, ...]":
    """The instants that were given a name, earliest first.

    Returns:
        the baselines.

    Raises:
        StoreError: the database cannot be read.

    Examples:
        >>> [one.key for one in tracker.baselines()]
        []
    """
    from wgtrack.tracker import promises  # noqa: PLC0415 - a status needs less

    return promises.baselines(session.store)


def slips(
    session: Session, against: At | None = None, at: At | None = None, group: str | None = None
) -> "tuple[Slip, ...]":
    """Every item then and now: by how much its date moved, by whom and why, and what was added, dropped and done.

    Args:
        against: name of a baseline, or an instant; each item's first promise if None.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group: what is not its own or its committees' is left out; everything if None.

    Returns:
        one slip for each item; days are working days and calendar days, later ones positive.

    Raises:
        UnknownKeyError: there is no such baseline or group.
        InputError: the instant to compare with is the later one.

    Examples:
        >>> [(slip.key, slip.working_days) for slip in tracker.slips() if slip.working_days][:2]
        [('TR-6', -1), ('RG-4', 5)]
    """
    from wgtrack.tracker import promises  # noqa: PLC0415 - a status needs less

    when = session.instant(at, group)
    if against is None:
        return promises.slips_since_first(session.store, when, group)
    is_name = isinstance(against, str) and not against[:1].isdigit()
    then = promises.baseline_at(session.store, str(against)) if is_name else session.instant(against, group)
    return promises.slips_since(session.store, then, when, group)


def promises(session: Session, key: str, at: At | None = None) -> "tuple[Promise, ...]":
    """Every date that an item or event ever had: since when, by whom, why, and what became of it.

    Args:
        key: the key of a task, deliverable or event.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.

    Returns:
        the promises, oldest first.

    Raises:
        UnknownKeyError: no record ever had the key.
        InputError: such a record has no date.

    Examples:
        >>> len(tracker.promises("RG-4"))
        2
    """
    from wgtrack.tracker import promises  # noqa: PLC0415 - a status needs less

    _check_dated(session, key)
    record = session.store.find(key)
    return promises.promises(session.store, key, session.instant(at, getattr(record, "group", None)))


def trend(
    session: Session, keys: Collection[str] | None = None, at: At | None = None, group: str | None = None
) -> "tuple[Trend, ...]":
    """For a milestone trend: the promised date of each item at every instant at which it changed.

    Args:
        keys: of tasks, deliverables and events; all items if None.
        at: the instant asked about: a day (its end, in the group's zone), an aware datetime, or the text of either;
            now if None.
        group: key of a group: what is not its own or its committees' is left out; everything if None.

    Returns:
        one trend for each.

    Raises:
        UnknownKeyError: no record ever had one of the keys.

    Examples:
        >>> [len(trend.points) for trend in tracker.trend(["RG-4"])]
        [2]
    """
    from wgtrack.tracker import promises  # noqa: PLC0415 - a status needs less

    for key in keys or ():
        _check_dated(session, key)
    return promises.trends(session.store, keys, session.instant(at, group), group)


def export(session: Session, target: "str | PathLike[str] | BinaryIO") -> int:
    """Write the whole record with its history as JSON Lines.

    Args:
        target: a file, written whole or not at all (one that is there is replaced), or a stream of bytes.

    Returns:
        the number of entries.

    Raises:
        OutputError: the file cannot be written.
        StoreError: an entry could not be read again.

    Examples:
        >>> tracker.export("record.jsonl") == len(tracker.log())
        True
    """
    from wgtrack.tracker.exchange import export  # noqa: PLC0415 - as above

    return export(session.store, target)


def backup(session: Session, path: "str | PathLike[str]") -> None:
    """Copy the database to a new file, as it is now, while others may go on writing to it.

    Args:
        path: the new file.

    Raises:
        InputError: there is something at the path already.
        StoreError: the copy cannot be made.

    Examples:
        >>> tracker.backup("copy.db")
    """
    session.store.backup(path)


def _check_dated(session: Session, key: str) -> None:
    """Refuse the key of what has no date to promise; what was taken off the record once had one."""
    if not {"event", "deliverable", "task"}.intersection(session.kinds_meant(key)):
        raise InputError(
            untranslated(
                "'{key}' is {described}, which has no date", key=key, described=described(find(session.store, key))
            ),
            untranslated("give the key of a task, deliverable or event"),
        )
