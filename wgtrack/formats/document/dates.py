"""Dates in a document."""

from wgtrack.dates import Deadline
from wgtrack.formats.sections import PROVISIONAL
from wgtrack.messages.languages import Language


def dated(deadline: Deadline, language: Language) -> str:
    """A date as exact as it was promised, with the mark of those that may still change."""
    return language.due(deadline) + (PROVISIONAL if deadline.provisional else "")
