"""A record of a small group, in memory and frozen in time."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

import wgtrack
from wgtrack import Area, Calendar, Deliverable, Event, Group, Party, Task, Tracker


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Time stands still at noon in Shanghai on Monday 22 August 2016."""
    with time_machine.travel("2016-08-22T12:00:00+08:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def tracker(clock: time_machine.Traveller) -> Iterator[Tracker]:
    """The group with an event, a paper due the working day before it, and two tasks."""
    with wgtrack.open(":memory:", by="secretary") as opened:
        opened.add(
            Calendar(
                key="china",
                off={date(2016, 9, day): "Mid-Autumn" for day in (15, 16)},
                work={date(2016, 9, 18): "made up"},
            )
        )
        opened.add(Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china"))
        opened.add(Party(key="cesi", name="CESI"))
        opened.add(Area(key="paper-area", title="Paper", group="wg"))
        opened.add(Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24"))
        opened.add(Deliverable(key="paper", title="Paper", group="wg", area="paper-area", target="summit - 1wd"))
        opened.add(Task(key="T-1", title="Outline", group="wg", area="paper-area", owners=["cesi"], estimate=3))
        opened.add(
            Task(
                key="M-1",
                title="In review",
                group="wg",
                kind="milestone",
                reached_by="paper@review",
                target="summit - 1w",
            )
        )
        yield opened
