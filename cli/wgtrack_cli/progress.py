"""A bar for a person who waits: on a terminal, from the first second on, and gone when the answer is there."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from time import perf_counter
from typing import TextIO

#: Seconds without a bar, and cells of one.
_PATIENCE, _CELLS = 1.0, 30

#: Told how much of how much is done.
Told = Callable[[int, int], None]


class _Bar:
    """What is written, and how much of the line it takes."""

    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._since = clock()
        self._shown = ""

    def tell(self, done: int, of: int) -> None:
        """Show how far it has come, if that took a while and somebody looks."""
        if self._clock() - self._since >= _PATIENCE and self._stream.isatty():
            cells = _CELLS * done // of
            self._write(f"[{'#' * cells}{'.' * (_CELLS - cells)}] {100 * done // of:>3} %")

    def clear(self) -> None:
        """Leave the line as it was."""
        if self._shown:
            self._write(" " * len(self._shown))
            self._write("")

    def _write(self, text: str) -> None:
        self._shown = text
        with suppress(OSError):
            self._stream.write(f"\r{text}")
            self._stream.flush()


@contextmanager
def bar(stream: TextIO | None = None, clock: Callable[[], float] = perf_counter) -> Iterator[Told]:
    """What is to be told of progress; beside the answer, on stderr."""
    shown = _Bar(stream or sys.stderr, clock)
    try:
        yield shown.tell
    finally:
        shown.clear()
