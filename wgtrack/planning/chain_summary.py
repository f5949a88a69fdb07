"""What is told of the chain that holds each work's start: its first and last pieces, how many there are, and their days.

A chain is as long as the work before it, so telling every chain of a long row in full takes quadratic time. A summary comes
from that of the work just before: it grows by one piece, and keeps few of them.
"""

from typing import NamedTuple

from wgtrack.planning.calendar_passes import Passes
from wgtrack.planning.cycles import NONE
from wgtrack.planning.passes import Starts

#: Pieces that are named; of a longer chain the first half and the last half of so many.
NAMED = 6
_HALF = NAMED // 2


class ChainSummary(NamedTuple):
    """The pieces of one chain, each with its days (``T-1 2.5``): works with no days are none."""

    #: The first pieces, up to ``NAMED``.
    first: tuple[str, ...] = ()
    #: The last pieces, up to half of ``NAMED``.
    last: tuple[str, ...] = ()
    #: How many pieces there are.
    length: int = 0
    #: The days of all pieces.
    days: float = 0

    @property
    def named(self) -> tuple[str, ...]:
        """The pieces that are named, first to last: all of a short chain, both ends of a longer one."""
        return (*self.first[:_HALF], *self.last) if self.unnamed else self.first

    @property
    def unnamed(self) -> int:
        """How many pieces lie between the ends that are named."""
        return max(0, self.length - NAMED)

    def followed_by(self, key: str, days: float) -> "ChainSummary":
        """This chain with one piece more at its end."""
        piece = f"{key} {days:g}"
        first = (*self.first, piece) if self.length < NAMED else self.first
        return ChainSummary(first, (*self.last[-_HALF + 1 :], piece), self.length + 1, self.days + days)


class ChainSummaries:
    """The summaries of the chains of one plan, each made when first asked for, from the one before it."""

    def __init__(self, passes: Passes, starts: Starts) -> None:
        self._passes = passes
        self._starts = starts
        self._known: dict[int, ChainSummary] = {NONE: ChainSummary()}

    def of(self, number: int) -> ChainSummary:
        """The summary of the chain that ends with this work; the same pieces as ``Passes.chain``."""
        way: list[int] = []
        on_way: set[int] = set()
        while number not in self._known:
            if number in on_way:
                self._keep_circle(way[way.index(number) :])
                break
            way.append(number)
            on_way.add(number)
            number = self._before(number)
        found = self._known[number]
        for place in reversed(way):
            found = self._known.setdefault(place, self._followed(found, place))
        return found

    def _keep_circle(self, circle: list[int]) -> None:
        """Keep the chains of works that hold each other, given last to first: each is all of them, from another place on."""
        for place in range(len(circle)):
            found = ChainSummary()
            for number in reversed(circle[place:] + circle[:place]):
                found = self._followed(found, number)
            self._known[circle[place]] = found

    def _before(self, number: int) -> int:
        edge = self._starts.by[number]
        return NONE if edge == NONE else self._passes.tails[edge]

    def _followed(self, chain: ChainSummary, number: int) -> ChainSummary:
        days = self._passes.days[number]
        return chain.followed_by(self._passes.keys[number], days) if days else chain
