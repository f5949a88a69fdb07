"""National calendars, made from the package ``holidays`` so that they can be pinned into the record."""

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from wgtrack.errors import InputError, closest, did_you_mean
from wgtrack.messages.message import Message, Phrase, call, joined, untranslated
from wgtrack.model.calendars import Calendar

if TYPE_CHECKING:
    from holidays import HolidayBase

    from wgtrack.dates.weekends import Week

_EXAMPLES = untranslated("give an ISO 3166 code such as CN, DE-BE or US-CA, or 'none' for a plain week")
#: Countries whose days off and make-up days are set by a notice for each year: without it, the year is a guess.
_BY_YEARLY_NOTICE = frozenset({"CN"})
#: Categories of ``holidays`` whose days are worked, at least for half of them.
_NOT_OFF = frozenset({"workday", "half_day", "unofficial"})
#: How many subdivisions a message lists.
_FEW = 20


class _Place(NamedTuple):
    """A country of ``holidays``, a subdivision of it or None, and the categories of days that are wanted beside the usual."""

    country: str
    name: str
    subdivision: str | None
    categories: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        place = f"{self.country}-{self.subdivision}" if self.subdivision else self.country
        return "+".join((place, *self.categories))


def national_calendar(code: str, years: int | Iterable[int], *, weekend: Iterable[int] | None = None) -> Calendar:
    """The calendar of a country (``CN``) or subdivision (``DE-BE``, ``US-CA``), or ``none`` for a plain week.

    It holds the days from the first to the last of ``years`` that differ from the plain week, with their names in the
    country's own language, and marks as provisional the years whose official days the installed ``holidays`` does not
    have. ``DE-BY+catholic`` has the days of a further category too. ``weekend`` (Monday is 0) is one's own, in all years;
    else it is that of ``holidays`` or of CLDR, and where the two differ ``other_weekend`` is the one that was not taken.
    InputError for an unknown country, subdivision or category (naming the closest) and for years out of range.
    """
    if code.casefold() == "none":
        return Calendar(key="none", title="Plain week, Monday to Friday")
    from wgtrack.dates.weekends import week_of  # noqa: PLC0415 - only making or refreshing a calendar needs it

    first, last = _span(years)
    place = _place(code)
    # The year after may say that days of this December are worked, as China's notices do.
    found = _look_up(place, range(first - 1, last + 2))
    week = week_of(found, weekend)
    plain = frozenset(day.weekday() for day in _week_before(date(last, 12, 31)) if week.rests_on(day))
    days = [date.fromordinal(n) for n in range(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1)]
    return Calendar(
        key=place.code,
        title=place.name,
        source="; ".join(filter(None, (_source(), week.source))),
        weekend=plain,
        off=((day, _off_name(found, day)) for day in days if _is_off(found, week, day, plain)),
        work=((day, _work_name(found, day)) for day in days if day.weekday() in plain and _is_worked(found, week, day)),
        first_year=first,
        last_year=last,
        provisional_years=(year for year in range(first, last + 1) if _is_provisional(found, year)),
        other_weekend=week.other,
    )


def categories_left_out(code: str) -> tuple[str, ...]:
    """Categories of days that ``holidays`` has for a place and a calendar of this code does not: ``catholic`` for ``DE-BY``."""
    if code.casefold() == "none":
        return ()
    place = _place(code)
    return tuple(sorted(_categories(place.country) - {*place.categories}))


def _is_worked(found: "HolidayBase", week: "Week", day: date) -> bool:
    return day in found.weekend_workdays if week.rests_on(day) else day not in found


def _is_off(found: "HolidayBase", week: "Week", day: date, plain: frozenset[int]) -> bool:
    """Whether a day is off otherwise than by the plain week; or was, before the country moved its weekend to that day."""
    if _is_worked(found, week, day):
        return False
    return day.weekday() not in plain or not week.rests_on(day)


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

    written, *categories = code.strip().split("+")
    country, _, rest = written.strip().partition("-")
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
        return _with_categories(_Place(main, readable, None), categories)
    place = _subdivision(main, readable, rest, getattr(holidays, main).get_subdivision_aliases())
    return _with_categories(place, categories)


def _with_categories(place: _Place, wanted: Sequence[str]) -> _Place:
    """The place with categories of days, by their names."""
    names = tuple(sorted({name.strip().casefold() for name in wanted}))
    known = _categories(place.country)
    for name in names:
        if name not in known:
            message = untranslated(
                "there are no days of a category {category} on file for {place}",
                code="unknown_category",
                category=repr(name),
                place=place.name,
            )
            there_are = untranslated("it has {categories}", categories=joined(sorted(known)))
            raise InputError(message, there_are if known else untranslated("give {place} alone", place=place.code))
    return place._replace(name=", ".join((place.name, *names)), categories=names)


def _categories(country: str) -> frozenset[str]:
    """The categories of days off that a country has beside the usual one."""
    import holidays  # noqa: PLC0415 - costs 80 ms; only making or refreshing a calendar needs it

    entity = getattr(holidays, country)
    return frozenset(entity.supported_categories) - {entity.default_category} - _NOT_OFF


def _subdivision(country: str, name: str, wanted: str, aliases: Mapping[str, Sequence[str]]) -> _Place:
    """The subdivision that is wanted, by its code or by a name that ``holidays`` knows it by."""
    if not aliases:
        hint = untranslated(
            "give {country} alone, and what is different there with {edit}",
            country=country,
            edit=call("edit", country, kind="calendar"),
        )
        raise InputError(_no_part(wanted, name), hint)
    codes = {known.casefold(): code for code, names in aliases.items() for known in (*names, code)}
    subdivision = codes.get(wanted.casefold())
    if subdivision is None:
        near = dict.fromkeys(f"{country}-{codes[known]}" for known in closest(wanted, codes))
        there_are = untranslated("it has {parts}", parts=_few(aliases))
        raise InputError(_no_part(wanted, name), did_you_mean(near, there_are))
    readable = next(iter(aliases[subdivision]), subdivision)
    return _Place(country, f"{name}, {readable}", subdivision)


def _no_part(wanted: str, country: str) -> Message:
    return untranslated(
        "there are no holidays on file for a part {part} of {country}",
        code="unknown_country",
        part=repr(wanted),
        country=country,
    )


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
            categories=(getattr(holidays, place.country).default_category, *place.categories),
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
