"""Small values that records are made of, and the checks their fields share."""

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

import attrs
from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import iso_day, joined, untranslated
from wgtrack.model.fields import deadline, declared, label, of
from wgtrack.model.value import Value

LinkType = Literal["FS", "SS", "FF", "SF"]
LINK_TYPES: tuple[LinkType, ...] = ("FS", "SS", "FF", "SF")

HUNDRED = 100
#: Fields that are called otherwise among people.
_CALLED = {"on": "name of who has the ball", "what": "text of what is waited for", "doctype": "type"}
#: Categories of characters that show nothing by themselves: controls, joiners and other marks of format, blanks, accents.
_INVISIBLE = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"})
#: Letters and signs by category that show nothing either: fillers of Korean, the empty pattern of Braille, a note without a head.
_BLANK = frozenset("\u115f\u1160\u3164\uffa0\u2800\U0001d159")
#: Characters of a title or a name, and of a note or a reason: what reports can show and people read.
LONGEST_LINE, LONGEST_TEXT = 1_000, 100_000
#: More working days than this (400 years) is a slip of the keyboard.
MOST_DAYS = 100_000
#: The largest whole number that is kept of one that counts nothing.
MOST_NUMBER = 1_000_000

# Patterns are compiled when first used: a status, which reads no input, would pay 0.5 ms for each at every start.
_KEY = r"[A-Za-z][A-Za-z0-9_-]{0,63}"
#: A key that ends like this could not be told from an anchor with a step (``summit-1wd``).
_ENDS_LIKE_STEP = r"-\d+(?:d|wd|w|m)$"
_STAGE = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
# Blanks are taken whole (possessive), so that a long run of them is gone through once.
_LINK = (
    r"\s*+(?P<before>[A-Za-z][\w-]*(?:@[\w.-]+)?)(?:\s++(?P<type>FS|SS|FF|SF))?(?:\s*+(?P<sign>[+-])\s*+(?P<lag>\d{1,6})\s*+wd)?"
    r"(?:\s*+(?:,\s*+)?at most\s++(?P<most>-?\d{1,6})\s*+wd)?\s*+"
)


def as_expression(due: str | date) -> str:
    """A deadline as the record keeps it: ``2016-09-18`` for a day, ``2016-09-18T17:00:00+08:00`` for an aware datetime.

    A text is kept as it is; whether it can be read is found out where it is resolved.
    """
    if isinstance(due, datetime):  # which is a date too
        return _with_offset(due).isoformat()
    return due.isoformat() if isinstance(due, date) else due


def optional_expression(due: str | date | None) -> str | None:
    """A deadline as the record keeps it, or None where there is none."""
    return None if due is None else as_expression(due)


def as_day(day: str | date | None) -> date | None:
    """A day, or its text (``2016-09-18``); None where there is none. What is neither is left for the checks to refuse."""
    if not isinstance(day, str):
        return day
    try:
        return date.fromisoformat(day) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day, re.ASCII) else _no_day(day)
    except ValueError:
        return _no_day(day)


def _no_day(day: str) -> date:
    raise InputError(
        untranslated("{day} is no day", day=repr(day)), untranslated("give a date, or write it as 2016-09-18")
    )


def _with_offset(moment: datetime) -> datetime:
    """An aware datetime whose offset can be written in hours and minutes."""
    offset = moment.utcoffset()
    if offset is None:
        raise InputError(
            untranslated("the instant {moment} has no time zone", moment=moment.isoformat()),
            untranslated("add one with tzinfo="),
        )
    return moment.astimezone(UTC) if offset % timedelta(minutes=1) else moment


def check_key(_instance: object, _attribute: object, value: str) -> None:
    """Refuse a key that could not be typed at a prompt or used as an anchor."""
    if not isinstance(value, str) or not re.fullmatch(_KEY, value):
        raise InputError(
            untranslated("{value} cannot be a key", value=repr(value)),
            untranslated("a key starts with a letter and goes on with up to 63 letters, digits, '-' or '_'"),
        )
    if re.search(_ENDS_LIKE_STEP, value):
        raise InputError(
            untranslated("'{value}' cannot be a key: its end reads like a step of working days", value=value),
            untranslated("choose a key that does not end in '-' and a number with d, wd, w or m"),
        )


def check_line(_instance: object, attribute: "attrs.Attribute[Any]", value: str) -> None:
    """Refuse a title or name that is empty or holds characters no line of text has."""
    require_line(_CALLED.get(attribute.name, attribute.name), value)


def check_text(_instance: object, attribute: "attrs.Attribute[Any]", value: str | None) -> None:
    """Refuse control characters, which could rewrite a reader's terminal, and half surrogates."""
    if value is not None:
        require_text(_CALLED.get(attribute.name, attribute.name), value)


