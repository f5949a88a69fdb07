"""Plans of chains that are far longer than a group has: bounded work, and the same answer."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from wgtrack import Deliverable, Event, Group, Task
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning import improvements as ways
from wgtrack.planning import plan as planning

AT = datetime(2016, 9, 1, tzinfo=UTC)


def chained(number: int) -> WorkProgramme:
    """So many days of work in a row, for a paper that was promised for the day after the plan."""
    group, paper = Group(key="wg", name="Group"), Deliverable(key="paper", title="P", group="wg", target="2016-09-02")
    tasks = [
        Task(
            key=f"T-{place}",
            title="t",
            group="wg",
            estimate=1,
            after=[f"T-{place - 1}"] if place else [],
            deliverables=["paper"] if place == number - 1 else [],
            serves="fair",
        )
        for place in range(number)
    ]
    return WorkProgramme(
        groups={"wg": group},
        events={"fair": Event(key="fair", title="F", group="wg", starts="2016-09-06")},
        deliverables={"paper": paper},
        tasks={task.key: task for task in tasks},
    )


def test_every_piece_of_a_short_chain_is_tried() -> None:
    """Of 20 pieces each can be shortened, and each but the first started together with the one before it."""
    wins = planning.plan(chained(20), AT, "paper").wins
    assert Counter(win.kind for win in wins) == {"shorten": 20, "overlap": 19, "promise": 1}


def test_of_a_long_chain_no_more_is_tried_than_the_bound_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    """With 210 works that may be planned again, a plan of 21 tries ten pieces in each way."""
    monkeypatch.setattr(ways, "_MOST_AGAIN", 210)
    wins = planning.plan(chained(20), AT, "paper").wins
    assert Counter(win.kind for win in wins) == {"shorten": 10, "overlap": 10, "promise": 1}


def test_a_chain_of_which_all_serves_an_event_is_planned_for_what_misses_it_most() -> None:
    """The last of 20 days of work in a row misses Monday, two working days from Thursday, by 18 days."""
    found = planning.plan(chained(20), AT, "fair")
    assert (found.key, found.short) == ("T-19", 18)
