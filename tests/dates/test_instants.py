"""Days, instants and zones: what is meant by what was written, and when a day ends, on plain and on odd nights."""

from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pendulum
import pytest
import time_machine
from freezegun import freeze_time
from hypothesis import given, settings
from hypothesis import strategies as st

from wgtrack.dates import instants
from wgtrack.dates.instants import day, day_ends, day_meant, day_starts, end_of_day, has_zone, instant, zone
from wgtrack.errors import InputError, InstantError
from wgtrack.messages.phrases import is_ambiguous

#: A busy machine is no mistake of the code.
unhurried = settings(deadline=None)

SHANGHAI = ZoneInfo("Asia/Shanghai")
BERLIN = ZoneInfo("Europe/Berlin")
SHORTEST = timedelta(microseconds=1)

odd_zones = st.sampled_from(
    [
        "America/Havana",
        "America/Sao_Paulo",
        "America/St_Johns",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Europe/Berlin",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "Pacific/Pago_Pago",
    ]
).map(ZoneInfo)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2016-09-05", "2016-09-05T15:59:59.999999+00:00"),
        (date(2016, 9, 5), "2016-09-05T15:59:59.999999+00:00"),
        (" 2016-09-05 ", "2016-09-05T15:59:59.999999+00:00"),
        ("2016-02-29", "2016-02-29T15:59:59.999999+00:00"),
        ("2016-09-05T17:00", "2016-09-05T09:00:00+00:00"),
        ("2016-09-05 17:00", "2016-09-05T09:00:00+00:00"),
        ("2016-09-05T17:00:30", "2016-09-05T09:00:30+00:00"),
        ("2016-09-05T17:00:30.25", "2016-09-05T09:00:30.250000+00:00"),
        ("2016-09-05T17:00Z", "2016-09-05T17:00:00+00:00"),
        ("2016-09-05T17:00+02:00", "2016-09-05T15:00:00+00:00"),
        ("2016-09-05T17:00 -0330", "2016-09-05T20:30:00+00:00"),
        ("2016-09-05T17:00-03", "2016-09-05T20:00:00+00:00"),
        ("2016-09-05T17:00 Europe/Berlin", "2016-09-05T15:00:00+00:00"),
        ("2016-01-05 17:00 Europe/Berlin", "2016-01-05T16:00:00+00:00"),
        ("2016-09-05T17:00 UTC", "2016-09-05T17:00:00+00:00"),
        (datetime(2016, 9, 5, 17, tzinfo=UTC), "2016-09-05T17:00:00+00:00"),
    ],
)
def test_what_an_instant_means(at: str | date, expected: str) -> None:
    """A day means its end in the group's zone; a time is read in the zone it names, else in the group's."""
    assert instant(at, SHANGHAI).astimezone(UTC).isoformat() == expected


def test_an_aware_instant_is_kept_as_it_is() -> None:
    """An aware datetime is the answer itself, in its own zone."""
    at = datetime(2016, 9, 5, 17, tzinfo=BERLIN)
    assert instant(at, SHANGHAI) is at


def test_a_day_is_told_in_the_groups_zone() -> None:
    """The end of a day is given in the zone asked for, one microsecond before midnight."""
    assert instant("2016-09-05", SHANGHAI) == datetime(2016, 9, 5, 23, 59, 59, 999999, tzinfo=SHANGHAI)
    assert instant("2016-09-05", SHANGHAI).tzinfo is SHANGHAI


@pytest.mark.parametrize("at", [datetime(2016, 9, 5), pendulum.naive(2016, 9, 5)])
def test_a_naive_instant_is_refused(at: datetime) -> None:
    """A datetime without a zone is an InstantError that says so and what to add."""
    with pytest.raises(InstantError, match=r"2016-09-05T00:00:00 has no time zone; add one with tzinfo="):
        instant(at, SHANGHAI)


def test_pendulum_values_mean_the_same() -> None:
    """A pendulum DateTime is an instant, a pendulum Date is a day."""
    assert instant(pendulum.datetime(2016, 9, 5, 17, tz="Europe/Berlin"), SHANGHAI) == datetime(
        2016, 9, 5, 15, tzinfo=UTC
    )
    assert instant(pendulum.date(2016, 9, 5), SHANGHAI) == instant("2016-09-05", SHANGHAI)


