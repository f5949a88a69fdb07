"""Circles in what waits for what, or is part of what: looked for from one record."""

from collections.abc import Callable, Iterator, Mapping

#: The keys that a key hangs on.
Before = Callable[[str], tuple[str, ...]]


def is_sound(key: str, before: Before, sound: set[str]) -> bool:
    """Whether no way from ``key`` over ``before`` comes to a circle; ``sound`` are keys known for it, and grows.

    Follows one path at a time, with its own stack, so that no chain is too long; with one ``sound`` for many keys, each
    is followed once.
    """
    path: dict[str, Iterator[str]] = {} if key in sound else {key: iter(before(key))}
    while path:
        here = next(reversed(path))
        ahead = next(path[here], None)
        if ahead is None:
            sound.add(here)
            del path[here]
        elif ahead in path:
            return False
        elif ahead not in sound:
            path[ahead] = iter(before(ahead))
    return True


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
