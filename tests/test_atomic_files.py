"""Files that are given out: whole or not at all, never through a link, and names made from keys."""

import os
import socket
import sqlite3
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wgtrack.atomic_files import make_folder, replacing, safe_name, write_whole
from wgtrack.errors import OutputError

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs permissions, pipes and links of POSIX")
Refused = Callable[..., str]


@pytest.fixture
def refused() -> Refused:
    """``refused(path, inside=...)``: the one line that writing there ends in."""

    def write(path: str | Path, inside: Path | None = None) -> str:
        with pytest.raises(OutputError) as error:
            write_whole(path, b"new", inside=inside)
        assert "\n" not in str(error.value)
        return str(error.value)

    return write


@pytest.fixture
def umask() -> Iterator[Callable[[int], None]]:
    """Sets the umask for one test."""
    before = os.umask(0o022)
    yield lambda mask: (os.umask(mask), None)[1]
    os.umask(before)


def test_a_file_is_made(tmp_path: Path) -> None:
    """A new file has the bytes, and nothing else is left in the folder."""
    assert write_whole(tmp_path / "a.txt", b"text\r\n")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"text\r\n"}


def test_a_file_is_replaced(tmp_path: Path) -> None:
    """A file that is there gets the new bytes, however long the old ones were."""
    (tmp_path / "a.txt").write_bytes(b"much longer than the new text")
    assert write_whole(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    """A file that holds these bytes is not touched: it stays the same file."""
    path = tmp_path / "a.txt"
    write_whole(path, b"text")
    before = path.stat()
    assert write_whole(path, b"text") is False
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_other_bytes_of_the_same_length_are_written(tmp_path: Path) -> None:
    """It is the bytes that are compared, not their number."""
    (tmp_path / "a.txt").write_bytes(b"old")
    assert write_whole(tmp_path / "a.txt", b"new")
    assert (tmp_path / "a.txt").read_bytes() == b"new"


def test_a_name_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name alone means the folder one works in."""
    monkeypatch.chdir(tmp_path)
    assert write_whole("a.txt", b"text")
    assert (tmp_path / "a.txt").read_bytes() == b"text"


def test_a_path_may_go_up(tmp_path: Path) -> None:
    """Who asks for one file may name any folder, also one above."""
    (tmp_path / "sub").mkdir()
    assert write_whole(f"{tmp_path}/sub/../a.txt", b"text")
    assert (tmp_path / "a.txt").read_bytes() == b"text"


@posix
def test_a_new_file_follows_the_umask(tmp_path: Path, umask: Callable[[int], None]) -> None:
    """A new file is as open to others as the user's umask says."""
    umask(0o027)
    write_whole(tmp_path / "a.txt", b"text")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640


@posix
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, umask: Callable[[int], None]) -> None:
    """A file that was kept from others is kept from them still."""
    (tmp_path / "a.txt").write_bytes(b"old")
    (tmp_path / "a.txt").chmod(0o600)
    umask(0o000)
    write_whole(tmp_path / "a.txt", b"new")
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o600


