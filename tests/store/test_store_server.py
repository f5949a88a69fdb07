"""A record on a PostgreSQL server: what is opened and what is refused, writers that take turns, connections that are lost."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest

import wgtrack
from tests.postgres import Server
from tests.store.helpers import FULL, database, hour, task, write
from wgtrack import doctor
from wgtrack.errors import (
    InputError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreForeignError,
    StoreMissingError,
    StoreTooNewError,
)
from wgtrack.store import Store
from wgtrack.store.postgres.opening import without_password
from wgtrack.store.postgres.schema import SCHEMA_VERSION

NewRecord = Callable[[], str]


@pytest.fixture
def place(new_record: NewRecord) -> str:
    """The address of a database in which there is nothing."""
    return new_record()


def sql(address: str, *statements: str) -> list[Any]:
    """What the last of some statements answers, sent by another program."""
    found: list[Any] = []
    with closing(psycopg.connect(address, autocommit=True)) as connection:
        for statement in statements:
            answer = connection.execute(statement.encode())
            found = answer.fetchall() if answer.description else []
    return found


# Opening


def test_a_record_is_begun_where_there_is_nothing(place: str) -> None:
    """Opening makes the tables, and opening again finds what was written."""
    with Store.open(place) as store:
        stored = write(store, *FULL)
    with Store.open(place, create=False) as store:
        assert [store.get("task", "TR-1"), store.head() and store.head().number] == [stored[-2], len(FULL)]  # type: ignore[union-attr]


def test_nothing_is_begun_without_leave(place: str) -> None:
    """A database with nothing in it is no record, and is left as it is."""
    with pytest.raises(StoreMissingError, match=r"there is no record in this database; start one with wgtrack\.open"):
        Store.open(place, create=False)
    assert sql(place, "SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()") == [(0,)]


@pytest.mark.parametrize("table", ["notes", "journal", "tasks"])
def test_another_programs_database_is_refused(place: str, table: str) -> None:
    """A database that has tables which wgtrack did not make is refused by their names, and left as it is."""
    sql(place, f"CREATE TABLE {table} (text text)")
    with pytest.raises(StoreForeignError, match=rf"another program's tables \('{table}'\)"):
        Store.open(place)
    assert sql(place, "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()") == [
        (table,)
    ]


def test_another_programs_table_of_our_name_is_refused(place: str) -> None:
    """What only calls itself wgtrack's is refused in one line."""
    sql(place, "CREATE TABLE wgtrack (version text)", "INSERT INTO wgtrack VALUES ('x')")
    with pytest.raises(StoreForeignError, match="another program's"):
        Store.open(place)


def test_a_newer_record_is_refused(place: str) -> None:
    """A record of a later schema is refused, saying which and how to upgrade."""
    Store.open(place).close()
    sql(place, f"UPDATE wgtrack SET version = {SCHEMA_VERSION + 1}")  # noqa: S608 - a number
    with pytest.raises(StoreTooNewError, match=rf"schema {SCHEMA_VERSION + 1}.*upgrade"):
        Store.open(place)


def test_a_lost_table_is_damage(place: str) -> None:
    """A record without its journal is refused in one line when it is asked."""
    Store.open(place).close()
    sql(place, "DROP TABLE journal CASCADE")
    with Store.open(place) as store, pytest.raises(StoreDamagedError, match="journal"):
        store.programme()


def test_two_processes_may_begin_it_at_once(place: str) -> None:
    """Of many who open a new record at the same time, one makes it and all use it."""
    script = "import sys; from wgtrack.store import Store; Store.open(sys.argv[1]).close(); print('opened')"
    with ExitStack() as stack:
        openers = [
            stack.enter_context(
                subprocess.Popen([sys.executable, "-c", script, place], stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
            )
            for _ in range(6)
        ]
        assert [opener.communicate()[0] for opener in openers] == ["opened\n"] * 6


# The address, and what is told of it


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://ann:secret@host:5433/wg", "postgresql://ann@host:5433/wg"),
        ("postgresql://host/wg?password=secret&user=ann", "postgresql://host/wg?user=ann"),
        ("postgres://:secret@/wg?host=/run/postgresql&sslpassword=secret", "postgres:///wg?host=/run/postgresql"),
        ("postgresql://ann:sec%40ret@[::1]/wg", "postgresql://ann@[::1]/wg"),
        ("postgresql://[secret", "postgresql://..."),
    ],
)
def test_an_address_is_shown_without_its_password(address: str, shown: str) -> None:
    """Whoever reads a message over somebody's shoulder learns no password."""
    assert without_password(address) == shown


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ann:secret@127.0.0.1:1/wg",
        "postgresql://ann:secret@/wg?host=/nowhere",
        "postgresql://ann@/wg?host=/nowhere&password=secret",
        "postgresql://ann:secret@nowhere.invalid/wg",
        "postgresql://ann:secret@127.0.0.1:1/wg?nonsense=1",
    ],
)
def test_a_server_that_is_not_reached_is_one_line(address: str) -> None:
    """No server, no such name, no such parameter: an error that says what to look at, and no password."""
    with pytest.raises(StoreError, match="the server cannot be reached") as refusal:
        Store.open(address, timeout=1)
    assert "secret" not in str(refusal.value)
    assert "secret" not in repr(refusal.value.__cause__)
    assert str(refusal.value).isprintable()