def require_line(what: str, value: str) -> None:
    """Refuse what is no visible line of text; ``what`` says what it is for."""
    require_text(what, value, LONGEST_LINE)
    if not is_visible(value):
        raise InputError(
            untranslated("the {what} is empty", what=what), untranslated("give it at least one visible character")
        )
    if "\n" in value or "\t" in value:
        raise InputError(
            untranslated("the {what} {value} has a line break or a tab in it", what=what, value=repr(value)),
            untranslated("write it on one line"),
        )


def is_visible(text: str) -> bool:
    """Whether a text has a character that shows something."""
    return any(unicodedata.category(character) not in _INVISIBLE and character not in _BLANK for character in text)


def require_text(what: str, value: str, longest: int = LONGEST_TEXT) -> None:
    """Refuse what is no text or a whole book, and the characters that could act on a reader's terminal."""
    if not isinstance(value, str):
        raise InputError(
            untranslated("the {what} must be text, not {value}", what=what, value=repr(value)),
            untranslated("put it in quotes"),
        )
    if len(value) > longest:
        raise InputError(
            untranslated("the {what} has {number} characters", what=what, number=len(value)),
            untranslated("write it in {longest} at most", longest=longest),
        )
    if value.isprintable():  # nearly always, and told in C
        return
    for character in value:
        if character not in "\n\t" and unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}:
            raise InputError(
                untranslated(
                    "the {what} has the control character U+{code_point} in it",
                    what=what,
                    code_point=f"{ord(character):04X}",
                ),
                untranslated("take it out"),
            )


def one_of(choices: tuple[str, ...]) -> Callable[[object, "attrs.Attribute[Any]", str], None]:
    """A check that refuses what is not among the choices."""

    def check(_instance: object, attribute: "attrs.Attribute[Any]", value: str) -> None:
        if value not in choices:
            raise InputError(
                untranslated("the {name} cannot be {value}", name=attribute.name, value=repr(value)),
                untranslated("choose from {choices}", choices=joined(choices)),
            )

    return check


