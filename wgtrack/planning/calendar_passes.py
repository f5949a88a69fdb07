"""The passes of the critical path method over work on real calendars, which may differ from item to item.

As ``sweeps`` does for plain numbers: forward in topological order for the early starts, backward for the late ones; longest
lags run the other way, and the passes alternate until nothing moves.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from wgtrack.dates import Resolver
from wgtrack.model.programme import WorkProgramme
from wgtrack.planning.cycles import NONE, CircleError, refuse_circle
from wgtrack.planning.knots import graph, knots
from wgtrack.planning.network import Network
from wgtrack.planning.passes import NOISE, Order, Starts, order_of
from wgtrack.planning.points import begun, plain
from wgtrack.planning.work_network import Edge, Work, WorkNetwork, work_network

#: Rounds for each longest lag in which works on different calendars look for a day of both.
_SEARCH = 8


class Passes(NamedTuple):
    """A network by number, with the order to go in."""

    keys: list[str]
    #: Place of each key in the lists.
    numbers: Mapping[str, int]
    works: list[Work]
    #: The days of each work: as it has them, or as a sample says.
    days: list[float]
    #: Links, then the longest lags among them, which run from ``after`` back to ``before``.
    edges: list[Edge]
    tails: list[int]
    heads: list[int]
    network: Network
    order: Order

    @classmethod
    def of(cls, net: WorkNetwork) -> "Passes":
        """The passes over this work. CircleError where it waits for itself."""
        numbers = {key: number for number, key in enumerate(net.works)}
        works = list(net.works.values())
        days = [work.days for work in works]
        back = [edge for edge in net.edges if edge.longest is not None]
        edges = [*net.edges, *back]
        count = len(net.edges)
        tails = [numbers[edge.before] for edge in net.edges] + [numbers[edge.after] for edge in back]
        heads = [numbers[edge.after] for edge in net.edges] + [numbers[edge.before] for edge in back]
        lengths = [
            length(edge, days[tail], days[head]) for edge, tail, head in zip(net.edges, tails, heads, strict=False)
        ]
        lengths += [
            length(edge._replace(lag=edge.longest or 0), days[numbers[edge.before]], days[numbers[edge.after]]) * -1
            for edge in back
        ]
        network = Network(days, tails, heads, lengths, edges, count)  # type: ignore[arg-type] # edges have what links have
        return cls(list(net.works), numbers, works, days, edges, tails, heads, network, order_of(network))

    @property
    def has_calendars(self) -> bool:
        """Whether the works do not all go by one calendar."""
        return len({id(work.clock) for work in self.works}) > 1

    @property
    def most_rounds(self) -> int:
        """Rounds of both passes after which what still moves will never settle.

        On one calendar a path goes by each longest lag once at most. Where calendars differ, two works that hold each other
        may have to look for a day that both of them have.
        """
        return (len(self.order.back) + 1) * (_SEARCH if self.has_calendars else 1)

    def early(self) -> Starts:
        """The earliest starts from now on, and the edge that holds each. CircleError where longest lags contradict."""
        starts = Starts([max(0, work.hold.position) for work in self.works], [NONE] * len(self.works))
        self._delay(self.order.forward, starts)
        rounds = 0
        while self.order.back and self._delay(self.order.back, starts):
            rounds += 1
            if self.has_calendars and rounds < self.most_rounds:
                self._delay(self.order.forward, starts)
                continue
            held = (self.heads[edge] for edge in self.order.back if starts.by[self.heads[edge]] == edge)
            refuse_circle(self.network, starts.by, held)
            if not self._delay(self.order.forward, starts):
                break
        return starts

    def late(self, finishes: list[float]) -> Starts:
        """The latest starts for these latest finishes (infinity where there is none)."""
        starts = Starts([end - days for end, days in zip(finishes, self.days, strict=True)], [NONE] * len(self.works))
        self._advance(reversed(self.order.forward), starts)
        while self.order.back and self._advance(reversed(self.order.back), starts):
            if not self._advance(reversed(self.order.forward), starts):
                break
        return starts

    def chain(self, starts: Starts, number: int) -> list[int]:
        """What holds a start, back to what nothing holds, first to last; the work itself is last.

        Works on different calendars that looked for a day of both hold each other: there it ends too.
        """
        found, seen = [number], {number}
        while starts.by[found[-1]] != NONE and (before := self.tails[starts.by[found[-1]]]) not in seen:
            found.append(before)
            seen.add(before)
        return found[::-1]

    def _delay(self, edges: Iterable[int], starts: Starts) -> bool:
        at, by = starts
        moved = False
        for edge in edges:
            head = self.heads[edge]
            start = self.earliest_after(edge, at[self.tails[edge]])
            if start > at[head] + NOISE:
                at[head], by[head] = start, edge
                moved = True
        return moved

    def _advance(self, edges: Iterable[int], starts: Starts) -> bool:
        at, by = starts
        moved = False
        for edge in edges:
            tail, head = self.tails[edge], self.heads[edge]
            if at[head] == math.inf:
                continue
            start = self._latest_before(edge, at[head])
            if start < at[tail] - NOISE:
                at[tail], by[tail] = start, edge
                moved = True
        return moved

    def earliest_after(self, number: int, start: float) -> float:
        """The earliest start of an edge's head for a start of its tail."""
        edge, tail, head = self.edges[number], self.tails[number], self.heads[number]
        is_back = number >= self.network.plain
        kind = edge.type[::-1] if is_back else edge.type
        lag = -(edge.longest or 0) if is_back else edge.lag
        position = start + self.days[tail] if kind[0] == "F" else start
        clock = self.works[head].clock
        is_point = self.days[head] <= NOISE
        finish = kind[0] == "F" or self.days[tail] <= NOISE
        there = clock.after(self.works[tail].clock, position, finish=finish, exact=is_point) + lag
        if is_point:
            return begun(there) if kind[0] == "S" and self.days[tail] > NOISE else there
        return there - self.days[head] if kind[1] == "F" else plain(there)

    def _latest_before(self, number: int, start: float) -> float:
        """The latest start of an edge's tail for a start of its head."""
        edge, tail, head = self.edges[number], self.tails[number], self.heads[number]
        is_back = number >= self.network.plain
        kind = edge.type[::-1] if is_back else edge.type
        lag = -(edge.longest or 0) if is_back else edge.lag
        position = (start + self.days[head] if kind[1] == "F" else start) - lag
        is_point = self.days[tail] <= NOISE
        if is_point and kind[1] == "S" and self.days[head] > NOISE:
            position = begun(position)
        clock = self.works[tail].clock
        there = clock.after(self.works[head].clock, position, finish=kind[1] == "F" or self.days[head] <= NOISE)
        if is_point:
            return there
        return there - self.days[tail] if kind[0] == "F" else plain(there)


