"""A database file looked through and, where it must be, made anew from its journal; works on files that ``open`` refuses."""

import os
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from attrs import evolve

from wgtrack import clock
from wgtrack.doctor.examining import Examined, look_through
from wgtrack.doctor.opening import opened
from wgtrack.doctor.symptoms import bounded
from wgtrack.errors import InputError
from wgtrack.messages.message import call, untranslated
from wgtrack.messages.phrases import count_words, day_words
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.examination import Examination, Repair, Symptom
from wgtrack.model.journal import Head
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.rules.integrity import all_problems
from wgtrack.tracker import pinning

Path = str | os.PathLike[str]

#: Seconds to wait for another process before giving up.
_TIMEOUT = 5.0
#: Years that a calendar can hold at most, and days that a difference names.
_MOST_YEARS, _FEW = 300, 3
_CHANGE = untranslated("edit the record, which keeps what it was")


def examine(path: Path, head: Head | None = None) -> Examination:
    """Look through the database file at ``path``, without writing to it.

    SQLite's own checks, the schema, the chain of the journal, what is noted as current beside what the journal makes, what records
    name, and national calendars beside the installed ``holidays``. With ``head``, as a group's minutes have it, also whether
    the journal still has that entry with that hash.

    Raises:
        StoreError: the file is missing, no database or not wgtrack's, too new, or cannot be read at all.
    """
    with opened(path, _TIMEOUT) as source:
        return _told(source.database.path, look_through(source, head))


def repair(path: Path, new: Path) -> Repair:
    """Make a new file from the journal of the one at ``path``, which is only read; nothing is ever written over.

    Raises:
        InputError: there is something at ``new``.
        StoreError: as for ``examine``, or ``new`` cannot be written.
    """
    from wgtrack.doctor.recovery import recover  # noqa: PLC0415 - an examination makes no file

    target = os.fspath(new)
    with opened(path, _TIMEOUT) as source:
        found = look_through(source)
        old = _told(source.database.path, found)
        lost = recover(source, found, target, _TIMEOUT)
    return Repair(old, tuple(lost), examine(target))


def _told(path: str, found: Examined) -> Examination:
    records = [state.record for state in found.states if state.record is not None]
    programme = _programme(records)
    symptoms = (*found.symptoms, *_values(records), *_references(programme), *_calendars(programme))
    return Examination(path, found.version, found.walk.entries, found.walk.head, len(records), symptoms)


def _programme(records: Iterable[Record]) -> WorkProgramme:
    mappings: dict[str, dict[str, Any]] = {}
    for record in records:
        mappings.setdefault(KIND_OF[type(record)], {})[record.key] = record
    return WorkProgramme(mappings)


def _values(records: Iterable[Record]) -> Iterable[Symptom]:
    """What no command would have let in, such as characters that act on a terminal."""

    def refused() -> Iterator[str]:
        for record in records:
            try:
                evolve(record)
            except InputError as error:
                yield f"the {KIND_OF[type(record)]} '{record.key}' cannot be as it is: {error.message!s}"

    return bounded("values", refused(), _CHANGE)


def _references(programme: WorkProgramme) -> Iterable[Symptom]:
    """What records name that is not there, and dates that cannot be resolved."""
    found = (
        f"the {KIND_OF[type(record)]} '{record.key}': {problem.message!s}"
        for record, problem in all_problems(programme)
    )
    return bounded("references", dict.fromkeys(found), _CHANGE)


def _calendars(programme: WorkProgramme) -> Iterator[Symptom]:
    """How national calendars differ from what would be pinned today: nothing is wrong with that."""
    for calendar in programme.calendars.values():
        if calendar.first_year is not None and (told := _difference(calendar)):
            step = untranslated(
                "{refresh} takes that over and tells every deadline it moves",
                refresh=call("refresh_calendar", calendar.key),
            )
            yield Symptom("calendars", f"the calendar '{calendar.key}' {told}", step, wrong=False)


def _difference(calendar: Calendar) -> str:
    years = (calendar.last_year or 0) - (calendar.first_year or 0)
    if years > _MOST_YEARS:
        return f"says that it holds {years} years, more than any package has"
    try:
        now = pinning.again(calendar, clock.now().year)
    except InputError as error:
        return f"cannot be looked up any more: {error.message!s}"
    told = [*_other_days(calendar, now), *_more_years(calendar, now)]
    return f"would be another by {(now.source or '').partition(',')[0]}: {' and '.join(told)}" if told else ""


def _other_days(calendar: Calendar, now: Calendar) -> Iterator[str]:
    if calendar.weekend != now.weekend:
        yield "another weekend"
    days = sorted({day for day, _ in _kinds(calendar) ^ _kinds(now) if day.year <= (calendar.last_year or 0)})
    if days:
        few = ", ".join(str(day_words(day)) for day in days[:_FEW])
        yield f"{count_words(len(days), 'day')} other than now ({few}{', ...' if len(days) > _FEW else ''})"


def _kinds(calendar: Calendar) -> set[tuple[date, str]]:
    """Every day that differs from the plain week, and how; names may change without a day being another."""
    return {*((day, "off") for day, _ in calendar.off), *((day, "work") for day, _ in calendar.work)}


def _more_years(calendar: Calendar, now: Calendar) -> Iterator[str]:
    if now.last_year != calendar.last_year:
        yield f"years up to {now.last_year}, not {calendar.last_year}"
    known = calendar.provisional_years - now.provisional_years
    if known:
        yield f"{count_words(len(known), 'year')} no longer provisional ({', '.join(map(str, sorted(known)))})"
