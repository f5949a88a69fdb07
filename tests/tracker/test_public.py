"""What the signatures of the tracker name is public, and what is public can be used."""

import ast
import builtins
import inspect
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest

import wgtrack
from wgtrack import Tracker, Transaction, doctor

#: Names of the standard library and of type variables that stand in signatures.
ELSEWHERE = frozenset(
    {
        *("Any", "Self", "Literal", "RecordT", "OwedT", "TracebackType", "PathLike", "BinaryIO", "date", "datetime"),
        *("Callable", "Collection", "Iterable", "Iterator", "Mapping", "Sequence"),
    }
)
#: Names of unions of the standard library's classes, written for short.
UNIONS = frozenset({"At", "Day", "Due"})


def names_in(annotation: Any) -> Iterator[str]:
    """The names of classes in an annotation, resolved or not."""
    text = annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)
    for node in ast.walk(ast.parse(text, mode="eval")):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value


def annotations(cls: type) -> Iterator[tuple[str, Any]]:
    """Every annotation of the public methods and properties of a class."""
    for name, member in vars(cls).items():
        function = member.fget if isinstance(member, property) else inspect.unwrap(member) if callable(member) else None
        if function is None or name.startswith("_") or name in {"records", "of", "step", "end"}:
            continue
        first = next(iter(inspect.signature(function).parameters), None)  # the tracker's own
        yield from ((name, found) for place, found in function.__annotations__.items() if place != first)


@pytest.mark.parametrize("cls", [Tracker, Transaction])
def test_classes_of_signatures_are_public(cls: type) -> None:
    """Every class that a signature names can be imported from wgtrack, or comes with Python."""
    modules = {"collections", "abc", "datetime", "typing", "os", "wgtrack", "tracker", "model", "records", "asked"}
    hidden = {
        (method, name)
        for method, annotation in annotations(cls)
        for name in names_in(annotation)
        if not (
            name in wgtrack.__all__
            or hasattr(doctor, name)
            or hasattr(builtins, name)
            or name in ELSEWHERE | UNIONS | modules
        )
        and name[0].isupper()
    }
    assert hidden == set()


def test_star_leaves_open_alone() -> None:
    """``from wgtrack import *`` brings no ``open``, and all that it brings is there."""
    names: dict[str, Any] = {}
    exec("from wgtrack import *", names)  # noqa: S102 - what is looked at
    assert "open" not in names
    assert set(wgtrack.__all__) <= set(names)


@pytest.mark.parametrize("name", ["Examination", "Head", "Repair", "Symptom", "examine", "repair"])
def test_what_specialists_need_moved(name: str) -> None:
    """The old names work, with a warning that says the new ones."""
    with pytest.warns(DeprecationWarning, match=f"wgtrack.{name} is wgtrack.doctor.{name} now"):
        assert getattr(wgtrack, name) is getattr(doctor, name)


def test_a_record_by_its_key_has_its_type(tracker: Tracker) -> None:
    """Each kind of record has its own look-up, with the closest keys of an unknown key, and the kind of another's."""
    assert tracker.task("T-1").title == "Outline"
    assert tracker.deliverable("paper").key == "paper"
    assert tracker.event("summit").starts == "2016-09-19"
    assert tracker.group("wg").timezone == "Asia/Shanghai"
    assert tracker.party("cesi").name == "CESI"
    assert tracker.area("paper-area").group == "wg"
    assert tracker.lifecycle("white-paper").key == "white-paper"
    assert tracker.working_calendar("china").key == "china"
    assert tracker.role(tracker.appoint("cesi", "editor", "wg").key).party == "cesi"
    with pytest.raises(wgtrack.UnknownKeyError, match="there is no task 'T-7'; did you mean") as caught:
        tracker.task("T-7")
    assert caught.value.closest == ("T-1",)
    with pytest.raises(wgtrack.InputError, match="'summit' is an event"):
        tracker.task("summit")
    with pytest.raises(wgtrack.UnknownKeyError, match="no report"):
        tracker.issued_report(1, "wg")
    assert tracker.issued_report(tracker.issue().number, "wg").number == 1


def test_asking_imports_nothing_that_only_a_change_needs() -> None:
    """A question does without the modules that check and write changes."""
    code = "import sys, wgtrack; wgtrack.Tracker; print([n for n in sys.modules if n.startswith('wgtrack.rules')])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout  # noqa: S603
    assert said.strip() == "[]"
