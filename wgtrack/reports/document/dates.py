"""Dates in a document."""

from wgtrack.deadlines import Deadline
from wgtrack.languages import Language
from wgtrack.reports.sections import PROVISIONAL


def dated(deadline: Deadline, language: Language) -> str:
    """A date as exact as it was promised, with the mark of those that may still change."""
    return language.due(deadline) + (PROVISIONAL if deadline.provisional else "")
