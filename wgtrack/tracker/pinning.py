"""Reference data that a record uses is pinned into it: lifecycles, and the days of national calendars."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from attrs import evolve

from wgtrack.dates.instants import zone
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import call, untranslated
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import Records
from wgtrack.model.records import Deliverable, Group

if TYPE_CHECKING:
    from wgtrack.tracker.writing import Step

#: A calendar is pinned from this year, or from two years before the record's first one where that is earlier, to five
#: years after the present one: dates of the past are typed in long after they were set.
EARLIEST, YEARS_BEFORE, YEARS_AFTER = 2000, 2, 5


def names_unpinned(record: Record, records: Records) -> bool:
    """Whether a record names a calendar or a lifecycle that is not on record."""
    if isinstance(record, Group):
        return bool(record.calendar) and records.get("calendar", record.calendar or "") is None
    return isinstance(record, Deliverable) and records.get("lifecycle", record.lifecycle) is None


def pin(step: "Step", record: Record, beside: Records | None = None) -> None:
    """Put the calendar or lifecycle that a record names on record, where it is neither there nor among those beside."""
    known = beside or step.records
    if isinstance(record, Group) and record.calendar and known.get("calendar", record.calendar) is None:
        from wgtrack.dates.national_calendars import national_calendar  # noqa: PLC0415 - needs the holidays package

        step.put(national_calendar(record.calendar, years_around(step)))
    if isinstance(record, Deliverable) and known.get("lifecycle", record.lifecycle) is None:
        from wgtrack.interchange.seeds import read_lifecycle  # noqa: PLC0415 - needs cattrs

        step.put(read_lifecycle(record.lifecycle))


def years_around(step: "Step") -> range:
    """The years to pin: those before and around the present one and the one the record begins in."""
    years = [step.now.year, step.instant_in(zone("UTC")).year]
    return range(min(EARLIEST, *(year - YEARS_BEFORE for year in years)), max(years) + YEARS_AFTER + 1)


def refresh(step: "Step", key: str | None) -> tuple[Calendar, ...]:
    """Look up national calendars again; the ones that differ are written and returned."""
    looked_up = [(calendar, again(calendar, step.now.year)) for calendar in _national(step.records, key)]
    return tuple(step.put(new) for old, new in looked_up if new != old)


def _national(records: Records, key: str | None) -> Iterable[Calendar]:
    calendars = [cast("Calendar", records.get("calendar", name)) for name in records.keys("calendar")]
    if key is None:
        return [calendar for calendar in calendars if calendar.first_year is not None]
    calendar = next((found for found in calendars if found.key == key), None)
    if calendar is None:
        raise UnknownKeyError("calendar", key, records.keys("calendar"))
    if calendar.first_year is None:
        raise InputError(
            untranslated("the calendar '{key}' is your own, so there is nothing to look up", key=key),
            untranslated("change its days with {edit}", edit=call("edit", key, kind="calendar")),
        )
    return [calendar]


def again(calendar: Calendar, present_year: int) -> Calendar:
    """A national calendar as it would be pinned now, in its place on record."""
    from wgtrack.dates.national_calendars import national_calendar  # noqa: PLC0415 - needs the holidays package

    first = calendar.first_year or present_year
    last = max(calendar.last_year or first, present_year + YEARS_AFTER)
    return evolve(national_calendar(calendar.key, range(first, last + 1)), revision=calendar.revision)
