"""Stores for the tests: the contract runs on memory, on a file and on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wgtrack.store import Store


@pytest.fixture(params=["memory", "file", "server"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store: in memory, in a file, and on a PostgreSQL server."""
    with Store.open(_place(request, tmp_path)) as opened:
        yield opened


def _place(request: pytest.FixtureRequest, folder: Path) -> str:
    if request.param == "server":
        address: str = request.getfixturevalue("postgres_server").new_database()
        return address
    return ":memory:" if request.param == "memory" else str(folder / "wg.db")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "wg.db"
