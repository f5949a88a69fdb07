"""How the command line is held together: commands loaded when they are called, and options that may stand anywhere.

Built on what typer tells the public, and on click's methods that its classes have; where more is needed, a note says so.
"""

import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial, wraps
from importlib import import_module
from keyword import iskeyword
from typing import Annotated, Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack_cli import command_names, errors, helptext, output, session

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])

#: Options of the whole command line; they are taken wherever they stand on it.
ANYWHERE = ("--db", "--by")


class _Face:
    """What commands and nouns have in common: values as they were typed, and one wording of the help."""

    def get_params(self, ctx: Any) -> list[Any]:
        """The options and arguments, none of which typer converts."""
        params: list[Any] = super().get_params(ctx)  # type: ignore[misc]  # typer's class stands behind this one
        for param in params:
            param._runtime_param = _AsTyped()  # noqa: SLF001 - see the class
        return params

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; an error says which command it is about."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc, no-any-return]  # as above
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:
                vars(error)["ctx"] = ctx
            raise

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what each argument and option means into the help."""
        params = self.get_params(ctx)
        for heading, kind in (("Arguments", "argument"), ("Options", "option")):
            if told := helptext.rows(params, kind):
                with formatter.section(heading):
                    formatter.write_dl(told)


class Command(_Face, TyperCommand):
    """A command."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The usage line after the name of the command."""
        return list(helptext.usage(self.get_params(ctx)))


class Group(_Face, TyperGroup):
    """A noun: a command with commands below it."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options and the commands into the help."""
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; without any, print the help as an answer and not as a mistake."""
        if not args and not ctx.resilient_parsing and not self.invoke_without_command:
            output.say(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the first word names, or say which are closest."""
        known = self.list_commands(ctx)
        if args[0] not in known and not ctx.resilient_parsing:
            raise errors.no_such_command(ctx.command_path, args[0], known)
        return super().resolve_command(ctx, args)


class Root(Group):
    """The whole command line: imports only the module of the command that is called."""

    #: Heading -> command -> what it does in a few words.
    sections: Mapping[str, Mapping[str, str]] = {}
    #: Package with one module per command, of its name (``import_`` for ``import``), each with a Typer named ``app``.
    package = ""

    def list_commands(self, _ctx: Any) -> list[str]:
        """The names of all commands, without importing any."""
        return [name for section in self.sections.values() for name in section]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, imported now, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        if cmd_name not in self.commands:
            module = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
            command = get_command(import_module(f"{self.package}.{module}").app)
            command.name = cmd_name
            self.commands[cmd_name] = command
        return self.commands[cmd_name]

    def format_commands(self, _ctx: Any, formatter: Any) -> None:
        """Write the commands into the help under their headings, without importing any."""
        for heading, commands in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl(list(commands.items()))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words, with the options of the whole command line taken from wherever they stand."""
        return super().parse_args(ctx, options_first(args, strict=not ctx.resilient_parsing))

    def main(self, args: Sequence[str] | None = None, *rest: Any, standalone_mode: bool = True, **more: Any) -> Any:
        """Run the command line; this is where every error ends, in one line and an exit code."""
        run = partial(super().main, args, *rest, **more)
        if not standalone_mode:
            return run(standalone_mode=False)
        output.prepare()
        with errors.errors_explained(command_names.writer(self)):
            code = run(standalone_mode=False)
            output.flush()
            sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named; end at once, and quietly, where the reader of the answer has left."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            output.silence()
            raise typer.Exit(output.PIPE_CLOSED) from None
        except OSError as error:
            if error.filename is None and session.changed(ctx):
                raise OSError(error.errno, f"{error.strerror}; the change itself was made") from error
            raise


def options_first(words: Sequence[str], *, strict: bool) -> list[str]:
    """The words of a command line with ``--db PATH`` and ``--by NAME`` in front.

    With ``strict`` one without a value is an error. Without, a line is being completed: its value is what comes next.
    """
    front: list[str] = []
    rest: list[str] = []
    left = iter(words)
    for word in left:
        if word == "--":
            rest += [word, *left]
        elif word in ANYWHERE:
            value = next(left, None)
            if value is None and strict:
                raise InputError(untranslated("{option} needs a value", option=word), errors.see_help("wgtrack"))
            if value is None:
                return [*front, word]
            front += [word, value]
        else:
            (front if word.startswith(tuple(f"{option}=" for option in ANYWHERE)) else rest).append(word)
    return front + rest


def noun(help_text: str) -> typer.Typer:
    """An empty noun (``task``) for commands to be added to."""
    return typer.Typer(
        cls=Group, help=help_text, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
    )


def question() -> typer.Typer:
    """A module that holds one command."""
    return typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


def command(
    app: typer.Typer, name: str, *examples: str, help_text: str | None = None
) -> Callable[[FunctionT], FunctionT]:
    """Register a command with examples of its use, which its help shows and the tests parse.

    One that writes lists (its ``format_`` is ``table`` where nothing is said) gets the option ``--bom``.
    """
    register = app.command(name, cls=Command, help=help_text, epilog=epilog(*examples))

    def wrap(function: FunctionT) -> FunctionT:
        given = inspect.signature(function)
        is_list = "format_" in given.parameters and given.parameters["format_"].default == "table"
        register(_with_bom(function, given) if is_list else function)
        return function

    return wrap


def _with_bom(function: Callable[..., Any], given: inspect.Signature) -> Callable[..., Any]:
    """The command with an option that lets its CSV begin with a byte-order mark."""

    @wraps(function)
    def run(*words: Any, bom: bool = False, **more: Any) -> Any:
        from wgtrack_cli import tables  # noqa: PLC0415 - a status, which is no list, does without them

        tables.choose_bom(bom, more["format_"])
        return function(*words, **more)

    told = Annotated[bool, typer.Option("--bom", help="Begin CSV with a byte-order mark, by which Excel knows UTF-8.")]
    option = inspect.Parameter("bom", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=told)
    # typer asks inspect.signature, which takes this word for it.
    vars(run)["__signature__"] = given.replace(parameters=[*given.parameters.values(), option])
    return run


def epilog(*examples: str) -> str:
    """The examples of a command as they stand below its help."""
    heading = "Example:" if len(examples) == 1 else "Examples:"
    lines = [f"  wgtrack {example}" for example in examples]
    # The backspace tells the writer of the help to leave these lines as they are.
    return "\n".join(["\b", heading, *lines])


class _AsTyped:
    """Passes on what was typed.

    typer 0.29 converts each value with pydantic, which takes longer to import than all of ``wgtrack status``; all
    options here are texts that the library or ``wgtrack_cli.parsing`` reads. Typers without that converter never look.
    """

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002 - typer passes them by name
        if value is None and (param.multiple or param.nargs == -1):
            return ()
        return value
