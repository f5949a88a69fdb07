"""The whole record with its history, out of one database and into another that is empty.

What comes in may be from anyone: an entry is written only after it was looked at, by itself and beside those before it.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager

from wgtrack.errors import InputError
from wgtrack.messages.message import argument, untranslated
from wgtrack.model.programme import KEYED
from wgtrack.store import documents
from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.codecs import WRONG_VALUE, DamagedValueError, dumps, loads
from wgtrack.store.damage import damaged
from wgtrack.store.dependencies import index
from wgtrack.store.entry_checks import AGAIN, Misfit
from wgtrack.store.opening import is_address, open_storage
from wgtrack.store.storage import Row, Storage

_NUMBER, _STEP, _KIND, _KEY, _AT, _RECORDED_AT, _UNDOES, _PREVIOUS, _NEW = map(
    COLUMNS.index, ("number", "step", "kind", "key", "at", "recorded_at", "undoes", "previous", "new")
)
_EDITED = untranslated("import a file that nobody edited since it was exported")
#: How many misfits are looked for among all entries.
_FEW = 10


def transcript(storage: Storage) -> Iterator[Row]:
    """All entries as they are stored, with their hashes, oldest first; to be called in a snapshot.

    Raises:
        DamagedValueError: an entry could not be read again, for it is not as it was written.
    """
    before = START
    for rows in storage.raw():
        for row in rows:
            before = _as_written(row, before)
        yield from rows


def _as_written(row: Row, before: bytes) -> bytes:
    """The hash of an entry behind one of this hash, if the entry is as it was written; else DamagedValueError."""
    if row[_NEW] is not None and not _is_canonical(row[_NEW]):
        raise DamagedValueError(f"entry {row[_NUMBER]} of the journal is not as it was written")
    try:
        hashed = digest(before, row[:-1])
    except (TypeError, UnicodeError):
        hashed = None
    if hashed is None or row[-1] != hashed:
        raise DamagedValueError(f"entry {row[_NUMBER]} of the journal does not fit the chain")
    return hashed


def files_of(entry: Row) -> list[str]:
    """The hashes of the files that an entry names, each once, in the order of their formats; none but for an issued report.

    Raises:
        DamagedValueError: the entry cannot be read.
    """
    pairs = documents.named(entry[_NUMBER], entry[_AT], entry[_KIND], entry[_NEW])
    return list(dict.fromkeys(hashed for _, hashed in pairs))


def copy_to_file(storage: Storage, path: str) -> None:
    """Copy a record to a new SQLite file, entry by entry; to be called in a snapshot.

    Raises:
        InputError: there is something at ``path``.
        StoreDamagedError: an entry, or a file of an issued report, could not be read again.
    """
    from wgtrack.store.sqlite.backup import free_name  # noqa: PLC0415 - only a copy needs SQLite

    name = free_name(path)
    with filling(name, 0) as intake:
        for row in transcript(storage):
            found = intake.append([row])
            problems = [] if found is None else [found[1]]
            problems += filter(None, (intake.keep(each, documents.read(storage, each)) for each in intake.wanted))
            if problems:
                raise damaged(storage.path, DamagedValueError(str(problems[0])))
        if misfits := intake.finish():
            raise damaged(storage.path, DamagedValueError(f"entry {misfits[0][0]} of the journal: {misfits[0][1]}"))


@contextmanager
def filling(path: str, timeout: float) -> Iterator["Intake"]:
    """An empty database to be filled, whole or not at all: a new file, or one that has nothing on record.

    Raises:
        InputError: there is something on record.
        StoreError: the file cannot be used, or made.
    """
    opened = _on_server if is_address(path) else _in_file
    with opened(path, timeout) as storage:
        yield Intake(storage)


@contextmanager
def _in_file(path: str, timeout: float) -> Iterator[Storage]:
    """A file's database in a transaction: a new one takes its place only when the block ends well."""
    from wgtrack.store.sqlite.backup import file_name  # noqa: PLC0415 - a server needs no SQLite
    from wgtrack.store.sqlite.creating import drafted  # noqa: PLC0415 - as above
    from wgtrack.store.sqlite.file_checks import is_there  # noqa: PLC0415 - as above

    name = file_name(path)
    if is_there(name):
        with closing(open_storage(name, create=False, timeout=timeout)) as storage, _empty(storage):
            yield storage
        return
    with drafted(name, timeout) as draft:
        with draft.transaction():
            yield draft
        if not draft.settle():
            raise _taken(name)


@contextmanager
def _on_server(path: str, timeout: float) -> Iterator[Storage]:
    with closing(open_storage(path, create=True, timeout=timeout)) as storage, _empty(storage):
        yield storage


@contextmanager
def _empty(storage: Storage) -> Iterator[None]:
    """A transaction on a database with nothing on record."""
    with storage.transaction():
        if storage.head() is not None:
            raise _taken(storage.path)
        yield


def _is_canonical(text: str) -> bool:
    try:
        return dumps(loads(text)) == text
    except WRONG_VALUE:
        return False


def _taken(name: str) -> InputError:
    return InputError(
        untranslated("{name}: there is a record in it already", name=name),
        untranslated("import into a new file, named with {path}", path=argument("path")),
    )


