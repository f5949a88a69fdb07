"""Deadlines in zones: when a day is over, instants, both sides of the date line, nights on which the clock jumps."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from wgtrack.dates import Deadline
from wgtrack.errors import DeadlineError
from wgtrack.messages.phrases import due_words
from wgtrack.model.records import Event, Group, Task

#: One group on each side of the date line (UTC+14 and UTC-11), and some whose clocks jump at night.
GROUPS = [
    Group(key=key, name=key, timezone=zone)
    for key, zone in {
        "east": "Pacific/Kiritimati",
        "west": "Pacific/Pago_Pago",
        "berlin": "Europe/Berlin",
        "paulo": "America/Sao_Paulo",
        "beirut": "Asia/Beirut",
        "apia": "Pacific/Apia",
    }.items()
]


@pytest.fixture(name="found_in")
def _found_in(resolve: Callable[..., Deadline | None]) -> Callable[..., Deadline]:
    """Tells what an expression means in one of these groups."""

    def tell(group: str, text: str, *others: Event) -> Deadline:
        found = resolve(text, *GROUPS, *others, group=group)
        assert found is not None
        return found

    return tell


@pytest.mark.parametrize(
    ("group", "text", "expected"),
    [
        ("wg", "2016-09-18", "2016-09-19T00:00:00+08:00"),
        ("east", "2016-09-18", "2016-09-19T00:00:00+14:00"),
        ("west", "2016-09-18", "2016-09-19T00:00:00-11:00"),
        ("berlin", "2016-Q3", "2016-10-01T00:00:00+02:00"),
        ("wg", "2016-09-18T17:00", "2016-09-18T17:00:00+08:00"),
        ("wg", "2016-09-18T17:00 Europe/Berlin", "2016-09-18T23:00:00+08:00"),
        ("wg", "2016-09-18T17:00Z", "2016-09-19T01:00:00+08:00"),
        # Anywhere on earth: the day is over at noon of the next one in Greenwich.
        ("wg", "2016-09-18 AoE", "2016-09-19T20:00:00+08:00"),
        ("west", "2016-09-18 aoe", "2016-09-19T01:00:00-11:00"),
        ("wg", "2016-09-18T17:00 AoE", "2016-09-19T13:00:00+08:00"),
        ("berlin", "2016-09-18 17:00 +08:00", "2016-09-18T11:00:00+02:00"),
        ("west", "2016-09-18T09:00 Pacific/Kiritimati", "2016-09-17T08:00:00-11:00"),
        # Midnight does not exist on these nights: the clock goes from 24:00 to 01:00.
        ("paulo", "2017-10-14", "2017-10-15T01:00:00-02:00"),
        ("beirut", "2021-03-27", "2021-03-28T01:00:00+03:00"),
        # The day on which the clock went forward, and the one before it went back, end like any other.
        ("paulo", "2017-10-15", "2017-10-16T00:00:00-02:00"),
        ("paulo", "2018-02-17", "2018-02-18T00:00:00-03:00"),
        # 02:30 comes twice in Berlin on 29 October 2017: the earlier is meant.
        ("berlin", "2017-10-29T02:30", "2017-10-29T02:30:00+02:00"),
    ],
)
def test_when_a_deadline_ends(group: str, text: str, expected: str, found_in: Callable[..., Deadline]) -> None:
    """A day lasts to its end in the group's zone, an instant has its own zone; both are told in the group's."""
    assert found_in(group, text).ends.isoformat() == expected


@pytest.mark.parametrize(
    ("group", "text", "expected"),
    [
        ("wg", "2016-09-18T17:00", date(2016, 9, 18)),
        ("wg", "2016-09-18T17:00Z", date(2016, 9, 19)),
        ("west", "2016-09-18T09:00 Pacific/Kiritimati", date(2016, 9, 17)),
        ("east", "2016-09-18T20:00 Pacific/Pago_Pago", date(2016, 9, 19)),
    ],
)
def test_the_day_of_an_instant_is_the_groups(
    group: str, text: str, expected: date, found_in: Callable[..., Deadline]
) -> None:
    """The day an instant falls on is that of the group's own zone."""
    found = found_in(group, text)
    assert (found.date, found.precision) == (expected, "instant")


def test_the_date_line_is_25_hours_wide(found_in: Callable[..., Deadline]) -> None:
    """The same day is over in Kiritimati 25 hours before it is in Pago Pago."""
    east, west = (found_in(group, "2016-09-18").ends for group in ("east", "west"))
    assert (west - east).total_seconds() == 25 * 3600


@pytest.mark.parametrize(
    "text", ["2016-09-18T17:00 + 0d", "2016-09-18T17:00 - 1wd + 1wd", "2016-09-18T17:00+08:00 + 0w"]
)
def test_a_step_makes_an_instant_a_day(text: str, found_in: Callable[..., Deadline]) -> None:
    """From an instant, any step leads to a whole day."""
    found = found_in("wg", text)
    assert (found.date, found.precision, found.ends.isoformat()) == (
        date(2016, 9, 18),
        "day",
        "2016-09-19T00:00:00+08:00",
    )


