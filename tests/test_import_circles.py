"""No two files need each other.

An import counts wherever it stands: at the top, in a function, where a late import would hide a circle, and for types alone, since
whoever reads the file has to read the other one too. What is imported is the module that is named: that its package's
``__init__`` runs before it does not count, or no package could offer what its modules hold.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import networkx as nx
import pytest
import wgtrack_cli

import wgtrack

#: Circles that are still there. One that is no more has to be taken out, and none may come in.
LEFT = {
    ("wgtrack.tracker.pinning", "wgtrack.tracker.writing"),
}


def modules(package: Path) -> Iterator[tuple[str, Path]]:
    """The modules of a package by their full names."""
    for path in package.rglob("*.py"):
        parts = path.relative_to(package.parent).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imported(path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """The known modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            for name in node.names:
                inner = f"{node.module}.{name.name}"
                yield from {inner if inner in known else node.module} & known.keys()


def circles(*packages: Path) -> set[tuple[str, ...]]:
    """The modules that need each other, each circle sorted."""
    known = dict(found for package in packages for found in modules(package))
    graph = nx.DiGraph((name, other) for name, path in known.items() for other in imported(path, known))
    tangles = [tuple(sorted(tangle)) for tangle in nx.strongly_connected_components(graph)]
    return {tangle for tangle in tangles if len(tangle) > 1 or graph.has_edge(tangle[0], tangle[0])}


def test_no_files_need_each_other() -> None:
    """The library and the command line have no circle of imports but those that are still to be taken apart."""
    assert circles(*(Path(next(iter(package.__path__))) for package in (wgtrack, wgtrack_cli))) == LEFT


@pytest.mark.parametrize(
    "source",
    [
        "from sample import b",
        "import sample.b",
        "from sample.b import name",
        "def late():\n    from sample.b import name",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from sample.b import name",
    ],
)
def test_a_circle_is_found_however_it_is_imported(tmp_path: Path, source: str) -> None:
    """Two modules that import each other are a circle, wherever and however one of them does it."""
    package = tmp_path / "sample"
    package.mkdir()
    for name, text in {"__init__": "from sample.a import x", "a": source, "b": "from sample.a import x"}.items():
        package.joinpath(f"{name}.py").write_text(text, encoding="utf-8")
    assert circles(package) == {("sample.a", "sample.b")}