def test_the_command_line_ends_with_3(place: str, tmp_path: Path) -> None:
    """``--db postgresql://...`` is a record like any other; a server that is not there is exit code 3."""
    script = "import sys; from wgtrack_cli.app import app; app(sys.argv[1:])"

    def wgtrack_of(address: str, *words: str) -> "subprocess.CompletedProcess[str]":
        line = [sys.executable, "-c", script, "--db", address, "--by", "ann", *words]
        return subprocess.run(line, check=False, capture_output=True, text=True, cwd=tmp_path)  # noqa: S603 - ours

    begun = wgtrack_of(place, "init", "wg", "--name", "Group", "--timezone", "UTC", "--calendar", "none")
    assert (begun.returncode, begun.stderr) == (0, "")
    assert wgtrack_of(place, "task", "add", "T-1", "--title", "Draft").returncode == 0
    assert "Draft" in wgtrack_of(place, "list").stdout
    assert wgtrack_of(place, "doctor").stdout.endswith("sound\n")
    lost = wgtrack_of("postgresql://ann:secret@127.0.0.1:1/wg", "list")
    assert (lost.returncode, lost.stderr.count("\n"), "secret" in lost.stderr) == (3, 1, False)
    assert list(tmp_path.iterdir()) == []


# Readers and writers


def test_a_writer_who_waits_too_long_is_told(place: str) -> None:
    """A writer that waits longer than its timeout gets an error, soon; a reader need not wait, and sees whole changes only."""
    with Store.open(place) as first, Store.open(place, timeout=0.2) as second:
        write(first, task("A"))
        with first.writing(action="add", by="a", recorded_at=hour(1)) as change:
            change.put(task("B"), at=hour(1))
            began = time.monotonic()
            with pytest.raises(StoreBusyError, match="another process is writing"):
                write(second, task("C"), at=hour(1))
            assert time.monotonic() - began < 3
            assert list(second.programme().tasks) == ["A"]
        write(second, task("C"), at=hour(2))
        assert list(first.programme().tasks) == ["A", "B", "C"]


def test_a_reader_sees_one_state(place: str) -> None:
    """Inside one question everything is of one state, though another process changes it meanwhile."""
    with Store.open(place) as first, Store.open(place) as second:
        write(first, task("A"))
        with first._storage.snapshot():
            assert list(first.programme().tasks) == ["A"]
            write(second, task("B"), at=hour(1))
            assert list(first.programme().tasks) == ["A"]
        assert list(first.programme().tasks) == ["A", "B"]


# Lost connections


@pytest.fixture
def lost(place: str) -> Iterator[tuple[Store, Callable[[], None]]]:
    """A store with a record in it, and what cuts its connection off at the server."""
    with Store.open(place) as store:
        write(store, task("A"))
        ((process,),) = database(store).rows("SELECT pg_backend_pid()")

        def cut() -> None:
            assert sql(place, f"SELECT pg_terminate_backend({process}, 5000)") == [(True,)]

        yield store, cut


