"""The whole record with its history as a file for others: out as JSON Lines, and in again."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from wgtrack.atomic_files import replacing
from wgtrack.errors import ImportedFileError, InputError
from wgtrack.interchange import jsonl
from wgtrack.interchange.jsonl import FileLine, JournalLine, Line
from wgtrack.messages.message import untranslated
from wgtrack.model.programme import KIND_OF, KINDS, WorkProgramme
from wgtrack.rules.integrity import all_problems
from wgtrack.store import Store
from wgtrack.store.entry_checks import misfits
from wgtrack.store.transfer import Intake, filling

#: Lines that are read, looked at and written at a time; the problems of so many are told together.
_AT_A_TIME = 200
#: Problems that are told of a file.
_FEW = 10


@frozen
class Imported:
    """What came of importing a file."""

    #: Entries of the journal, and records that are there after the last of them.
    entries: int
    records: int


def export(store: Store, target: "str | PathLike[str] | BinaryIO") -> int:
    """Write the whole record to a file, or to a stream of bytes; the number of entries.

    Raises:
        StoreDamagedError: an entry, or a file of an issued report, could not be read again.
    """
    opened = replacing(target) if isinstance(target, str | PathLike) else nullcontext(target)
    number = 0
    written: set[str] = set()
    with opened as file:
        file.write(jsonl.header())
        for row in store.transcript():
            file.write(jsonl.written(JournalLine._make((*row[:-1], row[-1].hex()))))
            number += 1
            for name in store.files_of(row):
                if name not in written:
                    file.write(jsonl.written_file(name, store.document(name)))
                    written.add(name)
    return number


def import_record(source: "str | PathLike[str]", path: "str | PathLike[str]", timeout: float) -> Imported:
    """Read an exported record into a database that is new, or has nothing on record; all of it or nothing."""
    name = fspath(source)
    with _opened(name) as file, filling(fspath(path), timeout) as intake:
        places = _Places()
        for lines in _some(jsonl.read(file)):
            _take(name, intake, lines, places)
        _refuse(name, [(places.line_of(number), problem) for number, problem in intake.finish()])
        programme = Store(intake.storage).programme()
        _refuse(name, [(places.line_of(number), problem) for number, problem in islice(_unfitting(programme), _FEW)])
        return Imported(places.entries, sum(len(programme.of_kind(kind)) for kind in KINDS))


class _Places:
    """On which line each entry stands: behind the header, the entries before it and their files."""

    def __init__(self) -> None:
        self.entries = 0
        #: For each line of a file, the number of the entry that it stands behind.
        self._behind = array("q")

    def another_file(self) -> None:
        """There is a file behind the entries so far."""
        self._behind.append(self.entries)

    def line_of(self, number: int) -> int:
        """The line of the entry with this number, counted from 1."""
        return 1 + number + bisect_left(self._behind, number)


def _opened(name: str) -> BinaryIO:
    try:
        return Path(name).open("rb")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "this is no name of a file"
        raise InputError(
            untranslated("{name}: the file cannot be read: {reason}", name=name, reason=reason),
            untranslated("check the path and its permissions"),
        ) from error


def _some(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """Lines that are taken together: some entries, or one file, which may be large."""
    some: list[Line] = []
    for line in lines:
        alone = isinstance(line.found, FileLine)
        if some and (alone or len(some) == _AT_A_TIME):
            yield some
            some = []
        some.append(line)
        if alone:
            yield some
            some = []
    if some:
        yield some


def _take(name: str, intake: Intake, lines: Sequence[Line], places: _Places) -> None:
    """Write the entries of some lines, or a file, if nothing is wrong with any of them."""
    number, found = lines[0]
    if isinstance(found, FileLine):
        problem = intake.keep(found.hash, found.content)
        _refuse(name, [] if problem is None else [(number, problem)])
        places.another_file()
    else:
        places.entries += _take_entries(name, intake, lines)


def _take_entries(name: str, intake: Intake, lines: Sequence[Line]) -> int:
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
    """What does not fit together of the record as the file leaves it; told by the numbers of the last entries."""
    for record, problem in all_problems(programme):
        what = f"the {KIND_OF[type(record)]} '{record.key}'"
        yield (
            record.revision,
            InputError(
                untranslated("{what}: {problem}", what=what, problem=problem.message),
                untranslated("mend it where it was exported from"),
            ),
        )


def _refuse(name: str, wrong: Sequence[tuple[int, InputError]]) -> None:
    """Refuse the file if anything is wrong with these lines."""
    if wrong:
        first = sorted(wrong, key=lambda one: one[0])[:_FEW]
        raise ImportedFileError(
            name,
            [
                untranslated("{file}:{line}: {problem}", file=name, line=line, problem=problem.words)
                for line, problem in first
            ],
        )
