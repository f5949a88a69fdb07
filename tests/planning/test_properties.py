"""Random networks: against longest paths by networkx, and against planning again."""

from collections.abc import Iterator, Mapping
from typing import Any

import networkx as nx
import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from wgtrack.planning import Activity, CircleError, Link, Timing, critical_path

Network = tuple[list[Activity], list[Link]]
ENDS = {"S": "start", "F": "finish"}


@st.composite
def networks(draw: st.DrawFn, *, circles: bool = False, longest: bool = True) -> Network:
    """Activities in any order; links of every type from an earlier to a later one, or, with ``circles``, between any."""
    count = draw(st.integers(1, 9))
    activities = [Activity(chr(ord("a") + n), draw(st.integers(0, 6))) for n in range(count)]
    links = []
    for first, last in draw(st.lists(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)), max_size=16)):
        before, after = (first, last) if circles else (min(first, last), max(first, last))
        if before == after and not circles:
            continue
        lag = draw(st.integers(-8 if circles else -4, 6))
        most = draw(st.none() | st.integers(lag, lag + 9)) if longest else None
        kind: Any = draw(st.sampled_from(("FS", "SS", "FF", "SF")))
        links.append(Link(activities[before].key, activities[after].key, kind, lag, most))
    return draw(st.permutations(activities)), links


def edges(activities: list[Activity], links: list[Link]) -> Iterator[tuple[tuple[str, str], tuple[str, str], float]]:
    """The network as edges between starts and finishes: the second comes at least so many days after the first."""
    for activity in activities:
        yield (activity.key, "start"), (activity.key, "finish"), activity.duration
        yield (activity.key, "finish"), (activity.key, "start"), -activity.duration
    for link in links:
        first, last = (link.before, ENDS[link.type[0]]), (link.after, ENDS[link.type[1]])
        yield first, last, link.lag
        if link.longest is not None:
            yield last, first, -link.longest


