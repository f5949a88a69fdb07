"""A disk that is full, a file or folder that may not be written to: one line, exit 3, and the record as it was."""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import which
from typing import TypeAlias

import pytest

import wgtrack
from tests.robustness.record import begin, check_store
from wgtrack import Task

Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits, mounts and permissions of POSIX systems")

WGTRACK = str(Path(sysconfig.get_path("scripts")) / "wgtrack")
#: Runs a command without a super-user's right to write to what may not be written to (capabilities 1 and 2 of Linux).
HUMBLY = """
import ctypes, os, sys
if any(ctypes.CDLL(None).prctl(24, right, 0, 0, 0) for right in (1, 2)):
    sys.exit(77)
os.execv(sys.argv[1], sys.argv[1:])
"""


def command(path: Path, *words: str, before: tuple[str, ...] = ()) -> tuple[int, str]:
    """Exit code and stderr of a command, with the words of another command in front of it."""
    line = [*before, WGTRACK, "--db", str(path), "--by", "test", *words]
    done = subprocess.run(line, check=False, capture_output=True, text=True)  # noqa: S603 - our own command
    return done.returncode, done.stderr


def refused(outcome: tuple[int, str], *told: str) -> None:
    """A command ended with 3 and one line that says all of this."""
    code, line = outcome
    assert code == 3, line
    assert line.startswith("wgtrack: ")
    assert (line.count("\n"), [part for part in told if part not in line]) == (1, []), line


def make(path: Path) -> None:
    """A small record."""
    with wgtrack.open(path, by="test") as tracker:
        begin(tracker)


def intact(path: Path) -> None:
    """The small record is there, whole, and can be changed."""
    with wgtrack.open(path, by="test", create=False) as tracker:
        check_store(tracker._store)
        assert list(tracker.programme().tasks) == ["T-1", "T-2"]
        tracker.edit("T-1", title="Goes on")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 600 kB, where this process may mount one."""
    mount, unmount = which("mount"), which("umount")
    if sys.platform != "linux" or not mount or not unmount:
        pytest.skip("only Linux has a disk in memory that is mounted like this")
    words = [mount, "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(tmp_path)]
    mounted = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603 - a folder of our own
    if mounted.returncode:
        pytest.skip(f"no small disk can be mounted here: {mounted.stderr.strip()}")
    yield tmp_path
    subprocess.run([unmount, str(tmp_path)], check=True)  # noqa: S603 - as above


def fill(folder: Path, leave: int = 0) -> Path:
    """Fill the disk but for so many bytes; the file that fills it."""
    status = os.statvfs(folder)
    filler = folder / "filler"
    filler.write_bytes(bytes(max(0, status.f_bavail * status.f_frsize - leave)))
    return filler


@pytest.mark.parametrize("leave", [0, 40_000, 80_000])
def test_a_full_disk_is_one_line(small_disk: Path, leave: int) -> None:
    """On a disk with no room, or not enough, a load ends with 3 and what to do; with room again, all is as it was."""
    path = small_disk / "wg.db"
    make(path)
    filler = fill(small_disk, leave)

    refused(command(path, "seed", "china-blockchain-2016"), "wg.db", "room")

    filler.unlink()
    intact(path)


def test_a_disk_that_fills_up_takes_back_the_step(small_disk: Path) -> None:
    """In a library's process that goes on, the change that found no room is taken back, and the next one can succeed."""
    path = small_disk / "wg.db"
    make(path)
    with wgtrack.open(path, by="test") as tracker:
        tracker.edit("T-2", title="Poll")
        filler = fill(small_disk)
        with pytest.raises(wgtrack.StoreError, match="make room"):
            tracker.add(Task(key="T-3", title="Long", group="wg", note="n" * 100_000))
        assert list(tracker.programme().tasks) == ["T-1", "T-2"]
        filler.unlink()
        tracker.add(Task(key="T-3", title="Long", group="wg", note="n" * 100_000))
        check_store(tracker._store)


@pytest.mark.parametrize("blocks", [1, 30, 260, 300])
def test_a_limit_on_the_size_of_files_is_one_line(tmp_path: Path, blocks: int) -> None:
    """Where a file may not grow (``ulimit -f``), a load ends with 3 and the record is as it was."""
    path = tmp_path / "wg.db"
    make(path)

    limited = ("/bin/sh", "-c", f'ulimit -f {blocks}; exec "$@"', "sh")
    refused(command(path, "seed", "china-blockchain-2016", before=limited), "wg.db", "see whether the disk has room")

    intact(path)


