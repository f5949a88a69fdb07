"""Records <-> snapshots, the canonical JSON that the journal keeps of a record: encoded one at a time, decoded by the column.

Decoding is most of what loading a programme costs, so it runs column by column over a chunk of snapshots in C loops, and sets the
slots of new objects without running the classes' checks again: what is stored was checked on its way in.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, NamedTuple

import attrs
from attrs import NOTHING

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.model.base import Record
from wgtrack.model.programme import KIND_OF, KINDS
from wgtrack.store.codecs import (
    WRONG_VALUE,
    Codec,
    DamagedValueError,
    check_types,
    codec_of,
    defaults,
    dumps,
    loads,
    loads_all,
    read_instant,
    read_one,
)

#: Snapshots decoded at a time: so many that the loops stay in C, so few that they stay in the processor's cache.
CHUNK = 200
#: Fields that say which entry a record was read from: they are the entry's own, and in no snapshot.
FROM_ENTRY = ("revision", "changed_at")

_OBJECT = frozenset({dict})
#: What reading damaged text raises: the decoders' errors, and the checks of small values.
_DAMAGE = (*WRONG_VALUE, InputError)


class Column(NamedTuple):
    """One field of a record and how it is kept."""

    name: str
    codec: Codec
    #: The field's value when it is not given, NOTHING where it must be.
    default: Any
    #: Sets the field of a new object.
    set: Any
    #: Whether any text is kept as it is.
    is_text: bool
    #: The classes of its values, where they are kept as they are: that of its default among them.
    types: frozenset[type]


class Layout:
    """How one kind of record is kept: all of it follows from the types of its class's fields."""

    def __init__(self, kind: str, cls: type[Record]) -> None:
        self.kind = kind
        self._cls = cls
        default = defaults(cls)
        # In the order of their names, which is that of canonical JSON.
        fields = sorted((field for field in attrs.fields(cls) if field.name not in FROM_ENTRY), key=attrgetter("name"))
        self.columns = [
            _column(field, default.get(field.name, NOTHING), getattr(cls, field.name).__set__) for field in fields
        ]
        self._names = {column.name for column in self.columns}
        self._values = attrgetter(*(column.name for column in self.columns))
        self._entry_setters = [getattr(cls, name).__set__ for name in FROM_ENTRY]
        self._setters = [*self._entry_setters, *(column.set for column in self.columns)]

    def encode(self, record: Record) -> str:
        """The snapshot of a record: canonical JSON without what is default."""
        return self.kept(record)[0]

    def kept(self, record: Record) -> tuple[str, Record]:
        """The snapshot of a record, and the record as it will be read again, but for the entry that it is from.

        Raises:
            InputError: a field holds what cannot be kept, or could not be read again.
        """
        again: Record = object.__new__(self._cls)
        members = []
        for column, value in zip(self.columns, self._values(record), strict=True):
            if value == column.default:
                column.set(again, column.default)
            elif type(value) is str and column.is_text:  # nearly half of all values
                members.append(f'"{column.name}":{encode_basestring(value)}')
                column.set(again, value)
            else:
                plain, text = self._encoded(record, column, value)
                members.append(f'"{column.name}":{text}')
                column.set(again, plain)
        return f"{{{','.join(members)}}}", again

    def _encoded(self, record: Record, column: Column, value: Any) -> tuple[Any, str]:
        """A value as it will be read again, and its JSON."""
        try:
            plain = column.codec.encode(value)
            text = encode_basestring(plain) if type(plain) is str else dumps(plain)
            return read_one(column.codec, plain), text
        except _DAMAGE as error:
            message = untranslated(
                "the {kind} {key} cannot be stored: its {name} cannot be {value}",
                kind=self.kind,
                key=repr(record.key),
                name=column.name,
                value=repr(value),
            )
            raise InputError(message, untranslated("give a value of the type that the field has")) from error

    def mark(self, record: Record, number: int, at: str) -> None:
        """Note in a record that was just made which entry it is from."""
        set_revision, set_changed_at = self._entry_setters
        set_revision(record, number)
        set_changed_at(record, read_instant(at))

    def decode(self, number: int, at: str, snapshot: str | None) -> Record:
        """The record that an entry left; DamagedValueError if it cannot be read."""
        record: Record = object.__new__(self._cls)
        set_revision, set_changed_at = self._entry_setters
        try:
            set_revision(record, number)
            set_changed_at(record, read_instant(at))
            left = loads(snapshot or "")
            for name, codec, default, set_value, *_ in self.columns:
                if name in left:
                    kept = left.pop(name)
                    set_value(record, read_one(codec, kept) if codec.decode is None else codec.decode(kept))
                elif default is NOTHING:
                    raise ValueError(f"its {name} is missing")
                else:
                    set_value(record, default)
            if left:
                raise ValueError(f"it holds what no {self.kind} has")
        except _DAMAGE as error:
            raise DamagedValueError(f"entry {number} of the journal cannot be read ({_reason(error)})") from error
        return record

    def decode_all(self, states: Sequence[Sequence[Any]]) -> list[Record]:
        """Records from number, instant, snapshot and more of their entries; DamagedValueError names the first that is damaged."""
        try:
            numbers, instants, texts, *_ = zip(*states, strict=True)
            return self._built(len(states), (numbers, map(read_instant, instants), *self._members(texts)))
        except _DAMAGE as error:
            for state in states:
                self.decode(*state[:3])
            message = f"entry {states[0][0]} of the journal cannot be read ({_reason(error)})"
            raise DamagedValueError(message) from error

    def _members(self, texts: Sequence[str | None]) -> Iterator[Iterable[Any]]:
        """The values of each column in turn, read from snapshots that hold what is not default."""
        plains = loads_all([text or "" for text in texts])
        check_types(plains, _OBJECT)
        present = set().union(*plains)
        if not present <= self._names:
            raise ValueError(f"it holds what no {self.kind} has")
        return (
            _read_members(column, plains) if column.name in present else repeat(_given(column))
            for column in self.columns
        )

    def _built(self, count: int, columns: Iterable[Iterable[Any]]) -> list[Record]:
        records: list[Record] = list(map(object.__new__, repeat(self._cls, count)))
        for setter, values in zip(self._setters, columns, strict=True):
            deque(map(setter, records, values), maxlen=0)
        return records


