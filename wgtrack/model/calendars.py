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


def as_dates(days: Iterable[date]) -> tuple[date, ...]:
    """Days, each once and in order."""
    return tuple(sorted(frozenset(days)))


def as_numbers(numbers: Iterable[int]) -> frozenset[int]:
    """Weekdays or years, as a value."""
    return frozenset(numbers)


def as_optional_numbers(numbers: Iterable[int] | None) -> frozenset[int] | None:
    """Weekdays as a value, or None."""
    return None if numbers is None else frozenset(numbers)


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
        metadata=declared(
            "Days without work: Sat,Sun or none; country for that of a country.", metavar="DAYS", moves=itself
        ),
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
    # What a group decided for a national calendar. It is in the fields above too, and survives a new look-up.
    #: Days off, worked days, and days that follow the plain week whatever the country does.
    own_off: NamedDays = field(default=(), converter=as_days, metadata=declared(label="own days off", option=None))
    own_work: NamedDays = field(default=(), converter=as_days, metadata=declared(label="own worked days", option=None))
    own_plain: tuple[date, ...] = field(
        default=(), converter=as_dates, metadata=declared(label="own plain days", option=None)
    )
    #: The weekend that the group decided on; None where it follows the country's.
    own_weekend: frozenset[int] | None = field(
        default=None, converter=as_optional_numbers, metadata=declared(option=None)
    )
    #: What another source has for the country's weekend, where it has another one.
    other_weekend: frozenset[int] | None = field(
        default=None,
        converter=as_optional_numbers,
        metadata=declared(label="weekend of another source", option=None),
    )

    def __attrs_post_init__(self) -> None:
        """Refuse a week that has no working day."""
        weekends = (self.weekend, self.own_weekend or frozenset(), self.other_weekend or frozenset())
        if not all(weekend < set(range(7)) for weekend in weekends):
            raise InputError(
                untranslated("the calendar '{key}' has no working week", key=self.key),
                untranslated("leave at least one weekday to work on"),
            )
        self._check_years()
        if not self.is_national and (self.own_off or self.own_work or self.own_plain or self.own_weekend is not None):
            raise InputError(
                untranslated("the calendar '{key}' is of no country, so all of its days are its own", key=self.key),
                untranslated("give off, work and weekend"),
            )
        own = {*(day for day, _ in self.own_off), *self.own_plain}
        both = dict(self.off).keys() & dict(self.work).keys() or own & dict(self.own_work).keys()
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

    @property
    def is_national(self) -> bool:
        """Whether its days were looked up, so that they can be looked up again."""
        return self.first_year is not None

    @property
    def weekend_in_doubt(self) -> bool:
        """Whether two sources have different weekends for the country, and the group did not say which one it has."""
        return self.other_weekend is not None and self.own_weekend is None

    def is_provisional(self, year: int) -> bool:
        """Whether the official days of this year are not known to the record."""
        if self.first_year is None or self.last_year is None:
            return False
        return not self.first_year <= year <= self.last_year or year in self.provisional_years
