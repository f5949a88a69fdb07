"""docs/dependencies.md says what an install brings, and under which licence."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
#: How licences are called in metadata without an SPDX expression; a BSD licence may be any of its kind.
CALLED = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Dual License": "",
    "ISC License (ISCL)": "ISC",
    "ISC License": "ISC",
    "Public Domain": "Public domain",
}
#: Asked for on another system than this one.
ELSEWHERE = frozenset({"colorama"})


class Row(NamedTuple):
    """A package as the page has it."""

    asked_by: str
    licence: str


def rows() -> dict[str, Row]:
    """The rows of the page's tables by the canonical name of the package."""
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    lines = re.findall(r"^\| (\S+) \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", text, re.MULTILINE)
    return {canonicalize_name(name): Row(by, licence) for name, by, licence in lines if name not in {"package", "---"}}


def asked_for(project: Distribution, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """The canonical names of what a package asks for here, and with which extras."""
    for requirement in map(Requirement, project.requires or ()):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras | {""}):
            yield canonicalize_name(requirement.name), frozenset(requirement.extras)


def installed() -> dict[str, Distribution]:
    """What wgtrack brings with all of its extras, as far as it is installed."""
    found: dict[str, Distribution] = {}
    wgtrack = distribution("wgtrack")
    left = list(asked_for(wgtrack, frozenset(wgtrack.metadata.get_all("Provides-Extra") or ())))
    while left:
        name, extras = left.pop()
        try:
            if name not in found or extras:
                found[name] = distribution(name)
                left += asked_for(found[name], extras)
        except PackageNotFoundError:
            continue
    return found


def licences(project: Distribution) -> set[str]:
    """What a package's metadata says of its licence, as SPDX identifiers."""
    metadata = project.metadata
    if "License-Expression" in metadata:
        return set(re.findall(r"[\w.-]+", metadata["License-Expression"])) - {"AND", "OR", "WITH"}
    named = [one.split(" :: ")[-1] for one in metadata.get_all("Classifier") or () if one.startswith("License")]
    field = (metadata.get_all("License") or [""])[0]
    return {CALLED.get(one, one) for one in named or ([field] if field and "\n" not in field else [])} - {""}


def test_every_package_of_an_install_is_on_the_page() -> None:
    """Whatever comes with wgtrack and its extras has a row."""
    assert sorted(installed().keys() - rows().keys()) == []


def test_every_package_on_the_page_comes_with_an_install() -> None:
    """What wgtrack itself asks for is there, and what the page has beside it is asked for by something."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    direct = {canonicalize_name(Requirement(one).name): "wgtrack" for one in project["dependencies"]}
    direct |= {
        canonicalize_name(Requirement(one).name): f"wgtrack[{extra}]" for extra in extras for one in extras[extra]
    }
    told = {name: row.asked_by.split(",")[0] for name, row in rows().items() if row.asked_by.startswith("wgtrack")}
    assert told == direct


@pytest.mark.parametrize("name", sorted(rows().keys() - ELSEWHERE))
def test_the_licence_is_the_one_that_the_package_states(name: str) -> None:
    """Every licence that a package's metadata names stands in its row."""
    if name not in installed():
        pytest.skip(f"{name} does not come with these versions")
    row = rows()[name]
    stated = licences(installed()[name])
    assert stated or "metadata states none" in row.licence
    missing = [
        one for one in stated if not re.search(rf"(?<![\w-]){re.escape(one)}(?:-\d-Clause)?(?![\w-])", row.licence)
    ]
    assert missing == [], row.licence