def _column(field: "attrs.Attribute[Any]", default: Any, set_value: Any) -> Column:
    codec = codec_of(field.type)
    is_text = codec.decode is None and str in codec.types
    return Column(field.name, codec, default, set_value, is_text, codec.types | {type(default)})


def _read_members(column: Column, plains: Sequence[Mapping[str, Any]]) -> Iterable[Any]:
    name, codec, default = column.name, column.codec, column.default
    if codec.decode is not None:
        decode = codec.decode
        if default is NOTHING:
            return [decode(kept) for kept in _all_given(name, plains)]
        return [decode(plain[name]) if name in plain else default for plain in plains]
    values = _all_given(name, plains) if default is NOTHING else [plain.get(name, default) for plain in plains]
    check_types(values, column.types)
    return values


def _all_given(name: str, plains: Sequence[Mapping[str, Any]]) -> list[Any]:
    try:
        return [plain[name] for plain in plains]
    except KeyError:
        raise ValueError(f"its {name} is missing") from None


def _given(column: Column) -> Any:
    """The default, for what is not kept."""
    if column.default is NOTHING:
        raise ValueError(f"its {column.name} is missing")
    return column.default


def _reason(error: Exception) -> str:
    reason = f"unknown: {error}" if isinstance(error, KeyError) else str(error)
    return " ".join(reason.split())


class _Layouts(dict[type[Record], Layout]):
    """How each class is kept, worked out when it is first asked for."""

    def __missing__(self, cls: type[Record]) -> Layout:
        layout = self[cls] = Layout(KIND_OF[cls], cls)
        return layout


_layouts = _Layouts()


def layout_of_kind(kind: str) -> Layout:
    """How records of this kind are kept; DamagedValueError where there is no such kind."""
    if kind not in KINDS:
        raise DamagedValueError(f"there is no kind of record {kind!r}")
    return _layouts[KINDS[kind]]


def layout_of(record: Record) -> Layout:
    """How this record's kind is kept."""
    return _layouts[type(record)]
