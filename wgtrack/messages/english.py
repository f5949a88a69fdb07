"""English: what a text says by itself. Needs neither catalogue nor Babel, so that a status starts quickly."""

from collections.abc import Iterable
from datetime import date

from wgtrack.messages import message
from wgtrack.messages.language import Language
from wgtrack.messages.message import Text, Value, english


class English(Language):
    """English, with days as the British write them and no grouping of digits."""

    __slots__ = ()

    tag = "en"

    def tell(self, text: Value) -> str:
        """Its own English text."""
        return english(text)

    def term(self, text: str) -> str:
        """The text itself."""
        return text

    def day(self, day: date) -> str:
        """``18 September 2016``."""
        return str(message.day_words(day))

    def iso_day(self, day: date) -> str:
        """``2016-09-18``."""
        return day.isoformat()

    def weekday(self, day: date) -> str:
        """``Sunday 18 September 2016``."""
        return str(message.weekday_words(day))

    def short_day(self, day: date) -> str:
        """``Sun 18 Sep 2016``."""
        return str(message.short_day(day))

    def month(self, day: date) -> str:
        """``September 2016``."""
        return str(message.month_words(day))

    def short_month(self, day: date) -> str:
        """``Sep``."""
        return str(message.short_month(day))

    def day_and_month(self, day: date) -> str:
        """``18 Sep``."""
        return str(message.day_and_month(day))

    def quarter(self, day: date) -> str:
        """``Q3 2016``."""
        return str(message.quarter_words(day))

    def number(self, number: float) -> str:
        """``2.5``."""
        return str(message.number_words(number))

    def percent(self, percent: float) -> str:
        """``60%``."""
        return f"{self.number(percent)}%"

    def listed(self, texts: Iterable[Text]) -> str:
        """``a, b and c``."""
        return str(message.listed(texts))

    def joined(self, texts: Iterable[Text]) -> str:
        """``a, b, c``."""
        return str(message.joined(texts))

    def clauses(self, texts: Iterable[Text]) -> str:
        """``a; b``."""
        return str(message.clauses(texts))


ENGLISH = English()