@pytest.mark.parametrize(
    "frozen", [freeze_time("2016-09-05T08:00:00Z"), time_machine.travel(datetime(2016, 9, 5, 8, tzinfo=UTC))]
)
def test_values_made_under_a_frozen_clock(frozen: AbstractContextManager[object]) -> None:
    """Days and instants made while the clock is frozen mean what they always do, and naive ones are refused."""
    with frozen:
        assert instant(datetime.now(UTC), SHANGHAI).isoformat() == "2016-09-05T08:00:00+00:00"  # noqa: TID251 - the test's subject
        assert instant(date.today(), SHANGHAI).isoformat() == "2016-09-05T23:59:59.999999+08:00"  # noqa: TID251 - as above
        with pytest.raises(InstantError, match="has no time zone"):
            instant(datetime.now(), SHANGHAI)  # noqa: TID251 - as above


@pytest.mark.parametrize(
    "at",
    [
        "",
        "now",
        "2016-9-5",
        "20160905",
        "2016-W36-1",
        "2016-09",
        "05.09.2016",
        "2016-09-05T",
        "2016-09-05T5:00",
        "2016-09-05Z",
        "2016-09-05T17:00Europe/Berlin",
        "２０１６-09-05",
        None,
        20160905,
    ],
)
def test_what_cannot_be_read_is_refused(at: Any) -> None:
    """Anything that is no day or instant is an InstantError that shows how to write one."""
    with pytest.raises(InstantError, match=r"cannot read the instant .* write a day \(2016-09-05\)"):
        instant(at, SHANGHAI)


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2016-02-30", "there is no day 2016-02-30"),
        ("2015-02-29", "there is no day 2015-02-29"),
        ("0000-01-01", "there is no day 0000-01-01"),
        ("2016-02-30T17:00", "there is no day 2016-02-30"),
        ("2016-09-05T24:00", "there is no instant '2016-09-05T24:00'"),
        ("2016-09-05T17:60", "there is no instant '2016-09-05T17:60'"),
        ("2016-09-05T17:00+25:00", "there is no instant"),
        ("9999-12-31", "the day 9999-12-31 is out of range"),
        ("9999-12-31T12:00", "is out of range"),
        ("0001-01-01T00:00", "is out of range"),
        (datetime(9999, 12, 31, 23, tzinfo=UTC), "is out of range"),
    ],
)
def test_what_does_not_exist_is_refused(at: str | datetime, told: str) -> None:
    """A day or time that does not exist is an InstantError that names it."""
    with pytest.raises(InstantError, match=told.replace("+", r"\+")):
        instant(at, SHANGHAI)


@pytest.mark.parametrize("at", ["2017-03-26T02:00", "2017-03-26T02:30", "2017-03-26T02:59:59"])
def test_a_skipped_hour_is_refused(at: str) -> None:
    """On 26 March 2017 Berlin's clock went from 02:00 to 03:00: a time between is an InstantError that says so."""
    with pytest.raises(InstantError, match="in Europe/Berlin: the clock is put forward over it"):
        instant(at, BERLIN)


def test_a_repeated_hour_is_its_first_time() -> None:
    """On 29 October 2017 Berlin had 02:30 twice; the earlier one is meant, half an hour after midnight in UTC."""
    assert instant("2017-10-29T02:30", BERLIN).astimezone(UTC).isoformat() == "2017-10-29T00:30:00+00:00"


@pytest.mark.parametrize(
    ("zone_name", "last", "expected"),
    [
        ("Asia/Shanghai", date(2016, 9, 18), "2016-09-18T16:00:00+00:00"),
        ("Pacific/Kiritimati", date(2016, 9, 18), "2016-09-18T10:00:00+00:00"),
        ("Pacific/Pago_Pago", date(2016, 9, 18), "2016-09-19T11:00:00+00:00"),
        ("Europe/Berlin", date(2017, 3, 26), "2017-03-26T22:00:00+00:00"),
        ("Asia/Shanghai", date(2016, 2, 29), "2016-02-29T16:00:00+00:00"),
        ("Asia/Shanghai", date(2016, 12, 31), "2016-12-31T16:00:00+00:00"),
    ],
)
def test_when_a_day_ends(zone_name: str, last: date, expected: str) -> None:
    """A day ends at the next midnight of its zone, on both sides of the date line 25 hours apart."""
    assert day_ends(last, ZoneInfo(zone_name)).astimezone(UTC).isoformat() == expected


