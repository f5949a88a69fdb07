"""Benchmark instances with longest lags (tests/data/rcpsp_max), without their resources.

The instances state their "network-based lower bound on project duration": the end, as their authors computed it.
"""

from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from wgtrack.planning import Activity, Link, critical_path

DATA = Path(__file__).parent.parent / "data/rcpsp_max"
#: From the authors' stat.txt beside the instances.
BOUNDS = {
    "sm_j20_psp1": 35,
    "ubo_10_psp1": 18,
    "ubo_10_psp2": 32,
    "ubo_20_psp1": 80,
    "ubo_50_psp1": 108,
    "ubo_50_psp34": 135,
}
FAR = 1_000_000
Instance = tuple[list[Activity], list[tuple[str, str, int]]]


def read(name: str) -> Instance:
    """The activities of a ``.sch`` file and its arcs: from, to, least days from start to start, negative or not."""
    lines = [line.split() for line in DATA.joinpath(f"{name}.sch").read_text("utf-8").splitlines()]
    count = int(lines[0][0]) + 2
    arcs = []
    for key, _, successors, *rest in lines[1 : count + 1]:
        heads, lengths = rest[: int(successors)], rest[int(successors) :]
        arcs += [(key, head, int(length.strip("[]"))) for head, length in zip(heads, lengths, strict=True)]
    return [Activity(line[0], int(line[2])) for line in lines[count + 1 : 2 * count + 1]], arcs


def as_longest(arcs: list[tuple[str, str, int]]) -> list[Link]:
    """An arc with a negative length is a longest lag of the link the other way; that link has no least lag of its own."""
    return [
        Link(tail, head, "SS", length) if length >= 0 else Link(head, tail, "SS", -FAR, -length)
        for tail, head, length in arcs
    ]


@pytest.mark.parametrize("name", BOUNDS)
def test_the_end_is_the_bound_that_the_authors_state(name: str) -> None:
    """The latest early finish is the instance's network-based bound on the duration of the project."""
    activities, arcs = read(name)
    timings = critical_path(activities, as_longest(arcs))
    assert max(timing.early_finish for timing in timings.values()) == BOUNDS[name]


@pytest.mark.parametrize("name", BOUNDS)
def test_a_negative_lag_and_a_longest_lag_the_other_way_are_the_same(name: str) -> None:
    """Writing every arc as a least lag, circles of them too, gives the same dates and floats."""
    activities, arcs = read(name)
    one = critical_path(activities, as_longest(arcs))
    other = critical_path(activities, [Link(tail, head, "SS", length) for tail, head, length in arcs])
    assert [(t.early_start, t.late_start, t.total_float, t.free_float) for t in one.values()] == [
        (t.early_start, t.late_start, t.total_float, t.free_float) for t in other.values()
    ]


@pytest.mark.parametrize("name", BOUNDS)
def test_every_date_is_a_longest_path(name: str) -> None:
    """Early starts are the longest paths from the source, late starts the end less those to the sink, by networkx."""
    activities, arcs = read(name)
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_weighted_edges_from((tail, head, -length) for tail, head, length in arcs)
    first, last = activities[0].key, activities[-1].key
    early = nx.single_source_bellman_ford_path_length(graph, first)
    late = nx.single_source_bellman_ford_path_length(graph.reverse(), last)
    timings = critical_path(activities, as_longest(arcs))
    assert {key: t.early_start for key, t in timings.items()} == {key: -early[key] for key in timings}
    assert {key: t.late_start for key, t in timings.items()} == {key: BOUNDS[name] + late[key] for key in timings}
