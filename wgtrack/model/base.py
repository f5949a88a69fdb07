"""What every record has: a key, where it is from, and which journal entry it was read from."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from attrs import field, fields, frozen

from wgtrack.errors import InputError
from wgtrack.model.values import check_text

Names = tuple[tuple[str, str], ...]


def as_names(names: Mapping[str, str] | Iterable[tuple[str, str]]) -> Names:
    """Names by language tag (``zh-Hans``), as a sorted value."""
    pairs = names.items() if isinstance(names, Mapping) else names
    return tuple(sorted((language, name) for language, name in pairs))


def as_words(words: Iterable[str]) -> tuple[str, ...]:
    """Keys, tags and the like, as a value."""
    if isinstance(words, str):
        raise InputError(f"{words!r} stands alone where a list belongs", f"write [{words!r}]")
    return tuple(words)


# attrs writes and compiles each method of each class when Python starts, so the one ``repr`` below serves all records, and
# the two classes that are never made themselves (this one and Item) have none of their own.
@frozen(kw_only=True, repr=False, eq=False)
class Record:
    """Base of every record."""

    key: str
    #: Where the facts are from.
    source: str | None = field(default=None, validator=check_text)
    note: str | None = field(default=None, validator=check_text)
    #: True for what no source gives: filled in to make the record complete.
    illustrative: bool = False
    #: Number of the journal entry this copy was read from; 0 for one not stored yet. A stale copy is known by it.
    revision: int = field(default=0, eq=False, repr=False)
    #: Instant of the last change, or None for one not stored yet.
    changed_at: datetime | None = field(default=None, eq=False, repr=False)

    def __repr__(self) -> str:
        """The record as it would be written, without what is default."""
        given = (each for each in fields(type(self)) if each.repr and getattr(self, each.name) != each.default)
        return f"{type(self).__name__}({', '.join(f'{each.name}={getattr(self, each.name)!r}' for each in given)})"
