"""Sentences that can be told again in another language: English text that keeps the message and values it was made from.

The message is the key in the catalogues of ``wgtrack/languages``. Babel collects messages from calls of ``said`` and
``counted``, so both want literal texts, whole sentences where they can: another language orders its words otherwise.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

#: How a value is put into words: each is a method of ``wgtrack.languages.Language``.
Form = Literal[
    "term",
    "day",
    "weekday",
    "short_day",
    "month",
    "short_month",
    "day_and_month",
    "quarter",
    "number",
    "listed",
    "joined",
    "clauses",
]


class Said(str):
    """English text, with the message it was made from and the values that stand in it."""

    __slots__ = ("message", "plural", "values")

    message: str
    #: The message for more than one, chosen by the value ``number``; None where nothing is counted.
    plural: str | None
    #: Texts (``Said`` and ``Worded`` are told in the other language, others stay) and whole numbers.
    values: Mapping[str, Any]


class Worded(str):
    """A value in English words, with the form it has and the value itself."""

    __slots__ = ("form", "value")

    form: Form
    value: Any


#: Values that stand in a message as they are.
_READY = frozenset({str, int, Said, Worded})


def said(message: str, /, **values: Any) -> Said:
    """A sentence with values in it: ``said("due {day}", day=date(2016, 9, 18))``.

    Values are texts, numbers and days; what else there is has to be put into words first (``due_words(deadline)``).
    """
    for name, value in values.items():
        if value.__class__ not in _READY:
            values[name] = _ready(value)
    made = Said(message.format_map(values))
    made.message, made.plural, made.values = message, None, values
    return made


def counted(number: float, one: str, many: str, /, **values: Any) -> Said:
    """A sentence that counts something: ``counted(8, "{number} day left", "{number} days left")``.

    Where a whole number is 0, English says ``no``; a broken one (0.0) is ``0``.
    """
    shown = "no" if str(number) == "0" else number
    made = said(one if number == 1 else many, number=shown, **values)
    made.message, made.plural, made.values = one, many, {**made.values, "number": _ready(number)}
    return made


def _ready(value: object) -> str | int:
    if isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return number_words(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return day_words(value)
    raise TypeError(f"cannot say {value!r}: put it into words first")


def worded(text: str, form: Form, value: object) -> Worded:
    """A value in English words that knows what it is."""
    made = Worded(text)
    made.form, made.value = form, value
    return made


def day_words(day: date) -> Worded:
    """``18 September 2016``."""
    return worded(f"{day.day} {MONTHS[day.month - 1]} {day.year}", "day", day)


def weekday_words(day: date) -> Worded:
    """``Sunday 18 September 2016``."""
    return worded(f"{WEEKDAYS[day.weekday()]} {day_words(day)}", "weekday", day)


def short_day(day: date) -> Worded:
    """``Sun 18 Sep 2016``, for columns."""
    text = f"{WEEKDAYS[day.weekday()][:3]} {day.day:>2} {MONTHS[day.month - 1][:3]} {day.year}"
    return worded(text, "short_day", day)


def month_words(day: date) -> Worded:
    """``September 2016``."""
    return worded(f"{MONTHS[day.month - 1]} {day.year}", "month", day)


def short_month(day: date) -> Worded:
    """``Sep``, for axes."""
    return worded(MONTHS[day.month - 1][:3], "short_month", day)


def day_and_month(day: date) -> Worded:
    """``18 Sep``, for axes."""
    return worded(f"{day.day} {MONTHS[day.month - 1][:3]}", "day_and_month", day)


def quarter_words(day: date) -> Worded:
    """``Q3 2016``."""
    return worded(f"Q{(day.month + 2) // 3} {day.year}", "quarter", day)


def iso_day(day: date) -> Worded:
    """``2016-09-18``, as it is written in the record; other languages write it out."""
    return worded(day.isoformat(), "day", day)


def number_words(number: float, digits: int = 10) -> Worded:
    """``12``, ``2.5``: a number of so many digits at most, without zeros behind it."""
    text = f"{number:.{digits}g}"
    return worded(text, "number", float(text))


def term(text: str) -> Worded:
    """A word of the data that the package brings, such as a stage: translated where a catalogue has it."""
    return worded(text, "term", text)


def listed(texts: Iterable[str]) -> Worded:
    """``a, b and c``."""
    parts = tuple(texts)
    return worded(" and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))), "listed", parts)


def joined(texts: Iterable[str]) -> Worded:
    """``a, b, c``."""
    parts = tuple(texts)
    return worded(", ".join(parts), "joined", parts)


def clauses(texts: Iterable[str]) -> Worded:
    """``a; b``."""
    parts = tuple(texts)
    return worded("; ".join(parts), "clauses", parts)
