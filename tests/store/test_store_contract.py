"""What every store promises: in memory, in a file, and on a PostgreSQL server."""

import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from attrs import evolve

from tests.store.helpers import FULL, T0, database, hour, remove, task, write
from wgtrack.errors import InputError, InstantError, StoreError, UnknownKeyError
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Deliverable, Event, Group, Party, Task
from wgtrack.store import Store


def test_put_returns_the_record_with_its_revision_and_instant(store: Store) -> None:
    """What put returns knows the journal entry it is from and when that took effect."""
    write(store, task("TR-1"))
    (second,) = write(store, task("TR-2"), at=hour(1))
    assert (second, second.revision, second.changed_at) == (task("TR-2"), 2, hour(1))


@pytest.mark.parametrize("record", FULL, ids=lambda record: record.key)
def test_get_gives_back_what_was_put(store: Store, record: Group) -> None:
    """A record of any kind comes back equal, with every field."""
    (stored,) = write(store, record)
    found = store.get(KIND_OF[type(record)], record.key)
    assert found == stored == record
    assert found is not None
    assert (found.revision, found.changed_at) == (1, T0)


def test_get_of_an_unknown_key_is_none(store: Store) -> None:
    """A key that is not on record, or is another kind's, gives None."""
    write(store, task("TR-1"))
    assert store.get("task", "TR-2") is None
    assert store.get("event", "TR-1") is None


def test_find_looks_through_the_kinds_that_share_their_keys(store: Store) -> None:
    """A group, party, area, event, deliverable or task is found by key alone; a calendar is not."""
    write(store, *FULL)
    found = {key: store.find(key) for key in ("wg", "cesi", "trends", "summit", "white-paper", "TR-1")}
    assert {key: record and record.key for key, record in found.items()} == {key: key for key in found}
    assert store.find("CN") is None
    assert store.find("nothing") is None


def test_keys_are_in_the_order_of_recording(store: Store) -> None:
    """Keys come kind by kind as asked for, each in the order its records were first recorded."""
    write(store, task("B"), Party(key="z", name="Z"), task("A"))
    write(store, task("B", percent=5), at=hour(1))
    assert store.keys("party", "task") == ["z", "B", "A"]


def test_dependents_are_those_that_name_the_key(store: Store) -> None:
    """What counts a deadline from a record, a planned stage included, or is reached by its stage depends on it; a link does not."""
    write(store, *FULL)
    write(store, task("TR-2", not_before="TR-1 + 1d", limit="summit.end"), task("TR-3", after=("TR-1",)), at=hour(1))
    assert store.dependents("summit") == [("deliverable", "white-paper"), ("task", "TR-2")]
    assert store.dependents("white-paper") == [("task", "TR-9")]
    assert store.dependents("TR-1") == [("task", "TR-2")]
    assert store.dependents("nothing") == []


def test_dependents_change_with_the_record(store: Store) -> None:
    """What names the key no longer, or was taken off, does not depend on it; put back, it does again."""
    write(store, task("A", target="summit - 1wd"), task("B", target="summit"))
    write(store, task("A", target="meeting - 1wd"), at=hour(1))
    assert (store.dependents("summit"), store.dependents("meeting")) == ([("task", "B")], [("task", "A")])
    remove(store, "task", "B", hour(2))
    assert store.dependents("summit") == []
    write(store, task("B", target="summit"), at=hour(3))
    assert store.dependents("summit") == [("task", "B")]


def test_dependents_of_a_step_that_fails_are_as_before(store: Store) -> None:
    """A step that is taken back leaves no dependency behind, and takes none away."""
    write(store, task("A", target="summit - 1wd"))
    with pytest.raises(InputError):
        write(store, task("A", target="meeting"), task("TR-1", area=5), at=hour(1))
    assert (store.dependents("summit"), store.dependents("meeting")) == ([("task", "A")], [])


def test_programme_holds_every_record_in_order(store: Store) -> None:
    """The programme holds all kinds, each mapping in the order of recording."""
    write(store, *FULL)
    programme = store.programme()
    assert [group.key for group in programme.groups.values()] == ["wg", "paper-wg"]
    assert list(programme.parties) == ["cesi", "yu-du"]
    assert [programme.get(KIND_OF[type(record)], record.key) for record in FULL] == list(FULL)
    assert sum(len(programme.of_kind(kind)) for kind in KIND_OF.values()) == len(FULL)