def test_a_day_is_everyones_own(found_in: Callable[..., Deadline]) -> None:
    """An event on a day is on that day in every group that hangs something on it."""
    event = Event(key="call", title="Call", group="west", starts="2016-09-18")
    assert [found_in(group, "call", event).date for group in ("west", "east", "wg")] == [date(2016, 9, 18)] * 3


def test_an_instant_is_one_for_all(found_in: Callable[..., Deadline]) -> None:
    """An event at an hour is at one instant for all, which in another group's zone may be the next day."""
    event = Event(key="call", title="Call", group="west", starts="2016-09-18T20:00")
    west, east = (found_in(group, "call", event) for group in ("west", "east"))
    assert west.ends == east.ends == datetime(2016, 9, 19, 7, tzinfo=UTC)
    assert [west.date, east.date] == [date(2016, 9, 18), date(2016, 9, 19)]
    assert [found_in(group, "call - 1d", event).date for group in ("west", "east")] == [
        date(2016, 9, 17),
        date(2016, 9, 18),
    ]


def test_an_instant_without_a_zone_is_of_the_group_that_wrote_it(
    task: Callable[..., Task], resolve: Callable[..., Deadline | None]
) -> None:
    """An hour that a group wrote down is read in its zone also by what hangs on it elsewhere."""
    found = resolve("TR-1", *GROUPS, task("TR-1", "2016-09-18T17:00", group="berlin"), group="wg")
    assert found is not None
    assert found.ends.isoformat() == "2016-09-18T23:00:00+08:00"


@pytest.mark.parametrize(
    ("group", "text", "zone"),
    [
        ("berlin", "2017-03-26T02:30", "Europe/Berlin"),
        ("wg", "2017-03-26T02:30 Europe/Berlin", "Europe/Berlin"),
        ("wg", "2017-03-26T02:30 Europe/Berlin + 1d", "Europe/Berlin"),
        ("paulo", "2017-10-15T00:00", "America/Sao_Paulo"),
        ("beirut", "2021-03-28T00:59:59", "Asia/Beirut"),
    ],
)
def test_an_hour_that_is_skipped_is_refused(
    group: str, text: str, zone: str, found_in: Callable[..., Deadline]
) -> None:
    """A deadline at a time over which the clock is put forward is a DeadlineError that names the zone."""
    with pytest.raises(DeadlineError, match=f"in {zone}: the clock is put forward over it"):
        found_in(group, text)


def test_the_same_hour_exists_elsewhere(found_in: Callable[..., Deadline]) -> None:
    """A time that Berlin skips is a time like any other in Shanghai."""
    assert found_in("wg", "2017-03-26T02:30").ends == datetime(2017, 3, 25, 18, 30, tzinfo=UTC)


def test_a_day_is_not_late_until_it_is_over(found_in: Callable[..., Deadline]) -> None:
    """In the last microsecond of the day nothing is late; at midnight it is."""
    found = found_in("wg", "2016-09-18")
    assert not found.has_passed(datetime(2016, 9, 18, 15, 59, 59, 999999, tzinfo=UTC))
    assert found.has_passed(datetime(2016, 9, 18, 16, tzinfo=UTC))


def test_lateness_is_right_in_a_repeated_hour(found_in: Callable[..., Deadline]) -> None:
    """What was due at the first 02:30 of a night is late at the second 02:10, though its wall time is less."""
    found = found_in("berlin", "2017-10-29T02:30")
    second = datetime(2017, 10, 29, 2, 10, fold=1, tzinfo=ZoneInfo("Europe/Berlin"))
    assert found.has_passed(second)
    assert not found.has_passed(second.replace(fold=0))


@pytest.mark.parametrize("text", ["2011-12-30", "2011-12-30 - 1d", "2011-12-30T12:00", "leap", "leap + 1d"])
def test_a_day_that_never_was_is_refused(text: str, found_in: Callable[..., Deadline]) -> None:
    """Samoa left 30 December 2011 out; a deadline there on that day, or that hangs on it, is refused, and exists elsewhere."""
    with pytest.raises(
        DeadlineError, match=r"there is no 2011-12-30.* in Pacific/Apia: the clock is put forward over it"
    ):
        found_in("apia", text, Event(key="leap", title="Leap", group="apia", starts="2011-12-30"))
    assert found_in("wg", text, Event(key="leap", title="Leap", group="wg", starts="2011-12-30"))


def test_a_month_with_a_day_that_never_was_is_a_month(found_in: Callable[..., Deadline]) -> None:
    """December 2011 in Samoa ended on the 31st, as everywhere."""
    assert found_in("apia", "2011-12").ends == datetime(2011, 12, 31, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2016-10-30T00:30Z", "30 October 2016, 02:30 Europe/Berlin (UTC+02:00)"),
        ("2016-10-30T01:30Z", "30 October 2016, 02:30 Europe/Berlin (UTC+01:00)"),
        ("2016-10-30T02:30Z", "30 October 2016, 03:30 Europe/Berlin"),
    ],
)
def test_an_hour_that_comes_twice_is_told_with_its_offset(
    text: str, words: str, found_in: Callable[..., Deadline]
) -> None:
    """Berlin had half past two twice on 30 October 2016: which one is told by its offset, and any other hour without."""
    assert str(due_words(found_in("berlin", text))) == words