@pytest.mark.parametrize("failure", [KeyboardInterrupt, RuntimeError, MemoryError])
def test_a_failure_half_way_leaves_the_old_file(tmp_path: Path, failure: type[BaseException]) -> None:
    """Whatever ends the writing, the old file stands and nothing is beside it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    with pytest.raises(failure), replacing(path) as file:  # noqa: PT012 - the failure has to come from within
        file.write(b"half of the n")
        raise failure
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"old"}


def test_a_failure_half_way_makes_no_file(tmp_path: Path) -> None:
    """Where there was no file there is none after a failure."""
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "a.txt") as file:  # noqa: PT012 - as above
        file.write(b"half of the n")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_a_file_written_bit_by_bit_is_hidden_until_it_is_whole(tmp_path: Path) -> None:
    """While it is written, whoever lists the folder sees no file of that name."""
    with replacing(tmp_path / "a.txt") as file:
        file.write(b"one ")
        assert [path.name.startswith(".") for path in tmp_path.iterdir()] == [True]
        file.write(b"two")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.txt": b"one two"}


@posix
def test_a_full_disk_is_one_line(tmp_path: Path, refused: Refused) -> None:
    """Where no more fits, the error says so, and the old file is whole."""
    import resource  # noqa: PLC0415 - POSIX only
    import signal  # noqa: PLC0415 - POSIX only

    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, before[1]))
    try:
        line = refused(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert line.startswith(f"{path}: cannot be written: file too large; nothing was changed")
    assert [found.read_bytes() for found in tmp_path.iterdir()] == [b"old"]


@posix
def test_a_link_is_not_followed(tmp_path: Path, refused: Refused) -> None:
    """A link is refused, with where it leads and the next step, and neither end is touched."""
    (tmp_path / "real.txt").write_bytes(b"old")
    link = tmp_path / "a.txt"
    link.symlink_to("real.txt")
    assert refused(link) == f"{link}: this is a link to real.txt, and links are not followed; name that file instead"
    assert link.is_symlink()
    assert (tmp_path / "real.txt").read_bytes() == b"old"


@posix
def test_a_link_to_nothing_is_not_followed(tmp_path: Path, refused: Refused) -> None:
    """A link whose file is missing makes none."""
    (tmp_path / "a.txt").symlink_to("missing.txt")
    assert "is a link to missing.txt" in refused(tmp_path / "a.txt")
    assert not (tmp_path / "missing.txt").exists()


@posix
def test_a_link_that_appears_meanwhile_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """Where someone puts a link in place while the file is written, what it leads to stays as it is."""
    (tmp_path / "real.txt").write_bytes(b"old")
    with replacing(tmp_path / "a.txt") as file:
        (tmp_path / "a.txt").symlink_to("real.txt")
        file.write(b"new")
    assert (tmp_path / "real.txt").read_bytes() == b"old"
    assert not (tmp_path / "a.txt").is_symlink()


@posix
def test_another_name_of_a_file_keeps_its_bytes(tmp_path: Path) -> None:
    """A file that has two names is changed under the one that was asked for only."""
    (tmp_path / "other.txt").write_bytes(b"old")
    (tmp_path / "a.txt").hardlink_to(tmp_path / "other.txt")
    write_whole(tmp_path / "a.txt", b"new")
    assert (tmp_path / "other.txt").read_bytes() == b"old"


def test_a_folder_is_refused(tmp_path: Path, refused: Refused) -> None:
    """A folder is no file."""
    assert refused(tmp_path) == f"{tmp_path}: this is a folder; name a file in it"


def test_a_record_is_not_written_over(tmp_path: Path, refused: Refused) -> None:
    """A database keeps its bytes: a slip of the keyboard must not cost the record."""
    record = tmp_path / "wgtrack.db"
    with closing(sqlite3.connect(record)) as database:
        database.execute("CREATE TABLE journal (step INTEGER)")
    before = record.read_bytes()

    assert refused(record) == f"{record}: this is a database, such as a record of wgtrack; name another file"
    assert record.read_bytes() == before


def test_a_missing_folder_is_refused(tmp_path: Path, refused: Refused) -> None:
    """Folders are not made by themselves: a slip of the keyboard would make many."""
    line = refused(tmp_path / "nowhere" / "a.txt")
    assert line == f"{tmp_path / 'nowhere'}: the folder is not there; make it first, or name another"


def test_a_file_for_a_folder_is_refused(tmp_path: Path, refused: Refused) -> None:
    """A file cannot hold another."""
    (tmp_path / "file").write_bytes(b"")
    assert "the folder is a file, not a folder" in refused(tmp_path / "file" / "a.txt")


@pytest.mark.parametrize("name", ["", "..", "/", "a\0b", ".", "\ud800"])
def test_no_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused, name: str) -> None:
    """What names no file is refused in words."""
    monkeypatch.chdir(tmp_path)
    assert "this is no name of a file; name a file" in refused(name)


@posix
def test_an_overlong_name_is_refused(tmp_path: Path, refused: Refused) -> None:
    """A name longer than the file system takes is one line, and leaves nothing behind."""
    assert "cannot be written: file name too long" in refused(tmp_path / ("a" * 300))
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("device", ["/dev/null", "/dev/full"])
def test_a_device_is_refused(refused: Refused, device: str) -> None:
    """A device would be replaced by a file, so it is left alone."""
    assert "this is a device or a pipe, not a file; name a file; '-' is standard output" in refused(device)
    assert stat.S_ISCHR(Path(device).stat().st_mode)


@posix
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path, refused: Refused) -> None:
    """A pipe that nobody reads would hold the program for ever."""
    os.mkfifo(tmp_path / "pipe")
    assert "this is a device or a pipe" in refused(tmp_path / "pipe")


@posix
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: Refused) -> None:
    """A socket is no file."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket")
        assert "this is a device or a pipe" in refused("socket")


def test_a_file_inside_the_folder_asked_for(tmp_path: Path) -> None:
    """With the folder that was asked for, files in it and below it are written."""
    (tmp_path / "site" / "groups").mkdir(parents=True)
    assert write_whole(tmp_path / "site" / "groups" / "wg.html", b"text", inside=tmp_path / "site")


@posix
def test_a_linked_folder_cannot_lead_out(tmp_path: Path, refused: Refused) -> None:
    """A folder below the one asked for that is a link to elsewhere takes no file."""
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site" / "groups").symlink_to(tmp_path / "elsewhere")
    line = refused(tmp_path / "site" / "groups" / "wg.html", inside=tmp_path / "site")
    assert f"it leads to {tmp_path.resolve() / 'elsewhere'}, out of {tmp_path / 'site'}" in line
    assert list((tmp_path / "elsewhere").iterdir()) == []


