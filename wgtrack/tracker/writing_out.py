"""Answers as text: in the formats that the command line prints."""

from typing import Any

from wgtrack.tracker.session import Session


def render(_session: Session, result: Any, format: str = "terminal", **options: Any) -> str | bytes:  # noqa: A002 - as --format
    """An answer as text, or as bytes where the format is none of text."""
    from wgtrack.reports import render as write  # noqa: PLC0415 - a status needs less

    return write(result, format, **options)
