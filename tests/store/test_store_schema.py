"""The schema: a file of the first one can always be opened, and later ones are reached whole or not at all."""

import re
import sqlite3
from pathlib import Path

import pytest
from attrs import evolve
from sqlite_utils import Database, Migrations

from tests.store.helpers import FULL, T0, database, hour, task, write
from wgtrack.model.programme import KIND_OF
from wgtrack.model.records import Task
from wgtrack.store import Store
from wgtrack.store.sqlite import migrations, schema

PRESENT = schema.SCHEMA_VERSION
FIRST = Path(__file__).parent / "data" / "schema-1.sql"


@pytest.fixture
def first(path: Path) -> Path:
    """A file as the first schema has it, made from a copy that is never edited."""
    connection = sqlite3.connect(path)
    connection.executescript(FIRST.read_text(encoding="utf-8"))
    connection.close()
    return path


def shape(store: Store) -> set[tuple[str, str]]:
    """Names and definitions of all tables, indexes and triggers."""
    made = database(store).rows("SELECT name, ifnull(sql, '') FROM sqlite_master")
    return {(name, re.sub(r"\s+", " ", sql)) for name, sql in made}


def test_a_file_of_the_first_schema_has_its_record(first: Path) -> None:
    """Every record of every kind is read from a first-schema file as it was written, in order."""
    reader = next(record for record in FULL if record.key == "TR-1")
    now = [evolve(record, note="done early") if record is reader else record for record in FULL]
    with Store.open(first) as store:
        programme = store.programme()
        assert [programme.get(KIND_OF[type(record)], record.key) for record in FULL] == now
        assert sum(len(programme.of_kind(kind)) for kind in KIND_OF.values()) == 12
        assert (programme.tasks["TR-1"].revision, programme.tasks["TR-1"].changed_at) == (13, hour(24))
        assert [store.rebuild(T0).get(KIND_OF[type(record)], record.key) for record in FULL] == list(FULL)


def test_a_file_of_the_first_schema_has_its_journal(first: Path) -> None:
    """The entries of a first-schema file are read as they were written, the undone one included."""
    with Store.open(first) as store:
        entries = store.entries()
        assert [entry.step for entry in entries] == [1] * 12 + [13, 14, 15]
        changed, added, undone = entries[12:]
        assert [(change.field, change.old, change.new) for change in changed.changes] == [("note", None, "done early")]
        assert (changed.by, changed.why, changed.action) == ("bob", "it was", "edit")
        assert (added.after, undone.before, undone.after, undone.undoes) == (task("TR-2"), task("TR-2"), None, 14)
        assert store.last_step() == 13
        assert store.key_used("TR-2")


def test_a_file_of_the_first_schema_can_be_written_to(first: Path) -> None:
    """A first-schema file goes on where it stopped: an equal record writes nothing, a new one takes the next number."""
    with Store.open(first) as store:
        write(store, FULL[0], at=hour(30))
        (stored,) = write(store, task("TR-3"), at=hour(30))
        assert stored.revision == 16


def test_a_file_of_the_first_schema_becomes_as_a_new_one(first: Path) -> None:
    """The migrations lead from the first schema to just the tables, indexes and triggers of a new file."""
    with Store.open(first) as old, Store.open(":memory:") as new:
        assert shape(old) == shape(new)


def test_a_new_file_needs_no_migration(path: Path) -> None:
    """To sqlite_utils, a file that was made by plain SQL has all migrations applied."""
    Store.open(path).close()
    with Database(path) as made:
        assert migrations.migrations.pending(made) == []


def test_the_schema_number_counts_the_migrations() -> None:
    """The number that a file must have is the number of migrations there are."""
    with Database(memory=True) as empty:
        assert len(migrations.migrations.pending(empty)) == schema.SCHEMA_VERSION


@pytest.fixture
def next_schema(monkeypatch: pytest.MonkeyPatch) -> Migrations:
    """A wgtrack to come, whose next migration is made by the test."""
    coming = Migrations("wgtrack")
    coming()(migrations.m001_record_and_journal)
    coming()(migrations.m002_planning)
    coming()(migrations.m003_chain)
    coming()(migrations.m004_reports)
    coming()(migrations.m005_journal_alone)
    monkeypatch.setattr(migrations, "migrations", coming)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", PRESENT + 1)
    return coming


def test_an_older_file_is_brought_up_to_date(path: Path, next_schema: Migrations) -> None:
    """Opening a file of an older schema applies what is missing and keeps the record."""
    with pytest.MonkeyPatch.context() as before:
        before.setattr(schema, "SCHEMA_VERSION", PRESENT)
        with Store.open(path) as store:
            write(store, *FULL)
            programme = store.programme()
    next_schema()(_add_weights)
    with Store.open(path) as store:
        assert store.programme() == programme
        assert database(store).value("PRAGMA user_version") == PRESENT + 1
        assert database(store).value("SELECT weight FROM dependencies") == 1


def test_a_migration_that_fails_leaves_the_file_as_it_was(path: Path, next_schema: Migrations) -> None:
    """When bringing a file up to date goes wrong, nothing of it stays."""

    def breaks(db: Database) -> None:
        _add_weights(db)
        raise RuntimeError("stop")

    with pytest.MonkeyPatch.context() as before:
        before.setattr(schema, "SCHEMA_VERSION", PRESENT)
        with Store.open(path) as store:
            write(store, Task(key="TR-1", title="x", group="wg"))
    next_schema()(breaks)
    content = path.read_bytes()
    with pytest.raises(RuntimeError, match="stop"):
        Store.open(path)
    assert path.read_bytes() == content
    assert list(path.parent.iterdir()) == [path]


def _add_weights(db: Database) -> None:
    db.execute("ALTER TABLE dependencies ADD COLUMN weight INTEGER NOT NULL DEFAULT 1")
