"""Files of every older schema: brought up to date without loss, and kept as they were."""

import gzip
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from tests.store.helpers import FULL, database, hour, raw, tamper, task, write
from wgtrack.errors import StoreError
from wgtrack.messages.message import untranslated
from wgtrack.model.programme import KIND_OF
from wgtrack.model.records import IssuedReport
from wgtrack.store import Store, chain
from wgtrack.store.sqlite import copying, migrations, schema, upgrading, versions
from wgtrack.store.sqlite.database import Database
from wgtrack.store.storage import Upgrade

DATA = Path(__file__).parent / "data"
#: Each made by the code of its version (commits 59d1a30, 7ec6550, a3b3995 and 344ee64), and never edited: files that people have.
OLD = tuple(range(1, schema.SCHEMA_VERSION))


@pytest.fixture(params=OLD)
def version(request: pytest.FixtureRequest) -> int:
    """Each older schema in turn."""
    number: int = request.param
    return number


@pytest.fixture
def old(path: Path, version: int) -> Path:
    """A file of an older schema: every kind of record, a change, and an adding that was undone."""
    path.write_bytes(gzip.decompress((DATA / f"schema-{version}.db.gz").read_bytes()))
    return path


def test_an_older_file_has_its_record(old: Path, version: int) -> None:
    """Every record is as it was written, now and before it was changed."""
    reader = next(record for record in FULL if record.key == "TR-1")
    now = [evolve(record, note="done early") if record is reader else record for record in FULL]
    with Store.open(old) as store:
        programme, before = store.programme(), store.rebuild(hour(1))
        assert [programme.get(KIND_OF[type(record)], record.key) for record in FULL] == now
        assert [before.get(KIND_OF[type(record)], record.key) for record in FULL] == list(FULL)
        assert list(programme.tasks) == (["TR-1", "TR-9"] if version == 1 else ["TR-1", "TR-9", "TR-3"])
        assert len(store.entries()) == {1: 15, 2: 17, 3: 17, 4: 18}[version]


def test_an_older_file_gets_its_chain(old: Path) -> None:
    """Each entry of an older file has a hash over it and the one before, and further ones are chained to them."""
    with Store.open(old) as store:
        write(store, task("TR-4"), at=hour(30))
        before = chain.START
        for *entry, hashed in raw(store):
            before = chain.digest(before, entry)
            assert hashed == before


