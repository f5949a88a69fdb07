"""Which records a record depends on: those that its deadlines are counted from, of which it names a stage, or is a part."""

from collections.abc import Iterator, Sequence

import attrs

from wgtrack.dates import referenced
from wgtrack.errors import InputError
from wgtrack.model.base import Record
from wgtrack.model.fields import deadlines, of
from wgtrack.model.programme import KIND_OF, KINDS
from wgtrack.model.records import Task
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.snapshots import layout_of_kind
from wgtrack.store.storage import Dependency, State, Storage

#: Class -> its fields that name a stage of another record (``KEY@STAGE``).
_staged: dict[type[Record], tuple[str, ...]] = {}


def anchors(record: Record) -> frozenset[str]:
    """Keys of the records that this one depends on."""
    parent = record.parent if isinstance(record, Task) else None
    return frozenset((*_of_deadlines(record), *_of_stages(record), *([parent] if parent else [])))


def _of_deadlines(record: Record) -> Iterator[str]:
    for found in deadlines(record):
        if not found.text[:1].isdigit():  # a date that is written out names nothing
            try:
                yield from referenced(found.text)
            except InputError:
                continue  # what cannot be read is refused where it is typed, and told by the doctor


def _of_stages(record: Record) -> Iterator[str]:
    cls = type(record)
    if cls not in _staged:
        _staged[cls] = tuple(field.name for field in attrs.fields(cls) if of(field).holds == "stage")
    for name in _staged[cls]:
        value = getattr(record, name)
        if value is not None:
            yield value.partition("@")[0]


def dependencies(record: Record) -> frozenset[Dependency]:
    """What is to be written down of a record that is there."""
    kind = KIND_OF[type(record)]
    return frozenset(Dependency(anchor, kind, record.key) for anchor in anchors(record))


def index(storage: Storage) -> None:
    """Make everything that is made from the journal: the last entry of each record, and what depends on what."""
    storage.index()
    for kind in KINDS:
        for states in storage.current(kind):
            storage.add_dependencies(sorted(each for record in _read(kind, states) for each in dependencies(record)))


def _read(kind: str, states: Sequence[State]) -> Iterator[Record]:
    """The records that can be read."""
    layout = layout_of_kind(kind)
    try:
        yield from layout.decode_all(states)
    except DamagedValueError:
        if len(states) > 1:
            for state in states:
                yield from _read(kind, [state])
