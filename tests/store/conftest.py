"""Stores for the tests: the contract runs on memory, on a file and on a server."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from tests import postgres
from wgtrack.store import Store


@pytest.fixture(params=["memory", "file", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store: in memory, in a file, and on a PostgreSQL server."""
    with Store.open(_place(request, tmp_path)) as opened:
        yield opened


def _place(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "server":
        new: Callable[[], str] = request.getfixturevalue("new_record")
        return new()
    return ":memory:" if request.param == "memory" else str(folder / "wg.db")


@pytest.fixture(scope="session")
def server_database(postgres_server: postgres.Server) -> str:
    """A database of the server's, in which each test has a schema of its own: that is made in no time."""
    return postgres_server.new_database()


@pytest.fixture
def new_record(server_database: str) -> Callable[[], str]:
    """Addresses under which there is nothing yet."""

    def new() -> str:
        name = f"s{os.urandom(6).hex()}"
        with closing(psycopg.connect(server_database, autocommit=True)) as connection:
            connection.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
        return f"{server_database}&options=-csearch_path%3D{name}"

    return new


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "wg.db"
