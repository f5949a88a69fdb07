"""Reference data that a record uses is pinned into it: lifecycles, and the days of national calendars."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar, cast

from attrs import evolve

from wgtrack.dates.instants import zone
from wgtrack.dates.own_days import decided, kept_own, noted, with_own
from wgtrack.errors import InputError, UnknownKeyError
from wgtrack.messages.message import call, untranslated
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.journal import Entry
from wgtrack.model.programme import Records
from wgtrack.model.records import Deliverable, Group

if TYPE_CHECKING:
    from wgtrack.tracker.writing import Step

RecordT = TypeVar("RecordT", bound=Record)

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
    """Look up national calendars again; the ones that differ are written and returned.

    What a group decided is kept, in files of older versions too, whose records do not say which days are its own: their
    journal does.
    """
    store = step.writing.store
    looked_up = [
        (calendar, again(_with_past(calendar, store.entries(key=calendar.key, kinds=("calendar",))), step.now.year))
        for calendar in _national(step.records, key)
    ]
    return tuple(step.put(new) for old, new in looked_up if new != old)


def settled(record: RecordT) -> RecordT:
    """A record to be written; a national calendar with the group's own days among its days, however it was made."""
    if isinstance(record, Calendar) and record.is_national:
        return cast("RecordT", evolve(with_own(record, record), source=record.source))
    return record


def edited(before: Record, after: Record) -> Record:
    """A changed copy; what was changed in a national calendar is the group's own, and another weekend is looked up for."""
    if not isinstance(before, Calendar) or not isinstance(after, Calendar) or not after.is_national:
        return after
    kept = kept_own(before, after)
    if kept.weekend == before.weekend and kept.own_weekend == before.own_weekend:
        return kept
    from wgtrack.dates.national_calendars import national_calendar  # noqa: PLC0415 - needs the holidays package

    # A holiday on a day that was of the weekend is off now: it was not pinned, so it is looked up.
    years = range(kept.first_year or 0, (kept.last_year or 0) + 1)
    return with_own(national_calendar(kept.key, years, weekend=kept.own_weekend), kept)


def _with_past(calendar: Calendar, entries: Iterable[Entry]) -> Calendar:
    """The calendar with its own days; from the journal, where it was edited by a version that did not keep them apart."""
    states: list[tuple[Calendar, Calendar]] = []  # as written, and with its own days
    for entry in entries:
        if isinstance(entry.after, Calendar):
            states.append((entry.after, _told_apart(entry.after, entry.action, states)))
    return noted(calendar, states[-1][1]) if states else calendar


def _told_apart(after: Calendar, action: str, states: Sequence[tuple[Calendar, Calendar]]) -> Calendar:
    """A state of a calendar with its own days, from those before it."""
    if action == "undo":
        return next((known for written, known in reversed(states) if written == after), after)
    if action != "edit" or not states:
        return after
    written, known = states[-1]
    if decided(after) != decided(written):  # its writer kept them apart
        return evolve(noted(after, known), own_weekend=after.own_weekend)
    return kept_own(known, noted(after, known))


def _national(records: Records, key: str | None) -> Iterable[Calendar]:
    calendars = [cast("Calendar", records.get("calendar", name)) for name in records.keys("calendar")]
    if key is None:
        return [calendar for calendar in calendars if calendar.is_national]
    calendar = next((found for found in calendars if found.key == key), None)
    if calendar is None:
        raise UnknownKeyError("calendar", key, records.keys("calendar"))
    if not calendar.is_national:
        raise InputError(
            untranslated("the calendar '{key}' is your own, so there is nothing to look up", key=key),
            untranslated("change its days with {edit}", edit=call("edit", key, kind="calendar")),
        )
    return [calendar]


def again(calendar: Calendar, present_year: int) -> Calendar:
    """A national calendar as it would be pinned now, in its place on record, with the group's own days."""
    from wgtrack.dates.national_calendars import national_calendar  # noqa: PLC0415 - needs the holidays package

    first = calendar.first_year or present_year
    last = max(calendar.last_year or first, present_year + YEARS_AFTER)
    return with_own(national_calendar(calendar.key, range(first, last + 1), weekend=calendar.own_weekend), calendar)