def test_an_empty_store_has_an_empty_programme(store: Store) -> None:
    """With nothing written there is nothing, now and at any instant."""
    assert store.programme() == store.programme(T0) == store.rebuild(T0) == WorkProgramme()
    assert (store.last_step(), store.entries()) == (None, ())


def test_putting_what_is_stored_writes_nothing(store: Store) -> None:
    """An equal record makes no entry, even later, and comes back as it is stored."""
    write(store, *FULL)
    again = write(store, *FULL, at=hour(2))
    assert len(store.entries()) == len(FULL)
    assert [(record.revision, record.changed_at) for record in again] == [(n, T0) for n in range(1, len(FULL) + 1)]


def test_an_instant_in_another_zone_is_the_same_value(store: Store) -> None:
    """Instants are kept in UTC: the same one in another zone changes nothing, not even in a repeated hour."""
    write(store, task(done_at=datetime(2016, 8, 2, 10, tzinfo=timezone(timedelta(hours=8)))))
    write(store, task(done_at=datetime(2016, 8, 2, 2, tzinfo=UTC)), at=hour(30))
    assert len(store.entries()) == 1


def test_entries_tell_who_when_what_and_why(store: Store) -> None:
    """An entry holds the step's and the put's particulars, and the record before and after."""
    write(store, task(), why="the plan")
    with store.writing(action="edit", by="bob", why="news", recorded_at=hour(9)) as change:
        change.put(task(percent=40), at=hour(5), action="progress", by="eve", why="measured")
        change.put(task("TR-2"), at=hour(6))
    first, second, third = store.entries()
    assert (first.number, first.step, first.action, first.kind, first.key) == (1, 1, "add", "task", "TR-1")
    assert (first.at, first.recorded_at, first.by, first.why, first.undoes) == (T0, T0, "ann", "the plan", None)
    assert (first.before, first.after) == (None, task())
    assert (second.number, second.step, second.action) == (2, 2, "progress")
    assert (second.at, second.recorded_at, second.by, second.why) == (hour(5), hour(9), "eve", "measured")
    assert (second.before, second.after) == (task(), task(percent=40))
    assert [(change.field, change.old, change.new) for change in second.changes] == [("percent", 0, 40)]
    assert (third.step, third.action, third.by, third.why) == (2, "edit", "bob", "news")


def test_records_of_entries_know_their_own_entry(store: Store) -> None:
    """The records before and after carry the revision and instant of the entries that made them."""
    write(store, task())
    write(store, task(percent=1), at=hour(1))
    last = store.entries()[-1]
    assert last.before is not None
    assert last.after is not None
    assert (last.before.revision, last.before.changed_at) == (1, T0)
    assert (last.after.revision, last.after.changed_at) == (2, hour(1))


def test_entries_are_filtered(store: Store) -> None:
    """Entries are chosen by key, by when they took effect (ends included) and by step."""
    write(store, task("A"), task("B"))
    write(store, task("A", percent=1), at=hour(1))
    write(store, task("A", percent=2), at=hour(2))

    def numbers(**chosen: Any) -> list[int]:
        return [entry.number for entry in store.entries(**chosen)]

    assert numbers(key="A") == [1, 3, 4]
    assert numbers(since=hour(1)) == [3, 4]
    assert numbers(until=hour(1)) == [1, 2, 3]
    assert numbers(since=hour(1), until=hour(1), key="A") == [3]
    assert numbers(step=1) == [1, 2]


def test_entries_are_filtered_by_kind(store: Store) -> None:
    """Entries are chosen by the kinds of their records, with and without a key."""
    write(store, *FULL)
    assert [entry.key for entry in store.entries(kinds=("party", "calendar"))] == ["CN", "cesi", "yu-du"]
    assert [entry.kind for entry in store.entries(key="CN", kinds=("calendar",))] == ["calendar"]
    assert not store.entries(key="CN", kinds=("task",))


def test_entries_come_in_the_order_of_writing(store: Store) -> None:
    """A past that is recorded late stands where it was written down."""
    write(store, task("A"), at=hour(5))
    write(store, task("B"), at=T0, recorded_at=hour(6))
    assert [(entry.key, entry.at) for entry in store.entries()] == [("A", hour(5)), ("B", T0)]


