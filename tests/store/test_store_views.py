"""The views that other programs read: one for each kind, one column for each field."""

import json
import os
import sqlite3
import subprocess
import sysconfig
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import attrs
import psycopg
import psycopg.rows
import pytest

from tests.store.helpers import FULL, hour, remove, task, write
from wgtrack.model.kinds import plural_of
from wgtrack.model.programme import KINDS
from wgtrack.model.records import Baseline, Task
from wgtrack.store import Store, views
from wgtrack.store.postgres.views import statements as postgres_views
from wgtrack.store.sqlite.views import statements as sqlite_views

SQLITE_UTILS = str(Path(sysconfig.get_path("scripts")) / "sqlite-utils")
FIRST = (*FULL, Baseline(key="start", at=hour(0)))


def rows_of_file(path: Path | str, query: str) -> list[dict[str, Any]]:
    """What another program that knows nothing of wgtrack reads from a file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(query)]


def rows_of_server(address: Path | str, query: str) -> list[dict[str, Any]]:
    """As above, from a server."""
    with psycopg.connect(str(address), row_factory=psycopg.rows.dict_row) as connection:
        return connection.execute(query.encode()).fetchall()


@pytest.fixture(params=["file", "server"])
def read(request: pytest.FixtureRequest, path: Path) -> Callable[[str], list[dict[str, Any]]]:
    """Reads a record of every kind, one of them changed and one taken off again."""
    place = path if request.param == "file" else request.getfixturevalue("new_record")()
    with Store.open(place) as store:
        write(store, *FIRST)
        write(store, task("TR-9", title="Draft's there", estimate=(1, 2, 3.5)), task("X-1"), at=hour(1))
        remove(store, "task", "X-1", hour(2))
    return lambda query: (rows_of_file if request.param == "file" else rows_of_server)(place, query)


def test_every_kind_has_a_view_with_a_column_for_each_field() -> None:
    """The views are named as the kinds are, and their columns as the fields: nothing is missing and nothing listed by hand."""
    assert set(views.shown()) == {plural_of(kind) for kind in KINDS}
    for kind, cls in KINDS.items():
        its, columns = views.shown()[plural_of(kind)]
        fields = [field.name for field in attrs.fields(cls) if field.name not in {"revision", "changed_at"}]
        assert (its, [column.name for column in columns]) == (kind, fields)
    assert sqlite_views().keys() == postgres_views().keys() == views.shown().keys()


def test_a_view_shows_what_is_current(read: Callable[[str], list[dict[str, Any]]]) -> None:
    """A record is there as its last change left it, in the order of first entries, with what is default; one that was taken off is not."""
    rows = read("SELECT * FROM tasks ORDER BY created")
    assert [row["key"] for row in rows] == ["TR-1", "TR-9"]
    first, second = rows
    assert (first["created"], first["revision"], first["changed_at"]) == (11, 11, "2016-08-01T01:30:00.000000+00:00")
    assert (first["state"], first["percent"], first["done_on"], first["done_at"]) == (
        "done",
        100,
        "2016-08-19",
        "2016-08-19T09:00:00.000000+00:00",
    )
    assert json.loads(first["after"]) == ["white-paper@draft", "TR-0 SS +2", "TR-0 FF -1"]
    assert json.loads(first["waiting"]) == {"on": "CESI", "since": "2016-08-03", "what": "the list"}
    assert (second["revision"], second["title"], second["estimate"]) == (14, "Draft's there", "1.0/2.0/3.5")
    assert (second["state"], second["percent"], second["illustrative"], second["kind"]) == ("open", 0, 0, "task")
    assert (second["target"], second["remaining"], json.loads(second["owners"])) == (None, None, [])


def test_every_view_can_be_read(read: Callable[[str], list[dict[str, Any]]]) -> None:
    """Each kind's view has its records, one row each; texts in every script come as they are."""
    counted = {name: len(read(f'SELECT * FROM "{name}"')) for name in views.shown()}  # noqa: S608 - names of our own
    assert counted == {plural_of(kind): sum(type(record) is cls for record in FIRST) for kind, cls in KINDS.items()}
    (calendar,) = read("SELECT * FROM calendars")
    assert json.loads(calendar["off"]) == [["2016-09-15", "中秋节"], ["2016-09-16", "中秋节"]]
    assert json.loads(calendar["weekend"]) == [5, 6]


def test_a_question_in_sql_is_answered(read: Callable[[str], list[dict[str, Any]]]) -> None:
    """What people ask views for: numbers compare as numbers, texts as texts, and kinds join by key."""
    query = (
        'SELECT tasks.title AS task, groups.name AS of FROM tasks JOIN groups ON groups."key" = tasks."group"'
        " WHERE tasks.percent > 50 AND tasks.done_on < '2016-09-01'"
    )
    assert read(query.replace(" AS of ", ' AS "of" ')) == [
        {"task": "Read the reports", "of": "Blockchain working group"}
    ]


def test_sqlite_utils_reads_the_views(path: Path) -> None:
    """The command of sqlite-utils lists the views and reads one."""
    with Store.open(path) as store:
        write(store, *FIRST)
    listed = json.loads(run(SQLITE_UTILS, "views", str(path)))
    assert {one["view"] for one in listed} == set(views.shown())
    (row,) = json.loads(run(SQLITE_UTILS, str(path), "SELECT key, target FROM deliverables"))
    assert row == {"key": "white-paper", "target": "summit - 1wd"}


def run(*words: str) -> str:
    """What a command prints."""
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    return subprocess.run(words, check=True, capture_output=True, text=True, env=environment).stdout  # noqa: S603 - ours


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Weighed(Task):
    """A task as a wgtrack to come may have it, with a new field."""

    weight: int = 1


@pytest.mark.parametrize("place", ["file", "server"])
def test_a_new_field_needs_no_migration(
    place: str, path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A field that a later wgtrack has is in the view after its first change, with its default; reading alone changes nothing."""
    where = path if place == "file" else request.getfixturevalue("new_record")()
    rows = rows_of_file if place == "file" else rows_of_server
    with Store.open(where) as store:
        write(store, task("A"))
    before = rows(where, "SELECT * FROM tasks")
    monkeypatch.setitem(KINDS, "task", Weighed)
    monkeypatch.setattr("wgtrack.store.snapshots.KIND_OF", {Weighed: "task"})
    with Store.open(where) as store:
        store.find("A")
        assert rows(where, "SELECT * FROM tasks") == before
        with store.turn():
            pass
    assert [row["weight"] for row in rows(where, "SELECT * FROM tasks")] == [1]
