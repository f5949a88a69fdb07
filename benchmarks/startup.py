"""How long `wgtrack status` takes as a whole process, beside `python -c "import typer"`.

The commands take turns, so that whatever else the machine does falls on all of them alike.
Usage: python benchmarks/startup.py [ROUNDS]; exits 1 when the status takes more than twice as long as the import.
"""

import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

WGTRACK = str(Path(sysconfig.get_path("scripts")) / "wgtrack")
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    'python -c "import typer"': [sys.executable, "-c", "import typer"],
    "wgtrack status": [WGTRACK, "status", "--at", "2016-09-05"],
    "wgtrack status --format json": [WGTRACK, "status", "--at", "2016-09-05", "--format", "json"],
}
PEER = 'python -c "import typer"'
MOST = 2.0


def main(rounds: int) -> int:
    """Measure every command and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([WGTRACK, "seed", "china-blockchain-2016"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        times = measure(COMMANDS, rounds, folder)
    peer = statistics.median(times[PEER])
    print(f"{'whole process, milliseconds':30} {'median':>8} {'fastest':>8} {'slowest':>8} {'ratio':>6}")
    for name, taken in times.items():
        median = statistics.median(taken)
        print(f"{name:30} {median:8.1f} {min(taken):8.1f} {max(taken):8.1f} {median / peer:6.2f}")
    return int(statistics.median(times["wgtrack status"]) > MOST * peer)


def measure(commands: dict[str, list[str]], rounds: int, folder: str) -> dict[str, list[float]]:
    """Milliseconds each command took in each round, after one round that warms the caches."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
            if number:
                times[name].append((time.perf_counter() - started) * 1000)
    return times


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
