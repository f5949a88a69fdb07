"""What was done to promises, in words: by how much they moved, who did it when and why, and what became of them."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from wgtrack.dates.instants import end_of_day
from wgtrack.history.promises import Promise
from wgtrack.history.replay import ChangeRef
from wgtrack.history.slips import Slip
from wgtrack.messages.phrases import clock_words, count_words, day_words, due_words, late_words, one_line, short_day

#: An action of the journal -> what happened to the record by it; any other is told by its own name.
_DONE_TO_IT = {
    "add": "added",
    "advance": "advanced",
    "done": "done",
    "drop": "dropped",
    "edit": "edited",
    "load": "loaded",
    "move": "moved",
    "refresh": "looked up again",
    "start": "taken up",
}


def moved_words(working_days: int | None, calendar_days: int | None) -> str:
    """``5 wd later``, ``2 wd earlier``; calendar days where no working day lies between; nothing where nothing moved."""
    days, unit = (working_days, "wd") if working_days else (calendar_days, "d")
    return f"{abs(days)} {unit} {'later' if days > 0 else 'earlier'}" if days else ""


def since_words(at: datetime) -> str:
    """The day, and the time where the act was not recorded for a whole day."""
    return f"{at:%Y-%m-%d}" if _is_day(at) else at.isoformat(" ", "minutes")


def instant_words(at: datetime) -> str:
    """``22 August 2016``, or with its time where that is not the end of the day."""
    day = str(day_words(at.date()))
    return day if _is_day(at) else f"{day}, {clock_words(at)}"


def _is_day(at: datetime) -> bool:
    return at.tzinfo is not None and at == end_of_day(at.date(), at.tzinfo)


def reason_words(act: ChangeRef, key: str) -> str:
    """Why an item has another date: ``RG-4 moved: the department asks to see the options``; alone for its own acts."""
    why = one_line(act.why or "")
    if act.key == key and act.action not in {"load", "undo"}:
        return why
    what = _DONE_TO_IT.get(act.action, act.action)
    told = f"{act.key} {what}" if act.key != key else what
    return f"{told}: {why}" if why else told


def slip_words(slip: Slip) -> str:
    """All that was done in between, in the order in which it is asked about."""
    return "; ".join(_told(slip))


def _told(slip: Slip) -> Iterator[str]:
    if slip.added is not None:
        yield _act_words("added", slip.added)
    for move in slip.moves:
        yield _act_words(_move_words(move, slip.key), move.given)
    if slip.done is not None and slip.done_on is not None:
        yield f"done on {_day(slip.done_on)}{_short_late_words(slip)}"
    if slip.dropped is not None:
        yield _act_words("dropped", slip.dropped)
    if slip.removed is not None:
        yield _act_words("taken off the record", slip.removed)


def _move_words(move: Promise, key: str) -> str:
    if move.through != key:
        return f"{move.through} {_DONE_TO_IT.get(move.given.action, move.given.action)}"
    if move.deadline is None:
        return "taken back"
    if move.before is None:
        return "promised"
    return "moved" if move.calendar_days else "promised again"


def _act_words(what: str, act: ChangeRef) -> str:
    told = f"{what} on {_day(act.at)} by {one_line(act.by)}"
    return f"{told}: {one_line(act.why)}" if act.why else told


def _day(day: date) -> str:
    """``9 Sep 2016``."""
    return str(short_day(day))[4:].strip()


def _short_late_words(slip: Slip) -> str:
    days, unit = (slip.working_days_late, "wd") if slip.working_days_late else (slip.calendar_days_late, "d")
    return f", {abs(days)} {unit} {'late' if days > 0 else 'early'}" if days else ""


def outcome_words(promise: Promise) -> str:
    """What became of the last promise."""
    if promise.ended is not None and promise.became in {"dropped", "removed"}:
        return _act_words("dropped" if promise.became == "dropped" else "taken off the record", promise.ended)
    if promise.done_on is not None:
        return f"done on {day_words(promise.done_on)!s}{_late(promise)}"
    if promise.deadline is None:
        return "open, without a date"
    if promise.calendar_days_late is not None:
        return f"open{_late(promise)}"
    return f"open, for {due_words(promise.deadline)!s}"


def _late(promise: Promise) -> str:
    working, days = promise.working_days_late or 0, promise.calendar_days_late
    if days is None:
        return ""
    if days > 0:
        return f", {late_words(days, working)!s} late"
    if promise.became in {"done_late", "open"}:
        return ", after the hour it was due"
    return f", {count_words(-working, 'working day')} early" if working else ", on time"


def total_words(promises: Sequence[Promise]) -> str:
    """``moved twice, by 8 working days (12 calendar days) later in all``."""
    moves = [promise for promise in promises[1:] if promise.deadline is not None]
    times = {1: "once", 2: "twice"}.get(len(moves), f"{len(moves)} times")
    working = sum(move.working_days or 0 for move in moves)
    days = sum(move.calendar_days or 0 for move in moves)
    if not moves:
        return "never moved"
    if not days:
        return f"moved {times}, and is where it was"
    return f"moved {times}, by {late_words(abs(days), abs(working))!s} {'later' if days > 0 else 'earlier'} in all"
