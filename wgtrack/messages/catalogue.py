"""Languages told from a catalogue of messages, with dates, numbers and lists as Babel knows them."""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations
from importlib.resources import files
from typing import Any

from attrs import field, frozen
from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from wgtrack.messages.language import Language
from wgtrack.messages.message import Message, Phrase, Text, Value, english, translatable, written_for_programs

#: A number that every language has its plural of several for.
_MANY = 100


@frozen
class Translated(Language):
    """A language with a catalogue. What the catalogue does not know is told in English."""

    tag: str
    _locale: Locale = field(repr=False, eq=False)
    _messages: GNUTranslations = field(repr=False, eq=False)

    def tell(self, text: Value) -> str:
        """A message by the catalogue, with its values told too; a plain text as it is."""
        if isinstance(text, Message):
            return self._pattern(text).format_map({name: self.tell(value) for name, value in text.values.items()})
        if isinstance(text, Phrase):
            return self._phrase(text)
        if isinstance(text, date):
            return self.day(text)
        return english(text) if isinstance(text, str) else self.number(text)

    def _pattern(self, message: Message) -> str:
        if message.plural is None:
            return self._messages.gettext(message.template)
        number: Any = message.values["number"]
        # Catalogues count in whole numbers; a broken one is told as many.
        return self._messages.ngettext(
            message.template, message.plural, int(number) if number == int(number) else _MANY
        )

    def _phrase(self, phrase: Phrase) -> str:
        if phrase.form in {"call", "argument"}:
            return written_for_programs(phrase)
        told: str = getattr(self, phrase.form)(phrase.value)
        return told

    def term(self, text: str) -> str:
        """The translation of a text that the package's own data brings, else the text."""
        return self._messages.gettext(text) if text else text

    def day(self, day: date) -> str:
        """As the locale writes a day in full: ``2016年9月18日``."""
        return _date(self._locale, day, "long")

    def iso_day(self, day: date) -> str:
        """As any other day."""
        return self.day(day)

    def weekday(self, day: date) -> str:
        """With its weekday: ``2016年9月18日星期日``."""
        return _date(self._locale, day, "full")

    def short_day(self, day: date) -> str:
        """For columns: ``2016年9月18日周日``."""
        return _skeleton(self._locale, day, "yMMMEd")

    def month(self, day: date) -> str:
        """``2016年9月``."""
        return _skeleton(self._locale, day, "yMMMM")

    def short_month(self, day: date) -> str:
        """For axes: ``9月``."""
        return _skeleton(self._locale, day, "MMM")

    def day_and_month(self, day: date) -> str:
        """For axes: ``9月18日``."""
        return _skeleton(self._locale, day, "MMMd")

    def quarter(self, day: date) -> str:
        """``2016年第三季度``."""
        name = self._locale.quarters["stand-alone"]["wide"][(day.month + 2) // 3]
        return self.tell(translatable("{quarter} {year}", quarter=name, year=str(day.year)))

    def number(self, number: float) -> str:
        """With the locale's decimal point, and no digits grouped."""
        return str(number) if isinstance(number, int) else _decimal(self._locale, number)

    def percent(self, percent: float) -> str:
        """With the locale's sign: ``60%``."""
        return format_percent(percent / 100, locale=self._locale)

    def listed(self, texts: Iterable[Text]) -> str:
        """``a、b和c``."""
        return format_list([self.tell(text) for text in texts], locale=self._locale)

    def joined(self, texts: Iterable[Text]) -> str:
        """``a、b、c``."""
        return self.tell(translatable(", ")).join(map(self.tell, texts))

    def clauses(self, texts: Iterable[Text]) -> str:
        """``a；b``."""
        return self.tell(translatable("; ")).join(map(self.tell, texts))


@cache
def translated(tag: str) -> Translated:
    """The language of a tag of LANGUAGES that has a catalogue."""
    name = tag.replace("-", "_")
    path = files("wgtrack.messages").joinpath("locale", name, "LC_MESSAGES", "wgtrack.mo")
    with path.open("rb") as file:
        return Translated(tag, Locale.parse(name), GNUTranslations(file))


# Reports tell the same few days and numbers over and over, and Babel takes its time.


@lru_cache(maxsize=10_000)
def _date(locale: Locale, day: date, size: Any) -> str:
    return format_date(day, size, locale=locale)


@lru_cache(maxsize=10_000)
def _skeleton(locale: Locale, day: date, skeleton: str) -> str:
    return format_skeleton(skeleton, day, locale=locale)


@lru_cache(maxsize=10_000)
def _decimal(locale: Locale, number: float) -> str:
    return format_decimal(number, "#0.##########", locale=locale)
