"""A database from a stranger: text in it that would act on a terminal is shown and does not act."""

import json
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner
from wgtrack_cli.app import app

from tests.store.helpers import tamper

#: Clears the screen in two spellings, rings, and turns the writing round.
EVIL = "\x1b[2J\x9b2J\x07\u202ex"
#: What a terminal would obey.
ACTING = set("\x1b\x9b\x07\u202e")
#: Each way in which text of the record is printed.
LINES = (
    "status --at 2016-11-01",
    "status --at 2016-11-01 --format json",
    "status --at 2016-11-01 --format markdown",
    "list",
    "list --format csv",
    "list --format json",
    "task show T-1",
    "task show T-1 --format json",
    "task list",
    "party list",
    "party list --format csv",
    "party show cesi",
    "group show",
    "area list",
    "event list",
    "event show plenary",
    "role list",
    "log",
    "log T-1",
    "log --format json",
    "check",
    "next",
    "due --within 50wd",
    "waiting",
    "overdue --at 2016-12-30",
    "timeline",
    "load",
    "plan plenary",
    "slips",
    "calendar list",
    "calendar days --from 2016-10-01 --to 2016-10-31",
    "lifecycle list",
    "baseline list",
    "doctor",
    "task start T-1",
    "undo",
)


#: Table -> the texts of its rows that are changed.
TEXTS = {
    "groups": ("name", "note"),
    "parties": ("name", "note"),
    "areas": ("title",),
    "events": ("title", "place"),
    "tasks": ("title", "note"),
    "calendars": ("title", "source"),
}


@pytest.fixture
def stranger(small_group: Path) -> Path:
    """A record whose texts have something evil in them, in its rows and in its journal."""
    in_json = "".join(f"\\u{ord(letter):04x}" for letter in EVIL)
    put = f"""replace(replace(new, '"title":"', '"title":"{in_json}'), '"name":"', '"name":"{in_json}')"""
    tamper(
        small_group,
        *(
            f"UPDATE {table} SET {column} = ifnull({column}, '') || '{EVIL}'"  # noqa: S608 - ours
            for table, columns in TEXTS.items()
            for column in columns
        ),
        f"UPDATE journal SET new = {put}, why = '{EVIL}', \"by\" = '{EVIL}'",  # noqa: S608 - ours
    )
    return small_group


@pytest.mark.parametrize("line", LINES)
def test_text_that_acts_on_a_terminal_is_only_shown(stranger: Path, line: str) -> None:
    """No command prints a character of the record that a terminal would obey."""
    outcome = CliRunner().invoke(app, shlex.split(line))
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit)
    assert outcome.stdout + outcome.stderr
    assert not ACTING & set(outcome.stdout + outcome.stderr)


def test_json_keeps_what_it_writes_out(stranger: Path) -> None:
    """What is written out in JSON is read back as it is stored."""
    outcome = CliRunner().invoke(app, ["task", "show", "T-1", "--format", "json"])
    assert json.loads(outcome.stdout)["title"] == f"Survey 调查{EVIL}"


def test_completion_offers_nothing_that_acts(stranger: Path) -> None:
    """What the Tab key offers of a stranger's record, with zsh's descriptions, acts on no terminal; a key that would is left out."""
    row = f"SELECT 9, 3, changed_at, 'ce{EVIL}', NULL, NULL, 0, name, names, kind, NULL, NULL FROM parties"  # noqa: S608 - ours
    tamper(stranger, f"INSERT INTO parties {row}")
    words = {"_WGTRACK_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "wgtrack party show ce"}
    outcome = CliRunner().invoke(app, env=words)
    assert "cesi" in outcome.stdout
    assert not ACTING & set(outcome.stdout)
