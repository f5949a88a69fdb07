"""Critical path: what each kind of link, lag, latest finish and mistake comes to, by hand."""

import math
from typing import Any

import pytest

from wgtrack.errors import InputError, WgtrackError
from wgtrack.model.values import LinkType
from wgtrack.planning import Activity, CircleError, Link, PlanningError, Timing, critical_path

A, B = Activity("a", 3), Activity("b", 5)


def starts(timings: dict[str, Timing]) -> dict[str, float]:
    """The early starts."""
    return {key: timing.early_start for key, timing in timings.items()}


def test_a_chain_beside_a_shorter_one() -> None:
    """The long chain is critical; the short one has the difference as total float, free where nothing else waits."""
    timings = critical_path(
        [
            Activity("draft", 5),
            Activity("review", 10),
            Activity("figures", 2),
            Activity("layout", 3),
            Activity("print", 1),
        ],
        [
            Link("draft", "review"),
            Link("draft", "figures"),
            Link("figures", "layout"),
            Link("review", "print"),
            Link("layout", "print"),
        ],
    )
    assert timings["review"] == Timing(
        5, 15, 5, 15, 0, 0, critical=True, driven_by=Link("draft", "review"), held_by=Link("review", "print")
    )
    assert timings["figures"] == Timing(
        5, 7, 10, 12, 5, 0, critical=False, driven_by=Link("draft", "figures"), held_by=Link("figures", "layout")
    )
    assert timings["layout"] == Timing(
        7, 10, 12, 15, 5, 5, critical=False, driven_by=Link("figures", "layout"), held_by=Link("layout", "print")
    )
    assert timings["print"] == Timing(
        15, 16, 15, 16, 0, 0, critical=True, driven_by=Link("review", "print"), held_by=None
    )
    assert timings["draft"].driven_by is None


@pytest.mark.parametrize(
    ("kind", "lag", "start"),
    [("FS", 2, 5), ("FS", -2, 1), ("SS", 2, 2), ("FF", 4, 2), ("FF", 0, 0), ("SF", 7, 2), ("SF", 4, 0)],
)
def test_each_type_of_link_ties_the_ends_it_names(kind: Any, lag: int, start: int) -> None:
    """The end of the second comes the lag after the end of the first, but no start comes before day 0."""
    assert starts(critical_path([A, B], [Link("a", "b", kind, lag)])) == {"a": 0, "b": start}


@pytest.mark.parametrize(("kind", "free"), [("FS", 2), ("SS", 5), ("FF", 6), ("SF", 9)])
def test_free_float_is_the_room_in_the_link_whatever_its_type(kind: Any, free: int) -> None:
    """Free float is how far the first end can move before the lag to the second is used up."""
    links = [Link("wait", "b", "SS", 5), Link("a", "b", kind), Link("b", "end", lag=20)]
    timings = critical_path([A, Activity("b", 4), Activity("wait", 0), Activity("end", 0)], links)
    assert timings["a"].free_float == free


@pytest.mark.parametrize(
    ("kind", "longest", "start"),
    [("FS", 4, 13), ("SS", 4, 16), ("FF", 4, 18), ("SF", 4, 21)],
)
def test_a_longest_lag_pulls_the_first_towards_the_second(kind: Any, longest: int, start: int) -> None:
    """Where the second cannot come sooner, the first waits until the two ends are no farther apart than allowed."""
    link = Link("a", "b", kind, -99, longest)
    timings = critical_path([A, B, Activity("summit", 0)], [link, Link("summit", "b", "SS", 20)])
    assert starts(timings) == {"a": start, "b": 20, "summit": 0}
    assert timings["a"].driven_by == link


def test_a_longest_lag_pulls_a_whole_chain() -> None:
    """What is pulled pulls in its turn, and what follows from it moves too."""
    keys = ["circulation", "comments", "resolution", "minutes"]
    timings = critical_path(
        [*(Activity(key, 2) for key in keys), Activity("hall", 0)],
        [
            Link("circulation", "comments", longest=0),
            Link("comments", "resolution", longest=5),
            Link("hall", "resolution", lag=20),
            Link("circulation", "minutes"),
        ],
    )
    assert starts(timings) == {"circulation": 11, "comments": 13, "resolution": 20, "minutes": 13, "hall": 0}
    assert timings["circulation"].critical is False
    assert timings["circulation"].total_float == 5


def test_a_lag_that_may_be_neither_longer_nor_shorter() -> None:
    """A longest lag equal to the lag fixes the distance; that is a circle of no length, and it can hold."""
    assert starts(critical_path([A, B], [Link("a", "b", "FS", 2, 2)])) == {"a": 0, "b": 5}


