"""Files that this process must not open by itself: records that are open, and drafts that somebody is still writing.

On Unix, closing any handle on a file drops all POSIX locks that the process holds on it (sqlite.org/howtocorrupt.html, 2.2), those
of SQLite among them; two writers would then lose each other's changes. So whoever opens a path that a user names asks here first.
"""

# A status asks here too, and does without pathlib.
# ruff: noqa: PTH108, PTH116, PTH118, PTH208

import os
from collections.abc import Callable
from contextlib import suppress
from weakref import WeakKeyDictionary

#: Whoever has a record open -> the place of its file.
_OPEN: "WeakKeyDictionary[object, str]" = WeakKeyDictionary()
#: What SQLite keeps beside a file: it has locks on these too.
BESIDE = ("", "-wal", "-shm", "-journal")


def note(owner: object, place: str) -> None:
    """Note that a record is open in this process, for as long as its owner lives or until ``forget``."""
    _OPEN[owner] = place


def forget(owner: object) -> None:
    """Note that it is closed."""
    _OPEN.pop(owner, None)


def is_open(path: str | os.PathLike[str]) -> bool:
    """Whether a path leads to a record that is open in this process, or to a file that SQLite keeps beside it.

    Files are told apart by device and inode, so by whatever name, link or mount they are reached.
    """
    asked = _identity(path) if _OPEN else None
    if asked is None:
        return False
    return any(_identity(f"{place}{end}") == asked for place in list(_OPEN.values()) for end in BESIDE)


def _identity(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return None
    return found.st_dev, found.st_ino


def hold(path: str | os.PathLike[str]) -> int | None:
    """Show other processes that a draft is being written; gives what ``release`` takes.

    None where the system has no such locks, or the draft was taken for one that is left over and is gone.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock  # noqa: PLC0415 - Windows has none

        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except (ImportError, OSError):
        return None
    try:
        flock(handle, LOCK_EX | LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def release(handle: int | None) -> None:
    """Let go of a draft."""
    if handle is not None:
        with suppress(OSError):
            os.close(handle)


def clear_drafts(folder: str, is_draft: Callable[[str], bool], endings: tuple[str, ...] = ("",)) -> None:
    """Take away the drafts in a folder that processes left which were killed: those that nobody holds."""
    with suppress(OSError):
        for name in os.listdir(folder or "."):
            draft = os.path.join(folder, name)
            if is_draft(name) and not is_open(draft):
                handle = hold(draft)
                if handle is not None:
                    for ending in endings:
                        with suppress(OSError):
                            os.unlink(f"{draft}{ending}")
                    release(handle)
