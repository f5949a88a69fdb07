"""Networks of activities by number, as they are computed with."""

from typing import TYPE_CHECKING, NamedTuple

from wgtrack.errors import InputError
from wgtrack.messages.message import untranslated
from wgtrack.model.values import LinkType

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wgtrack.planning.activities import Link


class Network(NamedTuple):
    """A network by number. An edge says: its head starts ``length`` or more days after its tail starts.

    Every link gives an edge from ``before`` to ``after``, and its longest lag, if any, one from ``after`` back to
    ``before``, so an edge has the number of its link or, of a longest lag, one of those that follow.
    """

    durations: list[float]
    tails: list[int]
    heads: list[int]
    lengths: list[float]
    #: The link each edge came from.
    links: "list[Link]"
    #: How many edges are links; the others are their longest lags.
    plain: int

    @classmethod
    def of(cls, durations: list[float], links: "Sequence[Link]", numbers: dict[str, int]) -> "Network":
        """The network of these links; ``numbers`` holds each activity's. InputError for an unknown key."""
        tails, heads = _ends(links, numbers)
        lengths = [
            _length(link.type, link.lag, durations[tail], durations[head])
            for link, tail, head in zip(links, tails, heads, strict=True)
        ]
        network = cls(durations, tails, heads, lengths, list(links), len(links))
        for number, link in enumerate(links):
            if link.longest is not None:
                network._add_longest(link, link.longest, tails[number], heads[number])
        return network

    def _add_longest(self, link: "Link", longest: float, before: int, after: int) -> None:
        self.tails.append(after)
        self.heads.append(before)
        self.lengths.append(-_length(link.type, longest, self.durations[before], self.durations[after]))
        self.links.append(link)


def _length(kind: LinkType, lag: float, before: float, after: float) -> float:
    """Days from start to start where ``lag`` lies between the ends that the type names."""
    return lag + (before if kind[0] == "F" else 0) - (after if kind[1] == "F" else 0)


def _ends(links: "Iterable[Link]", numbers: dict[str, int]) -> tuple[list[int], list[int]]:
    try:
        return [numbers[link.before] for link in links], [numbers[link.after] for link in links]
    except KeyError:
        link, key = next((link, key) for link in links for key in (link.before, link.after) if key not in numbers)
        message = untranslated(
            "the link {link} names '{key}', but no activity has that key", code="unknown_key", link=str(link), key=key
        )
        raise InputError(message, untranslated("correct the key")) from None