class Earliest(NamedTuple):
    """All unfinished work of a record with its earliest starts: what every plan as of one instant begins with."""

    net: WorkNetwork
    passes: Passes
    early: Starts

    @classmethod
    def of(cls, programme: WorkProgramme, resolver: Resolver, at: datetime, *, tied: bool = False) -> "Earliest":
        """The earliest starts from an (aware) instant on; what waits for itself, and what waits for that, is left out.

        With ``tied`` only those of what waits or is waited for, which no plan can go on from.
        """
        return cls.within(work_network(programme, resolver, at, tied=tied))

    @classmethod
    def within(cls, net: WorkNetwork) -> "Earliest":
        """The earliest starts of a network; why any of it has none is in the ``unplanned`` of the network given back."""
        while True:
            try:
                passes = Passes.of(net)
                return cls(net, passes, passes.early())
            except CircleError as error:
                # Those that only contradict together with others, on several calendars, come out one after the other.
                stuck = dict(_stuck(net)) or dict.fromkeys(error.keys, error)
                net = net.without(stuck)


def _stuck(net: WorkNetwork) -> Iterator[tuple[str, CircleError]]:
    """The works that wait for each other in a way that cannot hold, each with the circle that does not."""
    keys = list(net.works)
    numbers = {key: number for number, key in enumerate(keys)}
    ends = [(numbers[edge.before], numbers[edge.after], edge) for edge in net.edges]
    ends += [(after, before, edge) for before, after, edge in ends if edge.longest is not None]
    ahead = graph([end[0] for end in ends], [end[1] for end in ends], range(len(ends)))
    of = {node: place for place, knot in enumerate(knots(ahead)) for node in knot}
    inner: dict[int, list[Edge]] = {}
    for edge in net.edges:
        if of[numbers[edge.before]] == of[numbers[edge.after]]:
            inner.setdefault(of[numbers[edge.before]], []).append(edge)
    members: dict[int, list[str]] = {}
    for node, place in of.items():
        if place in inner:
            members.setdefault(place, []).append(keys[node])
    for place, edges in inner.items():
        found = sorted(members[place], key=numbers.__getitem__)
        try:
            Passes.of(net._replace(works={key: net.works[key] for key in found}, edges=edges)).early()
        except CircleError as error:
            yield from ((key, error) for key in found)


def length(edge: Edge, before: float, after: float) -> float:
    """Working days from the start of one work to the start of the other, which have so many days, on one calendar."""
    return edge.lag + (before if edge.type[0] == "F" else 0) - (after if edge.type[1] == "F" else 0)
