"""Slips and promises written out: how far dates moved, by whom and why, and what became of them."""

from collections.abc import Sequence
from datetime import datetime

from wgtrack.dates import Deadline
from wgtrack.formats import history_words
from wgtrack.formats.item_words import due_cell
from wgtrack.formats.tables import Table, laid_out
from wgtrack.history.promises import Promise
from wgtrack.history.slips import Slip
from wgtrack.messages.phrases import count_words, one_line


def slips_lines(
    slips: Sequence[Slip], width: int | None = None, against: str | None = None, then: datetime | None = None
) -> list[str]:
    """The lines of slips; ``against`` and ``then`` say what they are counted from."""
    return [_compared(against, then), "", *_table(slips, width), _counts(slips)]


def promises_lines(promises: Sequence[Promise], key: str, width: int | None = None) -> list[str]:
    """The lines of all promises of one item."""
    if not promises:
        return [f"no date was ever promised for {key}"]
    rows = [_promise_row(promise, key) for promise in promises]
    table = Table(("since", "date", "moved", "by", "why"), rows, ends_in_sentence=True)
    return [
        *laid_out(table, width),
        "",
        history_words.outcome_words(promises[-1]),
        history_words.total_words(promises),
    ]


def _promise_row(promise: Promise, key: str) -> Sequence[str]:
    return (
        history_words.since_words(promise.since),
        _date(promise.deadline),
        history_words.moved_words(promise.working_days, promise.calendar_days),
        one_line(promise.by),
        history_words.reason_words(promise.given, key),
    )


def _table(slips: Sequence[Slip], width: int | None) -> Sequence[str]:
    """What changed: what moved most in front."""
    changed = sorted((slip for slip in slips if slip.changed), key=lambda slip: -abs(slip.working_days or 0))
    rows = [
        (
            slip.key,
            "" if slip.added else _date(slip.then),
            "" if slip.removed else _date(slip.now),
            history_words.moved_words(slip.working_days, slip.calendar_days),
            history_words.slip_words(slip),
        )
        for slip in changed
    ]
    table = Table(("key", "then", "now", "moved", "what was done"), rows, ends_in_sentence=True)
    return [*laid_out(table, width), ""] if rows else []


def _date(deadline: Deadline | None) -> str:
    return due_cell(deadline) or "no date"


def _counts(slips: Sequence[Slip]) -> str:
    """``2 moved later, 1 earlier, 10 done, 1 dropped; 32 others are as they were``."""
    numbers = {
        "moved later": sum((slip.calendar_days or 0) > 0 for slip in slips),
        "moved earlier": sum((slip.calendar_days or 0) < 0 for slip in slips),
        "added": sum(slip.added is not None for slip in slips),
        "dropped": sum(slip.dropped is not None for slip in slips),
        "taken off the record": sum(slip.removed is not None for slip in slips),
        "done": sum(slip.done is not None for slip in slips),
    }
    told = ", ".join(f"{number} {what}" for what, number in numbers.items() if number)
    same = sum(not slip.changed for slip in slips)
    return (
        f"{told or 'nothing moved'}; {count_words(same, 'item')} as before" if same else told or "nothing is on record"
    )


def _compared(against: str | None, then: datetime | None) -> str:
    """What the dates are compared with."""
    if against is None:
        return "against the first promise of each"
    if then is None:
        return f"against the record of {one_line(against)}"
    return f"against {against}, the record of {history_words.instant_words(then)}"
