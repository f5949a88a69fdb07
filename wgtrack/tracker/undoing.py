"""Taking a step back: every record that it changed becomes as it was, or none does."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from wgtrack.errors import ConflictError
from wgtrack.messages.message import untranslated
from wgtrack.model.base import Record
from wgtrack.model.journal import Entry
from wgtrack.rules.integrity import Overlay, problems

if TYPE_CHECKING:
    from wgtrack.store import Change


def take_back(change: "Change", entries: Sequence[Entry], now: datetime, *, is_last: bool) -> None:
    """Write every record of a step's entries as it was before; what ``is_last`` put on record may be taken off it.

    Raises:
        ConflictError: a record was changed again after the step, or does not fit the others any more.
    """
    taken_back = _first_and_last(reversed(entries))
    for first, last in taken_back:
        _check_untouched(change, first, last)
    _check_restored(change, (first.before for first, _ in taken_back if first.before is not None))
    for first, _ in taken_back:
        _restore(change, first, now, may_remove=is_last)


def _first_and_last(entries: Iterable[Entry]) -> list[tuple[Entry, Entry]]:
    """For each record that a step changed, its first and its last entry; given newest first, the last added come first."""
    of_record: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        of_record.setdefault((entry.kind, entry.key), []).append(entry)
    return [(found[-1], found[0]) for found in of_record.values()]


def _check_restored(change: "Change", restored: Iterable[Record]) -> None:
    """Refuse to restore what does not fit the record as it has become since."""
    records = list(restored)
    together = Overlay.of(change, *records)
    for record in records:
        for problem in problems(record, together):
            raise ConflictError(
                untranslated("'{key}' cannot be as it was: {problem}", key=record.key, problem=problem.message),
                untranslated("undo the later changes first"),
                key=record.key,
            ) from problem


def _check_untouched(change: "Change", first: Entry, last: Entry) -> None:
    """Refuse to take back a step on which later ones were built."""
    if change.get(first.kind, first.key) != last.after:
        raise ConflictError(
            untranslated("'{key}' was changed again after step {step}", key=first.key, step=first.step),
            untranslated("undo the later change first"),
            key=first.key,
        )


def _restore(change: "Change", first: Entry, now: datetime, *, may_remove: bool) -> None:
    """Restore a record as it was before a step."""
    if first.before is not None:
        change.put(first.before, at=now)
    elif may_remove:
        change.remove(first.kind, first.key, at=now)
    else:
        raise ConflictError(
            untranslated(
                "step {step} put '{key}' on record, and later steps may depend on it", step=first.step, key=first.key
            ),
            untranslated("undo the later steps first"),
            key=first.key,
        )
