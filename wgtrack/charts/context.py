"""What a picture is about: whose, as of when, in which language, and on which days."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import reduce
from typing import NamedTuple

import svg

from wgtrack.charts.drawing import WIDTH, Picture
from wgtrack.charts.style import LABEL
from wgtrack.charts.text import cut
from wgtrack.messages.languages import Language
from wgtrack.messages.message import Message, Text, translatable
from wgtrack.planning.bars import Days

#: Room of a group's name in a subtitle; the instant has the rest.
_GROUP = WIDTH / 2
#: Days that axes can have: a century before and after today, and never up to the ends of the calendar.
_CENTURY = 36_525
_EARLIEST, _LATEST = date(2, 1, 1).toordinal(), date(9998, 12, 31).toordinal()


class About(NamedTuple):
    """The group, the instant, the language, and the first and last day that were asked for, if any."""

    group: str
    #: In the group's zone.
    at: datetime
    timezone: str
    language: Language
    first: date | None = None
    last: date | None = None

    @property
    def today(self) -> date:
        """The day it is true for."""
        return self.at.date()

    def tell(self, text: Text) -> str:
        """A text in the picture's language."""
        return self.language.tell(text)

    def within(self, days: Days) -> Days:
        """Some days, begun and ended where it was asked for; a day at least."""
        first = days.first if self.first is None else self.first
        last = days.last if self.last is None else self.last
        return Days(first, max(first, last))

    def widened(self, days: Days, part: int) -> Days:
        """Some days with blank ones at both ends, one part of so many of them; a hundred years around today at most."""
        today = self.today.toordinal()
        low, high = max(_EARLIEST, today - _CENTURY), min(_LATEST, today + _CENTURY)
        first, last = (min(max(day.toordinal(), low), high) for day in days)
        blank = 1 + (last - first) // part
        return Days(date.fromordinal(max(low, first - blank)), date.fromordinal(min(high, last + blank)))

    def picture(
        self,
        name: str,
        title: Message,
        told: Iterable[Message],
        *,
        elements: Sequence[svg.Element],
        height: float,
        patterns: Sequence[svg.Element] = (),
    ) -> Picture:
        """A picture with its title, and its description in sentences."""
        group = cut(self.group, _GROUP, LABEL)
        when = self.language.instant(self.at, self.timezone)
        return Picture(
            name=name,
            title=self.tell(title),
            subtitle=self.tell(translatable("{group}, as of {instant}", group=group, instant=when)),
            description=self.tell(reduce(_and_then, told)),
            language=self.language.tag,
            width=WIDTH,
            height=height,
            elements=elements,
            patterns=patterns,
        )


def _and_then(one: Message, other: Message) -> Message:
    return translatable("{sentence} {next}", sentence=one, next=other)