QUESTIONS: dict[str, Callable[[Store], object]] = {
    "programme": lambda store: store.programme(),
    "find": lambda store: store.find("A"),
    "write": lambda store: write(store, task("B"), at=hour(1)),
    "transcript": lambda store: list(store.transcript()),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_lost_connection_is_one_line(lost: tuple[Store, Callable[[], None]], question: str) -> None:
    """Whatever is asked of a server that is gone ends in one line with what to do, and so does what is asked next."""
    store, cut = lost
    cut()
    for _ in range(2):
        with pytest.raises(
            StoreError, match=r"the connection to the server was lost .*; see whether the server is running"
        ) as error:
            QUESTIONS[question](store)
        assert "\n" not in str(error.value)


def test_a_connection_lost_in_a_change_takes_it_back(lost: tuple[Store, Callable[[], None]], place: str) -> None:
    """A change that was not at its end when the connection was lost is not there, and the error says that it was lost."""
    store, cut = lost

    def change_it() -> None:
        with store.writing(action="add", by="a", recorded_at=hour(1)) as change:
            change.put(task("B"), at=hour(1))
            cut()
            change.put(task("C"), at=hour(1))
            change.keys("task")

    with pytest.raises(StoreError, match="was lost"):
        change_it()
    with Store.open(place) as again:
        assert list(again.programme().tasks) == ["A"]


def test_a_connection_lost_at_the_end_leaves_it_open(lost: tuple[Store, Callable[[], None]]) -> None:
    """Where the answer to COMMIT does not come, it is said that it is not known whether the change was written."""
    store, cut = lost

    def change_it() -> None:
        with store.writing(action="add", by="a", recorded_at=hour(1)) as change:
            change.put(task("B"), at=hour(1))
            change.keys("task")  # what waits is sent
            cut()

    with pytest.raises(StoreError, match="it is not known whether it was written; look whether it is there"):
        change_it()
    assert store._storage.turn is None


# Roles


ROLES = Path(__file__).parents[2] / "docs" / "postgresql.md"


def grants() -> list[str]:
    """The statements that the page on PostgreSQL gives for who may read and who may write."""
    text = ROLES.read_text(encoding="utf-8")
    block = text.partition("```sql\n")[2].partition("```")[0]
    return [statement.strip() for statement in block.split(";") if statement.strip()]


@pytest.fixture
def roles(postgres_server: Server) -> Iterator[tuple[str, str]]:
    """Addresses of a record for a role that reads and for one that writes, with the rights that the page gives them."""
    address = postgres_server.new_database()
    with Store.open(address) as store:
        write(store, *FULL)
    drop = ["DROP OWNED BY wg_reader, wg_writer", "DROP ROLE wg_reader, wg_writer"]
    sql(address, *grants())
    yield address.replace("wgtrack@", "wg_reader@"), address.replace("wgtrack@", "wg_writer@")
    sql(address, *drop)


def test_who_may_read_may_not_write(roles: tuple[str, str]) -> None:
    """The reading role answers every question, its views too, and is refused a change in one line."""
    reader, _ = roles
    with Store.open(reader) as store:
        assert len(store.programme().tasks) == 2
        assert store.entries()
        with pytest.raises(StoreError, match="this role may not do that"):
            write(store, task("X"), at=hour(1))
    assert sql(reader, "SELECT count(*) FROM tasks") == [(2,)]


def test_who_may_write_may_not_rewrite(roles: tuple[str, str]) -> None:
    """The writing role makes changes, and can neither change nor delete an entry, nor a file of a report."""
    _, writer = roles
    with Store.open(writer) as store:
        write(store, task("X"), at=hour(1))
        with store.writing(action="issue", by="ann", recorded_at=hour(1)) as change:
            change.keep(b"report")
        assert store.find("X") == task("X")
    for statement in (
        "UPDATE journal SET why = 'x'",
        "DELETE FROM journal",
        "UPDATE documents SET content = ''",
        "DELETE FROM documents",
        "DROP TABLE journal",
        "UPDATE wgtrack SET version = 99",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sql(writer, statement)


# From one to the other


@pytest.fixture
def group(tmp_path: Path) -> Path:
    """A file with the group of 2016, and a report that was issued."""
    path = tmp_path / "wg.db"
    with wgtrack.open(path, by="ann") as tracker:
        tracker.load("china-blockchain-2016")
        tracker.issue()
    return path


def exported(place: str | Path, to: Path) -> bytes:
    """What an export of a record writes."""
    with wgtrack.open(place, create=False) as tracker:
        tracker.export(to)
    return to.read_bytes()


def test_a_record_moves_from_a_file_to_a_server_and_back(group: Path, place: str, tmp_path: Path) -> None:
    """With import and export, both ways, the head is the same, and exports are the same bytes."""
    there = exported(group, tmp_path / "there.jsonl")
    wgtrack.import_record(tmp_path / "there.jsonl", place)
    back = exported(place, tmp_path / "back.jsonl")
    wgtrack.import_record(tmp_path / "back.jsonl", tmp_path / "back.db")
    assert back == there
    with (
        wgtrack.open(group) as first,
        wgtrack.open(place) as second,
        wgtrack.open(tmp_path / "back.db") as third,
    ):
        assert first.head() == second.head() == third.head() is not None
        assert first.programme() == second.programme() == third.programme()
        assert first.document(1, format="csv") == second.document(1, format="csv") == third.document(1, format="csv")
        when = "2016-09-05"
        assert first.status(when) == second.status(when)


def test_the_same_changes_give_the_same_hashes(place: str, tmp_path: Path) -> None:
    """What is written to a file and to a server at the same instants is the same journal, byte for byte."""
    with Store.open(tmp_path / "wg.db") as file, Store.open(place) as server:
        for store in (file, server):
            write(store, *FULL)
            write(store, task("TR-2", note="工\nа́"), at=hour(1), why="weil")
        assert file.head() == server.head()
        assert list(file.transcript()) == list(server.transcript())


def test_a_record_is_imported_only_into_an_empty_one(group: Path, place: str, tmp_path: Path) -> None:
    """A server's record that has entries takes no other one in."""
    exported(group, tmp_path / "there.jsonl")
    with Store.open(place) as store:
        write(store, task("A"))
    with pytest.raises(InputError, match="there is a record in it already"):
        wgtrack.import_record(tmp_path / "there.jsonl", place)
    with Store.open(place) as store:
        assert list(store.programme().tasks) == ["A"]


def test_a_backup_of_a_server_is_a_file(group: Path, place: str, tmp_path: Path) -> None:
    """The backup of a server's record is a SQLite file with the same head, reports and all; it takes no file's place."""
    exported(group, tmp_path / "there.jsonl")
    wgtrack.import_record(tmp_path / "there.jsonl", place)
    with wgtrack.open(place) as tracker:
        tracker.backup(tmp_path / "copy.db")
        with pytest.raises(InputError, match="exists already"):
            tracker.backup(tmp_path / "copy.db")
        with wgtrack.open(tmp_path / "copy.db") as copy:
            assert copy.head() == tracker.head()
            assert copy.programme() == tracker.programme()
            assert copy.document(1, format="html") == tracker.document(1, format="html")


# The doctor


def test_the_doctor_looks_through_a_servers_record(place: str) -> None:
    """A record on a server is sound like a file's, and what somebody changed in it is named."""
    with wgtrack.open(place, by="ann") as tracker:
        tracker.add(wgtrack.Group(key="wg", name="Working group", calendar="none"))
        tracker.add(wgtrack.Task(key="T-1", title="Read", group="wg"))
        head = tracker.head()
    found = doctor.examine(place, head)
    assert (found.sound, found.schema, found.entries, found.records, found.head) == (True, SCHEMA_VERSION, 3, 3, head)
    sql(
        place,
        "UPDATE journal SET why = 'my word' WHERE number = 3",
        "UPDATE \"current\" SET last = 2 WHERE kind = 'task'",
    )
    assert [symptom.check for symptom in doctor.examine(place).symptoms] == ["chain", "current"]


def test_a_servers_record_is_made_anew_in_a_file(place: str, tmp_path: Path) -> None:
    """A repair takes the journal of a server's record over into a new file, with its hashes."""
    with Store.open(place) as store:
        write(store, *FULL)
        head = store.head()
    sql(place, "DELETE FROM dependencies")
    done = doctor.repair(place, tmp_path / "mended.db")
    assert (done.old.entries, done.lost, done.new.head) == (len(FULL), (), head)
    assert not [symptom for symptom in done.new.symptoms if symptom.check == "current"]


def test_without_psycopg_the_extra_is_named(tmp_path: Path) -> None:
    """Where the driver is not installed, the error says how to get it."""
    script = (
        "import sys; sys.modules['psycopg'] = None\n"
        "import wgtrack\n"
        "try:\n    wgtrack.open('postgresql://host/wg')\n"
        "except wgtrack.NotInstalledError as error:\n    print(error)"
    )
    said = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout  # noqa: S603 - ours
    assert said == ("a record on a PostgreSQL server needs psycopg; install it with pip install 'wgtrack[postgres]'\n")


def test_a_file_called_like_an_address_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what begins as an address is one: a file may have any other name."""
    monkeypatch.chdir(tmp_path)
    with suppress(StoreError), Store.open("postgresql") as store:
        write(store, task())
    assert (tmp_path / "postgresql").exists()
