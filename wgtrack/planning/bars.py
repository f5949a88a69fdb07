"""The timeline as data, before a format draws it: for every item the days it was worked on, is planned for and can slip."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from attrs import frozen

from wgtrack.messages.message import Text
from wgtrack.model.values import LinkType


class Days(NamedTuple):
    """Days in a row, the first and the last one included."""

    first: date
    last: date

    def meets(self, other: "Days") -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


@frozen(kw_only=True)
class Bar:
    """One item on the timeline. Days are calendar days; which of them are worked is the calendar's matter."""

    key: str
    kind: str
    title: str
    group: str
    owners: tuple[str, ...]
    state: str
    #: From its start to the day it was finished, or to the day of the plan.
    worked: Days | None
    #: What is left of it, by the early dates.
    planned: Days | None
    #: Days after its early finish that it can take without making anything late.
    room: Days | None
    #: The day a milestone is reached, or a deliverable is ready.
    mark: date | None
    target: date | None
    limit: date | None
    critical: bool
    #: It is, or was, finished after its target (else its limit).
    late: bool
    #: How much work is left in it is known.
    estimated: bool

    @property
    def due(self) -> date | None:
        """Its target, else its limit."""
        return self.target or self.limit

    @property
    def extent(self) -> Days:
        """From the first day to the last one that it has something on; what it can slip is left out."""
        days = [day for span in (self.worked, self.planned) if span for day in span]
        days += [day for day in (self.mark, self.target) if day]
        return Days(min(days), max(days))


@frozen
class BarLink:
    """One item on the timeline waits for another one on it."""

    before: str
    after: str
    #: Which ends it ties together: ``FS`` is from the finish of ``before`` to the start of ``after``.
    type: LinkType
    #: Both are critical, and nothing holds ``after`` longer.
    critical: bool


@frozen
class EventBar:
    """An event on the timeline."""

    key: str
    title: str
    group: str
    days: Days


@frozen
class AreaBars:
    """The items of an area, the one that starts first in front."""

    #: None for the items of no area.
    key: str | None
    title: Text
    bars: tuple[Bar, ...]


@frozen(kw_only=True)
class Timeline:
    """The work of a group and its committees over some days."""

    group: str
    name: str
    timezone: str
    #: In the group's zone.
    at: datetime
    days: Days
    #: The first day was asked for: where there is no room for all days, it is the last ones that are left out.
    anchored: bool
    events: tuple[EventBar, ...]
    areas: tuple[AreaBars, ...]
    #: Between items of ``areas``, in their order.
    links: tuple[BarLink, ...]
    #: Items that have nothing on these days.
    elsewhere: int
    #: By key of a group: the days that are not worked there.
    days_off: Mapping[str, frozenset[date]]

    def __repr__(self) -> str:
        return f"<Timeline of {self.group} from {self.days.first} to {self.days.last}>"

    def _repr_svg_(self) -> str:
        """What a notebook shows."""
        from wgtrack import notebooks  # noqa: PLC0415 - only notebooks ask for it

        return notebooks.timeline(self)

    @property
    def today(self) -> date:
        """The day of the plan."""
        return self.at.date()
