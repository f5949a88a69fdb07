"""New databases and copies beside others: whole or not at all, never in the place of another file, with the rights of what they are of."""

# The status path does without pathlib, which takes longer to import than the file takes to open; so does a new file.
# ruff: noqa: PTH101, PTH105, PTH108, PTH110, PTH112, PTH116, PTH120

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

from wgtrack.errors import StoreError
from wgtrack.messages.message import untranslated
from wgtrack.store.sqlite.connecting import connect
from wgtrack.store.sqlite.database import FAILURES, refusal


@contextmanager
def drafted(name: str, rights_of: str | None = None) -> Iterator[str]:
    """Where a database that is to stand at ``name`` can be made first; what is left there in the end is taken away.

    With ``rights_of``, nobody else can read it while it is made, and then those who may read that file.

    Raises:
        StoreError: there is no folder to make it in, or changes to a file that is no more wait to be merged into it.
    """
    # SQLite would make a file for "no/../x.db", in a folder that the system does not find by that name.
    if not os.path.isdir(os.path.dirname(name) or "."):
        raise StoreError(
            name,
            untranslated("there is no folder to make it in"),
            untranslated("make the folder first, or name another"),
        )
    _check_beside(name)
    draft = f"{name}.{os.urandom(4).hex()}.new"
    try:
        if rights_of is not None:
            os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR))
            os.chmod(draft, stat.S_IMODE(os.stat(rights_of).st_mode) | stat.S_IRUSR | stat.S_IWUSR)
        yield draft
    finally:
        for leftover in ("", "-journal", "-wal", "-shm"):
            with suppress(FileNotFoundError):
                os.unlink(f"{draft}{leftover}")


def _check_beside(name: str) -> None:
    """Refuse a name beside which SQLite would find the log of a file that was removed: it would merge that into the new one."""
    for log in (f"{name}-wal", f"{name}-journal"):
        with suppress(OSError):
            if os.stat(log).st_size and not os.path.exists(name):
                what = untranslated(
                    "changes that were made to a file of this name wait in {log}, and would be merged into a new one",
                    log=log,
                )
                raise StoreError(
                    name, what, untranslated("put that file back, or take those beside it away, or choose another name")
                )


def copy(name: str, draft: str, timeout: float) -> None:
    """Copy the database at ``name``, which others may be using, to a new file."""
    with (
        closing(connect(name, "mode=ro", timeout)) as source,
        closing(connect(draft, "mode=rwc", timeout, shown=name)) as target,
    ):
        try:
            source.backup(target)
        except FAILURES as error:
            raise refusal(name, error) from error


def settle(draft: str, place: str) -> bool:
    """Put a finished draft in its place; False where another file stands there, which is left as it is."""
    try:
        os.link(draft, place)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        return _replace(draft, place)
    return True


def _replace(draft: str, place: str) -> bool:
    with suppress(FileExistsError):
        # So that of two who do this at once, one finds it taken.
        os.close(os.open(place, os.O_CREAT | os.O_EXCL | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR))
        os.replace(draft, place)
        return True
    return False
