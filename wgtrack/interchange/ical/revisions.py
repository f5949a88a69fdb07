"""Revisions: which entries of the journal changed what a calendar shows of a record.

That is every entry of the record itself; of what its dates hang on (anchors, group, working days) those that could move a date;
and those that changed the words and relations that it shows of others: its owners' names, its area's title, the stages of its
lifecycle, and the tasks that follow it. A subscriber's calendar takes over a component whose SEQUENCE and LAST-MODIFIED have grown.
"""

from collections.abc import Iterable, Iterator

from wgtrack.dates.dependencies import can_have_moved, dated_kinds, depends_on
from wgtrack.interchange.ical.entries import Revision
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import KIND_OF
from wgtrack.model.records import Area, Deliverable, Item, Party, Task
from wgtrack.model.values import Link

#: Kinds of which a calendar shows words on the components of others.
_TOLD_OF = ("party", "area", "lifecycle")


def kinds() -> tuple[str, ...]:
    """Kinds of the records that a calendar shows, or shows something of."""
    return tuple(dict.fromkeys((*dated_kinds(), *_TOLD_OF)))


class Revisions:
    """Answers when records changed, from the entries of a journal up to an instant."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        #: Kind and key -> the first and the last entry of a record; and by key the newest that could move a date.
        self._own: dict[tuple[str, str], tuple[Entry, Entry]] = {}
        self._mover: dict[str, Entry] = {}
        #: Key -> keys of all that its dates ever hung on.
        self._anchors: dict[str, set[str]] = {}
        #: Kind and key -> the newest entry that changed what other records show of one.
        self._shown: dict[tuple[str, str], Entry] = {}
        #: Key -> the newest entry by which a task follows the record, or follows it otherwise or no more.
        self._followed: dict[str, Entry] = {}
        #: Key -> the groups of the tasks that follow it after some working days, by task.
        self._counted_by: dict[str, dict[str, str]] = {}
        for entry in entries:
            self._take(entry)
        #: Key -> the newest entry that could move a date of it, or of anything that its dates hang on.
        self._newest = self._newest_movers()

    def of(self, record: Record) -> Revision:
        """The revision of what a calendar shows of a record that is on record."""
        first, own = self._own[KIND_OF[type(record)], record.key]
        last = max((own, *self._of_others(record)), key=_number)
        # GroupTimes may have been set back between two entries.
        modified = max(first.recorded_at, last.recorded_at)
        return Revision(first.recorded_at, modified, last.number - first.number)

    def _of_others(self, record: Record) -> Iterator[Entry]:
        """The newest entries of other records that could change what is shown of this one."""
        groups = (record.key, *self._counted_by.get(record.key, {}).values())
        yield from (self._newest[key] for key in groups if key in self._newest)
        yield from (self._shown[place] for place in _named(record) if place in self._shown)
        if record.key in self._followed:
            yield self._followed[record.key]

    def _take(self, entry: Entry) -> None:
        place = (entry.kind, entry.key)
        self._own[place] = (self._own[place][0] if place in self._own else entry, entry)
        if can_have_moved(entry.before, entry.after):
            self._mover[entry.key] = entry
        if entry.after is not None:
            self._anchors.setdefault(entry.key, set()).update(depends_on(entry.after))
        if _words(entry.before) != _words(entry.after):
            self._shown[place] = entry
        self._take_links(entry, _links(entry.before), _links(entry.after))

    def _take_links(self, entry: Entry, before: frozenset[Link], after: frozenset[Link]) -> None:
        for link in before ^ after:
            self._followed[link.key] = entry
        for link in before:
            self._counted_by.get(link.key, {}).pop(entry.key, None)
        for link in after:
            if link.lag and isinstance(entry.after, Task):
                self._counted_by.setdefault(link.key, {})[entry.key] = entry.after.group

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


def _links(record: Record | None) -> frozenset[Link]:
    return frozenset(record.after) if isinstance(record, Task) else frozenset()


def _words(record: Record | None) -> object:
    """What others show of a record, in some language."""
    if isinstance(record, Party):
        return record.name, record.names
    if isinstance(record, Area):
        return record.title, record.names
    return record.stages if isinstance(record, Lifecycle) else None


def _named(record: Record) -> Iterator[tuple[str, str]]:
    """Kind and key of the records that it shows something of."""
    if isinstance(record, Item):
        yield from (("party", owner) for owner in record.owners)
        if record.area is not None:
            yield "area", record.area
    if isinstance(record, Deliverable):
        yield "lifecycle", record.lifecycle


def _number(entry: Entry) -> int:
    return entry.number
