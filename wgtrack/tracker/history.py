"""What can be asked of the past of promises: baselines, slips, every date there ever was."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from wgtrack.errors import InputError
from wgtrack.tracker.asked import At, described, find
from wgtrack.tracker.questions import Questions

if TYPE_CHECKING:
    from os import PathLike
    from typing import BinaryIO

    from wgtrack.model.journal import Head
    from wgtrack.model.records import Baseline
    from wgtrack.planning.promises import Promise, Trend
    from wgtrack.planning.slips import Slip


class History(Questions):
    """The questions that are answered from the journal."""

    def head(self) -> "Head | None":
        """The number and hash of the newest entry of the journal, for a group's minutes; None if nothing was ever written.

        As long as ``wgtrack.examine(path, head)`` finds that entry with that hash, no entry up to it was changed.
        """
        return self._store.head()

    def baselines(self) -> "tuple[Baseline, ...]":
        """The instants that were given a name, earliest first."""
        from wgtrack.tracker import promised  # noqa: PLC0415 - a status needs less

        return promised.baselines(self._store)

    def slips(self, against: At | None = None, at: At | None = None, group: str | None = None) -> "tuple[Slip, ...]":
        """Every item then and now: by how much its date moved, by whom and why, and what was added, dropped, done.

        ``against`` is the name of a baseline, or an instant; without it, each item is beside its first promise.
        """
        from wgtrack.tracker import promised  # noqa: PLC0415 - a status needs less

        when = self._instant(at, group)
        if against is None:
            return promised.slips_since_first(self._store, when, group)
        is_name = isinstance(against, str) and not against[:1].isdigit()
        then = promised.baseline_at(self._store, str(against)) if is_name else self._instant(against, group)
        return promised.slips_since(self._store, then, when, group)

    def promises(self, key: str, at: At | None = None) -> "tuple[Promise, ...]":
        """Every date that an item (or event) ever had: since when, by whom, why, through what, and what became of it."""
        from wgtrack.tracker import promised  # noqa: PLC0415 - a status needs less

        self._check_dated(key)
        record = self._store.find(key)
        return promised.promises(self._store, key, self._instant(at, getattr(record, "group", None)))

    def trend(
        self, keys: Collection[str] | None = None, at: At | None = None, group: str | None = None
    ) -> "tuple[Trend, ...]":
        """For a milestone trend: of each item (or of ``keys``), the promised date at every instant at which it changed."""
        from wgtrack.tracker import promised  # noqa: PLC0415 - a status needs less

        for key in keys or ():
            self._check_dated(key)
        return promised.trends(self._store, keys, self._instant(at, group), group)

    def export(self, target: "str | PathLike[str] | BinaryIO") -> int:
        """Write the whole record with its history as JSON Lines; returns the number of entries.

        ``target`` is a file, written whole or not at all (one that is there is replaced), or a stream of bytes.

        Raises:
            OutputError: the file cannot be written.
            StoreError: an entry could not be read again.
        """
        from wgtrack.tracker.exchange import export  # noqa: PLC0415 - as above

        return export(self._store, target)

    def backup(self, path: "str | PathLike[str]") -> None:
        """Copy the database to a new file, as it is now, while others may go on writing to it.

        Raises:
            InputError: there is something at ``path`` already.
            StoreError: the copy cannot be made.
        """
        self._store.backup(path)

    def _check_dated(self, key: str) -> None:
        """Refuse the key of what has no date to promise; what was taken off the record once had one."""
        if not {"event", "deliverable", "task"}.intersection(self._kinds_meant(key)):
            raise InputError(
                f"'{key}' is {described(find(self._store, key))}, which has no date",
                "give the key of a task, deliverable or event",
            )
