"""A database from a stranger: whatever its schema holds that wgtrack did not make, nothing of it is run."""

import sqlite3
import sys
from pathlib import Path

import pytest

from tests.store.helpers import FULL, database, hour, tamper, task, write
from wgtrack.errors import StoreDamagedError, StoreError, StoreForeignError
from wgtrack.store import Store
from wgtrack.store.sqlite import schema

#: What a stranger's schema may hold, and what the refusal names.
FOREIGN = {
    "trigger": (
        'CREATE TRIGGER evil AFTER INSERT ON journal BEGIN UPDATE "current" SET last = 1; END',
        "the trigger 'evil'",
    ),
    "view": ("CREATE VIEW evil AS SELECT * FROM journal", "the view 'evil'"),
    "table": ("CREATE TABLE evil (number INTEGER)", "the table 'evil'"),
    "virtual table": ("CREATE VIRTUAL TABLE evil USING fts5(x)", "the table 'evil'"),
    "index": ("CREATE INDEX evil ON journal (why)", "the index 'evil'"),
    "expression": ("CREATE INDEX evil ON journal (abs(step))", "the index 'evil'"),
    "column": ("ALTER TABLE journal ADD COLUMN evil TEXT", "another table 'journal'"),
    "generated": ("ALTER TABLE dependencies ADD COLUMN evil TEXT AS (upper(anchor))", "another table 'dependencies'"),
    "renamed": ("ALTER TABLE documents RENAME COLUMN content TO bytes", "another table 'documents'"),
}


@pytest.fixture
def whole(path: Path) -> Path:
    """A database with every kind of record."""
    with Store.open(path) as store:
        write(store, *FULL)
    return path


def change_schema(path: Path, *statements: str) -> bytes:
    """Change a database as another program does; returns its bytes."""
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()
    return path.read_bytes()


@pytest.mark.parametrize(("statement", "named"), FOREIGN.values(), ids=FOREIGN)
def test_what_wgtrack_did_not_make_is_refused(whole: Path, statement: str, named: str) -> None:
    """A schema with anything beside our own is refused by name, and the file is left as it is."""
    before = change_schema(whole, statement)
    with pytest.raises(StoreForeignError, match=rf"did not make: .*{named}.*wgtrack.doctor"):
        Store.open(whole)
    assert whole.read_bytes() == before
    assert list(whole.parent.iterdir()) == [whole]


def test_a_rewritten_trigger_is_refused(whole: Path) -> None:
    """One of our own triggers with other words in it is not ours."""
    change_schema(
        whole,
        "DROP TRIGGER journal_is_not_shortened",
        "CREATE TRIGGER journal_is_not_shortened BEFORE DELETE ON journal BEGIN SELECT load_extension('evil'); END",
    )
    with pytest.raises(StoreForeignError, match="another trigger 'journal_is_not_shortened'"):
        Store.open(whole)


def test_many_are_counted(whole: Path) -> None:
    """Of many things that are not ours three are named, and the rest counted."""
    change_schema(whole, *(f"CREATE VIEW evil{number} AS SELECT 1" for number in range(5)))
    with pytest.raises(StoreForeignError, match=r"'evil0', the view 'evil1', the view 'evil2' and 2 more;"):
        Store.open(whole)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("DROP TABLE dependencies", "the table 'dependencies'"),
        ("DROP INDEX journal_at", "the index 'journal_at'"),
        ("DROP TRIGGER journal_is_not_rewritten", "the trigger 'journal_is_not_rewritten'"),
    ],
)
def test_what_is_missing_is_named(whole: Path, statement: str, named: str) -> None:
    """A schema that lacks something of ours is damage."""
    change_schema(whole, statement)
    with pytest.raises(StoreDamagedError, match=rf"{named} is missing.*wgtrack.doctor"):
        Store.open(whole)


def test_an_older_file_is_looked_at_before_it_is_changed(path: Path) -> None:
    """A file that says it is of an older schema must be just that, or it is not brought up to date."""
    with Store.open(path) as store:
        write(store, *FULL)
    before = change_schema(path, f"PRAGMA user_version = {schema.SCHEMA_VERSION - 1}")
    with pytest.raises(StoreForeignError, match="the table 'current'"):
        Store.open(path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_what_sqlite_makes_by_itself_is_let_in(whole: Path) -> None:
    """The statistics that ANALYZE leaves are no reason to refuse a file."""
    change_schema(whole, "ANALYZE")
    with Store.open(whole) as store:
        assert store.find("TR-1") is not None


def test_a_look_alike_of_the_statistics_is_refused(whole: Path) -> None:
    """What only calls itself a table of statistics is not one of SQLite's."""
    change_schema(
        whole,
        "ANALYZE",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat AS (1))' WHERE name = 'sqlite_stat1'",
    )
    with pytest.raises(StoreError, match=r"sqlite_stat1|damaged"):
        Store.open(whole)


