"""README.md and the pages of docs/ say what is so."""

from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])
def test_examples(page: Path, run_page: Callable[..., list[str]]) -> None:
    """Every example of the page does what the page shows."""
    problems = run_page(page)

    assert not problems, "\n\n".join(problems)


def test_readme_years_later(run_page: Callable[..., list[str]]) -> None:
    """The README's session comes out the same for a reader of today, long after the days that it is about."""
    problems = run_page(ROOT / "README.md", "2030-06-10T09:00:00+08:00")

    assert not problems, "\n\n".join(problems)
