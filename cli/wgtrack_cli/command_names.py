"""What the command line calls what the library calls: a method is a command, an argument an option.

Most have one name in both; the tables hold the others. Errors are written with it, so that their next step can be typed.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from wgtrack.messages.message import Call, Calls, Phrase, written_for_programs

#: Method -> command, where they differ: after the kind of record where a call has one, with an option where that makes it.
COMMANDS = {
    "appoint": "role add",
    "baseline": "baseline save",
    "baselines": "baseline list",
    "calendar": "calendar export",
    "document": "report show",
    "find": "list",
    "get": "show",
    "head": "log --head",
    "issue": "report issue",
    "load": "seed",
    "move_event": "event move",
    "plan_stage": "deliverable plan",
    "programme": "list",
    "refresh_calendar": "calendar refresh",
    "reports": "report list",
    "save": "edit",
    "workload": "load",
    "wgtrack.doctor.examine": "doctor",
    "wgtrack.import_record": "import",
    "wgtrack.interchange.seeds.available": "seed",
    "wgtrack.open": "init",
    "wgtrack.doctor.repair": "doctor --repair",
}
#: Argument -> option, where the option is not ``--`` and the argument's name.
OPTIONS = {
    "alarms": "--alarm",
    "first": "--from",
    "language": "--lang",
    "last": "--to",
    "names": "--name-in",
    "next_report": "--next",
    "path": "--db",
}


def writer(root: Any) -> Calls:
    """Writes calls as commands of this command line: ``'wgtrack task move TR-3 --why TEXT'``, arguments as ``--why``."""

    def written(phrase: Phrase) -> str:
        if phrase.form == "argument":
            return option(phrase.value)
        words = list(_words(phrase.value, root))
        return f"'wgtrack {' '.join(words)}'" if words else written_for_programs(phrase)

    return written


def option(argument: str) -> str:
    """The option for an argument of a method."""
    return OPTIONS.get(argument) or f"--{argument.replace('_', '-')}"


def _words(call: Call, root: Any) -> Iterator[str]:
    """The words of the command that makes a call; none where there is no such command."""
    from shlex import quote  # noqa: PLC0415 - only a failing command pays for it

    path, options = _named(call)
    command = _found(root, path)
    if command is None:
        return
    yield from path
    yield from options
    params = {param.opts[0]: param for param in command.params}
    missing = [params[name] for name in options if not params[name].is_flag]
    missing += [param for param in params.values() if param.param_type_name == "argument"]
    for value, param in zip(_values(call), missing, strict=False):
        yield param.metavar.strip("[]") if value is ... else quote(str(value))
    for given in call.arguments:
        if isinstance(given, Phrase):
            name = option(given.value)
            yield name if params[name].is_flag else f"{name} {params[name].metavar}"


def _named(call: Call) -> tuple[list[str], list[str]]:
    """The names of the command, and the options that make it."""
    words = COMMANDS.get(call.method, call.method).split()
    if call.kind and call.kind != words[0]:
        words.insert(0, call.kind)
    return [word for word in words if not word.startswith("-")], [word for word in words if word.startswith("-")]


def _values(call: Call) -> list[Any]:
    return [value for value in call.arguments if not isinstance(value, Phrase)]


def _found(root: Any, path: Sequence[str]) -> Any:
    """The command of these names, or None."""
    command = root
    for name in path:
        command = command.get_command(None, name) if hasattr(command, "get_command") else None
        if command is None:
            return None
    return command
