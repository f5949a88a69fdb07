"""The record of a standards body as test data: the same numbers always give the same values."""

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from attrs import evolve

from wgtrack.dates.working_days import WorkCalendar
from wgtrack.model.base import Record
from wgtrack.model.records import Area, Event, Group, Party, State, Task
from wgtrack.model.values import Waiting
from wgtrack.store import Store

#: The instant that questions are asked for, and that of the first record.
AT = datetime(2018, 6, 15, 4, tzinfo=UTC)
BEGIN = AT - timedelta(days=600)
_TODAY = AT.date()
#: Targets lie up to so many days before and after the day asked about.
_SPAN = 500
_PARTIES, _EVENTS = 200, 100
_VERBS = ("Draft", "Review", "Edit", "Translate", "Approve", "Compare", "Collect")
_THINGS = ("terms", "annex", "use cases", "test methods", "references", "comments", "figures", "requirements")


class Body(NamedTuple):
    """A body's records: what its work refers to, and the work."""

    around: tuple[Record, ...]
    tasks: tuple[Task, ...]


def body(tasks: int, groups: int, *, unfinished: bool = False, linked: float = 2 / 3, seed: int = 1) -> Body:
    """A body of so many groups, itself one of them, with so many tasks.

    With ``unfinished`` none is done or dropped; ``linked`` is the share of them that wait for others.
    """
    draw = random.Random(seed)
    made = (_task(number, groups, draw, unfinished=unfinished, linked=linked) for number in range(tasks))
    return Body(tuple(_around(groups)), tuple(made))


def write(place: Path | str, made: Body) -> None:
    """Put the records of a body into a new file, or a server's new database, in one step."""
    with Store.open(place) as store, store.writing(action="add", by="bench", recorded_at=AT) as change:
        for record in (*made.around, *made.tasks):
            change.put(record, at=BEGIN)


def planned(made: Body) -> Body:
    """A body none of whose work has begun."""
    fresh: dict[str, Any] = {"state": "open", "started_on": None, "done_on": None, "percent": 0, "waiting": None}
    return made._replace(tasks=tuple(evolve(task, **fresh) for task in made.tasks))


def seed(made: Body) -> str:
    """The tasks of a planned body as a seed file, for a record that has what they refer to."""
    return "\n".join(['title = "A body"', f"recorded = {BEGIN.isoformat()}", *map(_table, made.tasks)])


def _table(task: Task) -> str:
    texts = {
        "key": task.key,
        "title": task.title,
        "group": task.group,
        "area": task.area or "",
        "target": task.target or "",
    }
    lines = [f'{name}="{text}"' for name, text in texts.items() if text]
    after = ",".join(f'"{link}"' for link in task.after)
    return "\n".join(
        ["[[task]]", *lines, f'owners=["{task.owners[0]}"]', f'estimate="{task.estimate}"', f"after=[{after}]"]
    )


def go_on(path: Path, made: Body, count: int) -> None:
    """Change the tasks of a file so many times from BEGIN to AT: in every round each of them, in a new order.

    A note is put to each in one round, and taken away in the next.
    """
    with Store.open(path) as store, store.writing(action="edit", by="bench", recorded_at=AT) as change:
        for at, task in _changes(made, count):
            change.put(task, at=at)


def _changes(made: Body, count: int) -> Iterator[tuple[datetime, Task]]:
    draw = random.Random(1)
    order = [(evolve(task, note="To be looked at."), task) for task in made.tasks]
    for number in range(count):
        turn, place = divmod(number, len(order))
        if not place:
            draw.shuffle(order)
        yield BEGIN + (AT - BEGIN) * (number / count), order[place][turn % 2]


def _around(groups: int) -> Iterator[Record]:
    yield WorkCalendar.for_country("CN", range(2014, 2022)).record
    for number in range(_PARTIES):
        yield Party(key=f"P-{number}", name=f"Party {number}")
    for number in range(groups):
        parent = f"G-{number // 10}" if number else None
        yield Group(key=f"G-{number}", name=f"Group {number}", parent=parent, timezone="Asia/Shanghai", calendar="CN")
    for number in range(groups):
        yield Area(key=f"A-{number}", title=f"Area {number}", group=f"G-{number}")
    for number in range(_EVENTS):
        yield Event(key=f"E-{number}", title=f"Meeting {number}", group="G-0", starts=str(_day(number * 10 - _SPAN)))


def _task(number: int, groups: int, draw: random.Random, *, unfinished: bool, linked: float) -> Task:
    days = draw.randint(-_SPAN, _SPAN)
    state = _state(days, draw, unfinished=unfinished)
    likely = draw.randint(1, 10)
    waits = draw.random() < 0.02 and state in {"open", "active"}  # noqa: PLR2004 - two in a hundred
    return Task(
        key=f"T-{number}",
        title=f"{draw.choice(_VERBS)} the {draw.choice(_THINGS)} of part {draw.randint(1, 40)}",
        group=f"G-{number % groups}",
        area=f"A-{number % groups}",
        owners=(f"P-{draw.randrange(_PARTIES)}",),
        estimate=(likely / 2, likely, likely * 2),
        state=state,
        target=_target(days, draw),
        limit=draw.choices((None, str(_day(days + 60))), (9, 1))[0],
        started_on=_day(min(days, 0) - 30) if state in {"active", "done"} else None,
        done_on=_day(min(days + draw.randint(-10, 5), 0)) if state == "done" else None,
        percent=draw.randrange(0, 100, 10) if state == "active" else 0,
        waiting=Waiting(f"P-{draw.randrange(_PARTIES)}", _day(-draw.randint(0, 30)), "comments") if waits else None,
        after=_links(number, groups, draw) if draw.random() < linked else (),
    )


def _state(days: int, draw: random.Random, *, unfinished: bool) -> State:
    """Most of what was due is done; of the rest a fifth is being worked on."""
    chance = draw.random()
    if unfinished or days > 0:
        return "active" if chance < 0.2 else "open"  # noqa: PLR2004 - a fifth
    return draw.choices(("done", "dropped", "active"), (85, 5, 10))[0]


def _target(days: int, draw: random.Random) -> str | None:
    """A day; for every fifth some working days before a meeting, and for one in twenty nothing."""
    event = f"E-{draw.randrange(_EVENTS)} - {draw.randint(1, 10)}wd"
    return draw.choices((str(_day(days)), event, None), (75, 20, 5))[0]


def _links(number: int, groups: int, draw: random.Random) -> tuple[str, ...]:
    """One or two tasks of the same group among the ten before."""
    earlier = range(number - groups, max(-1, number - 11 * groups), -groups)
    return tuple({f"T-{before}": None for before in draw.choices(earlier, k=draw.randint(1, 2))}) if earlier else ()


def _day(days: int) -> date:
    return _TODAY + timedelta(days=days)
