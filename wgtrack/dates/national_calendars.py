"""National calendars, made from the package ``holidays`` so that they can be pinned into the record."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from wgtrack.errors import InputError, closest, did_you_mean
from wgtrack.messages.message import Phrase, joined, untranslated
from wgtrack.model.calendars import Calendar

if TYPE_CHECKING:
    from holidays import HolidayBase

_EXAMPLES = untranslated("give an ISO 3166 code such as CN, DE-BE or US-CA, or 'none' for a plain week")
#: Countries whose days off and make-up days are set by a notice for each year: without it, the year is a guess.
_BY_YEARLY_NOTICE = frozenset({"CN"})
#: How many subdivisions a message lists.
_FEW = 20


class _Place(NamedTuple):
    """A country of ``holidays``, and a subdivision of it or None."""

    country: str
    name: str
    subdivision: str | None

    @property
    def code(self) -> str:
        return f"{self.country}-{self.subdivision}" if self.subdivision else self.country


def national_calendar(code: str, years: int | Iterable[int]) -> Calendar:
    """The calendar of a country (``CN``) or subdivision (``DE-BE``, ``US-CA``), or ``none`` for a plain week.

    It holds the days from the first to the last of ``years`` that differ from the plain week, with their names in the
    country's own language, and marks as provisional the years whose official days the installed ``holidays`` does not
    have. InputError for an unknown country or subdivision (naming the closest) and for years out of range.
    """
    if code.casefold() == "none":
        return Calendar(key="none", title="Plain week, Monday to Friday")
    first, last = _span(years)
    place = _place(code)
    # The year after may say that days of this December are worked, as China's notices do.
    found = _look_up(place, range(first - 1, last + 2))
    weekend = frozenset(day.weekday() for day in _week_before(date(last, 12, 31)) if found.is_weekend(day))
    days = [date.fromordinal(n) for n in range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)]
    differ = [day for day in days if found.is_working_day(day) == (day.weekday() in weekend)]
    return Calendar(
        key=place.code,
        title=place.name,
        source=_source(),
        weekend=weekend,
        off=((day, _off_name(found, day)) for day in differ if day.weekday() not in weekend),
        work=((day, _work_name(found, day)) for day in differ if day.weekday() in weekend),
        first_year=first,
        last_year=last,
        provisional_years=(year for year in range(first, last + 1) if _is_provisional(found, year)),
    )


def _span(years: int | Iterable[int]) -> tuple[int, int]:
    wanted = [years] if isinstance(years, int) else list(years)
    if not all(isinstance(year, int) for year in wanted):
        raise InputError(
            untranslated("the years {years} are no whole numbers", years=repr(years)),
            untranslated("give years such as 2016, or range(2016, 2020)"),
        )
    if not wanted:
        raise InputError(
            untranslated("a national calendar needs at least one year"),
            untranslated("give the years to look up, such as 2016 or 2016-2017"),
        )
    first, last = min(wanted), max(wanted)
    if not MINYEAR <= first <= last <= MAXYEAR:
        raise InputError(
            untranslated("the years {first} to {last} are out of range", code="out_of_range", first=first, last=last),
            untranslated("give years from {first} to {last}", first=MINYEAR, last=MAXYEAR),
        )
    return first, last


def _place(code: str) -> _Place:
    import holidays  # noqa: PLC0415 - costs 80 ms; only making or refreshing a calendar needs it
    from holidays.registry import COUNTRIES  # noqa: PLC0415 - as above

    country, _, rest = code.strip().partition("-")
    by_code = {known.upper(): entity for entity in COUNTRIES.values() for known in entity[1:3]}
    if country.upper() not in by_code:
        by_name = {name: entity[1] for entity in COUNTRIES.values() for name in entity[:2]}
        near = dict.fromkeys(by_name[name] for name in closest(country, by_name))
        raise InputError(
            untranslated(
                "there are no holidays on file for a country {country}", code="unknown_country", country=repr(country)
            ),
            did_you_mean(near, _EXAMPLES),
        )
    name, main = by_code[country.upper()][:2]
    readable = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    if not rest:
        return _Place(main, readable, None)
    return _subdivision(main, readable, rest, getattr(holidays, main).get_subdivision_aliases())


def _subdivision(country: str, name: str, wanted: str, aliases: Mapping[str, Sequence[str]]) -> _Place:
    """The subdivision that is wanted, by its code or by a name that ``holidays`` knows it by."""
    codes = {known.casefold(): code for code, names in aliases.items() for known in (*names, code)}
    subdivision = codes.get(wanted.casefold())
    if subdivision is None:
        near = dict.fromkeys(f"{country}-{codes[known]}" for known in closest(wanted, codes))
        message = untranslated(
            "there are no holidays on file for a part {part} of {country}",
            code="unknown_country",
            part=repr(wanted),
            country=name,
        )
        there_are = untranslated("it has {parts}", parts=_few(aliases))
        raise InputError(
            message,
            did_you_mean(near, there_are if aliases else untranslated("give {country} alone", country=country)),
        )
    readable = next(iter(aliases[subdivision]), subdivision)
    return _Place(country, f"{name}, {readable}", subdivision)


def _few(codes: Iterable[str]) -> Phrase:
    """Some codes of subdivisions, and whether there are more."""
    known = list(codes)
    return joined([*known[:_FEW], "..."] if len(known) > _FEW else known)


def _look_up(place: _Place, years: range) -> "HolidayBase":
    import holidays  # noqa: PLC0415 - costs 80 ms; only making or refreshing a calendar needs it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that a year is out of its reach, which the calendar says by itself
        return holidays.country_holidays(
            place.country,
            subdiv=place.subdivision,
            years=years,
            # Without a language, the names would follow the environment of whoever runs this.
            language=getattr(holidays, place.country).default_language,
            expand=False,
        )


def _week_before(last: date) -> Iterator[date]:
    return (last - timedelta(days=days) for days in range(7))


def _off_name(found: "HolidayBase", day: date) -> str:
    # A day without a name: the country has moved its weekend since.
    return str(found.get(day) or "weekly day off")


def _work_name(found: "HolidayBase", day: date) -> str:
    return "make-up working day" if day in found.weekend_workdays else "weekly working day"


def _is_provisional(found: "HolidayBase", year: int) -> bool:
    """Whether the official days of a year are not in the package."""
    if not found.start_year <= year <= found.end_year:
        return True
    if found.country in _BY_YEARLY_NOTICE:
        return bool(year > max(found.special_public_holidays))
    return any(_is_estimated(found, name) for day, name in found.items() if day.year == year)


def _is_estimated(found: "HolidayBase", name: str) -> bool:
    labels = (getattr(found, label, None) for label in ("estimated_label", "observed_estimated_label"))
    # A label reads '%s (estimated)'; several holidays of one day share a name.
    return any(label and all(part in name for part in found.tr(label).split("%s")) for label in labels)


def _source() -> str:
    from holidays.version import __version__  # noqa: PLC0415 - costs 80 ms; only making or refreshing a calendar needs it

    return f"holidays {__version__}, https://github.com/vacanza/holidays"
