"""The catalogues: every message of the sources has its translation, with the same values."""

import io
import re
from gettext import GNUTranslations
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from wgtrack.messages.languages import LANGUAGES, language
from wgtrack.messages.message import (
    Message,
    clauses,
    day_words,
    joined,
    listed,
    number_words,
    plural,
    translatable,
    weekday_words,
)

LOCALES = Path(str(files("wgtrack.messages"))) / "locale"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/wgtrack.po"))


def catalogue(path: Path) -> Catalog:
    """A catalogue as it is on disk."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def test_every_language_but_english_has_a_catalogue() -> None:
    """A language of the list without a catalogue could not be told."""
    assert {path.parent.parent.name for path in CATALOGUES} == {tag.replace("-", "_") for tag in LANGUAGES} - {"en"}


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parent.parent.name)
def test_catalogues_are_compiled(path: Path) -> None:
    """What is installed is what Babel compiles from the catalogue, so that no build step is needed."""
    made = io.BytesIO()
    write_mo(made, catalogue(path))
    made.seek(0)
    with path.with_suffix(".mo").open("rb") as there:
        assert _messages_of(GNUTranslations(there)) == _messages_of(GNUTranslations(made))


def _messages_of(compiled: GNUTranslations) -> dict[Any, str]:
    """Without the header, in which a compiler may name itself."""
    known: dict[Any, str] = vars(compiled)["_catalog"]
    return {message: text for message, text in known.items() if message}


def test_nothing_is_missing_unused_guessed_or_of_other_values(tool: ModuleType) -> None:
    """What the sources say is what the catalogues translate."""
    found = [str(problem) for path in CATALOGUES for problem in tool.problems(tool.read(path), tool.collect())]
    assert found == []


def test_catalogues_are_as_make_messages_leaves_them(tool: ModuleType) -> None:
    """Sorted, with the files of each message, and compiled: a change of a text shows as that change alone."""
    assert tool.main(["--check"]) == 0


def test_the_tool_finds_what_is_missing(tool: ModuleType) -> None:
    """A new message is not translated."""
    sources, translated = Catalog(), Catalog("zh_Hans")
    sources.add("due {day}")
    assert [str(one) for one in tool.problems(translated, sources)] == ["zh_Hans: not translated: 'due {day}'"]


def test_the_tool_finds_what_is_not_used(tool: ModuleType) -> None:
    """A translation of nothing is a message that was changed."""
    translated = Catalog("zh_Hans")
    translated.add("gone", "没有了")
    assert [str(one) for one in tool.problems(translated, Catalog())] == ["zh_Hans: not used any more: 'gone'"]


def test_the_tool_finds_other_values(tool: ModuleType) -> None:
    """A translation with a value that the message has not would fail when it is told."""
    sources, translated = Catalog(), Catalog("zh_Hans")
    sources.add("due {day}")
    translated.add("due {day}", "{date}截止")
    assert [str(one) for one in tool.problems(translated, sources)] == ["zh_Hans: has other values: 'due {day}'"]


def test_the_tool_finds_what_is_only_guessed(tool: ModuleType) -> None:
    """Babel's guesses at translations are nobody's."""
    sources, translated = Catalog(), Catalog("zh_Hans")
    sources.add("due {day}")
    translated.add("due {day}", "{day}截止", flags=["fuzzy"])
    assert [str(one) for one in tool.problems(translated, sources)] == ["zh_Hans: only guessed: 'due {day}'"]


def test_messages_are_found_in_code_templates_and_seeds(tool: ModuleType) -> None:
    """Each kind of source brings its own, plurals included."""
    found = tool.collect()
    places = {name for message in found for name, _ in message.locations}
    assert {"wgtrack/status/verdicts.py", "seeds/lifecycles/white-paper.toml"} <= places
    assert any(name.endswith(".html") for name in places)
    assert found.get("{number} working day left").id == ("{number} working day left", "{number} working days left")


values = st.one_of(
    st.text(),
    st.text(alphabet="{}!:[]%<&"),
    st.integers(),
    st.floats(-1e6, 1e6),
    st.dates().map(day_words),
    st.dates().map(weekday_words),
    st.floats(0, 1e6).map(number_words),
    st.lists(st.text(), max_size=3).map(joined),
    st.lists(st.text(), max_size=3).map(listed),
    st.lists(st.text(), max_size=3).map(clauses),
)


MESSAGES = [message.id for path in CATALOGUES for message in catalogue(path) if message.id]


@given(st.data())
def test_every_message_can_be_told_in_every_language(data: st.DataObject) -> None:
    """Whatever the values are, telling never fails, and no place for a value is left."""
    message = data.draw(st.sampled_from(MESSAGES))
    last = message if isinstance(message, str) else message[-1]
    given_values = {name: data.draw(values) for name in sorted(set(re.findall(r"\{(\w+)\}", last)))}
    text = _said(message, given_values, data.draw(st.integers(0, 200)))
    for tag in LANGUAGES:
        told = language(tag).tell(text)
        assert not [name for name in text.values if f"{{{name}}}" in told and f"{{{name}}}" not in str(given_values)]


def _said(message: Any, given_values: dict[str, Any], number: int) -> Message:
    if isinstance(message, str):
        return translatable(message, **given_values)
    return plural(number, *message, **{name: value for name, value in given_values.items() if name != "number"})
