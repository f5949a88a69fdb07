"""The entries of a journal that may be damaged, or a stranger's: could each have been written, by all that is known of it alone?"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from wgtrack.store import scrutiny, verifying
from wgtrack.store.database import Database
from wgtrack.store.rows import CHUNK
from wgtrack.store.verifying import Walk

#: Where the record stands in an entry: it is the last of its columns.
_NEW = -1


def misfits(database: Database, walked: Walk, *, chained: bool) -> Iterator[str]:
    """What no command would have written of the entries that a walk has seen, in sentences.

    Of the last entry of each record, the record itself is passed over: that is looked at with its row.
    """
    if not walked.entries:
        return
    last = {entry.number for entry in walked.last.values()}
    left = verifying.entries(database, chained=chained, until=walked.number)
    while some := [row[:-1] for row in islice(left, CHUNK)]:
        whole = []
        for entry in some:
            if _is_whole(entry):
                whole.append(entry)
            else:
                yield f"entry {entry[0]} of the journal holds what no entry can"
        rows = [(*entry[:_NEW], None) if entry[0] in last else entry for entry in whole]
        for place, problem in scrutiny.misfits(rows):
            what = f"entry {rows[place][0]} of the journal"
            message = str(problem.message)
            yield message if message.startswith(what) else f"{what}: {message}"


def _is_whole(entry: Sequence[Any]) -> bool:
    """Whether each value has its type, and no text has bytes that are none."""
    try:
        "".join(value for value in entry if isinstance(value, str)).encode()
    except UnicodeEncodeError:
        return False
    return verifying.is_whole(entry)