class Intake:
    """An empty database in the middle of being filled with entries from outside; in a transaction."""

    def __init__(self, storage: Storage) -> None:
        self.storage = storage
        self._last: Row = (0,) * len(COLUMNS)
        self._hash = START
        #: Whether the file has hashes; None before its first entry.
        self._chained: bool | None = None
        #: For each number so far, whether its entry begins a step.
        self._begins = bytearray(1)
        #: The files that the last entry names and that are still to come.
        self._wanted: list[str] = []

    def append(self, rows: Sequence[Row]) -> Misfit | None:
        """Write entries behind those before; the first that does not follow them, if any, after which nothing is of use."""
        chained = []
        for place, row in enumerate(rows):
            entry, given = row[:-1], row[-1]
            problem = self._unfiled() or self._out_of_line(entry) or self._unchained(entry, given)
            if problem is not None:
                return place, problem
            self._last = entry
            self._begins.append(entry[_STEP] == entry[_NUMBER])
            self._wanted = documents.not_kept(self.storage, files_of(entry))
            chained.append((*entry, self._hash))
        self.storage.append_unindexed(chained)
        return None

    @property
    def wanted(self) -> tuple[str, ...]:
        """The hashes of the files that the last entry names and that are still to come."""
        return tuple(self._wanted)

    def keep(self, name: str, content: bytes) -> InputError | None:
        """Keep a file that the last entry names by this hash; why it cannot be kept, if it cannot."""
        if name not in self._wanted:
            return InputError(
                untranslated("the file {name} is none that the entry before it names, or came before", name=name), AGAIN
            )
        try:
            kept = documents.keep(self.storage, content)
        except InputError as error:
            return error
        if kept != name:
            return InputError(untranslated("the file {name} does not fit its hash: it was changed", name=name), _EDITED)
        self._wanted.remove(name)
        return None

    def finish(self) -> list[Misfit]:
        """Make what is current of what was written; what does not fit together, told by the numbers of entries."""
        unfiled = self._unfiled()
        found = [] if unfiled is None else [(self._last[_NUMBER], unfiled)]
        found = found or list(self._out_of_turn()) or list(self._keys_of_others())
        if not found:
            index(self.storage)
        return found

    def _out_of_turn(self) -> Iterator[Misfit]:
        for number, kind, key, before, not_there in self.storage.out_of_turn(_FEW):
            behind = (
                untranslated("it is the first")
                if before is None
                else untranslated("by instant and number it follows entry {entry}", entry=before)
            )
            what = (
                untranslated("the {kind} '{key}' is taken away, and is not there", kind=kind, key=key)
                if not_there
                else untranslated(
                    "the entry names another as the one before it of the {kind} '{key}'; {behind}",
                    kind=kind,
                    key=key,
                    behind=behind,
                )
            )
            yield number, InputError(what, AGAIN)

    def _keys_of_others(self) -> Iterator[Misfit]:
        for number, kind, key in self.storage.keys_of_two((*KEYED, "role"), _FEW):
            yield (
                number,
                InputError(
                    untranslated("the key of the {kind} '{key}' was another record's before", kind=kind, key=key), AGAIN
                ),
            )

    def _unfiled(self) -> InputError | None:
        """Which file of the last entry did not come, if any did not."""
        if not self._wanted:
            return None
        return InputError(
            untranslated(
                "the file {file} of the report '{key}' is missing behind it",
                file=self._wanted[0],
                key=self._last[_KEY],
            ),
            AGAIN,
        )

    def _out_of_line(self, entry: Row) -> InputError | None:
        """How the numbers of an entry do not follow from those before it, if they do not."""
        number, step, before = entry[_NUMBER], entry[_STEP], self._last
        if number != before[_NUMBER] + 1:
            return InputError(
                untranslated(
                    "the entry's number is {number}, where {next} comes next",
                    number=number,
                    next=before[_NUMBER] + 1,
                ),
                AGAIN,
            )
        if step != number and (step != before[_STEP] or entry[_RECORDED_AT] != before[_RECORDED_AT]):
            return InputError(
                untranslated(
                    "the entry cannot be of step {step}, behind one of step {last}",
                    step=step,
                    last=before[_STEP],
                ),
                AGAIN,
            )
        if entry[_PREVIOUS] is not None and entry[_PREVIOUS] >= number:
            return InputError(untranslated("the entry cannot follow entry {entry}", entry=entry[_PREVIOUS]), AGAIN)
        undoes = entry[_UNDOES]
        if undoes is not None and (undoes >= step or not self._begins[undoes]):
            return InputError(
                untranslated("there is no step {undoes} before it that it could undo", undoes=undoes), AGAIN
            )
        return None

    def _unchained(self, entry: Row, given: bytes | None) -> InputError | None:
        """How the hash of an entry does not follow from the one before it, if it does not."""
        self._hash = digest(self._hash, entry)
        self._chained = given is not None if self._chained is None else self._chained
        if (given is not None) != self._chained:
            what = (
                untranslated("the entry has no hash, and those before it have one")
                if given is None
                else untranslated("the entry has a hash, and those before it have none")
            )
            return InputError(what, _EDITED)
        if given is not None and given != self._hash:
            return InputError(
                untranslated("the entry's hash does not fit: it or an entry before it was changed"), _EDITED
            )
        return None
