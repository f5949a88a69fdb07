"""Circles in what waits for what."""

import pytest

from wgtrack.status.cycles import circles


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({}, []),
        ({"a": []}, []),
        ({"a": ["b"], "b": []}, []),
        ({"a": ["gone"]}, []),
        ({"a": ["b", "c"], "b": ["c"], "c": []}, []),
        ({"a": ["a"]}, [("a",)]),
        ({"a": ["b"], "b": ["a"]}, [("a", "b")]),
        ({"x": ["a"], "a": ["b"], "b": ["c"], "c": ["a"]}, [("a", "b", "c")]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [("a", "b"), ("c", "d")]),
        ({"a": ["b", "c"], "b": ["a"], "c": ["a"]}, [("a", "b")]),
        ({"a": ["b"], "b": ["c"], "c": ["b", "d"], "d": ["d"]}, [("b", "c"), ("d",)]),
    ],
)
def test_circles_are_found_once(links: dict[str, list[str]], expected: list[tuple[str, ...]]) -> None:
    """Each knot gives a circle, in the direction of its links; no key is in two of them."""
    assert list(circles(links)) == expected