def test_no_file_is_left_where_a_new_one_finds_no_room(small_disk: Path) -> None:
    """Where there is no room for a new record, there is none afterwards, nor any part of one."""
    fill(small_disk, 30_000)

    refused(command(small_disk / "wg.db", "init", "wg", "--name", "Group"), "wg.db", "room")

    assert [file.name for file in small_disk.iterdir()] == ["filler"]


def as_guest(path: Path, *words: str) -> tuple[int, str]:
    """A command run with the permissions that files and folders give, which a super-user has to lay down first."""
    if os.geteuid():
        return command(path, *words)
    if sys.platform != "linux":
        pytest.skip("a super-user may write everywhere")
    outcome = command(path, *words, before=(sys.executable, "-c", HUMBLY))
    if outcome[0] == 77:
        pytest.skip("this super-user cannot lay down any rights")
    return outcome


def test_no_part_of_a_copy_is_left_where_there_is_no_room(
    small_disk: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Backup, export and import on a disk that is too full end in one line each, and leave nothing behind."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    with wgtrack.open(elsewhere / "big.db", by="test") as tracker:
        tracker.load("china-blockchain-2016")
        tracker.export(elsewhere / "big.jsonl")
    fill(small_disk, 100_000)

    refused(command(elsewhere / "big.db", "backup", str(small_disk / "copy.db")), "copy.db", "room")
    refused(command(small_disk / "new.db", "import", str(elsewhere / "big.jsonl")), "new.db", "room")
    told = "big.jsonl: cannot be written: no space left on device"
    refused(command(elsewhere / "big.db", "export", "-o", str(small_disk / "big.jsonl")), told)

    assert [file.name for file in small_disk.iterdir()] == ["filler"]


OUTPUTS = {
    "export -o x": "x: cannot be written",
    "report -o x.html": "x.html: cannot be written",
    "picture timeline -o x.svg": "x.svg: cannot be written",
    "calendar export -o x.ics": "x.ics: cannot be written",
    "publish x": "x/.wgtrack-site.json: cannot be written",
    "backup x": "x: database or disk is full",
    "doctor --repair x": "x: database or disk is full",
}


@pytest.mark.parametrize(("line", "told"), OUTPUTS.items(), ids=OUTPUTS)
def test_no_output_is_written_to_a_full_disk(
    small_disk: Path, tmp_path_factory: pytest.TempPathFactory, line: str, told: str
) -> None:
    """Whatever is to be written where there is no room, the line names it and the exit code is 3."""
    path = tmp_path_factory.mktemp("elsewhere") / "wg.db"
    make(path)
    fill(small_disk)

    *words, name = line.split()
    refused(command(path, *words, str(small_disk / name)), told, "room on the disk")


def test_a_full_disk_can_be_read(small_disk: Path) -> None:
    """Without room for the files that SQLite keeps beside a database in use, the record answers, and refuses a change."""
    path = small_disk / "wg.db"
    make(path)
    filler = fill(small_disk)

    assert command(path, "list") == (0, "")
    assert command(path, "doctor") == (0, "")
    refused(command(path, "task", "start", "T-1"), "wg.db: it can be read but not written to", "disk has room")

    filler.unlink()
    intact(path)


@pytest.fixture
def guarded(tmp_path: Path) -> Iterator[Path]:
    """A record in a folder of its own, whose permissions a test may take away."""
    folder = tmp_path / "guarded"
    folder.mkdir()
    make(folder / "wg.db")
    yield folder / "wg.db"
    folder.chmod(0o755)


@pytest.mark.parametrize(("file", "folder"), [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)])
def test_what_may_not_be_written_can_be_read(guarded: Path, file: int, folder: int) -> None:
    """A record whose file or folder may not be written to answers questions, and refuses a change with exit 3."""
    guarded.chmod(file)
    guarded.parent.chmod(folder)
    before = guarded.read_bytes()

    assert as_guest(guarded, "list") == (0, "")
    refused(as_guest(guarded, "task", "edit", "T-1", "--title", "Mine"), "wg.db", "writable")

    assert guarded.read_bytes() == before
    assert list(guarded.parent.iterdir()) == [guarded]


