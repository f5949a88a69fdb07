"""Working calendars and a small group for what goes to and comes from other programs."""

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
    """A group by China's calendar of September 2016: a summit, a paper due the working day before, two tasks in a row."""
    with wgtrack.open(":memory:", by="secretary") as opened:
        opened.add(
            Calendar(
                key="china",
                off={date(2016, 9, day): "Mid-Autumn" for day in (15, 16)},
                work={date(2016, 9, 18): "made up"},
            )
        )
        opened.add(
            Group(key="wg", name="Group", names={"zh-Hans": "工作组"}, timezone="Asia/Shanghai", calendar="china")
        )
        opened.add(Party(key="cesi", name="CESI"))
        opened.add(Party(key="miit", name="MIIT"))
        opened.add(Area(key="text", title="The text", group="wg"))
        opened.add(
            Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24", place="Shanghai")
        )
        opened.add(Deliverable(key="paper", title="Paper", group="wg", owners=["cesi"], target="summit - 1wd"))
        opened.add(
            Task(
                key="T-1", title="Write", group="wg", area="text", owners=["cesi"], target="2016-09-14", tags=["draft"]
            )
        )
        opened.add(
            Task(
                key="T-2",
                title="Edit",
                group="wg",
                owners=["miit"],
                after=["T-1 + 2wd"],
                deliverables=["paper"],
                target="2016-09-21T17:00",
            )
        )
        yield opened
