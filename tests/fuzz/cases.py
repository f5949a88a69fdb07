"""Hostile inputs that are kept as files in ``tests/rejected``: how a file is read, and what is made of it.

Every file says ``what`` is hostile about it. In the folders ``deadlines``, ``instants`` and ``filters`` it has one or more
``[[input]]``: a ``text`` (``times`` as often; or ``hex``, for bytes that are no text), and what it must end in: ``says``, the
line of the error, or ``gives``, the value. In ``commands`` and ``seeds/made`` it has commands: those to ``run`` before, the
``command`` itself with its exit ``code``, the lines it ``says`` on stderr and pieces that it ``shows`` on stdout; and
``[[file]]``, which are made first. A word of a command may be ``{ hex = ... }``, or ``{ text = ..., times = ... }``. A line that ends in `` ...`` is only the beginning of one.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

REJECTED = Path(__file__).parents[1] / "rejected"
#: Ends an expected line whose rest is another room's wording.
REST = " ..."


class Input(NamedTuple):
    """A text, and the error's line or the value that it must end in; a filter's text says which filter it is for."""

    name: str
    ask: str
    text: str
    says: str | None
    gives: str | None


class Case(NamedTuple):
    """A command, what is done before it, and what must come of it."""

    name: str
    before: Sequence[Sequence[str]]
    command: Sequence[str]
    code: int
    says: Sequence[str]
    shows: Sequence[str]
    #: What is asked afterwards of the record that it left; None for everything.
    then: Sequence[Sequence[str]] | None
    files: Sequence[Mapping[str, Any]]


def inputs(folder: str) -> list[Input]:
    """All inputs of a folder, in the order of the files."""
    return [found for path in sorted((REJECTED / folder).glob("*.toml")) for found in _inputs(path)]


def cases(folder: str) -> list[Case]:
    """All cases of a folder, by name."""
    return [_case(path) for path in sorted((REJECTED / folder).glob("*.toml"))]


def fits(said: str, expected: str) -> bool:
    """Whether a line is the one that is expected."""
    return said.startswith(expected.removesuffix(REST)) if expected.endswith(REST) else said == expected


def make_files(files: Sequence[Mapping[str, Any]], folder: Path) -> None:
    """Make the files of a case; a name ending in ``/`` is a folder."""
    for file in files:
        path = folder / file["name"]
        if file["name"].endswith("/"):
            path.mkdir()
        elif "link" in file:
            path.symlink_to(file["link"])
        elif file.get("pipe"):
            os.mkfifo(path)
        else:
            path.write_bytes(content(file))


def content(file: Mapping[str, Any]) -> bytes:
    """What is in a file: bytes, a text in an encoding, or parts, each of them several times over and numbered."""
    if "hex" in file:
        return bytes.fromhex(str(file["hex"])) * int(file.get("times", 1))
    text = str(file.get("text", "")) * int(file.get("times", 1)) + "".join(_parts(file.get("parts", ())))
    return text.encode(str(file.get("encoding", "utf-8")), "surrogatepass")


def _parts(parts: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The text of each part ``times`` as often, with ``<n>`` for its number from ``first`` on, ``<n-1>`` for the one before."""
    for part in parts:
        first = int(part.get("first", 0))
        for number in range(first, first + int(part.get("times", 1))):
            yield part["text"].replace("<n>", str(number)).replace("<n-1>", str(number - 1))


def _inputs(path: Path) -> Iterator[Input]:
    document = tomllib.loads(path.read_text(encoding="utf-8"))
    for number, given in enumerate(document["input"], start=1):
        raw = bytes.fromhex(given["hex"]).decode("utf-8", "surrogateescape") if "hex" in given else given["text"]
        text = raw * int(given.get("times", 1))
        yield Input(f"{path.stem}-{number}", given.get("ask", ""), text, given.get("says"), given.get("gives"))


def _words(given: Sequence[Any]) -> list[str]:
    return [word if isinstance(word, str) else content(word).decode("utf-8", "surrogateescape") for word in given]


def _case(path: Path) -> Case:
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    return Case(
        path.stem,
        [_words(words) for words in given.get("before", ())],
        _words(given["command"]),
        given.get("code", 0),
        given.get("says", ()),
        given.get("shows", ()),
        given.get("then"),
        given.get("file", ()),
    )