def test_names_that_would_act_on_a_terminal_are_written_out(whole: Path) -> None:
    """The refusal of an object with control characters in its name stays one harmless line."""
    change_schema(whole, 'CREATE VIEW "evil\n\x1b[31m" AS SELECT 1')
    with pytest.raises(StoreForeignError) as refusal:
        Store.open(whole)
    assert str(refusal.value).isprintable()


def test_the_connection_is_on_its_guard(whole: Path) -> None:
    """No function of a schema may act outside the database, pages are looked at before they are believed, nothing is mapped."""
    with Store.open(whole) as store:
        connected = database(store)
        assert connected.value("PRAGMA trusted_schema") == 0
        assert connected.value("PRAGMA cell_size_check") == 1
        assert connected.value("PRAGMA mmap_size") in {0, None}
        with pytest.raises(StoreError):
            connected.rows("SELECT load_extension('evil')")


@pytest.mark.skipif(sys.version_info < (3, 12), reason="Python 3.12 is the first to set SQLite's defensive mode")
def test_the_connection_is_defensive(whole: Path) -> None:
    """The schema cannot be written to as a table."""
    with Store.open(whole) as store:
        database(store).run("PRAGMA writable_schema = ON")
        with pytest.raises(StoreError):
            database(store).run("UPDATE sqlite_master SET sql = ''")


def test_a_deeply_nested_snapshot_is_damage(path: Path) -> None:
    """JSON that is nested deeper than Python can follow is an error like any other damage."""
    with Store.open(path) as store:
        write(store, task("A"))
    nested = "[" * 100_000 + "]" * 100_000
    tamper(path, f"UPDATE journal SET new = '{{\"names\":{nested}}}'")  # noqa: S608 - ours
    with Store.open(path) as store:
        with pytest.raises(StoreDamagedError, match="entry 1 of the journal cannot be read"):
            store.programme()
        write(store, task("B"), at=hour(1))


#: Views that some other wgtrack may have made, or a stranger in their place; and what is let in of them.
VIEWS = {
    "ours, with other fields": (
        'CREATE VIEW "tasks" AS SELECT first AS created, entry.number AS revision, entry.at AS changed_at,'
        ' ifnull(json_extract(entry.new, \'$.weight\'), 1) AS "weight" FROM "current" JOIN journal AS entry'
        ' ON entry.number = "current".last WHERE "current".kind = \'task\' AND present = 1'
    ),
    "ours, of a kind to come": (
        'CREATE VIEW "meetings" AS SELECT first AS created, entry.number AS revision, entry.at AS changed_at,'
        ' json_extract(entry.new, \'$.agenda\') AS "agenda" FROM "current" JOIN journal AS entry'
        ' ON entry.number = "current".last WHERE "current".kind = \'meeting\' AND present = 1'
    ),
    "a stranger's, by the name of one of ours": "CREATE VIEW tasks AS SELECT load_extension('evil') AS title",
}


@pytest.mark.parametrize("statement", VIEWS.values(), ids=VIEWS)
def test_views_for_other_programs_are_made_anew(whole: Path, statement: str) -> None:
    """Views that show other fields are no reason to refuse a file; the first change makes them as this wgtrack does."""
    made = views(whole)
    name = statement.split()[2].strip('"')
    change_schema(whole, f"DROP VIEW IF EXISTS {name}", statement)
    with Store.open(whole) as store:
        assert store.find("TR-1") is not None
        assert views(whole) != made
        write(store, task("X-1"), at=hour(30))
    assert views(whole) == made


def views(path: Path) -> dict[str, str]:
    """The views of a file, by name."""
    connection = sqlite3.connect(path)
    found = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall())
    connection.close()
    return found


@pytest.mark.parametrize(
    "evil",
    [
        "json_extract(entry.new, '$.a') || load_extension('evil') AS \"a\"",
        "load_extension('evil') AS \"a\"",
        "ifnull(json_extract(entry.new, '$.a'), load_extension('x')) AS \"a\"",
    ],
)
def test_a_view_that_does_more_is_a_strangers(whole: Path, evil: str) -> None:
    """A view of another name that looks like ours and does anything else is refused."""
    change_schema(
        whole,
        'CREATE VIEW "meetings" AS SELECT first AS created, entry.number AS revision, entry.at AS changed_at,'  # noqa: S608 - ours
        f' {evil} FROM "current" JOIN journal AS entry ON entry.number = "current".last'
        " WHERE \"current\".kind = 'meeting' AND present = 1",
    )
    with pytest.raises(StoreForeignError, match="the view 'meetings'"):
        Store.open(whole)
