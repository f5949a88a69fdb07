"""A calendar as pinned into the record: the days that differ from the plain week, and where they are from."""

from collections.abc import Iterable, Mapping
from datetime import MAXYEAR, MINYEAR, date

from attrs import field, frozen

from wgtrack.errors import InputError
from wgtrack.messages.message import iso_day, untranslated
from wgtrack.model.base import Record
from wgtrack.model.fields import declared, itself
from wgtrack.model.kinds import kind
from wgtrack.model.values import check_line, check_text

NamedDays = tuple[tuple[date, str], ...]


def as_days(days: Mapping[date, str] | Iterable[tuple[date, str]]) -> NamedDays:
    """Days with what they are, in order."""
    return tuple(sorted(dict(days).items()))


def as_numbers(numbers: Iterable[int]) -> frozenset[int]:
    """Weekdays or years, as a value."""
    return frozenset(numbers)


@kind("calendar", "calendars", shares_keys=False)
@frozen(kw_only=True, repr=False, eq=False)
class Calendar(Record):
    """Which days are working days. ``key`` is a country (``CN``), a subdivision (``DE-BE``), ``none``, or one's own name."""

    key: str = field(validator=check_line)
    title: str = field(
        default="", validator=check_text, metadata=declared("What the calendar is called.", searched=True)
    )
    #: Weekdays by number, Monday is 0.
    weekend: frozenset[int] = field(
        default=frozenset({5, 6}),
        converter=as_numbers,
        metadata=declared("Days without work: Sat,Sun or none.", metavar="DAYS", moves=itself),
    )
    #: Public holidays and the like, with their names.
    off: NamedDays = field(
        default=(), converter=as_days, metadata=declared("A day off.", metavar="DAY=NAME", moves=itself)
    )
    #: Make-up days of weekends, with their names.
    work: NamedDays = field(
        default=(), converter=as_days, metadata=declared("A day that is worked.", metavar="DAY=NAME", moves=itself)
    )
    #: First and last year whose days were looked up; None for a calendar that holds in every year.
    first_year: int | None = field(default=None, metadata=declared(option=None, moves=itself))
    last_year: int | None = field(default=None, metadata=declared(option=None, moves=itself))
    #: Years looked up whose official days are not published yet.
    provisional_years: frozenset[int] = field(
        default=frozenset(), converter=as_numbers, metadata=declared(option=None, moves=itself)
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a week that has no working day."""
        if not self.weekend <= set(range(7)) or len(self.weekend) == 7:  # noqa: PLR2004 - days of a week
            raise InputError(
                untranslated("the calendar '{key}' has no working week", key=self.key),
                untranslated("leave at least one weekday to work on"),
            )
        self._check_years()
        both = dict(self.off).keys() & dict(self.work).keys()
        if both:
            raise InputError(
                untranslated(
                    "the calendar '{key}' has {day} both off and worked", key=self.key, day=iso_day(min(both))
                ),
                untranslated("leave it in one of the two"),
            )

    def _check_years(self) -> None:
        """Refuse years that no day is in, and a span that ends before it starts."""
        given = [year for year in (self.first_year, self.last_year, *self.provisional_years) if year is not None]
        out = [year for year in given if not MINYEAR <= year <= MAXYEAR]
        if out or (None not in {self.first_year, self.last_year} and given[0] > given[1]):
            raise InputError(
                untranslated("the years of the calendar '{key}' are out of range", key=self.key),
                untranslated(
                    "give years from {minyear} to {maxyear}, the first one first", minyear=MINYEAR, maxyear=MAXYEAR
                ),
            )

    def is_provisional(self, year: int) -> bool:
        """Whether the official days of this year are not known to the record."""
        if self.first_year is None or self.last_year is None:
            return False
        return not self.first_year <= year <= self.last_year or year in self.provisional_years
