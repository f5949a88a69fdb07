"""Messages: sentences for people as values, which become text in a language where they are written.

A message is an English template with named values; the template is the key in the catalogues of ``wgtrack/messages/languages``.
Babel collects templates from calls of ``said`` and ``counted``, so both want literal texts, whole sentences where they can:
another language orders its words otherwise.
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

#: How a value is put into words: each is a method of ``wgtrack.messages.languages.Language``.
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


@frozen
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


@frozen
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
#: The same without plain texts: what is no text yet.
Wording: TypeAlias = Message | Phrase
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


def english(value: "Value", calls: Calls = written_for_programs) -> str:
    """A message, a phrase, or what stands in one, in English; a text as it is. ``calls`` writes what to call.

    Raises:
        TypeError: it is nothing of the kind, such as an instant, which could be told in many ways.
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Message):
        return _sentence(value, calls)
    if isinstance(value, Phrase):
        return _phrase(value, calls)
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return _day(value)
    raise TypeError(f"cannot say {value!r}: put it into words first")


def _sentence(message: Message, calls: Calls) -> str:
    values, plural = message.values, message.plural
    if plural is None:
        return message.template.format_map(_Shown(values, calls))
    number = values["number"]
    if number == 0 and isinstance(number, int):
        return plural.format_map(_Shown({**values, "number": "no"}, calls))
    return (message.template if number == 1 else plural).format_map(_Shown(values, calls))


class _Shown:
    """Values put into words where a template asks for them: a message may have more, for programs."""

    __slots__ = ("_calls", "_values")

    def __init__(self, values: "Mapping[str, Value]", calls: Calls) -> None:
        self._values = values
        self._calls = calls

    def __getitem__(self, name: str) -> str:
        value = self._values[name]
        return value if isinstance(value, str) else english(value, self._calls)


def _phrase(phrase: Phrase, calls: Calls) -> str:
    form, value = phrase.form, phrase.value
    if form in _SEVERAL:
        return _SEVERAL[form]([english(part, calls) for part in value])
    return calls(phrase) if form in {"call", "argument"} else _ONE[form](value)


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


def translatable(template: str, /, *, code: str = "", **values: Value) -> Message:
    """A sentence with values in it: ``translatable("due {day}", day=date(2016, 9, 18))``.

    Values are texts, numbers, days, messages and phrases; what else there is has to be put into words first
    (``due_words(deadline)``).
    """
    return Message(template, values, None, code)


def plural(number: float, one: str, many: str, /, *, code: str = "", **values: Value) -> Message:
    """A sentence that counts something: ``plural(8, "{number} day left", "{number} days left")``.

    Where a whole number is 0, English says ``no``; a broken one (0.0) is ``0``.
    """
    values["number"] = number
    return Message(one, values, many, code)


def untranslated(template: str, /, *, plural: str | None = None, code: str = "", **values: Value) -> Message:
    """As ``said`` and ``counted``, for what stands in no report and so in no catalogue: most errors."""
    return Message(template, values, plural, code)


def day_words(day: date) -> Phrase:
    """``18 September 2016``."""
    return Phrase("day", day)


def weekday_words(day: date) -> Phrase:
    """``Sunday 18 September 2016``."""
    return Phrase("weekday", day)


def short_day(day: date) -> Phrase:
    """``Sun 18 Sep 2016``, for columns."""
    return Phrase("short_day", day)


def month_words(day: date) -> Phrase:
    """``September 2016``."""
    return Phrase("month", day)


def short_month(day: date) -> Phrase:
    """``Sep``, for axes."""
    return Phrase("short_month", day)


def day_and_month(day: date) -> Phrase:
    """``18 Sep``, for axes."""
    return Phrase("day_and_month", day)


def quarter_words(day: date) -> Phrase:
    """``Q3 2016``."""
    return Phrase("quarter", day)


def iso_day(day: date) -> Phrase:
    """``2016-09-18``, as it is written in the record; other languages write it out."""
    return Phrase("iso_day", day)


def number_words(number: float, digits: int = 10) -> Phrase:
    """``12``, ``2.5``: a number of so many digits at most, without zeros behind it."""
    return Phrase("number", float(f"{number:.{digits}g}"))


def term(text: str) -> Phrase:
    """A word of the data that the package brings, such as a stage: translated where a catalogue has it."""
    return Phrase("term", text)


def listed(texts: Iterable[Text]) -> Phrase:
    """``a, b and c``."""
    return Phrase("listed", tuple(texts))


def joined(texts: Iterable[Text]) -> Phrase:
    """``a, b, c``."""
    return Phrase("joined", tuple(texts))


def clauses(texts: Iterable[Text]) -> Phrase:
    """``a; b``."""
    return Phrase("clauses", tuple(texts))
