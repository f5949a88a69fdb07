"""Reports in each format: one file per format, loaded when it is asked for; other packages can bring more.

A format is a module with a function ``write(report, language, **options)`` that returns text or bytes. One of another package
is named by an entry point of the group ``wgtrack.formats``.
"""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, overload

from wgtrack.errors import InputError, NotInstalledError, WgtrackError, choose_from, closest
from wgtrack.messages.languages import Language
from wgtrack.messages.languages import language as known_language
from wgtrack.messages.message import call, untranslated
from wgtrack.status.report import StatusReport

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

    from wgtrack.report.report import Portfolio, Report

#: Group of the entry points by which other packages bring formats.
ENTRY_POINTS = "wgtrack.formats"

_Write = Callable[..., str | bytes]


class Format(NamedTuple):
    """A format of reports."""

    #: Module that writes it.
    module: str
    #: End of the names of its files.
    suffix: str
    #: It can tell a status by itself, and not only a whole report.
    of_status: bool = False
    #: The extra of this package that brings what it needs.
    extra: str = ""


#: The formats that come with the package: the name of each, and what it is.
FORMATS = {
    "terminal": Format("wgtrack.formats.terminal", ".txt", of_status=True),
    "markdown": Format("wgtrack.formats.markdown", ".md", of_status=True),
    "html": Format("wgtrack.formats.html", ".html"),
    "json": Format("wgtrack.formats.json_", ".json", of_status=True),
    "csv": Format("wgtrack.formats.csv_", ".csv"),
    "xlsx": Format("wgtrack.formats.xlsx", ".xlsx", extra="xlsx"),
}


@overload
def render(report: StatusReport, format: str = ..., *, language: str | Language = ..., **options: Any) -> str: ...
@overload
def render(
    report: "Report | Portfolio", format: str = ..., *, language: str | Language | None = ..., **options: Any
) -> str | bytes: ...
def render(
    report: "StatusReport | Report | Portfolio",
    format: str = "terminal",  # noqa: A002 - as --format is called
    *,
    language: str | Language | None = None,
    **options: Any,
) -> str | bytes:
    """The report as text that ends in a line break, or as bytes where the format is none of text.

    ``language`` is that of the report where it is left out, English for a status; ``options`` are those of the format:
    ``width`` (cells) for ``terminal``.

    Raises:
        InputError: there is no such format or language, or it is one of whole reports alone.
        NotInstalledError: the format needs a package that is not installed.
    """
    if isinstance(report, StatusReport):
        told_in = known_language(language or "en")
        if format in FORMATS and not FORMATS[format].of_status:
            raise InputError(
                untranslated("a status is not written as {format}", format=format),
                untranslated("make the whole report, with {report}", report=call("report")),
            )
    else:
        told_in = known_language(language or report.language)
    write = _writer(format)
    if format in FORMATS:
        return write(report, told_in, **options)
    try:
        return write(report, told_in, **options)
    except WgtrackError:
        raise
    except Exception as error:  # whatever another package does wrong
        raise InputError(
            untranslated("the format '{format}' failed ({why})", format=format, why=f"{type(error).__name__}: {error}"),
            untranslated("report it to its author, or choose another format"),
        ) from error


def render_file(report: "StatusReport | Report | Portfolio", format: str, **options: Any) -> bytes:  # noqa: A002 - as above
    """The report as the bytes of a file; arguments and errors are those of ``render``."""
    written = render(report, format, **options)
    return written.encode() if isinstance(written, str) else written


def formats() -> dict[str, str]:
    """All formats there are, those of other packages last: the name of each, and the end of the names of its files."""
    own = {name: format_.suffix for name, format_ in FORMATS.items()}
    return {**own, **{name: f".{name}" for name in _others() if name not in own}}


def format_of_file(path: str) -> str | None:
    """The format that a file's name says by its end, if it says one."""
    return next((name for name, suffix in formats().items() if path.casefold().endswith(suffix)), None)


def _writer(name: str) -> _Write:
    """The function that writes a format: one of this package, else of another one."""
    if name in FORMATS:
        return _own(name, FORMATS[name])
    others = _others()
    if name in others:
        return _of_other(others[name])
    known = (*FORMATS, *others)
    message = untranslated("there is no report format '{name}'", code="unknown_format", name=name)
    raise InputError(message, choose_from(closest(name, known) or known))


def _own(name: str, format_: Format) -> _Write:
    try:
        write: _Write = import_module(format_.module).write
    except ModuleNotFoundError as error:
        if not format_.extra:
            raise
        package = error.name or ""
        message = untranslated("the format {name} needs {package}", name=name, package=package)
        raise NotInstalledError(message, package, format_.extra) from error
    return write


def _others() -> "dict[str, EntryPoint]":
    """The formats that other packages bring, by name."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - looks through all packages that are installed

    return {point.name: point for point in entry_points(group=ENTRY_POINTS)}


def _of_other(point: "EntryPoint") -> _Write:
    """The ``write`` of what an entry point names: a module, or the function itself."""
    try:
        found = point.load()
    except Exception as error:
        raise _of_package(
            "the report format '{name}' of {place} cannot be loaded: {error}", point, error=str(error)
        ) from error
    write: _Write | None = getattr(found, "write", found)
    if not callable(write):
        raise _of_package("the report format '{name}' of {place} has no function 'write'", point)
    return write


def _of_package(template: str, point: "EntryPoint", **values: str) -> InputError:
    return InputError(
        untranslated(template, name=point.name, place=point.value, **values),
        untranslated("update or remove the package that brings it"),
    )
