"""Snapshots: every value comes back as it went in, damage is noticed, and what is kept follows from a field's type."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any, Literal

import attrs
import pytest
from attrs import evolve, field, frozen
from freezegun import freeze_time
from hypothesis import given

from tests.store.helpers import FULL, T0, hour, remove, task, write
from tests.strategies import RECORDS, records, unhurried
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.fields import deadline, reference
from wgtrack.model.kinds import forget, kind
from wgtrack.model.programme import KINDS
from wgtrack.model.records import Item
from wgtrack.model.values import Estimate, Link, StageReached
from wgtrack.store import Store
from wgtrack.store.codecs import DamagedValueError, codec_of, dumps, instant_text
from wgtrack.store.snapshots import layout_of, layout_of_kind

AT = "2016-08-01T01:30:00.000000+00:00"


def as_stored(record: Record) -> Record:
    """The record with its instants in UTC, as they are kept: equal across zones, except in an hour that comes twice."""
    if isinstance(record, Item) and record.done_at is not None:
        return evolve(record, done_at=record.done_at.astimezone(UTC))
    return record


@unhurried
@given(records)
def test_every_record_survives_its_snapshot(record: Record) -> None:
    """A record read back from its journal entry, alone or among others, is the same."""
    layout = layout_of(record)
    snapshot = layout.encode(record)
    assert layout.decode(7, AT, snapshot) == as_stored(record)
    assert layout.decode_all([(7, AT, snapshot)] * 2) == [as_stored(record)] * 2


@unhurried
@given(records)
def test_what_is_read_has_the_types_of_what_was_written(record: Record) -> None:
    """Each field read back has the class it had, so that no list stands for a tuple and no 0 for False."""
    layout = layout_of(record)
    snapshot = layout.encode(record)
    for read in (layout.decode(7, AT, snapshot), *layout.decode_all([(7, AT, snapshot)])):
        for each in attrs.fields(type(record)):
            if each.eq:
                assert type(getattr(read, each.name)) is type(getattr(as_stored(record), each.name)), each.name
        assert (read.revision, read.changed_at) == (7, T0)


@unhurried
@given(records)
def test_a_snapshot_is_canonical(record: Record) -> None:
    """A snapshot is compact JSON with sorted keys, the same for every equal record."""
    snapshot = layout_of(record).encode(record)
    plain = json.loads(snapshot)
    assert snapshot == json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def test_a_snapshot_leaves_out_what_is_default() -> None:
    """Only what was given takes room in the journal."""
    snapshot = layout_of(task()).encode(task(owners=("cesi",), estimate=5))
    assert snapshot == '{"estimate":"5.0","group":"wg","key":"TR-1","owners":["cesi"],"title":"Read the reports"}'


def test_every_kind_has_a_strategy() -> None:
    """The strategies for tests cover every kind of record, each with records of its class."""
    assert set(RECORDS) == set(KINDS)
    of_the_first_schema = {kind for kind in KINDS if any(type(record) is KINDS[kind] for record in FULL)}
    assert set(KINDS) - of_the_first_schema == {"baseline", "report"}


@pytest.mark.parametrize("record", FULL, ids=lambda record: record.key)
def test_an_older_snapshot_without_newer_fields_reads_as_default(record: Record) -> None:
    """What a snapshot does not say is the default of its class."""
    layout = layout_of(record)
    required = {each.name for each in attrs.fields(type(record)) if each.default is attrs.NOTHING}
    old = {name: plain for name, plain in json.loads(layout.encode(record)).items() if name in required}
    assert layout.decode(1, AT, json.dumps(old)) == type(record)(**{name: getattr(record, name) for name in required})


def test_an_empty_weekend_is_not_the_default_one() -> None:
    """A collection that was emptied stays empty, though its default is not."""
    worked = Calendar(key="ours", weekend=())
    assert layout_of(worked).decode(1, AT, layout_of(worked).encode(worked)) == worked


#: Types of fields, a value of each, and the JSON that is kept of it.
KEPT: list[tuple[Any, Any, str]] = [
    (str, "a", '"a"'),
    (int, 7, "7"),
    (float, 3, "3.0"),
    (bool, True, "1"),
    (date, date(2016, 8, 1), '"2016-08-01"'),
    (datetime, T0, f'"{AT}"'),
    (Literal["a", "b"], "b", '"b"'),
    (Estimate, Estimate(3, 5, 9), '"3.0/5.0/9.0"'),
    (Link, Link("TR-1", "SS", 2, 9), '"TR-1 SS +2 +9"'),
    (str | None, None, "null"),
    (date | None, date(2016, 8, 1), '"2016-08-01"'),
    (Literal["a"] | None, "a", '"a"'),
    (tuple[str, ...], ("b", "a"), '["b","a"]'),
    (tuple[int, ...], (), "[]"),
    (frozenset[int], frozenset({6, 5}), "[5,6]"),
    (tuple[tuple[str, str], ...], (("de", "Wort"),), '[["de","Wort"]]'),
    (tuple[tuple[date, str], ...], ((date(2016, 9, 15), "中秋节"),), '[["2016-09-15","中秋节"]]'),
    (StageReached, StageReached("draft", date(2016, 8, 5)), '{"on":"2016-08-05","stage":"draft"}'),
    (tuple[StageReached, ...] | None, (StageReached("a", date(2016, 8, 5)),), '[{"on":"2016-08-05","stage":"a"}]'),
]


@pytest.mark.parametrize(("type_", "value", "kept"), KEPT, ids=lambda value: str(value)[:30])
def test_how_a_value_is_kept_follows_from_its_type(type_: Any, value: Any, kept: str) -> None:
    """Each type of a field has one way to be kept, and reads back as it was."""
    codec = codec_of(type_)
    assert dumps(codec.encode(value)) == kept
    plain = json.loads(kept)
    assert (plain if codec.decode is None else codec.decode(plain)) == value


@pytest.mark.parametrize("type_", [dict[str, int], complex, str | int])
def test_a_type_that_cannot_be_kept_is_refused(type_: Any) -> None:
    """A field of another type is a mistake of its class, told at once."""
    with pytest.raises(TypeError, match="to keep values of the type"):
        codec_of(type_)


@pytest.mark.parametrize(
    ("name", "damaged"),
    [
        ("done_on", "2016-13-01"),
        ("done_on", "2016-8-1"),
        ("done_on", "20160801"),
        ("done_at", "2016-08-01T01:30:00+00:00"),
        ("done_at", "2016-08-01T01:30:00.000000+08:00"),
        ("state", "opem"),
        ("illustrative", 2),
        ("percent", "5"),
        ("percent", 5.5),
        ("title", None),
        ("title", 5),
        ("area", 1.5),
        ("owners", "cesi"),
        ("owners", {"a": 1}),
        ("owners", [1]),
        ("estimate", "5/3/1"),
        ("estimate", "five"),
        ("after", ["a XX +1"]),
        ("after", ["a FS"]),
        ("waiting", {"on": "CESI"}),
        ("waiting", {"on": "CESI", "since": "2016-08-01", "until": "x"}),
        ("names", [["de"]]),
        ("names", [["de", "a", "b"]]),
        ("tags", [[]]),
        ("tigs", ["a"]),
    ],
)
def test_a_damaged_member_is_noticed(name: str, damaged: Any) -> None:
    """A value that no encoder writes is refused, naming the entry, alone and among others."""
    layout = layout_of(task())
    good = layout.encode(task())
    bad = json.dumps(json.loads(good) | {name: damaged})
    with pytest.raises(DamagedValueError, match="entry 12 of the journal cannot be read"):
        layout.decode(12, AT, bad)
    with pytest.raises(DamagedValueError, match="entry 12 of the journal cannot be read"):
        layout.decode_all([(11, AT, good), (12, AT, bad), (13, AT, good)])


@pytest.mark.parametrize(
    "damaged",
    [
        "",
        "null",
        "[]",
        '{"key":"TR-1","group":"wg"}',
        '{"key":"TR-1","group":"wg","title":"x"',
        '{"key":"TR-1","group":"wg","title":"x"},{}',
    ],
)
def test_a_damaged_snapshot_is_noticed(damaged: str) -> None:
    """A snapshot that is no JSON or no record is refused, naming its entry."""
    layout = layout_of(task())
    good = layout.encode(task())
    with pytest.raises(DamagedValueError, match=r"entry 12 of the journal"):
        layout.decode_all([(11, AT, good), (12, AT, damaged), (13, AT, good)])


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


@frozen(kw_only=True, repr=False, eq=False)
class Ballot(Record):
    """A kind of record that only this test has: one deadline, and one reference."""

    closes: str = field(metadata=deadline(promised=True))
    about: str | None = field(default=None, metadata=reference("deliverable"))
    votes: tuple[tuple[str, int], ...] = ()


@pytest.fixture
def _ballots() -> Iterator[None]:
    kind("ballot", "ballots")(Ballot)
    yield
    forget("ballot")


@pytest.mark.usefixtures("_ballots")
def test_a_new_kind_of_record_is_kept_like_any_other(store: Store) -> None:
    """A class that is registered later is stored, changed, taken off, found in the past, and depends on what it names."""
    first = Ballot(key="B-1", closes="summit - 2w", votes=(("cesi", 1),))
    write(store, first)
    write(store, evolve(first, about="white-paper"), at=hour(1))
    assert store.find("B-1") == store.get("ballot", "B-1") == evolve(first, about="white-paper")
    assert store.rebuild(T0).of_kind("ballot") == {"B-1": first}
    assert store.dependents("summit") == [("ballot", "B-1")]
    assert [change.new for change in store.entries(kinds=("ballot",))[-1].changes] == ["white-paper"]
    remove(store, "ballot", "B-1", hour(2))
    assert (store.keys("ballot"), store.kinds_of("B-1")) == ([], ("ballot",))


def test_a_kind_that_is_not_known_any_more_does_no_harm(store: Store) -> None:
    """Records of a kind that this program does not have are left alone; whoever asks for their entries is told."""
    kind("ballot", "ballots")(Ballot)
    write(store, Ballot(key="B-1", closes="2016-09-01"), task("TR-1"))
    forget("ballot")
    assert list(store.programme().tasks) == ["TR-1"]
    with pytest.raises(DamagedValueError, match="there is no kind of record 'ballot'"):
        layout_of_kind("ballot")
