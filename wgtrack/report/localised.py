"""A record in the language of a report: names and titles as the record has them in that language."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from attrs import evolve

from wgtrack.model.base import Names, Record
from wgtrack.model.programme import KIND_OF, WorkProgramme

RecordT = TypeVar("RecordT", bound=Record)

#: Kinds that have a name in other languages, the mapping of a programme that holds them, and the field that is the name.
_NAMED = {
    "group": ("groups", "name"),
    "party": ("parties", "name"),
    "area": ("areas", "title"),
    "event": ("events", "title"),
    "deliverable": ("deliverables", "title"),
    "task": ("tasks", "title"),
}


def localised(programme: WorkProgramme, tag: str) -> WorkProgramme:
    """The programme with the names and titles that it has in a language (a BCP 47 tag); what has none stays as it is."""
    tags = lookup(tag)
    told = {mapping: _all_told(getattr(programme, mapping), tags) for mapping, _ in _NAMED.values()}
    return evolve(programme, **told)


def title_of(record: Any, tags: Sequence[str]) -> str:
    """The name or title of a record in the first of some languages that it has one in, else as it was recorded."""
    own: str = getattr(record, _NAMED[KIND_OF[type(record)]][1])
    return _name_in(record.names, tags) or own


def lookup(tag: str) -> tuple[str, ...]:
    """A language and those it falls back to, as RFC 4647 looks them up: ``zh-Hans-CN``, ``zh-Hans``, ``zh``."""
    parts = tag.casefold().split("-")
    return tuple("-".join(parts[:count]) for count in range(len(parts), 0, -1))


def _all_told(records: Mapping[str, RecordT], tags: Sequence[str]) -> Mapping[str, RecordT]:
    return {key: _told(record, tags) for key, record in records.items()}


def _told(record: RecordT, tags: Sequence[str]) -> RecordT:
    names: Names = getattr(record, "names", ())
    name = _name_in(names, tags) if names else None
    if name is None:
        return record
    changed: dict[str, Any] = {_NAMED[KIND_OF[type(record)]][1]: name}
    return evolve(record, **changed)


def _name_in(names: Names, tags: Sequence[str]) -> str | None:
    by_tag = {tag.casefold(): name for tag, name in names}
    return next((by_tag[tag] for tag in tags if tag in by_tag), None)
