"""The entries of a journal that may be damaged, or a stranger's, each looked at in isolation."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from wgtrack.doctor import chain_walk
from wgtrack.doctor.chain_walk import Walk
from wgtrack.store import entry_checks
from wgtrack.store.snapshots import CHUNK
from wgtrack.store.sql import Database

#: Where the record stands in an entry: it is the last of its columns.
_NEW = -1


def misfits(database: Database, walked: Walk, *, chained: bool) -> Iterator[str]:
    """What no command would have written of the entries that a walk has seen, in sentences.

    Of the last entry of each record, the record itself is passed over: it is looked at with what is current.
    """
    if not walked.entries:
        return
    last = {entry.number for entry in walked.last.values()}
    left = chain_walk.entries(database, chained=chained)
    while some := [row[:-1] for row in islice(left, CHUNK)]:
        whole = []
        for entry in some:
            if _is_whole(entry):
                whole.append(entry)
            else:
                yield f"entry {entry[0]} of the journal holds what no entry can"
        rows = [(*entry[:_NEW], None) if entry[0] in last else entry for entry in whole]
        for place, problem in entry_checks.misfits(rows):
            what = f"entry {rows[place][0]} of the journal"
            message = str(problem.message)
            yield message if message.startswith(what) else f"{what}: {message}"


def _is_whole(entry: Sequence[Any]) -> bool:
    """Whether each value has its type, and no text has bytes that are none."""
    try:
        "".join(value for value in entry if isinstance(value, str)).encode()
    except UnicodeEncodeError:
        return False
    return chain_walk.is_whole(entry)