@pytest.mark.parametrize(
    ("zone_name", "last", "expected"),
    [
        # Midnight skipped: the clock went from 24:00 to 01:00.
        ("America/Sao_Paulo", date(2017, 10, 14), "2017-10-15T01:00:00-02:00"),
        ("Asia/Beirut", date(2021, 3, 27), "2021-03-28T01:00:00+03:00"),
        # Half an hour on either side of midnight skipped: the clock went from 23:30 to 00:30.
        ("America/Toronto", date(1919, 3, 30), "1919-03-31T00:30:00-04:00"),
        # A whole day skipped: Samoa crossed the date line from the 29th to the 31st.
        ("Pacific/Apia", date(2011, 12, 29), "2011-12-31T00:00:00+14:00"),
        ("Pacific/Apia", date(2011, 12, 30), "2011-12-31T00:00:00+14:00"),
        # Midnight comes twice, both of them of the next day: from 01:00 back to 00:00. The first one ends the day.
        ("America/Havana", date(2017, 11, 4), "2017-11-05T00:00:00-04:00"),
        # The last hour comes twice: from 24:00 back to 23:00. The day ends after the second.
        ("America/Sao_Paulo", date(2018, 2, 17), "2018-02-18T00:00:00-03:00"),
        # The next day begins, and a minute later it is the old one again: from 00:01 back to 23:01.
        ("America/St_Johns", date(2010, 11, 6), "2010-11-07T00:00:00-03:30"),
    ],
)
def test_when_a_day_ends_on_an_odd_night(zone_name: str, last: date, expected: str) -> None:
    """Where the clock jumps at midnight, a day ends with the last instant that was of that day."""
    assert day_ends(last, ZoneInfo(zone_name)).isoformat() == expected


def test_the_end_of_a_repeated_hour_is_its_second_end() -> None:
    """On the night of 17 February 2018 São Paulo had 23:59 twice; the end of that day is the later one, in winter time."""
    assert (
        end_of_day(date(2018, 2, 17), ZoneInfo("America/Sao_Paulo")).isoformat() == "2018-02-17T23:59:59.999999-03:00"
    )


@unhurried
@given(st.dates(date(1950, 1, 1), date(2037, 12, 31)), odd_zones)
def test_no_instant_is_of_a_day_that_has_ended(last: date, where: ZoneInfo) -> None:
    """The instant a day ends is of a later day, and the one before it is not."""
    ends = day_ends(last, where).astimezone(UTC)
    assert ends.astimezone(where).date() > last
    assert (ends - SHORTEST).astimezone(where).date() <= last


@unhurried
@given(st.dates(date(1950, 1, 1), date(2037, 12, 31)), odd_zones)
def test_days_end_one_after_the_other(last: date, where: ZoneInfo) -> None:
    """A day never ends before the day before it."""
    assert day_ends(last - timedelta(days=1), where).astimezone(UTC) <= day_ends(last, where).astimezone(UTC)


def test_a_zone_is_found_by_its_name() -> None:
    """A zone of the time zone database is found."""
    assert zone("Asia/Shanghai") is SHANGHAI


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Asia/Shangai", "did you mean Asia/Shanghai"),
        ("asia/shanghai", "did you mean Asia/Shanghai"),
        ("America", "there is no time zone 'America'"),
        ("../etc/passwd", "give a name such as"),
        ("/etc/localtime", "there is no time zone"),
        ("", "give a name such as"),
        ("Mars/Base\0", "there is no time zone"),
        (None, "there is no time zone None"),
    ],
)
def test_an_unknown_zone_is_refused_with_the_closest(name: str, told: str) -> None:
    """What is no zone is an InputError, with the closest names where there are some."""
    with pytest.raises(InputError, match=told):
        zone(name)


def test_an_unknown_zone_in_an_instant_is_refused() -> None:
    """A zone that an instant names must exist."""
    with pytest.raises(InputError, match="there is no time zone 'Asia/Shangai'; did you mean Asia/Shanghai"):
        instant("2016-09-05T17:00 Asia/Shangai", SHANGHAI)


def test_a_day_is_read_strictly() -> None:
    """A day is read from YYYY-MM-DD."""
    assert day("2016-02-29") == date(2016, 2, 29)


@pytest.mark.parametrize(
    "text", ["2016-9-5", "2016-09-05T17:00", "20160905", " 2016-09-05", "2016-09", "", None, "2015-02-29"]
)
def test_other_days_are_refused(text: str) -> None:
    """Anything else, and a day that does not exist, is an InstantError."""
    with pytest.raises(InstantError, match="day"):
        day(text)


@pytest.mark.parametrize(
    ("at", "meant", "zoned"),
    [
        ("2016-09-05", date(2016, 9, 5), False),
        (" 2016-09-05 ", date(2016, 9, 5), False),
        (date(2016, 9, 5), date(2016, 9, 5), False),
        ("2016-09-05 17:00", None, False),
        ("2016-09-05 17:00 Asia/Shanghai", None, True),
        ("2016-09-05T17:00Z", None, True),
        (datetime(2016, 9, 5, tzinfo=UTC), None, True),
    ],
)
def test_a_day_is_told_from_an_instant(at: str | date | datetime, meant: date | None, zoned: bool) -> None:
    """A day has no hour, and only an instant can say its own zone."""
    assert (day_meant(at), has_zone(at)) == (meant, zoned)


