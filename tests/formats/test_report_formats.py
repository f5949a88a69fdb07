"""The registry of formats: those of the package, and one that another package brings."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import wgtrack
from wgtrack import InputError, Report, Tracker
from wgtrack.errors import NotInstalledError
from wgtrack.formats import FORMATS, format_of_file, formats, render, render_file

MODULE = """
def write(report, language, **options):
    return f"{report.group.name}: {language.tell(report.headline)} {options or ''}".rstrip() + "\\n"
"""


@pytest.fixture
def tracker() -> Iterator[Tracker]:
    """A group that has only begun."""
    with wgtrack.open(":memory:", by="me") as opened:
        opened.add(wgtrack.Group(key="wg", name="Group"))
        yield opened


@pytest.fixture
def report(tracker: Tracker) -> Report:
    """Its report."""
    return tracker.report()


@pytest.fixture
def other_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A distribution on the path that brings the format 'house', and another one that is broken."""
    info = tmp_path / "house_format-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: house-format\nVersion: 1.0\n", encoding="utf-8")
    points = ("house = house_format", "one = house_format:write", "torn = house_format.gone", "empty = house_format:x")
    (info / "entry_points.txt").write_text("\n".join(["[wgtrack.formats]", *points, ""]), encoding="utf-8")
    (tmp_path / "house_format.py").write_text(f"x = 1\n{MODULE}", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_a_report_and_a_portfolio(name: str, tracker: Tracker, report: Report) -> None:
    """A report and a portfolio can be written in each format, as the bytes of a file."""
    assert render_file(report, name)
    assert render_file(tracker.portfolio(), name)


def test_a_format_is_one_module_and_one_line() -> None:
    """Every format is the module of its line in the registry, with a function 'write'."""
    for format_ in FORMATS.values():
        assert callable(importlib.import_module(format_.module).write)
    assert len({format_.suffix for format_ in FORMATS.values()}) == len(FORMATS)


def test_the_language_is_that_of_the_report(tracker: Tracker) -> None:
    """A report is told in the language that it was made in, whoever writes it, unless another one is asked for."""
    chinese = tracker.report(language="zh-Hans")

    assert render(chinese, "markdown") == render(chinese, "markdown", language="zh-Hans")
    assert render(chinese, "markdown") != render(chinese, "markdown", language="en")


@pytest.mark.parametrize("name", ["html", "csv", "xlsx"])
def test_a_status_alone_is_not_written_in_all_formats(name: str, tracker: Tracker) -> None:
    """What needs a whole report says so, with the method that makes one."""
    with pytest.raises(
        InputError, match=f"a status is not written as {name}; make the whole report, with tracker.report\\(\\)"
    ):
        render(tracker.status(), name)


def test_an_unknown_format(report: Report) -> None:
    """A format that there is not is refused, and the closest ones are named."""
    with pytest.raises(InputError, match="there is no report format 'htlm'; choose from html"):
        render(report, "htlm")


def test_another_package_brings_a_format(other_package: Path, tracker: Tracker) -> None:
    """A format of another package is listed and written like one's own, with its options, in the report's language."""
    report = tracker.report()

    assert formats()["house"] == ".house"
    assert render(report, "house") == "Group: Nothing is on record yet\n"
    assert render(report, "one", colour="red") == "Group: Nothing is on record yet {'colour': 'red'}\n"
    assert render_file(report, "house") == b"Group: Nothing is on record yet\n"


def test_a_format_of_another_package_that_is_broken(other_package: Path, report: Report) -> None:
    """What cannot be loaded, or is no format, is told with the place that it was named in."""
    with pytest.raises(InputError, match=r"'torn' of house_format\.gone cannot be loaded: No module named"):
        render(report, "torn")
    with pytest.raises(InputError, match="'empty' of house_format:x has no function 'write'"):
        render(report, "empty")


def test_a_format_of_another_package_that_fails(
    other_package: Path, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes wrong in somebody else's code is told in a line that names the format."""
    monkeypatch.delitem(sys.modules, "house_format", raising=False)
    (other_package / "house_format.py").write_text("def write(*given, **more):\n    raise ValueError('boom')\n")
    with pytest.raises(InputError, match=r"the format 'house' failed \(ValueError: boom\); report it to its author"):
        render(report, "house")


def test_ones_own_formats_come_first(other_package: Path) -> None:
    """Another package cannot put itself in the place of a format that is there."""
    (other_package / "house_format-1.0.dist-info" / "entry_points.txt").write_text(
        "[wgtrack.formats]\njson = house_format\n", encoding="utf-8"
    )

    assert formats()["json"] == ".json"


def test_a_package_that_is_missing(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the library of a format is not installed, the error says how to get it."""
    missing = FORMATS["xlsx"]._replace(module="wgtrack_has_no_such_module")
    monkeypatch.setitem(FORMATS, "xlsx", missing)

    with pytest.raises(NotInstalledError, match=r"needs wgtrack_has_no_such_module; install it with .*wgtrack\[xlsx\]"):
        render(report, "xlsx")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        *(("r.html", "html"), ("out/R.XLSX", "xlsx"), ("r.md", "markdown"), ("r.txt", "terminal"), ("r.json", "json")),
        *(("r.csv", "csv"), ("r.pdf", None), ("r", None), ("html", None)),
    ],
)
def test_a_files_ending_says_its_format(path: str, name: str | None) -> None:
    """The ending of a file's name, in capitals or not, is that of one format."""
    assert format_of_file(path) == name