def test_a_change_sees_what_it_wrote(store: Store) -> None:
    """Inside a step, look-ups and entries show what was put so far."""
    write(store, task("A"))
    with store.writing(action="add", by="ann", recorded_at=hour(1)) as change:
        assert not change.entries
        change.put(task("B"), at=hour(1))
        assert change.find("B") == change.get("task", "B") == task("B")
        assert change.keys("task") == ["A", "B"]
        assert change.dependents("summit") == []
        assert [entry.key for entry in change.entries] == ["B"]


def test_an_error_inside_a_step_leaves_nothing(store: Store) -> None:
    """If anything raises inside a step, all of it is as if it had never been."""
    write(store, task("A"))
    with pytest.raises(InputError, match="TR-1"):
        write(store, task("A", percent=9), task("B"), task("TR-1", area=5), at=hour(1))
    assert store.programme().tasks == {"A": task("A")}
    assert len(store.entries()) == 1
    assert not store.key_used("B")
    (stored,) = write(store, task("C"), at=hour(2))
    assert stored.revision == 2


def test_a_step_inside_another_fails_alone(store: Store) -> None:
    """A step inside another is part of it, and can fail without it."""
    with store.writing(action="outer", by="b", recorded_at=T0) as outer:
        outer.put(task("A"), at=T0)
        with pytest.raises(InputError):
            write(store, task("B"), task("TR-1", area=5))
        write(store, task("C"))
        outer.put(task("D"), at=T0)
    assert [(entry.key, entry.step, entry.number) for entry in store.entries()] == [
        ("A", 1, 1),
        ("C", 2, 2),
        ("D", 1, 3),
    ]


def test_at_never_runs_backwards_for_a_record(store: Store) -> None:
    """A change from before a record's last one is refused, naming the record and both instants; others may be older."""
    write(store, task("A"), at=hour(5))
    with pytest.raises(InputError, match=r"'A'.* at 05:30 UTC on 1 August 2016: .* at 06:30 UTC on 1 August 2016;"):
        write(store, task("A", percent=1), at=hour(4), recorded_at=hour(6))
    write(store, task("A", percent=1), at=hour(5), recorded_at=hour(6))
    write(store, task("B"), at=hour(4), recorded_at=hour(7))
    assert [entry.number for entry in store.entries()] == [1, 2, 3]


def test_a_refused_instant_is_told_in_the_zone_of_the_group(store: Store) -> None:
    """The instants of a refusal are in words: a day where its end is meant, a time otherwise, in the zone of the group."""
    write(store, Group(key="wg", name="W", timezone="Asia/Shanghai"), task("A"), at=hour(5))
    day_ends = datetime(2016, 8, 1, 15, 59, 59, 999999, tzinfo=UTC)
    with pytest.raises(InputError) as refusal:
        write(store, task("A", percent=1), at=day_ends, recorded_at=hour(6))
    assert str(refusal.value.message) == (
        "the task 'A' cannot change at the end of 1 August 2016 (Asia/Shanghai),"
        " which is after now (15:30 Asia/Shanghai on 1 August 2016)"
    )


def test_the_future_is_refused_unless_it_is_allowed(store: Store) -> None:
    """What takes effect after it is written down is for loading files only."""
    with pytest.raises(InputError, match=r"task 'TR-1'.*after now"):
        write(store, task(), at=hour(1), recorded_at=T0)
    write(store, task(), at=hour(1), recorded_at=T0, future=True)
    assert [entry.at for entry in store.entries()] == [hour(1)]


def test_a_naive_instant_is_refused(store: Store) -> None:
    """An instant without a zone is no instant, wherever it is given."""
    naive = datetime(2016, 8, 1)
    write(store, task())
    with pytest.raises(InstantError, match="no time zone"):
        write(store, task(percent=1), at=naive, recorded_at=hour(1))
    with pytest.raises(InstantError, match="no time zone"):
        write(store, task(percent=1), at=hour(1), recorded_at=naive)
    with pytest.raises(InstantError, match="no time zone"):
        store.programme(naive)
    with pytest.raises(InstantError, match="no time zone"):
        store.entries(since=naive)


