"""A part of a network by itself: what one goal needs is small beside all work there is, and quickly planned again."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from wgtrack.planning.calendar_passes import Passes
from wgtrack.planning.cycles import NONE
from wgtrack.planning.passes import Starts
from wgtrack.planning.work_network import Edge, WorkNetwork


class Part(NamedTuple):
    """A goal with everything that it waits for."""

    #: The same works and links as in the whole, as a network of their own.
    passes: Passes
    #: Number in the whole -> number here, of works and of links.
    places: dict[int, int]
    links: dict[int, int]

    def late(self, goal: int, finish: float, count: int) -> Starts:
        """The latest starts in the whole of so many works that let one of them finish in time; infinity for the others."""
        bounds = [math.inf] * len(self.places)
        bounds[self.places[goal]] = finish
        here = self.passes.late(bounds)
        at = [math.inf] * count
        for number, place in self.places.items():
            at[number] = here.at[place]
        return Starts(at, [NONE] * count)

    def finish(self, goal: int, passes: Passes) -> float:
        """When the goal is finished at the earliest, in this network or one that differs from it in days, links or dates."""
        place = self.places[goal]
        return passes.early().at[place] + passes.days[place]

    def with_days(self, number: int, days: float) -> Passes:
        """This network with other days of work in one work of the whole."""
        changed = [*self.passes.days]
        changed[self.places[number]] = days
        return self.passes._replace(days=changed)

    def with_link(self, number: int, edge: Edge) -> Passes:
        """This network with another link in place of one of the whole."""
        changed = [*self.passes.edges]
        changed[self.links[number]] = edge
        return self.passes._replace(edges=changed)

    def without_hold(self, number: int) -> Passes:
        """This network with no date that one work of the whole waits for."""
        changed = [*self.passes.works]
        work = changed[self.places[number]]
        changed[self.places[number]] = work._replace(hold=work.hold._replace(position=0))
        return self.passes._replace(works=changed)


class Parts:
    """The parts of one network."""

    def __init__(self, net: WorkNetwork, passes: Passes) -> None:
        self._net = net
        self._passes = passes
        #: Number of a work -> numbers of the links that lead to it, longest lags among them.
        self._into: dict[int, list[int]] = {}
        for link, head in enumerate(passes.heads):
            self._into.setdefault(head, []).append(link)

    def of(self, goal: int) -> Part:
        """The goal and everything before it, in the order of the record."""
        found = {goal}
        queue = [goal]
        links: list[int] = []
        for place in queue:
            leading = self._into.get(place, ())
            links.extend(leading)
            fresh = {self._passes.tails[link] for link in leading} - found
            found |= fresh
            queue.extend(sorted(fresh))
        return self._part(sorted(found), sorted(link for link in links if link < self._passes.network.plain))

    def _part(self, numbers: Sequence[int], links: Sequence[int]) -> Part:
        passes = self._passes
        works = {passes.keys[number]: passes.works[number] for number in numbers}
        net = self._net._replace(works=works, edges=[passes.edges[link] for link in links])
        places = {number: place for place, number in enumerate(numbers)}
        return Part(Passes.of(net), places, {link: place for place, link in enumerate(links)})
