"""Each check of the record, on a record that it finds fault with and on one that it does not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area, Deliverable, Event, Group, Party, Role, Task
from wgtrack.model.values import Mandate, StagePlanned
from wgtrack.status.checks import CHECKS, find_problems

MakeRecord = Callable[..., WorkProgramme]

DAY = date(2016, 9, 1)
SUMMIT = Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24")
FAIR = Event(key="fair", title="F", group="wg", starts="2016-12-01", dropped=True)
COMMITTEE = Group(key="committee", name="Committee", parent="wg", since=date(2016, 8, 1), until=date(2016, 12, 31))


def task(key: str = "T-1", **fields: Any) -> Task:
    """A task that no check finds fault with, but for these fields."""
    return Task(**{"key": key, "title": "Work", "group": "wg", "owners": ("cesi",), "estimate": 1, **fields})


def paper(**fields: Any) -> Deliverable:
    """A deliverable of the group."""
    return Deliverable(**{"key": "paper", "title": "Paper", "group": "wg", "lifecycle": "paper", **fields})


def role(**fields: Any) -> Role:
    """A chair of the committee."""
    return Role(**{"key": "committee:chair:li", "party": "li", "group": "committee", "role": "chair", **fields})


def found(programme: WorkProgramme, group: str | None = None) -> list[tuple[str, str, str]]:
    """Codes, keys and messages of all problems on 5 September 2016."""
    problems = find_problems(programme, "2016-09-05", group)
    assert all(problem.message.code == problem.code for problem in problems)
    return [(problem.code, problem.key, str(problem.message)) for problem in problems]


def test_the_checks_and_their_codes() -> None:
    """All checks the issue asks for are there, what is late first."""
    assert list(CHECKS) == [
        "past_limit",
        "overdue",
        "at_risk",
        "unknown",
        "overloaded",
        "area_without_work",
        "task_without_owner",
        "task_without_estimate",
        "target_after_limit",
        "target_after_event",
        "hangs_on_dropped",
        "circle",
        "open_parts",
        "role_outside_group",
        "mandate_expired",
        "future_fact",
        "dated_ahead",
        "weekend_in_doubt",
    ]


@pytest.mark.parametrize(
    ("records", "finding"),
    [
        (
            [task(limit="2016-09-02")],
            ("past_limit", "T-1", "'Work': its limit was 2 September 2016, 1 working day (3 calendar days) ago"),
        ),
        (
            [task(target="2016-09-02")],
            ("overdue", "T-1", "'Work': was due 2 September 2016, 1 working day (3 calendar days) ago"),
        ),
        (
            [task(target="2016-09-07", estimate=3)],
            ("at_risk", "T-1", "'Work': needs 3 working days, 2 are left"),
        ),
        (
            [Party(key="cesi", name="CESI"), task(estimate=3), task("T-2", estimate=2)],
            (
                "overloaded",
                "cesi",
                "CESI has 5 working days of work in the week of 5 September 2016, 4 are there: T-1 3, T-2 2",
            ),
        ),
        (
            [Area(key="security", title="Security", group="wg")],
            ("area_without_work", "security", "the area 'Security' has no work in it"),
        ),
        (
            [Area(key="security", title="Security", group="wg"), task(area="security", state="dropped")],
            ("area_without_work", "security", "the area 'Security' has no work in it"),
        ),
        ([task(owners=())], ("task_without_owner", "T-1", "'Work' has no owner")),
        ([task(estimate=None)], ("task_without_estimate", "T-1", "'Work' has no estimate")),
        (
            [task(estimate=None), task("T-2", parent="T-1", state="dropped")],
            ("task_without_estimate", "T-1", "'Work' has no estimate"),
        ),
        (
            [paper(target="2016-10-01", limit="2016-09-30")],
            (
                "target_after_limit",
                "paper",
                "'Paper' is due 1 October 2016, after its limit of 30 September 2016",
            ),
        ),
        (
            [SUMMIT, task(target="summit.end + 1d", serves="summit")],
            (
                "target_after_event",
                "T-1",
                "'Work' is due 25 September 2016 (summit.end + 1d), after 'Summit', which ends 24 September 2016",
            ),
        ),
        (
            [task(after=("T-2",)), task("T-2", state="dropped")],
            ("hangs_on_dropped", "T-1", "'Work' waits for T-2, which was dropped"),
        ),
        (
            [task(parent="T-2"), task("T-2", state="dropped")],
            ("hangs_on_dropped", "T-1", "'Work' is part of T-2, which was dropped"),
        ),
        (
            [task(deliverables=("paper",)), paper(state="dropped")],
            ("hangs_on_dropped", "T-1", "'Work' works on paper, which was dropped"),
        ),
        (
            [task(kind="milestone", estimate=None, reached_by="paper@review"), paper(state="dropped")],
            ("hangs_on_dropped", "T-1", "'Work' is reached by paper, which was dropped"),
        ),
        (
            [task(target="fair - 1wd"), Event(key="fair", title="F", group="wg", starts="2016-12-01", dropped=True)],
            ("hangs_on_dropped", "T-1", "'Work' has its target by fair, which was dropped"),
        ),
        (
            [task(limit="T-2 + 1d"), task("T-2", target="2016-12-01", state="dropped")],
            ("hangs_on_dropped", "T-1", "'Work' has its limit by T-2, which was dropped"),
        ),
        (
            [task(not_before="fair + 1d"), FAIR],
            ("hangs_on_dropped", "T-1", "'Work' cannot start before fair, which was dropped"),
        ),
        (
            [paper(planned=(StagePlanned("review", "fair - 10wd"),)), FAIR],
            ("hangs_on_dropped", "paper", "'Paper' has its stage review by fair, which was dropped"),
        ),
        (
            [Event(key="dinner", title="Dinner", group="wg", starts="fair + 1d"), FAIR],
            ("hangs_on_dropped", "dinner", "'Dinner' starts by fair, which was dropped"),
        ),
        (
            [paper(serves="fair"), Event(key="fair", title="F", group="wg", starts="2016-12-01", dropped=True)],
            ("hangs_on_dropped", "paper", "'Paper' serves fair, which was dropped"),
        ),
        (
            [task("A", after=("C",)), task("B", after=("A",)), task("C", after=("B SS",))],
            (
                "circle",
                "A",
                (
                    "'Work' cannot be planned: the links go round in a circle that misses by 2 working days: "
                    "A -> B; B -> C SS; C -> A"
                ),
            ),
        ),
        (
            [task("A", parent="B"), task("B", parent="A")],
            ("circle", "A", "these tasks are parts of each other in a circle: A -> B -> A"),
        ),
        (
            [task("A", after=("A",))],
            (
                "circle",
                "A",
                "'Work' cannot be planned: the links go round in a circle that misses by 1 working day: A -> A",
            ),
        ),
        (
            [task("A", state="done", done_on=date(2016, 9, 1)), task("B", parent="A")],
            ("open_parts", "A", "'Work' is done, but 'Work' (B), a part of it, is open"),
        ),
        (
            [COMMITTEE, Party(key="li", name="Li", kind="person"), role(since=date(2016, 7, 31))],
            (
                "role_outside_group",
                "committee:chair:li",
                "the role of Li as chair starts on 31 July 2016, before the group 'Committee' starts on 1 August 2016",
            ),
        ),
        (
            [COMMITTEE, role(until=date(2017, 1, 1))],
            (
                "role_outside_group",
                "committee:chair:li",
                "the role of li as chair ends on 1 January 2017, after the group 'Committee' ends on 31 December 2016",
            ),
        ),
        (
            [
                Group(
                    key="committee",
                    name="Committee",
                    parent="wg",
                    mandate=Mandate(text="Write.", valid_until=date(2016, 9, 4)),
                )
            ],
            ("mandate_expired", "committee", "the mandate of 'Committee' was valid until 4 September 2016"),
        ),
    ],
)
def test_a_check_finds_what_it_is_for(record: MakeRecord, records: list[Record], finding: tuple[str, str, str]) -> None:
    """Each fault is found once, under its code and key, and told in a sentence; nothing else is found."""
    # What is on a circle has its verdict besides.
    assert [one for one in found(record(*records)) if one[0] != "unknown"] == [finding]


@pytest.mark.parametrize(
    "records",
    [
        [],
        [task(target="2016-09-05", estimate=0)],
        [task(target="2016-09-06", estimate=1)],
        [task(limit="2016-12-30")],
        [task(state="done", done_on=DAY, target="2016-08-01", limit="2016-08-02", owners=(), estimate=None)],
        [Area(key="security", title="Security", group="wg"), task(area="security")],
        [task(state="dropped", owners=(), estimate=None)],
        [task(kind="milestone", owners=(), estimate=None)],
        [paper(owners=(), estimate=None)],
        [task(estimate=None), task("T-2", parent="T-1")],
        [task(estimate=2), task("T-2", estimate=2)],
        [task(estimate=3), task("T-2", estimate=3, after=("T-1",))],
        [paper(target="2016-09-30", limit="2016-09-30")],
        [paper(target="2016-09", limit="2016-09-30")],
        [SUMMIT, task(target="summit.end", serves="summit")],
        [SUMMIT, task(target="2016-12-01")],
        [SUMMIT, task(serves="summit")],
        [task(after=("T-2",)), task("T-2", state="done", done_on=DAY)],
        [task(after=("T-2",), state="dropped"), task("T-2", state="dropped")],
        [task("A"), task("B", after=("A",)), task("C", after=("A", "B"))],
        [COMMITTEE, role(since=date(2016, 8, 1), until=date(2016, 12, 31))],
        [COMMITTEE, role()],
        [Group(key="c", name="C", parent="wg"), role(group="c", since=date(1999, 1, 1))],
        [Group(key="c", name="C", parent="wg", mandate=Mandate(text="Write.", valid_until=date(2016, 9, 5)))],
        [Group(key="c", name="C", parent="wg", mandate=Mandate(text="Write."))],
    ],
)
def test_a_check_passes_over_what_is_in_order(record: MakeRecord, records: list[Record]) -> None:
    """Nothing is found where a rule is kept, to the day, or does not apply."""
    assert found(record(*records)) == []


def test_only_the_group_asked_about_is_checked(record: MakeRecord) -> None:
    """A committee's problems are its own, and its parent's are not among them."""
    programme = record(COMMITTEE, task(owners=()), task("T-2", owners=(), group="committee"))
    assert [[key for _, key, _ in found(programme, group)] for group in (None, "committee")] == [
        ["T-1", "T-2"],
        ["T-2"],
    ]


def test_findings_come_check_by_check_most_urgent_first(record: MakeRecord) -> None:
    """Past the limit comes before overdue, and the item that is later comes before the other."""
    late = [task("T-1", target="2016-09-02"), task("T-2", target="2016-09-01"), task("T-3", limit="2016-09-02")]
    assert [key for _, key, _ in found(record(*late))] == ["T-3", "T-2", "T-1"]


def test_no_chain_of_links_is_too_long(record: MakeRecord) -> None:
    """Twenty thousand tasks that wait one for the other, the first for the last, are one circle."""
    number = 20_000
    tasks = [task(f"T{place}", after=(f"T{(place + 1) % number}",)) for place in range(number)]
    codes = [finding.code for finding in find_problems(record(*tasks), "2016-09-05")]
    assert codes == [*["unknown"] * number, "circle"]


HK: dict[str, Any] = {"weekend": {5, 6}, "other_weekend": {6}, "first_year": 2016, "last_year": 2016}


def test_a_weekend_that_two_sources_differ_on_is_found_until_the_group_says(record: MakeRecord) -> None:
    """Hong Kong's law has Sunday alone and CLDR Saturday too: said by 'check' until the group has a weekend of its own."""
    group = Group(key="hk", name="In Hong Kong", timezone="Asia/Hong_Kong", calendar="HK")
    doubtful = record(group, Calendar(key="HK", **HK))
    said = "the weekend of the calendar 'HK' is Sat, Sun here, and Sun by another source"
    assert found(doubtful, "hk") == [("weekend_in_doubt", "HK", said)]
    assert found(record(group, Calendar(key="HK", own_weekend={5, 6}, **HK)), "hk") == []
