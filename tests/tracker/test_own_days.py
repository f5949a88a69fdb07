"""What a group decides beside a national calendar: kept apart from what is looked up, and as it was after a refresh."""

from collections.abc import Callable
from datetime import date
from typing import Any

import attrs
import pytest

from wgtrack import Group, Tracker, clock
from wgtrack.dates.national_calendars import national_calendar
from wgtrack.errors import InputError
from wgtrack.model.calendars import Calendar

CLOSING = (date(2016, 12, 30), "Agreed closing")
Change = Callable[[Calendar], Calendar]


def changed(**fields: Any) -> Change:
    """A change of these fields."""
    return lambda calendar: attrs.evolve(calendar, **fields)


def without(day: date) -> Change:
    """A change that takes a day off the list of days off."""
    return lambda calendar: attrs.evolve(calendar, off=[pair for pair in calendar.off if pair[0] != day])


@pytest.fixture
def in_china(tracker: Tracker) -> Tracker:
    """A tracker with a group in China, whose calendar was looked up."""
    tracker.add(Group(key="cn", name="CN", timezone="Asia/Shanghai", calendar="CN"))
    return tracker


def china(tracker: Tracker) -> Calendar:
    """China's calendar as it is on record."""
    return tracker.programme().calendars["CN"]


CHANGES: dict[str, Change] = {
    "a day off": lambda calendar: attrs.evolve(calendar, off=(*calendar.off, CLOSING)),
    "a worked day": lambda calendar: attrs.evolve(calendar, work=(*calendar.work, (date(2016, 12, 31), "Instead"))),
    "a holiday that is worked": without(date(2016, 10, 3)),
    "another name": lambda calendar: attrs.evolve(
        calendar, off=[(day, "National Day" if day == date(2016, 10, 3) else name) for day, name in calendar.off]
    ),
    "days of its own alone": changed(own_off=[CLOSING], own_plain=[date(2016, 10, 4)]),
    "a weekend": changed(weekend={4, 5}),
    "a note": changed(note="decided in the plenary"),
    "a title": changed(title="Mainland China"),
    "a source": changed(source="minutes of the plenary"),
    "an illustrative one": changed(illustrative=True),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_group_changed_survives_every_refresh(in_china: Tracker, change: Change) -> None:
    """A day, the weekend or words that were changed in a national calendar are as they were after each refresh."""
    saved = in_china.save(change(china(in_china)))
    for _ in range(2):
        in_china.refresh_calendar("CN")
        after = china(in_china)
        assert attrs.evolve(after, source=None) == attrs.evolve(saved, source=None)
        assert str(after.source).startswith(str(saved.source).partition(";")[0])
    assert in_china.refresh_calendar("CN").calendars == ()


def test_a_refresh_still_brings_what_is_new(tracker: Tracker) -> None:
    """A calendar pinned without Sunday 18 September 2016, a make-up day, gets it by a refresh and keeps the group's day."""
    official = national_calendar("CN", range(2000, 2022))
    tracker.add(attrs.evolve(official, work=[pair for pair in official.work if pair[0] != date(2016, 9, 18)]))
    tracker.add(Group(key="cn", name="CN", timezone="Asia/Shanghai", calendar="CN"))
    tracker.save(attrs.evolve(china(tracker), off=(*china(tracker).off, CLOSING)))
    assert tracker.refresh_calendar("CN").calendars == ("CN",)
    assert date(2016, 9, 18) in dict(china(tracker).work)
    assert CLOSING in china(tracker).off


def test_own_days_are_kept_apart(in_china: Tracker) -> None:
    """Only what the group changed is its own."""
    in_china.save(attrs.evolve(china(in_china), off=(*china(in_china).off, CLOSING)))
    after = china(in_china)
    assert (after.own_off, after.own_work, after.own_plain, after.own_weekend) == ((CLOSING,), (), (), None)


def test_a_day_is_taken_back(in_china: Tracker) -> None:
    """A day off of its own that the group takes back is plain, and stays so."""
    in_china.save(attrs.evolve(china(in_china), off=(*china(in_china).off, CLOSING)))
    in_china.save(without(CLOSING[0])(china(in_china)))
    in_china.refresh_calendar("CN")
    assert CLOSING not in china(in_china).off
    assert (china(in_china).own_off, china(in_china).own_plain) == ((), (CLOSING[0],))


def test_undo_takes_back_what_is_ones_own(in_china: Tracker) -> None:
    """After an undo the calendar is as it was, own days and all, and a refresh changes nothing."""
    before = china(in_china)
    in_china.save(attrs.evolve(before, off=(*before.off, CLOSING), weekend={4, 5}))
    in_china.undo()
    assert china(in_china) == before
    assert in_china.refresh_calendar("CN").calendars == ()


def test_another_weekend_has_the_holidays_of_its_days(in_china: Tracker) -> None:
    """National Day 2017 was a Sunday: with Friday and Saturday off it is a day off of that week, at once."""
    assert date(2017, 10, 1) not in dict(china(in_china).off)
    in_china.save(attrs.evolve(china(in_china), weekend={4, 5}))
    assert dict(china(in_china).off)[date(2017, 10, 1)] == "国庆节"


def test_days_of_older_records_are_found_in_the_journal(in_china: Tracker) -> None:
    """A day that was edited in before own days were kept apart survives the first refresh, and is the group's own from then."""
    older = attrs.evolve(china(in_china), off=(*china(in_china).off, CLOSING))
    now = clock.now()
    with in_china._store.turn(), in_china._store.writing(action="edit", by="ann", why=None, recorded_at=now) as change:
        change.put(older, at=now)
    in_china.save(attrs.evolve(china(in_china), work=(*china(in_china).work, (date(2016, 12, 31), "Instead"))))
    in_china.refresh_calendar("CN")
    assert CLOSING in china(in_china).off
    assert (china(in_china).own_off, china(in_china).own_work) == ((CLOSING,), ((date(2016, 12, 31), "Instead"),))


def test_own_days_of_a_new_calendar_are_among_its_days(tracker: Tracker) -> None:
    """A national calendar that is put on record with days of the group's own has them off, worked or plain."""
    own: dict[str, Any] = {
        "own_off": [CLOSING],
        "own_work": [(date(2016, 10, 3), "Move")],
        "own_plain": [date(2016, 10, 9)],
    }
    added = tracker.add(attrs.evolve(national_calendar("CN", range(2015, 2018)), **own))
    assert CLOSING in added.off
    assert (dict(added.work)[date(2016, 10, 3)], date(2016, 10, 3) in dict(added.off)) == ("Move", False)
    assert date(2016, 10, 9) not in dict(added.work)


def test_a_calendar_of_no_country_has_no_days_apart() -> None:
    """All days of a calendar of no country are its own, so none are kept apart."""
    with pytest.raises(InputError, match="'office' is of no country, so all of its days are its own"):
        Calendar(key="office", own_off=[CLOSING])


def test_a_calendar_of_ones_own_is_all_ones_own(tracker: Tracker) -> None:
    """A calendar of no country is written as it is given."""
    office = tracker.add(Calendar(key="office", off=[CLOSING]))
    assert tracker.save(attrs.evolve(office, off=())) == Calendar(key="office")
