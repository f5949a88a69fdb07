"""Where every error of the command line ends: one line on stderr that says the next step, and an exit code."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from wgtrack.errors import InputError, StoreError, UnwritableError, WgtrackError, closest, did_you_mean, visible
from wgtrack.messages.message import Calls, Message, untranslated, written_for_programs
from wgtrack_cli import output

#: Exit codes: 0 for an answer, 1 from ``check`` and ``doctor`` alone, and these: what was asked for is not possible, the record
#: cannot be used or the system does not let something be written, and the user broke it off.
BAD_INPUT, UNUSABLE, INTERRUPTED = 2, 3, 130
#: Options of ``move`` that are looked for at ``edit``.
_MOVED = frozenset({"--target", "--limit", "--starts", "--ends"})


@contextmanager
def errors_explained(calls: Calls = written_for_programs) -> Iterator[None]:
    """Turn any error into its line and exit code; only a mistake of this program keeps its traceback.

    ``calls`` writes what to call next as commands of the command line.
    """
    try:
        yield
    except BrokenPipeError:
        output.silence()
        sys.exit(output.PIPE_CLOSED)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        known = explained(error, calls)
        if known is None:
            raise
        if isinstance(error, OSError):
            output.silence()
        code, text = known
        output.complain(text)
        sys.exit(code)


def explained(error: Exception, calls: Calls = written_for_programs) -> tuple[int, str] | None:
    """The exit code and the line for an error, or None for one that nobody foresaw."""
    if isinstance(error, WgtrackError):
        return (UNUSABLE if isinstance(error, StoreError | UnwritableError) else BAD_INPUT), error.english(calls)
    # typer keeps its copy of click to itself, so its errors are told by what they have and how they are called.
    if hasattr(error, "format_message"):
        return BAD_INPUT, visible(_usage(error))
    if type(error).__name__ == "Abort":
        return INTERRUPTED, "stopped; nothing was changed"
    if isinstance(error, OSError):
        return UNUSABLE, visible(_system(error))
    if type(error).__module__ == "sqlite3":
        return UNUSABLE, visible(f"the database cannot be used: {error}; nothing was changed")
    return None


def no_such_command(path: str, word: str, known: Sequence[str]) -> InputError:
    """The error for a word that names no command below ``path``."""
    template = "no such option '{path} {word}'" if word.startswith("-") else "no such command '{path} {word}'"
    message = untranslated(template, code="unknown_command", path=path, word=word)
    return InputError(message, did_you_mean(closest(word, known), see_help(path)))


def see_help(path: str) -> Message:
    """The hint to look at the help of a command."""
    return untranslated("see '{path} --help'", path=path)


def _usage(error: Any) -> str:
    """The line for a command that cannot be parsed."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "wgtrack"
    see = f"see '{path} --help'"
    kind = type(error).__name__
    if kind == "NoSuchOption":
        if path.endswith(" edit") and error.option_name in _MOVED:
            move = path.removesuffix("edit") + "move"
            return f"'{path}' does not change dates; to see all that depends on them, change them with '{move}'"
        like = error.possibilities or ()
        return f"no such option {error.option_name} for '{path}'; " + (f"did you mean {like[0]}?" if like else see)
    if kind == "MissingParameter" and error.param is not None:
        return f"'{path}' needs {_name(error.param)}; {see}"
    if kind == "BadOptionUsage":
        needs = "needs a value" if "require" in error.format_message() else "takes no value"
        return f"{error.option_name} {needs}; {see}"
    said, _, extra = error.format_message().partition(" (")
    if "unexpected extra argument" in said:
        return f"'{extra.removesuffix(')')}' is one word too many for '{path}'; put a text of several words in quotes, or {see}"
    return f"{_lower(error.format_message())}; {see}"


def _name(param: Any) -> str:
    """How a parameter is written on the command line."""
    if param.param_type_name == "option":
        return f"{param.opts[0]} {param.metavar or ''}".rstrip()
    return str(param.metavar or param.name.upper())


def _system(error: OSError) -> str:
    """The line for what the operating system refused."""
    reason = _lower(error.strerror or str(error))
    if error.filename is None:
        return f"the answer cannot be written: {reason}"
    return f"{error.filename}: {reason}; check the path and its permissions"


def _lower(message: str) -> str:
    text = message.rstrip(".")
    return text[:1].lower() + text[1:]
