"""``wgtrack picture``: files of the right kind, and mistakes told in a line."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeAlias
from xml.etree import ElementTree as ET

import pytest
from wgtrack_cli.commands import picture as command

import wgtrack
from wgtrack.charts import NAMES, picture
from wgtrack.errors import InputError, InstantError
from wgtrack.messages.languages import language

Invoke: TypeAlias = Callable[..., Any]
AT = ("--at", "2016-09-05")


@pytest.fixture(autouse=True)
def record(group_2016: Path) -> Path:
    """The group of 2016 is the record of every test here."""
    return group_2016


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_written_as_svg(cli_invoke: Invoke, name: str) -> None:
    """The file that was asked for, and a line that says so."""
    said = cli_invoke("picture", name, "-o", "one.svg", *AT, "--lang", "zh-Hans").stdout
    root = ET.fromstring(Path("one.svg").read_bytes())  # noqa: S314 - our own
    assert said == "one.svg written\n"
    assert root.attrib["lang"] == "zh-Hans"


def test_standard_output_gets_the_svg(cli_invoke: Invoke) -> None:
    """And nothing else."""
    said = cli_invoke("picture", "load", *AT).stdout
    assert said.startswith("<?xml")
    assert said.endswith("</svg>\n")


def test_a_file_that_is_current_is_left_alone(cli_invoke: Invoke) -> None:
    """The same record gives the same bytes."""
    cli_invoke("picture", "load", "-o", "one.svg", *AT)
    assert cli_invoke("picture", "load", "-o", "one.svg", *AT).stdout == "one.svg is up to date\n"


def test_a_png(cli_invoke: Invoke) -> None:
    """By the ending of the file, large or small."""
    pytest.importorskip("resvg_py", reason="the extra png is not installed")
    cli_invoke("picture", "load", "-o", "one.PNG", *AT)
    assert Path("one.PNG").read_bytes()[:4] == b"\x89PNG"


def test_without_the_extra_the_next_step_is_said(cli_invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    """And no file is left."""
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    said = cli_invoke("picture", "load", "-o", "one.png", *AT, code=2).stderr
    assert "pip install 'wgtrack[png]', or write it as SVG" in said
    assert not Path("one.png").exists()


def test_days_that_are_asked_for(cli_invoke: Invoke) -> None:
    """Of a timeline, also such on which there is no work."""
    text = cli_invoke("picture", "timeline", *AT, "--from", "2016-07-01", "--to", "2016-09-30").stdout
    assert "July 2016" in text
    assert "from 1 July 2016 to 30 September 2016" in text


def test_a_committee_alone(cli_invoke: Invoke) -> None:
    """--group leaves out what is not of the committee."""
    text = cli_invoke("picture", "timeline", *AT, "--group", "white-paper-wg").stdout
    assert ">WP-5<" in text
    assert ">SE-2<" not in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("lod",), "there is no picture 'lod'; did you mean load?"),
        (("gantt",), "there is no picture 'gantt'; choose from timeline, trend, burnup, load"),
        (("load", "-o", "one.gif"), "'one.gif' does not say what to write; let it end in .svg or .png"),
        (("load", "-o", "one"), "'one' does not say what to write; let it end in .svg or .png"),
        (
            ("trend", "--from", "2016-10-01", "--to", "2016-09-01"),
            "the picture would end on 2016-09-01, before it starts on 2016-10-01; give the later day last",
        ),
        (("load", "--from", "2016-09-31"), "there is no day 2016-09-31; give a day that exists, as YYYY-MM-DD"),
    ],
)
def test_mistakes_are_told_in_a_line(cli_invoke: Invoke, words: tuple[str, ...], message: str) -> None:
    """Exit 2, what is wrong, and the next step."""
    assert cli_invoke("picture", *words, *AT, code=2).stderr == f"wgtrack: {message}\n"


def test_the_words_of_the_command_are_those_of_the_library() -> None:
    """Help and completion name every picture."""
    assert command.NAMES == NAMES


def test_a_timeline_is_the_same_as_that_of_the_report() -> None:
    """Though it is made without one, faster."""
    with wgtrack.open("wgtrack.db", create=False) as tracker:
        report = tracker.report("2016-09-05", language="zh-Hans")
        alone = tracker.picture("timeline", "2016-09-05", language="zh-Hans")
    assert alone.alone() == picture("timeline", report, language("zh-Hans")).alone()


def test_the_library_takes_days_and_texts() -> None:
    """A day is a date, its text or an instant of it; one without a zone is refused."""
    with wgtrack.open("wgtrack.db", create=False) as tracker:
        one = tracker.picture("burnup", "2016-09-05", first="2016-09-01", last=date(2016, 9, 30))
        assert one.alone() == tracker.picture("burnup", "2016-09-05", first=date(2016, 9, 1), last="2016-09-30").alone()
        with pytest.raises(InstantError, match="cannot read the day"):
            tracker.picture("load", "2016-09-05", first="summit")
        with pytest.raises(InputError, match="has no time zone"):
            tracker.picture("load", "2016-09-05", first=datetime(2016, 9, 1))


@pytest.mark.parametrize("at", ["2016-08-01", "2016-10-31", "2026-09-05"])
@pytest.mark.parametrize("name", NAMES)
def test_every_day_has_its_pictures(cli_invoke: Invoke, name: str, at: str) -> None:
    """On the first day of the record, after its last, and ten years on."""
    ET.fromstring(cli_invoke("picture", name, "--at", at).stdout.encode())  # noqa: S314 - our own
