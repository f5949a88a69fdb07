"""Files and folders that may be read and not written to, for a user whom permissions bind."""

import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from tests.store.helpers import FULL, hour, task, write
from wgtrack.errors import StoreBusyError, StoreError
from wgtrack.store import Store
from wgtrack.store.sqlite import opening

#: The user that nobody is, on every Unix.
NOBODY = 65534
#: What a script of that user needs is imported before it becomes that user, who may have no way to this Python.
BECOME = f"""
import os
from datetime import UTC, datetime
import wgtrack.store.writing, wgtrack.store.sqlite.upgrading, wgtrack.store.sqlite.read_only
from wgtrack.errors import StoreError
from wgtrack.model.records import Task
from wgtrack.store import Store
os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})
"""

AsNobody = Callable[[str], str]


@pytest.fixture
def as_nobody(path: Path) -> Iterator[AsNobody]:
    """Runs a script with ``path`` in it as a user whom permissions bind; returns what it prints."""
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only a super-user can become another user")
    opened = [folder for folder in path.parents if not folder.stat().st_mode & 0o005]
    modes = [folder.stat().st_mode for folder in opened]
    for folder in opened:  # pytest's folders are the super-user's alone
        folder.chmod(0o755)
    yield lambda script: _run(f"{BECOME}path = {str(path)!r}\n{dedent(script)}")
    for folder, mode in zip(opened, modes, strict=True):
        folder.chmod(mode)


def _run(script: str) -> str:
    places = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    done = subprocess.run(  # noqa: S603 - our own scripts
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(places)},
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert not done.stderr, done.stderr
    return done.stdout.strip()


@pytest.fixture
def written(path: Path) -> Path:
    """A database with every kind of record, closed."""
    with Store.open(path) as store:
        write(store, *FULL)
    return path


READ = """
with Store.open(path) as store:
    print(len(store.programme().tasks), len(store.entries()), store.find("TR-1").title)
"""
WRITE = """
at = datetime(2017, 1, 1, tzinfo=UTC)
with Store.open(path) as store:
    try:
        with store.writing(action="add", by="a", recorded_at=at) as change:
            change.put(Task(key="T-9", title="x", group="wg"), at=at)
    except StoreError as error:
        print(error)
"""
REFUSED = """
try:
    Store.open(path)
except StoreError as error:
    print(error)
"""
#: File and folder: the bits of each. The folder can be gone through in every case.
MODES = [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555), (0o666, 0o755), (0o444, 0o777)]


@pytest.mark.parametrize(("file", "folder"), MODES)
def test_what_may_only_be_read_is_read(as_nobody: AsNobody, written: Path, file: int, folder: int) -> None:
    """A file that may not be written to, or that no other may stand beside, is read; nothing is left beside it."""
    written.chmod(file)
    written.parent.chmod(folder)
    assert as_nobody(READ) == "2 12 Read the reports"
    written.parent.chmod(0o755)
    assert list(written.parent.iterdir()) == [written]


@pytest.mark.parametrize(("file", "folder"), MODES)
def test_what_may_only_be_read_is_not_written_to(as_nobody: AsNobody, written: Path, file: int, folder: int) -> None:
    """A change to such a file is refused with what to do."""
    written.chmod(file)
    written.parent.chmod(folder)
    before = written.read_bytes()
    assert as_nobody(WRITE) == (
        f"{written}: it can be read but not written to; make the file and its folder writable, or work on a copy"
    )
    assert written.read_bytes() == before


def test_what_others_have_just_written_is_read(as_nobody: AsNobody, written: Path) -> None:
    """While another process has the file open, a reader without the right to write sees its changes."""
    written.parent.chmod(0o755)
    with Store.open(written) as store:
        write(store, task("T-2"), at=hour(30))
        written.with_name("wg.db-wal").chmod(0o644)
        written.with_name("wg.db-shm").chmod(0o644)
        assert as_nobody(READ) == "3 13 Read the reports"


def test_a_file_that_may_not_be_read_is_refused(as_nobody: AsNobody, written: Path) -> None:
    """A file without permission to read is refused as that."""
    written.chmod(0o600)
    assert as_nobody(REFUSED) == f"{written}: the file may not be read; change its permissions, or ask whose it is"


def test_an_older_file_that_cannot_be_brought_up_to_date_is_refused(as_nobody: AsNobody, path: Path) -> None:
    """An older file needs to be written to before it can be read, and the refusal says so."""
    data = Path(__file__).parent / "data" / "schema-2.db.gz"
    path.write_bytes(gzip.decompress(data.read_bytes()))
    path.chmod(0o444)
    assert as_nobody(REFUSED) == (
        f"{path}: it was written by an older wgtrack (schema 2) and must be brought up to date before it is read, but it"
        " cannot be written to; make the file and its folder writable, or work on a copy"
    )


@pytest.fixture
def still(written: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that this process takes for one that may not be written to."""
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    return written


def test_reading_leaves_nothing_beside(still: Path) -> None:
    """A file that may only be read is read without the files that SQLite keeps beside one in use."""
    with Store.open(still) as store:
        assert len(store.programme().tasks) == 2
        assert list(still.parent.iterdir()) == [still]


def test_a_file_that_did_not_stand_still_is_not_believed(still: Path) -> None:
    """When another process writes to a file that is read without locks, the answer is refused and not half old, half new."""
    with Store.open(still) as reader:
        assert len(reader.programme().tasks) == 2
        with pytest.MonkeyPatch.context() as writable:
            writable.setattr(opening, "may_be_written", lambda _path: True)
            with Store.open(still) as writer:
                write(writer, task("T-2"), at=hour(30))
                with pytest.raises(StoreBusyError, match="wrote to the database while it was read; ask again"):
                    reader.programme()
    with Store.open(still) as reader:
        assert len(reader.programme().tasks) == 3


def test_a_step_is_refused_before_it_begins(still: Path) -> None:
    """A step on a file that may only be read is refused at once."""
    with Store.open(still) as store, pytest.raises(StoreError, match="can be read but not written to"):
        write(store, task("T-2"), at=hour(30))
