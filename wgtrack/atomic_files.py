"""Files that are given out: written whole or not at all, and never through a link.

The text goes into a hidden file beside the one that was asked for, which then takes its place in one step; so a reader sees
the file before or the file after, and never a half. What stands there as a link, a folder or a device is left alone.
"""

import errno
import os
import re
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from wgtrack.errors import OutputError, UnwritableError
from wgtrack.messages.message import untranslated

#: Names that Windows keeps for its devices, whatever their ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
#: Characters that some system takes for more than a part of a name.
_SPECIAL = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
#: Bytes of the longest name that every usual file system takes.
_LONGEST = 255
#: How a file begins that holds a record, or any other SQLite database.
_DATABASE = b"SQLite format 3\0"

#: Keys that are file names as they stand: small letters, or an item's number. The two differ by more than their case.
_PLAIN_KEY = re.compile(r"(?![a-z]{1,8}-[0-9]{1,9}$)[a-z0-9][a-z0-9_-]{0,63}|[A-Z]{1,8}-[0-9]{1,9}")
#: Letters of a key that are kept for the eye, and hexadecimal digits that tell it from all others.
_KEPT, _DIGITS = 40, 32

#: What the system says of a name that it does not take, or that leads nowhere; of any other trouble no other name is to blame.
_OF_NAMES = frozenset(
    {errno.ENAMETOOLONG, errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ELOOP, errno.EINVAL, errno.EILSEQ}
)

_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_BYTES = getattr(os, "O_BINARY", 0)
_OWN_BITS = 0o777


def write_whole(path: str | os.PathLike[str], data: bytes, *, inside: str | os.PathLike[str] | None = None) -> bool:
    """Write a file whole or not at all; False where it holds these bytes already and nothing was done.

    With ``inside``, the folder that was asked for, the file must really lie in it, whatever links there are, and every name
    below it must be one that any system takes. The folder must be there. A new file's permissions follow the umask, and one
    that is replaced keeps its own.

    Raises:
        OutputError: the file cannot be written; what was there is as it was, and nothing is left beside it. An
            ``UnwritableError`` where the system is the reason, and not what was asked for.
    """
    target = _place(path, inside)
    if _holds(target, data):
        return False
    with _replacing(target) as file:
        file.write(data)
    return True


@contextmanager
def replacing(path: str | os.PathLike[str], *, inside: str | os.PathLike[str] | None = None) -> Iterator[BinaryIO]:
    """A file to write to, bit by bit, that takes its place at ``path`` when the block ends; not if the block fails.

    The rules and errors are those of ``write_whole``.
    """
    with _replacing(_place(path, inside)) as file:
        yield file


def make_folder(path: str | os.PathLike[str], *, inside: str | os.PathLike[str], portable: bool = True) -> None:
    """Make a folder, and those between it and ``inside``, where they are missing; never through a link that leads out.

    Its name must be one that any system takes; not so, without ``portable``, that of a folder that a user named.

    Raises:
        OutputError: it cannot be made, or it would not lie in ``inside``.
    """
    if not _can_be_named(Path(path)):
        raise OutputError(path, untranslated("this is no name of a folder"), untranslated("choose another"))
    names = _names_below(Path(path), Path(inside), portable=portable)
    here = _folder(Path(inside), None)
    for name in names:
        here /= name
        with _told(path), suppress(FileExistsError):
            here.mkdir()
        here = _folder(here, Path(inside))


def safe_name(key: str) -> str:
    """A file's name made from a key: of its own for each key, even where case is not told apart, and portable.

    It has up to 73 of the characters ``A-Za-z0-9_~-``, begins with a letter or digit, and has no ending. Keys of small
    letters (``white-paper``) and item numbers (``TR-3``) stay as they are; others end in a digest of the key.
    """
    if _PLAIN_KEY.fullmatch(key) and not _DEVICE.fullmatch(key):
        return key
    kept = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")[:_KEPT] or "key"
    return f"{kept}~{sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:_DIGITS]}"


def _place(path: str | os.PathLike[str], inside: str | os.PathLike[str] | None) -> Path:
    """Where the file really is to stand: no link, in a folder that is there, and inside the one asked for."""
    asked = Path(path)
    if asked.name in {"", ".."} or not _can_be_named(asked):
        raise OutputError(
            path, untranslated("this is no name of a file"), untranslated("name a file in a folder that is there")
        )
    if inside is not None:
        _names_below(asked, Path(inside))
    target = _folder(asked.parent, None if inside is None else Path(inside)) / asked.name
    _check_replaceable(target, path)
    return target


