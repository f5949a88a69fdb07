"""Runs the examples of a Markdown page in order, in one folder, as a reader would who follows the page from its top.

* ``console`` blocks: each line ``$ COMMAND`` is given to a shell, and what it prints must be what the page shows.
  A command that ends with a backslash goes on in the next line, after ``> ``. ``$ export X=Y`` holds for what follows.
* A block of any kind whose first line is ``# NAME.EXT`` is saved under that name; a ``test_*.py`` is run by pytest.
* ``python`` blocks share one namespace per page; where they begin with ``>>>`` their output is compared as well.
* The clock stands still, at ``CLOCK`` or where the page says ``<!-- clock: 2016-09-05T09:00:00+08:00 -->``.
* Other blocks (``sh``, ``text``, ...) are only for reading.

With ``--update-golden`` the page is written anew with what its console blocks printed; review it before it is committed.
"""

import difflib
import doctest
import os
import re
import shlex
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import time_machine

#: After the release of the white paper, so that every change of the group of 2016 lies in the past.
CLOCK = "2016-11-01T09:00:00+08:00"

#: What a Python program of a page runs as it starts. time-machine would import pytest where it can, which takes longer
#: than the program itself.
STOP_CLOCK = """\
import sys
sys.modules["pytest"] = None
import time_machine
del sys.modules["pytest"]
time_machine.travel("{}", tick=False).start()
"""

FENCE = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)[^\n]*\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
FILE_NAME = re.compile(r"# ([\w.-]+\.\w+)\n")


class Block(NamedTuple):
    """A fenced block of a page; ``line`` is the number of its first line, counted from 1."""

    language: str
    line: int
    text: str
    indent: str


class Example(NamedTuple):
    """A command of a console block, the line it stands in, and what the page shows it print, from which line on."""

    command: str
    line: int
    shown: str
    shown_line: int
    indent: str


