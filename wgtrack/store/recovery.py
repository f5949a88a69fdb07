"""A new file made from the journal of one that is damaged, or a stranger's."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from wgtrack.errors import InputError, StoreDamagedError, StoreError
from wgtrack.store import comparing, copying, documents, filing, rebuilding, verifying
from wgtrack.store.admission import is_taken, objects_in
from wgtrack.store.backup import file_name
from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.codecs import DamagedValueError
from wgtrack.store.comparing import BACKUP
from wgtrack.store.connecting import configure, connect
from wgtrack.store.database import Database
from wgtrack.store.examination import Examined, as_text
from wgtrack.store.making import upgrade
from wgtrack.store.rebuilding import State
from wgtrack.store.rows import LAYOUTS, Row
from wgtrack.store.verifying import LastEntry, Walk

#: Text that is no UTF-8 is kept as the bytes it has, for its hash is over them.
_MARKS = ", ".join("CAST(? AS TEXT)" if column in verifying.TEXTS else "?" for column in COLUMNS)
_NAMES = ", ".join(f'"{column}"' for column in COLUMNS)
_INSERT = f"INSERT INTO journal ({_NAMES}, hash) VALUES ({_MARKS}, ?)"  # noqa: S608 - names and marks alone
_PREVIOUS = "SELECT previous FROM journal WHERE number = ?"
_AT = "SELECT at FROM journal WHERE number = ?"


def recover(source: Database, examined: Examined, path: str, timeout: float) -> list[str]:
    """Make a new file at ``path`` from the journal of an examined one; returns what was lost on the way, in sentences.

    The journal is taken over as it is, hashes and all, as far as it can be read; where its end cannot, as far as the chain
    fits. The rows are made from it; a record whose last entry cannot be read keeps its row, or is as the entry before left it.
    The files of issued reports are taken over that fit their hashes.

    Raises:
        InputError: there is something at ``path``, or it is no name of a file.
        StoreError: it cannot be written to.
        StoreDamagedError: there is nothing to take over.
    """
    path = file_name(path)
    if is_taken(path):
        raise _taken(path)
    if examined.walk.stopped and not examined.walk.fits_until:
        raise StoreDamagedError(source.path, f"nothing of its journal can be read ({examined.walk.stopped})", BACKUP)
    try:
        with copying.drafted(path) as draft:
            with closing(connect(str(draft), "mode=rwc", timeout, shown=path)) as connection:
                connection.text_factory = as_text
                lost = _fill(Database(connection, path), source, examined, timeout)
            if not copying.settle(draft, Path(path)):
                raise _taken(path)
    except OSError as error:
        raise StoreError(path, error.strerror or "it cannot be written", "check the path and its folder") from error
    return lost


def _fill(new: Database, source: Database, examined: Examined, timeout: float) -> list[str]:
    configure(new)
    upgrade(new, timeout)
    # Entries are kept as they are, even one whose damage makes it name another that is not there.
    new.run("PRAGMA foreign_keys = OFF")
    with new.transaction():
        lost = list(_copy_entries(new, source, examined.walk, chained=examined.chained))
        walked = verifying.walk(new, chained=True)
        for state in rebuilding.states(new, walked.last):
            if state.damage:
                lost.append(_saved(new, source, examined.version, state))
            elif state.record is not None:
                new.run(LAYOUTS[state.kind].write, state.row)
        lost += _copy_documents(new, source, walked)
        if not examined.walk.stopped and (told := comparing.beyond(source, walked.number)):
            lost.append(f"what the entries behind the last one changed, if there were any: {told}")
    new.run("PRAGMA journal_mode = WAL")
    return lost


def _copy_entries(new: Database, source: Database, walked: Walk, *, chained: bool) -> Iterator[str]:
    """Take entries over as far as they can be read; what of them cannot be, in sentences."""
    before = START
    # What stands just before a place that cannot be read may be torn too, unless it fits.
    until = walked.fits_until if walked.stopped else verifying.LAST
    for *values, hashed in verifying.entries(source, chained=chained, until=until):
        entry = [as_text(value) if isinstance(value, bytes) else value for value in values]
        if verifying.is_whole(entry) and not (chained and hashed is None):
            before = _as_bytes(hashed) if chained else digest(before, entry)
            new.run(_INSERT, (*map(_as_bytes, entry), before))
        else:
            yield f"entry {entry[0]} of the journal, in which something else stands than in any entry"
    if walked.stopped:
        yield f"everything after entry {until} of the journal, which cannot be read ({walked.stopped})"


def _as_bytes(value: Any) -> Any:
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value


def _copy_documents(new: Database, source: Database, walked: Walk) -> Iterator[str]:
    """Take the files of issued reports over that are as they were issued; those that the journal names and that are not, in sentences."""
    wanted = filing.named(new, walked.reports)
    if filing.is_there(objects_in(source)):
        for content in filing.whole(source, wanted):
            documents.keep(new, content)
    for name in documents.not_kept(new, wanted):
        yield wanted[name].told(f"the file {name}, which is not there or not as it was issued")


def _saved(new: Database, source: Database, version: int, state: State) -> str:
    """Save what can be of a record whose last entry cannot be read: its row, or what the entries before it left; says which."""
    what = f"the last change of the {state.kind} '{state.key}' ({state.damage})"
    row, where = _row_of(source, version, state), "as its row in the old file has it"
    if row is None:
        before = _before(new, state)
        if before.record is None:
            return f"{what}, and so all of it"
        row, where = before.row, f"as entry {before.entry.number} left it"
    new.run(LAYOUTS[state.kind].write, row)
    return f"{what}; it is {where}"


def _row_of(source: Database, version: int, state: State) -> Row | None:
    """The row of a record in the old file, if it is of its last change and can be read."""
    layout = LAYOUTS[state.kind]
    cells = comparing.rows_of(source, layout, version, [state.entry.first]).get(state.entry.first)
    if cells is None or (cells["revision"], cells["key"]) != (state.entry.number, state.key):
        return None
    row = tuple(cells.get(name) for name in comparing.names_of(layout))
    try:
        layout.from_row(row[1:])
        "".join(cell for cell in row if isinstance(cell, str)).encode()
    except (DamagedValueError, UnicodeError):
        return None
    return row


def _before(database: Database, state: State) -> State:
    """What the last entry that can be read, of those before a record's last one, left it as."""
    while state.damage:
        (before,) = database.row(_PREVIOUS, (state.entry.number,))
        at = before and database.value(_AT, (before,))
        if not isinstance(at, str) or before >= state.entry.number:
            break
        state = rebuilding.state_at(database, state.kind, state.key, LastEntry(state.entry.first, at, before))
    return state


def _taken(path: str) -> InputError:
    what = f"{path}: there is something of this name, and a repair never writes over it"
    return InputError(what, "choose another name")
