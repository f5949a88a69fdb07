"""The verdict of one item: the first that holds, with its reasons. Pure; dates come in resolved."""

from datetime import date

from wgtrack.messages.message import Message, translatable
from wgtrack.messages.phrases import days_words, late_words, left_of, promise_words
from wgtrack.model.records import Deliverable, Task
from wgtrack.status.chains import Chains
from wgtrack.status.group_time import GroupTime, Span
from wgtrack.status.report import Days, Due, Standing

#: Estimates are broken numbers: a difference this small is none.
_TINY = 1e-9
_NO_DAYS = Days()
#: Nothing is left of a finished item's days, and it is late by none.
_IN_TIME = Days(None, None, 0, 0)
_NO_TARGET = translatable("has no target", code="no_target")
_DROPPED = Standing("dropped", (translatable("dropped", code="dropped"),), _NO_DAYS)


def judge(  # noqa: PLR0917 - called for every item; naming the arguments costs more than the judging
    item: Task | Deliverable,
    target: Due | None,
    limit: Due | None,
    remaining: float | None,
    clock: GroupTime,
    chains: Chains,
) -> Standing:
    """How an item stands.

    ``remaining`` is the working days of work left in the item itself, None if not known. ``target`` is None also while it
    hangs on something that has no date yet.
    """
    if item.done_on is not None:
        return _finished(item, item.done_on, target, clock.span)
    if item.state == "dropped":
        return _DROPPED
    if limit is not None and limit.late:
        reasons = limit.reasons if target is None else limit.reasons + target.reasons
        return Standing("past_limit", reasons, _NO_DAYS if target is None else target.days)
    if target is not None and target.late:
        return Standing("overdue", target.reasons, target.days)
    return _in_time(item, target, limit, remaining, clock, chains)


def _in_time(  # noqa: PLR0917 - as above
    item: Task | Deliverable,
    target: Due | None,
    limit: Due | None,
    remaining: float | None,
    clock: GroupTime,
    chains: Chains,
) -> Standing:
    """How an unfinished item stands of which no date has passed."""
    due = target or limit
    days = _NO_DAYS if target is None else target.days
    reasons = _undated(item, limit, clock) if target is None else target.reasons
    why = chains.unplanned(item.key)
    if due is not None:
        own, chain = remaining or 0, chains.days(item.key)
        if max(own, chain) > due.working_days + _TINY:
            words = chains.words(item.key, due.working_days) if chain > own else _too_much(own, due.working_days)
            return Standing("at_risk", (words, *reasons), days)
    if why is not None:
        return Standing("unknown", (why, *reasons), days)
    if due is not None and due.working_days <= clock.warning_days:
        return Standing("due_soon", reasons, days)
    return Standing("undated" if target is None else "on_track", reasons, days)


def _undated(item: Task | Deliverable, limit: Due | None, clock: GroupTime) -> tuple[Message, ...]:
    why = _NO_TARGET if item.target is None else _hangs(item, clock)
    return (why,) if limit is None else (why, *limit.reasons)


def _hangs(item: Task | Deliverable, clock: GroupTime) -> Message:
    anchor = clock.span.resolver.unknown_anchor(item) or translatable("something")
    if isinstance(anchor, str) and not clock.span.resolver.is_on_record(anchor):
        return translatable(
            "its target ({target}) hangs on {anchor}, which was not on record",
            code="anchor_not_on_record",
            target=item.target or "",
            anchor=anchor,
        )
    return translatable(
        "its target ({target}) hangs on {anchor}, which has no date yet",
        code="anchor_without_date",
        target=item.target or "",
        anchor=anchor,
    )


def _too_much(remaining: float, left: int) -> Message:
    return translatable("needs {days}, {left}", code="work_too_long", days=days_words(remaining), left=left_of(left))


def _finished(item: Task | Deliverable, done_on: date, target: Due | None, span: Span) -> Standing:
    """How a finished item stands; kept for the many that were due and finished on the same days."""
    if item.done_at is not None:
        return _compared(item, done_on, target, span)
    found = span.finished.get((item.target, done_on))
    if found is None:
        found = span.finished[item.target, done_on] = _compared(item, done_on, target, span)
    return found


def _compared(item: Task | Deliverable, done_on: date, target: Due | None, span: Span) -> Standing:
    day = done_on
    if target is None:
        return Standing("done", (translatable("finished {day}, it had no target", code="finished", day=day),), _NO_DAYS)
    due = target.deadline
    promise = promise_words(due)
    if not (due.has_passed(item.done_at) if item.done_at else due.is_missed_on(done_on)):
        words = translatable(
            "finished {day}, its target was {target}", code="finished_in_time", day=day, target=promise
        )
        return Standing("done", (words,), _IN_TIME)
    if done_on <= due.date:
        words = translatable(
            "finished {day}, after the hour of its target, {target}",
            code="finished_after_hour",
            day=day,
            target=promise,
        )
        return Standing("done_late", (words,), _IN_TIME)
    late, working = (done_on - due.date).days, span.working_days(done_on) - span.working_days(due.date)
    words = translatable(
        "finished {day}, {late} after its target of {target}",
        code="finished_late",
        day=day,
        late=late_words(late, working),
        target=promise,
        calendar_days=late,
        working_days=working,
    )
    return Standing("done_late", (words,), Days(None, None, late, working))
