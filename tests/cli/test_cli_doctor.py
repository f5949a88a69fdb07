"""``doctor``, ``log --head``, and the file that is kept before it is brought up to date."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from tests.store.helpers import tamper

Invoke: TypeAlias = Callable[..., Any]

DATA = Path(__file__).parents[1] / "store" / "data"
#: Entries of the small group's record: calendar, group, party, area, event and task.
ENTRIES = 6


def test_head_is_one_line_for_the_minutes(cli_invoke: Invoke, small_group: Path) -> None:
    """With --head, log prints the newest entry's number and hash; another change has another one."""
    number, hashed = cli_invoke("log", "--head").stdout.rstrip("\n").split(":")

    assert (int(number), len(hashed)) == (ENTRIES, 64)
    cli_invoke("task", "start", "T-1")
    assert cli_invoke("log", "--head").stdout.startswith(f"{ENTRIES + 1}:")


def test_head_as_json_has_number_and_hash(cli_invoke: Invoke, small_group: Path) -> None:
    """--format json gives the number and the hash apart."""
    text = cli_invoke("log", "--head").stdout.strip()

    found = json.loads(cli_invoke("log", "--head", "--format", "json").stdout)
    assert f"{found['number']}:{found['hash']}" == text


def test_head_stands_alone(cli_invoke: Invoke, small_group: Path) -> None:
    """With a key, a day or an instant, --head is refused."""
    for more, named in (
        (["T-1"], "no key"),
        (["--since", "2016-10-01"], "no --since"),
        (["--at", "2016-10-01"], "no --at"),
    ):
        said = cli_invoke("log", "--head", *more, code=2).stderr
        assert said == f"wgtrack: --head is about the newest entry of all, and takes {named}; leave it out\n"


def test_a_sound_file_is_said_to_be_sound(cli_invoke: Invoke, small_group: Path) -> None:
    """The doctor says what it looked through, and exits 0."""
    assert cli_invoke("doctor").stdout == (
        f"wgtrack.db: schema 5, {ENTRIES} entries in the journal, {ENTRIES} records\nsound\n"
    )


def test_what_is_wrong_is_said_with_the_next_step(cli_invoke: Invoke, small_group: Path) -> None:
    """Each finding is a line with what to do, and doctor exits 1."""
    tamper(small_group, "UPDATE \"current\" SET last = 1 WHERE kind = 'task'")

    assert cli_invoke("doctor", code=1).stdout.split("\n", 1)[1] == (
        "wrong  current: the task 'T-1' is noted as of entry 1, and by the journal it is of entry 6;"
        " make a new file from the journal with 'wgtrack doctor --repair FILE', or restore a backup\n"
        "not sound: 1 thing wrong\n"
    )


def test_findings_as_json(cli_invoke: Invoke, small_group: Path) -> None:
    """--format json gives the verdict, the file's particulars and each finding."""
    tamper(small_group, "UPDATE \"current\" SET last = 1 WHERE kind = 'task'")

    found = json.loads(cli_invoke("doctor", "--format", "json", code=1).stdout)
    assert (found["sound"], found["schema"], found["entries"], found["records"]) == (False, 5, ENTRIES, ENTRIES)
    assert found["head"]["number"] == ENTRIES
    assert [(one["check"], one["wrong"]) for one in found["symptoms"]] == [("current", True)]


def test_a_noted_head_is_checked(cli_invoke: Invoke, small_group: Path) -> None:
    """The doctor takes with --head what log --head printed; another hash, or an entry that is not there, is wrong."""
    head = cli_invoke("log", "--head").stdout.strip()
    cli_invoke("task", "start", "T-1")

    assert cli_invoke("doctor", "--head", head).stdout.endswith("sound\n")
    assert "has another hash than was noted" in cli_invoke("doctor", "--head", f"2:{'0' * 64}", code=1).stdout
    assert "ends at entry 7, before the entry 9" in cli_invoke("doctor", "--head", f"9:{'0' * 64}", code=1).stdout


