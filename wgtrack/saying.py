"""Sentences that can be told again in another language: English text that keeps the message and values it was made from.

The message is the key in the catalogues of ``wgtrack/languages``. Babel collects messages from calls of ``said`` and
``counted``, so both want literal texts, whole sentences where they can: another language orders its words otherwise.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, NoReturn, TypeAlias

from attrs import field, frozen

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
    "call",
    "argument",
    "term",
    "day",
    "iso_day",
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


class _NotText:
    """A value that becomes text only where it is asked for, so that its language can still be chosen."""

    __slots__ = ()

    def __str__(self) -> str:
        return english(self)  # type: ignore[arg-type] # the two classes below are what there is

    def __format__(self, _: str) -> NoReturn:
        raise TypeError(f"{self!r} is no text: say str(message) where English is meant, else translate it")


@frozen(str=False)
class Message(_NotText):
    """A sentence for people: an English template with named values, which can be told in any language.

    ``str(message)`` is the English sentence.
    """

    #: English text with names in braces; the key of the catalogues.
    template: str
    values: "Mapping[str, Value]" = field(factory=dict, eq=lambda values: frozenset(values.items()))
    #: The template for more than one, chosen by the value ``number``; None where nothing is counted.
    plural: str | None = None
    #: What names this kind of reason or error to programs; empty where none needs to know it.
    code: str = ""


@frozen(str=False)
class Phrase(_NotText):
    """A value with the form in which it is put into words: a day, a number, a list of texts, what to call."""

    form: Form
    value: Any


class Call(NamedTuple):
    """The value of the form ``call``: a method of the tracker or a function of ``wgtrack``, and what it is to be given."""

    method: str
    #: Texts, numbers, phrases of the form ``argument``, and ``...`` for what is left to the reader.
    arguments: tuple[Any, ...]
    #: The kind of record it is about, such as ``task``, where the arguments do not say it; empty for others.
    kind: str = ""


#: What stands in a message.
Value: TypeAlias = str | int | float | date | Message | Phrase
#: What can be told to people: a text as it is, or a value that becomes text in their language.
Text: TypeAlias = str | Message | Phrase
#: How calls and arguments are written: for programs as methods, for a command line as commands and options.
Calls: TypeAlias = Callable[[Phrase], str]


def call(method: str, *arguments: object, kind: str = "") -> Phrase:
    """What to call next: ``call("move", "TR-3", argument("why"))`` reads ``tracker.move('TR-3', why=...)``.

    A method is the tracker's, or has its module in front: ``call("wgtrack.doctor.examine", ...)``.
    """
    return Phrase("call", Call(method, arguments, kind))


def argument(name: str) -> Phrase:
    """An argument of a method: ``argument("why")`` reads ``why=...``."""
    return Phrase("argument", name)


def written_for_programs(phrase: Phrase) -> str:
    """A call as a method of the tracker, an argument by its name."""
    if phrase.form == "argument":
        return f"{phrase.value}=..."
    method, arguments, _ = phrase.value
    name = method if "." in method else f"tracker.{method}"
    return f"{name}({', '.join(map(_argument, arguments))})"


def _argument(value: object) -> str:
    if value is ...:
        return "..."
    return written_for_programs(value) if isinstance(value, Phrase) else repr(value)


def english(text: Text, calls: Calls = written_for_programs) -> str:
    """The English text of a message or phrase; a plain text as it is. ``calls`` writes what to call."""
    if isinstance(text, Message):
        return _template(text).format_map(
            {
                name: _no_or(value, text) if name == "number" else _told(value, calls)
                for name, value in text.values.items()
            }
        )
    if not isinstance(text, Phrase):
        return str(text)
    if text.form in {"call", "argument"}:
        return calls(text)
    if text.form in _SEVERAL:
        return _SEVERAL[text.form]([_told(part, calls) for part in text.value])
    return _ONE[text.form](text.value)


def _template(message: Message) -> str:
    return message.template if message.plural is None or message.values["number"] == 1 else message.plural


def _no_or(number: Value, message: Message) -> str:
    """A number that is counted: English says ``no`` for a whole 0."""
    return "no" if message.plural is not None and str(number) == "0" else _told(number, written_for_programs)


def _told(value: Value, calls: Calls) -> str:
    if isinstance(value, str | Message | Phrase):
        return english(value, calls)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return _day(value)
    raise TypeError(f"cannot say {value!r}: put it into words first")


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _number(number: float) -> str:
    return f"{number:.10g}"


_ONE: Mapping[str, Callable[[Any], str]] = {
    "term": str,
    "day": _day,
    "iso_day": date.isoformat,
    "weekday": lambda day: f"{WEEKDAYS[day.weekday()]} {_day(day)}",
    "short_day": lambda day: f"{WEEKDAYS[day.weekday()][:3]} {day.day:>2} {MONTHS[day.month - 1][:3]} {day.year}",
    "month": lambda day: f"{MONTHS[day.month - 1]} {day.year}",
    "short_month": lambda day: MONTHS[day.month - 1][:3],
    "day_and_month": lambda day: f"{day.day} {MONTHS[day.month - 1][:3]}",
    "quarter": lambda day: f"Q{(day.month + 2) // 3} {day.year}",
    "number": _number,
}
_SEVERAL: Mapping[str, Callable[[list[str]], str]] = {
    "listed": lambda parts: " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))),
    "joined": ", ".join,
    "clauses": "; ".join,
}


class Said(str):
    """English text, with the message it was made from and the values that stand in it."""

    __slots__ = ("code", "message", "plural", "values")

    code: str
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


def said(message: str, /, *, code: str = "", **values: Any) -> Said:
    """A sentence with values in it: ``said("due {day}", day=date(2016, 9, 18))``.

    Values are texts, numbers and days; what else there is has to be put into words first (``due_words(deadline)``).
    """
    for name, value in values.items():
        if value.__class__ not in _READY:
            values[name] = _ready(value)
    made = Said(message.format_map(values))
    made.message, made.plural, made.values, made.code = message, None, values, code
    return made


def counted(number: float, one: str, many: str, /, *, code: str = "", **values: Any) -> Said:
    """A sentence that counts something: ``counted(8, "{number} day left", "{number} days left")``.

    Where a whole number is 0, English says ``no``; a broken one (0.0) is ``0``.
    """
    shown = "no" if str(number) == "0" else number
    made = said(one if number == 1 else many, code=code, number=shown, **values)
    made.message, made.plural, made.values = one, many, {**made.values, "number": _ready(number)}
    return made


def untranslated(template: str, /, *, plural: str | None = None, code: str = "", **values: Value) -> Message:
    """As ``said`` and ``counted``, for what stands in no report and so in no catalogue: most errors."""
    return Message(template, values, plural, code)


def _ready(value: object) -> str | int:
    if isinstance(value, str | int):
        return value
    if isinstance(value, Message | Phrase):
        return str(value)
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
