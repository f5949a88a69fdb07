"""Stores for the tests: the contract runs on memory and on a file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from wgtrack.store import Store


@pytest.fixture(params=["memory", "file"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, in memory and in a file."""
    with Store.open(":memory:" if request.param == "memory" else tmp_path / "wg.db") as opened:
        yield opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a database may be made."""
    return tmp_path / "wg.db"