def test_a_head_that_is_none_is_refused(cli_invoke: Invoke, small_group: Path) -> None:
    """What is no number with a hash is refused with how to write it."""
    for text in ("7", "x:y", "1:abc", ":", "1:" + "0" * 65, "٣:" + "0" * 64):
        assert "is no entry with its hash; give them as 'wgtrack log --head' prints them" in (
            cli_invoke("doctor", "--head", text, code=2).stderr
        )


def test_a_repair_is_told(cli_invoke: Invoke, small_group: Path) -> None:
    """With --repair, doctor makes a new file, says what is other in it, and looks through it."""
    tamper(small_group, "UPDATE \"current\" SET last = 1 WHERE kind = 'task'")

    assert cli_invoke("doctor", "--repair", "mended.db").stdout.splitlines() == [
        "mended.db was made from the journal of wgtrack.db, which was left as it is",
        "mended  current: the task 'T-1' is noted as of entry 1, and by the journal it is of entry 6",
        f"mended.db: schema 5, {ENTRIES} entries in the journal, {ENTRIES} records",
        "sound",
    ]
    assert "Survey 调查" in cli_invoke("--db", "mended.db", "task", "show", "T-1").stdout


def test_a_loss_is_said_loudly(cli_invoke: Invoke, small_group: Path) -> None:
    """What a repair could not save is told, and it exits 1."""
    cli_invoke("task", "start", "T-1")
    tamper(small_group, "UPDATE journal SET new = 'x' WHERE number = 7")

    said = cli_invoke("doctor", "--repair", "mended.db", code=1).stdout
    assert "LOST    the last change of the task 'T-1' (entry 7 of the journal cannot be read" in said
    lost = json.loads(cli_invoke("doctor", "--repair", "again.db", "--format", "json", code=1).stdout)["lost"]
    assert len(lost) == 1


def test_a_repair_never_writes_over(cli_invoke: Invoke, small_group: Path) -> None:
    """A repair onto a file that is there is refused."""
    before = small_group.read_bytes()

    said = cli_invoke("doctor", "--repair", "wgtrack.db", code=2).stderr
    assert said == (
        "wgtrack: wgtrack.db: there is something of this name, and a repair never writes over it; choose another name\n"
    )
    assert small_group.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("", "'--repair' names no file; give it a name"),
        (
            "-",
            (
                "'--repair' makes a file, and writes nothing to standard output; "
                "name one, or write './-' for a file of this name"
            ),
        ),
    ],
    ids=("empty", "standard output"),
)
def test_a_repair_wants_a_name(cli_invoke: Invoke, small_group: Path, name: str, line: str) -> None:
    """What is no name of a new file is refused before anything is looked at, exit 2."""
    assert cli_invoke("doctor", "--repair", name, code=2).stderr == f"wgtrack: {line}\n"
    assert not Path("-").exists()


def test_a_head_is_not_for_a_repair(cli_invoke: Invoke, small_group: Path) -> None:
    """--head and --repair are not given together."""
    assert "give one of them" in cli_invoke("doctor", "--repair", "x.db", "--head", f"1:{'0' * 64}", code=2).stderr


def test_names_that_would_act_on_a_terminal_are_written_out(cli_invoke: Invoke, small_group: Path) -> None:
    """A finding about a stranger's name with control characters is one harmless line."""
    tamper(small_group, 'CREATE VIEW "evil\n\x1b[31m" AS SELECT 1')

    lines = cli_invoke("doctor", code=1).stdout.splitlines()
    assert len(lines) == 3
    assert all(line.isprintable() for line in lines)


def test_an_older_file_is_kept_and_that_is_said(cli_invoke: Invoke, desk: Path) -> None:
    """The first command on an older file says that it was brought up to date, and where it is kept; the next says nothing."""
    (desk / "wgtrack.db").write_bytes(gzip.decompress((DATA / "schema-2.db.gz").read_bytes()))

    assert cli_invoke("task", "show", "TR-1").stderr == (
        "wgtrack: wgtrack.db was brought up to date (schema 2 to 5); as it was, it is kept as wgtrack.db.v2-backup\n"
    )
    assert cli_invoke("task", "show", "TR-1").stderr == ""
