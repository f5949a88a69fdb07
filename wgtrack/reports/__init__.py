"""Status reports in each format: one file per format, loaded when it is asked for."""

from importlib import import_module
from typing import Any

from wgtrack.errors import InputError, closest
from wgtrack.status.report import StatusReport

#: Each format and the module that writes it, with a function ``write(report, **options) -> str``.
FORMATS = {
    "terminal": "wgtrack.reports.terminal",
    "markdown": "wgtrack.reports.markdown",
    "json": "wgtrack.reports.json_",
}


def render(report: StatusReport, format: str = "terminal", **options: Any) -> str:  # noqa: A002 - as --format is called
    """The report as text that ends in a line break.

    ``options`` are those of the format: ``width`` (cells) for ``terminal``. InputError for an unknown format.
    """
    if format not in FORMATS:
        near = closest(format, FORMATS) or tuple(FORMATS)
        raise InputError(f"there is no report format '{format}'", f"choose from {', '.join(near)}")
    text: str = import_module(FORMATS[format]).write(report, **options)
    return text