def test_a_new_record_in_a_folder_that_may_not_be_written(guarded: Path) -> None:
    """No record can be started in a read-only folder: exit 3, and what to do."""
    guarded.parent.chmod(0o555)

    refused(as_guest(guarded.with_name("new.db"), "init", "wg", "--name", "Group"), "new.db", "writable")


@pytest.mark.parametrize(
    "line", ["list", "doctor", "backup new.db", "init other --name Other", "task start T-1", "import /dev/null"]
)
def test_a_folder_that_may_not_be_searched_is_said_to_be_so(guarded: Path, line: str) -> None:
    """No command takes a record that it may not look for as one that is not there: exit 3, and what to do."""
    guarded.parent.chmod(0o600)

    words = line.replace("new.db", str(guarded.parent / "new.db")).split()
    refused(as_guest(guarded, *words), "its folder may not be searched; change the folder's permissions")


def test_a_copy_in_a_folder_that_may_not_be_searched(guarded: Path, tmp_path: Path) -> None:
    """A backup and a repair into such a folder end alike."""
    make(tmp_path / "mine.db")
    guarded.parent.chmod(0o600)
    new = str(guarded.with_name("new.db"))

    for words in (("backup", new), ("doctor", "--repair", new)):
        refused(as_guest(tmp_path / "mine.db", *words), "new.db: its folder may not be searched")


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[wgtrack.Tracker]:
    """A record that is open while its file is tampered with."""
    with wgtrack.open(tmp_path / "wg.db", by="test") as opened:
        begin(opened)
        yield opened


def take_away(path: Path) -> None:
    """Remove a database with the files that SQLite keeps beside it."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()


QUESTIONS: dict[str, Callable[[wgtrack.Tracker], object]] = {
    "get": lambda tracker: tracker.get("T-1"),
    "status": lambda tracker: tracker.status(),
    "log": lambda tracker: tracker.log(),
    "edit": lambda tracker: tracker.edit("T-1", title="Lost"),
    "undo": lambda tracker: tracker.undo(),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_file_that_was_removed_is_noticed(tmp_path: Path, tracker: wgtrack.Tracker, question: str) -> None:
    """Whatever is asked next of a record whose file is gone ends in one line, and no file comes of it."""
    take_away(tmp_path / "wg.db")

    with pytest.raises(wgtrack.StoreError, match="the file was removed since it was opened") as error:
        QUESTIONS[question](tracker)

    assert "\n" not in str(error.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_file_that_was_replaced_is_noticed(tmp_path: Path, tracker: wgtrack.Tracker, question: str) -> None:
    """Whatever is asked next of a record whose file is another one now ends in one line, and the other is left alone."""
    make(tmp_path / "other.db")
    take_away(tmp_path / "wg.db")
    other = (tmp_path / "other.db").rename(tmp_path / "wg.db").read_bytes()

    with pytest.raises(wgtrack.StoreError, match="replaced by another since it was opened"):
        QUESTIONS[question](tracker)

    assert (tmp_path / "wg.db").read_bytes() == other


def test_a_file_removed_in_the_middle_of_a_change_takes_it_back(tmp_path: Path, tracker: wgtrack.Tracker) -> None:
    """A change is not acknowledged if the file went away while it was made; put back, the record is as it was before."""

    def change() -> None:
        with tracker._store.turn():
            tracker.edit("T-1", title="Lost")
            (tmp_path / "wg.db").rename(tmp_path / "away.db")

    with pytest.raises(wgtrack.StoreError, match="removed"):
        change()
    (tmp_path / "away.db").rename(tmp_path / "wg.db")

    assert [task.title for task in tracker.programme().tasks.values()] == ["Draft", "Survey"]
    tracker.edit("T-1", title="Goes on")


def test_a_folder_that_is_left_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record opened by a relative path is still the same after the process went to another folder."""
    monkeypatch.chdir(tmp_path)
    with wgtrack.open("wg.db", by="test") as opened:
        monkeypatch.chdir("/")
        begin(opened)
    assert sys.platform == "win32" or (tmp_path / "wg.db").exists()
