"""The kinds of records: each registers its class, and everything that goes through all kinds asks here."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from wgtrack.model.base import Record
from wgtrack.model.fields import named

RecordT = TypeVar("RecordT", bound=Record)


class Kind(NamedTuple):
    """One kind of record."""

    #: As the journal names it: ``task``.
    name: str
    #: As a programme's mapping and an SQL view are named: ``tasks``.
    plural: str
    cls: type[Record]
    #: Its keys are from the space that several kinds share: any of them can be an anchor's or a command's KEY.
    shares_keys: bool
    #: Made by verbs alone: no file brings one.
    by_verb: bool = False


_kinds: dict[str, Kind] = {}
_classes: dict[str, type[Record]] = {}
_kind_of: dict[type[Record], str] = {}
_keyed: list[str] = []

#: Kind -> its class.
KINDS: Mapping[str, type[Record]] = _classes
KIND_OF: Mapping[type[Record], str] = _kind_of
#: Kinds that share one space of keys.
KEYED: Sequence[str] = _keyed


def kind(
    name: str, plural: str, *, shares_keys: bool = True, by_verb: bool = False
) -> Callable[[type[RecordT]], type[RecordT]]:
    """Register the class of a kind of record: ``@kind("task", "tasks")`` above ``@frozen``."""

    def register(cls: type[RecordT]) -> type[RecordT]:
        _kinds[name] = Kind(name, plural, cls, shares_keys, by_verb)
        _classes[name] = cls
        _kind_of[cls] = name
        if shares_keys:
            _keyed.append(name)
        return cls

    return register


def forget(name: str) -> None:
    """Take a kind off again, as a test does with its own."""
    found = _kinds.pop(name)
    del _classes[name], _kind_of[found.cls]
    if found.shares_keys:
        _keyed.remove(name)


def registered() -> tuple[Kind, ...]:
    """Every kind of record, in the order in which they were registered."""
    return tuple(_kinds.values())


def in_order() -> tuple[str, ...]:
    """The kinds of which a file may bring records, what others name first; kinds that tie are in the order of registration."""
    left = {found.name: _named_kinds(found) for found in _kinds.values() if not found.by_verb}
    order: list[str] = []
    while left:
        ready = [name for name, named in left.items() if not named & left.keys()] or list(left)[:1]
        order += ready
        for name in ready:
            del left[name]
    return tuple(order)


def _named_kinds(found: Kind) -> frozenset[str]:
    """The other kinds whose records one of this kind may name."""
    return frozenset(kind for _, info in named(found.cls) for kind in info.kinds) - {found.name}


def plural_of(name: str) -> str:
    """What a kind is called for several."""
    return _kinds[name].plural


def by_plural(plural: str) -> str:
    """The kind that is called so for several; LookupError for none."""
    for found in _kinds.values():
        if found.plural == plural:
            return found.name
    raise LookupError(plural)