def graph_of(activities: list[Activity], links: list[Link]) -> "nx.DiGraph[Any]":
    """The edges, negated, so that a shortest path is a longest one; of parallel edges, the one that asks for more."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    for first, last, length in edges(activities, links):
        known = graph.get_edge_data(first, last, {"weight": -length})["weight"]
        graph.add_edge(first, last, weight=min(known, -length))
    return graph


def planned(activities: list[Activity], links: list[Link], **options: Any) -> dict[str, Timing]:
    """The timings; networks that cannot be planned are passed over."""
    try:
        return critical_path(activities, links, **options)
    except CircleError:
        assume(condition=False)
        raise


def dates(timings: dict[str, Timing]) -> dict[str, tuple[float, ...]]:
    """The four dates of each."""
    return {key: (t.early_start, t.early_finish, t.late_start, t.late_finish) for key, t in timings.items()}


def longest_paths(activities: list[Activity], links: list[Link], bounds: dict[str, float]) -> dict[str, Any]:
    """The four dates as longest paths: from day 0 to every start, and from every start to a latest finish."""
    graph = graph_of(activities, links)
    graph.add_weighted_edges_from(("zero", (activity.key, "start"), 0) for activity in activities)
    graph.add_weighted_edges_from(((key, "finish"), "end", bound) for key, bound in bounds.items())
    early = nx.single_source_bellman_ford_path_length(graph, "zero")
    late = nx.single_source_bellman_ford_path_length(graph.reverse(), "end")
    return {
        a.key: (
            -early[a.key, "start"],
            -early[a.key, "start"] + a.duration,
            late[a.key, "start"],
            late[a.key, "start"] + a.duration,
        )
        for a in activities
    }


def latest_finishes(timings: dict[str, Timing], links: list[Link], finish_by: Mapping[str, float]) -> dict[str, float]:
    """What the documentation says of the latest finish of each activity for its own sake."""
    end = max(timing.early_finish for timing in timings.values())
    follows = nx.DiGraph([(link.before, link.after) for link in links])
    follows.add_nodes_from(timings)
    return {
        key: finish_by.get(key, max([end, *(finish_by.get(after, end) for after in nx.descendants(follows, key))]))
        for key in timings
    }


def delayed(network: Network, key: str, start: float, **options: Any) -> dict[str, Timing]:
    """The same network, but this activity starts no earlier than on this day."""
    activities, links = network
    wait = [Activity("wait", 0)], [Link("wait", key, "SS", start)]
    return critical_path(activities + wait[0], links + wait[1], **options)


@given(networks())
def test_dates_are_longest_paths(network: Network) -> None:
    """Early and late dates are what networkx finds in the graph of starts and finishes."""
    timings = planned(*network)
    assert dates(timings) == longest_paths(*network, latest_finishes(timings, network[1], {}))


@given(networks(), st.data())
def test_dates_are_longest_paths_to_the_latest_finishes_given(network: Network, data: st.DataObject) -> None:
    """With finish_by too, early or late, late dates are what networkx finds, and early dates do not change."""
    keys = st.sampled_from([activity.key for activity in network[0]])
    finish_by = data.draw(st.dictionaries(keys, st.integers(-5, 60), max_size=4))
    timings = planned(*network, finish_by=finish_by)
    assert dates(timings) == longest_paths(*network, latest_finishes(timings, network[1], finish_by))


def refusal(activities: list[Activity], links: list[Link]) -> CircleError | None:
    """The error that this network is refused with, if it is."""
    try:
        critical_path(activities, links)
    except CircleError as error:
        return error
    return None


@given(networks(circles=True))
def test_circles_are_found_where_networkx_finds_them(network: Network) -> None:
    """Planned networks have a longest path; refused ones have a circle that cannot hold, or never begins."""
    activities, links = network
    unbounded = nx.negative_edge_cycle(graph_of(activities, links))
    error = refusal(activities, links)
    if error is None:
        timings = critical_path(activities, links)
        assert not unbounded
        assert dates(timings) == longest_paths(activities, links, dict.fromkeys(timings, _end(timings)))
    else:
        assert unbounded or not error.days
        kept = [evolve(link, longest=link.longest if error.days else None) for link in error.links]
        assert nx.negative_edge_cycle(graph_of(activities, kept)) == (error.days > 0)
        assert set(error.links) <= set(links)


def _end(timings: dict[str, Timing]) -> float:
    return max(timing.early_finish for timing in timings.values())


@given(networks(), st.data())
def test_total_float_never_lies(network: Network, data: st.DataObject) -> None:
    """An activity that starts later by its total float moves no end; by a day more, it moves the end by that day."""
    timings = planned(*network)
    key = data.draw(st.sampled_from(sorted(timings)))
    start = timings[key].early_start + timings[key].total_float
    assert _end(delayed(network, key, start)) == _end(timings)
    assert _end(delayed(network, key, start + 1)) == _end(timings) + 1


@given(networks(), st.data())
def test_total_float_never_lies_about_latest_finishes(network: Network, data: st.DataObject) -> None:
    """With finish_by that can be kept: by its total float, all are still kept; by a day more, one is missed."""
    keys = st.sampled_from([activity.key for activity in network[0]])
    finish_by = data.draw(st.dictionaries(keys, st.integers(0, 60), max_size=4))
    timings = planned(*network, finish_by=finish_by)
    bounds = latest_finishes(timings, network[1], finish_by)
    key = data.draw(keys)
    assume(all(timing.total_float >= 0 for timing in timings.values()))
    start = timings[key].early_start + timings[key].total_float
    inside, beyond = delayed(network, key, start), delayed(network, key, start + 1)
    assert all(inside[name].early_finish <= bounds[name] for name in timings)
    assert any(beyond[name].early_finish > bounds[name] for name in timings)


@given(networks(), st.data())
def test_free_float_never_lies(network: Network, data: st.DataObject) -> None:
    """An activity that starts later by its free float moves no other; by a day more, it moves one, or the end."""
    timings = planned(*network)
    key = data.draw(st.sampled_from(sorted(timings)))
    start = timings[key].early_start + timings[key].free_float
    inside, beyond = delayed(network, key, start), delayed(network, key, start + 1)
    others = [name for name in timings if name != key]
    assert all(inside[name].early_start == timings[name].early_start for name in others)
    assert _end(inside) == _end(timings)
    moved = [name for name in others if beyond[name].early_start != timings[name].early_start]
    assert moved or _end(beyond) > _end(timings)


@given(networks(circles=True), st.booleans())
def test_floats_are_in_order(network: Network, clamp: bool) -> None:
    """Free float lies between 0 and total float, critical means no total float, and with the clamp something always is."""
    timings = planned(*network, clamp=clamp)
    assert all(0 <= timing.free_float <= timing.total_float for timing in timings.values())
    assert all(timing.critical == (timing.total_float == 0) for timing in timings.values())
    assert any(timing.critical for timing in timings.values()) or not clamp


@given(networks(circles=True), st.booleans())
def test_every_link_holds(network: Network, clamp: bool) -> None:
    """Early dates, and late dates too, keep every lag and every longest lag."""
    activities, links = network
    timings = planned(activities, links, clamp=clamp)
    for which in ("early", "late"):
        at = {(key, end): getattr(timings[key], f"{which}_{end}") for key in timings for end in ENDS.values()}
        assert all(at[last] >= at[first] + length for first, last, length in edges(activities, links))


@given(networks(circles=True), st.booleans())
def test_what_drives_an_activity_binds(network: Network, clamp: bool) -> None:
    """The link that drives an activity has no room at the early dates, the one that holds it none at the late dates."""
    timings = planned(*network, clamp=clamp)
    for key, timing in timings.items():
        for link, which in ((timing.driven_by, "early"), (timing.held_by, "late")):
            if link is not None:
                first = getattr(timings[link.before], f"{which}_{ENDS[link.type[0]]}")
                last = getattr(timings[link.after], f"{which}_{ENDS[link.type[1]]}")
                by_longest = key == (link.before if which == "early" else link.after)
                assert last - first == (link.longest if by_longest else link.lag)
        assert timing.driven_by is not None or timing.early_start == 0


@given(networks(circles=True))
def test_following_what_drives_leads_to_day_0(network: Network) -> None:
    """Going from an activity to what drives it, again and again, ends at one that starts on day 0."""
    timings = planned(*network)
    for key in timings:
        here, steps = key, 0
        while (link := timings[here].driven_by) is not None:
            here, steps = link.before if here == link.after else link.after, steps + 1
            assert steps <= len(timings)
        assert timings[here].early_start == 0


@given(networks(), st.randoms(use_true_random=False))
def test_the_order_given_changes_no_date(network: Network, random: Any) -> None:
    """Activities and links in another order have the same dates and floats, and keys come back in the order given."""
    activities, links = network
    timings = planned(activities, links)
    random.shuffle(activities)
    again = critical_path(activities, random.sample(links, len(links)))
    assert list(again) == [activity.key for activity in activities]
    assert {key: evolve(t, driven_by=None, held_by=None) for key, t in again.items()} == {
        key: evolve(t, driven_by=None, held_by=None) for key, t in timings.items()
    }


@given(networks(circles=True))
def test_fractions_of_a_day_are_planned_like_whole_days(network: Network) -> None:
    """A network in tenths of a day is the network in days: the same circles, critical activities and, but for rounding, dates."""
    tenths = (
        [evolve(activity, duration=activity.duration * 0.1) for activity in network[0]],
        [
            evolve(link, lag=link.lag * 0.1, longest=None if link.longest is None else link.longest * 0.1)
            for link in network[1]
        ],
    )
    assert (refusal(*network) is None) == (refusal(*tenths) is None)
    whole, parts = planned(*network), planned(*tenths)
    for key, timing in whole.items():
        assert parts[key].critical == timing.critical
        assert dates(parts)[key] == pytest.approx([day * 0.1 for day in dates(whole)[key]], abs=1e-7)


@given(networks(circles=True, longest=False))
def test_whole_days_stay_whole(network: Network) -> None:
    """From whole numbers come whole numbers, never fractions that only look whole."""
    for timing in planned(*network).values():
        values = (*dates({"it": timing})["it"], timing.total_float, timing.free_float)
        assert all(type(value) is int for value in values)
