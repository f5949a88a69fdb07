"""The page on how wgtrack is built names what is there, and the page of words agrees with the code and the catalogue."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from wgtrack.formats.sections import FLAG_NAMES, VERDICT_WORDS
from wgtrack.messages.languages import language
from wgtrack.messages.message import Message

ROOT = Path(__file__).parents[2]
DESIGN = (ROOT / "docs" / "design.md").read_text(encoding="utf-8")
WORDS = (ROOT / "docs" / "reference" / "words.md").read_text(encoding="utf-8")
#: The words of verdicts and flags.
NAMED: Mapping[str, Message] = {str(name): words for name, words in (*VERDICT_WORDS.items(), *FLAG_NAMES.items())}
#: Where the rooms of the library are; beside the sources of the wheel they are not within reach.
LIBRARY = ROOT / "wgtrack"


@pytest.mark.skipif(not LIBRARY.is_dir(), reason="the sources are out of reach where the wheel is tested")
@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:wgtrack|cli|seeds|tests)/[\w./]+)`", DESIGN))))
def test_what_the_design_names_is_there(path: str) -> None:
    """Every file and folder that the page names exists."""
    assert (ROOT / path).exists()


@pytest.mark.skipif(not LIBRARY.is_dir(), reason="the sources are out of reach where the wheel is tested")
def test_every_room_is_in_the_design() -> None:
    """Every room and module at the top of the library has its line in the table of rooms."""
    rooms = {each.name for each in LIBRARY.iterdir() if (each / "__init__.py").exists()}
    modules = {each.name for each in LIBRARY.glob("*.py")} - {"__init__.py"}
    assert rooms <= set(re.findall(r"`wgtrack/(\w+)/`", DESIGN))
    assert modules <= set(re.findall(r"`wgtrack/(\w+\.py)`", DESIGN))


@pytest.mark.parametrize("name", NAMED)
def test_a_status_has_the_word_of_the_page(name: str) -> None:
    """Each verdict and flag stands on the page of words with its English word, its code and its Chinese word."""
    words = NAMED[name]
    (row,) = re.findall(rf"^\| ([^|]+) \| (?:flag )?`{name}` \|[^|]+\| ([^|]+) \|$", WORDS, re.MULTILINE)
    assert row == (str(words), language("zh-Hans").tell(words))
