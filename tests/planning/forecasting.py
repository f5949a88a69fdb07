"""Small records to forecast: what the tests of the forecast share."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Event, Group, Task
from wgtrack.model.values import Link
from wgtrack.planning.forecast import Forecast, forecast

SHANGHAI = ZoneInfo("Asia/Shanghai")
#: The evening of Monday 5 September 2016: day 1 of a plan is Tuesday the 6th.
AT = datetime(2016, 9, 5, 18, tzinfo=SHANGHAI)
CHINA = Calendar(
    key="china",
    off={date(2016, 9, 15): "Mid-Autumn Festival", date(2016, 9, 16): "Mid-Autumn Festival"},
    work={date(2016, 9, 18): "make-up working day"},
)
#: Five standard deviations of a share of 10,000 samples, at most.
NEAR = 5 * (0.25 / 10_000) ** 0.5


def task(key: str, estimate: Any = None, *after: str | Link, **more: Any) -> Task:
    """A task of the group."""
    return Task(key=key, title=f"Task {key}", **{"group": "wg", "estimate": estimate, "after": after, **more})


def finished(ratios: Iterable[int], group: str = "wg") -> list[Task]:
    """A finished task for each ratio: estimated at a day, it took so many days from Monday 1 August 2016 on."""
    return [
        task(
            f"D-{group}-{number}",
            1,
            group=group,
            state="done",
            started_on=date(2016, 8, 1),
            done_on=date(2016, 8, ratio),
        )
        for number, ratio in enumerate(ratios)
    ]


#: As likely to take its likely days as twice as many.
ONCE_OR_TWICE = finished([1, 2] * 4)


def record(*items: Task | Deliverable | Event, calendars: Iterable[Calendar] = (), **groups: str) -> WorkProgramme:
    """A record of a group on the plain week, and of committees by the keys of their calendars."""
    return WorkProgramme(
        groups={
            "wg": Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar=groups.pop("wg", "none")),
            **{key: Group(key=key, name=key, parent="wg", calendar=calendar) for key, calendar in groups.items()},
        },
        tasks={item.key: item for item in items if isinstance(item, Task)},
        deliverables={item.key: item for item in items if isinstance(item, Deliverable)},
        events={item.key: item for item in items if isinstance(item, Event)},
        calendars={calendar.key: calendar for calendar in (CHINA, *calendars)},
    )


def shares(found: Forecast) -> dict[str, float]:
    """The share of each day on which samples were done."""
    return {finish.day.isoformat()[5:]: finish.samples / found.samples for finish in found.finishes}


def of(programme: WorkProgramme, key: str | None = None, **more: Any) -> Forecast:
    """The forecast on the evening of 5 September 2016."""
    return forecast(programme, AT, key, **more)
