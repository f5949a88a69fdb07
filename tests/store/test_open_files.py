"""Locks that are kept: no file of an open record is opened beside it, and no fork uses it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import wgtrack
from wgtrack import Tracker, WgtrackError
from wgtrack.store.sqlite.copying import drafted

#: Says whether another process finds the file locked: a reader of WAL holds a lock on its shared memory.
LOCKED = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        print("locked")
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A record in a file, with a group in it."""
    path = tmp_path / "wg.db"
    with wgtrack.open(path, by="me") as record:
        record.add(wgtrack.Group(key="wg", name="Group"))
    return path


@pytest.fixture
def record(file: Path) -> Iterator[Tracker]:
    """The same, open."""
    with wgtrack.open(file, by="me") as found:
        assert found.programme().groups
        yield found


def is_locked(file: Path) -> bool:
    """Whether this process holds a lock that others see."""
    asked = subprocess.run([sys.executable, "-c", LOCKED, f"{file}-shm"], capture_output=True, text=True, check=True)  # noqa: S603 - our own line
    return asked.stdout.strip() == "locked"


OPENED: dict[str, Callable[[Tracker, Path], object]] = {
    "export": lambda record, path: record.export(path),
    "load": lambda record, path: record.load_seed(path),
    "import": lambda _record, path: wgtrack.import_record(path, f"{path}.other"),
    "backup": lambda record, path: record.backup(path),
}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no POSIX locks, which are what is lost")
@pytest.mark.parametrize("ending", ["", "-shm", "-wal"])
@pytest.mark.parametrize("way", ["itself", "symbolic link", "folder in a link"])
@pytest.mark.parametrize("verb", sorted(OPENED))
def test_no_path_that_is_named_drops_the_locks_of_an_open_record(
    record: Tracker, file: Path, verb: str, way: str, ending: str
) -> None:
    """By whatever name the file, or one beside it, is given to a verb, the verb is refused and the lock still held."""
    place = Path(f"{file}{ending}")
    if way == "symbolic link":
        (file.parent / "link").symlink_to(place)
        place = file.parent / "link"
    elif way == "folder in a link":
        (file.parent / "folder").symlink_to(file.parent)
        place = file.parent / "folder" / place.name
    assert is_locked(file)
    with pytest.raises(WgtrackError):
        OPENED[verb](record, place)
    assert is_locked(file)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_a_fork_does_not_use_the_record_of_its_parent(record: Tracker) -> None:
    """A child process is told to open the record again, and its parent goes on with it."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        try:
            record.programme()
            os.write(writer, b"used")
        except WgtrackError as error:
            os.write(writer, str(error).encode())
        finally:
            record.close()
            os._exit(0)
    os.waitpid(child, 0)
    assert b"opened by another process" in os.read(reader, 1000)
    assert record.programme().groups


def test_a_file_of_two_names_is_refused(file: Path) -> None:
    """Changes made by two names of one file would be lost; with one name left it opens again."""
    other = file.with_name("other.db")
    other.hardlink_to(file)
    for name in (file, other):
        with pytest.raises(WgtrackError, match="2 names"):
            wgtrack.open(name)
    other.unlink()
    with wgtrack.open(file) as record:
        assert record.programme().groups


def test_a_draft_of_a_killed_process_is_cleared(file: Path) -> None:
    """The next backup of that name takes away what a killed one left, and not what one still at work is writing."""
    copy = file.with_name("copy.db")
    left = [Path(f"{copy}.0123abcd.new{ending}") for ending in ("", "-journal")]
    for path in left:
        path.write_bytes(b"half")
    with drafted(str(copy)) as busy, wgtrack.open(file) as record:
        record.backup(copy)
        assert Path(busy).exists()
    assert not any(path.exists() for path in left)


def test_a_settled_draft_is_no_second_name(file: Path) -> None:
    """A process killed between naming a new file and taking its draft away leaves a file that opens."""
    Path(f"{file}.0123abcd.new").hardlink_to(file)
    with wgtrack.open(file) as record:
        assert record.programme().groups


def test_a_draft_of_a_killed_export_is_cleared(record: Tracker, tmp_path: Path) -> None:
    """The next file that is written into the folder takes it away."""
    left = tmp_path / ".0123456789abcdef.wgtrack"
    left.write_bytes(b"half")
    record.export(tmp_path / "record.jsonl")
    assert not left.exists()
