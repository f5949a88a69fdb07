"""Rows and snapshots <-> records: encoding one at a time, decoding by the column.

Decoding is most of what loading a programme costs, so it runs column by column over a chunk of rows in C loops, and sets the
slots of new objects without running the classes' checks again: what is stored was checked on its way in.
"""

# Names of tables and columns are put into statements here; they are this room's own, values never are.
# ruff: noqa: S608

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from json.encoder import encode_basestring
from operator import attrgetter
from typing import Any, NamedTuple

from attrs import NOTHING

from wgtrack.errors import InputError
from wgtrack.model.base import Record
from wgtrack.model.programme import KIND_OF, KINDS
from wgtrack.store.codecs import (
    INSTANT,
    NUMBER,
    WRONG_VALUE,
    Codec,
    DamagedValueError,
    Decode,
    Memo,
    check_types,
    defaults,
    dumps,
    loads,
    loads_all,
    read_all,
)
from wgtrack.store.columns import COLUMNS

Row = tuple[Any, ...]
#: Rows decoded at a time: so many that the loops stay in C, so few that they stay in the processor's cache.
CHUNK = 200

_OBJECT = frozenset({dict})
#: What reading damaged text raises: the decoders' errors, and the checks of small values.
_DAMAGE = (*WRONG_VALUE, InputError)


class Column(NamedTuple):
    """One field of a record and the column that keeps it."""

    name: str
    codec: Codec
    #: The field's value when it is not given, NOTHING where it must be.
    default: Any = NOTHING
    #: What the column keeps for the default.
    kept_default: Any = None
    #: Column's value -> field's value; None where they are the same.
    read: Decode | None = None


