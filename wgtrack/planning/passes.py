"""The passes over a network: what order to go in, how early each activity can start, how late it may.

Without longest lags, one pass each way over the edges in topological order is exact (Kelley and Walker 1959). Edges that
run against that order (longest lags) get a pass of their own, in the opposite order, and the two alternate until nothing
moves: Bellman and Ford's method in Yen's order (1970), which needs as many rounds as the longest path changes direction.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wgtrack.planning.cycles import NONE, refuse_circle
from wgtrack.planning.knots import refuse_waiting
from wgtrack.planning.network import Network

#: Fractions of a day that differ by less are the same: a third of a day three times is a day.
NOISE = 1e-9


class Order(NamedTuple):
    """The edges of a network in the order to go by."""

    #: Those that run with the order, so that what an activity waits for is settled before the activity itself.
    forward: list[int]
    #: Those that run against it, from the last activity to the first.
    back: list[int]


class Starts(NamedTuple):
    """When each activity starts, and the edge that holds it there (or ``NONE``)."""

    at: list[float]
    by: list[int]


def order_of(network: Network) -> Order:
    """The order of a network. CircleError where activities wait for each other.

    A circle of links is refused if it has a positive length, and also if it has none but asks that something finishes before
    it starts. One that only asks works to start (or to finish) at the same time can hold, and so can one that comes out at
    or below zero by a negative lag: that lag is a longest lag the other way.
    """
    links = range(network.plain)
    nodes, edges = _topological(network, links)
    if len(edges) == len(network.tails):
        return Order(edges, [])
    if len(nodes) < len(network.durations):
        waits = [e for e in links if network.lengths[e] >= 0 or network.tails[e] == network.heads[e]]
        nodes, _ = _topological(network, waits)
        if len(nodes) < len(network.durations):
            nodes, _ = _topological(network, refuse_waiting(network, waits, nodes))
    return _by_rank(network, nodes)


def earliest(network: Network, order: Order, starts: list[float]) -> Starts:
    """The earliest starts from these on. CircleError where the longest lags contradict the links or each other."""
    early = Starts(starts, [NONE] * len(starts))
    _delay(network, order.forward, early, 0)
    while order.back and _delay(network, order.back, early, NOISE):
        # An activity that is held by itself would be moved for ever; such a circle goes by an edge of ``back``.
        refuse_circle(network, early.by, (network.heads[e] for e in order.back if early.by[network.heads[e]] == e))
        if not _delay(network, order.forward, early, NOISE):
            break
    return early


def latest(network: Network, order: Order, starts: list[float]) -> Starts:
    """The latest starts that are no later than these."""
    late = Starts(starts, [NONE] * len(starts))
    _advance(network, reversed(order.forward), late, 0)
    while order.back and _advance(network, reversed(order.back), late, NOISE):
        if not _advance(network, reversed(order.forward), late, NOISE):
            break
    return late


def _delay(network: Network, edges: Iterable[int], starts: Starts, noise: float) -> bool:
    """Start every head as late as its edges ask; whether any was moved."""
    tails, heads, lengths = network.tails, network.heads, network.lengths
    at, by = starts
    moved = False
    for edge in edges:
        head = heads[edge]
        start = at[tails[edge]] + lengths[edge]
        if start > at[head] + noise:
            at[head], by[head] = start, edge
            moved = True
    return moved


def _advance(network: Network, edges: Iterable[int], starts: Starts, noise: float) -> bool:
    """Start every tail as early as its edges ask; whether any was moved."""
    tails, heads, lengths = network.tails, network.heads, network.lengths
    at, by = starts
    moved = False
    for edge in edges:
        tail = tails[edge]
        start = at[heads[edge]] - lengths[edge]
        if start < at[tail] - noise:
            at[tail], by[tail] = start, edge
            moved = True
    return moved


def _topological(network: Network, edges: Sequence[int]) -> tuple[list[int], list[int]]:
    """The activities, each after those that its edges come from (Kahn 1962), and the edges that go out, in that order.

    Those in a circle or after it are left out.
    """
    heads = network.heads
    first, following, waits_for = _outgoing(network, edges)
    nodes = [node for node, count in enumerate(waits_for) if not count]
    ordered = []
    for node in nodes:  # grows as it goes
        edge = first[node]
        while edge != NONE:
            ordered.append(edge)
            head = heads[edge]
            waits_for[head] -= 1
            if not waits_for[head]:
                nodes.append(head)
            edge = following[edge]
    return nodes, ordered


def _outgoing(network: Network, edges: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """The first edge out of each activity, the next such edge after each edge, and how many edges come in.

    Chained through flat lists: a list for each of 100,000 activities would set off the garbage collector.
    """
    tails, heads = network.tails, network.heads
    first, comes_in = [NONE] * len(network.durations), [0] * len(network.durations)
    following = [NONE] * len(tails)
    for edge in reversed(edges):
        tail = tails[edge]
        following[edge], first[tail] = first[tail], edge
        comes_in[heads[edge]] += 1
    return first, following, comes_in


def _by_rank(network: Network, nodes: Sequence[int]) -> Order:
    ranks = [0] * len(nodes)
    for rank, node in enumerate(nodes):
        ranks[node] = rank
    place = [ranks[tail] for tail in network.tails]
    against = [edge for edge, head in enumerate(network.heads) if ranks[head] < place[edge]]
    back = set(against)
    forward = [edge for edge in range(len(place)) if edge not in back] if back else range(len(place))
    return Order(sorted(forward, key=place.__getitem__), sorted(against, key=place.__getitem__, reverse=True))
