"""Knots of a network: activities that wait for each other, and which of these never can begin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from wgtrack.planning.cycles import NONE, raise_circle
from wgtrack.planning.network import Network

#: What a node leads to: pairs of the next node and the edge that goes there.
Ahead = Mapping[int, Sequence[tuple[int, int]]]


def knots(ahead: Ahead) -> list[list[int]]:
    """The strongly connected parts of a graph, by Tarjan's algorithm (1972) with a stack of its own.

    Every node is in one of them; most have one node.
    """
    found: list[list[int]] = []
    places: dict[int, int] = {}
    lowest: dict[int, int] = {}
    waiting: list[int] = []
    settled = set[int]()
    for start in ahead:
        path = [] if start in places else [(start, iter(ahead[start]))]
        if path:
            places[start] = lowest[start] = len(waiting)
            waiting.append(start)
        while path:
            node, rest = path[-1]
            following = next((head for head, _ in rest if head not in settled), None)
            if following is None:
                path.pop()
                if path:
                    lowest[path[-1][0]] = min(lowest[path[-1][0]], lowest[node])
                if lowest[node] == places[node]:
                    found.append(waiting[places[node] :])
                    settled.update(found[-1])
                    del waiting[places[node] :]
            elif following in places:
                lowest[node] = min(lowest[node], places[following])
            else:
                places[following] = lowest[following] = len(waiting)
                waiting.append(following)
                path.append((following, iter(ahead.get(following, ()))))
    return found


def graph(tails: Sequence[int], heads: Sequence[int], edges: Iterable[int]) -> dict[int, list[tuple[int, int]]]:
    """The graph of some edges, by the nodes that have one."""
    ahead: dict[int, list[tuple[int, int]]] = {}
    for edge in edges:
        ahead.setdefault(tails[edge], []).append((heads[edge], edge))
        ahead.setdefault(heads[edge], [])
    return ahead


def refuse_waiting(network: Network, waits: Sequence[int], settled: Sequence[int]) -> list[int]:
    """Raise CircleError for a circle of ``waits`` that never can begin, else give those that an order can go by.

    ``settled`` are the activities that wait for no circle. What is left out only asks works to start, or to finish, together.
    """
    done = set(settled)
    open_ = [edge for edge in waits if network.tails[edge] not in done and network.heads[edge] not in done]
    together = set[int]()
    for inner in _inner(network, open_):
        late = next((e for e in inner if network.lengths[e] > 0 or network.tails[e] == network.heads[e]), None)
        if late is not None:
            way = _way(graph(network.tails, network.heads, inner), network.heads[late], network.tails[late])
            raise_circle(network, [late, *way])
        _refuse_own_finish(network, inner)
        together.update(inner)
    return [edge for edge in waits if edge not in together]


def _inner(network: Network, edges: Sequence[int]) -> Iterator[list[int]]:
    """The edges inside each knot, for every knot that has any."""
    number = {
        node: place for place, knot in enumerate(knots(graph(network.tails, network.heads, edges))) for node in knot
    }
    inner: dict[int, list[int]] = {}
    for edge in edges:
        if number[network.tails[edge]] == number[network.heads[edge]]:
            inner.setdefault(number[network.tails[edge]], []).append(edge)
    yield from (inner[place] for place in sorted(inner, key=lambda place: inner[place][0]))


def _refuse_own_finish(network: Network, edges: Sequence[int]) -> None:
    """Refuse a circle of no length in which an activity has to finish before it starts.

    Each activity is two points, its start (an even number) and its finish; a negative lag asks for no order of two points.
    """
    ahead: dict[int, list[tuple[int, int]]] = {}
    for edge in edges:
        for node in (network.tails[edge], network.heads[edge]):
            ahead.setdefault(2 * node, [(2 * node + 1, NONE)])
            ahead.setdefault(2 * node + 1, [])
    for edge in edges:
        link = network.links[edge]
        if link.lag >= 0:
            before = 2 * network.tails[edge] + (link.type[0] == "F")
            ahead[before].append((2 * network.heads[edge] + (link.type[1] == "F"), edge))
    for knot in knots(ahead):
        points = set(knot)
        start = min((point for point in knot if not point % 2 and point + 1 in points), default=None)
        if start is not None:
            raise_circle(network, [edge for edge in _way(ahead, start + 1, start) if edge != NONE])


def _way(ahead: Ahead, start: int, end: int) -> list[int]:
    """The edges of the shortest way from one node to another; there is one."""
    came: dict[int, tuple[int, int]] = {}
    queue = [start]
    for node in queue:
        if node == end:
            break
        for head, edge in ahead[node]:
            if head not in came and head != start:
                came[head] = node, edge
                queue.append(head)
    way, node = list[int](), end
    while node != start:
        node, edge = came[node]
        way.append(edge)
    return way[::-1]
