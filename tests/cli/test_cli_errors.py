"""Bad input: one line on stderr that names the thing and the next step, an exit code, and nothing changed."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from wgtrack_cli.errors import explained

Invoke: TypeAlias = Callable[..., Any]

#: What is typed -> what stands on stderr after ``wgtrack: ``.
REFUSED = {
    ("task", "add", "--foo"): "no such option --foo for 'wgtrack task add'; see 'wgtrack task add --help'",
    (
        "task",
        "show",
        "TR-3",
        "--fromat",
        "json",
    ): "no such option --fromat for 'wgtrack task show'; did you mean --format?",
    ("task", "add"): "'wgtrack task add' needs KEY; see 'wgtrack task add --help'",
    ("task", "add", "X-1"): "'wgtrack task add' needs --title TEXT; see 'wgtrack task add --help'",
    ("task", "add", "X-1", "--title"): "--title needs a value; see 'wgtrack task add --help'",
    ("task", "add", "X-1", "--milestone=yes"): "--milestone takes no value; see 'wgtrack task add --help'",
    ("task", "show", "TR-3", "now"): (
        "'now' is one word too many for 'wgtrack task show'; "
        "put a text of several words in quotes, or see 'wgtrack task show --help'"
    ),
    ("statu",): "no such command 'wgtrack statu'; did you mean status?",
    ("task", "finish"): "no such command 'wgtrack task finish'; see 'wgtrack task --help'",
    ("status", "--db"): "--db needs a value; see 'wgtrack --help'",
    ("status", "--db", ""): "--db is empty; give the path of the file that holds the record",
    ("task", "show", "TR-33"): "there is no task 'TR-33'; did you mean TR-3?",
    ("task", "show", "summit"): "'summit' is an event, not a task; see 'wgtrack event show'",
    ("task", "done", "white-paper"): "'white-paper' is a deliverable, not a task; see 'wgtrack deliverable --help'",
    ("status", "--at", "2016-02-30"): "there is no day 2016-02-30; give a day that exists, as YYYY-MM-DD",
    ("status", "--format", "htm"): "there is no format 'htm'; choose from terminal, markdown, json",
    ("task", "progress", "TR-7", "half"): "the percentage cannot be 'half'; give a whole number from 0 to 99",
    ("task", "progress", "TR-7", "101"): "the percentage cannot be '101'; give a whole number from 0 to 99",
    ("task", "edit", "TR-7", "--target", "2016-09-09"): (
        "'wgtrack task edit' does not change dates; to see all that depends on them, "
        "change them with 'wgtrack task move'"
    ),
    ("event", "edit", "summit", "--starts", "2016-09-20"): (
        "'wgtrack event edit' does not change dates; to see all that depends on them, "
        "change them with 'wgtrack event move'"
    ),
    ("list", "--verdict", "late"): (
        "there is no verdict 'late'; choose from dropped, done, done_late, past_limit, overdue, at_risk, unknown, due_soon, "
        "undated, on_track"
    ),
    ("task", "add", "X-1", "--title", "x", "--area", "q"): (
        "there is no area 'q'; there are trends, technologies, security, regulation, writing"
    ),
    (
        "task",
        "add",
        "X-1",
        "--title",
        "x",
        "--owner",
        "q",
    ): "there is no party 'q'; see what there is with 'wgtrack party list'",
    ("undo", "last"): "the step cannot be 'last'; give a whole number from 1 on",
    ("role", "add", "cesi", "chiar", "white-paper-wg"): "there is no role 'chiar'; did you mean chair?",
    ("task", "edit", "TR-3"): "nothing to change for 'TR-3'; say what; see 'wgtrack task edit --help'",
    ("task", "edit", "TR-3", "--name-in", "名称"): (
        "cannot read the name '名称'; write it as LANGUAGE=NAME, such as zh-Hans=区块链"
    ),
    ("calendar", "add", "mine", "--weekend", "Sabbath"): (
        "there is no weekday 'Sabbath'; choose from Mon, Tue, Wed, Thu, Fri, Sat, Sun, with commas between"
    ),
    ("calendar", "days", "CN", "--from", "2016-02-02", "--to", "2016-02-01"): (
        "the days would end on 2016-02-01 before they start on 2016-02-02; give the later day with --to"
    ),
    ("area", "list", "--sort", "colour"): (
        "cannot sort by 'colour'; choose from key, title, group, items, done, progress, worst"
    ),
}


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_bad_input_is_one_line(cli_invoke: Invoke, group_2016: Path, words: tuple[str, ...]) -> None:
    """Bad input is answered by one line, exit 2, nothing on stdout and an untouched file."""
    before = group_2016.read_bytes()

    outcome = cli_invoke(*words, code=2)

    assert outcome.stderr == f"wgtrack: {REFUSED[words]}\n"
    assert outcome.stdout == ""
    assert group_2016.read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("task", "add", "TR-1", "--title", "x"),
        ("task", "add", "A-1wd", "--title", "x"),
        ("task", "add", "A-1", "--title", "x\x1b[31m"),
        ("task", "add", "A-1", "--title", "x", "--after", "A-1"),
        ("task", "add", "A-1", "--title", "x", "--target", "A-1 + 1d"),
        ("task", "add", "A-1", "--title", "x", "--target", "sumit - 1wd"),
        ("task", "add", "A-1", "--title", "x", "--owner", "nobody"),
        ("task", "add", "A-1", "--title", "x", "--estimate", "9/5/3"),
        ("event", "add", "e", "--title", "x", "--starts", "2016-10-05", "--ends", "2016-10-01"),
        ("group", "add", "g", "--name", "x", "--timezone", "Asia/Shanghia"),
        ("group", "add", "g", "--name", "x", "--calendar", "XX"),
        ("task", "drop", "TR-7"),
        ("list", "--verdict", "late"),
        ("list", "--sort", "colour"),
        ("due", "--within", "10"),
        ("seed", "nope"),
        ("seed", "nope.toml"),
        ("log", "nope"),
    ],
    ids=" ".join,
)
def test_the_librarys_refusals_are_one_line(cli_invoke: Invoke, group_2016: Path, words: tuple[str, ...]) -> None:
    """What the library refuses is one line with a next step after ';', and changes nothing."""
    before = group_2016.read_bytes()

    outcome = cli_invoke(*words, code=2)

    [line] = outcome.stderr.splitlines()
    assert line.startswith("wgtrack: ")
    assert "; " in line
    assert group_2016.read_bytes() == before


def test_control_characters_that_were_typed_do_not_act(cli_invoke: Invoke, group_2016: Path) -> None:
    """An error shows control characters and line breaks of what was typed as escapes."""
    outcome = cli_invoke("task", "show", "TR\x1b[2J\nTR", code=2)

    assert "'TR\\x1b[2J\\nTR'" in outcome.stderr
    assert outcome.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("task", "edit", "TR-3", "--title", "Red", "--why", "\x1b[31m"),
            "the reason has the control character U+001B",
        ),
        (
            ("--by", "\x1b[2J", "task", "edit", "TR-3", "--title", "Red"),
            "the name of who makes the change has the control",
        ),
        (("undo", "--why", "\x1b[31m"), "the reason has the control character U+001B in it"),
        (("task", "add", "X-1", "--title", "\u200b"), "the title is empty; give it at least one visible character"),
    ],
)
def test_the_log_can_be_read_at_any_terminal(
    cli_invoke: Invoke, group_2016: Path, words: tuple[str, ...], told: str
) -> None:
    """Neither a reason nor a name may hold what acts on the terminal of whoever reads the log, nor a title be invisible."""
    before = group_2016.read_bytes()

    assert told in cli_invoke(*words, code=2).stderr
    assert group_2016.read_bytes() == before


def test_missing_record_says_how_to_start_one(cli_invoke: Invoke) -> None:
    """Without a database a question exits 3 and names 'init' and 'seed'; no file is made."""
    refused = cli_invoke("status", code=3).stderr

    assert "wgtrack init" in refused
    assert "wgtrack seed" in refused
    assert not Path("wgtrack.db").exists()


@pytest.mark.parametrize(
    "words", [("status",), ("task", "start", "T-1"), ("seed", "china-blockchain-2016")], ids=" ".join
)
def test_a_file_that_is_no_record_is_left_alone(cli_invoke: Invoke, desk: Path, words: tuple[str, ...]) -> None:
    """Another program's file: exit 3, one line, and not a byte of it is touched."""
    path = desk / "wgtrack.db"
    path.write_bytes(b"these are not the tables you are looking for")

    refused = cli_invoke(*words, code=3).stderr

    assert refused.count("\n") == 1
    assert path.read_bytes() == b"these are not the tables you are looking for"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(28, "No space left on device"), "the answer cannot be written: no space left on device"),
        (
            PermissionError(13, "Permission denied", "x.toml"),
            "x.toml: permission denied; check the path and its permissions",
        ),
    ],
)
def test_system_errors_are_explained(error: OSError, line: str) -> None:
    """What the operating system refuses is told without a traceback."""
    assert explained(error) == (3, line)


def test_a_mistake_of_the_program_is_not_hidden() -> None:
    """An error that nobody foresaw keeps its traceback."""
    assert explained(ZeroDivisionError()) is None
