"""A report for a terminal: lines of spans, each with the name of a style. Pure text; who prints it may colour it."""

from typing import TYPE_CHECKING

from wgtrack.formats.terminal.lines import NARROWEST, WIDEST, Line
from wgtrack.formats.terminal.status import status_lines
from wgtrack.messages.languages import ENGLISH, Language
from wgtrack.status.report import StatusReport

if TYPE_CHECKING:
    from wgtrack.report.report import Portfolio, Report


def write(report: "StatusReport | Report | Portfolio", language: Language = ENGLISH, *, width: int = 80) -> str:
    """The report as plain text."""
    lines = render_terminal(report, width, language)
    return "".join(f"{''.join(span.text for span in line).rstrip()}\n" for line in lines)


def render_terminal(
    report: "StatusReport | Report | Portfolio", width: int = 80, language: Language = ENGLISH
) -> tuple[Line, ...]:
    """The report as lines of at most ``width`` cells (40 at least, 120 at most). No text has a control character."""
    width = max(NARROWEST, min(WIDEST, width))
    if isinstance(report, StatusReport):
        return status_lines(report, width, language)
    from wgtrack.formats.document import document  # noqa: PLC0415 - a status does without it
    from wgtrack.formats.terminal.document import lines_of  # noqa: PLC0415 - as above

    return lines_of(document(report, language), width)
