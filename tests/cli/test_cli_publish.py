"""``wgtrack publish``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

Invoke: TypeAlias = Callable[..., Any]


def test_publish_says_how_many_files_it_wrote(cli_invoke: Invoke, small_group: Path, desk: Path) -> None:
    """What it says is what is there, beside the list of the files."""
    told = cli_invoke("publish", "site").stdout
    written = [path for path in (desk / "site").rglob("*") if path.is_file() and path.name != ".wgtrack-site.json"]
    assert told == f"site: {len(written)} files written, 0 as they were\n"


def test_publish_again_says_that_nothing_changed(cli_invoke: Invoke, small_group: Path) -> None:
    """Every file is as it was."""
    cli_invoke("publish", "site")
    assert cli_invoke("publish", "site").stdout.startswith("site: 0 files written, ")


def test_publish_refuses_a_folder_of_other_files(cli_invoke: Invoke, small_group: Path, desk: Path) -> None:
    """The folder with the database in it is no folder for a site."""
    told = cli_invoke("publish", ".", code=2).stderr
    assert told == "wgtrack: .: the folder is not empty and holds no site of wgtrack; name a new or empty folder\n"
    assert not (desk / "index.html").exists()


def test_publish_needs_the_folder_above(cli_invoke: Invoke, small_group: Path) -> None:
    """A slip in the path makes no tree of folders."""
    told = cli_invoke("publish", "no/where", code=2).stderr
    assert told == "wgtrack: no: the folder is not there; make it first, or name another\n"
