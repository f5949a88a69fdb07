"""What the help says of each argument and option, worded here so that it reads the same with any typer."""

from collections.abc import Iterator
from typing import Any

Row = tuple[str, str]


def rows(params: list[Any], kind: str) -> list[Row]:
    """How each ``argument`` or ``option`` is written on the line, and what it means."""
    return [
        (_written(param), _meaning(param)) for param in params if param.param_type_name == kind and not param.hidden
    ]


def usage(params: list[Any]) -> Iterator[str]:
    """The words of a usage line after the name of the command."""
    yield "[OPTIONS]"
    yield from (_written(param) for param in params if param.param_type_name == "argument")


def _written(param: Any) -> str:
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    names = ", ".join(sorted(param.opts, key=len)) + "".join(f" / {name}" for name in param.secondary_opts)
    return f"{names} {param.metavar}" if param.metavar else names


def _meaning(param: Any) -> str:
    extra = []
    if getattr(param, "multiple", False):
        extra.append("repeatable")
    if getattr(param, "envvar", None):
        extra.append(f"or {param.envvar} in the environment")
    if isinstance(param.default, str) and param.default:
        extra.append(f"default: {param.default}")
    if param.required and param.param_type_name == "option":
        extra.append("needed")
    return f"{param.help or ''} [{'; '.join(extra)}]" if extra else param.help or ""
