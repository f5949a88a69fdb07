"""Revisions: which entries of the journal changed what a calendar shows of a record.

That is every entry of the record itself, and of what its dates hang on (anchors, group, working days) those that could
move a date. A subscriber's calendar takes over a component whose SEQUENCE and LAST-MODIFIED have grown.
"""

from collections.abc import Iterable

from wgtrack.dates.dependencies import can_have_moved, depends_on
from wgtrack.interchange.ical.entries import Revision
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry
from wgtrack.model.programme import KIND_OF


class Revisions:
    """Answers when records changed, from the entries of a journal up to an instant."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        #: Kind and key -> the first and the last entry of a record; and by key the newest that could move a date.
        self._own: dict[tuple[str, str], tuple[Entry, Entry]] = {}
        self._mover: dict[str, Entry] = {}
        #: Key -> keys of all that its dates ever hung on.
        self._anchors: dict[str, set[str]] = {}
        for entry in entries:
            self._take(entry)
        #: Key -> the newest entry that could move a date of it, or of anything that its dates hang on.
        self._newest = self._newest_movers()

    def of(self, record: Record) -> Revision:
        """The revision of what a calendar shows of a record that is on record."""
        first, own = self._own[KIND_OF[type(record)], record.key]
        last = max(own, self._newest.get(record.key, own), key=_number)
        # GroupTimes may have been set back between two entries.
        modified = max(first.recorded_at, last.recorded_at)
        return Revision(first.recorded_at, modified, last.number - first.number)

    def _take(self, entry: Entry) -> None:
        place = (entry.kind, entry.key)
        self._own[place] = (self._own[place][0] if place in self._own else entry, entry)
        if can_have_moved(entry.before, entry.after):
            self._mover[entry.key] = entry
        if entry.after is not None:
            self._anchors.setdefault(entry.key, set()).update(depends_on(entry.after))

    def _newest_movers(self) -> dict[str, Entry]:
        hanging: dict[str, list[str]] = {}
        for key, anchors in self._anchors.items():
            for anchor in anchors:
                hanging.setdefault(anchor, []).append(key)
        found: dict[str, Entry] = {}
        # Newest first, so that each key is reached once, however long the chains are.
        for mover in sorted(self._mover.values(), key=_number, reverse=True):
            queue = [mover.key]
            for here in queue:
                if here not in found:
                    found[here] = mover
                    queue += hanging.get(here, ())
        return found


def _number(entry: Entry) -> int:
    return entry.number
