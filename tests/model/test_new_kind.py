"""A new kind of record is one class: a hearing with one deadline and one reference, which no other code knows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
import time_machine
from attrs import field, frozen

import wgtrack
from wgtrack.dates import Resolver
from wgtrack.dates.dependencies import can_have_moved, dependents_in, depends_on, mentions
from wgtrack.errors import ConflictError, InputError, SeedError
from wgtrack.formats.fields import field_name
from wgtrack.history.projection import Projection
from wgtrack.interchange.seeds import read_seed
from wgtrack.model import kinds
from wgtrack.model.base import Record
from wgtrack.model.fields import deadline, declared, reference
from wgtrack.model.journal import Entry
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Event, Group, Task
from wgtrack.model.values import check_key
from wgtrack.rules.integrity import all_problems, problems
from wgtrack.rules.moved_deadlines import moved_deadlines
from wgtrack.rules.reasons import check_reason
from wgtrack.status.checks import find_problems
from wgtrack.tracker.undoing import take_back

NOW = datetime(2016, 8, 22, 4, tzinfo=UTC)
GROUP = Group(key="wg", name="Group", timezone="Asia/Shanghai")
SUMMIT = Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24")
LATER = attrs.evolve(SUMMIT, starts="2016-09-26", ends="2016-10-01")


@frozen(kw_only=True)
class Hearing(Record):
    """A day on which a group hears others."""

    key: str = field(validator=check_key)
    title: str = field(default="", metadata=declared("What it is about.", searched=True))
    group: str = field(metadata=reference("group", help="Group that hears."))
    opens: str = field(metadata=deadline("The day it opens.", promised=True, main=True))


HEARING = Hearing(key="hearing", title="Hearing of banks", group="wg", opens="summit - 1w")


@pytest.fixture(autouse=True)
def _known() -> Iterator[None]:
    """The kind is registered for one test, and forgotten afterwards."""
    kinds.kind("hearing", "hearings")(Hearing)
    yield
    kinds.forget("hearing")


def programme(*records: Record) -> WorkProgramme:
    """The group and the summit, with these beside them or in their place."""
    return WorkProgramme().with_records(GROUP, SUMMIT, *records)


def test_what_it_names_must_be_there() -> None:
    """An unknown group and a deadline on nothing are both told, with what is close."""
    wrong = Hearing(key="h", group="wgg", opens="sumit - 1d")
    told = [str(problem) for problem in problems(wrong, programme())]
    assert told == [
        "there is no group 'wgg'; did you mean wg?",
        "there is no 'sumit' to hang a deadline on; did you mean summit?",
    ]
    assert problems(HEARING, programme()) == []
    assert [record for record, _ in all_problems(programme(wrong, HEARING))] == [wrong, wrong]


def test_its_deadline_moves_with_an_event_and_is_listed() -> None:
    """One week before Monday 19 September 2016 is Monday 12, and before Monday 26 it is Monday 19."""
    before, after = programme(HEARING), programme(HEARING, LATER)
    moved = moved_deadlines(before, after, [("event", "summit")], dependents_in(before))
    assert [
        (each.key, each.which, each.before and each.before.date, each.after and each.after.date) for each in moved
    ] == [
        ("summit", "starts", date(2016, 9, 19), date(2016, 9, 26)),
        ("summit", "ends", date(2016, 9, 24), date(2016, 10, 1)),
        ("hearing", "opens", date(2016, 9, 12), date(2016, 9, 19)),
    ]


def test_others_are_dated_by_it() -> None:
    """Its main date is an anchor: two days after Monday 12 September 2016 is Wednesday 14."""
    task = Task(key="T-1", title="Minutes", group="wg", target="hearing + 2d")
    target = Resolver(programme(HEARING, task)).target(task)
    assert target is not None
    assert target.date == date(2016, 9, 14)
    assert problems(task, programme(HEARING)) == []


def test_its_promise_moves_later_only_with_a_reason() -> None:
    """What its class calls promised is not put off in silence; earlier is free."""
    later, earlier = (attrs.evolve(HEARING, opens=text) for text in ("summit - 1d", "summit - 2w"))
    with pytest.raises(InputError, match="moving the opens of 'hearing' later needs a reason"):
        check_reason(HEARING, later, programme(HEARING), None)
    check_reason(HEARING, later, programme(HEARING), "the hall is taken")
    check_reason(HEARING, earlier, programme(HEARING), None)


def test_it_is_in_the_graph_of_dependencies() -> None:
    """It depends on its anchor and its group; a change of its title moves nothing, one of its deadline may."""
    assert depends_on(HEARING) == {"summit", "wg"}
    assert not can_have_moved(HEARING, attrs.evolve(HEARING, title="Hearing of insurers"))
    assert can_have_moved(HEARING, attrs.evolve(HEARING, opens="2016-09-01"))
    assert Projection(programme(HEARING)).hanging_on(["summit"]) == {"summit": "summit", "hearing": "summit"}
    assert [(one.record.key, one.by[0]) for one in mentions(programme(HEARING), "event", "summit")] == [
        ("hearing", "opens")
    ]


def test_check_finds_it_where_its_event_was_dropped() -> None:
    """What still depends on something that was dropped is told, of this kind too."""
    found = find_problems(programme(HEARING, attrs.evolve(SUMMIT, dropped=True)), "2016-09-05")
    assert [(one.code, one.key, str(one.message)) for one in found] == [
        ("hangs_on_dropped", "hearing", "'Hearing of banks' has its opens by summit, which was dropped")
    ]


class Written(WorkProgramme):
    """A step in memory: what is put or removed is kept beside what was there."""

    def put(self, record: Any, **_when: datetime) -> Any:
        """Write a record."""
        mappings: Any = self.records
        mappings[kinds.KIND_OF[type(record)]][record.key] = record
        return record

    def remove(self, kind: str, key: str, **_when: datetime) -> None:
        """Take a record away."""
        mappings: Any = self.records
        del mappings[kind][key]


def entry(before: Record | None, after: Record | None) -> Entry:
    """The second entry of a journal, which changed the hearing."""
    return Entry(2, 2, "edit", "hearing", "hearing", NOW, NOW, "me", None, before, after)


def test_undo_restores_it_unless_it_fits_no_more() -> None:
    """A step is taken back as for every kind; what it names may be gone meanwhile."""
    moved = attrs.evolve(HEARING, opens="summit - 2w")
    change: Any = Written(programme(moved).records)
    take_back(change, [entry(HEARING, moved)], NOW, is_last=True)
    assert change.get("hearing", "hearing") == HEARING
    take_back(change, [entry(None, HEARING)], NOW, is_last=True)
    assert change.get("hearing", "hearing") is None

    gone: Any = Written(WorkProgramme().with_records(GROUP, attrs.evolve(HEARING, opens="2016-09-01")).records)
    with pytest.raises(ConflictError, match="'hearing' cannot be as it was: there is no 'summit'"):
        take_back(gone, [entry(HEARING, gone.get("hearing", "hearing"))], NOW, is_last=True)


SEED = """
title = "A group that hears"