def test_a_day_starts_where_the_one_before_ends() -> None:
    """Toronto went from half past eleven at night to half past midnight in 1919; the first day of all has no start."""
    assert day_starts(date(1919, 3, 31), ZoneInfo("America/Toronto")).isoformat() == "1919-03-31T00:30:00-04:00"
    with pytest.raises(InstantError, match="give a day from 0001-01-02 on"):
        day_starts(date.min, SHANGHAI)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        # IEEE's page on AoE: a deadline is met as long as it is that date anywhere, which is longest at UTC-12.
        ("2016-09-18 AoE", "2016-09-18T23:59:59.999999-12:00"),
        ("2016-09-18 aoe", "2016-09-18T23:59:59.999999-12:00"),
        ("2016-09-18T17:00 AoE", "2016-09-18T17:00:00-12:00"),
    ],
)
def test_anywhere_on_earth_is_twelve_hours_behind_greenwich(at: str, expected: str) -> None:
    """A day or hour with AoE is read in UTC-12, and says its own zone."""
    assert instant(at, SHANGHAI).isoformat() == expected
    assert has_zone(at)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("GMT+8", "for 8 hours ahead of Greenwich give Asia/Shanghai; 'Etc/GMT+8' is as far on the other side of it"),
        ("UTC+08:00", "for 8 hours ahead of Greenwich give Asia/Shanghai; 'Etc/GMT+8' is as far"),
        ("+0800", "give Asia/Shanghai"),
        ("GMT8", "give Asia/Shanghai"),
        ("Etc/GMT8", "give Asia/Shanghai"),
        ("GMT-5", "for 5 hours behind Greenwich give America/New_York; 'Etc/GMT-5' is as far"),
        ("UTC+5:30", "for 5:30 hours ahead of Greenwich give Asia/Kolkata"),
        ("UTC+13:37", "give the name of a place there"),
        ("AoE", "deadlines may be AoE"),
    ],
)
def test_an_offset_as_a_zone_gets_the_name_of_a_place(name: str, told: str) -> None:
    """Zones called after an offset mean the opposite of what they say, so a place with that offset is offered."""
    with pytest.raises(InputError) as refused:
        zone(name)
    assert told in str(refused.value)


def test_the_places_offered_have_the_offset() -> None:
    """In January 2016, or in July where it is winter then, each place is as far from Greenwich as is said."""
    for minutes, name in instants._OF_OFFSET.items():
        offsets = {datetime(2016, month, 1, tzinfo=zone(name)).utcoffset() for month in (1, 7)}
        assert timedelta(minutes=minutes) in offsets


@pytest.mark.parametrize(
    ("zone_name", "never"),
    [  # tzdb: each of them moved to the other side of the date line and left this day out
        ("Pacific/Apia", "2011-12-30"),
        ("Pacific/Fakaofo", "2011-12-30"),
        ("Pacific/Kiritimati", "1994-12-31"),
        ("Pacific/Kwajalein", "1993-08-21"),
    ],
)
def test_a_day_that_never_was_is_refused(zone_name: str, never: str) -> None:
    """A day that was left out is refused in its zone, as text and as a value; the days around it, and it elsewhere, are days."""
    there, left_out = ZoneInfo(zone_name), date.fromisoformat(never)
    for at in (never, left_out):
        with pytest.raises(InstantError, match=f"there is no {never} in {zone_name}: the clock is put forward over it"):
            instant(at, there)
        assert instant(at, SHANGHAI)
    for other in (left_out - timedelta(days=1), left_out + timedelta(days=1)):
        assert instant(other, there).date() == other


@given(at=st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)), where=odd_zones)
@unhurried
def test_an_instant_is_ambiguous_if_another_one_reads_the_same(at: datetime, where: ZoneInfo) -> None:
    """An instant is ambiguous if and only if an hour before or after it, or half of one, the clock shows the same."""
    there = at.replace(tzinfo=UTC).astimezone(where)
    others = [(at + timedelta(minutes=step)).replace(tzinfo=UTC).astimezone(where) for step in (-60, -30, 30, 60)]
    assert is_ambiguous(there) == any(
        other.replace(tzinfo=None, fold=0) == there.replace(tzinfo=None, fold=0) for other in others
    )
