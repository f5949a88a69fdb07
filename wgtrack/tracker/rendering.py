"""Answers as text: in the formats that the command line prints."""

from typing import Any

from wgtrack.tracker.session import Session

_REPORTS = frozenset({"Report", "StatusReport", "Portfolio"})


def render(
    _session: Session,
    /,
    result: Any,
    format: str = "terminal",  # noqa: A002 - as --format
    **options: Any,
) -> str | bytes:
    """An answer of this tracker as text, or as bytes where the format is none of text.

    Args:
        result: a report, a status or a portfolio; a plan or several; slips, promises, a forecast, a timeline,
            workloads or findings. Any other answer (items, a record, what moved) can be written as JSON.
        format: ``terminal`` or ``json``; for a report any format there is, such as ``markdown``, ``html`` or ``csv``.
        **options: those of the format: ``width`` (cells of a line) for ``terminal``, ``language`` (a tag) for a
            status.

    Returns:
        what the command line prints, with a line break at its end.

    Raises:
        InputError: there is no such format, or not of such an answer.
        NotInstalledError: the format needs a package that is not installed.

    Examples:
        >>> print(tracker.render(tracker.plan("white-paper"), "json")[:25])
        {
          "key": "white-paper",
    """
    if type(result).__name__ in _REPORTS:
        from wgtrack.formats import render as write  # noqa: PLC0415 - a status needs less

        written: str | bytes = write(result, format, **options)
        return written
    from wgtrack.formats.answers import write as write_answer  # noqa: PLC0415 - as above

    return write_answer(result, format, **options)
