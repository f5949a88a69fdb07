"""Errors are values: they keep what they know when they are copied or sent to another process."""

import copy
import pickle
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

import wgtrack  # noqa: F401 - so that every error class there is has been made
from wgtrack import errors
from wgtrack.errors import (
    ImportedFileError,
    InputError,
    OutputError,
    SeedError,
    StageError,
    StoreError,
    UnknownKeyError,
    WgtrackError,
)
from wgtrack.planning.activities import Link
from wgtrack.planning.circles import CircleError
from wgtrack.saying import Phrase, argument, call, english, said

_ARGUMENTS: dict[type[WgtrackError], tuple[Any, ...]] = {
    UnknownKeyError: ("task", "TR-3", ["TR-1", "TR-2"]),
    StageError: ("'WP' cannot enter 60.60 from 30.00", "give a reason", ["40.00"]),
    SeedError: ("wp.toml", ["line 1: no title", "line 2: no key"]),
    ImportedFileError: ("record.jsonl", ["line 1: no journal"]),
    OutputError: ("/tmp/report.html", "no room", "free some"),  # noqa: S108 - nothing is written
    StoreError: ("group.db", "damaged", "restore a backup"),
    CircleError: ([Link("A", "B")], 2, ["B waits for A"]),
}


def _classes(kind: type[WgtrackError] = WgtrackError) -> Iterator[type[WgtrackError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _classes(below)


def _made(kind: type[WgtrackError]) -> WgtrackError:
    """An error of this class, from the arguments that its nearest class with a constructor of its own takes."""
    taken = next(each for each in kind.__mro__ if "__init__" in vars(each))
    return kind(*_ARGUMENTS.get(taken, ("no such day", "write 2016-09-18")))


_COPIES: dict[str, Callable[[WgtrackError], WgtrackError]] = {
    "pickle": lambda error: pickle.loads(pickle.dumps(error)),  # noqa: S301 - our own bytes
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
}


@pytest.mark.parametrize("kind", sorted(set(_classes()), key=str))
@pytest.mark.parametrize("way", _COPIES)
def test_every_error_can_be_copied(kind: type[WgtrackError], way: str) -> None:
    """A pool of processes gets the same error, with all that it knows, and the same text."""
    error = _made(kind)
    made = _COPIES[way](error)
    assert type(made) is kind
    assert vars(made) == vars(error)
    assert (str(made), made.args) == (str(error), error.args)


def test_every_constructor_is_tried() -> None:
    """A class with a constructor of its own stands in the table above."""
    own = {kind for kind in _classes() if "__init__" in vars(kind)} - {WgtrackError}
    assert own == set(_ARGUMENTS)


def test_an_error_keeps_its_messages() -> None:
    """A message stays a value in the error, so that it can be told in another language."""
    message = said("there is no event on {day}", day=date(2016, 9, 18))
    error = InputError(message, said("add it"))
    assert error.message == message
    assert str(error) == "there is no event on 18 September 2016; add it"


@pytest.mark.parametrize("hint", [None, ""])
def test_an_error_without_a_next_step_is_one_sentence(hint: str | None) -> None:
    """There is no semicolon with nothing behind it."""
    error = errors.InputError("no such day", hint)
    assert (str(error), error.hint) == ("no such day", None)


def test_a_next_step_is_written_for_whom_it_is_for() -> None:
    """A program reads the method and its arguments; a command line writes its commands and options."""

    def commands(phrase: Phrase) -> str:
        if phrase.form == "argument":
            return f"--{phrase.value}"
        return f"'wgtrack {phrase.value.kind} {phrase.value.method} {phrase.value.arguments[0]}'"

    step = call("move", "TR-3", argument("why"), kind="task")
    assert str(step) == "tracker.move('TR-3', why=...)"
    assert english(step, commands) == "'wgtrack task move TR-3'"
    assert english(argument("why"), commands) == "--why"
