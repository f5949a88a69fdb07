"""What a plan says in one sentence."""

from datetime import date

from wgtrack.dates import Deadline
from wgtrack.messages.message import Message, number_words, translatable
from wgtrack.messages.phrases import days_words, due_words, left_of
from wgtrack.planning.passes import NOISE

#: Digits that are told of days; what lies behind them is rounding.
_DIGITS = 6


def headline(  # noqa: PLR0917 - the parts of one sentence
    key: str, due: Deadline | None, ready_on: date, work: float, wait: float, left: float | None
) -> Message:
    """Whether a date holds, in a sentence: ``X cannot be ready by ...: 14 working days of work remain in a row, ...``."""
    if due is None or left is None:
        return translatable(
            "{key} can be ready on {day}; it has no date to keep", code="plan_without_date", key=key, day=ready_on
        )
    if work + wait <= left + NOISE:
        return _holds(key, due, ready_on, left - work - wait)
    return translatable(
        "{key} cannot be ready by {due}: {remain}, {left}, {short} short",
        code="plan_short_of_time",
        key=key,
        due=due_words(due),
        remain=_remain(work, wait),
        left=_left(left),
        short=number_words(work + wait - left, _DIGITS),
    )


def _holds(key: str, due: Deadline, ready_on: date, early: float) -> Message:
    if early < 1:
        return translatable(
            "{key} can be ready on {day}, just in time for its date of {due}",
            code="plan_just_in_time",
            key=key,
            day=ready_on,
            due=due_words(due),
        )
    return translatable(
        "{key} can be ready on {day}, {early} before its date of {due}",
        code="plan_in_time",
        key=key,
        day=ready_on,
        early=days_words(early),
        due=due_words(due),
    )


def _remain(work: float, wait: float) -> Message:
    if wait > NOISE:
        waiting = number_words(wait, _DIGITS)
        return translatable(
            "{days} remain in a row, {waiting} of them waiting", days=days_words(work + wait), waiting=waiting
        )
    return translatable("{days} of work remain in a row", days=days_words(work))


def _left(left: float) -> Message:
    if left < 0:
        return translatable("none are left (the date was {days} ago)", days=days_words(-left))
    return left_of(number_words(left, _DIGITS).value)
