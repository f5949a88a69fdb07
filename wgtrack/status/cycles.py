"""Circles in what waits for what."""

from collections.abc import Iterator, Mapping, Sequence


def circles(links: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of keys, each key in one at most; every knot of circles gives at least one.

    ``links`` has for each key those it points to; what is not a key itself is passed over. Follows one path at a time,
    with its own stack, so that no chain is too long.
    """
    done: set[str] = set()
    for start in links:
        if start not in done:
            yield from _from(start, links, done)


def _from(start: str, links: Mapping[str, Sequence[str]], done: set[str]) -> Iterator[tuple[str, ...]]:
    """The circles met on the way from one key; ``done`` grows by all that was seen."""
    path: dict[str, Iterator[str]] = {start: iter(links[start])}
    while path:
        here = next(reversed(path))
        ahead = next(path[here], None)
        if ahead is None:
            done.add(here)
            del path[here]
        elif ahead in done or ahead not in links:
            continue
        elif ahead in path:
            yield from _closed(tuple(path), ahead, done)
        else:
            path[ahead] = iter(links[ahead])


def _closed(path: tuple[str, ...], back_to: str, done: set[str]) -> Iterator[tuple[str, ...]]:
    """The circle that a path closes, unless a part of it was told already."""
    circle = path[path.index(back_to) :]
    if done.isdisjoint(circle):
        done.update(circle)
        yield circle