def test_an_instant_beyond_the_calendar_is_refused(store: Store) -> None:
    """An instant that has no year in UTC is refused with a sentence."""
    with pytest.raises(InstantError, match="out of range"):
        store.rebuild(datetime.max.replace(tzinfo=timezone(timedelta(hours=-5))))


def test_the_past_is_rebuilt(store: Store) -> None:
    """At an instant, each record is as its last change by then left it; what came later is not there."""
    write(store, task("A"), task("B"))
    write(store, task("A", percent=50), at=hour(2))
    write(store, task("C"), at=hour(4))
    assert store.programme(T0 - timedelta(microseconds=1)).tasks == {}
    assert store.programme(hour(1)).tasks == {"A": task("A"), "B": task("B")}
    assert store.programme(hour(2)).tasks["A"] == task("A", percent=50)
    assert list(store.programme(hour(3)).tasks) == ["A", "B"]
    assert store.programme(hour(4)) == store.programme(hour(99)) == store.programme()


def test_past_records_know_the_entry_they_are_from(store: Store) -> None:
    """A record of the past carries the revision and instant of its last change by then."""
    write(store, task("A"), task("B"))
    write(store, task("A", percent=50), at=hour(2))
    then = store.programme(hour(1)).tasks["A"]
    assert (then.revision, then.changed_at) == (1, T0)


def test_a_removed_record_is_gone_and_stays_in_the_past(store: Store) -> None:
    """Removing takes a record from now on; the past keeps it, its key stays used, and the journal shows it."""
    write(store, task("A"), task("B"))
    remove(store, "task", "A", hour(1))
    assert store.get("task", "A") is None
    assert list(store.programme().tasks) == list(store.rebuild(hour(1)).tasks) == ["B"]
    assert list(store.programme(hour(0.5)).tasks) == ["A", "B"]
    assert store.key_used("A")
    entry = store.entries()[-1]
    assert (entry.before, entry.after, entry.action) == (task("A"), None, "undo")


def test_a_record_put_back_has_its_old_place(store: Store) -> None:
    """A record that was removed and put again stands where it first stood, with its whole history."""
    write(store, task("A"), task("B"))
    remove(store, "task", "A", hour(1))
    write(store, task("A"), at=hour(2))
    assert list(store.programme().tasks) == list(store.rebuild(hour(2)).tasks) == ["A", "B"]
    assert [(entry.before, entry.after) for entry in store.entries(key="A")] == [
        (None, task("A")),
        (task("A"), None),
        (None, task("A")),
    ]


def test_at_does_not_run_backwards_over_a_removal(store: Store) -> None:
    """A removed record cannot come back from before it was removed."""
    write(store, task("A"))
    remove(store, "task", "A", hour(2))
    with pytest.raises(InputError, match="last changed at"):
        write(store, task("A"), at=hour(1), recorded_at=hour(3))


def test_removing_what_is_not_there_names_the_closest(store: Store) -> None:
    """An unknown key, or one removed before, is refused."""
    write(store, task("TR-1"))
    with pytest.raises(UnknownKeyError, match="did you mean TR-1"):
        remove(store, "task", "TR-2", hour(1))
    remove(store, "task", "TR-1", hour(1))
    with pytest.raises(UnknownKeyError):
        remove(store, "task", "TR-1", hour(2))


def test_key_used_is_about_keys_that_are_shared(store: Store) -> None:
    """A key counts as used once a record of a shared kind had it; a calendar's or a role's does not."""
    write(store, *FULL)
    used = ("wg", "cesi", "trends", "summit", "white-paper", "TR-1", "CN", "wg:secretariat:cesi", "x")
    assert [key for key in used if store.key_used(key)] == ["wg", "cesi", "trends", "summit", "white-paper", "TR-1"]


def test_a_key_has_the_kinds_that_ever_had_it(store: Store) -> None:
    """Kinds of a key are those of all records that ever had it, a removed one's among them."""
    write(store, *FULL, Party(key="short", name="S"))
    remove(store, "party", "short", hour(1))
    assert set(store.kinds_of("short")) == {"lifecycle", "party"}
    assert store.kinds_of("nothing") == ()


