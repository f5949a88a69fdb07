"""Which days of the week a country rests on: by ``holidays``, by CLDR's week data, and where neither is right by name."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from holidays import HolidayBase

Weekend = frozenset[int]

_WEEK = 7
#: Weekends that neither source has. Palestine: work from Sunday to Thursday (Wikipedia, "Workweek and weekend"). Nepal:
#: Saturday alone, but for a month's trial in 2022 (qppstudio.net, "Nepal Reverses 2-Day Weekends", 6 June 2022).
_NAMED: Mapping[str, Weekend] = {"PS": frozenset({4, 5}), "NP": frozenset({5})}


class Week(NamedTuple):
    """A country's week."""

    rests_on: Callable[[date], bool]
    #: Another weekend that a source has for the country; None where the sources agree.
    other: Weekend | None = None
    #: Where the weekend is from, if not from ``holidays``.
    source: str = ""


def week_of(found: "HolidayBase", own: Iterable[int] | None = None) -> Week:
    """The week of the country that was looked up; with a weekend of one's own, that one in every year.

    What ``holidays`` says of a country holds, but where CLDR has more days (Hong Kong's law gives Sunday alone): committees
    keep office hours, so the longer weekend is taken. Where ``holidays`` says nothing, CLDR's is taken unless it is shorter.
    """
    taken, other, source = _of_sources(found)
    if own is None:
        return Week(taken, other, source)
    weekend = frozenset(own)
    return Week(lambda day: day.weekday() in weekend, other)


def _of_sources(found: "HolidayBase") -> Week:
    by_holidays = frozenset(day for day in range(_WEEK) if found.is_weekend(_day_of_last_week(found, day)))
    by_cldr = cldr_weekend(found.country)
    named = _NAMED.get(found.country)
    if named is not None:
        return Week(lambda day: day.weekday() in named, by_holidays, "weekend by wgtrack")
    if by_cldr is None or by_cldr == by_holidays:
        return Week(found.is_weekend)
    if by_cldr > by_holidays:
        return Week(lambda day: day.weekday() in by_cldr or found.is_weekend(day), by_holidays, _cldr())
    if by_cldr < by_holidays or _is_said(found):
        return Week(found.is_weekend, by_cldr)
    return Week(lambda day: day.weekday() in by_cldr, None, _cldr())


def _day_of_last_week(found: "HolidayBase", weekday: int) -> date:
    last = date(max(found.years), 12, 31).toordinal()
    return date.fromordinal(last - (date.fromordinal(last).weekday() - weekday) % _WEEK)


def _is_said(found: "HolidayBase") -> bool:
    """Whether ``holidays`` says anything of a country's weekend: it has Saturday and Sunday for all others."""
    from holidays import HolidayBase  # noqa: PLC0415 - costs 80 ms; only making or refreshing a calendar needs it

    classes = type(found).__mro__
    own = classes[: classes.index(HolidayBase)]
    return any({"weekend", "_get_weekend"} & vars(cls).keys() for cls in own)


def cldr_weekend(country: str) -> Weekend | None:
    """The weekend in the Unicode CLDR's week data; None for a territory that it does not know."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only making or refreshing a calendar needs it

    try:
        locale = Locale.parse(f"und_{country}")
    except (UnknownLocaleError, ValueError):
        return None
    first, last = locale.weekend_start, locale.weekend_end
    return frozenset((first + days) % _WEEK for days in range((last - first) % _WEEK + 1))


def _cldr() -> str:
    import babel  # noqa: PLC0415 - only making or refreshing a calendar needs it

    return f"weekend by CLDR (babel {babel.__version__})"
