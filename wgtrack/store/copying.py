"""Copies of a database beside others: whole or not at all, and never in the place of another file."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from wgtrack.store.connecting import connect
from wgtrack.store.database import FAILURES, refusal


@contextmanager
def drafted(name: str) -> Iterator[Path]:
    """Where a database that is to stand at ``name`` can be made first; what is left there in the end is taken away."""
    draft = Path(f"{name}.{os.urandom(4).hex()}.new")
    try:
        yield draft
    finally:
        for leftover in ("", "-journal", "-wal", "-shm"):
            Path(f"{draft}{leftover}").unlink(missing_ok=True)


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