[[group]]
key = "g"
name = "Group"

[[hearing]]
key = "h"
group = "g"
opens = 2016-09-12
note = "in public"
"""


def test_a_file_brings_it(tmp_path: Path) -> None:
    """A table of its name is read by the fields of its class; a day may stand without quotes where it has a deadline."""
    path = tmp_path / "hearing.toml"
    path.write_text(SEED, encoding="utf-8")
    assert read_seed(path).records[-1] == Hearing(key="h", group="g", opens="2016-09-12", note="in public")
    path.write_text(SEED.replace("2016-09-12", '"summit +"').replace("note", "nota"), encoding="utf-8")
    with pytest.raises(SeedError) as refused:
        read_seed(path)
    assert [str(line).partition(": ")[2].partition(";")[0] for line in refused.value.problems] == [
        "[[hearing]] h, opens: cannot read the deadline 'summit +'",
        "[[hearing]] h, nota: there is no such field",
    ]


def test_its_fields_have_labels() -> None:
    """A field without a label of its own is called by its name."""
    assert str(field_name("opens")) == "opens"


def test_it_is_stored_with_its_history_and_goes_from_record_to_record(tmp_path: Path) -> None:
    """Adding, moving with an event, undoing, the log, the past, export and import know it as every other kind."""
    with time_machine.travel(NOW, tick=False), wgtrack.open(":memory:", by="me") as tracker:
        for record in (GROUP, SUMMIT, HEARING):
            tracker.add(record)
        moved = tracker.move_event("summit", starts="2016-09-26", ends="2016-10-01", why="the hall is taken").deadlines
        assert [(each.key, each.which) for each in moved] == [
            ("summit", "starts"),
            ("summit", "ends"),
            ("hearing", "opens"),
        ]
        tracker.edit("hearing", opens="summit - 2w")
        assert [change.field for change in tracker.log("hearing")[-1].changes] == ["opens"]
        tracker.undo()
        assert tracker.get("hearing") == HEARING
        assert tracker.programme().of_kind("hearing") == {"hearing": HEARING}
        tracker.export(tmp_path / "record.jsonl")
        head = tracker.head()
    wgtrack.import_record(tmp_path / "record.jsonl", tmp_path / "other.db")
    with wgtrack.open(tmp_path / "other.db") as other:
        assert other.get("hearing") == HEARING
        assert other.head() == head
