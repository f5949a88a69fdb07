"""What to call next: the library names methods and arguments, the command line its commands and options."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from wgtrack_cli import command_names
from wgtrack_cli.app import app

import wgtrack
from wgtrack.messages.message import Call, Phrase, argument, call, english

ROOT = Path(__file__).parents[2]
COMMANDS: Any = get_command(app)
#: Kinds of records that hints are made for as the error comes, and not where they are written.
KINDS = ("group", "party", "role", "area", "event", "calendar", "lifecycle")
MADE = [
    *(Call("programme", (), kind) for kind in KINDS),
    *(Call("find", (), kind) for kind in ("", "task", "deliverable")),
    Call("baselines", (), "baseline"),
    Call("get", ("iso",), "lifecycle"),
]


def _calls() -> Iterator[ast.Call]:
    """All calls of ``call`` and ``argument`` of ``wgtrack.messages.message`` in the library and the command line."""
    for folder in ("wgtrack", "cli/wgtrack_cli"):
        for path in (ROOT / folder).rglob("*.py"):
            nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
            imports = [
                node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "wgtrack.messages.message"
            ]
            names = {alias.name for node in imports for alias in node.names} & {"call", "argument"}
            yield from (node for node in nodes if isinstance(node, ast.Call) and _name(node) in names)


def _hints() -> list[Call]:
    """What is called by the hints that name a method as it is written, with their arguments as they are named."""
    found = {
        Call(**_parts(node)) for node in _calls() if _name(node) == "call" and isinstance(node.args[0], ast.Constant)
    }
    return [*sorted(found, key=str), *MADE]


def _name(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _parts(node: ast.Call) -> dict[str, Any]:
    method, *arguments = node.args
    kind = next((ast.literal_eval(word.value) for word in node.keywords if isinstance(word.value, ast.Constant)), "")
    return {"method": ast.literal_eval(method), "arguments": tuple(map(_value, arguments)), "kind": kind}


def _value(node: ast.expr) -> object:
    """An argument: as it is written, or some text for what is known only when the error comes."""
    if isinstance(node, ast.Call) and _name(node) == "argument":
        return argument(ast.literal_eval(node.args[0]))
    return ast.literal_eval(node) if isinstance(node, ast.Constant) else "KEY"


def _arguments() -> list[str]:
    """The arguments that hints name."""
    return sorted({ast.literal_eval(node.args[0]) for node in _calls() if _name(node) == "argument"})


def _method(hint: Call) -> Any:
    module, _, name = hint.method.rpartition(".")
    return getattr(import_module(module) if module else wgtrack.Tracker, name)


def _leaves(command: Any = COMMANDS) -> Iterator[Any]:
    """All commands that can be called."""
    yield command
    for name in command.list_commands(None) if hasattr(command, "list_commands") else ():
        yield from _leaves(command.get_command(None, name))


def test_hints_are_found() -> None:
    """The search for hints finds those that are known to be there."""
    assert Call("export", ()) in _hints()
    assert "why" in _arguments()


@pytest.mark.parametrize("hint", _hints(), ids=str)
def test_every_method_that_a_hint_names_exists(hint: Call) -> None:
    """The tracker or the package has the method, and it takes the arguments."""
    taken = inspect.signature(_method(hint)).parameters
    places = [value for value in hint.arguments if not isinstance(value, Phrase)]
    assert len(places) <= len(taken) - (0 if "." in hint.method else 1)
    names = {value.value for value in hint.arguments if isinstance(value, Phrase)}
    assert names <= taken.keys() or any(one.kind is one.VAR_KEYWORD for one in taken.values())


@pytest.mark.parametrize("hint", _hints(), ids=str)
def test_every_command_that_a_hint_is_written_as_exists(hint: Call) -> None:
    """The command line has the command, and its parser takes the words."""
    written = command_names.writer(COMMANDS)(Phrase("call", hint))
    assert written.startswith("'wgtrack ")
    words = written.strip("'").split()[1:]
    command = COMMANDS
    while words and hasattr(command, "get_command") and command.get_command(None, words[0]) is not None:
        command = command.get_command(None, words.pop(0))
    assert not (hasattr(command, "get_command") and not command.invoke_without_command)
    options = {name for param in command.params for name in param.opts}
    assert {word for word in words if word.startswith("-")} <= options


@pytest.mark.parametrize("name", _arguments())
def test_every_option_that_a_hint_is_written_as_exists(name: str) -> None:
    """Some command has the option."""
    assert any(command_names.option(name) in param.opts for command in _leaves() for param in command.params)


@pytest.mark.parametrize("method", command_names.COMMANDS)
def test_every_method_in_the_table_exists(method: str) -> None:
    """The table of names holds nothing that was renamed."""
    assert callable(_method(Call(method, ())))


@pytest.mark.parametrize("name", command_names.OPTIONS)
def test_every_argument_in_the_table_exists(name: str) -> None:
    """Some method, or a field of some record, has the name, and some command the option."""
    methods = [inspect.signature(value) for value in vars(wgtrack.Tracker).values() if inspect.isfunction(value)]
    inherited = [
        inspect.signature(getattr(wgtrack.Tracker, each))
        for each in dir(wgtrack.Tracker)
        if each[0] != "_" and callable(getattr(wgtrack.Tracker, each))
    ]
    fields = {*inspect.signature(wgtrack.Task).parameters, *inspect.signature(wgtrack.open).parameters}
    assert name in fields or any(name in one.parameters for one in (*methods, *inherited))
    assert any(command_names.option(name) in param.opts for command in _leaves() for param in command.params)


@pytest.mark.parametrize(
    ("phrase", "for_programs", "typed"),
    [
        (
            call("move", "TR-3", argument("why"), kind="task"),
            "tracker.move('TR-3', why=...)",
            "'wgtrack task move TR-3 --why TEXT'",
        ),
        (call("load", ...), "tracker.load(...)", "'wgtrack seed NAME_OR_PATH'"),
        (call("undo"), "tracker.undo()", "'wgtrack undo'"),
        (call("move_event", "the summit"), "tracker.move_event('the summit')", "'wgtrack event move 'the summit''"),
        (call("wgtrack.doctor.examine", ...), "wgtrack.doctor.examine(...)", "'wgtrack doctor'"),
        (call("add", kind="calendar"), "tracker.add()", "'wgtrack calendar add'"),
        (call("head"), "tracker.head()", "'wgtrack log --head'"),
        (argument("last"), "last=...", "--to"),
        (argument("not_before"), "not_before=...", "--not-before"),
        (call("close"), "tracker.close()", "tracker.close()"),
    ],
)
def test_a_call_is_written_for_whom_it_is_for(phrase: Phrase, for_programs: str, typed: str) -> None:
    """A program reads a method, a user of the command line a command; what no command does keeps its method."""
    assert str(phrase) == for_programs
    assert english(phrase, command_names.writer(COMMANDS)) == typed
