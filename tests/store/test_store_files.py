"""Database files: what is opened, what is refused and left as it was, and several processes at one file."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from tests.store.helpers import FULL, database, hour, tamper, task, write
from wgtrack.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreForeignError,
    StoreMissingError,
    StoreTooNewError,
)
from wgtrack.store import Store
from wgtrack.store.sqlite.schema import APPLICATION_ID, SCHEMA_VERSION

PAGE = 4096


@pytest.fixture
def whole(path: Path) -> bytes:
    """The bytes of a database in which every kind of page has something on it."""
    with Store.open(path) as store:
        write(store, *FULL)
        for number in range(60):
            write(store, task(f"X-{number}", note="x" * 200), at=hour(number + 1))
    return path.read_bytes()


def refused(path: Path, kind: type[StoreError], match: str) -> None:
    """The file is refused with one line that names it, is the same afterwards, and has nothing beside it."""
    before = path.read_bytes() if path.is_file() else b""
    beside = sorted(path.parent.iterdir())
    with pytest.raises(kind, match=match) as refusal:
        Store.open(path)
    assert str(path) in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert sorted(path.parent.iterdir()) == beside
    assert not path.is_file() or path.read_bytes() == before


def with_pragma(path: Path, **pragmas: int) -> None:
    """Set pragmas in a file that another program writes."""
    connection = sqlite3.connect(path)
    for name, value in pragmas.items():
        connection.execute(f"PRAGMA {name} = {value}")
    connection.commit()
    connection.close()


def test_a_missing_file_is_made(path: Path) -> None:
    """Opening makes the file, says in its header what it is, and leaves nothing else in the folder."""
    Store.open(path).close()
    header = path.read_bytes()[:100]
    assert header[68:72] == b"wgtr"
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION
    assert list(path.parent.iterdir()) == [path]


def test_a_missing_file_is_refused_where_none_may_be_made(path: Path) -> None:
    """Without leave to make one, a missing file is an error that says how to start one."""
    with pytest.raises(StoreMissingError, match=r"wgtrack\.open"):
        Store.open(path, create=False)
    assert not path.exists()


def test_an_old_sqlite_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a SQLite that has no strict tables, the error says which one is needed, and no file is made."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(StoreError, match=r"needs SQLite 3\.37"):
        Store.open(path)
    assert not path.exists()


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    """A file in a folder that does not exist cannot be made, and the error says what to check."""
    with pytest.raises(StoreError, match="make the folder first"):
        Store.open(tmp_path / "nowhere" / "wg.db")


@pytest.mark.parametrize("name", ["a b.db", "50%20off?.db", "a#b.db", "工作组.db", "-x.db", "it's.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    """Blanks, percent signs, question marks, hashes and Chinese may stand in a file's name."""
    with Store.open(tmp_path / name) as store:
        write(store, task())
    with Store.open(str(tmp_path / name), create=False) as store:
        assert store.find("TR-1") == task()
    assert [file.name for file in tmp_path.iterdir()] == [name]


def test_a_relative_path_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is found from the folder one is in."""
    monkeypatch.chdir(tmp_path)
    Store.open("wg.db").close()
    with Store.open("./wg.db", create=False) as store:
        assert store.path == "./wg.db"


def test_a_link_to_nothing_is_refused(path: Path) -> None:
    """A symbolic link whose file is gone is an error, and no file is made."""
    path.symlink_to(path.parent / "gone.db")
    with pytest.raises(StoreError, match="check the path"):
        Store.open(path)
    assert list(path.parent.iterdir()) == [path]


def test_what_was_written_is_there_after_reopening(path: Path) -> None:
    """A file holds the whole record and journal from one opening to the next."""
    with Store.open(path) as store:
        stored = write(store, *FULL)
        programme, entries = store.programme(), store.entries()
    with Store.open(path) as store:
        assert store.programme() == programme
        assert store.entries() == entries
        assert write(store, *FULL, at=hour(1)) == stored


def test_reading_does_not_write(path: Path, whole: bytes) -> None:
    """Opening and reading leaves the file's bytes and time as they were, and nothing beside it."""
    changed = path.stat().st_mtime_ns
    with Store.open(path, create=False) as store:
        assert store.programme(hour(3)).tasks
        assert store.entries()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (whole, changed)
    assert list(path.parent.iterdir()) == [path]


