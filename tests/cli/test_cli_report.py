"""``wgtrack report``: the report in every format, issued, listed and given back."""

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import time_machine
from wgtrack_cli import output

import wgtrack
from tests.store.helpers import tamper
from wgtrack.formats import render_file

Invoke: TypeAlias = Callable[..., Any]

AT = ("report", "--at", "2016-09-20")
TITLE = "Blockchain Working Group of China"


def made(at: str = "2016-09-20", since: str = "last", **how: str) -> wgtrack.Report:
    """The report that the library makes of the record in the folder."""
    with wgtrack.open("wgtrack.db", create=False) as tracker:
        return tracker.report(at, since=since, **how)


def test_the_report_is_for_a_terminal(cli_invoke: Invoke, group_2016: Path) -> None:
    """Alone, the command prints the report as plain text, the answer near the top."""
    said = cli_invoke(*AT, "--since", "2016-09-05").stdout

    assert said.startswith(f"{TITLE}\n")
    assert "Overdue: white-paper was due 18 September 2016" in said
    assert said.encode() == render_file(made(since="2016-09-05"), "terminal")


@pytest.mark.parametrize("name", ["markdown", "html", "json", "csv", "xlsx"])
def test_every_format_as_an_answer(cli_invoke: Invoke, group_2016: Path, name: str) -> None:
    """In a pipe, each format is given byte for byte, binary ones too."""
    done = cli_invoke(*AT, "--format", name)

    assert done.stdout_bytes == render_file(made(), name)


@pytest.mark.parametrize("ending", ["txt", "md", "html", "json", "csv", "xlsx"])
def test_the_format_follows_from_the_files_name(cli_invoke: Invoke, group_2016: Path, ending: str) -> None:
    """'-o report.html' writes HTML, and so on; the answer says what was written."""
    names = {"txt": "terminal", "md": "markdown"}
    done = cli_invoke(*AT, "-o", f"report.{ending}")

    assert done.stdout == f"report.{ending} written\n"
    assert Path(f"report.{ending}").read_bytes() == render_file(made(), names.get(ending, ending))


def test_a_format_goes_before_the_ending(cli_invoke: Invoke, group_2016: Path) -> None:
    """A file of another name holds the format that was asked for; written again, it is up to date."""
    cli_invoke(*AT, "--format", "markdown", "-o", "report.page")

    assert Path("report.page").read_bytes() == render_file(made(), "markdown")
    assert cli_invoke(*AT, "--format", "markdown", "-o", "report.page").stdout == "report.page is up to date\n"


def test_an_ending_that_says_nothing(cli_invoke: Invoke, group_2016: Path) -> None:
    """A file whose name says no format needs --format, and the formats are named."""
    told = cli_invoke(*AT, "-o", "report.pdf", code=2).stderr

    assert told.startswith(
        "wgtrack: the ending of 'report.pdf' says no format; give one with --format: terminal, markdown"
    )


def test_an_unknown_format(cli_invoke: Invoke, group_2016: Path) -> None:
    """A format that there is not is refused before any work is done."""
    assert cli_invoke(*AT, "--format", "htlm", code=2).stderr == (
        "wgtrack: there is no report format 'htlm'; did you mean html?\n"
    )


