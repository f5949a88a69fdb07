"""The help: every command is explained with an example that works, and docs/commands.md says the same."""

import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import typer.main
from wgtrack_cli import options
from wgtrack_cli.app import SECTIONS, app

from wgtrack.formats.cells import cell_width
from wgtrack.status.queries import sorts
from wgtrack.status.report import VERDICTS

Invoke: TypeAlias = Callable[..., Any]

REFERENCE = Path(__file__).parents[2] / "docs" / "commands.md"
ROOT: Any = typer.main.get_command(app)


def commands() -> Iterator[tuple[str, ...]]:
    """The words of every command, nouns left out that do nothing alone."""
    context = ROOT.context_class(ROOT, info_name="wgtrack")
    for name in ROOT.list_commands(context):
        command: Any = ROOT.get_command(context, name)
        below = getattr(command, "commands", {})
        if not below or command.invoke_without_command:
            yield (name,)
        yield from ((name, verb) for verb in below)


COMMANDS = list(commands())


def epilog(words: tuple[str, ...]) -> str:
    """What stands below the help of a command."""
    command = ROOT
    context = ROOT.context_class(ROOT, info_name="wgtrack")
    for word in words:
        command = command.get_command(context, word)
    return str(command.epilog)


def examples(words: tuple[str, ...]) -> list[str]:
    """The examples in the help of a command."""
    return [line.strip() for line in epilog(words).splitlines() if line.strip().startswith("wgtrack ")]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_examples_that_parse(words: tuple[str, ...]) -> None:
    """The help of a command has an example of that command, and its words can be parsed."""
    found = examples(words)

    assert found
    for example in found:
        typed = shlex.split(example)[1:]
        assert tuple(typed[: len(words)]) == words
        parse(typed)


def parse(typed: list[str]) -> None:
    """Parse a command line without running it; usage errors are raised."""
    context = ROOT.make_context("wgtrack", list(typed))
    command, rest = ROOT, [*context._protected_args, *context.args]
    while hasattr(command, "commands") and rest:
        name, command, rest = command.resolve_command(context, rest)
        context = command.make_context(name, rest, parent=context)
        rest = [*getattr(context, "_protected_args", []), *context.args]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_help_fits_80_columns(cli_invoke: Invoke, words: tuple[str, ...]) -> None:
    """No line of a help is wider than 80 columns, but for examples, which are for copying."""
    said = cli_invoke(*words, "--help").stdout

    assert [line for line in said.splitlines() if cell_width(line) > 80 and not line.startswith("    wgtrack ")] == []


def test_help_lists_every_command_under_a_heading(cli_invoke: Invoke) -> None:
    """'wgtrack --help' lists all commands with what they do."""
    said = cli_invoke("--help").stdout

    for heading, names in SECTIONS.items():
        assert f"{heading}:" in said
        assert all(f"\n  {name} " in said for name in names)


def test_no_words_print_the_help(cli_invoke: Invoke) -> None:
    """'wgtrack' and 'wgtrack task' alone print their help, as an answer."""
    assert cli_invoke().stdout == cli_invoke("--help").stdout
    assert cli_invoke("task").stdout == cli_invoke("task", "-h").stdout


def test_help_imports_no_command() -> None:
    """'wgtrack --help' reads no module of a command and no library room."""
    code = (
        "import sys; from wgtrack_cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: print([m for m in sys.modules if m.startswith(('wgtrack_cli.commands', 'wgtrack.store'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own

    assert done.stdout.endswith("[]\n")


def test_words_that_help_names_are_the_librarys() -> None:
    """The verdicts and sorts that help and completion name are those the library knows."""
    assert sorted(options.VERDICTS) == sorted(VERDICTS)
    assert sorted(options.SORTS) == sorted(sorts())


def test_reference_is_current(cli_invoke: Invoke, request: pytest.FixtureRequest) -> None:
    """docs/commands.md has the help of every command; --update-golden writes it anew."""
    text = reference(cli_invoke)

    if request.config.getoption("--update-golden"):
        REFERENCE.write_text(text, encoding="utf-8", newline="\n")
    assert REFERENCE.read_text(encoding="utf-8") == text


def reference(cli_invoke: Invoke) -> str:
    """The whole reference, in Markdown."""
    parts = [
        "# Commands",
        "",
        "Made from the program's own help by `pytest tests/cli/test_cli_help.py --update-golden`; do not edit it by hand.",
        "",
        *fenced(cli_invoke("--help").stdout),
    ]
    for heading, names in SECTIONS.items():
        parts += ["", f"## {heading}"]
        for name in names:
            for words in (words for words in COMMANDS if words[0] == name):
                parts += ["", f"### wgtrack {' '.join(words)}", "", *fenced(cli_invoke(*words, "--help").stdout)]
    return "\n".join([*parts, ""])


def fenced(text: str) -> list[str]:
    """A help as a block of Markdown."""
    return ["```text", text.rstrip("\n"), "```"]