IMPORTED = """
    import sys
    from wgtrack.store import Store
    with Store.open({path!r}) as store:
        store.programme()
    print(*sorted(sys.modules))
"""


def test_opening_for_reading_imports_no_migrations(path: Path) -> None:
    """An up-to-date file is opened without sqlite_utils, pathlib or cattrs, which take longer to import than to read it."""
    Store.open(path).close()
    # -S: the site's own start-up files may import anything.
    imported = set(run(IMPORTED.format(path=str(path)), "-S").split())
    assert imported.isdisjoint({"sqlite_utils", "pathlib", "cattrs", "pendulum", "psycopg"})


@pytest.mark.parametrize("new", [":memory:", "new.db"])
def test_a_new_record_imports_what_an_existing_one_does(path: Path, new: str) -> None:
    """Making a record, in a file or in memory, imports no module of another package or of Python's library beside those of opening one."""
    Store.open(path).close()
    name = new if new == ":memory:" else str(path.with_name(new))
    there, made = (set(run(IMPORTED.format(path=place), "-S").split()) for place in (str(path), name))
    assert {module for module in made - there if not module.startswith("wgtrack.store.")} == set()


def test_an_empty_file_is_refused(path: Path) -> None:
    """An empty file is not taken for a new database."""
    path.touch()
    refused(path, StoreForeignError, "empty")


@pytest.mark.parametrize("content", [b"x", b"# Minutes\n" * 1000, b"SQLite format 4\0" + bytes(PAGE), bytes(PAGE)])
def test_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    """Text and other files are refused as no database."""
    path.write_bytes(content)
    refused(path, StoreForeignError, "not a database")


@pytest.mark.parametrize("name", ["", "a\0b"])
def test_what_names_no_file_is_refused(name: str) -> None:
    """A name that no file can have is an error, not a crash."""
    with pytest.raises(StoreMissingError, match="no name of a file"):
        Store.open(name)


def test_a_folder_is_refused(path: Path) -> None:
    """A folder is refused as what it is."""
    path.mkdir()
    refused(path, StoreForeignError, "folder")


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_refused(path: Path, mode: str) -> None:
    """A SQLite file that is not ours is refused, whatever its journal mode and its own schema number."""
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("PRAGMA user_version = 99")
    connection.execute("CREATE TABLE journal (number INTEGER PRIMARY KEY)")
    connection.close()
    refused(path, StoreForeignError, "another program's")


