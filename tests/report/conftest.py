"""A record of a small group, in memory and frozen in time, whose past is told day by day."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

import wgtrack
from wgtrack import Area, Calendar, Event, Group, Party, Tracker

#: The day on which the record of the small group begins.
BEGIN = "2016-08-01"
#: Days off and make-up days of China in autumn 2016 (State Council).
OFF = [date(2016, 9, 15), date(2016, 9, 16), *(date(2016, 10, day) for day in range(3, 8))]
WORKED = [date(2016, 9, 18), date(2016, 10, 8), date(2016, 10, 9)]


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    """A group with two parties, an area and a summit from 19 to 24 September; it is noon on 1 December 2016 in Shanghai."""
    with time_machine.travel("2016-12-01T12:00:00+08:00", tick=False), wgtrack.open(":memory:", by="chair") as opened:
        calendar = Calendar(key="china", off=dict.fromkeys(OFF, "holiday"), work=dict.fromkeys(WORKED, "made up"))
        opened.add(calendar, at=BEGIN)
        opened.add(Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china"), at=BEGIN)
        opened.add(Party(key="cesi", name="CESI", names={"zh-Hans": "电子标准院"}), at=BEGIN)
        opened.add(Party(key="bank", name="Bank"), at=BEGIN)
        opened.add(Area(key="strand", title="Strand", group="wg"), at=BEGIN)
        opened.add(Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24"), at=BEGIN)
        yield opened


@pytest.fixture(scope="session")
def group_2016() -> Iterator[Tracker]:
    """The group of 2016 on record; not to be changed."""
    with wgtrack.open(":memory:", by="tests") as opened:
        with time_machine.travel("2026-07-01T08:00:00Z", tick=False):
            opened.load("china-blockchain-2016")
        yield opened
