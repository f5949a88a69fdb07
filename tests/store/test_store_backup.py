"""A backup: the record as it is at one moment, whole or not at all, while others write, and in the place of no other file."""

import os
from pathlib import Path

import pytest

from tests.store.helpers import FULL, database, hour, task, write
from wgtrack.errors import InputError, StoreDamagedError, StoreError, StoreMovedError
from wgtrack.store import Store


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Where a backup is made."""
    return tmp_path / "copy.db"


def test_a_copy_is_the_record(store: Store, copy: Path) -> None:
    """The copy opens, holds the same journal and the same rows, and can be written to."""
    write(store, *FULL)
    store.backup(copy)
    with Store.open(copy, create=False) as copied:
        assert database(copied).value("PRAGMA journal_mode") == "wal"
        assert copied.programme() == store.programme()
        assert copied.entries() == store.entries()
        assert copied.head() == store.head()
        write(copied, task("X-1"), at=hour(1))
    assert store.get("task", "X-1") is None


def test_a_copy_stands_alone(path: Path, copy: Path) -> None:
    """Everything is in the one file, and nothing else is left in the folder."""
    with Store.open(path) as store:
        write(store, *FULL)
        store.backup(copy)
    assert sorted(file.name for file in path.parent.iterdir()) == ["copy.db", "wg.db"]


def test_what_is_not_committed_is_not_in_a_copy(path: Path, copy: Path) -> None:
    """A backup made while another process is in the middle of a step has the record before that step, and does not wait."""
    with Store.open(path) as writer, Store.open(path, timeout=0.1) as other:
        write(writer, task("A"))
        with writer.writing(action="add", by="ann", recorded_at=hour(1)) as change:
            change.put(task("B"), at=hour(1))
            other.backup(copy)
        with Store.open(copy) as copied:
            assert list(copied.programme().tasks) == ["A"]
        assert list(other.programme().tasks) == ["A", "B"]


def test_no_file_is_overwritten(store: Store, copy: Path) -> None:
    """Where there is a file already, it is left as it is, and the error says to name another."""
    copy.write_text("minutes")
    with pytest.raises(InputError, match="this file exists already; name a new one"):
        store.backup(copy)
    assert copy.read_text() == "minutes"


def test_no_link_is_followed(store: Store, copy: Path) -> None:
    """A link that leads nowhere is a file that exists: nothing is made where it leads."""
    copy.symlink_to(copy.with_name("elsewhere.db"))
    with pytest.raises(InputError, match="exists already"):
        store.backup(copy)
    assert not copy.with_name("elsewhere.db").exists()


def test_a_file_that_came_meanwhile_is_not_overwritten(
    store: Store, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that another process makes while the copy is being made stays, and nothing else is left."""
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    copy.write_text("minutes")
    with pytest.raises(InputError, match="exists already"):
        store.backup(copy)
    assert [file.name for file in copy.parent.iterdir() if file.name.startswith("copy")] == ["copy.db"]
    assert copy.read_text() == "minutes"


def test_a_copy_in_no_folder(store: Store, tmp_path: Path) -> None:
    """A folder that is not there is an error that says what to check."""
    with pytest.raises(StoreError, match="make the folder first"):
        store.backup(tmp_path / "nowhere" / "copy.db")


def test_a_copy_in_memory_is_refused(store: Store) -> None:
    """What would be gone at once is no backup."""
    with pytest.raises(InputError, match="':memory:' is no file"):
        store.backup(":memory:")


def test_a_damaged_record_is_not_taken_for_a_backup(path: Path, copy: Path) -> None:
    """Of a file with a page of zeros, too large to be looked through when it is opened, no copy is made."""
    with Store.open(path) as store:
        for number in range(80):
            write(store, task(f"X-{number}", note="x" * 15_000), at=hour(number))
    whole = path.read_bytes()
    assert len(whole) > 1_000_000
    path.write_bytes(whole[: 200 * 4096] + bytes(4096) + whole[201 * 4096 :])
    with Store.open(path) as store, pytest.raises(StoreDamagedError, match="fails SQLite's quick_check"):
        store.backup(copy)
    assert [file.name for file in path.parent.iterdir()] == ["wg.db"]


def test_a_file_that_was_removed_is_not_copied(path: Path, copy: Path) -> None:
    """A backup of a record whose file went away says so."""
    with Store.open(path) as store:
        write(store, task())
        path.rename(path.with_name("away.db"))
        with pytest.raises(StoreMovedError, match="removed"):
            store.backup(copy)
    assert not copy.exists()


@pytest.mark.skipif(os.name != "posix", reason="permission bits are of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664])
def test_a_copy_has_the_rights_of_the_original(path: Path, copy: Path, mode: int) -> None:
    """Who may not read the record may not read its backup."""
    with Store.open(path) as store:
        write(store, *FULL)
        path.chmod(mode)
        store.backup(copy)
    assert copy.stat().st_mode & 0o777 == mode


@pytest.mark.skipif(os.name != "posix", reason="permission bits are of POSIX")
def test_a_draft_has_the_rights_of_the_original(path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor may anybody else read it while it is being made."""
    seen: set[int] = set()
    link = os.link

    def watched(draft: str, place: str) -> None:
        seen.update(file.stat().st_mode & 0o777 for file in copy.parent.glob("copy.db.*"))
        link(draft, place)

    monkeypatch.setattr(os, "link", watched)
    with Store.open(path) as store:
        write(store, *FULL)
        path.chmod(0o600)
        store.backup(copy)
    assert seen == {0o600}