def test_another_programs_database_in_use_is_left_alone(path: Path) -> None:
    """Changes that another program has not yet merged into its file stay unmerged."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = wal")
    connection.execute("CREATE TABLE own (number INTEGER PRIMARY KEY)")
    log = Path(f"{path}-wal").read_bytes()
    assert log
    refused(path, StoreForeignError, "another program's")
    assert Path(f"{path}-wal").read_bytes() == log
    connection.close()


def test_a_newer_database_is_refused(path: Path) -> None:
    """A file of a later schema is refused, saying which and how to upgrade."""
    Store.open(path).close()
    with_pragma(path, user_version=SCHEMA_VERSION + 1)
    refused(path, StoreTooNewError, rf"schema {SCHEMA_VERSION + 1}.*upgrade")


def test_a_database_without_a_schema_number_is_refused(path: Path) -> None:
    """Our mark without a schema number is damage, not a new database to be filled."""
    with_pragma(path, application_id=APPLICATION_ID)
    refused(path, StoreDamagedError, "which schema")


@pytest.mark.parametrize("keep", [50, 100, 600, PAGE, 10 * PAGE, -PAGE, -1])
def test_a_truncated_file_is_refused(path: Path, whole: bytes, keep: int) -> None:
    """A file that was cut short anywhere is refused."""
    path.write_bytes(whole[:keep])
    refused(path, StoreError, "damaged|not a database")


def test_a_page_of_zeros_anywhere_is_refused(path: Path, whole: bytes) -> None:
    """Whichever page is lost, even one that the question does not need, the file is refused when it is opened."""
    for start in range(0, len(whole), PAGE):
        path.write_bytes(whole[:start] + bytes(PAGE) + whole[start + PAGE :])
        refused(path, StoreError, "damaged|not a database")


def test_flipped_bytes_are_refused_or_harmless(path: Path, whole: bytes) -> None:
    """With any byte flipped the file is refused with a sentence or read; it stays as it is, with nothing beside it."""
    outcomes = set()
    for place in range(0, len(whole), 499):
        flipped = bytearray(whole)
        flipped[place] ^= 0xFF
        path.write_bytes(flipped)
        try:
            with Store.open(path) as store:
                outcomes.add((type(store.programme()).__name__, type(store.entries()).__name__))
        except StoreError as error:
            assert "\n" not in str(error)  # noqa: PT017 - what is refused and what is not depends on the byte
            outcomes.add(("refused", type(error).__name__))
        assert path.read_bytes() == flipped
        assert list(path.parent.iterdir()) == [path]
    assert {("refused", "StoreDamagedError"), ("WorkProgramme", "tuple")} <= outcomes


def test_a_damaged_value_is_an_error_that_names_it(path: Path) -> None:
    """A value that SQLite can read but no record has is refused, naming the entry and the value."""
    with Store.open(path) as store:
        write(store, task("TR-1"), task("TR-2", state="active"))
    tamper(path, "UPDATE journal SET new = replace(new, 'active', 'opem') WHERE number = 2")
    with Store.open(path) as store:
        assert store.get("task", "TR-1") == task("TR-1")
        for question in (store.programme, store.entries, lambda: store.get("task", "TR-2"), lambda: store.find("TR-2")):
            with pytest.raises(
                StoreDamagedError, match=r"entry 2 of the journal cannot be read \(unknown: 'opem'\).*backup"
            ):
                question()


def test_a_locked_database_ends_in_a_clear_error(path: Path) -> None:
    """A writer that waits longer than its timeout gets an error, soon; a reader need not wait."""
    with Store.open(path) as first, Store.open(path, timeout=0.1) as second:
        write(first, task("A"))
        with first.writing(action="add", by="a", recorded_at=hour(1)) as change:
            change.put(task("B"), at=hour(1))
            began = time.monotonic()
            with pytest.raises(StoreBusyError, match="another process"):
                write(second, task("C"), at=hour(1))
            assert time.monotonic() - began < 2
            assert list(second.programme().tasks) == ["A"]
        write(second, task("C"), at=hour(2))
        assert list(first.programme().tasks) == ["A", "B", "C"]


def test_a_reader_sees_one_state(path: Path) -> None:
    """Inside one question all tables are of one state, though another process changes them meanwhile."""
    with Store.open(path) as first, Store.open(path) as second:
        write(first, task("A"))
        with database(first).snapshot():
            assert list(first.programme().tasks) == ["A"]
            write(second, task("B"), at=hour(1))
            assert list(first.programme().tasks) == ["A"]
        assert list(first.programme().tasks) == ["A", "B"]


def run(script: str, *options: str) -> str:
    """What a Python script prints, run in a process of its own that finds what this one finds."""
    return started(script, *options).communicate(timeout=30)[0]


def started(script: str, *options: str) -> "subprocess.Popen[str]":
    """A Python script, started."""
    places = [str(Path(__file__).parents[2]), *filter(None, sys.path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(places)}
    return subprocess.Popen(  # noqa: S603 - our own scripts
        [sys.executable, *options, "-c", dedent(script)], env=environment, stdout=subprocess.PIPE, text=True
    )


WRITER = """
    import sys
    from datetime import UTC, datetime, timedelta
    from wgtrack.model.records import Task
    from wgtrack.store import Store
    path, name = {path!r}, {name!r}
    at = datetime(2016, 8, 1, tzinfo=UTC)
    with Store.open(path, timeout=20) as store:
        for number in range(25):
            with store.writing(action="add", by=name, recorded_at=at) as change:
                count = len(change.keys("task"))
                for half in "ab":
                    change.put(Task(key=f"{{name}}{{number}}{{half}}", title="x", group="wg", percent=count), at=at)
    print("done")
