"""Work in a row, beside as much work that is not linked: neither judging nor planning may grow faster than the row does."""

from collections.abc import Iterator
from datetime import timedelta

from benchmarks.data import AT
from benchmarks.harness import Measurement, at_most, compared, timed
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Deliverable, Group, Task
from wgtrack.planning.plan import plan_all
from wgtrack.status.assess import assess

#: Everything is due the day after the one asked about, and none of it can be ready by then.
_DUE = str(AT.date() + timedelta(days=1))
_GROUP = Group(key="G", name="Group")


def measure(*, quick: bool) -> Iterator[Measurement]:
    """A chain judged beside unlinked work, and twice as many plans of one chain."""
    yield _judged(100 if quick else 10_000, rounds=1 if quick else 7)
    yield _planned(20 if quick else 250, rounds=1 if quick else 7)


def _judged(count: int, *, rounds: int) -> Measurement:
    chain, unlinked = record(count), record(count, linked=False)
    return compared(
        f"a chain of {count:,} at-risk tasks judged",
        at_most(2),
        timed(lambda: assess(chain, AT)),
        f"{count:,} unlinked ones",
        timed(lambda: assess(unlinked, AT)),
        rounds=rounds,
    )


def _planned(count: int, *, rounds: int) -> Measurement:
    long, short = record(count, owed=True), record(count // 2, owed=True)
    return compared(
        f"plans of {count} deliverables on one chain",
        at_most(2.5),
        timed(lambda: plan_all(long, AT, ["G"])),
        f"of {count // 2}",
        timed(lambda: plan_all(short, AT, ["G"])),
        rounds=rounds,
    )


def record(count: int, *, linked: bool = True, owed: bool = False) -> WorkProgramme:
    """So many tasks, each waiting for the one before; with ``owed`` each for a deliverable of its own."""
    tasks = {f"T-{number}": _task(number, linked=linked, owed=owed) for number in range(count)}
    papers = [Deliverable(key=f"D-{number}", title="Paper", group="G", target=_DUE) for number in range(count * owed)]
    return WorkProgramme(groups={"G": _GROUP}, tasks=tasks, deliverables={paper.key: paper for paper in papers})


def _task(number: int, *, linked: bool, owed: bool) -> Task:
    return Task(
        key=f"T-{number}",
        title="Work",
        group="G",
        estimate=(5, 10, 20),
        target=_DUE,
        after=(f"T-{number - 1}",) if linked and number else (),
        deliverables=(f"D-{number}",) if owed else (),
    )
