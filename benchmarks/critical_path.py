"""Plan a large network, and let networkx build the same graph and sort it: one run, side by side."""

import random
import sys
import time
from collections.abc import Callable
from typing import Any

import networkx as nx

from wgtrack.planning import Activity, Link, critical_path


def network(count: int, links: int, seed: int) -> tuple[list[Activity], list[Link]]:
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


def best(work: Callable[[], Any], times: int = 5) -> float:
    """The shortest of some runs, in seconds."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        spans.append(time.perf_counter() - start)
    return min(spans)


def by_networkx(keys: list[str], edges: list[tuple[str, str]]) -> None:
    """Build the graph and sort it."""
    graph: nx.DiGraph[Any] = nx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from(edges)
    list(nx.topological_sort(graph))


def main() -> int:
    """Measure both; fails if wgtrack takes more than twice as long."""
    activities, links = network(100_000, 300_000, seed=1)
    keys, edges = [a.key for a in activities], [(link.before, link.after) for link in links]
    theirs = best(lambda: by_networkx(keys, edges))
    ours = best(lambda: critical_path(activities, links))
    print(f"networkx, build and topological_sort: {theirs:.2f} s; critical_path: {ours:.2f} s ({ours / theirs:.2f})")
    return ours > 2 * theirs


if __name__ == "__main__":
    sys.exit(main())
