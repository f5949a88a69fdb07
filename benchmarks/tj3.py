"""Plan 1,000 tasks with 3,000 links, and let TaskJuggler's tj3 schedule the same project: one run, side by side.

TaskJuggler is a Ruby program and is timed as a whole process, as its users run it. Ours is timed twice: the plan alone, from the
network to the dates, and a whole Python process that imports wgtrack and plans.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from wgtrack.planning import Activity, Link, critical_path

#: How much faster the plan has to be.
REACH = 100
TASKS, LINKS = 1_000, 3_000
_WHOLE = "import sys; sys.path.insert(0, sys.argv[1]); from tj3 import made; from wgtrack.planning import critical_path; critical_path(*made())"


def made(seed: int = 1) -> tuple[list[Activity], list[Link]]:
    """A random network of finish-start links from earlier tasks to later ones near them."""
    draw = random.Random(seed)
    activities = [Activity(f"t{number}", draw.randint(1, 5)) for number in range(TASKS)]
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < LINKS:
        after = draw.randrange(1, TASKS)
        pairs.add((max(0, after - draw.randint(1, 20)), after))
    return activities, [Link(f"t{before}", f"t{after}") for before, after in sorted(pairs)]


def project(activities: list[Activity], links: list[Link]) -> str:
    """The same as a TaskJuggler project, with a report of the dates."""
    before: dict[str, list[str]] = {}
    for link in links:
        before.setdefault(link.after, []).append(link.before)
    lines = ['project p "p" 2016-01-04 +20y { timezone "UTC" }']
    for activity in activities:
        depends = f" depends {', '.join(f'!{key}' for key in before[activity.key])}" if activity.key in before else ""
        lines.append(f'task {activity.key} "{activity.key}" {{ duration {activity.duration}d{depends} }}')
    lines.append('taskreport "dates" { formats csv columns id, start, end }')
    return "\n".join(lines)


def seconds(command: list[str], folder: Path) -> float:
    """How long a process takes; it must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    """Measure all three; fails if the plan is not fast enough."""
    activities, links = made()
    start = time.perf_counter()
    critical_path(activities, links)
    ours = time.perf_counter() - start
    here = str(Path(__file__).parent)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = seconds([sys.executable, "-c", _WHOLE, here], folder)
        print(f"wgtrack: {ours * 1e3:.1f} ms to plan, {whole:.2f} s as a whole process with its imports")
        if shutil.which("tj3") is None:
            print("tj3 is absent (Debian's package tj3), so there is nothing to compare with")
            return 0
        (folder / "p.tjp").write_text(project(activities, links), encoding="utf-8")
        theirs = seconds(["tj3", "--silent", "p.tjp"], folder)
    print(
        f"tj3: {theirs:.1f} s as a whole process; {theirs / ours:.0f} times the plan, {theirs / whole:.0f} times the process"
    )
    return theirs < REACH * ours


if __name__ == "__main__":
    sys.exit(main())
