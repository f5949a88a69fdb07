"""A report as JSON: a contract for programs, whose keys only ever grow with the version at its top.

A whole report has all keys of a status and more; ``docs/report.schema.json`` says what each holds.
"""

import json
from collections.abc import Iterator
from io import StringIO
from typing import TYPE_CHECKING, Any

from wgtrack.harmless import harmless
from wgtrack.languages import ENGLISH, Language
from wgtrack.reports.json_.status import status_members
from wgtrack.status.report import StatusReport

if TYPE_CHECKING:
    from wgtrack.reporting.report import Portfolio, Report


def write(report: "StatusReport | Report | Portfolio", language: Language = ENGLISH) -> str:
    """The report as one JSON object."""
    members = ",\n".join(_written(*member) for member in _members(report, language))
    return f"{{\n{members}\n}}\n"


def _written(name: str, value: Any) -> str:
    """A member of the object as text. In a buffer, since the pieces of the text take many times its room as a list."""
    buffer = StringIO()
    json.dump({name: value}, buffer, ensure_ascii=False, indent=2)
    return harmless(buffer.getvalue()[2:-2])


def as_json(report: "StatusReport | Report | Portfolio", language: Language = ENGLISH) -> dict[str, Any]:
    """The report as plain values; instants are ISO 8601 with offset, days ISO 8601, sentences in the language."""
    return dict(_members(report, language))


def _members(report: "StatusReport | Report | Portfolio", language: Language) -> Iterator[tuple[str, Any]]:
    """The members of the object one by one, so that no more than one of them need be in memory."""
    if isinstance(report, StatusReport):
        return status_members(report, language.tell)
    from wgtrack.reports.json_.report import members  # noqa: PLC0415 - a status does without it

    return members(report, language)
