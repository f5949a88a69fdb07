"""The page of an item: how it stands, what it is, every date it ever had, and everything that was done to it."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wgtrack.formats.document.movement import later_words
from wgtrack.formats.entry_words import of_entry, words
from wgtrack.formats.fields import field_name, term
from wgtrack.formats.page import Surroundings, page
from wgtrack.formats.sections import shown_words
from wgtrack.history.promises import Became, Promise
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, Text, translatable
from wgtrack.model.journal import Entry
from wgtrack.model.records import Task
from wgtrack.site.addresses import item_page, linker
from wgtrack.site.navigation import trail
from wgtrack.site.values import File, GroupSite
from wgtrack.status.report import ItemStatus

_BECAME: dict[Became, Message] = {
    "open": translatable("holds"),
    "moved": translatable("moved"),
    "withdrawn": translatable("taken back"),
    "done": translatable("kept"),
    "done_late": translatable("missed"),
    "dropped": translatable("dropped"),
    "removed": translatable("taken off the record"),
}


class Fact(NamedTuple):
    """Something that is on record about an item."""

    name: str
    words: str
    #: Keys of other items that it is about.
    keys: tuple[str, ...] = ()


class Act(NamedTuple):
    """Something that was done to the item."""

    entry: Entry
    what: Text
    told: Text


class ItemPages:
    """Makes the pages of the items of one group; what they share is looked up once."""

    def __init__(self, group: GroupSite, language: Language) -> None:
        self.group = group
        self.language = language
        self.known = frozenset(item.key for item in group.report.status.items)
        self.tracks = {track.item.key: track for track in group.report.deliverables}
        self.areas = {area.key: area.title for area in group.report.status.areas}
        self.entries: dict[str, list[Entry]] = {}
        for entry in group.entries:
            self.entries.setdefault(entry.key, []).append(entry)

    def file(self, item: ItemStatus) -> File:
        """The page of one item."""
        group, language = self.group, self.language
        key = group.report.group.key
        here = item_page(key, item.key)
        link = linker(here)
        made = page(
            "site/item.html",
            language,
            item=item,
            report=group.report,
            site=Surroundings(trail=trail(here, group, language)),
            address=lambda other: link(item_page(key, other)),
            facts=[fact for fact in self._facts(item) if fact.words or fact.keys],
            known=self.known,
            track=self.tracks.get(item.key),
            promises=[_promise(promise, item.key) for promise in group.promises.get(item.key, ())],
            acts=[_act(entry, group) for entry in reversed(self.entries.get(item.key, ()))],
        )
        return File(here, made.encode())

    def _facts(self, item: ItemStatus) -> Iterator[Fact]:
        """What is on record about the item, as far as the page does not say it by other means."""
        programme, report, language = self.group.programme, self.group.report, self.language
        record = programme.deliverables.get(item.key) or programme.tasks[item.key]
        event = programme.events.get(record.serves or "")
        yield self._fact("kind", language.tell(term(item.kind)))
        yield self._fact("state", language.tell(term(item.state)))
        yield self._fact("group", programme.groups[item.group].name)
        yield self._fact("area", self.areas.get(item.area or "", item.area or ""))
        yield self._fact("owners", language.joined(report.names.get(owner, owner) for owner in item.owners))
        for name, due in (("target", item.target), ("limit", item.limit)):
            yield self._fact(name, "" if due is None else language.promise(due))
        for shown, value in shown_words(item):
            yield Fact(language.tell(shown), language.tell(value))
        yield self._fact("serves", (record.serves or "") if event is None else event.title)
        for name in ("estimate", "started_on", "done_on", "waiting", "tags", "source", "note"):
            value = getattr(record, name)
            yield self._fact(name, language.tell(words(value)) if value else "")
        if isinstance(record, Task):
            yield self._fact("after", "", dict.fromkeys(link.key for link in record.after))
            yield self._fact("parent", "", (record.parent,) if record.parent else ())
            yield self._fact("deliverables", "", record.deliverables)

    def _fact(self, field: str, told: str, keys: Iterable[str] = ()) -> Fact:
        return Fact(self.language.tell(field_name(field)), told, tuple(keys))


class PromiseRow(NamedTuple):
    """A date that was promised, with what became of it in words."""

    promise: Promise
    #: By how much it moved from the last date; empty for the first one.
    moved: Text
    became: Message
    #: Key of another item or event that it moved with; empty if it was moved itself.
    through: str


def _promise(promise: Promise, key: str) -> PromiseRow:
    moved = "" if promise.before is None else later_words(promise.working_days)
    return PromiseRow(promise, moved, _BECAME[promise.became], "" if promise.through == key else promise.through)


def _act(entry: Entry, group: GroupSite) -> Act:
    """What was done; an entry that puts a record there is told by its act alone."""
    is_new = entry.before is None and entry.after is not None
    in_zone = entry._replace(at=entry.at.astimezone(group.report.at.tzinfo))
    return Act(in_zone, term(entry.action), "" if is_new else of_entry(entry))