def check_percent(_instance: object, _attribute: object, value: int) -> None:
    """Refuse what is not a whole percentage."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= HUNDRED:
        raise InputError(
            untranslated("{value} is not a percentage", value=repr(value)),
            untranslated("give a whole number from 0 to 100"),
        )


def check_days(_instance: object, attribute: "attrs.Attribute[Any]", value: float | None) -> None:
    """Refuse what is no number of working days."""
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= MOST_DAYS:
        raise InputError(
            untranslated("the {name} is {value}", name=attribute.name, value=repr(value)),
            untranslated("give working days from 0 to {most_days}", most_days=MOST_DAYS),
        )


def check_number(_instance: object, attribute: "attrs.Attribute[Any]", value: int | None) -> None:
    """Refuse what is no whole number from the least that the field declares."""
    least = of(attribute).least
    if value is not None and (
        isinstance(value, bool) or not isinstance(value, int) or not least <= value <= MOST_NUMBER
    ):
        raise InputError(
            untranslated("the {label} is {value}", label=label(attribute), value=repr(value)),
            untranslated("give a whole number from {least} to {most_number}", least=least, most_number=MOST_NUMBER),
        )


@frozen(repr=False, eq=False)
class Estimate(Value):
    """Working days a piece of work takes: at best, most likely, at worst."""

    optimistic: float
    likely: float
    pessimistic: float

    def __attrs_post_init__(self) -> None:
        """Keep the three in order and within reason."""
        days = (self.optimistic, self.likely, self.pessimistic)
        if not all(math.isfinite(day) and 0 <= day <= MOST_DAYS for day in days):
            raise InputError(
                untranslated("the estimate {estimate} is out of range", estimate=str(self)),
                untranslated("give working days from 0 to 100000"),
            )
        if not self.optimistic <= self.likely <= self.pessimistic:
            raise InputError(
                untranslated("the estimate {estimate} is out of order", estimate=str(self)),
                untranslated("give optimistic / likely / pessimistic, smallest first"),
            )

    def __str__(self) -> str:
        if self.optimistic == self.likely == self.pessimistic:
            return f"{self.likely:g}"
        return f"{self.optimistic:g}/{self.likely:g}/{self.pessimistic:g}"

    @classmethod
    def of(cls, days: "Estimate | float | str | tuple[float, ...] | list[float]") -> "Estimate":
        """Read ``5``, ``"5"``, ``"3/5/9"`` or ``[3, 5, 9]`` (working days)."""
        if isinstance(days, Estimate):
            return days
        parts: list[Any] = (
            days.split("/") if isinstance(days, str) else list(days) if isinstance(days, tuple | list) else [days]
        )
        try:
            numbers = [float(part) for part in parts if not isinstance(part, bool)]
        except OverflowError:
            raise InputError(
                untranslated("the estimate is out of range"), untranslated("give working days from 0 to 100000")
            ) from None
        except (TypeError, ValueError):
            numbers = []
        if len(numbers) == 1 == len(parts):
            return cls(numbers[0], numbers[0], numbers[0])
        if len(numbers) == len(attrs.fields(cls)) == len(parts):
            return cls(*numbers)
        raise InputError(
            untranslated("cannot read the estimate {days}", days=repr(days)),
            untranslated("write 5, or 3/5/9 for optimistic/likely/pessimistic"),
        )


@frozen(repr=False, eq=False)
class Link(Value):
    """A task waits for ``before``: a task, an event, or a deliverable's stage (``white-paper@review``)."""

    before: str
    type: LinkType = field(default="FS", validator=one_of(LINK_TYPES))
    #: Least working days between the two ends that the type names; may be negative.
    lag: int = 0
    #: Most working days between them, if there is such a limit.
    longest: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse a longest lag that is shorter than the least one."""
        if self.longest is not None and self.longest < self.lag:
            raise InputError(
                untranslated("the link {link} cannot hold", link=str(self)),
                untranslated("let 'at most' be no less than the lag"),
            )

    def __str__(self) -> str:
        least = f" {'+' if self.lag > 0 else '-'} {abs(self.lag)}wd" if self.lag else ""
        most = "" if self.longest is None else f", at most {self.longest}wd"
        return f"{self.before}{'' if self.type == 'FS' else f' {self.type}'}{least}{most}"

    @property
    def key(self) -> str:
        """The record that is waited for, without the stage."""
        return self.before.partition("@")[0]

    @property
    def stage(self) -> str | None:
        """The stage that is waited for, if any."""
        return self.before.partition("@")[2] or None

    @classmethod
    def of(cls, text: "Link | str") -> "Link":
        """Read ``TR-1``, ``TR-1 SS``, ``TR-1 FF + 2wd, at most 20wd`` or ``white-paper@review``."""
        if isinstance(text, Link):
            return text
        match = re.fullmatch(_LINK, text)
        if match is None:
            raise InputError(
                untranslated("cannot read the link {text}", text=repr(text)),
                untranslated("write KEY, KEY SS, KEY FF + 2wd or KEY@STAGE"),
            )
        lag = int(match["lag"] or 0)
        kind: Any = match["type"] or "FS"
        most = None if match["most"] is None else int(match["most"])
        return cls(match["before"], kind, -lag if match["sign"] == "-" else lag, most)


@frozen(repr=False, eq=False)
class Waiting(Value):
    """Someone else has the ball: who, since which day, and for what."""

    on: str = field(validator=check_line)
    since: date
    what: str = field(default="", validator=check_text)


@frozen(repr=False, eq=False)
class Mandate(Value):
    """What a group was set up to do, where that is written, and the days it is valid."""

    text: str = field(validator=check_text, metadata=declared("What the group was set up to do.", option="--mandate"))
    source: str | None = field(
        default=None,
        validator=check_text,
        metadata=declared("Where the mandate is written.", option="--mandate-source"),
    )
    valid_from: date | None = field(
        default=None, metadata=declared("First day of the mandate.", option="--mandate-from")
    )
    valid_until: date | None = field(
        default=None, metadata=declared("Last day of the mandate.", option="--mandate-until")
    )

    def __attrs_post_init__(self) -> None:
        """Keep the days of validity in order."""
        check_order("the mandate", self.valid_from, self.valid_until)


@frozen(repr=False, eq=False)
class StageReached(Value):
    """A deliverable entered this stage on this day (in its group's zone)."""

    stage: str = field(metadata=declared(holds="code"))
    on: date


@frozen(repr=False, eq=False)
class StagePlanned(Value):
    """A deliverable is to enter this stage by this deadline expression."""

    stage: str = field(metadata=declared(holds="code"))
    due: str = field(converter=as_expression, metadata=deadline(promised=True))


def check_stage(_instance: object, _attribute: object, value: str) -> None:
    """Refuse a stage code that could not stand in an anchor."""
    if not isinstance(value, str) or not re.fullmatch(_STAGE, value):
        raise InputError(
            untranslated("{value} cannot be a stage code", value=repr(value)),
            untranslated("use letters, digits, '.', '-' and '_'"),
        )
    if re.search(_ENDS_LIKE_STEP, value):
        raise InputError(
            untranslated("'{value}' cannot be a stage code: its end reads like a step", value=value),
            untranslated("choose another end"),
        )


def check_order(what: str, first: date | None, last: date | None) -> None:
    """Refuse a span of days that ends before it starts."""
    if first is None or last is None:
        return
    try:
        backwards = last < first
    except TypeError:
        raise InputError(
            untranslated("{what} cannot go from {first} to {last}", what=what, first=repr(first), last=repr(last)),
            untranslated("give days, without a time"),
        ) from None
    if backwards:
        raise InputError(
            untranslated(
                "{what} would end on {last} before it starts on {first}",
                what=what,
                last=iso_day(last),
                first=iso_day(first),
            ),
            untranslated("give the later day last"),
        )