def test_a_milestone_takes_no_time() -> None:
    """A milestone starts and finishes at once and hands on what it waited for."""
    timings = critical_path([A, Activity("done", 0), B], [Link("a", "done"), Link("done", "b")])
    assert timings["done"] == Timing(
        3, 3, 3, 3, 0, 0, critical=True, driven_by=Link("a", "done"), held_by=Link("done", "b")
    )
    assert timings["b"].early_start == 3


def test_without_the_clamp_a_start_may_lie_before_day_0() -> None:
    """Then only what waits for nothing is bound to day 0, and only what nothing waits for to the end."""
    links = [Link("a", "b", "FF"), Link("b", "c")]
    timings = critical_path([A, B, Activity("c", 1)], links, clamp=False)
    assert starts(timings) == {"a": 0, "b": -2, "c": 3}
    late = critical_path([A, Activity("b", 1)], [Link("a", "b", "SS")], clamp=False)
    assert (late["a"].late_finish, late["b"].late_finish) == (5, 3)


def test_nothing_is_planned_as_nothing() -> None:
    """A network without activities has no timings; one without links has each start on day 0."""
    assert critical_path([], []) == {}
    assert starts(critical_path([A, B], [])) == {"a": 0, "b": 0}


def test_generators_will_do() -> None:
    """Activities and links may be given once only, as from a generator."""
    assert starts(critical_path(iter([A, B]), iter([Link("a", "b")]))) == {"a": 0, "b": 3}


def test_two_links_between_the_same_two() -> None:
    """Both hold: together they say how the starts and the finishes overlap."""
    links = [Link("a", "b", "SS", 1), Link("a", "b", "FF", 4)]
    timings = critical_path([A, B], links)
    assert (timings["b"].early_start, timings["b"].driven_by) == (2, links[1])


class TestLatestFinish:
    """finish_by: latest finishes given for some."""

    def test_one_that_is_earlier_than_can_be(self) -> None:
        """The float of all it waits for is negative by the days that are short, and all that is critical."""
        timings = critical_path([A, B, Activity("c", 1)], [Link("a", "b")], finish_by={"b": 6})
        assert [timings[key].total_float for key in "abc"] == [-2, -2, 7]
        assert [timings[key].critical for key in "abc"] == [True, True, False]
        assert timings["b"].late_finish == 6
        assert timings["a"].free_float == timings["b"].free_float == 0

    def test_one_that_is_later_than_need_be(self) -> None:
        """What it waits for has the room too, however short the last of the chain; nothing else has."""
        timings = critical_path(
            [Activity("a", 8), Activity("b", 2), Activity("c", 4)], [Link("a", "b")], finish_by={"b": 15}
        )
        assert [timings[key].total_float for key in "abc"] == [5, 5, 6]
        assert not any(timing.critical for timing in timings.values())

    def test_one_in_the_middle(self) -> None:
        """It binds what comes before it, not what comes after."""
        timings = critical_path([A, B, Activity("c", 9)], [Link("a", "b"), Link("a", "c")], finish_by={"a": 3, "b": 8})
        assert [timings[key].total_float for key in "abc"] == [0, 0, 0]
        assert timings["a"].held_by is None

    def test_the_later_of_two_does_not_hide_the_earlier(self) -> None:
        """A late date after an early one gives no room back."""
        timings = critical_path([A, B], [Link("a", "b")], finish_by={"a": 4, "b": 30})
        assert [timings[key].total_float for key in "ab"] == [1, 22]

    def test_it_holds_without_the_clamp(self) -> None:
        """The same dates where no activity would leave the span of the project."""
        network = [A, B], [Link("a", "b")]
        finish_by = {"b": 6}
        assert critical_path(*network, finish_by=finish_by, clamp=False) == critical_path(*network, finish_by=finish_by)

    @pytest.mark.parametrize("day", [math.nan, math.inf, "6", None, True])
    def test_one_that_is_no_day(self, day: Any) -> None:
        """A latest finish that is no number of days is refused by its key."""
        with pytest.raises(InputError, match="latest finish of 'b' is"):
            critical_path([A, B], [], finish_by={"b": day})

    def test_one_of_an_unknown_key(self) -> None:
        """A latest finish for no activity of the network is refused by its key."""
        with pytest.raises(InputError, match="finish_by names 'x'"):
            critical_path([A], [], finish_by={"x": 3})


