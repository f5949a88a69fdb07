"""Answers as text, in the formats that the command line prints, and as notebooks show them."""

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from wgtrack import InputError, Tracker

ANSWERS: dict[str, Callable[[Tracker], Any]] = {
    "plan": lambda tracker: tracker.plan("paper"),
    "plans": lambda tracker: tracker.plans(),
    "slips": lambda tracker: tracker.slips(),
    "promises": lambda tracker: tracker.promises("paper"),
    "timeline": lambda tracker: tracker.timeline(),
    "workload": lambda tracker: tracker.workload(),
    "forecast": lambda tracker: tracker.forecast("paper", samples=100),
    "check": lambda tracker: tracker.check(),
    "status": lambda tracker: tracker.status(),
    "report": lambda tracker: tracker.report(),
    "portfolio": lambda tracker: tracker.portfolio(),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_is_written_for_a_terminal_and_as_json(tracker: Tracker, name: str) -> None:
    """Text ends in a line break; JSON can be read."""
    answer = ANSWERS[name](tracker)
    text = tracker.render(answer)
    assert isinstance(text, str)
    assert text.endswith("\n")
    json.loads(tracker.render(answer, "json"))


def test_any_other_answer_is_json(tracker: Tracker) -> None:
    """Items are as the JSON of a status has them; what moved names its record."""
    (first, *_) = json.loads(tracker.render(tracker.overdue(at="2017-01-01"), "json"))
    assert first["verdict"] == "overdue"
    assert json.loads(tracker.render(tracker.move("T-1", target="2016-09-01"), "json"))["record"]["key"] == "T-1"
    with pytest.raises(InputError, match="a Moved is not written for a terminal; write it as json"):
        tracker.render(tracker.move("T-1", target="2016-08-31"))
    with pytest.raises(InputError, match="a Plan is not written as html"):
        tracker.render(tracker.plan("paper"), "html")


@pytest.mark.parametrize("name", [name for name in ANSWERS if name not in {"status", "report", "portfolio"}])
def test_results_convert(tracker: Tracker, name: str) -> None:
    """``attrs.asdict`` makes a mapping of every result but those with a status in it, whose named tuples have ``_asdict``."""
    answer = ANSWERS[name](tracker)
    for one in answer if isinstance(answer, tuple) else [answer]:
        assert list(attrs.asdict(one)) == [attribute.name for attribute in attrs.fields(type(one))]


@pytest.mark.parametrize("name", ["plan", "timeline", "forecast", "status", "report", "portfolio"])
def test_a_repr_is_one_line(tracker: Tracker, name: str) -> None:
    """At a prompt, an answer says in one short line what it is."""
    said = repr(ANSWERS[name](tracker))
    assert "\n" not in said
    assert len(said) < 200


def test_notebooks(tracker: Tracker) -> None:
    """Reports, a status and a portfolio are shown as HTML, timelines and pictures as SVG."""
    assert tracker.report()._repr_html_().startswith("<iframe srcdoc=")
    assert tracker.portfolio()._repr_html_().startswith("<iframe srcdoc=")
    assert tracker.status()._repr_html_().startswith("<pre>")
    assert "<svg" in tracker.timeline()._repr_svg_()
    assert "<svg" in tracker.picture("load")._repr_svg_()
