"""Labels that do not overlap: each stays as near to its own place as the others let it."""

from collections.abc import Sequence


def apart(places: Sequence[float], room: float, low: float, high: float) -> list[float]:
    """Places for labels that are ``room`` high, in the order of the wanted ones, between ``low`` and ``high``.

    Labels that would overlap form a block around the middle of where they wanted to be. Where there is no room for all,
    they are spread evenly.
    """
    order = sorted(range(len(places)), key=lambda number: (places[number], number))
    if len(order) > 1 and (len(order) - 1) * room > high - low:
        room = (high - low) / (len(order) - 1)
    blocks: list[_Block] = []
    for number in order:
        blocks.append(_Block([places[number]], room))
        blocks[-1].keep(low, high)
        while len(blocks) > 1 and blocks[-1].top < blocks[-2].bottom:
            last = blocks.pop()
            blocks[-1].join(last)
            blocks[-1].keep(low, high)
    found = [0.0] * len(places)
    tops = (block.top + place * room for block in blocks for place in range(len(block.wanted)))
    for number, top in zip(order, tops, strict=True):
        found[number] = top
    return found


class _Block:
    """Labels one under the other; the first has its middle at ``top``."""

    def __init__(self, wanted: list[float], room: float) -> None:
        self.wanted = wanted
        self.room = room
        self.top = wanted[0]

    @property
    def bottom(self) -> float:
        """Where the next label may be at the earliest."""
        return self.top + len(self.wanted) * self.room

    def join(self, other: "_Block") -> None:
        """Take over the labels of the block below."""
        self.wanted += other.wanted
        self.top = sum(one - place * self.room for place, one in enumerate(self.wanted)) / len(self.wanted)

    def keep(self, low: float, high: float) -> None:
        """Move the whole block to where it has room."""
        self.top = max(low, min(self.top, high - (len(self.wanted) - 1) * self.room))
