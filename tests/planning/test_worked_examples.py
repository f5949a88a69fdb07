"""Networks worked by others (tests/data/cpm_worked_examples): every date of every activity."""

import json
from pathlib import Path
from typing import Any

import pytest

from wgtrack.planning import Activity, Link, critical_path

CASES: list[dict[str, Any]] = json.loads(
    Path(__file__).parent.parent.joinpath("data/cpm_worked_examples/r_criticalpath_cases.json").read_text("utf-8")
)
NAMED = [pytest.param(case, id=case["name"]) for case in CASES]


def planned(case: dict[str, Any], *, clamp: bool) -> dict[str, dict[str, float]]:
    """What critical_path says of the values that the case expects."""
    activities = [Activity(key, days) for key, _, days in case["activities"]]
    timings = critical_path(activities, [Link(*relation) for relation in case["relations"]], clamp=clamp)
    return {key: {name: getattr(timings[key], name) for name in case["expected"][key]} for key in timings}


@pytest.mark.parametrize("case", NAMED)
def test_every_date_of_the_worked_example(case: dict[str, Any]) -> None:
    """Without the clamp, all four dates, or the total float, are those of the example, as whole numbers."""
    found = planned(case, clamp=False)
    assert found == case["expected"]
    assert all(type(days) is int for dates in found.values() for days in dates.values())


@pytest.mark.parametrize("case", NAMED)
def test_the_clamp_changes_only_examples_that_leave_the_span_of_the_project(case: dict[str, Any]) -> None:
    """With the clamp, the 22 examples that plain critical path method reproduces stay as they are, the 16 others not."""
    assert (planned(case, clamp=True) == case["expected"]) == case["agrees_with_plain_cpm"]


def test_all_examples_are_there() -> None:
    """38 networks with 636 expected values, 16 of which need a start before day 0 or a finish after the end."""
    assert len(CASES) == 38
    assert sum(len(dates) for case in CASES for dates in case["expected"].values()) == 636
    assert sum(not case["agrees_with_plain_cpm"] for case in CASES) == 16
