"""Whether a record fits the rest of the record: names, circles, dates."""

from itertools import pairwise

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.lifecycles import Lifecycle, Stage
from wgtrack.model.programme import WorkProgramme
from wgtrack.model.records import Area, Deliverable, Event, Group, Party, Role, Task
from wgtrack.model.values import StagePlanned
from wgtrack.rules.cycles import Circles, path_back
from wgtrack.rules.integrity import Overlay, problems

PAPER = Lifecycle(
    key="short",
    title="Short",
    stages=(
        Stage(code="draft", title="Draft", next=("published",)),
        Stage(code="published", title="Out", outcome="done"),
    ),
)
RECORD = WorkProgramme(
    groups={"wg": Group(key="wg", name="Group", timezone="Asia/Shanghai", calendar="none")},
    parties={"cesi": Party(key="cesi", name="CESI")},
    areas={"trends": Area(key="trends", title="Trends", group="wg")},
    events={"summit": Event(key="summit", title="Summit", group="wg", starts="2016-09-19", ends="2016-09-24")},
    deliverables={
        "paper": Deliverable(key="paper", title="Paper", group="wg", lifecycle="short", target="summit - 1wd")
    },
    tasks={
        "TR-1": Task(key="TR-1", title="One", group="wg", target="2016-09-05"),
        "TR-2": Task(key="TR-2", title="Two", group="wg", after=["TR-1"], parent="TR-1", target="TR-1 + 2d"),
    },
    lifecycles={"short": PAPER},
    calendars={"none": Calendar(key="none")},
)


def told(record: Record) -> list[str]:
    """The problems of a record, as a person reads them."""
    return [str(problem) for problem in problems(record, RECORD)]


@pytest.mark.parametrize(
    "record",
    [
        *RECORD.groups.values(),
        *RECORD.parties.values(),
        *RECORD.areas.values(),
        *RECORD.events.values(),
        *RECORD.deliverables.values(),
        *RECORD.tasks.values(),
    ],
    ids=lambda record: record.key,
)
def test_a_sound_record_has_no_problems(record: Record) -> None:
    """Every record of a sound programme fits it."""
    assert told(record) == []


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        (Group(key="c", name="C", parent="wgg"), "there is no group 'wgg'; did you mean wg?"),
        (
            Group(key="c", name="C", timezone="Asia/Shanghia"),
            "there is no time zone 'Asia/Shanghia'; did you mean Asia/Shanghai",
        ),
        (Group(key="c", name="C", calendar="CN"), "there is no calendar 'CN'"),
        (Group(key="wg", name="Group", parent="wg"), "the committees would go round in a circle: wg -> wg"),
        (Party(key="li", name="Li", affiliation="cesii"), "there is no party 'cesii'; did you mean cesi?"),
        (Role(key="r", party="cesii", group="wg", role="chair"), "there is no party 'cesii'; did you mean cesi?"),
        (Role(key="r", party="cesi", group="wgg", role="chair"), "there is no group 'wgg'; did you mean wg?"),
        (Area(key="a", title="A", group="wgg"), "there is no group 'wgg'"),
        (
            Event(key="e", title="E", group="wg", starts="2016-09-19", ends="2016-09-18"),
            "the event 'e' would end on 2016-09-18 before it starts on 2016-09-19",
        ),
        (Event(key="e", title="E", group="wg", starts="sumit"), "summit"),
        (Task(key="t", title="T", group="wg", area="trend"), "there is no area 'trend'; did you mean trends?"),
        (Task(key="t", title="T", group="wg", owners=["cesii"]), "there is no party 'cesii'"),
        (Task(key="t", title="T", group="wg", serves="sumit"), "there is no event 'sumit'; did you mean summit?"),
        (Task(key="t", title="T", group="wg", parent="TR-9"), "there is no task 'TR-9'; did you mean"),
        (
            Task(key="t", title="T", group="wg", deliverables=["papr"]),
            "there is no deliverable 'papr'; did you mean paper?",
        ),
        (Task(key="t", title="T", group="wg", after=["TR-9"]), "for 't' to wait for named 'TR-9'"),
        (Task(key="t", title="T", group="wg", after=["paper@out"]), "there is no short stage 'out'"),
        (Task(key="t", title="T", group="wg", after=["wg"]), "to wait for named 'wg'"),
        (
            Task(key="t", title="T", group="wg", kind="milestone", reached_by="paper@publishd"),
            "there is no short stage 'publishd'; did you mean published?",
        ),
        (
            Task(key="TR-1", title="One", group="wg", after=["TR-2"]),
            "the links would go round in a circle: TR-1 -> TR-2 -> TR-1; leave one of them out",
        ),
        (
            Task(key="TR-1", title="One", group="wg", parent="TR-2"),
            "the parent tasks would go round in a circle: TR-1 -> TR-2 -> TR-1",
        ),
        (Task(key="TR-1", title="One", group="wg", target="TR-2 - 1d"), "TR-1 -> TR-2 -> TR-1"),
        (Task(key="t", title="T", group="wg", limit="2016-02-30"), "2016-02-30"),
        (
            Deliverable(key="d", title="D", group="wg", lifecycle="shrt"),
            "there is no lifecycle 'shrt'; did you mean short?",
        ),
        (
            Deliverable(key="d", title="D", group="wg", lifecycle="short", due_stage="out"),
            "there is no short stage 'out'",
        ),
        (
            Deliverable(key="d", title="D", group="wg", lifecycle="short", planned=(StagePlanned("draft", "sumit"),)),
            "summit",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_record_that_does_not_fit_is_told_why(record: Record, problem: str) -> None:
    """Each problem names the thing and what is close to it."""
    assert any(problem in line for line in told(record)), told(record)


def test_all_problems_of_a_record_come_together() -> None:
    """One look shows everything that is wrong with a record."""
    lines = told(Task(key="t", title="T", group="wg", area="x", owners=["y"], serves="z", target="2016-13"))
    assert len(lines) == 4


def test_path_back_finds_the_shortest_circle() -> None:
    """Of two circles through a key, the shorter one is told."""
    before = {"a": ("b", "c"), "b": ("d",), "d": ("a",), "c": ("a",)}
    assert path_back("a", lambda key: before.get(key, ())) == ("a", "c", "a")


def test_path_back_ends_on_a_circle_that_does_not_come_back() -> None:
    """A circle further on does not hold up the search."""
    before = {"a": ("b",), "b": ("c",), "c": ("b",)}
    assert path_back("a", lambda key: before.get(key, ())) == ()


@pytest.mark.parametrize(
    ("key", "circle"), [("a", ""), ("b", "b -> c -> b"), ("c", "c -> b -> c"), ("d", ""), ("e", ""), ("g", "g -> g")]
)
def test_a_circle_is_told_for_those_on_it_alone(key: str, circle: str) -> None:
    """A key that leads into a circle is on none; each on it is told the way from itself round to itself."""
    before = {"a": ("b",), "b": ("c",), "c": ("b",), "d": ("e", "f"), "e": ("f",), "g": ("a", "g")}
    assert Circles(lambda place: before.get(place, ())).told(key) == circle


def test_of_two_circles_through_a_key_the_shorter_is_told() -> None:
    """Each key of a knot of several circles is told the shortest it is on."""
    before = {"a": ("b", "c"), "b": ("d",), "d": ("a",), "c": ("a",)}
    circles = Circles(lambda place: before.get(place, ()))
    assert [circles.told(key) for key in "abd"] == ["a -> c -> a", "b -> d -> a -> b", "d -> a -> b -> d"]


def test_each_circle_is_news_once() -> None:
    """A circle is told with the first of its keys that is asked about; one that shares a key with it is another."""
    before = {"a": ("b", "c"), "b": ("d",), "d": ("a",), "c": ("a",), "e": ("e",), "f": ("a",)}
    circles = Circles(lambda place: before.get(place, ()))
    assert [circles.news(key) for key in "cabdef"] == ["c -> a -> c", "", "b -> d -> a -> b", "", "e -> e", ""]


def test_each_key_is_followed_once() -> None:
    """However many keys of a long circle are asked about, each is looked at a few times, not once for every other."""
    size, looks = 5_000, 0

    def before(place: str) -> tuple[str, ...]:
        nonlocal looks
        looks += 1
        return (str((int(place) + 1) % size),)

    circles = Circles(before)
    told = [circles.told(str(number)) for number in range(size)]

    assert told[7] == "7 -> 8 -> 9 -> 10 -> 11 -> 12 -> ... 4989 more ... -> 2 -> 3 -> 4 -> 5 -> 6 -> 7"
    assert looks <= 3 * size


@given(st.dictionaries(st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3).map(tuple)))
def test_circles_are_those_that_a_search_from_each_key_finds(before: dict[str, tuple[str, ...]]) -> None:
    """A key is on a circle if, and only if, a search from it comes back to it; and what is told is such a way."""
    circles = Circles(lambda place: before.get(place, ()))
    for key in "abcdef":
        way = circles.told(key).split(" -> ") if circles.told(key) else []
        assert bool(way) == bool(path_back(key, lambda place: before.get(place, ())))
        assert all(there in before[here] for here, there in pairwise(way))
        assert not way or (way[0], way[-1]) == (key, key)


