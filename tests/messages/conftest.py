"""Languages, and the tools that keep their catalogues and the list of reasons."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import time_machine

import wgtrack
from wgtrack import Tracker
from wgtrack.messages.languages import Language, language

TOOLS = Path(__file__).parents[2] / ".ci"


@pytest.fixture(scope="session")
def chinese() -> Language:
    """Simplified Chinese."""
    return language("zh-Hans")


@pytest.fixture(scope="session")
def group_2016() -> Iterator[Tracker]:
    """The group of 2016 on record; not to be changed."""
    with wgtrack.open(":memory:", by="tests") as opened:
        with time_machine.travel("2026-07-01T08:00:00Z", tick=False):
            opened.load("china-blockchain-2016")
        yield opened


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    """The tool that collects messages out of the sources."""
    return _tool("messages")


@pytest.fixture(scope="session")
def reason_list() -> ModuleType:
    """The tool that lists the codes of reasons."""
    return _tool("reasons")


def _tool(name: str) -> ModuleType:
    """A tool of the sources; the tests of a built wheel run without these."""
    path = TOOLS / f"{name}.py"
    if not path.exists():
        pytest.skip("the sources are out of reach")
    spec = importlib.util.spec_from_file_location(f"{name}_tool", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
