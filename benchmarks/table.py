"""The results as a page of Markdown."""

from collections.abc import Iterable, Iterator, Sequence
from math import log10
from statistics import median

from benchmarks.harness import Measurement

_HEADINGS = ("work", "wgtrack", "beside", "it takes", "ratio", "reach", "met")
_NOTHING = "-"


def page(day: str, results: Sequence[Measurement], machine: Iterable[tuple[str, str]], notes: str) -> str:
    """The whole page: when, what came of it, on which machine, and what there is to say."""
    lines = [
        "# Results",
        "",
        f"Measured on {day} by `make bench`, which wrote this page; medians, ours and the peer's in turns.",
        "",
        *table(results),
        "",
        *(f"* {name}: {value}" for name, value in machine),
        "",
        notes.strip(),
    ]
    return "\n".join(lines) + "\n"


def table(results: Iterable[Measurement]) -> Iterator[str]:
    """The measurements as the lines of a table."""
    yield _line(_HEADINGS)
    yield _line(["---"] * len(_HEADINGS))
    for result in results:
        yield _line(cells(result))


def cells(result: Measurement) -> tuple[str, ...]:
    """One measurement as a row."""
    if result.reach.kind == "memory":
        return (result.work, f"{median(result.ours):.0f} MB", *[_NOTHING] * 3, str(result.reach), _met(result))
    theirs = seconds(median(result.theirs)) if result.theirs else "absent"
    return (
        result.work,
        seconds(median(result.ours)),
        result.peer,
        theirs,
        _ratio(result),
        str(result.reach),
        _met(result),
    )


def seconds(span: float) -> str:
    """A span in seconds, milliseconds or microseconds, with three digits that count."""
    for unit, size in (("s", 1.0), ("ms", 1e-3)):
        if span >= size:
            return f"{_digits(span / size)} {unit}"
    return f"{_digits(span / 1e-6)} us"


def _ratio(result: Measurement) -> str:
    if result.figure is None:
        return _NOTHING
    return f"{_digits(result.figure)} times{' as fast' if result.reach.kind == 'faster' else ''}"


def _digits(number: float) -> str:
    """Three digits that count: 1.23, 12.3, 123, 1234."""
    return f"{number:.{max(0, 2 - int(log10(max(number, 1))))}f}"


def _met(result: Measurement) -> str:
    return {True: "yes", False: "no", None: _NOTHING}[result.is_met]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
