"""A forecast of 200 tasks with 600 links from the record to the result, beside numpy drawing as many samples alone."""

import random
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np

from benchmarks.harness import Measurement, at_most, compared, timed
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Group, Task
from wgtrack.model.values import LINK_TYPES, Estimate, Link
from wgtrack.planning.forecast import forecast

if TYPE_CHECKING:
    from wgtrack.planning.distributions import Distribution

_AT = datetime(2016, 9, 5, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
_WAYS = {"pert": "PERT", "triangular": "the triangular distribution", "history": "past ratios"}
_FINISHED = 20


class _Size(NamedTuple):
    tasks: int
    samples: int


def measure(*, quick: bool) -> Iterator[Measurement]:
    """Every way to draw, on one calendar and on two."""
    size = _Size(10, 100) if quick else _Size(200, 10_000)
    for mixed, words in ((False, "one calendar"), (True, "two calendars")):
        for way, called in _WAYS.items():
            work = f"forecast of {size.tasks} tasks by {size.samples:,} samples, {called}, {words}"
            yield _measured(work, size, way, mixed=mixed, rounds=1 if quick else 9)


def _measured(work: str, size: _Size, way: str, *, mixed: bool, rounds: int) -> Measurement:
    record = programme(size.tasks, finished=_FINISHED if way == "history" else 0, mixed=mixed)
    shape: Distribution = "triangular" if way == "triangular" else "pert"
    return compared(
        work,
        at_most(10),
        timed(lambda: forecast(record, _AT, samples=size.samples, distribution=shape)),
        "numpy, the draws alone",
        timed(lambda: _drawn(record, way, size.samples)),
        rounds=rounds,
    )


def programme(tasks: int, *, finished: int, mixed: bool, seed: int = 1) -> WorkProgramme:
    """Random tasks, three links for each; some finished ones to go by, and every fourth in a committee with its own calendar."""
    draw = random.Random(seed)
    links: dict[int, list[Link]] = {}
    for _ in range(3 * tasks):
        before, after = sorted(draw.sample(range(tasks), 2))
        links.setdefault(after, []).append(Link(f"T-{before}", draw.choice(("FS", "FS", *LINK_TYPES))))
    unfinished = [
        Task(
            key=f"T-{number}",
            title="Work",
            group="committee" if mixed and number % 4 == 0 else "wg",
            estimate=Estimate(*sorted(draw.uniform(1, 20) for _ in range(3))),
            after=links.get(number, ()),
            target="2016-12-31",
        )
        for number in range(tasks)
    ]
    return WorkProgramme(
        groups={
            "wg": Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china"),
            "committee": Group(key="committee", name="Committee", parent="wg", calendar="half"),
        },
        tasks={task.key: task for task in (*unfinished, *map(_done, range(finished)))},
        calendars={
            "china": Calendar(key="china", off={date(2016, 9, 15): "Mid-Autumn", date(2016, 9, 16): "Mid-Autumn"}),
            "half": Calendar(key="half", weekend={0, 5, 6}),
        },
    )


def _done(number: int) -> Task:
    begun, done = date(2016, 8, 1), date(2016, 8, 2 + number)
    return Task(key=f"D-{number}", title="Work", group="wg", estimate=3, state="done", started_on=begun, done_on=done)


def _drawn(record: WorkProgramme, way: str, samples: int) -> None:
    """The samples alone."""
    stream = np.random.default_rng(1)
    for task in record.tasks.values():
        if task.estimate is None or task.finished:
            continue
        a, m, b = task.estimate.optimistic, task.estimate.likely, task.estimate.pessimistic
        if way == "pert":
            a + (b - a) * stream.beta(1 + 4 * (m - a) / (b - a), 1 + 4 * (b - m) / (b - a), samples)
        elif way == "triangular":
            stream.triangular(a, m, b, samples)
        else:
            m * np.arange(_FINISHED, dtype=float)[stream.integers(_FINISHED, size=samples)]