@posix
def test_the_folder_asked_for_may_be_a_link(tmp_path: Path) -> None:
    """Who names a link as the folder means the folder behind it."""
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")
    assert write_whole(tmp_path / "site" / "a.html", b"text", inside=tmp_path / "site")
    assert (tmp_path / "real" / "a.html").read_bytes() == b"text"


@posix
def test_a_linked_file_inside_is_not_followed(tmp_path: Path, refused: Refused) -> None:
    """A page that is a link to a file elsewhere leaves that file alone."""
    (tmp_path / "site").mkdir()
    (tmp_path / "secret").write_bytes(b"old")
    (tmp_path / "site" / "a.html").symlink_to("../secret")
    assert "is a link to ../secret" in refused(tmp_path / "site" / "a.html", inside=tmp_path / "site")
    assert (tmp_path / "secret").read_bytes() == b"old"


def test_a_file_beside_the_folder_asked_for_is_refused(tmp_path: Path, refused: Refused) -> None:
    """A folder whose name begins alike is not inside."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site2").mkdir()
    assert "it is not in the folder" in refused(tmp_path / "site2" / "a.html", inside=tmp_path / "site")


@pytest.mark.parametrize(
    "name",
    [
        "../a",
        "sub/../../a",
        "a\\b",
        "c:a",
        "CON",
        "nul.html",
        "com1.txt",
        "a.",
        "a ",
        "x" * 256,
        "a\nb",
        "a\x1bb",
        'a"b',
    ],
)
def test_names_that_lead_elsewhere_or_do_not_travel_are_refused(tmp_path: Path, refused: Refused, name: str) -> None:
    """In a whole site, every name is one that any system takes for a part of a path, and leads nowhere else."""
    (tmp_path / "site" / "sub").mkdir(parents=True)
    assert "is no name that every system takes" in refused(f"{tmp_path}/site/{name}", inside=tmp_path / "site")


def test_folders_are_made(tmp_path: Path) -> None:
    """The folders on the way are made, and one that is there is taken as it is."""
    make_folder(tmp_path / "groups" / "wg", inside=tmp_path)
    make_folder(tmp_path / "groups" / "wg", inside=tmp_path)
    assert (tmp_path / "groups" / "wg").is_dir()


@posix
def test_no_folder_is_made_through_a_link(tmp_path: Path) -> None:
    """A link that leads out makes no folder there."""
    (tmp_path / "site").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site" / "groups").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="out of"):
        make_folder(tmp_path / "site" / "groups" / "wg", inside=tmp_path / "site")
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("name", ["..", "../x", "a/../../x", "CON", "a\0b", "\ud800"])
def test_no_folder_of_a_strange_name_is_made(tmp_path: Path, name: str) -> None:
    """A folder's name leads nowhere else and is one that every system takes."""
    (tmp_path / "site").mkdir()
    with pytest.raises(OutputError, match="is no name"):
        make_folder(f"{tmp_path}/site/{name}", inside=tmp_path / "site")
    assert list((tmp_path / "site").iterdir()) == []


def test_a_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    """A file of the folder's name is one line."""
    (tmp_path / "groups").write_bytes(b"")
    with pytest.raises(OutputError, match="the folder is a file, not a folder"):
        make_folder(tmp_path / "groups", inside=tmp_path)


@pytest.mark.parametrize("key", ["white-paper", "TR-3", "a", "x_1", "summit2016"])
def test_usual_keys_are_names_as_they_stand(key: str) -> None:
    """Keys as people choose them are not made unreadable."""
    assert safe_name(key) == key


@pytest.mark.parametrize(
    "key", ["con", "CON", "nul", "lpt1", "Com1", "..", ".x", "", "/etc/passwd", "a\0", "调查", "-rf"]
)
def test_strange_keys_become_harmless_names(key: str) -> None:
    """A key that is a device, a path, nothing at all or not ASCII becomes letters, digits and a digest."""
    name = safe_name(key)
    assert name.isascii()
    assert name[0].isalnum()
    assert "~" in name


def test_a_name_made_of_a_key_says_it() -> None:
    """What can be read of a key is in its name, before the digest."""
    assert safe_name("Big Data / 大数据").startswith("big-data~")


@given(st.text(max_size=300))
def test_a_name_is_portable(key: str) -> None:
    """Of any key: short, ASCII, begins with a letter or digit, without anything a system treats as special."""
    name = safe_name(key)
    assert 0 < len(name) <= 120
    assert name[0].isascii()
    assert name[0].isalnum()
    assert all(character.isascii() and (character.isalnum() or character in "-_~") for character in name)


KEYS = st.one_of(st.text("abAB-_01~", max_size=6), st.text("trTR-3", min_size=3, max_size=5), st.text(max_size=5))


@given(KEYS, KEYS)
def test_two_keys_have_two_names(one: str, other: str) -> None:
    """Different keys have different names, also where a file system takes capital and small letters for the same."""
    assert (one == other) == (safe_name(one).casefold() == safe_name(other).casefold())
