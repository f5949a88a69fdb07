"""What every language can do."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date, datetime

from wgtrack.messages.message import Text, Value
from wgtrack.messages.phrases import DueDate, due_words, instant_words, promise_words


class Language(ABC):
    """A language that reports are written in; it never changes."""

    __slots__ = ()

    @property
    @abstractmethod
    def tag(self) -> str:
        """Its BCP 47 tag: ``zh-Hans``, as in the ``lang`` of a page and the ``names`` of a record."""

    @abstractmethod
    def tell(self, text: Value) -> str:
        """A message, a phrase or a value of one in this language; a plain text as it is."""

    @abstractmethod
    def term(self, text: str) -> str:
        """The translation of a text that the package's own data brings (the title of a stage), else the text."""

    @abstractmethod
    def day(self, day: date) -> str:
        """``18 September 2016``."""

    @abstractmethod
    def iso_day(self, day: date) -> str:
        """A day as it is written in the record, ``2016-09-18``, where that can be read."""

    @abstractmethod
    def weekday(self, day: date) -> str:
        """``Sunday 18 September 2016``."""

    @abstractmethod
    def short_day(self, day: date) -> str:
        """``Sun 18 Sep 2016``, for columns."""

    @abstractmethod
    def month(self, day: date) -> str:
        """``September 2016``."""

    @abstractmethod
    def short_month(self, day: date) -> str:
        """``Sep``, for axes."""

    @abstractmethod
    def day_and_month(self, day: date) -> str:
        """``18 Sep``, for axes."""

    @abstractmethod
    def quarter(self, day: date) -> str:
        """``Q3 2016``."""

    @abstractmethod
    def number(self, number: float) -> str:
        """``2.5``; no digits are grouped."""

    @abstractmethod
    def percent(self, percent: float) -> str:
        """``60%`` for 60."""

    @abstractmethod
    def listed(self, texts: Iterable[Text]) -> str:
        """``a, b and c``, each of them told."""

    @abstractmethod
    def joined(self, texts: Iterable[Text]) -> str:
        """``a, b, c``, each of them told."""

    @abstractmethod
    def clauses(self, texts: Iterable[Text]) -> str:
        """``a; b``, each of them told."""

    def due(self, deadline: DueDate, *, weekday: bool = False) -> str:
        """A deadline as exact as it was given: an instant with its zone, a day, a month or a quarter."""
        return self.tell(due_words(deadline, weekday=weekday))

    def promise(self, deadline: DueDate) -> str:
        """A deadline, and in brackets what it hangs on where it does."""
        return self.tell(promise_words(deadline))

    def instant(self, at: datetime, zone_name: str) -> str:
        """An instant in a zone: day, time (or that it is the end of the day), zone and offset."""
        return self.tell(instant_words(at, zone_name))
