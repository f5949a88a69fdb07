"""The whole command line, given words that nobody would type: an answer or one line, and never a traceback."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from wgtrack_cli.app import SECTIONS, app

from tests.fuzz.targets import ACTING
from tests.fuzz.test_fuzz_texts import PIECES
from tests.strategies import unhurried

ACTIONS = (
    *(
        "add",
        "show",
        "list",
        "edit",
        "move",
        "start",
        "progress",
        "done",
        "drop",
        "wait",
        "resume",
        "advance",
        "plan",
        "days",
    ),
    *("save", "refresh", "WG", "T-1", "wg", "summit", "d"),
)
OPTIONS = (
    *(
        "--at",
        "--title",
        "--group",
        "--owner",
        "--estimate",
        "--target",
        "--after",
        "--why",
        "--format",
        "--sort",
        "--text",
    ),
    *(
        "--since",
        "--samples",
        "--from",
        "--to",
        "--per",
        "--within",
        "--key",
        "--tag",
        "--name-in",
        "--on",
        "--help",
        "--by",
    ),
    *(
        "--milestone",
        "--",
        "-",
        "--fail-on",
        "--remaining",
        "--parent",
        "--not-before",
        "--limit",
        "--deliverable",
        "-h",
    ),
)
VALUES = (
    "2016-09-05",
    "9999-12-31",
    "0001-01-01",
    "json",
    "csv",
    "markdown",
    "summit - 1wd",
    "T-1",
    "overdue",
    "10wd",
    "5",
)

#: No command that makes files or looks up calendars.
commands = st.sampled_from(
    [name for names in SECTIONS.values() for name in names if name not in {"seed", "init", "calendar"}]
)
anything = st.lists(st.sampled_from(PIECES), max_size=4).map("".join) | st.text(max_size=10)
words = st.sampled_from(ACTIONS) | st.sampled_from(OPTIONS) | st.sampled_from(VALUES) | anything


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A record with one of each thing."""
    path = str(tmp_path_factory.mktemp("record") / "wgtrack.db")
    for line in (
        ["init", "wg", "--name", "Group"],
        ["event", "add", "summit", "--title", "Summit", "--starts", "2016-09-19"],
        ["task", "add", "T-1", "--title", "Task", "--estimate", "3", "--target", "summit - 1wd"],
        ["deliverable", "add", "d", "--title", "Paper", "--target", "summit"],
    ):
        assert CliRunner().invoke(app, ["--db", path, "--by", "fuzz", *line]).exit_code == 0
    return path


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_any_words_are_answered(record: str, folder: Path) -> None:
    """Any words give an answer, or one line on stderr with exit 1, 2 or 3; no output acts on a terminal."""

    @settings(unhurried, max_examples=300)
    @given(commands, st.lists(words, max_size=5))
    def run(command: str, more: list[str]) -> None:
        done = CliRunner().invoke(app, ["--db", record, "--by", "fuzz", command, *more])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
        assert done.exit_code in {0, 1, 2, 3}
        assert not ACTING.search(
            done.stdout_bytes.decode().replace("\r\n", "\n") + done.stderr
        )  # CSV ends its lines so
        assert done.exit_code != 2 or done.stderr.count("\n") == 1

    run()
    # `backup`, `publish` and -o write where the words say; what they began and did not end, they took away again.
    assert not [path for path in folder.rglob("*") if path.name.startswith(".") and path.name.endswith(".wgtrack")]