class TestFractions:
    """Fractional days."""

    def test_rounding_makes_no_float(self) -> None:
        """Three thirds of a day are a day: both chains are critical, with a float of exactly 0."""
        thirds = [Activity(f"t{n}", 1 / 3) for n in range(3)]
        links = [Link("t0", "t1"), Link("t1", "t2")]
        tenths = [Activity(f"x{n}", 0.1) for n in range(10)]
        links += [Link(f"x{n}", f"x{n + 1}") for n in range(9)]
        timings = critical_path([*thirds, *tenths, Activity("whole", 1)], links)
        assert all(timing.critical and timing.total_float == timing.free_float == 0 for timing in timings.values())

    def test_rounding_makes_no_circle(self) -> None:
        """A longest lag of 0.3 after lags of 0.1 and 0.2 can be kept, though 0.1 + 0.2 is a little more than 0.3."""
        links = [Link("a", "b", "SS", 0.1), Link("b", "c", "SS", 0.2), Link("a", "c", "SS", -1, 0.3)]
        timings = critical_path([Activity(key, 1) for key in "abc"], links)
        assert timings["c"].early_start == pytest.approx(0.3)

    def test_fractions_that_are_exact_stay_exact(self) -> None:
        """Halves add up without a trace."""
        timings = critical_path([Activity("a", 0.5), Activity("b", 1.5)], [Link("a", "b", lag=-0.25)])
        assert (timings["b"].early_start, timings["b"].early_finish) == (0.25, 1.75)


class TestCircles:
    """Links that cannot all hold."""

    def test_a_circle_of_links(self) -> None:
        """The error lists the links of the circle, in order from the activity given first, and by how much they miss."""
        circle = [Link("b", "c", lag=2), Link("c", "a"), Link("a", "b")]
        with pytest.raises(CircleError) as caught:
            critical_path([Activity("x", 1), A, B, Activity("c", 1)], [Link("x", "a"), *circle])
        assert caught.value.links == (circle[2], circle[0], circle[1])
        assert caught.value.days == 11
        assert str(caught.value) == (
            "the links go round in a circle that misses by 11 working days: a -> b; b -> c FS + 2wd; c -> a; "
            "take one of them away, or change a lag"
        )

    def test_what_only_follows_a_circle_is_not_listed(self) -> None:
        """Activities after the circle cannot be planned either, but are no part of it."""
        links = [Link("c", "d"), Link("a", "b"), Link("b", "a"), Link("b", "c")]
        with pytest.raises(CircleError) as caught:
            critical_path([Activity(key, 1) for key in "dcba"], links)
        assert set(caught.value.links) == {links[1], links[2]}

    @pytest.mark.parametrize("kind", ["SS", "FF", "SF"])
    def test_activities_that_begin_or_end_together_can_hold(self, kind: LinkType) -> None:
        """Both can begin at once, so that is no circle; what follows one of them starts after its two days."""
        links = [Link("a", "b", kind), Link("b", "a", kind), Link("b", "c")]
        timings = critical_path([Activity("a", 2), Activity("b", 2), Activity("c", 1)], links)
        assert [timings[key].early_start for key in "abc"] == [0, 0, 2]

    @pytest.mark.parametrize(
        ("links", "days"),
        [
            ([Link("m", "n"), Link("n", "m")], 0),
            ([Link("m", "m", "SS")], 0),
            ([Link("m", "m", "FS", -5)], 0),
            ([Link("m", "n"), Link("n", "m", "FS", 1)], 1),
        ],
    )
    def test_a_circle_that_takes_no_time(self, links: list[Link], days: int) -> None:
        """Activities that wait for each other, or for themselves, never begin, even if no day would be missing."""
        with pytest.raises(CircleError) as caught:
            critical_path([Activity("m", 0), Activity("n", 0)], links)
        assert (caught.value.links, caught.value.days) == (tuple(links), days)

    def test_longest_lags_that_contradict_the_links(self) -> None:
        """The way there takes longer than the longest lag: the circle goes back by it, and it is named as such."""
        links = [Link("a", "b"), Link("b", "c", lag=3), Link("a", "c", "SS", 0, 9)]
        with pytest.raises(CircleError) as caught:
            critical_path([A, B, Activity("c", 1)], links)
        assert caught.value.links == tuple(links)
        assert caught.value.days == 2
        assert "misses by 2 working days: a -> b; b -> c FS + 3wd; a -> c SS, at most 9wd;" in str(caught.value)

    def test_a_longest_lag_below_the_lag(self) -> None:
        """A link that contradicts itself is listed once, with both its sides in the message."""
        link = Link("a", "b", "FS", 5, 4)
        with pytest.raises(
            CircleError, match=r"misses by 1 working day: a -> b FS \+ 5wd; a -> b FS, at most 4wd;"
        ) as caught:
            critical_path([A, B], [link])
        assert (caught.value.links, caught.value.days) == ((link,), 1)

    def test_longest_lags_that_contradict_each_other(self) -> None:
        """The talk must come soon after one and long before another that is not much later than the first."""
        links = [
            Link("early", "talk", "SS", 0, 2),
            Link("late", "talk", "SS", -50, -10),
            Link("early", "late", "SS", -3, 5),
        ]
        with pytest.raises(CircleError) as caught:
            critical_path([Activity(key, 0) for key in ("early", "late", "talk")], links)
        assert caught.value.links == tuple(links)
        assert caught.value.days == 5

    def test_a_circle_with_a_negative_lag_that_can_hold(self) -> None:
        """B starts 2 to 4 days after a: written as two lags, or as a lag and a longest lag, it is the same."""
        two = critical_path([A, B], [Link("a", "b", "SS", 2), Link("b", "a", "SS", -4)])
        one = critical_path([A, B], [Link("a", "b", "SS", 2, 4)])
        assert starts(two) == starts(one) == {"a": 0, "b": 2}
        assert [t.total_float for t in two.values()] == [t.total_float for t in one.values()]

    def test_a_long_circle_is_not_written_out(self) -> None:
        """The message names the first twelve links and counts the rest; the error holds them all."""
        links = [Link(f"t{n}", f"t{(n + 1) % 100}") for n in range(100)]
        with pytest.raises(CircleError, match=r"t11 -> t12 and 88 more; take one") as caught:
            critical_path([Activity(f"t{n}", 1) for n in range(100)], links)
        assert caught.value.links == tuple(links)

    def test_it_is_one_of_wgtracks_own_errors(self) -> None:
        """One except clause catches it with the others."""
        assert issubclass(CircleError, PlanningError)
        assert issubclass(PlanningError, InputError)
        assert issubclass(InputError, WgtrackError)


