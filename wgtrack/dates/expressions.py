"""Deadline expressions: what may be written for a date, read into small frozen values."""

import datetime as dt
import re
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from wgtrack.dates.instants import day, instant
from wgtrack.errors import DeadlineError, InputError
from wgtrack.messages.message import untranslated

Precision = Literal["instant", "day", "month", "quarter"]
Unit = Literal["d", "wd", "w", "m"]

#: No expression of use is longer; it keeps the reading of rubbish short.
_LONGEST = 200
# The least text that leaves nothing but steps: so '2016-09-19-1wd' is a day and a step, and 'KT-2' a key.
_WHOLE = r"(?P<base>.*?)(?P<steps>(?:\s*[+-]\s*\d+\s*(?:wd|d|w|m))*)\s*"
_STEP = r"(?P<sign>[+-])\s*(?P<count>\d+)\s*(?P<unit>wd|d|w|m)"
_DAY = r"\d{4}-\d{2}-\d{2}"
_MONTH = r"(?P<year>\d{4})-(?P<month>\d{2})"
_QUARTER = r"(?P<year>\d{4})-Q(?P<quarter>\d)"
_ANCHOR = r"(?P<key>[A-Za-z][A-Za-z0-9_-]{0,63})(?:(?P<end>\.end)|@(?P<stage>[A-Za-z0-9][A-Za-z0-9._-]{0,63}))?"
_HOW = untranslated(
    "write a day (2016-09-18), an instant (2016-09-18T17:00 Asia/Shanghai or 2016-09-18 AoE), a month (2016-09), a quarter (2016-Q3), "
    "or what it hangs on with steps (summit - 1wd)"
)


class Step(NamedTuple):
    """So many calendar days (``d``), working days (``wd``), weeks (``w``) or months (``m``); negative goes back."""

    size: int
    unit: Unit

    def __str__(self) -> str:
        return f"{'-' if self.size < 0 else '+'} {abs(self.size)}{self.unit}"


class Anchor(NamedTuple):
    """What an expression hangs on: a record, an event's last day (``end``), or a deliverable's stage."""

    text: str
    key: str
    end: bool
    stage: str | None


class Written(NamedTuple):
    """A date that is written out. ``day`` is the last one of a month or quarter, and None for an instant."""

    text: str
    precision: Precision
    day: dt.date | None


class Expression(NamedTuple):
    """A deadline expression: where it starts from, and the steps to take from there."""

    text: str
    base: Anchor | Written
    steps: tuple[Step, ...]

    @property
    def anchor(self) -> Anchor | None:
        """What it hangs on, or None where its date is written out."""
        return self.base if isinstance(self.base, Anchor) else None


@lru_cache(maxsize=10_000)
def parse(text: str) -> Expression:
    """Read a deadline expression; DeadlineError, with the ways to write one, if it cannot be read."""
    if not isinstance(text, str):
        raise DeadlineError(
            untranslated("a deadline is a text, not {value}", value=repr(text)),
            untranslated("give {text}", text=repr(str(text))),
            expression=str(text),
        )
    whole = re.fullmatch(_WHOLE, text.strip(), re.ASCII) if len(text) <= _LONGEST else None
    try:
        base = _base(whole["base"]) if whole else None
    except InputError as error:
        message = untranslated("cannot read the deadline {deadline}: {why}", deadline=repr(text), why=error.message)
        raise DeadlineError(message, error.hint, expression=text) from None
    if whole is None or base is None:
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
        raise DeadlineError(
            untranslated("cannot read the deadline {deadline}", deadline=repr(short)), _HOW, expression=text
        )
    return Expression(text, base, tuple(map(_step, re.finditer(_STEP, whole["steps"], re.ASCII))))


def referenced(text: str) -> tuple[str, ...]:
    """Keys of the records that an expression hangs on; DeadlineError if it cannot be read."""
    anchor = parse(text).anchor
    return (anchor.key,) if anchor else ()


def _base(text: str) -> Anchor | Written | None:
    """A date that is written out begins with a digit, and no key does."""
    return _written(text) if text[:1].isdigit() else _anchor(text)


def _written(text: str) -> Written | None:
    """A day, month, quarter or instant; None if the text is none of them, InputError if there is no such one."""
    if re.fullmatch(_DAY, text, re.ASCII):
        return Written(text, "day", day(text))
    if month := re.fullmatch(_MONTH, text, re.ASCII):
        return Written(text, "month", _last_day(int(month["year"]), int(month["month"]), text))
    if quarter := re.fullmatch(_QUARTER, text, re.ASCII):
        return Written(text, "quarter", _last_day(int(quarter["year"]), 3 * int(quarter["quarter"]), text))
    if re.match(rf"{_DAY}(?:[Tt]| \d|\s+[Aa][Oo][Ee]$)", text, re.ASCII):
        instant(text, dt.UTC)  # read again in its group's zone once that is known; here only for its mistakes
        return Written(text, "instant", None)
    return None


def _last_day(year: int, month: int, text: str) -> dt.date:
    try:
        return (dt.date(year, month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    except (ValueError, OverflowError):
        raise DeadlineError(
            untranslated("there is no {day}", day=text),
            untranslated("give a month from 01 to 12, or a quarter from Q1 to Q4, of the years 1 to 9998"),
            expression=text,
        ) from None


def _anchor(text: str) -> Anchor | None:
    match = re.fullmatch(_ANCHOR, text, re.ASCII)
    return Anchor(text, match["key"], match["end"] is not None, match["stage"]) if match else None


def _step(match: re.Match[str]) -> Step:
    size = int(match["count"])
    unit: Any = match["unit"]
    return Step(-size if match["sign"] == "-" else size, unit)
