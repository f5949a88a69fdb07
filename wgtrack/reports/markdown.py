"""A status report as Markdown in GitHub's dialect, for minutes, mails and pull requests."""

import re
from collections.abc import Iterable, Iterator

from wgtrack.deadlines.words import day_words, due_words
from wgtrack.reports.cells import clean
from wgtrack.reports.sections import (
    NOTHING_URGENT,
    PROVISIONAL,
    PROVISIONAL_LEGEND,
    VERDICT_WORDS,
    as_of,
    by_key,
    coming,
    countdown_words,
    day_in_zone,
    deadlines,
    deliverables,
    flags_words,
    left_words,
    owner_words,
    stage_words,
    totals_words,
    under_way_words,
    why_words,
)
from wgtrack.status.report import URGENT, ItemStatus, StatusReport

#: Characters that could be markup inside a line or a cell of a table.
_MARKUP = re.compile(r"([\\`*_\[\]#|~$])")
_RIGHT = "---:"


def write(report: StatusReport) -> str:
    """The report as Markdown."""
    parts = [part for section in SECTIONS for part in section(report)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """A text on one line that Markdown shows as it is."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", safe)


def _head(report: StatusReport) -> Iterator[str]:
    yield f"# {escape(report.group.name)}"
    yield f"As of {escape(as_of(report))}."
    yield " ".join(filter(None, (escape(totals_words(report)), escape(flags_words(report)))))


def _events(report: StatusReport) -> Iterator[str]:
    rows = [
        (event.title, day_in_zone(event.starts, report), under_way_words(event, report)) for event in report.under_way
    ]
    rows += [(event.title, day_in_zone(event.starts, report), countdown_words(event)) for event in coming(report)]
    if rows:
        yield "## Events"
        yield _table({"Event": "---", "Starts": "---", "How far": "---"}, rows)


def _deliverables(report: StatusReport) -> Iterator[str]:
    found = deliverables(report)
    if found:
        yield "## Deliverables"
        yield _table(
            {"Key": "---", "Deliverable": "---", "Progress": _RIGHT, "Verdict": "---", "Why": "---"},
            (
                (
                    item.key,
                    item.title,
                    f"{item.progress}%, {stage_words(item)}",
                    VERDICT_WORDS[item.verdict],
                    why_words(item),
                )
                for item in found
            ),
        )


def _areas(report: StatusReport) -> Iterator[str]:
    if report.areas:
        yield "## Areas"
        yield _table(
            {"Area": "---", "Progress": _RIGHT, "Done": _RIGHT, "Worst": "---"},
            (
                (
                    area.title,
                    f"{area.progress}%",
                    f"{area.done} of {area.items}",
                    VERDICT_WORDS[area.worst] if area.worst else "no work",
                )
                for area in report.areas
            ),
        )


def _attention(report: StatusReport) -> Iterator[str]:
    if not report.attention:
        if report.items:
            yield NOTHING_URGENT
        return
    items = by_key(report)
    yield "## Needs attention"
    yield _table(
        {"Verdict": "---", "Key": "---", "Item": "---", "Why": "---", "Owners": "---"},
        (_urgent(items[key], report) for key in report.attention),
    )


def _urgent(item: ItemStatus, report: StatusReport) -> tuple[str, ...]:
    verdict = VERDICT_WORDS[item.verdict] if item.verdict in URGENT else "stale"
    return verdict, item.key, item.title, "; ".join(item.reasons), owner_words(item, report)


def _deadlines(report: StatusReport) -> Iterator[str]:
    ahead = deadlines(report)
    if ahead:
        yield "## Next deadlines"
        yield _table(
            {"Due": "---", "Left": _RIGHT, "Key": "---", "Item": "---", "Owners": "---"},
            ((_when(item), left_words(item), item.key, item.title, owner_words(item, report)) for item in ahead),
        )


def _work(report: StatusReport) -> Iterator[str]:
    if report.items:
        yield "## All work"
        yield _table(
            {"Key": "---", "Item": "---", "Owners": "---", "Due": "---", "Verdict": "---", "Progress": _RIGHT},
            (_line(item, report) for item in report.items),
        )
    if any(item.due is not None and item.due.provisional for item in report.items):
        yield escape(PROVISIONAL_LEGEND)


def _line(item: ItemStatus, report: StatusReport) -> tuple[str, ...]:
    verdict = VERDICT_WORDS[item.verdict]
    if item.done_on is not None and item.state == "done":
        verdict = f"{verdict}, {day_words(item.done_on)}"
    return item.key, item.title, owner_words(item, report), _when(item), verdict, f"{item.progress}%"


def _when(item: ItemStatus) -> str:
    if item.due is None:
        return ""
    limit = " (limit)" if item.target is None else ""
    return f"{due_words(item.due)}{limit}{PROVISIONAL if item.due.provisional else ''}"


def _table(columns: dict[str, str], rows: Iterable[Iterable[str]]) -> str:
    """A table from the names of its columns with their alignment, and its rows as plain text."""
    lines = [list(columns), list(columns.values()), *([escape(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


SECTIONS = (_head, _events, _deliverables, _areas, _attention, _deadlines, _work)
