"""A new file made from the journal of a database that is damaged, or a stranger's."""

import os
from collections.abc import Iterator
from typing import Any

from wgtrack.doctor import chain_walk, document_checks, index_checks
from wgtrack.doctor.chain_walk import LastEntry, Walk
from wgtrack.doctor.examining import Examined
from wgtrack.doctor.source import Source
from wgtrack.doctor.sqlite_file import as_text
from wgtrack.doctor.states import LastState, state_at, states
from wgtrack.doctor.symptoms import BACKUP
from wgtrack.errors import InputError, StoreDamagedError, StoreError
from wgtrack.messages.message import untranslated
from wgtrack.store import documents
from wgtrack.store.chain import COLUMNS, START, digest
from wgtrack.store.dependencies import dependencies, index
from wgtrack.store.opening import is_address
from wgtrack.store.sqlite.backup import file_name
from wgtrack.store.sqlite.creating import Draft, drafted
from wgtrack.store.sqlite.file_checks import is_taken

#: Text that is no UTF-8 is kept as the bytes it has, for its hash is over them.
_MARKS = ", ".join("CAST(? AS TEXT)" if column in chain_walk.TEXTS else "?" for column in COLUMNS)
_NAMES = ", ".join(f'"{column}"' for column in COLUMNS)
_INSERT = f"INSERT INTO journal ({_NAMES}, hash) VALUES ({_MARKS}, ?)"  # noqa: S608 - names and marks alone
_BEFORE = "SELECT number, at FROM journal WHERE number = (SELECT previous FROM journal WHERE number = ?)"
_NOTE = 'UPDATE "current" SET last = ?, present = ? WHERE kind = ? AND "key" = ?'


def recover(source: Source, examined: Examined, path: str, timeout: float) -> list[str]:
    """Make a new file at ``path`` from the journal of an examined one; returns what was lost on the way, in sentences.

    The journal is taken over as it is, hashes and all, as far as it can be read. What is current is made from it; a record whose
    last entry cannot be read is as the entry before left it. The files of issued reports are taken over that fit their hashes.

    Raises:
        InputError: there is something at ``path``, or it is no name of a file.
        StoreError: it cannot be written to.
        StoreDamagedError: there is nothing to take over.
    """
    path = file_name(path)
    if is_taken(path):
        raise _taken(path)
    if examined.walk.gaps and not examined.walk.entries:
        reason = examined.walk.gaps[0].reason
        raise StoreDamagedError(
            source.database.path,
            untranslated("nothing of its journal can be read ({reason})", reason=reason),
            BACKUP,
        )
    rights_of = None if is_address(source.database.path) else os.path.realpath(source.database.path)
    try:
        with drafted(path, timeout, rights_of) as draft:
            draft.database.connection.text_factory = as_text
            lost = _fill(draft, source, examined.walk)
            if not draft.settle():
                raise _taken(path)
    except OSError as error:
        raise StoreError(
            path,
            untranslated("{reason}", reason=error.strerror or "it cannot be written"),
            untranslated("check the path and its folder"),
        ) from error
    return lost


def _fill(new: Draft, source: Source, walked: Walk) -> list[str]:
    # Entries are kept as they are, even one whose damage makes it name another that is not there.
    new.database.run("PRAGMA foreign_keys = OFF")
    with new.transaction():
        lost = list(_copy_entries(new, source, walked))
        index(new)
        taken = chain_walk.walk(new.database, chained=True)
        lost += [_saved(new, state) for state in states(new.database, taken.last) if state.damage]
        lost += _copy_documents(new, source, taken)
        if source.indexed and not walked.stopped and (told := index_checks.beyond(source.database, walked)):
            lost.append(f"what the entries behind the last one changed, if there were any: {told}")
    return lost


def _copy_entries(new: Draft, source: Source, walked: Walk) -> Iterator[str]:
    """Take entries over as far as they can be read; what of them cannot be, in sentences."""
    before = START
    # What stands just before a place that cannot be read may be torn too, unless it fits.
    torn = {number for gap in walked.gaps if gap.reason for number in range(gap.fits_until + 1, gap.first)}
    lost: dict[Any, str] = {
        gap.first: f"{gap.which}, which cannot be read ({gap.reason})" if gap.reason else f"{gap.which}: not there"
        for gap in walked.gaps
    }
    for *values, hashed in chain_walk.entries(source.database, chained=source.chained):
        entry = [as_text(value) if isinstance(value, bytes) else value for value in values]
        whole = chain_walk.is_whole(entry) and not (source.chained and hashed is None)
        if whole and entry[0] not in torn:
            before = _as_bytes(hashed) if source.chained else digest(before, entry)
            new.database.run(_INSERT, (*map(_as_bytes, entry), before))
        elif whole:
            lost[entry[0]] = f"entry {entry[0]} of the journal, which may be torn: it does not fit the chain"
        else:
            lost[entry[0]] = f"entry {entry[0]} of the journal, in which something else stands than in any entry"
    yield from (said for _, said in sorted(lost.items()))


def _as_bytes(value: Any) -> Any:
    return value.encode("utf-8", "surrogateescape") if isinstance(value, str) else value


def _copy_documents(new: Draft, source: Source, walked: Walk) -> Iterator[str]:
    """Take the files of issued reports over that are as they were issued; those that the journal names and that are not, in sentences."""
    wanted = document_checks.named(new.database, walked.reports)
    if source.documents:
        for content in document_checks.whole(source.database, wanted):
            documents.keep(new, content)
    for name in documents.not_kept(new, wanted):
        yield wanted[name].told(f"the file {name}, which is not there or not as it was issued")


def _saved(new: Draft, state: LastState) -> str:
    """Note a record whose last entry cannot be read as the last one before it left it that can; says so."""
    what = f"the last change of the {state.kind} '{state.key}' ({state.damage})"
    before = _before(new, state)
    kept = before.record is not None
    new.database.run(_NOTE, (before.entry.number, int(kept), state.kind, state.key))
    if before.record is None:
        return f"{what}, and so all of it"
    new.add_dependencies(sorted(dependencies(before.record)))
    return f"{what}; it is as entry {before.entry.number} left it"


def _before(new: Draft, state: LastState) -> LastState:
    """What the last entry that can be read, of those before a record's last one, left it as."""
    while state.damage:
        found = new.database.rows(_BEFORE, (state.entry.number,))
        if not found or not isinstance(found[0][1], str) or found[0][0] >= state.entry.number:
            break
        number, at = found[0]
        state = state_at(new.database, state.kind, state.key, LastEntry(state.entry.first, at, number))
    return state


def _taken(path: str) -> InputError:
    what = untranslated("{path}: there is something of this name, and a repair never writes over it", path=path)
    return InputError(what, untranslated("choose another name"))