def test_levels_are_limited() -> None:
    """A hundred committees may stand one below the other, and no more."""
    groups = [Group(key=f"g{level}", name="G", parent=f"g{level - 1}" if level else None) for level in range(102)]
    together = Overlay.of(RECORD, *groups)
    assert list(problems(groups[100], together)) == []
    assert [str(problem) for problem in problems(groups[101], together)] == [
        "the committees above 'g101' would be more than 100 levels; put it under one higher up"
    ]


class Counting(WorkProgramme):
    """A programme that counts how often a task is looked up."""

    looked_up = 0

    def get(self, kind: str, key: str) -> Record | None:
        """The record of this kind and key, or None."""
        Counting.looked_up += kind == "task"
        return super().get(kind, key)


@pytest.mark.parametrize("field", ["after", "target"])
def test_a_chain_is_followed_once(field: str) -> None:
    """Records that are looked at together cost what they are many, however long the chain that they form."""
    ties = [{}, *({field: [f"T-{n}"] if field == "after" else f"T-{n} + 1d"} for n in range(299))]
    tasks = [Task(key=f"T-{n}", title="x", group="wg", **tie) for n, tie in enumerate(ties)]  # type: ignore[arg-type]
    Counting.looked_up = 0
    together = Overlay.of(Counting(groups=RECORD.groups), *tasks)
    assert [problem for task in tasks for problem in problems(task, together)] == []
    assert Counting.looked_up < 10 * len(tasks)


def test_what_did_not_change_is_not_looked_at_again() -> None:
    """Progress on the last task of a chain costs no look along the chain."""
    tasks = {f"T-{n}": Task(key=f"T-{n}", title="x", group="wg", after=[f"T-{n - 1}"] if n else []) for n in range(300)}
    Counting.looked_up = 0
    assert problems(attrs.evolve(tasks["T-299"], percent=5), Counting(groups=RECORD.groups, tasks=tasks)) == []
    assert Counting.looked_up < 10