def test_last_step_skips_undos_and_what_they_undid(store: Store) -> None:
    """The newest step that is in force and no undo itself; an undone undo puts its step in force again."""
    write(store, task())
    write(store, task(percent=1), at=hour(1))
    write(store, task(percent=2), at=hour(2))
    assert store.last_step() == 3
    write(store, task(percent=1), at=hour(3), undoes=3)
    assert store.last_step() == 2
    write(store, task(percent=0), at=hour(4), undoes=2)
    assert store.last_step() == 1
    write(store, task(percent=1), at=hour(5), undoes=5)
    assert store.last_step() == 2
    write(store, task(percent=0), at=hour(6), undoes=2)
    assert store.last_step() == 1


def test_last_step_is_none_when_all_is_undone(store: Store) -> None:
    """With the only step undone there is nothing to undo."""
    write(store, task())
    remove(store, "task", "TR-1", hour(1), undoes=1)
    assert store.last_step() is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"area": 5}, "area"),
        ({"owners": (1,)}, "owners"),
        ({"started_on": datetime(2016, 8, 2)}, "started_on"),
        ({"done_at": datetime(2016, 8, 2)}, "done_at"),
        ({"illustrative": "yes"}, "illustrative"),
        ({"group": None}, "group"),
    ],
)
def test_a_value_of_the_wrong_type_is_refused(store: Store, wrong: dict[str, Any], field: str) -> None:
    """A field that could not be read back is refused on its way in, naming the record and the field."""
    with pytest.raises(InputError, match=rf"the task 'TR-1' cannot be stored: its {field} cannot be"):
        write(store, task(**wrong))
    assert not store.entries()


@pytest.mark.parametrize("wrong", [{"target": "\ud83d"}, {"owners": ("\ud83d",)}])
def test_half_a_character_is_refused(store: Store, wrong: dict[str, Any]) -> None:
    """Text that no file can hold is refused with a sentence, and nothing is written."""
    with pytest.raises(InputError, match="the task 'TR-1' cannot be stored"):
        write(store, task(**wrong))
    assert store.entries() == ()


def test_a_huge_number_is_refused(store: Store) -> None:
    """A number larger than SQLite's is refused with a sentence."""
    with pytest.raises(InputError, match="group 'wg' cannot be stored: its stale_days"):
        write(store, Group(key="wg", name="G", stale_days=2**63))


def test_looking_up_half_a_character_is_an_input_error(store: Store) -> None:
    """A key typed in a broken terminal is refused, not a crash."""
    with pytest.raises(InputError):
        store.find("\udce4")


def test_the_journal_cannot_be_rewritten() -> None:
    """Not even SQL from elsewhere can change or delete an entry of a file; on a server the roles that write have no right to."""
    store = Store.open(":memory:")
    write(store, task())
    connection = database(store).connection
    for statement in ("UPDATE journal SET why = 'x'", "DELETE FROM journal"):
        with pytest.raises(sqlite3.IntegrityError, match="the journal is never"):
            connection.execute(statement)


@pytest.mark.parametrize("field", ["why", "by", "key"])
def test_a_nul_is_refused(store: Store, field: str) -> None:
    """A character that not every database can hold in a text is refused everywhere alike; in a record's texts it is an escape."""
    record = _keyed("A\0") if field == "key" else task()
    origin: dict[str, Any] = {} if field == "key" else {field: "x\0y"}
    with pytest.raises(InputError, match=rf"cannot be stored: the {field} of a change has the character U\+0000"):
        write(store, record, **origin)
    assert store.entries() == ()
    (stored,) = write(store, task(target="\0"))
    assert (store.get("task", "TR-1"), stored.target) == (stored, "\0")


def _keyed(key: str) -> Task:
    """A task with a key that its class refuses."""
    made = task()
    object.__setattr__(made, "key", key)
    return made


def test_changes_of_any_kind_are_written(store: Store) -> None:
    """Each kind can be changed after it was added, and the change is what is stored."""
    write(store, *FULL)
    changed = [evolve(record, note="changed") for record in FULL]
    write(store, *changed, at=hour(1))
    assert [store.get(KIND_OF[type(record)], record.key) for record in FULL] == changed
    assert store.rebuild(hour(1)) == store.programme()
    assert store.rebuild(T0).events["summit"] == next(record for record in FULL if isinstance(record, Event))
    assert store.rebuild(T0).deliverables["white-paper"] == next(r for r in FULL if isinstance(r, Deliverable))


def test_a_closed_store_says_so() -> None:
    """Using a store after closing it is a clear error."""
    store = Store.open(":memory:")
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.programme()
