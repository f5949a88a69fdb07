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
    ConflictError,
    DeadlineError,
    ImportedFileError,
    InputError,
    InstantError,
    KeyTakenError,
    NotInstalledError,
    OutputError,
    PlanningError,
    SeedError,
    StageError,
    StoreError,
    UnknownKeyError,
    WgtrackError,
)
from wgtrack.messages.message import Message, Phrase, argument, call, english, translatable, untranslated
from wgtrack.planning.activities import Link
from wgtrack.planning.cycles import CircleError

#: What a class is made from; its named arguments in a table at the end.
_ARGUMENTS: dict[type[WgtrackError], tuple[Any, ...]] = {
    UnknownKeyError: ("task", "TR-3", ["TR-1", "TR-2"]),
    StageError: (
        untranslated("'WP' cannot enter 60.60 from 30.00"),
        untranslated("give a reason"),
        ["40.00"],
        {"key": "WP", "stage": "60.60"},
    ),
    KeyTakenError: (
        untranslated("the key 'TR-3' is taken"),
        untranslated("choose another"),
        {"key": "TR-3", "holder": "a task"},
    ),
    DeadlineError: (untranslated("cannot read 'summit -'"), untranslated("write a day"), {"expression": "summit -"}),
    InstantError: (
        untranslated("there is no day 2016-02-30"),
        untranslated("give a day that exists"),
        {"text": "2016-02-30"},
    ),
    PlanningError: (
        untranslated("the links go round in a circle"),
        untranslated("take one away"),
        {"keys": ["A", "B", "A"]},
    ),
    ConflictError: (untranslated("'TR-3' was changed"), untranslated("read it again"), {"key": "TR-3"}),
    NotInstalledError: (untranslated("forecast needs numpy"), "numpy", "forecast"),
    SeedError: ("wp.toml", [untranslated("line 1: no title"), untranslated("line 2: no key")]),
    ImportedFileError: ("record.jsonl", [untranslated("line 1: no journal")]),
    OutputError: ("/tmp/report.html", untranslated("no room"), untranslated("free some")),  # noqa: S108 - nothing is written
    StoreError: ("group.db", untranslated("damaged"), untranslated("restore a backup")),
    CircleError: ([Link("A", "B")], 2, ["B waits for A"]),
}


def _classes(kind: type[WgtrackError] = WgtrackError) -> Iterator[type[WgtrackError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _classes(below)


def _made(kind: type[WgtrackError]) -> WgtrackError:
    """An error of this class, from the arguments that its nearest class with a constructor of its own takes."""
    taken = next(each for each in kind.__mro__ if "__init__" in vars(each))
    arguments = _ARGUMENTS.get(taken, (untranslated("no such day"), untranslated("write 2016-09-18")))
    named = arguments[-1] if isinstance(arguments[-1], dict) else {}
    return kind(*arguments[: -1 if named else None], **named)


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
    message = translatable("there is no event on {day}", day=date(2016, 9, 18))
    error = InputError(message, translatable("add it"))
    assert error.message == message
    assert str(error) == "there is no event on 18 September 2016; add it"


def test_an_error_without_a_next_step_is_one_sentence() -> None:
    """There is no semicolon with nothing behind it."""
    error = errors.InputError(untranslated("no such day"))
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


#: Class -> the names of what it knows, as its docstring says.
_KNOWN: dict[type[WgtrackError], tuple[str, ...]] = {
    UnknownKeyError: ("what", "key", "closest"),
    KeyTakenError: ("key", "holder"),
    DeadlineError: ("expression",),
    InstantError: ("text",),
    StageError: ("key", "stage", "allowed"),
    PlanningError: ("keys",),
    CircleError: ("links", "days"),
    SeedError: ("source", "problems"),
    ImportedFileError: ("source", "problems"),
    OutputError: ("path", "reason"),
    NotInstalledError: ("package", "extra"),
    ConflictError: ("key",),
    StoreError: ("path", "reason"),
}


@pytest.mark.parametrize("kind", sorted(set(_classes()), key=str))
def test_an_error_knows_what_it_is_about(kind: type[WgtrackError]) -> None:
    """What an error was made from can be read from it by the names in its docstring, and none is empty."""
    error = _made(kind)
    for each in kind.__mro__:
        for name in _KNOWN.get(each, ()):
            assert getattr(error, name)
            assert f"``{name}``" in (each.__doc__ or "")


@pytest.mark.parametrize("kind", sorted(set(_classes()), key=str))
def test_an_error_carries_messages(kind: type[WgtrackError]) -> None:
    """What is wrong and the next step are messages, which can be told in any language and for any caller."""
    error = _made(kind)
    assert isinstance(error.message, Message)
    assert error.hint is None or isinstance(error.hint, Message)


def test_every_class_with_values_of_its_own_is_in_the_table() -> None:
    """A class that keeps values says which."""
    assert set(_KNOWN) == {kind for kind in _classes() if "__init__" in vars(kind)} - {WgtrackError}


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InputError(untranslated("no")), "input"),
        (UnknownKeyError("task", "TR-3"), "unknown_key"),
        (StoreError("group.db", untranslated("damaged"), None), "store"),
        (
            InputError(untranslated("there is no report format '{name}'", code="unknown_format", name="pdf")),
            "unknown_format",
        ),
    ],
)
def test_a_program_tells_errors_apart_by_code(error: WgtrackError, code: str) -> None:
    """The code is that of the message, or the name of the class where the message has none."""
    assert error.code == code


