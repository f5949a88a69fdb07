"""What is typed for an option, as the value that the library takes; the library reads most texts itself."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from wgtrack.dates.instants import day
from wgtrack.errors import InputError, choose_from, closest, did_you_mean
from wgtrack.messages.message import joined, untranslated

_HUNDRED = 100
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

# Python's own reading takes digits of every script, and some white space that it does not take away. 18 digits fit in 64 bits.
_WHOLE = r"\s*(-?\d{1,18})\s*"
_PERCENTAGE = r"\s*(\d{1,18})%?\s*"
_DAYS = r"\s*(\d{1,18}\.?\d{0,18}|\.\d{1,18})\s*"

Reader = Callable[[str], object]


def whole(text: str, what: str, least: int = 0) -> int:
    """A whole number from ``least`` on."""
    number = re.fullmatch(_WHOLE, text, re.ASCII)
    if number is None or int(number[1]) < least:
        raise InputError(
            untranslated("{what} cannot be {text}", what=what, text=repr(text)),
            untranslated("give a whole number from {least} on", least=least),
        )
    return int(number[1])


def percentage(text: str) -> int:
    """``40`` or ``40%``; what is finished is said with ``done``."""
    number = re.fullmatch(_PERCENTAGE, text, re.ASCII)
    if number is None or int(number[1]) > _HUNDRED:
        message = untranslated("the percentage cannot be {text}", text=repr(text))
        raise InputError(message, untranslated("give a whole number from 0 to 99"))
    return int(number[1])


def days(text: str) -> float:
    """A number of working days, ``2`` or ``2.5``."""
    number = re.fullmatch(_DAYS, text, re.ASCII)
    if number is None:
        message = untranslated("{text} is no number of working days", text=repr(text))
        raise InputError(message, untranslated("give one such as 2 or 2.5"))
    return float(number[1])


def step_number(text: str) -> int:
    """The number of a step, as ``log`` prints it."""
    return whole(text.strip().removeprefix("#"), "the step", least=1)


def numbered(what: str, least: int = 0) -> Reader:
    """A reader of whole numbers."""
    return lambda text: whole(text, what, least)


def one_of(choices: Sequence[str], what: str) -> Callable[[str], str]:
    """A reader that takes these words alone."""

    def read(text: str) -> str:
        if text not in choices:
            message = untranslated("there is no {what} '{text}'", what=what, text=text)
            raise InputError(message, did_you_mean(closest(text, choices), choose_from(choices)))
        return text

    return read


def several_of(choices: Sequence[str], what: str) -> Callable[[str], tuple[str, ...]]:
    """A reader of words with commas between them."""
    read = one_of(choices, what)
    return lambda text: tuple(read(word.strip()) for word in text.split(",") if word.strip())


def name_in_language(text: str) -> tuple[str, str]:
    """``zh-Hans=名称``."""
    language, separator, name = text.partition("=")
    if not separator or not language.strip():
        message = untranslated("cannot read the name {text}", code="unreadable", text=repr(text))
        raise InputError(message, untranslated("write it as LANGUAGE=NAME, such as zh-Hans=区块链"))
    return language.strip(), name.strip()


def named_day(text: str) -> tuple[date, str]:
    """``2016-09-15=Mid-Autumn Festival``, or the day alone."""
    written, _, name = text.partition("=")
    return day(written.strip()), name.strip()


def weekend(text: str) -> frozenset[int] | None:
    """``Sat,Sun`` as weekdays, Monday is 0; ``none`` for a week without a weekend, ``country`` (None) for a country's."""
    if text.strip().casefold() == "country":
        return None
    if text.strip().casefold() == "none":
        return frozenset()
    return frozenset(_weekday(word.strip()) for word in text.split(",") if word.strip())


def _weekday(word: str) -> int:
    short = word[:3].capitalize()
    if short not in WEEKDAYS:
        message = untranslated("there is no weekday '{word}'", word=word)
        raise InputError(message, untranslated("choose from {known}, with commas between", known=joined(WEEKDAYS)))
    return WEEKDAYS.index(short)
