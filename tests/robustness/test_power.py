"""A loss of power at any point of a write: the file and its log, as far as they had come, hold the last committed state.

SQLite adds frames to the log, a page each, and a change is committed when its last frame is on the disk. Only then are pages
merged into the file, and only when these are on the disk is the log begun anew. So what a loss of power leaves is one of these,
cut anywhere. It is opened without the file of shared memory (``-shm``), which no loss of power leaves as it was.
"""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import wgtrack
from tests.robustness.record import begin, check_store, tokens
from tests.store.helpers import database
from wgtrack import Task, Tracker, clock
from wgtrack.store import Store

#: Bytes of a page, of a frame of the log (a page behind its header), and of the header of the log.
PAGE, FRAME, HEADER = 4096, 24 + 4096, 32
#: Changes before the log is merged into the file, and after that.
FIRST, MORE = 12, 4


class Moment(NamedTuple):
    """A file and its log as they were."""

    file: bytes
    log: bytes


class History(NamedTuple):
    """A record while it was written to."""

    #: After the first changes: all of them are in the log. And how far the log had come after each.
    written: Moment
    ends: tuple[int, ...]
    #: After they were merged into the file.
    merged: Moment
    #: After more changes, which begin the log anew; and how far it had come after each.
    renewed: Moment
    more_ends: tuple[int, ...]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> History:
    """Twelve changes, their merging, and four more."""
    path = tmp_path_factory.mktemp("power") / "wg.db"
    with wgtrack.open(path, by="test") as tracker:
        begin(tracker)
    with wgtrack.open(path, by="test") as tracker:
        database(tracker._store).run("PRAGMA wal_autocheckpoint = 0")
        ends = tuple(len(moment(path).log) for _ in changes(tracker, range(FIRST)))
        written = moment(path)
        database(tracker._store).run("PRAGMA wal_checkpoint(PASSIVE)")
        merged = moment(path)
        more = tuple(end_of_change(merged.log, moment(path).log) for _ in changes(tracker, range(FIRST, FIRST + MORE)))
        return History(written, ends, merged, moment(path), more)


def changes(tracker: Tracker, numbers: Iterable[int]) -> Iterator[int]:
    """Changes with each of these numbers as their reason, every fourth one of many records."""
    for number in numbers:
        now = clock.now()
        with tracker._store.writing(action="add", by="test", recorded_at=now, why=str(number)) as change:
            for item in range(40 if number % 4 == 3 else 1):
                change.put(Task(key=f"N-{number}-{item}", title="New", group="wg", note="n" * 900), at=now)
        yield number


def moment(path: Path) -> Moment:
    """The file and its log as they are now."""
    return Moment(path.read_bytes(), path.with_name(f"{path.name}-wal").read_bytes())


def end_of_change(old: bytes, new: bytes) -> int:
    """The end of the last frame in which two logs differ."""
    last = max(at for at in range(len(new)) if at >= len(old) or old[at] != new[at])
    return HEADER + FRAME * ((last - HEADER) // FRAME + 1)


def check(folder: Path, left: Moment, changes: int) -> None:
    """What was left opens, is whole, and holds just so many changes."""
    path = folder / "wg.db"
    path.write_bytes(left.file)
    path.with_name("wg.db-wal").write_bytes(left.log)
    with Store.open(path, create=False) as store:
        check_store(store)
        assert tokens(store) == list(range(changes))
    assert [file.name for file in folder.iterdir()] == ["wg.db"]


def cuts(length: int, ends: Iterable[int]) -> list[int]:
    """Places to cut a log: the end of each change, the bytes beside it, and others all over it."""
    dice = random.Random(1)  # noqa: S311 - dice, not secrets
    beside = {end + step for end in ends for step in (-1, 0, 1)}
    anywhere = {dice.randrange(length) for _ in range(25)}
    return sorted(cut for cut in beside | anywhere | {0, 1, HEADER} if cut <= length)


def test_the_history_is_what_it_is_taken_for(history: History) -> None:
    """The changes reach the file only when the log is merged into it, and then the log begins anew."""
    assert list(history.ends) == sorted(set(history.ends))
    assert history.ends[-1] == len(history.written.log) == len(history.merged.log)
    assert history.written.log == history.merged.log != history.renewed.log
    assert history.written.file != history.merged.file == history.renewed.file
    assert list(history.more_ends) == sorted(set(history.more_ends))


@pytest.mark.parametrize("tail", ["nothing", "zeros", "noise"])
def test_a_log_cut_anywhere_holds_what_was_committed(tmp_path: Path, history: History, tail: str) -> None:
    """Of a log that ends anywhere, in nothing or in what the disk held before, the changes are kept that are whole in it."""
    length = len(history.written.log)
    tails = {"nothing": b"", "zeros": bytes(FRAME), "noise": random.Random(2).randbytes(FRAME)}  # noqa: S311 - noise
    for cut in cuts(length, history.ends):
        left = Moment(history.written.file, history.written.log[:cut] + tails[tail])
        check(tmp_path, left, sum(end <= cut for end in history.ends))


def test_an_interrupted_merging_is_done_again(tmp_path: Path, history: History) -> None:
    """With any part of the pages merged into the file, the last of them half, the log still makes up the whole state."""
    old, new = history.written.file, history.merged.file
    for half in range(0, len(new) // PAGE * 2 + 1, 3):
        at = half * PAGE // 2
        check(tmp_path, Moment(new[:at] + old[at:], history.written.log), FIRST)


def test_pages_merged_in_any_order_are_merged_again(tmp_path: Path, history: History) -> None:
    """A disk may write pages in another order than it was told: whichever of them are new, the state is whole."""
    old, new = history.written.file, history.merged.file
    dice = random.Random(3)  # noqa: S311 - dice, not secrets
    for _ in range(15):
        places = range(0, len(new), PAGE)
        mixed = b"".join((new if dice.random() < 0.5 else old.ljust(len(new), b"\0"))[at : at + PAGE] for at in places)
        check(tmp_path, Moment(mixed, history.written.log), FIRST)


def test_a_log_begun_anew_holds_what_was_committed(tmp_path: Path, history: History) -> None:
    """Where a new log is written over the old one, what is left of the old one is not taken for changes."""
    for cut in cuts(max(history.more_ends), history.more_ends):
        log = history.renewed.log[:cut] + history.merged.log[cut:]
        check(tmp_path, Moment(history.merged.file, log), FIRST + sum(end <= cut for end in history.more_ends))


def test_every_store_waits_for_the_disk(tmp_path: Path) -> None:
    """A change is acknowledged when it is on the disk: SQLite's ``synchronous`` is FULL, 2, in every store that is opened."""
    for _new, path in enumerate([tmp_path / "wg.db"] * 2):
        with Store.open(path) as store:
            assert database(store).value("PRAGMA journal_mode") == "wal"
            assert database(store).value("PRAGMA synchronous") == 2
            assert database(store).value("PRAGMA fullfsync") == 1
