"""The runner of the pages' examples notices what is wrong with a page."""

from collections.abc import Callable
from pathlib import Path

import pytest

RunPage = Callable[[Path], list[str]]


@pytest.fixture
def run_text(run_page: RunPage, tmp_path: Path) -> Callable[[str], list[str]]:
    """Runs a page given as text, in which ''' stands for a fence."""

    def run(text: str) -> list[str]:
        page = tmp_path / "page.md"
        page.write_text(text.replace("'''", "```"), encoding="utf-8")
        return run_page(page)

    return run


RIGHT = {
    "output": "'''console\n$ echo one; echo two\none\ntwo\n$ echo three\nthree\n'''\n",
    "errors": "'''console\n$ echo wrong >&2\nwrong\n'''\n",
    "status": "'''console\n$ exit 3\n$ echo $?\n3\n'''\n",
    "export": "'''console\n$ export NAME='Yu Du'\n$ echo $NAME\nYu Du\n'''\n",
    "folder": "'''console\n$ echo kept > note\n'''\n\n'''console\n$ cat note\nkept\n'''\n",
    "long command": "'''console\n$ echo one \\\n>   two\none two\n'''\n",
    "inside a list": "1. First\n\n   '''console\n   $ echo one\n   one\n   '''\n",
    "file": "'''toml\n# own.toml\ntitle = 'x'\n'''\n\n'''console\n$ cat own.toml\n# own.toml\ntitle = 'x'\n'''\n",
    "clock": (
        "<!-- clock: 2016-09-05T09:00:00+08:00 -->\n"
        "'''console\n$ python -c 'from datetime import *; print(datetime.now(UTC))'\n2016-09-05 01:00:00+00:00\n'''\n"
        "'''python\n>>> from datetime import *\n>>> print(datetime.now(UTC))\n2016-09-05 01:00:00+00:00\n'''\n"
    ),
    "namespace": "'''python\nnumber = 41\n'''\n\n'''python\n>>> number + 1\n42\n'''\n\n'''python\nassert number == 41\n'''\n",
    "tests": "'''python\n# test_sum.py\ndef test_sum():\n    assert 1 + 1 == 2\n'''\n",
    "only for reading": "'''sh\nfalse\n'''\n",
}

WRONG = {
    "output": ("'''console\n$ echo one\ntwo\n'''\n", "page.md:2: $ echo one"),
    "missing output": ("\n'''console\n$ echo one\n'''\n", "+one"),
    "dialogue": ("'''python\n>>> 1 + 1\n3\n'''\n", "Expected:\n    3\nGot:\n    2"),
    "tests": ("'''python\n# test_sum.py\ndef test_sum():\n    assert 1 + 1 == 3\n'''\n", "1 failed"),
    "tests without a file": ("'''python\ndef test_sum():\n    pass\n'''\n", "page.md:2: a block with tests"),
}


@pytest.mark.parametrize("text", RIGHT.values(), ids=RIGHT)
def test_right_page(text: str, run_text: Callable[[str], list[str]]) -> None:
    """A page that shows what comes out has no problems."""
    assert run_text(text) == []


@pytest.mark.parametrize(("text", "told"), WRONG.values(), ids=WRONG)
def test_wrong_page(text: str, told: str, run_text: Callable[[str], list[str]]) -> None:
    """A page that shows something else has a problem that names the place."""
    (problem,) = run_text(text)

    assert told in problem


def test_failing_code(run_text: Callable[[str], list[str]]) -> None:
    """Code that fails is reported with the line of the page it stands in."""
    with pytest.raises(ZeroDivisionError) as caught:
        run_text("One\n\n'''python\nnumber = 1\nnumber / 0\n'''\n")

    assert caught.traceback[-1].lineno + 1 == 5