def test_a_long_journal_is_chained_some_at_a_time(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The chain of a journal is the same where few entries are read at a time."""
    monkeypatch.setattr(migrations, "_AT_A_TIME", 4)
    with Store.open(old) as store:
        before = chain.START
        for *entry, hashed in raw(store):
            before = chain.digest(before, entry)
            assert hashed == before


def test_an_older_file_becomes_as_a_new_one(old: Path) -> None:
    """The migrations lead to just the tables, indexes, triggers and views of a new file, which are those that are let in."""
    with Store.open(old) as store, Store.open(":memory:") as new:
        shapes = [set(database(each).rows("SELECT type, name, sql FROM sqlite_master")) for each in (store, new)]
    assert shapes[0] == shapes[1]
    assert {(kind, name): sql for kind, name, sql in shapes[0] if sql and kind != "view"} == versions.objects(
        schema.SCHEMA_VERSION
    )


def test_an_older_file_is_kept_beside(old: Path, version: int) -> None:
    """Before it is changed, an older file is copied beside itself; the copy is the file as it was, and opens as such."""
    before = old.read_bytes()
    with Store.open(old) as store:
        copy = old.with_name(f"wg.db.v{version}-backup")
        assert store.upgraded == Upgrade(version, schema.SCHEMA_VERSION, str(copy))
    assert contents(copy) == contents_of(before, old)
    assert sorted(old.parent.iterdir()) == [old, copy]
    with Store.open(old) as store:
        assert store.upgraded is None


def contents(path: Path) -> list[str]:
    """All of a database as SQL."""
    connection = sqlite3.connect(path)
    try:
        return [f"version {connection.execute('PRAGMA user_version').fetchone()}", *connection.iterdump()]
    finally:
        connection.close()


def contents_of(data: bytes, beside: Path) -> list[str]:
    """All of a database whose bytes these are."""
    path = beside.parent.parent / "copy.db"
    path.write_bytes(data)
    return contents(path)


@pytest.mark.parametrize("links", [True, False])
def test_a_copy_takes_nobodys_place(old: Path, version: int, monkeypatch: pytest.MonkeyPatch, *, links: bool) -> None:
    """Where files of that name are there already, the copy gets a number, on a file system with links or without."""
    first, second, third = (old.with_name(f"wg.db.v{version}-backup{end}") for end in ("", "-2", "-3"))
    first.write_text("mine")
    second.write_text("mine too")
    if not links:
        monkeypatch.setattr(os, "link", without_links)
    with Store.open(old) as store:
        assert store.upgraded is not None
        assert store.upgraded.backup == str(third)
    assert (first.read_text(), second.read_text()) == ("mine", "mine too")
    assert contents(third)[0] == f"version ({version},)"


def without_links(*_: object) -> None:
    """As a file system behaves that has no links."""
    raise PermissionError


def test_a_new_file_is_not_kept(path: Path) -> None:
    """A file that is made has nothing before it to be kept."""
    with Store.open(path) as store:
        assert store.upgraded is None
    assert list(path.parent.iterdir()) == [path]


def test_what_others_write_is_in_the_copy(old: Path, version: int) -> None:
    """What another process has written and not yet merged into its file is in the copy too."""
    other = sqlite3.connect(old, isolation_level=None)
    other.execute("PRAGMA wal_autocheckpoint = 0")
    other.execute("UPDATE tasks SET title = 'changed beside'")
    with Store.open(old) as store:
        assert store.upgraded is not None
        assert any("changed beside" in line for line in contents(Path(store.upgraded.backup)))
    other.close()


def test_a_failed_migration_leaves_all_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a migration goes wrong, the file is as it was and no copy stays."""
    before = old.read_bytes()

    def breaks(*_: object) -> None:
        raise RuntimeError("stop")

    monkeypatch.setattr(upgrading, "migrate", breaks)
    with pytest.raises(RuntimeError, match="stop"):
        Store.open(old)
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_a_migration_that_cannot_be_committed_leaves_no_copy(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full at the very end, the file is as it was and no copy fills the disk further with each attempt."""
    before = old.read_bytes()

    run = Database.run

    def without_room(database: Database, sql: str, *rest: Any) -> None:
        if sql == "COMMIT":
            raise StoreError(old, untranslated("database or disk is full"), untranslated("make room"))
        run(database, sql, *rest)

    monkeypatch.setattr(Database, "run", without_room)
    with pytest.raises(StoreError, match="full"):
        Store.open(old)
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_without_a_copy_nothing_is_changed(old: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no copy can be made, the file is left as it is and the error says what to do."""
    before = old.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "settle", full)
    with pytest.raises(StoreError, match=r"no copy of it can be made.*No space left.*make room"):
        Store.open(old)
    assert old.read_bytes() == before
    assert list(old.parent.iterdir()) == [old]


def test_what_another_process_brought_up_to_date_is_left(old: Path) -> None:
    """A process that waited for its turn finds the work done, and does nothing."""
    with Store.open(old) as store:
        assert upgrading.upgrade(database(store), 1) is None
    assert len(list(old.parent.iterdir())) == 2


@pytest.mark.skipif(os.name != "posix", reason="permission bits are of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o664])
def test_the_copy_has_the_rights_of_the_file(old: Path, mode: int) -> None:
    """What others may not read of a record, they may not read of the copy that is kept of it."""
    old.chmod(mode)
    with Store.open(old) as store:
        assert store.upgraded is not None
        assert Path(store.upgraded.backup).stat().st_mode & 0o777 == mode
    assert old.stat().st_mode & 0o777 == mode


def test_what_rows_say_does_not_matter(path: Path) -> None:
    """Rows that another program changed, and rows that are gone, are not taken for the record: it is made from the journal."""
    fourth = gzip.decompress((DATA / "schema-4.db.gz").read_bytes())
    path.write_bytes(fourth)
    with Store.open(path) as store:
        whole, newest = store.programme(), store.head()
    damaged = path.with_name("damaged.db")
    damaged.write_bytes(fourth)
    tamper(damaged, "UPDATE tasks SET title = 'Another'", "DELETE FROM parties", "UPDATE groups SET revision = 1")
    with Store.open(damaged) as store:
        assert (store.programme(), store.head()) == (whole, newest)


def test_entries_and_hashes_are_kept(old: Path, version: int) -> None:
    """The entries of an older file are byte for byte those that it had, with the hashes that it had."""
    columns = ", ".join(f'"{column}"' for column in chain.COLUMNS) + (", hash" if version >= schema.CHAINED else "")
    query = f"SELECT {columns} FROM journal ORDER BY number"  # noqa: S608 - names of our own
    before = answer(old, query)
    Store.open(old).close()
    assert answer(old, query) == before


def answer(path: Path, query: str) -> list[Any]:
    """What plain SQL reads."""
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_the_files_of_reports_are_kept(path: Path) -> None:
    """What was issued under the fourth schema is found byte for byte."""
    path.write_bytes(gzip.decompress((DATA / "schema-4.db.gz").read_bytes()))
    with Store.open(path) as store:
        report = store.get("report", "wg:report:1")
        assert isinstance(report, IssuedReport)
        texts = {name: store.document(hashed).decode() for name, hashed in report.documents}
    assert texts == {"csv": "项目,状态\r\nTR-1,done\r\n", "markdown": "# 状态\n\nOn time.\n"}
