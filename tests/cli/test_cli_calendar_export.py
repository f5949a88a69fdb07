"""``wgtrack calendar export``."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

Invoke: TypeAlias = Callable[..., Any]


def test_export_writes_the_file_and_says_so(cli_invoke: Invoke, small_group: Path, desk: Path) -> None:
    """The file holds the event and the task of the group."""
    assert cli_invoke("calendar", "export", "-o", "wg.ics").stdout == "wg.ics written\n"
    data = (desk / "wg.ics").read_bytes()
    assert (data.count(b"BEGIN:VEVENT"), data.count(b"BEGIN:VTODO")) == (1, 1)


def test_export_again_leaves_the_file_alone(cli_invoke: Invoke, small_group: Path, desk: Path) -> None:
    """Nothing changed, so nothing is written."""
    cli_invoke("calendar", "export", "-o", "wg.ics")
    assert cli_invoke("calendar", "export", "-o", "wg.ics").stdout == "wg.ics is up to date\n"


def test_export_goes_to_standard_output_without_a_file(cli_invoke: Invoke, small_group: Path) -> None:
    """A pipe gets the calendar and nothing else."""
    assert cli_invoke("calendar", "export").stdout.startswith("BEGIN:VCALENDAR")


def test_export_reminds_as_often_as_asked(cli_invoke: Invoke, small_group: Path) -> None:
    """Two alarms for the event and two for the deadline."""
    told = cli_invoke("calendar", "export", "--alarm", "2d", "--alarm", "1wd", "--owner", "cesi").stdout
    assert told.count("BEGIN:VALARM") == 4


def test_export_names_the_ways_of_deadlines(cli_invoke: Invoke, small_group: Path) -> None:
    """A slip is answered with what there is."""
    told = cli_invoke("calendar", "export", "--deadlines", "tasks", code=2).stderr
    assert told == "wgtrack: there is no way of deadlines 'tasks'; choose from todo, event, both\n"
