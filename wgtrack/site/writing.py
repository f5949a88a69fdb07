"""Writing a site into a folder: only what changed, and nothing but what is the site's own."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from wgtrack.atomic_files import make_folder, write_whole
from wgtrack.errors import OutputError
from wgtrack.messages.message import untranslated
from wgtrack.site.values import File

#: Lists the files that are the site's, so that publishing again takes away what is no more, and nothing else.
MANIFEST = ".wgtrack-site.json"
_NEW_FOLDER = untranslated("name a new or empty folder")


class Published(NamedTuple):
    """What publishing did: how many files were written, were as they are, and were taken away."""

    written: int
    same: int
    removed: int


def write_site(
    files: Iterable[File], folder: Path, number: int, progress: Callable[[int, int], None] | None = None
) -> Published:
    """Write the files that changed below a folder, which is made where it is missing.

    ``progress`` is told how many of ``number`` files are done.

    Raises:
        OutputError: the folder holds what no site is made of, or something in it cannot be written.
    """
    known = _known(folder)
    made: dict[str, bool] = {}
    _list(known, folder)  # first of all: publishing that is broken off can be taken up again
    try:
        for file in files:
            made[file.path] = _write(file, folder)
            if progress is not None:
                progress(len(made), max(number, len(made)))
    except BaseException:
        with suppress(OutputError):
            _list(known | made.keys(), folder)
        raise
    removed = [path for path in sorted(known - made.keys()) if _remove(path, folder)]
    _list(made, folder)
    written = sum(made.values())
    return Published(written, len(made) - written, len(removed))


def _known(folder: Path) -> set[str]:
    """The files that publishing made there before; none for a new or empty folder."""
    if not folder.exists():
        make_folder(folder, inside=folder.parent, portable=False)
        return set()
    if not folder.is_dir():
        raise OutputError(
            folder, untranslated("this is a file, not a folder"), untranslated("name a folder for the site")
        )
    manifest = folder / MANIFEST
    if manifest.is_file() and not manifest.is_symlink():
        return _listed(manifest)
    if any(folder.iterdir()):
        raise OutputError(folder, untranslated("the folder is not empty and holds no site of wgtrack"), _NEW_FOLDER)
    return set()


def _list(paths: Iterable[str], folder: Path) -> None:
    """Write down which files are the site's."""
    write_whole(folder / MANIFEST, f"{json.dumps(sorted(paths), indent=0)}\n".encode(), inside=folder)


def _listed(manifest: Path) -> set[str]:
    try:
        paths = json.loads(manifest.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        paths = None
    if not isinstance(paths, list) or not all(isinstance(path, str) for path in paths):
        message = untranslated("it cannot be read, so it is unknown which files belong to the site")
        raise OutputError(manifest, message, _NEW_FOLDER)
    return set(paths)


def _write(file: File, folder: Path) -> bool:
    target = folder.joinpath(*file.path.split("/"))
    if target.parent != folder:
        make_folder(target.parent, inside=folder)
    return write_whole(target, file.data, inside=folder)


def _remove(path: str, folder: Path) -> bool:
    """Take away a file of the site that is no more; never one outside, nor a folder or what a link leads to."""
    target = folder.joinpath(*path.split("/"))
    with suppress(OSError, ValueError):
        is_inside = target.parent.resolve().is_relative_to(folder.resolve())
        if is_inside and ".." not in path.split("/") and target.is_file() and not target.is_symlink():
            target.unlink()
            return True
    return False
