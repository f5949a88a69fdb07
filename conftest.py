"""What all tests share: whole outputs compared with golden files, and a PostgreSQL server."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests import postgres

# A busy machine is no mistake of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

_GOLDEN = Path(__file__).parent / "tests" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes golden files anew; review what it changed before it is committed."""
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``golden(name, text)``: the text equals the file ``tests/golden/name``, whole."""
    update = request.config.getoption("--update-golden")

    def compare(name: str, text: str) -> None:
        path = _GOLDEN / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"there is no golden file {name}; write it with --update-golden and review it"  # noqa: S101 - a test's helper
        assert text == path.read_bytes().decode("utf-8")  # noqa: S101 - a test's helper

    return compare


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """A PostgreSQL server; the test is skipped where there is none, unless that is required."""
    lack = postgres.missing()
    if lack is not None:
        (pytest.fail if postgres.REQUIRED else pytest.skip)(lack)
    with postgres.serving() as server:
        yield server
