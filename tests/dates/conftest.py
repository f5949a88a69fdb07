"""Small records that the deadline tests are told about: a group in Shanghai with its summit."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wgtrack.dates import Deadline, Resolver
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Event, Group, Task

WG = Group(key="wg", name="Working group", timezone="Asia/Shanghai", calendar="CN")
#: Mid-Autumn and National Day of 2016, by the State Council's notice; 2017 not published yet.
CHINA = Calendar(
    key="CN",
    off=[(date(2016, 9, day), "Mid-Autumn") for day in (15, 16, 17)]
    + [(date(2016, 10, day), "National Day") for day in range(1, 8)],
    work=[(date(2016, 9, 18), "made up"), (date(2016, 10, 8), "made up"), (date(2016, 10, 9), "made up")],
    first_year=2016,
    last_year=2017,
    provisional_years={2017},
)
SUMMIT = Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24")


@pytest.fixture(name="wg")
def _wg() -> Group:
    """The group."""
    return WG


@pytest.fixture(name="china")
def _china() -> Calendar:
    """Its calendar."""
    return CHINA


@pytest.fixture(name="summit")
def _summit() -> Event:
    """Its event."""
    return SUMMIT


@pytest.fixture(name="task")
def _task() -> Callable[..., Task]:
    """Makes a task of the group, due at an expression."""

    def make(key: str, target: str | None = None, group: str = "wg", **fields: Any) -> Task:
        return Task(key=key, title=key, group=group, target=target, **fields)

    return make


@pytest.fixture(name="programme")
def _programme() -> Callable[..., WorkProgramme]:
    """Makes a work programme of these records, the group, its calendar and its summit; a record given goes before those."""
    return programme


@pytest.fixture(name="resolve")
def _resolve() -> Callable[..., Deadline | None]:
    """Tells what an expression means in a group, with these records beside the summit."""
    return resolve


@pytest.fixture(name="day_of")
def _day_of() -> Callable[..., date | None]:
    """Tells the day that an expression means."""

    def tell(text: str, *records: Record, group: str = "wg") -> date | None:
        found = resolve(text, *records, group=group)
        return None if found is None else found.date

    return tell


def programme(*records: Record) -> WorkProgramme:
    """A work programme of these records, the group and its calendar; the summit too, unless another one is given."""
    kinds: dict[str, dict[str, Any]] = {}
    for record in (WG, CHINA, SUMMIT, *records):
        kinds.setdefault(KIND_OF[type(record)], {})[record.key] = record
    plural = {"party": "parties"}
    return WorkProgramme(**{plural.get(kind, f"{kind}s"): found for kind, found in kinds.items()})


def resolve(text: str, *records: Record, group: str = "wg") -> Deadline | None:
    """What an expression means in the group, with these records beside the summit."""
    return Resolver(programme(*records)).resolve(text, group)
