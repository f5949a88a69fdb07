"""The critical path of a large network, beside networkx building the same graph and sorting it topologically."""

import random
from collections.abc import Iterator
from typing import Any

import networkx as nx

from benchmarks.harness import Measurement, at_most, compared, timed
from wgtrack.planning import Activity, Link, critical_path


def measure(*, quick: bool) -> Iterator[Measurement]:
    """The one comparison."""
    count = 100 if quick else 100_000
    activities, links = network(count, 3 * count)
    keys, edges = [activity.key for activity in activities], [(link.before, link.after) for link in links]
    yield compared(
        f"`critical_path`, {count:,} activities and {3 * count:,} links",
        at_most(2),
        timed(lambda: critical_path(activities, links)),
        "networkx, build and `topological_sort`",
        timed(lambda: _sorted(keys, edges)),
        rounds=1 if quick else 5,
    )


def network(count: int, links: int, seed: int = 1) -> tuple[list[Activity], list[Link]]:
    """A random network without circles, of links of every type, given in no order."""
    draw = random.Random(seed)
    keys = [f"T-{number}" for number in range(count)]
    draw.shuffle(keys)
    activities = [Activity(key, draw.randint(0, 20)) for key in keys]
    pairs = [sorted(draw.sample(range(count), 2)) for _ in range(links)]
    made = [
        Link(keys[first], keys[last], draw.choice(("FS", "FS", "FS", "SS", "FF", "SF")), draw.randint(-3, 5))
        for first, last in pairs
    ]
    draw.shuffle(activities)
    return activities, made


def _sorted(keys: list[str], edges: list[tuple[str, str]]) -> list[str]:
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(edges)
    return list(nx.topological_sort(graph))
