"""The docstrings of the public methods say arguments and errors, and their examples do what they show."""

import doctest
import inspect
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
import time_machine

import wgtrack
from wgtrack import Deliverable, Event, Task, Tracker

#: The day of the examples: Monday 5 September 2016, noon in Shanghai.
CLOCK = "2016-09-05T12:00:00+08:00"
GROUP = "white-paper-wg"
METHODS = {
    name: member
    for name, member in vars(Tracker).items()
    if inspect.isfunction(member) and not name.startswith("_") and name != "close"
}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the groups of 2016, all of whose work is done by now, and an annex that is still open."""
    path = tmp_path_factory.mktemp("record") / "2016.db"
    with time_machine.travel(CLOCK, tick=False), wgtrack.open(path, by="secretary") as tracker:
        tracker.load("china-blockchain-2016")
        with tracker.transaction() as t:
            t.add(Event(key="workshop", title="Workshop", group=GROUP, starts="2016-09-26", ends="2016-09-27"))
            t.add(Deliverable(key="annex", title="Annex", group=GROUP, target="workshop - 1wd"))
            t.add(Task(key="A-1", title="Draft the annex", group=GROUP, estimate=3, deliverables=["annex"]))
            t.add(Task(key="A-2", title="Review it", group=GROUP, estimate=2, after=["A-1"], deliverables=["annex"]))
    return path


@pytest.fixture
def names(file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """What the examples may use, in an empty folder."""
    shutil.copy(file, tmp_path / "wg.db")
    monkeypatch.chdir(tmp_path)
    with time_machine.travel(CLOCK, tick=False), wgtrack.open("wg.db", by="secretary") as tracker:
        yield {"tracker": tracker, "wgtrack": wgtrack, "attrs": attrs, "date": date, "Path": Path}


@pytest.mark.parametrize("name", METHODS)
def test_the_example_does_what_it_shows(name: str, names: dict[str, Any]) -> None:
    """Every method has an example, and it runs."""
    text = inspect.getdoc(METHODS[name]) or ""
    test = doctest.DocTestParser().get_doctest(text, names, name, None, 0)
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(test, out=said.append)

    assert test.examples
    assert said == []


@pytest.mark.parametrize("name", METHODS)
def test_arguments_and_errors_are_said(name: str) -> None:
    """Every argument stands in the docstring with what it is, and so do the errors."""
    text = inspect.getdoc(METHODS[name]) or ""
    _, *arguments = inspect.signature(METHODS[name]).parameters
    missing = [one for one in arguments if f"\n    {one}: " not in text and f"\n    **{one}: " not in text]

    assert missing == []
    assert "\nRaises:\n" in text
