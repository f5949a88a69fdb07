"""Days, instants and time zones: what a written moment means, and when a day ends."""

import re
from bisect import bisect_left
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from wgtrack.errors import InputError, InstantError, closest, did_you_mean
from wgtrack.messages.message import Message, iso_day, untranslated

# Patterns are compiled when first used, which a status at the present instant never does.
_DAY = r"\d{4}-\d{2}-\d{2}"
_MOMENT = (
    r"(?P<day>\d{4}-\d{2}-\d{2})[Tt ](?P<time>\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)"
    r"(?:\s*(?P<offset>[Zz]|[+-]\d{2}(?::?\d{2})?)|\s+(?P<zone>[A-Za-z][\w+/-]*))?"
)
#: Anywhere on earth: the last place where a day ends. Calls for papers and ballots end so.
_AOE = "aoe"
_AOE_ZONE = timezone(timedelta(hours=-12), "AoE")
_AOE_DAY = rf"({_DAY})\s+[Aa][Oo][Ee]"
#: An offset that is written like the name of a zone.
_LIKE_OFFSET = r"(?:Etc/)?(?:UTC|GMT|UT|Z)?\s*(?P<sign>[+-]?)(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?"
#: A well-known zone for each offset from Greenwich in minutes, none of them with daylight saving where there is one without.
_OF_OFFSET = {
    -600: "Pacific/Honolulu",
    -480: "America/Los_Angeles",
    -420: "America/Phoenix",
    -360: "America/Chicago",
    -300: "America/New_York",
    -240: "America/Halifax",
    -180: "America/Sao_Paulo",
    0: "UTC",
    60: "Europe/Berlin",
    120: "Africa/Johannesburg",
    180: "Europe/Moscow",
    210: "Asia/Tehran",
    240: "Asia/Dubai",
    300: "Asia/Karachi",
    330: "Asia/Kolkata",
    345: "Asia/Kathmandu",
    360: "Asia/Dhaka",
    420: "Asia/Bangkok",
    480: "Asia/Shanghai",
    540: "Asia/Tokyo",
    570: "Australia/Darwin",
    600: "Australia/Brisbane",
    720: "Pacific/Auckland",
}
_SHORTEST = timedelta(microseconds=1)
_ONE_DAY = timedelta(days=1)
_NOON = time(12)
_HOW = untranslated(
    "write a day (2016-09-05) or an instant (2016-09-05T17:00 Asia/Shanghai, 2016-09-05T17:00+08:00 or 2016-09-05 AoE)"
)


def zone(name: str) -> ZoneInfo:
    """The time zone of this name (``Asia/Shanghai``); InputError names the closest ones if there is none."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, TypeError, KeyError):  # a folder's name, '../x', no text at all, not found
        message = untranslated("there is no time zone {name}", code="unknown_time_zone", name=repr(name))
        raise InputError(message, _zone_meant(str(name))) from None


def _zone_meant(name: str) -> Message:
    """The next step for a name that is no zone's."""
    from zoneinfo import available_timezones  # noqa: PLC0415 - reads a folder; only a failing call pays for it

    offset = re.fullmatch(_LIKE_OFFSET, name.strip(), re.ASCII | re.IGNORECASE)
    if offset is not None:
        return _zone_of_offset(offset)
    if name.strip().casefold() == _AOE:
        return untranslated(
            "a group lives somewhere: give a name such as Asia/Shanghai; deadlines may be AoE, as in '2016-09-18 AoE'"
        )
    # Names of this kind mean the opposite of what they say: Etc/GMT+8 is 8 hours behind Greenwich.
    near = [known for known in closest(name, available_timezones()) if not re.search(r"GMT[+-]?\d", known)]
    return did_you_mean(near, untranslated("give a name such as Asia/Shanghai or Europe/Berlin"))


def _zone_of_offset(offset: re.Match[str]) -> Message:
    """A zone with an offset; and that those called after an offset mean the opposite of what they say."""
    sign, hours, minutes = offset["sign"], int(offset["hours"]), int(offset["minutes"] or 0)
    found = _OF_OFFSET.get((hours * 60 + minutes) * (-1 if sign == "-" else 1))
    if found is None:
        return untranslated("give the name of a place there, such as Asia/Shanghai or Europe/Berlin")
    give = untranslated(
        "for {hours} hours {where} Greenwich give {zone}",
        hours=f"{hours}{f':{minutes:02}' if minutes else ''}",
        where="behind" if sign == "-" else "ahead of",
        zone=found,
    )
    if minutes or not hours:
        return give
    return untranslated("{give}; '{other}' is as far on the other side of it", give=give, other=f"Etc/GMT{sign}{hours}")