class TestMistakes:
    """Input that cannot be meant."""

    @pytest.mark.parametrize("days", [-1, -0.5, math.nan, math.inf, "3", None, True, 10**400])
    def test_a_duration_that_no_work_has(self, days: Any) -> None:
        """A negative, endless or missing duration is refused by the key."""
        with pytest.raises(InputError, match="the duration of 'a' is"):
            Activity("a", days)

    @pytest.mark.parametrize("lag", [math.nan, -math.inf, "3", None])
    def test_a_lag_that_is_no_number_of_days(self, lag: Any) -> None:
        """A lag has to be finite; so has a longest lag, which may be left out."""
        with pytest.raises(InputError, match="the lag of a -> b is"):
            Link("a", "b", "FS", lag)
        if lag is not None:
            with pytest.raises(InputError, match="the longest lag of a -> b is"):
                Link("a", "b", "FS", 0, lag)

    def test_a_type_that_there_is_not(self) -> None:
        """The error names the four types there are."""
        with pytest.raises(InputError, match="'fs' is not a type of link; use one of FS, SS, FF, SF"):
            Link("a", "b", "fs")  # type: ignore[arg-type]

    @pytest.mark.parametrize(("before", "after"), [("a", "x"), ("x", "a")])
    def test_a_link_to_nothing(self, before: str, after: str) -> None:
        """The error names the link and the key that no activity has."""
        with pytest.raises(InputError, match=f"the link {before} -> {after} names 'x'"):
            critical_path([A, B], [Link("a", "b"), Link(before, after)])

    def test_a_key_taken_twice(self) -> None:
        """The error names the key."""
        with pytest.raises(InputError, match="two activities have the key 'b'"):
            critical_path([A, B, Activity("c", 1), Activity("b", 1)], [])


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (Link("a", "b"), "a -> b"),
        (Link("a", "b", "SS"), "a -> b SS"),
        (Link("a", "b", "FS", -2), "a -> b FS - 2wd"),
        (Link("a", "b", "FF", 0.5, 20), "a -> b FF + 0.5wd, at most 20wd"),
    ],
)
def test_a_link_in_words(link: Link, text: str) -> None:
    """A link reads as it is written in the record, with its longest lag after it."""
    assert str(link) == text


def test_rounds_stay_few_where_longest_lags_pull_a_long_chain() -> None:
    """A chain of 20,000 without waits, pulled by its last, settles in a few passes, not one for each link."""
    count = 20_000
    links = [Link(f"t{n}", f"t{n + 1}", longest=0) for n in range(count - 1)]
    timings = critical_path(
        [Activity("hall", 0), *(Activity(f"t{n}", 1) for n in range(count))],
        [*links, Link("hall", f"t{count - 1}", lag=2 * count)],
    )
    assert timings["t0"].early_start == count + 1
    assert timings[f"t{count - 1}"].early_start == 2 * count
