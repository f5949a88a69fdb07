"""Forecast 200 tasks by 10,000 samples, and let numpy draw as many samples alone: one run, side by side.

Usage: python benchmarks/forecast.py; exits 1 when a forecast takes ten times as long as its draws, or longer.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np

from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Group, Task
from wgtrack.model.values import LINK_TYPES, Estimate, Link
from wgtrack.planning.forecast import forecast

TASKS, LINKS, SAMPLES, FINISHED = 200, 600, 10_000, 20
AT = datetime(2016, 9, 5, 18, tzinfo=ZoneInfo("Asia/Shanghai"))
MOST = 10.0


def programme(*, finished: int, mixed: bool, seed: int = 1) -> WorkProgramme:
    """Random tasks without circles; some finished ones to go by, and every fourth in a committee with its own calendar."""
    draw = random.Random(seed)
    links: dict[int, list[Link]] = {}
    for _ in range(LINKS):
        before, after = sorted(draw.sample(range(TASKS), 2))
        links.setdefault(after, []).append(Link(f"T-{before}", draw.choice(("FS", "FS", *LINK_TYPES))))
    tasks = [
        Task(
            key=f"T-{number}",
            title="Work",
            group="committee" if mixed and number % 4 == 0 else "wg",
            estimate=Estimate(*sorted(draw.uniform(1, 20) for _ in range(3))),
            after=links.get(number, ()),
            target="2016-12-31",
        )
        for number in range(TASKS)
    ]
    done = [
        Task(
            key=f"D-{number}",
            title="Work",
            group="wg",
            estimate=3,
            state="done",
            started_on=date(2016, 8, 1),
            done_on=date(2016, 8, 2 + number),
        )
        for number in range(finished)
    ]
    return WorkProgramme(
        groups={
            "wg": Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="china"),
            "committee": Group(key="committee", name="Committee", parent="wg", calendar="half"),
        },
        tasks={task.key: task for task in (*tasks, *done)},
        calendars={
            "china": Calendar(key="china", off={date(2016, 9, 15): "Mid-Autumn", date(2016, 9, 16): "Mid-Autumn"}),
            "half": Calendar(key="half", weekend={0, 5, 6}),
        },
    )


def by_numpy(record: WorkProgramme, distribution: str) -> None:
    """Draw the samples alone."""
    stream = np.random.default_rng(1)
    for task in record.tasks.values():
        if task.estimate is None or task.finished:
            continue
        a, m, b = task.estimate.optimistic, task.estimate.likely, task.estimate.pessimistic
        if distribution == "pert":
            a + (b - a) * stream.beta(1 + 4 * (m - a) / (b - a), 1 + 4 * (b - m) / (b - a), SAMPLES)
        elif distribution == "triangular":
            stream.triangular(a, m, b, SAMPLES)
        else:
            m * np.arange(FINISHED, dtype=float)[stream.integers(FINISHED, size=SAMPLES)]


def in_turns(*works: Callable[[], object], times: int = 9) -> list[float]:
    """The shortest of some runs of each, in milliseconds; whatever else the machine does falls on all of them alike."""
    spans: list[list[float]] = [[] for _ in works]
    for _ in range(times):
        for work, found in zip(works, spans, strict=True):
            start = time.perf_counter()
            work()
            found.append((time.perf_counter() - start) * 1000)
    return [min(found) for found in spans]


def measured(way: str, *, mixed: bool) -> list[float]:
    """Milliseconds for the draws alone, and for a whole forecast."""
    record = programme(finished=FINISHED if way == "history" else 0, mixed=mixed)
    return in_turns(
        lambda: by_numpy(record, way),
        lambda: forecast(record, AT, samples=SAMPLES, distribution="triangular" if way == "triangular" else "pert"),
    )


def main() -> int:
    """Measure every way to draw, on one calendar and on two."""
    worst = 0.0
    print(f"{TASKS} tasks, {LINKS} links, {SAMPLES} samples; ms   {'draws':>8} {'forecast':>8} {'ratio':>6}")
    for name, mixed in (("one calendar", False), ("two calendars", True)):
        for way in ("pert", "triangular", "history"):
            alone, whole = measured(way, mixed=mixed)
            print(f"{name:15} {way:26} {alone:8.1f} {whole:8.1f} {whole / alone:6.2f}")
            worst = max(worst, whole / alone)
    return worst >= MOST


if __name__ == "__main__":
    sys.exit(main())
