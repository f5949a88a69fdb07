"""Languages, and the tool that keeps their catalogues."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from wgtrack.languages import Language, language

TOOL = Path(__file__).parents[2] / ".ci" / "messages.py"


@pytest.fixture(scope="session")
def chinese() -> Language:
    """Simplified Chinese."""
    return language("zh-Hans")


@pytest.fixture(scope="session")
def tool() -> ModuleType:
    """The tool that collects messages out of the sources; the tests of a built wheel run without these."""
    if not TOOL.exists():
        pytest.skip("the sources are out of reach")
    spec = importlib.util.spec_from_file_location("messages_tool", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
