"""A report as JSON: a contract for programs, whose keys only ever grow with the version at its top.

A whole report has all keys of a status and more; ``docs/report.schema.json`` says what each holds.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wgtrack.formats.json_.status import status_members
from wgtrack.formats.json_text import indented
from wgtrack.messages.languages import ENGLISH, Language
from wgtrack.sanitize import harmless
from wgtrack.status.report import StatusReport

if TYPE_CHECKING:
    from wgtrack.report.report import Portfolio, Report

#: The end of a line of a member.
_MEMBER = "\n  "


def write(report: "StatusReport | Report | Portfolio", language: Language = ENGLISH) -> str:
    """The report as one JSON object."""
    members = ",\n".join(_written(*member) for member in _members(report, language))
    return f"{{\n{members}\n}}\n"


def _written(name: str, value: Any) -> str:
    """A member of the object as text."""
    return harmless(f'  "{name}": {indented(value, _MEMBER)}')


def as_json(report: "StatusReport | Report | Portfolio", language: Language = ENGLISH) -> dict[str, Any]:
    """The report as plain values; instants are ISO 8601 with offset, days ISO 8601, sentences in the language."""
    return dict(_members(report, language))


def _members(report: "StatusReport | Report | Portfolio", language: Language) -> Iterator[tuple[str, Any]]:
    """The members of the object one by one, so that no more than one of them need be in memory."""
    if isinstance(report, StatusReport):
        return status_members(report, language.tell)
    from wgtrack.formats.json_.report import report_members  # noqa: PLC0415 - a status does without it

    return report_members(report, language)
