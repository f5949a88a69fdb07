"""Feeds of changes (Atom, RFC 4287): one entry for each step that changed a group's record, the newest in front."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from wgtrack.formats.entry_words import of_entry
from wgtrack.formats.fields import term
from wgtrack.formats.page import markup
from wgtrack.messages.languages import Language
from wgtrack.messages.message import plural, translatable
from wgtrack.model.journal import Entry
from wgtrack.model.records import IssuedReport
from wgtrack.site.addresses import FEED, INDEX, archive_page, group_page, in_group, item_page
from wgtrack.site.values import GroupSite, Site

#: Steps that a feed holds; readers keep those that they have seen.
_MOST = 100
#: Records that an entry of the feed names; the rest is counted.
_NAMED = 20
_PAGES = frozenset({"task", "deliverable"})


class Change(NamedTuple):
    """A step of the journal as an entry of a feed."""

    id: str
    title: str
    by: str
    at: datetime
    recorded: datetime
    lines: tuple[str, ...]
    #: Path of the page that it leads to.
    path: str


def site_feed(site: Site) -> bytes:
    """The feed of all groups."""
    found = sorted((change for group in site.groups for change in _changes(group, site.language)), key=_recorded)
    title = site.language.tell(translatable("Changes of all groups"))
    return _written(title, FEED, INDEX, found[::-1][:_MOST], site)


def group_feed(group: GroupSite, site: Site) -> bytes:
    """The feed of one group."""
    about, key = group.report.group, group.report.group.key
    found = sorted(_changes(group, site.language), key=_recorded)
    title = site.language.tell(translatable("Changes of {group}", group=about.name))
    return _written(title, in_group(key, FEED), group_page(key), found[::-1][:_MOST], site)


def _recorded(change: Change) -> datetime:
    return change.recorded


def _written(title: str, here: str, page: str, changes: list[Change], site: Site) -> bytes:
    base = "" if site.url is None else f"{site.url.rstrip('/')}/"
    text = markup(
        "site/feed.xml",
        site.language,
        title=title,
        id=_urn(f"feed {here} {_first(site)}"),
        updated=_utc(changes[0].recorded if changes else site.portfolio.at),
        base=base,
        here=here,
        up="../" * here.count("/"),
        page=page,
        changes=changes,
        utc=_utc,
    )
    return text.encode()


def _first(site: Site) -> str:
    """What tells the feeds of this record from those of another one with groups of the same keys."""
    return min((group.entries[0].recorded_at.isoformat() for group in site.groups if group.entries), default="")


def _changes(group: GroupSite, language: Language) -> Iterator[Change]:
    for _, together in groupby(group.entries, key=lambda entry: (entry.step, entry.at, entry.by)):
        yield _change(list(together), group, language)


def _change(entries: list[Entry], group: GroupSite, language: Language) -> Change:
    first = entries[0]
    key = group.report.group.key
    return Change(
        id=_urn(f"{key} {first.number} {first.recorded_at.isoformat()}"),
        title=_title(entries, language),
        by=first.by,
        at=first.at.astimezone(group.report.at.tzinfo),
        recorded=max(entry.recorded_at for entry in entries),
        lines=tuple(_lines(entries, language)),
        path=_path(entries, group),
    )


def _title(entries: list[Entry], language: Language) -> str:
    what = language.tell(term(entries[0].action))
    issued = _issued(entries)
    if issued is not None:
        return language.tell(translatable("Report {number} issued", number=issued.number))
    if len(entries) == 1:
        return language.tell(translatable("{key}: {what}", key=entries[0].key, what=what))
    more = plural(
        len(entries) - 1,
        "{key} and {number} more: {what}",
        "{key} and {number} more: {what}",
        key=entries[0].key,
        what=what,
    )
    return language.tell(more)


def _issued(entries: list[Entry]) -> IssuedReport | None:
    """The report that a step issued, if that is what it did."""
    record = entries[0].after
    return record if len(entries) == 1 and isinstance(record, IssuedReport) and entries[0].action == "issue" else None


def _lines(entries: list[Entry], language: Language) -> Iterator[str]:
    whys = dict.fromkeys(entry.why for entry in entries if entry.why)
    yield from whys
    if _issued(entries) is not None:
        return
    for entry in entries[:_NAMED]:
        yield language.tell(translatable("{key}: {what}", key=entry.key, what=language.tell(of_entry(entry))))
    if len(entries) > _NAMED:
        more = len(entries) - _NAMED
        yield language.tell(plural(more, "and {number} more record", "and {number} more records"))


def _path(entries: list[Entry], group: GroupSite) -> str:
    key = group.report.group.key
    issued = _issued(entries)
    if issued is not None:
        return archive_page(key)
    shown = {item.key for item in group.report.status.items}
    found = {entry.key for entry in entries if entry.kind in _PAGES}
    if len(found) == 1 and found <= shown:
        return item_page(key, found.pop())
    return group_page(key)


def _urn(text: str) -> str:
    return uuid5(NAMESPACE_URL, f"wgtrack {text}").urn


def _utc(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def own_entries(entries: Iterable[Entry], groups: frozenset[str]) -> tuple[Entry, ...]:
    """The entries about records of some groups: the groups themselves, and what belongs to them."""
    return tuple(entry for entry in entries if _group_of(entry) in groups)


def _group_of(entry: Entry) -> str | None:
    record = entry.after or entry.before
    return entry.key if entry.kind == "group" else getattr(record, "group", None)
