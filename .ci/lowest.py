"""Prints the lowest version of everything that pyproject.toml asks for, as constraints for pip.

Usage: python .ci/lowest.py pyproject.toml; needs packaging, which pytest brings. A requirement without a lower bound is an error,
since nobody could say what it was tested with.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from packaging.requirements import Requirement

#: Groups of requirements that the tests run with.
GROUPS = ("test",)


def main(path: str) -> None:
    """Print a constraint for each requirement, once."""
    sys.stdout.writelines(f"{line}\n" for line in dict.fromkeys(constraints(Path(path).read_text(encoding="utf-8"))))


def constraints(text: str) -> Iterator[str]:
    """The lowest version of each requirement of the package, its extras and the groups."""
    document = tomllib.loads(text)
    project = document["project"]
    wanted = [
        *project["dependencies"],
        *(one for extra in project.get("optional-dependencies", {}).values() for one in extra),
    ]
    wanted += [one for group in GROUPS for one in document["dependency-groups"][group]]
    for requirement in map(Requirement, (one for one in wanted if isinstance(one, str))):
        if requirement.name == project["name"]:  # an extra that is made of others
            continue
        lowest = [bound.version for bound in requirement.specifier if bound.operator in {">=", "~=", "=="}]
        if len(lowest) != 1:
            raise SystemExit(
                f"{requirement} has no lower bound in pyproject.toml; give it one with which the tests pass"
            )
        yield f"{requirement.name}=={lowest[0]}"


if __name__ == "__main__":
    main(sys.argv[1])
