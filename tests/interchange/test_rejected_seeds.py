"""Seed files that must be refused, each with what is expected in a comment on top."""

from pathlib import Path

import pytest

from wgtrack.errors import SeedError
from wgtrack.interchange.seeds import read_seed

FILES = sorted((Path(__file__).parents[1] / "rejected" / "seeds").glob("*.toml"))
EXPECT = "# expect: "
#: Ends an expected line whose rest is another room's wording.
REST = " ..."


def expected_in(path: Path) -> list[str]:
    """The problems that a file announces, in order."""
    lines = path.read_text(encoding="latin-1").splitlines()
    return [f"{path.name}: {line.removeprefix(EXPECT)}" for line in lines if line.startswith(EXPECT)]


def refusal_of(path: Path) -> SeedError:
    """The error that reading a bad file ends in."""
    with pytest.raises(SeedError) as refused:
        read_seed(path)
    return refused.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_bad_file_is_refused_with_all_of_its_problems(path: Path) -> None:
    """Every problem of a bad file is listed, with file, table, key and field, and nothing else is."""
    problems, expected = [str(problem) for problem in refusal_of(path).problems], expected_in(path)
    for place, line in enumerate(expected[: len(problems)]):
        if line.endswith(REST):
            start = line.removesuffix(REST)
            problems[place] = line if problems[place].startswith(start) else problems[place]
    assert problems == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_problem_is_one_printable_line(path: Path) -> None:
    """A problem is one line without control characters, whatever the file holds."""
    assert all(str(problem).isprintable() for problem in refusal_of(path).problems)
