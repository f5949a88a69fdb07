"""Planning 1,000 tasks with 3,000 links, beside TaskJuggler scheduling the same project.

TaskJuggler is a Ruby program and is timed as a whole process, as its users run it; ours is the plan, from the network to the dates.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Measurement, compared, faster, present, process, timed
from benchmarks.machine import COMMANDS
from wgtrack.planning import Activity, Link, critical_path


def measure(*, quick: bool) -> Iterator[Measurement]:
    """The one comparison."""
    tasks = 20 if quick else 1_000
    activities, links = network(tasks)
    tj3 = present(*COMMANDS["TaskJuggler"])
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "p.tjp").write_text(_project(activities, links), encoding="utf-8")
        yield compared(
            f"`critical_path`, {tasks:,} tasks and {len(links):,} links",
            faster(100),
            timed(lambda: critical_path(activities, links)),
            "TaskJuggler's `tj3`, whole process",
            process([tj3, "--silent", "p.tjp"], folder) if tj3 else None,
            rounds=1,
            warm=False,
        )


def network(tasks: int, seed: int = 1) -> tuple[list[Activity], list[Link]]:
    """A random network of three finish-start links for each task, from earlier ones to later ones near them."""
    draw = random.Random(seed)
    activities = [Activity(f"t{number}", draw.randint(1, 5)) for number in range(tasks)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < 3 * tasks:
        after = draw.randrange(1, tasks)
        pairs.add((max(0, after - draw.randint(1, 20)), after))
    return activities, [Link(f"t{before}", f"t{after}") for before, after in sorted(pairs)]


def _project(activities: Sequence[Activity], links: Sequence[Link]) -> str:
    """The same as a TaskJuggler project, with a report of the dates."""
    before: dict[str, list[str]] = {}
    for link in links:
        before.setdefault(link.after, []).append(link.before)
    lines = ['project p "p" 2016-01-04 +20y { timezone "UTC" }']
    for activity in activities:
        depends = f" depends {', '.join(f'!{key}' for key in before[activity.key])}" if activity.key in before else ""
        lines.append(f'task {activity.key} "{activity.key}" {{ duration {activity.duration}d{depends} }}')
    return "\n".join([*lines, 'taskreport "dates" { formats csv columns id, start, end }'])