class Layout:
    """How one kind of record is stored."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.table, codecs = COLUMNS[kind]
        self._cls = KINDS[kind]
        default = defaults(self._cls)
        self._columns = [_column(name, codec, default.get(name, NOTHING)) for name, codec in codecs.items()]
        #: The columns that keep the fields, in their order.
        self.columns = tuple(codecs)
        self._names = set(codecs)
        self._values = attrgetter(*codecs)
        self._stored = [Column("revision", NUMBER), Column("changed_at", INSTANT, read=INSTANT.decode), *self._columns]
        self._setters = [getattr(self._cls, column.name).__set__ for column in self._stored]
        columns = ", ".join(f'"{name}"' for name in codecs)
        self.select_all = f'SELECT revision, changed_at, {columns} FROM "{self.table}" ORDER BY created'
        self.select_one = f'SELECT revision, changed_at, {columns} FROM "{self.table}" WHERE "key" = ?'
        self.select_row = f'SELECT {columns} FROM "{self.table}" WHERE "key" = ?'
        self.select_kind = f'SELECT \'{kind}\' FROM "{self.table}" WHERE "key" = ?1'
        self.select_keys = f'SELECT "key" FROM "{self.table}" ORDER BY created'
        marks = ", ".join("?" for _ in ("created", "revision", "changed_at", *codecs))
        self.write = f'REPLACE INTO "{self.table}" (created, revision, changed_at, {columns}) VALUES ({marks})'
        self.delete = f'DELETE FROM "{self.table}" WHERE "key" = ?'

    def select_where(self, field: str) -> str:
        """The query for the keys whose column of this name has one value."""
        if field not in self._names:
            raise KeyError(field)
        return f'SELECT "key" FROM "{self.table}" WHERE "{field}" = ? ORDER BY created'

    def encode(self, record: Record) -> tuple[Row, str]:
        """The row (one cell per column) and the snapshot (canonical JSON without what is default) of a record."""
        row = []
        members = []
        for column, value in zip(self._columns, self._values(record), strict=True):
            if value == column.default:
                row.append(column.kept_default)
                continue
            cell, text = self._encoded(record, column, value)
            row.append(cell)
            members.append(f'"{column.name}":{text}')
        return tuple(row), f"{{{','.join(sorted(members))}}}"

    def _encoded(self, record: Record, column: Column, value: Any) -> tuple[Any, str]:
        try:
            plain = column.codec.encode(value)
            text = encode_basestring(plain) if type(plain) is str else dumps(plain)
        except WRONG_VALUE as error:
            message = f"the {self.kind} {record.key!r} cannot be stored: its {column.name} cannot be {value!r}"
            raise InputError(message, "give a value of the type that the field has") from error
        return text if column.codec.nested else plain, text

    def from_rows(self, rows: Sequence[Row]) -> list[Record]:
        """Records from rows of revision, changed_at and the columns; DamagedValueError names the first that is damaged."""
        try:
            return self._built(len(rows), map(_read_cells, self._stored, zip(*rows, strict=True)))
        except _DAMAGE:
            return [self.from_row(row) for row in rows]

    def from_row(self, row: Row) -> Record:
        """One record as ``from_rows`` reads it: sooner for one, three times slower for many."""
        record: Record = object.__new__(self._cls)
        for column, setter, cell in zip(self._stored, self._setters, row, strict=True):
            try:
                setter(record, _read_cell(column, cell))
            except _DAMAGE as error:
                key = row[2]  # every kind's first column
                raise DamagedValueError(f"the {column.name} of {self.kind} {key!r} cannot be {cell!r}") from error
        return record

    def from_snapshots(self, rows: Sequence[tuple[int, str, str]]) -> list[Record]:
        """Records from journal rows of number, at and snapshot; DamagedValueError names the first that is damaged."""
        try:
            numbers, instants, texts = zip(*rows, strict=True)
            return self._built(len(rows), (numbers, read_all(INSTANT, instants), *self._members(texts)))
        except _DAMAGE as error:
            if len(rows) > 1:
                for row in rows:
                    self.from_snapshots([row])
            message = f"entry {rows[0][0]} of the journal cannot be read ({_reason(error)})"
            raise DamagedValueError(message) from error

    def _members(self, texts: Sequence[str]) -> Iterator[Iterable[Any]]:
        """The values of each column in turn, read from snapshots that hold what is not default."""
        plains = loads_all(texts)
        check_types(plains, _OBJECT)
        present = set().union(*plains)
        if not present <= self._names:
            raise ValueError(f"it holds what no {self.kind} has")
        return (
            _read_members(column, plains) if column.name in present else repeat(_given(column))
            for column in self._columns
        )

    def _built(self, count: int, columns: Iterable[Iterable[Any]]) -> list[Record]:
        records: list[Record] = list(map(object.__new__, repeat(self._cls, count)))
        for setter, values in zip(self._setters, columns, strict=True):
            deque(map(setter, records, values), maxlen=0)
        return records


def _column(name: str, codec: Codec, default: Any) -> Column:
    decode = codec.decode
    if codec.nested and decode is not None:
        read = Memo(lambda text: default if text is None else decode(loads(text)))
        return Column(name, codec, default, None, read.__getitem__)
    kept_default = None if default is None or default is NOTHING else codec.encode(default)
    return Column(name, codec, default, kept_default, codec.decode)


def _read_cells(column: Column, cells: Sequence[Any]) -> Iterable[Any]:
    if column.read is not None:
        return map(column.read, cells)
    check_types(cells, column.codec.types)
    return cells


def _read_cell(column: Column, cell: Any) -> Any:
    if column.read is not None:
        return column.read(cell)
    if type(cell) not in column.codec.types:
        raise TypeError(f"a value of type {type(cell).__name__} is out of place")
    return cell


def _read_members(column: Column, plains: Sequence[Mapping[str, Any]]) -> Iterable[Any]:
    name = column.name
    kept = [plain[name] for plain in plains if name in plain]
    values = iter(read_all(column.codec, kept))
    return (
        values if len(kept) == len(plains) else [next(values) if name in plain else _given(column) for plain in plains]
    )


def _given(column: Column) -> Any:
    """The default, for what is not kept."""
    if column.default is NOTHING:
        raise ValueError(f"its {column.name} is missing")
    return column.default


def _reason(error: Exception) -> str:
    reason = f"unknown: {error}" if isinstance(error, KeyError) else str(error)
    return " ".join(reason.split())


#: Kind -> how it is stored.
LAYOUTS: Mapping[str, Layout] = {kind: Layout(kind) for kind in KINDS}


def layout_of(record: Record) -> Layout:
    """How this record's kind is stored."""
    return LAYOUTS[KIND_OF[type(record)]]
