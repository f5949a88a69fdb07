"""``backup``, ``export`` and ``import``: copies of the whole record, for a shelf, for git, and back."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest

from tests.store.helpers import tamper

if TYPE_CHECKING:
    import subprocess

Invoke: TypeAlias = Callable[..., Any]
Run: TypeAlias = Callable[..., "subprocess.CompletedProcess[str]"]

#: Entries of the small group's journal: calendar, group, party, area, event and task.
ENTRIES = 6


def test_backup_makes_a_copy(cli_invoke: Invoke, small_group: Path) -> None:
    """The copy is a record like the one it was made of."""
    said = cli_invoke("backup", "copy.db").stdout

    assert said == "wgtrack.db was copied to copy.db\n"
    assert cli_invoke("--db", "copy.db", "log").stdout == cli_invoke("log").stdout


def test_backup_overwrites_nothing(cli_invoke: Invoke, small_group: Path) -> None:
    """A file that is there stays, exit 2."""
    Path("copy.db").write_text("minutes")

    refused = cli_invoke("backup", "copy.db", code=2).stderr

    assert refused == ("wgtrack: copy.db: this file exists already; name a new one; a backup takes the place of none\n")
    assert Path("copy.db").read_text() == "minutes"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("backup", ""), "'backup' names no file; give it a name"),
        (("import", "", "--db", "new.db"), "'import' names no file; give it a name"),
        (("publish", ""), "'publish' names no folder; give it a name"),
        (
            ("backup", "-"),
            (
                "'backup' makes a file, and writes nothing to standard output; "
                "name one, or write './-' for a file of this name"
            ),
        ),
    ],
    ids=("backup", "import", "publish", "backup -"),
)
def test_what_is_no_name_is_refused(cli_invoke: Invoke, small_group: Path, words: tuple[str, ...], line: str) -> None:
    """An empty name, as of a variable that is not set, and '-' for a database make nothing, exit 2."""
    assert cli_invoke(*words, code=2).stderr == f"wgtrack: {line}\n"
    assert list(Path().iterdir()) == [Path("wgtrack.db")]


def test_backup_makes_a_file_called_like_standard_output(cli_invoke: Invoke, small_group: Path) -> None:
    """The way out that is told works: './-' is a file of that name."""
    cli_invoke("backup", "./-")

    assert cli_invoke("--db", "./-", "log").stdout == cli_invoke("log").stdout


def test_backup_of_no_record_exits_with_3(cli_invoke: Invoke) -> None:
    """Without a record there is nothing to copy, and no file is made."""
    cli_invoke("backup", "copy.db", code=3)

    assert not Path("copy.db").exists()


def test_export_writes_a_file(cli_invoke: Invoke, small_group: Path) -> None:
    """One line for the header and one for each entry; the answer counts the changes."""
    said = cli_invoke("export", "-o", "record.jsonl").stdout

    assert said == "6 changes written to record.jsonl\n"
    assert Path("record.jsonl").read_text(encoding="utf-8").count("\n") == 1 + ENTRIES


@pytest.mark.parametrize("words", [("export",), ("export", "-o", "-"), ("export", "--output", "-")])
def test_export_goes_to_a_pipe(cli_invoke: Invoke, small_group: Path, words: tuple[str, ...]) -> None:
    """Without a file, and for '-', the same bytes go to standard output, and nothing else does."""
    cli_invoke("export", "-o", "record.jsonl")

    assert cli_invoke(*words).stdout_bytes == Path("record.jsonl").read_bytes()


def test_export_is_utf8_whatever_the_terminal_shows(run_wgtrack: Run, small_group: Path) -> None:
    """A file or pipe gets Chinese as it is, even where the terminal has none."""
    said = run_wgtrack("export", env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}).stdout

    assert "Survey 调查" in said


def test_import_reads_an_export(cli_invoke: Invoke, small_group: Path) -> None:
    """A new file with the whole history; it exports to the same bytes."""
    cli_invoke("export", "-o", "record.jsonl")

    said = cli_invoke("import", "record.jsonl", "--db", "new.db").stdout

    assert said == "6 changes read into new.db, which has 6 records now\n"
    assert cli_invoke("export", "--db", "new.db").stdout_bytes == Path("record.jsonl").read_bytes()


def test_import_reads_from_a_pipe(run_wgtrack: Run, small_group: Path) -> None:
    """What is exported can be read where it is written, without a file between."""
    exported = run_wgtrack("export").stdout

    done = run_wgtrack("import", "/dev/stdin", "--db", "new.db", input=exported)

    assert (done.returncode, done.stderr) == (0, "")
    assert run_wgtrack("export", "--db", "new.db").stdout == exported


def test_import_takes_the_place_of_no_record(cli_invoke: Invoke, small_group: Path) -> None:
    """A file with a record in it stays as it is, exit 2."""
    cli_invoke("export", "-o", "record.jsonl")
    before = small_group.read_bytes()

    refused = cli_invoke("import", "record.jsonl", code=2).stderr

    assert refused == (
        "wgtrack: wgtrack.db: there is a record in it already; import into a new file, named with --db\n"
    )
    assert small_group.read_bytes() == before


def test_import_names_the_line_that_is_wrong(cli_invoke: Invoke, small_group: Path) -> None:
    """A file that someone edited: one line with file and line number, exit 2, and nothing is made."""
    cli_invoke("export", "-o", "record.jsonl")
    edited = Path("record.jsonl").read_text(encoding="utf-8").replace("Survey", "Poll")
    Path("record.jsonl").write_text(edited, encoding="utf-8")

    refused = cli_invoke("import", "record.jsonl", "--db", "new.db", code=2)

    assert refused.stderr == (
        "wgtrack: record.jsonl:7: the entry's hash does not fit: it or an entry before it was changed; "
        "import a file that nobody edited since it was exported\n"
    )
    assert refused.stdout == ""
    assert not Path("new.db").exists()


def test_export_of_a_damaged_journal_leaves_the_file_that_is_there(cli_invoke: Invoke, small_group: Path) -> None:
    """An entry that could not be read again is named, exit 3, and the export from before is kept."""
    cli_invoke("export", "-o", "record.jsonl")
    before = Path("record.jsonl").read_bytes()
    tamper(small_group, "UPDATE journal SET new = '{' WHERE number = 4")

    refused = cli_invoke("export", "-o", "record.jsonl", code=3).stderr

    assert refused.startswith(
        "wgtrack: wgtrack.db: the database is damaged: entry 4 of the journal is not as it was written; "
    )
    assert refused.count("\n") == 1
    assert Path("record.jsonl").read_bytes() == before
