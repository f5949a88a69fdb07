"""What every record has: a key, where it is from, and which journal entry it was read from."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TypeVar

from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.model.fields import declared
from wgtrack.model.value import Value
from wgtrack.model.values import check_text, require_line

ValueT = TypeVar("ValueT")
Names = tuple[tuple[str, str], ...]


def as_names(names: Mapping[str, str] | Iterable[tuple[str, str]]) -> Names:
    """Names by language tag (``zh-Hans``), as a sorted value."""
    pairs = sorted((language, name) for language, name in (names.items() if isinstance(names, Mapping) else names))
    for language, name in pairs:
        require_line("language of a name", language)
        require_line(f"name in {language}", name)
    return tuple(pairs)


def as_words(words: Iterable[str]) -> tuple[str, ...]:
    """Keys and the like, as a value."""
    return tuple(listed(words))


def as_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags, each a line of text, as a value."""
    found = as_words(tags)
    for tag in found:
        require_line("tag", tag)
    return found


def listed(values: Iterable[ValueT]) -> Iterable[ValueT]:
    """The values themselves; refuses a text, which would be taken for a list of letters."""
    if isinstance(values, str):
        raise InputError(
            untranslated("{values} stands alone where a list belongs", values=repr(values)),
            untranslated("write [{values}]", values=repr(values)),
        )
    return values


@frozen(kw_only=True, repr=False, eq=False)
class Record(Value):
    """Base of every record."""

    key: str
    source: str | None = field(default=None, validator=check_text, metadata=declared("Where the facts are from."))
    note: str | None = field(
        default=None, validator=check_text, metadata=declared("Anything else worth knowing.", searched=True)
    )
    #: True for what no source gives.
    illustrative: bool = field(
        default=False, metadata=declared("No source gives it: filled in to make the record complete.")
    )
    #: Number of the journal entry this copy was read from; 0 for one not stored yet. A stale copy is known by it.
    revision: int = field(default=0, eq=False, repr=False, metadata=declared(by_verb=True, option=None))
    #: Instant of the last change, or None for one not stored yet.
    changed_at: datetime | None = field(
        default=None, eq=False, repr=False, metadata=declared(by_verb=True, option=None)
    )

    @property
    def closed(self) -> bool:
        """Nothing more is to come of it: done, or dropped."""
        return False

    @property
    def given_up(self) -> bool:
        """It was dropped, and stays on record."""
        return False

    def is_settled(self, name: str) -> bool:  # noqa: ARG002 - the dates of most records are settled by none
        """Whether one of its dates, named as ``fields.deadlines`` does, came to pass: where it was planned for matters no more."""
        return False


def title_of(record: Record) -> str:
    """The title or the name of a record; its key where it has neither."""
    return str(getattr(record, "title", None) or getattr(record, "name", None) or record.key)
