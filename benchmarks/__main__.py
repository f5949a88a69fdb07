"""``python -m benchmarks [NAME ...]``: run all measurements, or those of these names, and print their table."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

from benchmarks import table
from benchmarks.harness import Measurement
from benchmarks.machine import machine
from wgtrack import clock

NAMES = (
    "startup",
    "taskwarrior",
    "bulk",
    "scale",
    "postgres",
    "chains",
    "html_report",
    "critical_path",
    "tj3",
    "forecast",
)
_NOTES = Path(__file__).parent / "notes.md"


def main(words: Sequence[str]) -> None:
    """Measure, tell each result as it comes, and write the page where one is asked for."""
    asked = _parser().parse_args(words)
    results = []
    for result in _results(asked.names or NAMES, quick=asked.quick):
        print("  ".join(table.cells(result)), flush=True)
        results.append(result)
    page = table.page(str(clock.now().date()), results, machine(), _NOTES.read_text(encoding="utf-8"))
    if asked.output is not None:
        asked.output.write_text(page, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure wgtrack beside its peers.")
    parser.add_argument("names", nargs="*", metavar="NAME", choices=(*NAMES, []), help=", ".join(NAMES))
    parser.add_argument("--quick", action="store_true", help="tiny sizes, to see that everything runs")
    parser.add_argument("--output", type=Path, metavar="FILE", help="where the page of results is written")
    return parser


def _results(names: Sequence[str], *, quick: bool) -> Iterator[Measurement]:
    for name in names:
        yield from import_module(f"benchmarks.{name}").measure(quick=quick)


if __name__ == "__main__":
    main(sys.argv[1:])
