"""Keeps the catalogues of reports in step with the messages in the code.

``python .ci/messages.py`` collects the messages of the library (calls of ``translatable`` and ``plural``, in Python and in
templates, the labels of fields, and the stages that seeds bring), takes them over into every catalogue, compiles the catalogues,
and lists what has no translation yet. ``--check`` changes nothing and fails where something is missing or out of step.
"""

import io
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from wgtrack.model.fields import described, label, phrases
from wgtrack.model.programme import KINDS

ROOT = Path(__file__).parent.parent
LOCALES = ROOT / "wgtrack" / "messages" / "locale"
_KEYWORDS = {"translatable": None, "plural": (2, 3)}
_TEMPLATES = {".html": "jinja2", ".j2": "jinja2", ".xml": "jinja2", ".py": "python"}
_WIDTH = 120
_FIELD = re.compile(r"\{(\w*)[^}]*\}")


class _Catalogue(Catalog):
    """A catalogue whose header says only what gettext needs: no time and no version of a tool that change its bytes."""

    @property  # type: ignore[misc]  # Babel sets it too, since 2.19; nobody sets this one
    def mime_headers(self) -> list[tuple[str, str]]:
        """The lines of the header."""
        return [
            ("Project-Id-Version", "wgtrack"),
            ("Language", str(self.locale)),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]


class Problem(NamedTuple):
    """What is wrong with a message of a catalogue."""

    language: str
    what: str
    message: str

    def __str__(self) -> str:
        return f"{self.language}: {self.what}: {self.message!r}"


def collect() -> Catalog:
    """All messages of the library, without translations."""
    found = Catalog(fuzzy=False)
    for path in sorted((ROOT / "wgtrack").rglob("*")):
        if path.suffix in _TEMPLATES:
            _collect_from(path, found)
    for name, words in _labels():
        found.add(words, locations=[(name, 0)])
    for path in sorted((ROOT / "seeds" / "lifecycles").glob("*.toml")):
        for title in _titles(tomllib.loads(path.read_text(encoding="utf-8"))):
            found.add(title, locations=[(path.relative_to(ROOT).as_posix(), 0)])
    return found


def _collect_from(path: Path, found: Catalog) -> None:
    name = path.relative_to(ROOT).as_posix()
    for _, message, _, _ in extract_from_file(_TEMPLATES[path.suffix], path, keywords=_KEYWORDS):
        found.add(message, locations=[(name, 0)])


def _labels() -> Iterator[tuple[str, str]]:
    """What fields are called and how they name other records, as their classes declare it, each with the file of its class."""
    for cls in KINDS.values():
        for attribute, _ in described(cls):
            yield f"{cls.__module__.replace('.', '/')}.py", label(attribute)
        for phrase in phrases(cls):
            yield f"{cls.__module__.replace('.', '/')}.py", f"{phrase} {{key}}"


def _titles(lifecycle: dict[str, Any]) -> Iterator[str]:
    """Titles, and the codes that are words."""
    yield lifecycle["title"]
    yield from (track["title"] for track in lifecycle.get("track", ()))
    for stage in lifecycle["stage"]:
        yield stage["title"]
        if stage["code"][0].isalpha():
            yield stage["code"]


def catalogues() -> Iterator[Path]:
    """The catalogue of each language but English."""
    yield from sorted(LOCALES.glob("*/LC_MESSAGES/wgtrack.po"))


def read(path: Path) -> Catalog:
    """A catalogue as it is on disk."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, domain="wgtrack")


def written(catalogue: Catalog) -> bytes:
    """A catalogue as text: sorted, so that a new message changes no other line, and with the files that use each message."""
    file = io.BytesIO()
    write_po(file, catalogue, width=_WIDTH, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return file.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """A catalogue in the form that gettext reads."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def taken_over(catalogue: Catalog, messages: Iterable[Message]) -> Catalog:
    """A catalogue with these messages: the translations of those that it had, and none for new ones."""
    fresh = _Catalogue(catalogue.locale, domain="wgtrack", header_comment=catalogue.header_comment, fuzzy=False)
    for message in messages:
        if message.id:
            before = catalogue.get(message.id)
            same = before is not None and before.id == message.id and not before.fuzzy
            added = fresh.add(message.id, before.string if same and before else None, sorted(set(message.locations)))
            added.flags.clear()  # which there are depends on the version of Babel
    return fresh


def problems(catalogue: Catalog, messages: Catalog) -> Iterator[Problem]:
    """What is missing, unused, fuzzy, or has other values than the message it translates."""
    language = str(catalogue.locale)
    for message in messages:
        there = catalogue.get(message.id) if message.id else None
        if message.id and (there is None or there.id != message.id or not _whole(there)):
            yield Problem(language, "not translated", _first(message))
    for message in catalogue:
        if message.id and messages.get(message.id) is None:
            yield Problem(language, "not used any more", _first(message))
        if message.id and message.fuzzy:
            yield Problem(language, "only guessed", _first(message))
        if (
            message.id
            and _whole(message)
            and not all(_fields(text) == _fields(_last(message)) for text in _strings(message))
        ):
            yield Problem(language, "has other values", _first(message))


def _whole(message: Message) -> bool:
    return all(_strings(message))


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _first(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _last(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[-1]


def _fields(text: str) -> frozenset[str]:
    """The values that a message has: names between braces."""
    return frozenset(_FIELD.findall(text))


def _update(messages: Catalog) -> None:
    for path in catalogues():
        catalogue = taken_over(read(path), messages)
        path.write_bytes(written(catalogue))
        path.with_suffix(".mo").write_bytes(compiled(catalogue))


def _out_of_step(messages: Catalog) -> Iterator[str]:
    for path in catalogues():
        catalogue = read(path)
        if path.read_bytes() != written(taken_over(catalogue, messages)):
            yield f"{path.relative_to(ROOT)} is out of step; run 'make messages'"
        if path.with_suffix(".mo").read_bytes() != compiled(taken_over(catalogue, messages)):
            yield f"{path.relative_to(ROOT).with_suffix('.mo')} is not what the catalogue says; run 'make messages'"


def main(arguments: list[str]) -> int:
    """Update the catalogues, or check them; the number of problems is told."""
    messages = collect()
    check = arguments == ["--check"]
    if not check:
        _update(messages)
    found = [str(problem) for path in catalogues() for problem in problems(read(path), messages)]
    found += _out_of_step(messages) if check else ()
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
