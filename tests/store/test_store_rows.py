"""Rows and snapshots: every value comes back as it went in, and damage is noticed."""

import json
from datetime import UTC, datetime
from typing import Any

import attrs
import pytest
from attrs import evolve
from freezegun import freeze_time
from hypothesis import given

from tests.store.helpers import FULL, T0, task, write
from tests.strategies import RECORDS, records, unhurried
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.kinds import plural
from wgtrack.model.programme import KINDS
from wgtrack.model.records import Item
from wgtrack.store import Store
from wgtrack.store.codecs import DamagedValueError, instant_text
from wgtrack.store.columns import COLUMNS
from wgtrack.store.rows import LAYOUTS, layout_of

AT = "2016-08-01T01:30:00.000000+00:00"


def as_stored(record: Record) -> Record:
    """The record with its instants in UTC, as they are kept: equal across zones, except in an hour that comes twice."""
    if isinstance(record, Item) and record.done_at is not None:
        return evolve(record, done_at=record.done_at.astimezone(UTC))
    return record


@unhurried
@given(records)
def test_every_record_survives_its_row(record: Record) -> None:
    """A record read back from its row, alone or among others, is the same."""
    layout = layout_of(record)
    row, _ = layout.encode(record)
    stored = (7, AT, *row)
    assert layout.from_row(stored) == as_stored(record)
    assert layout.from_rows([stored, stored]) == [as_stored(record)] * 2


@unhurried
@given(records)
def test_every_record_survives_its_snapshot(record: Record) -> None:
    """A record read back from its journal entry is the same."""
    layout = layout_of(record)
    _, snapshot = layout.encode(record)
    assert layout.from_snapshots([(7, AT, snapshot)] * 2) == [as_stored(record)] * 2


@unhurried
@given(records)
def test_what_is_read_has_the_types_of_what_was_written(record: Record) -> None:
    """Each field read back has the class it had, so that no list stands for a tuple and no 0 for False."""
    layout = layout_of(record)
    row, snapshot = layout.encode(record)
    for read in (layout.from_row((7, AT, *row)), *layout.from_snapshots([(7, AT, snapshot)])):
        for field in attrs.fields(type(record)):
            if field.eq:
                assert type(getattr(read, field.name)) is type(getattr(as_stored(record), field.name)), field.name
        assert (read.revision, read.changed_at) == (7, T0)


@unhurried
@given(records)
def test_a_snapshot_is_canonical(record: Record) -> None:
    """A snapshot is compact JSON with sorted keys, the same for every equal record."""
    _, snapshot = layout_of(record).encode(record)
    plain = json.loads(snapshot)
    assert snapshot == json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_snapshot_leaves_out_what_is_default() -> None:
    """Only what was given takes room in the journal."""
    _, snapshot = layout_of(task()).encode(task(owners=("cesi",), estimate=5))
    assert snapshot == '{"estimate":"5.0","group":"wg","key":"TR-1","owners":["cesi"],"title":"Read the reports"}'


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_class_has_a_column(kind: str) -> None:
    """A field added to a class without a column would be lost: none is."""
    fields = {field.name for field in attrs.fields(KINDS[kind])} - {"revision", "changed_at"}
    assert set(COLUMNS[kind][1]) == fields


def test_every_table_has_the_columns_that_are_used() -> None:
    """The tables that the migrations make have just the columns that the code reads and writes."""
    with Store.open(":memory:") as store:
        for table, codecs in COLUMNS.values():
            made = [row[1] for row in store._database.rows(f'PRAGMA table_info("{table}")')]
            assert set(made) == {"created", "revision", "changed_at", *codecs}


def test_every_table_is_strict() -> None:
    """SQLite refuses values of the wrong type in all tables of the record."""
    with Store.open(":memory:") as store:
        strict = {row[1]: row[5] for row in store._database.rows("PRAGMA table_list")}
        assert all(strict[table] for table in ("journal", *(table for table, _ in COLUMNS.values())))


def test_tables_are_named_as_the_programme_names_its_mappings() -> None:
    """The loader relies on a table being named as its mapping in the work programme."""
    assert {kind: table for kind, (table, _) in COLUMNS.items()} == {kind: plural(kind) for kind in KINDS}


def test_every_kind_has_a_strategy() -> None:
    """The strategies for tests cover every kind of record, each with records of its class."""
    assert set(RECORDS) == set(KINDS)
    of_the_first_schema = {kind for kind in KINDS if any(type(record) is KINDS[kind] for record in FULL)}
    assert set(KINDS) - of_the_first_schema == {"baseline", "report"}


