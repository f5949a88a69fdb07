"""A report as Markdown in GitHub's dialect, for minutes, mails and pull requests."""

from typing import TYPE_CHECKING

from wgtrack.formats.markdown.status import status_markdown
from wgtrack.messages.languages import ENGLISH, Language
from wgtrack.status.report import StatusReport

if TYPE_CHECKING:
    from wgtrack.report.report import Portfolio, Report


def write(report: "StatusReport | Report | Portfolio", language: Language = ENGLISH) -> str:
    """The report as Markdown."""
    if isinstance(report, StatusReport):
        return status_markdown(report, language)
    from wgtrack.formats.document import document  # noqa: PLC0415 - a status does without it
    from wgtrack.formats.markdown.document import markdown_of  # noqa: PLC0415 - as above

    return markdown_of(document(report, language))