class Page:
    """A page while it is run."""

    def __init__(self, path: Path, folder: Path) -> None:
        self.path = path
        self.name = path.name
        self.folder = folder
        self.text = path.read_text(encoding="utf-8")
        found = re.search(r"<!-- clock: (\S+) -->", self.text)
        self.clock = datetime.fromisoformat(found[1] if found else CLOCK)
        self.environment = plain_environment(folder)
        self.namespace: dict[str, Any] = {"__name__": self.name}
        self.status = 0
        self.other: list[tuple[Example, str]] = []

    def problems(self) -> Iterator[str]:
        """Run the whole page; what does not come out as the page shows it."""
        for block in blocks(self.text):
            if block.language == "console":
                yield from self.run_console(block)
            elif named := FILE_NAME.match(block.text):
                yield from self.save(named[1], block)
            elif block.language in ("python", "pycon"):
                yield from self.run_python(block)

    def run_console(self, block: Block) -> Iterator[str]:
        """Run the commands of a block; the differences between what they print and what is shown."""
        for example in examples(block):
            printed = self.run_command(example.command)
            if printed != example.shown:
                self.other.append((example, printed))
                difference = difflib.unified_diff(
                    example.shown.splitlines(), printed.splitlines(), "shown", "printed", lineterm=""
                )
                yield "\n".join((f"{self.name}:{example.line}: $ {example.command}", *difference))

    def run_command(self, command: str) -> str:
        """What a command prints, errors included; a command may ask for the status of the one before (``$?``)."""
        words = shlex.split(command)
        if words[0] == "export":
            for name, _, value in (word.partition("=") for word in words[1:]):
                self.environment[name] = value
            return ""
        done = subprocess.run(  # noqa: S603 - the page's own examples
            ["/bin/sh", "-c", f"(exit {self.status})\n{command}"],
            cwd=self.folder,
            env={**self.environment, **stopped_clock(self.clock, self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        self.status = done.returncode
        return re.sub(r"(?<=[^\n])\Z", "\n", done.stdout)  # a page cannot show that the last line has no end

    def write_anew(self) -> None:
        """Write the page with what the commands printed in place of what it showed."""
        lines = self.text.splitlines(keepends=True)
        for example, printed in reversed(self.other):
            first = example.shown_line - 1
            new = [example.indent + line for line in printed.splitlines(keepends=True)]
            lines[first : first + example.shown.count("\n")] = new
        self.path.write_text("".join(lines), encoding="utf-8", newline="\n")

    def save(self, name: str, block: Block) -> Iterator[str]:
        """Save a block as a file, and run it when it holds tests."""
        (self.folder / name).write_text(block.text, encoding="utf-8")
        if not re.fullmatch(r"test_\w+\.py", name):
            return
        done = subprocess.run(  # noqa: S603 - the page's own tests
            [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
        if done.returncode:
            yield f"{self.name}:{block.line}: {name}\n{done.stdout}"

    def run_python(self, block: Block) -> Iterator[str]:
        """Run a block in the page's namespace."""
        if re.search(r"^def test_", block.text, re.MULTILINE):
            yield f"{self.name}:{block.line}: a block with tests begins with its file's name, such as '# test_dates.py'"
            return
        with pytest.MonkeyPatch.context() as patch, time_machine.travel(self.clock, tick=False):
            patch.chdir(self.folder)
            if block.text.startswith(">>> "):
                yield from self.run_dialogue(block)
            else:
                lined_up = "\n" * (block.line - 1) + block.text
                exec(compile(lined_up, self.path, "exec"), self.namespace)  # noqa: S102 - the page's own example

    def run_dialogue(self, block: Block) -> Iterator[str]:
        """Run a block of ``>>>`` lines; what it prints beside what is shown."""
        test = doctest.DocTestParser().get_doctest(block.text, self.namespace, self.name, self.name, block.line - 1)
        said: list[str] = []
        result = doctest.DocTestRunner(verbose=False).run(test, out=said.append, clear_globs=False)
        self.namespace.update(test.globs)
        if result.failed:
            yield "".join(said)


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page, from its top."""
    for fence in FENCE.finditer(text):
        inner = re.sub(f"^{fence['indent']}", "", fence["text"], flags=re.MULTILINE)
        yield Block(fence["language"], text.count("\n", 0, fence.start("text")) + 1, inner, fence["indent"])


def examples(block: Block) -> Iterator[Example]:
    """The commands of a console block."""
    lines = block.text.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        shown = start + 1
        command = lines[start].removeprefix("$ ")
        while command.endswith("\\\n"):
            command += lines[shown].removeprefix("> ")
            shown += 1
        text = "".join(lines[shown:end])
        yield Example(command.rstrip("\n"), block.line + start, text, block.line + shown, block.indent)


def plain_environment(folder: Path) -> dict[str, str]:
    """What a reader's shell has: the installed command, 80 columns, no colour, no settings of wgtrack."""
    return {
        "PATH": f"{sysconfig.get_path('scripts')}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "USER": "reader",
        "LOGNAME": "reader",
        "LANG": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
        "COLUMNS": "80",
        "NO_COLOR": "1",
    }


def stopped_clock(clock: datetime, folder: Path) -> dict[str, str]:
    """What makes a Python program start with its clock standing still."""
    hidden = folder / ".clock"
    hidden.mkdir(exist_ok=True)
    (hidden / "sitecustomize.py").write_text(STOP_CLOCK.format(clock.isoformat()), encoding="utf-8")
    return {"PYTHONPATH": str(hidden)}


@pytest.fixture
def run_page(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., list[str]]:
    """Runs the examples of a page in an empty folder, at another clock if given; what does not come out as it shows."""

    def run(path: Path, clock: str | None = None) -> list[str]:
        folder = tmp_path / "desk"
        folder.mkdir()
        page = Page(path, folder)
        page.clock = datetime.fromisoformat(clock) if clock else page.clock
        problems = list(page.problems())
        if request.config.getoption("--update-golden") and page.other and clock is None:
            page.write_anew()
        return problems

    return run
