"""The chain of hashes over the journal."""

from pathlib import Path

import pytest

from tests.store.helpers import FULL, T0, hour, raw, remove, tamper, task, write
from wgtrack.errors import InputError, StoreDamagedError
from wgtrack.model.journal import Head
from wgtrack.store import Store
from wgtrack.store.chain import COLUMNS, START, digest

_WHEN, _LATER = "2016-08-01T01:30:00.000000+00:00", "2016-08-01T02:30:00.000000+00:00"
#: Two entries and their hashes, reckoned with printf and sha256sum from the definition alone.
ADDED = (1, 1, "add", "task", "T-1", _WHEN, _WHEN, "ann", None, None, None, '{"note":"工"}')
ADDED_HASH = "e24a2eaa4e00d78823b201095a9b2d7ed69a106a5fdbd12acbbf67526ff29169"
UNDONE = (2, 2, "undo", "task", "T-1", _LATER, _LATER, "bob", "a\nbéc", 1, 1, None)
UNDONE_HASH = "b73b9e59c3ca29d85f7989c0a6cdc45254dee6ebf09069afa2e34ace208f2cc9"


def test_the_hash_is_as_defined() -> None:
    """The hash of an entry is what other programs make of the definition, letters of several bytes included."""
    first = digest(START, ADDED)
    assert first.hex() == ADDED_HASH
    assert digest(first, UNDONE).hex() == UNDONE_HASH


@pytest.mark.parametrize("place", range(len(COLUMNS)), ids=COLUMNS)
def test_every_column_counts(place: int) -> None:
    """Whichever column is another, or has no value, the hash is another."""
    entry: list[str | int | None] = [*UNDONE[:-1], "{}"]
    hashes = {digest(START, entry)}
    for other in (None, 7, "7!"):
        entry[place] = other
        hashes.add(digest(START, entry))
    assert len(hashes) == 4


def test_a_value_cannot_pass_for_another_column() -> None:
    """A text that looks like the line of the next column gives another hash than that column does."""
    whole = (*ADDED[:8], "x", None, None, "y")
    sly = (*ADDED[:8], "x\nnew 1:y", None, None, None)
    assert digest(START, whole) != digest(START, sly)


def test_a_blob_is_no_text() -> None:
    """What is neither text nor a whole number has no hash, so that it cannot pass for the text it prints as."""
    for odd in (b"ann", 1.0):
        with pytest.raises(TypeError):
            digest(START, (*ADDED[:7], odd, *ADDED[8:]))  # type: ignore[arg-type]


def test_entries_are_chained_as_they_are_written(store: Store) -> None:
    """Each entry keeps the hash of what is stored of it and the hash before, whatever wrote it."""
    write(store, *FULL)
    write(store, task("TR-2", note="a\nb"), at=hour(1), why="工\x01x")
    remove(store, "task", "TR-2", hour(2), undoes=13)
    before = START
    for *entry, hashed in raw(store):
        before = digest(before, entry)
        assert hashed == before
    assert store.head() == Head(len(FULL) + 2, before.hex())


def test_an_empty_journal_has_no_head(store: Store) -> None:
    """With nothing written there is no newest entry."""
    assert store.head() is None


def test_a_head_is_written_as_number_and_hash() -> None:
    """As text, a head is what goes into the minutes."""
    assert str(Head(224, "2a2b")) == "224:2a2b"


def test_an_entry_taken_back_leaves_no_gap(store: Store) -> None:
    """What is written after a failed step is chained to what was there before it."""
    write(store, task("A"))
    head = store.head()
    with pytest.raises(InputError):
        write(store, task("B"), task("C"), why="\ud800")
    assert store.head() == head
    write(store, task("D"))
    *_, (*entry, hashed) = raw(store)
    assert head is not None
    assert hashed == digest(bytes.fromhex(head.hash), entry)


def test_steps_in_steps_are_one_chain(store: Store) -> None:
    """An entry written by a step inside another stands between those of the outer one."""
    with store.writing(action="add", by="a", recorded_at=T0) as outer:
        outer.put(task("A"), at=T0)
        write(store, task("B"))
        outer.put(task("C"), at=T0)
    before = START
    for *entry, hashed in raw(store):
        before = digest(before, entry)
        assert hashed == before


@pytest.mark.parametrize("hashed", ["x''", "x'aa'"])
def test_nothing_is_chained_to_a_lost_hash(path: Path, hashed: str) -> None:
    """Where the newest entry's hash is gone, nothing is written behind it."""
    with Store.open(path) as store:
        write(store, task("A"))
    tamper(path, f"UPDATE journal SET hash = {hashed}")  # noqa: S608 - ours
    with Store.open(path) as store:
        with pytest.raises(StoreDamagedError, match="entry 1 of the journal has no hash"):
            write(store, task("B"))
        assert list(store.programme().tasks) == ["A"]