def test_no_bytes_for_a_terminal(cli_invoke: Invoke, group_2016: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook is not written to a terminal; the next step is to name a file."""
    monkeypatch.setattr(output, "on_terminal", lambda: True)

    told = cli_invoke(*AT, "--format", "xlsx", code=2).stderr
    assert told == "wgtrack: xlsx is no text for a terminal; name a file with -o\n"


def test_a_report_in_chinese(cli_invoke: Invoke, group_2016: Path) -> None:
    """With --lang the report is told in another language."""
    said = cli_invoke(*AT, "--lang", "zh-Hans").stdout

    assert said.startswith("中国区块链工作组\n")
    assert said.encode() == render_file(made(language="zh-Hans"), "terminal")


def test_the_day_of_the_next_report(cli_invoke: Invoke, group_2016: Path) -> None:
    """With --next, what comes is told up to that day."""
    data = json.loads(cli_invoke(*AT, "--next", "2016-09-24", "--format", "json").stdout)

    assert data["next_report"] == "2016-09-24"
    assert max(one["on"] for one in data["coming"]) == "2016-09-24"


def test_issue_list_and_show(cli_invoke: Invoke, group_2016: Path) -> None:
    """A report is issued, listed, and given back; the next one counts from it."""
    said = cli_invoke("report", "issue", "--at", "2016-09-05", "--note", "to the ministry").stdout
    assert said == (
        "report 1 of blockchain-wg issued: as of 5 September 2016, changes from the beginning\n"
        "filed as csv, html, json, markdown, terminal, xlsx\n"
        "next: 'wgtrack report show 1 -o FILE'\n"
    )
    said = cli_invoke("report", "issue", "--at", "2016-09-20").stdout
    assert said.startswith(
        "report 2 of blockchain-wg issued: as of 20 September 2016, changes since 5 September 2016\n"
    )

    lines = cli_invoke("report", "list").stdout.splitlines()
    assert lines[1].split()[:4] == ["blockchain-wg", "1", "2016-09-05", "the"]
    assert lines[1].endswith("to the ministry")
    assert lines[2].split()[:5] == ["blockchain-wg", "2", "2016-09-20", "2016-09-05", "en"]
    assert cli_invoke("report", "show", "1").stdout.startswith(f"{TITLE}: report 1\n")


def test_the_next_step_names_the_committee(cli_invoke: Invoke, group_2016: Path) -> None:
    """Numbers are counted for each group, so what is proposed after an issue gives back the report of that group."""
    said = cli_invoke("report", "issue", "--at", "2016-09-20", "--group", "white-paper-wg").stdout

    assert said.endswith("next: 'wgtrack report show 1 --group white-paper-wg -o FILE'\n")


def test_a_report_is_not_written_over_the_record(cli_invoke: Invoke, group_2016: Path) -> None:
    """'-o wgtrack.db' is refused, and the record is whole."""
    told = cli_invoke(*AT, "--format", "csv", "-o", "wgtrack.db", code=2).stderr

    assert told == "wgtrack: wgtrack.db: this is a database, such as a record of wgtrack; name another file\n"
    assert cli_invoke(*AT).stdout.startswith(f"{TITLE}\n")


def test_a_report_is_given_back_as_it_was(cli_invoke: Invoke, group_2016: Path) -> None:
    """Whatever is done to the record afterwards, the bytes are those that were filed, in a pipe and in a file."""
    cli_invoke("report", "issue", "--at", "2016-09-20")
    before = cli_invoke("report", "show", "1", "--format", "html").stdout_bytes
    cli_invoke("task", "edit", "WP-9", "--title", "Another title", "--at", "2016-10-20")
    cli_invoke("report", "show", "1", "-o", "one.html")

    assert cli_invoke("report", "show", "1", "--format", "html").stdout_bytes == before
    assert Path("one.html").read_bytes() == before


def test_the_list_as_json(cli_invoke: Invoke, group_2016: Path) -> None:
    """For programs, the list has all that is on record of each report; its files by format, each by its SHA-256."""
    cli_invoke("report", "issue", "--at", "2016-09-20", "--lang", "zh-Hans")

    [report] = json.loads(cli_invoke("report", "list", "--format", "json").stdout)
    assert (report["group"], report["number"], report["language"]) == ("blockchain-wg", 1, "zh-Hans")
    assert list(report["documents"]) == ["csv", "html", "json", "markdown", "terminal", "xlsx"]
    page = cli_invoke("report", "show", "1", "--format", "html").stdout_bytes
    assert report["documents"]["html"] == sha256(page).hexdigest()


@pytest.mark.parametrize(
    "asked",
    [
        ("report", "--at", "2016-09-20"),
        ("report", "show", "1"),
        ("picture", "timeline"),
        ("calendar", "export"),
        ("export",),
    ],
    ids=" ".join,
)
def test_a_file_without_a_name_is_refused(cli_invoke: Invoke, group_2016: Path, asked: tuple[str, ...]) -> None:
    """A variable that nobody set leaves an empty name behind '-o'; the answer says so, and what to do."""
    told = cli_invoke(*asked, "-o", "", code=2).stderr

    assert told == "wgtrack: '-o' names no file; give it a name, or '-' for standard output\n"


def test_nothing_was_issued(cli_invoke: Invoke, group_2016: Path) -> None:
    """Without reports the list says so, and to show one is an error with the next step."""
    assert cli_invoke("report", "list").stdout == "no report was issued\n"
    assert cli_invoke("report", "show", "1", code=2).stderr == (
        "wgtrack: 'blockchain-wg' has no report 1; issue one with 'wgtrack report issue'\n"
    )


def test_the_log_and_undo_tell_of_reports(cli_invoke: Invoke, group_2016: Path) -> None:
    """Issuing is a step like any other, which can be taken back; the number is not used again."""
    cli_invoke("report", "issue", "--at", "2016-09-20", "--why", "as agreed")

    told = cli_invoke("log", "blockchain-wg:report:1").stdout
    assert "tester  issue report blockchain-wg:report:1\n    why: as agreed" in told
    assert "report blockchain-wg:report:1: taken off the record" in cli_invoke("undo").stdout
    assert cli_invoke("report", "issue", "--at", "2016-09-20").stdout.startswith("report 2 of blockchain-wg issued")


def test_options_belong_behind_the_command(cli_invoke: Invoke, group_2016: Path) -> None:
    """An option in front of 'issue' would be lost, so it is refused."""
    told = cli_invoke("report", "--at", "2016-09-20", "issue", code=2).stderr

    assert told == "wgtrack: options are in front of 'issue'; write them behind it: 'wgtrack report issue ...'\n"


def test_a_report_of_the_future_is_not_issued(cli_invoke: Invoke, group_2016: Path) -> None:
    """What has not been yet cannot be reported; it can be looked at."""
    told = cli_invoke("report", "issue", "--at", "2016-12-24", code=2).stderr

    assert told == "wgtrack: Saturday 24 December 2016 is still to come; give an instant that has passed\n"
    assert cli_invoke("report", "--at", "2016-12-24").stdout.startswith(TITLE)


@pytest.fixture
def two_groups(cli_invoke: Invoke, small_group: Path) -> None:
    """A second group on top, beside the small one."""
    cli_invoke("group", "add", "other", "--name", "Other group", "--timezone", "Asia/Shanghai")


def test_several_groups_are_a_portfolio(cli_invoke: Invoke, two_groups: None) -> None:
    """Where several groups stand on top, the report has a row for each; with --group it is of one."""
    rows = json.loads(cli_invoke("report", "--format", "json").stdout)["groups"]

    assert [row["group"]["key"] for row in rows] == ["wg", "other"]
    assert cli_invoke("report", "--group", "other").stdout.startswith("Other group\n")


@pytest.mark.parametrize("words", [("--since", "2016-09-05"), ("--next", "2016-12-24")])
def test_a_portfolio_counts_no_changes(cli_invoke: Invoke, two_groups: None, words: tuple[str, str]) -> None:
    """What a portfolio cannot tell is refused, with the way to have it."""
    told = cli_invoke("report", *words, code=2).stderr

    assert told.startswith("wgtrack: a table of several groups counts no changes")
    assert "--group" in told


def test_a_report_of_several_groups_is_not_issued(cli_invoke: Invoke, two_groups: None) -> None:
    """A numbered report is one group's."""
    assert "say which with --group: wg, other" in cli_invoke("report", "issue", code=2).stderr


def test_a_damaged_file_is_not_given_out(cli_invoke: Invoke, group_2016: Path) -> None:
    """Bytes that were changed behind wgtrack's back end in exit code 3."""
    cli_invoke("report", "issue", "--at", "2016-09-20")
    tamper(group_2016, "DELETE FROM documents")

    assert "of an issued report is missing" in cli_invoke("report", "show", "1", code=3).stderr


def test_two_processes_write_the_same_bytes(group_2016: Path) -> None:
    """A report made in another process, under another hash seed, is the same in every byte."""
    code = (
        "import sys, hashlib, wgtrack\n"
        "from wgtrack.formats import FORMATS, render_file\n"
        "tracker = wgtrack.open('wgtrack.db', create=False)\n"
        "report = tracker.report('2016-09-05', since='2016-08-22', language='zh-Hans')\n"
        "print(*[hashlib.sha256(render_file(report, name)).hexdigest() for name in FORMATS])\n"
    )
    said = {
        subprocess.run(  # noqa: S603 - our own code
            [sys.executable, "-c", code], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }

    assert len(said) == 1


def test_the_present_is_the_default(cli_invoke: Invoke, group_2016: Path, clock: time_machine.Traveller) -> None:
    """Without --at the report is of now, and counts from the last one that was issued."""
    cli_invoke("report", "issue")
    clock.move_to("2016-11-08T09:00:00+08:00")

    data = json.loads(cli_invoke("report", "--format", "json").stdout)
    assert data["at"] == "2016-11-08T09:00:00+08:00"
    assert (data["since"], data["since_number"]) == ("2016-11-01T09:00:00+08:00", 1)
