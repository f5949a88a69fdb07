"""When a goal would be finished if one of its works took other days, followed another link, or waited for no date.

Planning the goal again for each such trial takes the square of the work in a row. On one calendar, without longest lags, a
trial changes one work, and the goal is finished at the end of the longest path: that through the changed work, or the longest
one past it. Both come from one pass each way, as total float does (Kelley and Walker 1959).
"""

import math
from heapq import heappop, heappush
from itertools import chain
from typing import Protocol

from wgtrack.planning.calendar_passes import Passes, length
from wgtrack.planning.cycles import CircleError
from wgtrack.planning.passes import NOISE
from wgtrack.planning.points import is_morning
from wgtrack.planning.subnetwork import Part
from wgtrack.planning.work_network import Edge


class Trials(Protocol):
    """The finish of one goal, as a position, with one thing changed; works and links by their numbers in the whole.

    Infinity where longest lags do not allow the change.
    """

    def with_days(self, number: int, days: float) -> float:
        """With other days of work in one work."""

    def with_link(self, number: int, edge: Edge) -> float:
        """With another link in place of one."""

    def without_hold(self, number: int) -> float:
        """With no date that one work waits for."""


def trials_of(part: Part, goal: int) -> Trials:
    """The trials of a goal: by its paths where each is as long as its links and works, else by planning it again."""
    passes = part.passes
    points = chain(passes.early().at, (work.hold.position for work in passes.works))
    by_points = passes.has_calendars or passes.order.back or any(map(is_morning, points))
    return Replanned(part, goal) if by_points else ByPaths(part, goal)


class Replanned:
    """Plans the goal again for each trial: where calendars differ, a link is not as long on one day as on another."""

    def __init__(self, part: Part, goal: int) -> None:
        self._part = part
        self._goal = goal

    def with_days(self, number: int, days: float) -> float:
        """As ``Trials`` says."""
        return self._finish(self._part.with_days(number, days))

    def with_link(self, number: int, edge: Edge) -> float:
        """As ``Trials`` says."""
        return self._finish(self._part.with_link(number, edge))

    def without_hold(self, number: int) -> float:
        """As ``Trials`` says."""
        return self._finish(self._part.without_hold(number))

    def _finish(self, changed: Passes) -> float:
        try:
            return self._part.finish(self._goal, changed)
        except CircleError:
            return math.inf


class ByPaths:
    """Measures the longest path through the changed work, and the longest one past it.

    A change that lets something of no time come at the start of a working day is planned again: links are not lengths there.
    """

    def __init__(self, part: Part, goal: int) -> None:
        self._part = part
        self._again = Replanned(part, goal)
        self._goal = part.places[goal]
        self._passes = passes = part.passes
        self._floors: list[float] = [max(0, work.hold.position) for work in passes.works]
        self._starts = passes.early().at
        self._into: list[list[int]] = [[] for _ in passes.works]
        self._out: list[list[int]] = [[] for _ in passes.works]
        for edge in passes.order.forward:
            self._into[passes.heads[edge]].append(edge)
            self._out[passes.tails[edge]].append(edge)
        self._to_finish = self._longest_to_finish()
        self._past = self._longest_past()

    def with_days(self, number: int, days: float) -> float:
        """As ``Trials`` says."""
        place = self._part.places[number]
        all_days, tails, heads, edges = self._passes.days, self._passes.tails, self._passes.heads, self._passes.edges
        ends = [(edge, all_days[tails[edge]], days) for edge in self._into[place]]
        ends += [(edge, days, all_days[heads[edge]]) for edge in self._out[place]]
        if any(_begins_a_day(edges[edge], before, after) for edge, before, after in ends):
            return self._again.with_days(number, days)
        start = self._floors[place]
        for edge in self._into[place]:
            start = max(start, self._starts[tails[edge]] + length(edges[edge], all_days[tails[edge]], days))
        rest = days if place == self._goal else -math.inf
        for edge in self._out[place]:
            rest = max(rest, self._to_finish[heads[edge]] + length(edges[edge], days, all_days[heads[edge]]))
        return max(self._past[place], start + rest)

    def with_link(self, number: int, edge: Edge) -> float:
        """As ``Trials`` says."""
        changed, days = self._part.links[number], self._passes.days
        tail, head = self._passes.tails[changed], self._passes.heads[changed]
        if _begins_a_day(edge, days[tail], days[head]):
            return self._again.with_link(number, edge)
        start = max(self._floors[head], self._starts[tail] + length(edge, days[tail], days[head]))
        others = (link for link in self._into[head] if link != changed)
        return self._started(head, max([start, *map(self._start_by, others)]))

    def without_hold(self, number: int) -> float:
        """As ``Trials`` says."""
        place = self._part.places[number]
        return self._started(place, max([0, *map(self._start_by, self._into[place])]))

    def _start_by(self, edge: int) -> float:
        """When the head of a link starts for its sake."""
        return self._starts[self._passes.tails[edge]] + self._passes.network.lengths[edge]

    def _started(self, place: int, start: float) -> float:
        """The finish of the goal with one work started at another time."""
        return max(self._past[place], start + self._to_finish[place])

    def _longest_to_finish(self) -> list[float]:
        """For each work the longest path from its start to the finish of the goal."""
        passes = self._passes
        found = [-math.inf] * len(passes.works)
        found[self._goal] = passes.days[self._goal]
        for edge in reversed(passes.order.forward):
            tail = passes.tails[edge]
            found[tail] = max(found[tail], passes.network.lengths[edge] + found[passes.heads[edge]])
        return found

    def _longest_past(self) -> list[float]:
        """For each work the finish of the goal by the longest path that does not pass through it.

        Such a path starts behind the work, in topological order, or a link of it leads from before the work to behind it.
        """
        passes = self._passes
        # All but the goal have a link that goes out, and the links go by where they come from.
        nodes = dict.fromkeys([*(passes.tails[edge] for edge in passes.order.forward), self._goal])
        ranks = {node: rank for rank, node in enumerate(nodes)}
        found = [-math.inf] * len(ranks)
        behind = -math.inf
        for node in reversed(ranks):
            found[node] = behind
            behind = max(behind, self._floors[node] + self._to_finish[node])
        over: list[tuple[float, int]] = []  # a heap: the longest path in front, and where its link leads to
        for node, rank in ranks.items():
            while over and over[0][1] <= rank:
                heappop(over)
            if over:
                found[node] = max(found[node], -over[0][0])
            for edge in self._out[node]:
                head = passes.heads[edge]
                heappush(over, (-(self._start_by(edge) + self._to_finish[head]), ranks[head]))
        return found


def _begins_a_day(edge: Edge, before: float, after: float) -> bool:
    """Whether a link lets something of no time come when work starts, which may be the start of a working day."""
    return edge.type[0] == "S" and before > NOISE >= after
