"""The whole record with its history as a file for others: out as JSON Lines, and in again."""

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

from wgtrack.editing.references import all_problems
from wgtrack.errors import ImportedFileError, InputError
from wgtrack.interchange import jsonl
from wgtrack.interchange.jsonl import JournalLine, Line
from wgtrack.model.programme import KIND_OF, KINDS, WorkProgramme
from wgtrack.outputs import replacing
from wgtrack.store import Store
from wgtrack.store.scrutiny import misfits
from wgtrack.store.transfer import Intake, filling

T = TypeVar("T")
#: Lines that are read, looked at and written at a time; the problems of so many are told together.
_AT_A_TIME = 200
#: Problems that are told of a file.
_FEW = 10


class Imported(NamedTuple):
    """What came of importing a file."""

    #: Entries of the journal, and records that are there after the last of them.
    entries: int
    records: int


def export(store: Store, target: "str | PathLike[str] | BinaryIO") -> int:
    """Write the whole record to a file, or to a stream of bytes; the number of entries."""
    opened = replacing(target) if isinstance(target, str | PathLike) else nullcontext(target)
    number = 0
    with opened as file:
        file.write(jsonl.header())
        for *values, hashed in store.transcript():
            file.write(jsonl.written(JournalLine._make((*values, hashed.hex()))))
            number += 1
    return number


def import_record(source: "str | PathLike[str]", path: "str | PathLike[str]", timeout: float) -> Imported:
    """Read an exported record into a database that is new, or has nothing on record; all of it or nothing."""
    name = fspath(source)
    with _opened(name) as file, filling(fspath(path), timeout) as intake:
        entries = sum(_take(name, intake, lines) for lines in _some(jsonl.read(file)))
        _refuse(name, [(number + 1, problem) for number, problem in intake.finish()])
        programme = intake.programme()
        _refuse(name, list(islice(_unfitting(programme), _FEW)))
        return Imported(entries, sum(len(programme.of_kind(kind)) for kind in KINDS))


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        raise InputError(f"{name}: the file cannot be read: {reason}", "check the path and its permissions") from error


def _some(lines: Iterator[T]) -> Iterator[list[T]]:
    while some := list(islice(lines, _AT_A_TIME)):
        yield some


def _take(name: str, intake: Intake, lines: Sequence[Line]) -> int:
    """Write the entries of some lines, if nothing is wrong with any of them; how many."""
    wrong = [(line.number, line.found) for line in lines if isinstance(line.found, InputError)]
    read = [(line.number, _row(line.found)) for line in lines if isinstance(line.found, JournalLine)]
    rows = [row for _, row in read]
    wrong += [(read[place][0], problem) for place, problem in misfits(rows)]
    _refuse(name, wrong)
    first = intake.append(rows)
    _refuse(name, [] if first is None else [(read[first[0]][0], first[1])])
    return len(rows)


def _row(entry: JournalLine) -> tuple[str | int | bytes | None, ...]:
    """An entry as the journal keeps it."""
    return (*entry[:-1], None if entry.hash is None else bytes.fromhex(entry.hash))


def _unfitting(programme: WorkProgramme) -> Iterator[tuple[int, InputError]]:
    """What does not fit together of the record as the file leaves it; told by the lines of the last entries."""
    for record, problem in all_problems(programme):
        what = f"the {KIND_OF[type(record)]} '{record.key}'"
        yield record.revision + 1, InputError(f"{what}: {problem.message}", "mend it where it was exported from")


def _refuse(name: str, wrong: Sequence[tuple[int, InputError]]) -> None:
    """Refuse the file if anything is wrong with these lines."""
    if wrong:
        first = sorted(wrong, key=lambda one: one[0])[:_FEW]
        raise ImportedFileError(name, [f"{name}:{line}: {problem}" for line, problem in first])
