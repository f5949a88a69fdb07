"""One record by its key, with its type: for a tracker, and inside a transaction."""

from typing import Protocol

from wgtrack.errors import UnknownKeyError
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import Records
from wgtrack.model.records import (
    Area,
    Baseline,
    Deliverable,
    Event,
    Group,
    IssuedReport,
    Party,
    Role,
    Task,
    report_key,
)
from wgtrack.tracker.arguments import find, typed


class Reading(Protocol):
    """Whatever has records to look up."""

    @property
    def records(self) -> Records:
        """The records as they are now."""


def get(reading: Reading, key: str) -> Record:
    """The record with this key as it is now, of whatever kind.

    Args:
        key: that of a group, party, role, area, event, deliverable or task.

    Raises:
        UnknownKeyError: no record has it; ``closest`` are the keys most like it.

    Examples:
        >>> tracker.get("summit").title
        'Second Global Blockchain Summit'
    """
    return find(reading.records, key)


def task(reading: Reading, key: str) -> Task:
    """The task or milestone with this key.

    Args:
        key: the key of a task.

    Raises:
        UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> tracker.task("TR-3").owners
        ('chinaledger',)
    """
    return typed(reading.records, key, Task, "task")


def deliverable(reading: Reading, key: str) -> Deliverable:
    """The deliverable with this key.

    Args:
        key: the key of a deliverable.

    Raises:
        UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> tracker.deliverable("white-paper").stage
        'published'
    """
    return typed(reading.records, key, Deliverable, "deliverable")


def event(reading: Reading, key: str) -> Event:
    """The event with this key.

    Args:
        key: the key of an event.

    Raises:
        UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> tracker.event("summit").starts
        '2016-09-19'
    """
    return typed(reading.records, key, Event, "event")


def group(reading: Reading, key: str) -> Group:
    """The group with this key.

    Args:
        key: the key of a group.

    Raises:
        UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> tracker.group("white-paper-wg").timezone
    """
    return typed(reading.records, key, Group, "group")


def party(reading: Reading, key: str) -> Party:
    """The party (an organisation or a person) with this key.

    Args:
        key: the key of a party.

    Raises:
        UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> tracker.party("cesi").kind
        'organisation'
    """
    return typed(reading.records, key, Party, "party")


def area(reading: Reading, key: str) -> Area:
    """The strand of the mandate with this key.

    Args:
        key: the key of an area.

    Raises:
        UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> tracker.area("trends").group
        'blockchain-wg'
    """
    return typed(reading.records, key, Area, "area")


def role(reading: Reading, key: str) -> Role:
    """The role with this key, which ``appoint`` made.

    Args:
        key: the key of a role: ``GROUP:ROLE:PARTY``, with ``:2`` behind a second term.

    Raises:
        UnknownKeyError: no record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> made = tracker.appoint("cesi", "liaison", "white-paper-wg")
        >>> tracker.role(made.key).party
        'cesi'
    """
    return typed(reading.records, key, Role, "role")


def lifecycle(reading: Reading, key: str) -> Lifecycle:
    """The lifecycle with this key, once a deliverable has used it.

    Args:
        key: the key of a lifecycle.

    Raises:
        UnknownKeyError: no lifecycle on record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> tracker.lifecycle("white-paper").final
        'published'
    """
    return typed(reading.records, key, Lifecycle, "lifecycle")


def working_calendar(reading: Reading, key: str) -> Calendar:
    """The calendar of working days with this key, once a group has used it.

    Args:
        key: the key of a calendar, such as ``CN``.

    Raises:
        UnknownKeyError: no calendar on record has the key; ``closest`` are the keys most like it.
        InputError: another kind of record has it.

    Examples:
        >>> tracker.working_calendar("CN").first_year
        2000
    """
    return typed(reading.records, key, Calendar, "calendar")


def saved_baseline(reading: Reading, name: str) -> Baseline:
    """The baseline of this name, with its instant in UTC.

    Args:
        name: the name it was saved by.

    Raises:
        UnknownKeyError: there is no baseline of this name; ``closest`` are the names most like it.
        InputError: another kind of record has the key.

    Examples:
        >>> made = tracker.baseline("kick-off", at="2016-08-05")
        >>> tracker.saved_baseline("kick-off").at == made.at
        True
    """
    return typed(reading.records, name, Baseline, "baseline")


def issued_report(reading: Reading, number: int, group: str) -> IssuedReport:
    """A report as it was issued.

    Args:
        number: its number in its group, from 1.
        group: the key of the group.

    Raises:
        UnknownKeyError: the group has no report of this number; ``closest`` are the keys most like it.

    Examples:
        >>> made = tracker.issue(group="white-paper-wg")
        >>> tracker.issued_report(1, "white-paper-wg").language
        'en'
    """
    key = report_key(group, number)
    found = reading.records.get("report", key)
    if not isinstance(found, IssuedReport):
        raise UnknownKeyError("report", key, reading.records.keys("report"))
    return found