def test_values_are_those_of_the_message() -> None:
    """A program reads the values from the error, and need not take the sentence apart."""
    assert UnknownKeyError("task", "TR-3").values == {"what": "task", "key": "TR-3"}
    assert InputError(untranslated("no")).values == {}


@pytest.mark.parametrize(
    ("error", "hint"),
    [
        (UnknownKeyError("task", "TR-33", ["TR-3", "X"]), "did you mean TR-3?"),
        (UnknownKeyError("task", "x"), "none is on record yet, so add it first"),
        (UnknownKeyError("task", "x", ["TR-1"]), "there is TR-1"),
        (UnknownKeyError("task", "x", ["TR-1", "TR-2"]), "there are TR-1, TR-2"),
        (UnknownKeyError("task", "x", map(str, range(9))), "see what there is with tracker.find()"),
        (UnknownKeyError("party", "x", map(str, range(9))), "see what there is with tracker.programme()"),
        (UnknownKeyError("iso stage", "x", map(str, range(9))), "see what there is with tracker.get('iso')"),
        (UnknownKeyError("record with the key", "x", map(str, range(9))), "see what there is with tracker.find()"),
    ],
)
def test_an_unknown_key_says_what_there_is(error: UnknownKeyError, hint: str) -> None:
    """The keys that are like it; else all of a few, and of many the method that lists them."""
    assert str(error.hint) == hint


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (1, "wp.toml: 1 problem, nothing was loaded"),
        (2, "wp.toml: 2 problems, nothing was loaded"),
        (100, "wp.toml: 100 problems or more, nothing was loaded"),
    ],
)
def test_a_seed_error_counts_its_problems(number: int, told: str) -> None:
    """One problem, several, or as many as are looked for."""
    assert str(SeedError("wp.toml", [untranslated("no title")] * number).message) == told


def test_an_error_can_stand_in_the_message_of_another() -> None:
    """Its sentence and its next step are one message, which keeps what to call as a value."""
    inner = InputError(untranslated("no title"), untranslated("see {call}", call=call("log")))
    outer = untranslated("line {line}: {problem}", line=3, problem=inner.words)
    assert english(outer, lambda _: "'wgtrack log'") == "line 3: no title; see 'wgtrack log'"
    assert InputError(outer).words == outer


def test_what_is_not_installed_names_the_extra() -> None:
    """The next step is to install the extra, or what can be done without."""
    error = NotInstalledError(untranslated("a PNG needs resvg_py"), "resvg_py", "png", untranslated("write it as SVG"))
    assert str(error) == "a PNG needs resvg_py; install it with pip install 'wgtrack[png]', or write it as SVG"
