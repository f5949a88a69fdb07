"""Circles in what waits for what, or is part of what: each is looked for once, whichever of its keys is asked about."""

from collections.abc import Callable, Iterator, Mapping

from wgtrack.errors import circle_words

#: The keys that a key hangs on.
Before = Callable[[str], tuple[str, ...]]
#: Keys that hang on each other.
Knot = frozenset[str]

#: In a knot of more keys than this, one circle is told for all of them.
_SMALL = 100


class Circles:
    """Keys that hang on others, and the knots of those that hang on themselves.

    Knots are strongly connected components, found by Tarjan's algorithm (SIAM Journal on Computing 1, 1972) with a stack of
    its own, so that no chain is too long; however many keys are asked about, each is followed once.
    """

    def __init__(self, before: Before) -> None:
        self._before = before
        #: Key -> the keys of its knot; empty for one that hangs on itself in no way.
        self._knots: dict[str, Knot] = {}
        #: A circle of each knot that was asked about, as the place of every key on it.
        self._circles: dict[Knot, dict[str, int]] = {}
        #: Keys on circles that were news already.
        self._known = set[str]()

    def __contains__(self, key: str) -> bool:
        """Whether a key hangs on itself."""
        return bool(self._circle(key))

    def news(self, key: str) -> str:
        """As ``told``, but each circle once: for keys that are all looked at, one after the other."""
        circle = self._circle(key)
        if not circle or next(iter(circle)) in self._known:
            return ""
        self._known.update(circle)
        return self.told(key)

    def told(self, key: str) -> str:
        """The circle that a key is on, in words, from itself back to itself; empty if there is none.

        It is the shortest one, but in a large knot the same for all keys.
        """
        circle = self._circle(key)
        return circle_words(list(circle), circle.get(key, 0)) if circle else ""

    def _circle(self, key: str) -> dict[str, int]:
        if key not in self._knots:
            self._follow(key)
        knot = self._knots[key]
        if not knot:
            return {}
        circle = self._circles.get(knot)
        if circle is None or (key not in circle and len(knot) <= _SMALL):
            circle = {place: number for number, place in enumerate(path_back(key, self._within(knot))[:-1])}
            self._circles.setdefault(knot, circle)
        return circle

    def _within(self, knot: Knot) -> Before:
        return lambda key: tuple(before for before in self._before(key) if before in knot)

    def _follow(self, start: str) -> None:
        """Put every key that can be reached from this one into its knot."""
        open_ = _Open()
        open_.enter(start, self._before)
        while open_.path:
            here = open_.here
            ahead = next(open_.path[here], None)
            if ahead is None:
                knot = open_.leave(here)
                is_circle = len(knot) > 1 or here in self._before(here)
                self._knots.update(dict.fromkeys(knot, knot if is_circle else Knot()))
            elif ahead in open_.places:
                open_.reach(here, open_.places[ahead])
            elif ahead not in self._knots:
                open_.enter(ahead, self._before)


class _Open:
    """The keys that are being followed and are in no knot yet."""

    def __init__(self) -> None:
        #: The way to the present key, with what is still ahead of each.
        self.path: dict[str, Iterator[str]] = {}
        self.waiting: list[str] = []
        #: Place of each key among those that wait, and the first place that can be reached from it.
        self.places: dict[str, int] = {}
        self.first: dict[str, int] = {}

    @property
    def here(self) -> str:
        """The last key of the way."""
        return next(reversed(self.path))

    def enter(self, key: str, before: Before) -> None:
        """Go on to a key that was not seen yet."""
        self.places[key] = self.first[key] = len(self.waiting)
        self.waiting.append(key)
        self.path[key] = iter(before(key))

    def reach(self, key: str, place: int) -> None:
        """A key can reach one that waits at this place."""
        self.first[key] = min(self.first[key], place)

    def leave(self, key: str) -> Knot:
        """Go back from a key of which everything ahead was seen; its knot, if it is the first key of one."""
        del self.path[key]
        if self.path:
            self.reach(self.here, self.first[key])
        if self.first[key] < self.places[key]:
            return Knot()
        knot = self.waiting[self.places[key] :]
        del self.waiting[self.places[key] :]
        for one in knot:
            del self.places[one]
        return Knot(knot)


def path_back(key: str, before: Before) -> tuple[str, ...]:
    """The shortest way from ``key`` over ``before`` back to itself, both ends included; empty if there is none."""
    came_from: dict[str, str] = {}
    queue = [key]
    for place in queue:
        for next_key in before(place):
            if next_key == key:
                return (*_trace(came_from, place), key)
            if next_key not in came_from:
                came_from[next_key] = place
                queue.append(next_key)
    return ()


def _trace(came_from: Mapping[str, str], place: str) -> list[str]:
    path = [place]
    while path[-1] in came_from:
        path.append(came_from[path[-1]])
    return path[::-1]