def _can_be_named(path: Path) -> bool:
    """Whether the system can be asked for a path at all: half surrogates and NUL cannot."""
    try:
        return b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _names_below(path: Path, inside: Path, *, portable: bool = True) -> tuple[str, ...]:
    """The names from ``inside`` to ``path``, as written; none that leads elsewhere, or (if ``portable``) that some system refuses."""
    try:
        names = path.relative_to(inside).parts
    except ValueError:
        raise OutputError(
            path,
            untranslated("it is not in the folder {folder}", folder=str(inside)),
            untranslated("only files in that folder are written"),
        ) from None
    for name in names if portable else ():
        is_portable = not (name.endswith((".", " ")) or _SPECIAL.search(name) or _DEVICE.fullmatch(name))
        if not is_portable or len(os.fsencode(name)) > _LONGEST:
            raise OutputError(
                path,
                untranslated("{name} is no name that every system takes", name=repr(name)),
                untranslated("make names of keys with safe_name"),
            )
    return names


def _folder(folder: Path, inside: Path | None) -> Path:
    """The real folder behind all links; inside the one asked for, where one was."""
    with _told(folder):
        if not folder.is_dir():
            raise OutputError(
                folder,
                untranslated("the folder is a file, not a folder" if folder.exists() else "the folder is not there"),
                untranslated("make it first, or name another"),
            )
        real = folder.resolve()
        if inside is not None and not real.is_relative_to(inside.resolve()):
            raise OutputError(
                folder,
                untranslated("it leads to {real}, out of {folder}", real=str(real), folder=str(inside)),
                untranslated("take the link away"),
            )
    return real


def _check_replaceable(target: Path, path: object) -> None:
    """Refuse what is there and no ordinary file that may be written to."""
    with _told(path):
        found = _status(target)
        if found is None:
            return
        if stat.S_ISLNK(found.st_mode):
            raise OutputError(
                path,
                untranslated("this is a link to {target}, and links are not followed", target=str(target.readlink())),
                untranslated("name that file instead"),
            )
        if stat.S_ISDIR(found.st_mode):
            raise OutputError(path, untranslated("this is a folder"), untranslated("name a file in it"))
        if not stat.S_ISREG(found.st_mode):
            raise OutputError(
                path,
                untranslated("this is a device or a pipe, not a file"),
                untranslated("name a file; '-' is standard output"),
            )
        if not os.access(target, os.W_OK):
            raise UnwritableError(
                path,
                untranslated("the file may not be written to"),
                untranslated("change its permissions, or name another file"),
            )
        if _begins(target) == _DATABASE:  # a slip of the keyboard would cost the whole record
            raise OutputError(
                path,
                untranslated("this is a database, such as a record of wgtrack"),
                untranslated("name another file"),
            )


def _status(target: Path) -> os.stat_result | None:
    """What stands at a path itself, not where it leads; None if nothing does."""
    try:
        return target.lstat()
    except FileNotFoundError:
        return None


def _holds(target: Path, data: bytes) -> bool:
    """Whether the file has just these bytes; one that cannot be read is taken for another."""
    try:
        if target.lstat().st_size != len(data):
            return False
        with open(os.open(target, os.O_RDONLY | _NO_LINK | _BYTES), "rb") as file:  # noqa: PTH123 - Path.open follows links
            return file.read() == data
    except OSError:
        return False


def _begins(target: Path) -> bytes:
    """The first bytes of a file; none where it cannot be read, which is told by what comes next."""
    try:
        with open(os.open(target, os.O_RDONLY | _NO_LINK | _BYTES), "rb") as file:  # noqa: PTH123 - Path.open follows links
            return file.read(len(_DATABASE))
    except OSError:
        return b""


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """A hidden file beside the target that takes its place once it is whole and on the disk."""
    draft = target.parent / f".{secrets.token_hex(8)}.wgtrack"
    with _told(target, draft):
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _BYTES, 0o666)
            with open(handle, "wb") as file:  # noqa: PTH123 - the handle was opened for us alone
                yield file
                file.flush()
                os.fsync(handle)
            _settle(draft, target)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise


def _settle(draft: Path, target: Path) -> None:
    """Put a whole file in its place, with the permissions of the one it replaces."""
    found = _status(target)
    if found is not None:
        draft.chmod(stat.S_IMODE(found.st_mode) & _OWN_BITS)
    draft.replace(target)


@contextmanager
def _told(path: object, *own: Path) -> Iterator[None]:
    """What the system refuses, as one line about the path; errors about other files (``own`` are ours) pass."""
    try:
        yield
    except OSError as error:
        mine = {None, *map(str, own), str(path)}
        if own and error.filename not in mine:
            raise
        reason = (error.strerror or str(error)).rstrip(".")
        kind = OutputError if error.errno in _OF_NAMES else UnwritableError
        raise kind(
            path,
            untranslated("cannot be written: {reason}", reason=f"{reason[:1].lower()}{reason[1:]}"),
            untranslated("nothing was changed; check the path, its permissions and the room on the disk"),
        ) from error
