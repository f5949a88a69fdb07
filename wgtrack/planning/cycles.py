"""Circles of links: finding one, and saying what is wrong with it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NoReturn

from wgtrack.errors import PlanningError
from wgtrack.messages.message import Message, Text, clauses, plural, translatable
from wgtrack.planning.network import Network

if TYPE_CHECKING:
    from wgtrack.planning.activities import Link

#: In the ``through`` of an edge: it ties a task to the one that it is part of.
PART = "part"
#: Stands where there is no edge.
NONE = -1
_NAMED = 12


class CircleError(PlanningError):
    """Links that go round in a circle and cannot all hold, longest lags included.

    ``links`` are those of the circle, in its order; ``days`` is by how many working days they miss: 0 if they only wait
    for each other.
    """

    def __init__(self, links: "Sequence[Link]", days: float, steps: Sequence[Text]) -> None:
        self.links = tuple(links)
        self.days = days
        keys = [key for link in self.links for key in (link.before, link.after)]
        told: Text = clauses(steps[:_NAMED])
        if len(steps) > _NAMED:
            told = translatable("{steps} and {number} more", steps=told, number=len(steps) - _NAMED)
        super().__init__(_what(days, told), translatable("take one of them away, or change a lag"), keys=keys)


def _what(days: float, steps: Text) -> Message:
    from wgtrack.planning.activities import days_text  # noqa: PLC0415 - a status, which has no circle to tell, does without

    if not days:
        return translatable(
            "the links go round in a circle that never can begin: {steps}", steps=steps, code="circle_of_links"
        )
    return translatable(
        "the links go round in a circle that misses by {days}: {steps}",
        days=plural(float(days_text(days)), "{number} working day", "{number} working days"),
        steps=steps,
        code="links_cannot_hold",
    )


def refuse_circle(network: Network, incoming: Sequence[int], begin: Iterable[int]) -> None:
    """Raise CircleError if going back from any of ``begin``, always by the one ``incoming`` edge, ends in a circle."""
    circle = _circle(network, incoming, begin)
    if circle:
        raise_circle(network, circle)


def raise_circle(network: Network, circle: list[int]) -> NoReturn:
    """Raise the CircleError of these edges, which go round in the direction of work."""
    first = min(range(len(circle)), key=lambda place: network.tails[circle[place]])
    circle = circle[first:] + circle[:first]
    days = max(sum(network.lengths[edge] for edge in circle), 0)
    links = dict.fromkeys(network.links[edge] for edge in circle)
    raise CircleError(list(links), days, [_step(network, edge) for edge in circle])


def _circle(network: Network, incoming: Sequence[int], begin: Iterable[int]) -> list[int]:
    """The edges of a circle, in the direction of work, or none."""
    seen: dict[int, int] = {}
    for walk, first in enumerate(begin):
        node, path = first, list[int]()
        while node not in seen and incoming[node] != NONE:
            seen[node] = walk
            path.append(incoming[node])
            node = network.tails[incoming[node]]
        if seen.get(node) == walk:
            return path[[network.heads[edge] for edge in path].index(node) :][::-1]
    return []


def _step(network: Network, edge: int) -> Text:
    """One edge in words: of a link with a longest lag, only the side that the circle goes by."""
    link = network.links[edge]
    through: str = getattr(link, "through", "")
    if through == PART:
        return translatable("{part} is part of {whole}", part=link.before, whole=link.after)
    if through:
        return translatable("{link} (part of {whole})", link=_words(network, edge), whole=through)
    return _words(network, edge)


def _words(network: Network, edge: int) -> Text:
    from wgtrack.planning.activities import Link  # noqa: PLC0415 - as above

    link = network.links[edge]
    if edge < network.plain:
        return Link(link.before, link.after, link.type, link.lag).words
    return Link(link.before, link.after, link.type, 0, link.longest).words
