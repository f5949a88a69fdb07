"""What programs read is UTF-8 whatever the terminal has, and CSV is as RFC 4180 and Excel want it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner
from wgtrack_cli.app import app

ROOT: Any = typer.main.get_command(app)
#: What a command cannot do without, on the record of 2016.
NEEDED: dict[tuple[str, ...], tuple[str, ...]] = {
    ("task", "show"): ("TR-3",),
    ("deliverable", "show"): ("white-paper",),
    ("group", "show"): ("blockchain-wg",),
    ("party", "show"): ("cesi",),
    ("area", "show"): ("trends",),
    ("event", "show"): ("summit",),
    ("role", "show"): ("blockchain-wg:authority:miit",),
    ("lifecycle", "show"): ("white-paper",),
    ("report", "show"): ("1",),
    ("overdue",): ("--at", "2016-09-20"),
    ("due",): ("--at", "2016-09-05"),
    ("next",): ("--at", "2016-09-05"),
    ("waiting",): ("--at", "2016-09-05"),
    ("forecast",): ("--at", "2016-09-05"),
    ("plan",): ("--at", "2016-09-05"),
    ("calendar", "days"): ("CN", "--from", "2016-09-01"),
    ("calendar", "export"): (),
    ("slips",): ("white-paper",),
    ("picture",): ("timeline",),
}
#: Formats for people, which a terminal may show as it can.
FOR_PEOPLE = {"terminal", "text", "table", "xlsx", "png"}


def answers() -> Iterator[tuple[str, ...]]:
    """Each command that has formats, with each of those that programs read."""
    context = ROOT.context_class(ROOT, info_name="wgtrack")
    for name in ROOT.list_commands(context):
        command = ROOT.get_command(context, name)
        below = {(name, verb): each for verb, each in getattr(command, "commands", {}).items()}
        for words, each in {(name,): command, **below}.items():
            option = next((param for param in each.params if param.name == "format_"), None)
            told = "" if option is None else option.help.split(".")[0].partition(", or one of")[0]
            for format_ in told.replace(" or ", ", ").split(", ") if told else ():
                if format_ not in FOR_PEOPLE:
                    yield (*words, *NEEDED.get(words, ()), "--format", format_)


ANSWERS = list(answers())


@pytest.fixture
def group(group_2016: Path) -> Path:
    """The group of 2016 with an issued report in Chinese."""
    assert CliRunner().invoke(app, ["report", "issue", "--lang", "zh-Hans"]).exit_code == 0
    return group_2016


def test_all_commands_with_formats_are_tried() -> None:
    """Some forty answers of programs' formats are tried below, lists, sheets and reports among them."""
    tried = {words[: words.index("--format")][0] for words in ANSWERS}
    assert tried >= {
        "status",
        "report",
        "list",
        "log",
        "task",
        "calendar",
        "plan",
        "slips",
        "forecast",
        "load",
        "check",
    }
    assert len(ANSWERS) > 40


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("words", ANSWERS, ids=" ".join)
def test_machine_formats_are_utf_8_on_a_terminal_of_one_byte(words: tuple[str, ...]) -> None:
    """Where the streams are of cp1252, as on Windows, an answer has the same bytes as where they are of UTF-8."""
    western = CliRunner(charset="cp1252").invoke(app, list(words))
    universal = CliRunner().invoke(app, list(words))
    assert western.exit_code == universal.exit_code
    assert western.exit_code in {0, 1}, universal.stderr
    assert western.stdout_bytes == universal.stdout_bytes
    western.stdout_bytes.decode("utf-8")


@pytest.mark.usefixtures("group")
def test_words_for_people_are_what_the_terminal_can_show() -> None:
    """A status for people has a '?' for what the terminal has no character for, and not the bytes of another encoding."""
    told = CliRunner(charset="cp1252").invoke(app, ["status"]).stdout_bytes
    assert b"?" in told
    told.decode("cp1252")


@pytest.mark.usefixtures("group_2016")
@pytest.mark.parametrize(
    "words", [words for words in ANSWERS if words[-1] == "csv" and words[0] != "report"], ids=" ".join
)
def test_csv_of_lists_ends_its_lines_as_rfc_4180_says(words: tuple[str, ...]) -> None:
    """Each line ends in CRLF, the last one too; with --bom three bytes more stand in front, and none without."""
    plain = CliRunner().invoke(app, list(words)).stdout_bytes
    assert plain.count(b"\n") == plain.count(b"\r\n") > 0
    assert plain.endswith(b"\r\n")
    assert CliRunner().invoke(app, [*words, "--bom"]).stdout_bytes == b"\xef\xbb\xbf" + plain
    assert CliRunner().invoke(app, list(words)).stdout_bytes == plain


@pytest.mark.usefixtures("small_group")
@pytest.mark.parametrize(
    ("options", "has_mark"),
    [
        (("--lang", "en"), False),
        (("--lang", "zh-Hans"), True),
        (("--lang", "en", "--bom"), True),
        (("--lang", "zh-Hans", "--no-bom"), False),
    ],
)
def test_csv_of_reports_begins_with_a_mark_where_the_language_is_chinese(
    desk: Path, options: tuple[str, ...], has_mark: bool
) -> None:
    """Excel takes CSV for the machine's encoding but for the mark; what was asked for goes before the language."""
    told = CliRunner().invoke(app, ["report", "--format", "csv", *options]).stdout_bytes
    assert told.startswith(b"\xef\xbb\xbf") == has_mark
    CliRunner().invoke(app, ["report", "-o", "items.csv", *options])
    assert desk.joinpath("items.csv").read_bytes() == told


@pytest.mark.usefixtures("small_group")
@pytest.mark.parametrize("words", [("list",), ("report", "--format", "json"), ("task", "list", "--format", "json")])
def test_a_mark_is_for_csv_alone(words: tuple[str, ...]) -> None:
    """--bom with another format is refused with the way out."""
    outcome = CliRunner().invoke(app, [*words, "--bom"])
    assert (outcome.exit_code, outcome.stdout) == (2, "")
    assert "give --format csv with it" in outcome.stderr


def test_json_of_a_status_has_its_characters(group_2016: Path) -> None:
    """The names of the parties are there in Chinese, none of them a question mark."""
    told = CliRunner(charset="cp1252").invoke(app, ["party", "list", "--format", "json"]).stdout_bytes
    names = {party["key"]: party["names"] for party in json.loads(told.decode())}
    assert "中国电子技术标准化研究院" in names["cesi"].values()
    assert b"?" not in told