"""


def test_two_processes_write_at_once(path: Path) -> None:
    """Writers in two processes, which also make the file, take turns: nothing is lost, numbered twice or torn apart."""
    writers = [started(WRITER.format(path=str(path), name=name)) for name in ("p", "q")]
    assert [writer.communicate(timeout=60)[0].strip() for writer in writers] == ["done", "done"]
    with Store.open(path) as store:
        entries = store.entries()
        assert [entry.number for entry in entries] == list(range(1, 101))
        assert [entry.step for entry in entries] == [number - (number + 1) % 2 for number in range(1, 101)]
        assert [task.percent for task in store.programme().tasks.values()] == [n // 2 * 2 for n in range(100)]
        assert {entry.by for entry in entries} == {"p", "q"}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_a_killed_writer_loses_nothing(path: Path) -> None:
    """When a writer is killed in the middle of a step, what it had finished is there and the step is not."""
    script = """
        import time
        from tests.store.helpers import hour, task, write
        from wgtrack.store import Store
        store = Store.open({path!r})
        write(store, task("A"), task("B"))
        with store.writing(action="add", by="a", recorded_at=hour(1)) as change:
            for number in range(2000):
                change.put(task(f"X-{{number}}", note="x" * 500), at=hour(1))
            print("ready", flush=True)
            time.sleep(60)
    """
    writer = started(script.format(path=str(path)))
    assert writer.stdout is not None
    assert writer.stdout.readline().strip() == "ready"
    writer.kill()
    writer.communicate(timeout=30)
    with Store.open(path) as store:
        assert list(store.programme().tasks) == ["A", "B"]
        assert len(store.entries()) == 2
        write(store, task("C"), at=hour(2))
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_leaves_the_record_as_it_was(path: Path) -> None:
    """A step that finds no room is taken back whole, and the next one can succeed."""
    with Store.open(path) as store:
        write(store, task("A"))
        pages = database(store).value("PRAGMA page_count")
        database(store).run(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="make room"):
            write(store, *(task(f"X-{number}", note="x" * 2000) for number in range(99)), at=hour(1))
        database(store).run(f"PRAGMA max_page_count = {pages * 100}")
        assert list(store.programme().tasks) == ["A"]
        write(store, task("B"), at=hour(2))
        assert len(store.entries()) == 2


@pytest.fixture
def _rootless() -> None:
    if os.name != "posix" or os.geteuid() == 0:
        pytest.skip("a super-user may read and write everything")


@pytest.mark.usefixtures("_rootless")
def test_a_file_that_may_not_be_read_is_refused(path: Path) -> None:
    """A file without permission is refused with what to check."""
    Store.open(path).close()
    path.chmod(0)
    with pytest.raises(StoreError, match="may not be read"):
        Store.open(path)


def test_a_file_system_without_links_will_do(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a new file cannot be linked into place it is renamed."""

    def no_links(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    with Store.open(path) as store:
        write(store, task())
    assert list(path.parent.iterdir()) == [path]


def test_a_file_made_meanwhile_is_used(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another process makes the file first, its file is opened, not replaced."""
    with Store.open(path) as store:
        write(store, task())
    exists = os.path.exists
    answers = iter([False])
    monkeypatch.setattr(os.path, "exists", lambda name: next(answers, None) is not False and exists(name))
    with Store.open(path) as store:
        assert store.find("TR-1") == task()
    assert list(path.parent.iterdir()) == [path]


def test_a_way_through_a_link_and_up_again_is_the_systems(path: Path) -> None:
    """``link/../wg.db`` is the file above the folder that the link leads to, and not the one beside the link."""
    there = path.parent / "there"
    (there / "folder").mkdir(parents=True)
    (path.parent / "link").symlink_to(there / "folder")
    Store.open(path).close()
    Store.open(there / path.name).close()
    with Store.open(path.parent / "link" / ".." / path.name) as store:
        write(store, task())
    with Store.open(there / path.name) as store:
        assert store.find("TR-1") == task()
    with Store.open(path) as store:
        assert store.find("TR-1") is None


@pytest.mark.parametrize("log", ["-wal", "-journal"])
def test_the_log_of_a_removed_file_is_not_merged_into_a_new_one(path: Path, log: str) -> None:
    """Where a file was removed and not what waits beside it, no file is made: SQLite would spoil it with that."""
    beside = path.with_name(f"{path.name}{log}")
    beside.write_bytes(b"changes")
    with pytest.raises(StoreError, match="wait in"):
        Store.open(path)
    assert list(path.parent.iterdir()) == [beside]


def test_a_folder_that_is_not_there_is_not_gone_round(path: Path) -> None:
    """``no/../wg.db`` is refused, since the system finds nothing by that name, and nothing is left beside."""
    with pytest.raises(StoreError, match="no folder"):
        Store.open(path.parent / "no" / ".." / path.name)
    assert not list(path.parent.iterdir())
