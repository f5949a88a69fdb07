"""Copies of a database beside others: whole or not at all, and never in the place of another file."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from wgtrack.errors import StoreError
from wgtrack.store.connecting import connect
from wgtrack.store.database import FAILURES, refusal


@contextmanager
def drafted(name: str) -> Iterator[Path]:
    """Where a database that is to stand at ``name`` can be made first; what is left there in the end is taken away.

    Raises:
        StoreError: there is no folder to make it in, or changes to a file that is no more wait to be merged into it.
    """
    # SQLite would make a file for "no/../x.db", in a folder that the system does not find by that name.
    if not Path(name).parent.is_dir():
        raise StoreError(name, "there is no folder to make it in", "make the folder first, or name another")
    _check_beside(name)
    draft = Path(f"{name}.{os.urandom(4).hex()}.new")
    try:
        yield draft
    finally:
        for leftover in ("", "-journal", "-wal", "-shm"):
            Path(f"{draft}{leftover}").unlink(missing_ok=True)


def _check_beside(name: str) -> None:
    """Refuse a name beside which SQLite would find the log of a file that was removed: it would merge that into the new one."""
    for log in (f"{name}-wal", f"{name}-journal"):
        with suppress(OSError):
            if Path(log).stat().st_size and not Path(name).exists():
                what = (
                    f"changes that were made to a file of this name wait in {log}, and would be merged into a new one"
                )
                raise StoreError(name, what, "put that file back, or take those beside it away, or choose another name")


def copy(name: str, draft: Path, timeout: float) -> None:
    """Copy the database at ``name``, which others may be using, to a new file."""
    with (
        closing(connect(name, "mode=ro", timeout)) as source,
        closing(connect(str(draft), "mode=rwc", timeout, shown=name)) as target,
    ):
        try:
            source.backup(target)
        except FAILURES as error:
            raise refusal(name, error) from error


def settle(draft: Path, place: Path) -> bool:
    """Put a finished draft in its place; False where another file stands there, which is left as it is."""
    try:
        os.link(draft, place)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        return _replace(draft, place)
    return True


def _replace(draft: Path, place: Path) -> bool:
    with suppress(FileExistsError):
        place.touch(exist_ok=False)  # so that of two who do this at once, one finds it taken
        draft.replace(place)
        return True
    return False