@pytest.mark.parametrize("record", FULL, ids=lambda record: record.key)
def test_an_older_snapshot_without_newer_fields_reads_as_default(record: Record) -> None:
    """What a snapshot does not say is the default of its class."""
    layout = layout_of(record)
    required = {field.name for field in attrs.fields(type(record)) if field.default is attrs.NOTHING}
    _, snapshot = layout.encode(record)
    old = {name: plain for name, plain in json.loads(snapshot).items() if name in required}
    (read,) = layout.from_snapshots([(1, AT, json.dumps(old))])
    assert read == type(record)(**{name: getattr(record, name) for name in required})


def test_an_empty_weekend_is_not_the_default_one() -> None:
    """A collection that was emptied stays empty, though its default is not."""
    worked = Calendar(key="ours", weekend=())
    row, snapshot = layout_of(worked).encode(worked)
    assert (
        layout_of(worked).from_row((1, AT, *row)) == layout_of(worked).from_snapshots([(1, AT, snapshot)])[0] == worked
    )


@pytest.mark.parametrize(
    ("column", "damaged"),
    [
        ("done_on", "2016-13-01"),
        ("done_on", "2016-8-1"),
        ("done_on", "20160801"),
        ("done_at", "2016-08-01T01:30:00+00:00"),
        ("done_at", "2016-08-01T01:30:00.000000+08:00"),
        ("state", "opem"),
        ("illustrative", 2),
        ("percent", 101),
        ("percent", "5"),
        ("title", None),
        ("title", 5),
        ("title", b"Read"),
        ("area", 1.5),
        ("owners", "cesi"),
        ("owners", '{"a":1}'),
        ("owners", "[1]"),
        ("owners", '["cesi"'),
        ("estimate", "5/3/1"),
        ("estimate", "five"),
        ("after", '["a XX +1"]'),
        ("after", '["a FS"]'),
        ("waiting", '{"on":"CESI"}'),
        ("waiting", '{"on":"CESI","since":"2016-08-01","until":"x"}'),
        ("names", '[["de"]]'),
        ("tags", "[[]]"),
    ],
)
def test_a_damaged_cell_is_noticed(column: str, damaged: Any) -> None:
    """A cell that no encoder writes is refused, naming the record and the field, alone and among others."""
    layout = LAYOUTS["task"]
    row, _ = layout.encode(task())
    cells = list(row)
    cells[list(COLUMNS["task"][1]).index(column)] = damaged
    wanted = rf"the {column} of task 'TR-1' cannot be "
    with pytest.raises(DamagedValueError, match=wanted):
        layout.from_row((1, AT, *cells))
    with pytest.raises(DamagedValueError, match=wanted):
        layout.from_rows([(1, AT, *row), (2, AT, *cells)])


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "null",
        "[]",
        '{"key":"TR-1","group":"wg"}',
        '{"key":"TR-1","group":"wg","title":5}',
        '{"key":"TR-1","group":"wg","title":"x","tigs":["a"]}',
        '{"key":"TR-1","group":"wg","title":"x"',
        '{"key":"TR-1","group":"wg","title":"x"},{}',
        '{"key":"TR-1","group":"wg","title":"x","state":"opem"}',
        '{"key":"TR-1","group":"wg","title":"x","owners":"cesi"}',
    ],
)
def test_a_damaged_snapshot_is_noticed(damaged: str) -> None:
    """A snapshot that is no JSON, not a record, or has what no record has, is refused, naming its entry."""
    layout = LAYOUTS["task"]
    _, good = layout.encode(task())
    with pytest.raises(DamagedValueError, match=r"entry 12 of the journal"):
        layout.from_snapshots([(11, AT, good), (12, AT, damaged), (13, AT, good)])


def test_instants_are_of_one_width_and_sort_as_time_does() -> None:
    """Instants are kept in UTC with microseconds, so that text compares as time does."""
    assert instant_text(datetime(2016, 9, 5, 8, tzinfo=UTC)) == "2016-09-05T08:00:00.000000+00:00"
    assert instant_text(datetime(33, 1, 1, tzinfo=UTC)) == "0033-01-01T00:00:00.000000+00:00"


def test_a_frozen_clock_does_not_change_what_is_stored() -> None:
    """Under freezegun, days and instants are stored and read as plain ones."""
    with freeze_time("2016-09-05"), Store.open(":memory:") as store:
        (stored,) = write(store, FULL[-2], at=datetime(2016, 8, 20, tzinfo=UTC))
        assert store.rebuild(datetime(2016, 9, 1, tzinfo=UTC)).tasks["TR-1"] == stored == FULL[-2]
    assert type(stored.changed_at) is datetime