def _written_zone(name: str) -> tzinfo:
    return _AOE_ZONE if name.casefold() == _AOE else zone(name)


def day(text: str) -> date:
    """Read ``YYYY-MM-DD`` and nothing else; InstantError if it cannot be read or there is no such day."""
    if not isinstance(text, str) or not re.fullmatch(_DAY, text, re.ASCII):
        raise _unreadable("cannot read the day {text}", untranslated("write it as 2016-09-05"), text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        hint = untranslated("give a day that exists, as YYYY-MM-DD")
        raise InstantError(
            untranslated("there is no day {text}", code="no_such_day", text=text), hint, text=text
        ) from None


def instant(at: str | date | datetime, zone: tzinfo) -> datetime:
    """The instant that is meant by ``at``, aware.

    A day (``date`` or ``YYYY-MM-DD``) means the end of that day in ``zone``. A text with a time is read in the zone it
    names (``Z``, ``+08:00``, `` Asia/Shanghai``, `` AoE``), else in ``zone``; a day AoE ends last of all on earth. An aware ``datetime`` is returned as it is.
    InstantError for a naive ``datetime``, an impossible day or time, or a day or time that the clock was put forward over.
    """
    # A datetime is a date too, so it must be asked for first; holds for pendulum's and freezegun's as well.
    if isinstance(at, datetime):
        if at.utcoffset() is None:
            text = at.isoformat()
            message = untranslated("the instant {text} has no time zone", code="no_time_zone", text=text)
            raise InstantError(message, untranslated("add one with tzinfo="), text=text)
        return _in_range(at)
    meant = day_meant(at)
    if meant is not None:
        return end_of_day(check_day(meant, zone), zone)
    anywhere = _anywhere(at)
    if anywhere is not None:
        return end_of_day(anywhere, _AOE_ZONE)
    moment = _written(at)
    if moment is None:
        raise _unreadable("cannot read the instant {text}", _HOW, at)
    return _moment(moment, zone)


def due_instant(text: str, zone: tzinfo) -> datetime:
    """The first instant at which what is due by a written instant is late: that instant, or the first after a day AoE."""
    anywhere = _anywhere(text)
    return instant(text, zone) if anywhere is None else day_ends(anywhere, _AOE_ZONE)


def check_day(day: date, zone: tzinfo) -> date:
    """The day; InstantError for one that never was in a zone, such as 30 December 2011 in Samoa, which crossed the date line."""
    noon = datetime.combine(day, _NOON, zone)
    in_gap = noon.utcoffset() != noon.replace(fold=1).utcoffset()
    if in_gap and day > date.min and day_ends(day - _ONE_DAY, zone) == day_ends(day, zone):
        text = day.isoformat()
        message = untranslated(
            "there is no {text} in {zone}: the clock is put forward over it",
            code="no_such_day",
            text=text,
            zone=str(zone),
        )
        raise InstantError(message, untranslated("give the day before or after"), text=text)
    return day


def _anywhere(at: object) -> date | None:
    """The day of ``2016-09-18 AoE``; None for anything else."""
    found = re.fullmatch(_AOE_DAY, at.strip(), re.ASCII) if isinstance(at, str) else None
    return None if found is None else day(found[1])


def _unreadable(template: str, hint: Message, given: object) -> InstantError:
    return InstantError(untranslated(template, code="unreadable", text=repr(given)), hint, text=str(given))


def out_of_range(template: str, text: str, first: int, last: int) -> InstantError:
    """The error for a day or an instant (``text``) outside of the years that can be counted with."""
    hint = untranslated("give one of the years {first} to {last}", first=first, last=last)
    return InstantError(untranslated(template, code="out_of_range", text=text), hint, text=text)


def day_meant(at: str | date | datetime) -> date | None:
    """The day that ``at`` is, where it is one and no instant; InstantError if there is no such day."""
    if isinstance(at, str):
        text = at.strip()
        return day(text) if re.fullmatch(_DAY, text, re.ASCII) else None
    return at if isinstance(at, date) and not isinstance(at, datetime) else None


def day_in(given: str | date | datetime, zone: tzinfo) -> date:
    """The day that is meant: as it is, as its text says, or the one that an aware instant falls on in ``zone``.

    InstantError for a naive ``datetime``, or a text that is no day.
    """
    if isinstance(given, datetime):
        return instant(given, zone).astimezone(zone).date()
    return day_meant(given) or day(str(given))


def has_zone(at: str | date | datetime) -> bool:
    """Whether ``at`` is an instant that says its own zone, and so means the same wherever it is read."""
    if isinstance(at, datetime):
        return True
    if day_meant(at):  # a day's pattern is soon compiled, a moment's is not
        return False
    moment = _written(at)
    return _anywhere(at) is not None or (moment is not None and bool(moment["offset"] or moment["zone"]))


def end_of_day(day: date, zone: tzinfo) -> datetime:
    """The last microsecond of a day, aware, in the zone."""
    return (day_ends(day, zone).astimezone(UTC) - _SHORTEST).astimezone(zone)


def day_starts(day: date, zone: tzinfo) -> datetime:
    """The first instant of a day, aware, in the zone; InstantError for the first days of the year 1."""
    if day == date.min:
        text = day.isoformat()
        message = untranslated("the day {text} is out of range", code="out_of_range", text=text)
        raise InstantError(
            message, untranslated("give a day from {first} on", first=iso_day(day + _ONE_DAY)), text=text
        )
    return day_ends(day - _ONE_DAY, zone)


def day_ends(day: date, zone: tzinfo) -> datetime:
    """The first instant after a day, aware, in the zone: midnight, or what daylight saving makes of it.

    Where midnight is skipped, it is the first instant that exists of a later day. Where the clock goes back over
    midnight, so that the day comes twice, it is the end of the second time. InstantError for the last days of 9999.
    """
    try:
        midnight = datetime.combine(day + _ONE_DAY, time(), zone)
        # Read with the offsets before and after a change of the clocks; the two are one on all but a few nights.
        before, after = midnight.astimezone(UTC), midnight.replace(fold=1).astimezone(UTC)
        return (before if before == after else _around_change(day, before, after, zone)).astimezone(zone)
    except (OverflowError, ValueError):
        raise out_of_range("the day {text} is out of range", day.isoformat(), MINYEAR, MAXYEAR - 1) from None


def _around_change(day: date, before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """The first instant after a day whose midnight comes twice (``before`` is earlier) or never (``after`` is)."""
    if before < after:
        still_today = (after - _SHORTEST).astimezone(zone).date() <= day
        return after if still_today else before
    seconds = range(int((before - after).total_seconds()))
    skipped = bisect_left(seconds, day + _ONE_DAY, key=lambda second: _day_at(after, second, zone))
    return after + timedelta(seconds=skipped)


def _day_at(start: datetime, seconds: int, zone: tzinfo) -> date:
    return (start + timedelta(seconds=seconds)).astimezone(zone).date()


def _written(at: object) -> re.Match[str] | None:
    return re.fullmatch(_MOMENT, at.strip(), re.ASCII) if isinstance(at, str) else None


def _moment(moment: re.Match[str], zone_of_group: tzinfo) -> datetime:
    try:
        wall = datetime.combine(day(moment["day"]), _time(moment["time"]))
        where = _offset(moment["offset"]) if moment["offset"] else zone_of_group
    except ValueError:
        message = untranslated("there is no instant {text}", code="no_such_instant", text=repr(moment[0]))
        hint = untranslated("give hours to 23, minutes and seconds to 59")
        raise InstantError(message, hint, text=moment[0]) from None
    if moment["zone"]:
        where = _written_zone(moment["zone"])
    return _placed(wall, where)


def _time(text: str) -> time:
    if text.startswith("24"):  # newer Pythons would read it as the midnight before
        raise ValueError(text)
    return time.fromisoformat(text)


def _offset(text: str) -> tzinfo:
    return time.fromisoformat(f"00:00{text.upper()}").tzinfo or UTC


def _placed(wall: datetime, where: tzinfo) -> datetime:
    """A wall time in a zone: the first of two that are the same, and InstantError where there is none."""
    placed = _in_range(wall.replace(tzinfo=where))
    exists = placed.astimezone(UTC).astimezone(where).replace(tzinfo=None) == wall
    if not exists:
        message = untranslated(
            "there is no {text} in {zone}: the clock is put forward over it",
            code="no_such_instant",
            text=wall.isoformat(),
            zone=str(where),
        )
        raise InstantError(message, untranslated("give a time before or after"), text=wall.isoformat())
    return placed


def _in_range(at: datetime) -> datetime:
    """Refuse an instant that is beyond what Python can tell in some other zone."""
    if not MINYEAR < at.year < MAXYEAR:
        raise out_of_range("the instant {text} is out of range", at.isoformat(), MINYEAR + 1, MAXYEAR - 1)
    return at
