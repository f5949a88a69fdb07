"""A database from a stranger: text in it that would act on a terminal is shown and does not act."""

import json
import shlex
import sqlite3
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


#: Kind -> the texts of its records that are changed.
TEXTS = {
    "group": ("name", "note"),
    "party": ("name", "note"),
    "area": ("title",),
    "event": ("title", "place"),
    "task": ("title", "note"),
    "calendar": ("title", "source"),
}


@pytest.fixture
def stranger(small_group: Path) -> Path:
    """A record whose texts have something evil in them."""
    connection = sqlite3.connect(small_group)
    entries = connection.execute("SELECT number, kind, new FROM journal").fetchall()
    connection.close()
    changes = []
    for number, kind, new in entries:
        plain = json.loads(new)
        plain |= {name: plain.get(name, "") + EVIL for name in TEXTS[kind]}
        changed = json.dumps(plain, sort_keys=True, separators=(",", ":")).replace("'", "''")
        changes.append(f"UPDATE journal SET new = '{changed}' WHERE number = {number}")  # noqa: S608 - ours
    tamper(small_group, *changes, f"UPDATE journal SET why = '{EVIL}', \"by\" = '{EVIL}'")  # noqa: S608 - ours
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
    tamper(
        stranger,
        f"INSERT INTO journal SELECT 9, 9, action, kind, 'ce{EVIL}', at, recorded_at, \"by\", why, undoes, previous,"  # noqa: S608 - ours
        " replace(new, '\"cesi\"', '\"ce\\u0007\"'), hash FROM journal WHERE \"key\" = 'cesi'",
        f"INSERT INTO \"current\" VALUES ('party', 9, 'ce{EVIL}', 9, 1)",  # noqa: S608 - ours
    )
    words = {"_WGTRACK_COMPLETE": "complete_zsh", "_TYPER_COMPLETE_ARGS": "wgtrack party show ce"}
    outcome = CliRunner().invoke(app, env=words)
    assert "cesi" in outcome.stdout
    assert not ACTING & set(outcome.stdout)
