"""Seed files: groups with their past, and lifecycles, as TOML; those that come with wgtrack, and one's own."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from os import PathLike, fspath
from pathlib import Path
from typing import Literal, NamedTuple

from wgtrack.errors import InputError, SeedError, UnknownKeyError, closest
from wgtrack.interchange.seeds.seed import Seed as Seed
from wgtrack.interchange.seeds.seed import SeedChange as SeedChange
from wgtrack.messages.message import call, joined, untranslated
from wgtrack.model.lifecycles import Lifecycle

SeedKind = Literal["group", "lifecycle"]
_FOLDERS: Mapping[SeedKind, str] = {"group": "groups", "lifecycle": "lifecycles"}
_SUFFIX = ".toml"


class SeedInfo(NamedTuple):
    """A seed that comes with wgtrack."""

    name: str
    title: str
    kind: SeedKind
    path: Traversable


def available() -> tuple[SeedInfo, ...]:
    """The seeds that come with wgtrack: groups, then lifecycles, by name."""
    return tuple(SeedInfo(name, _title(path), kind, path) for kind, name, path in _catalogue())


def find_seed(name_or_path: str | PathLike[str]) -> Traversable:
    """The seed of this name, or the file at this path: whatever has a separator or ends in ``.toml``.

    Raises:
        UnknownKeyError: no seed has this name; ``closest`` are those most like it.
        InputError: there is no file at this path.
    """
    text = fspath(name_or_path)
    path = Path(text)
    if isinstance(name_or_path, str) and path.suffix != _SUFFIX and path.name == text:
        return _named(text, path)
    if not path.is_file():
        raise InputError(
            untranslated("the seed file '{path}' is a folder, not a file", path=text)
            if path.is_dir()
            else untranslated("the seed file '{path}' does not exist", path=text),
            untranslated(
                "give the path of a TOML file, or a name from {seeds}",
                seeds=call("wgtrack.interchange.seeds.available"),
            ),
        )
    return path


def read_seed(source: str | PathLike[str] | Traversable) -> Seed:
    """Read a seed by its name or from a file.

    Raises:
        SeedError: the file has mistakes; ``problems`` holds all of them.
        InputError: there is no such seed, or it cannot be read.
    """
    seed = examine_seed(source)
    if seed.problems:
        raise SeedError(seed.origin, seed.problems)
    return seed


def examine_seed(source: str | PathLike[str] | Traversable) -> Seed:
    """Read a seed as ``read_seed`` does, but give it back with its ``problems``, for whoever has more to add to them."""
    from wgtrack.interchange.seeds.reading import read  # noqa: PLC0415 - needs cattrs, which a list of names does not

    return read(find_seed(source) if isinstance(source, str | PathLike) else source)


def lifecycle_names() -> tuple[str, ...]:
    """Names of the lifecycles that come with wgtrack."""
    return tuple(name for kind, name, _ in _catalogue() if kind == "lifecycle")


def read_lifecycle(name: str) -> Lifecycle:
    """The lifecycle of this name that comes with wgtrack; UnknownKeyError names the closest if there is none."""
    for kind, known, path in _catalogue():
        if (kind, known) == ("lifecycle", name):
            return next(record for record in read_seed(path).records if isinstance(record, Lifecycle))
    raise UnknownKeyError("lifecycle", name, lifecycle_names())


def _named(name: str, path: Path) -> Traversable:
    """The seed of this name, a group's before a lifecycle's; a file of this name only where there is no such seed."""
    catalogue = list(_catalogue())
    found = next((place for _, known, place in catalogue if known == name), path)
    if found is not path or path.is_file():
        return found
    names = [known for _, known, _ in catalogue]
    if closest(name, names):
        raise UnknownKeyError("seed", name, names)
    raise InputError(
        untranslated("there is no seed '{name}'", name=name),
        untranslated("there are {names}; or give a path", names=joined(names)),
    )


def _catalogue() -> Iterator[tuple[SeedKind, str, Traversable]]:
    for kind, folder in _FOLDERS.items():
        place = _root().joinpath(folder)
        for path in sorted(place.iterdir(), key=lambda path: path.name.removesuffix(_SUFFIX)) if place.is_dir() else ():
            if path.name.endswith(_SUFFIX):
                yield kind, path.name.removesuffix(_SUFFIX), path


def _root() -> Traversable:
    """Where the seeds are: in the installed package, or beside it in a checkout."""
    installed = files("wgtrack").joinpath("_seeds")
    return installed if installed.is_dir() else Path(__file__).parents[3] / "seeds"


def _title(path: Traversable) -> str:
    return str(tomllib.loads(path.read_text(encoding="utf-8"))["title"])
