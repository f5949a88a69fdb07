"""Exported records in which something was changed: refused in one visible line each, or a record that answers and can be shown."""

import json
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import exported, import_export, read_export
from tests.fuzz.test_fuzz_seeds import KEYS, WORDS
from tests.strategies import unhurried

#: What JSON can say, nothing of it what an entry wants.
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(
        (*KEYS, *WORDS, "\0", "\x1b[2J", "x" * 2000, "2016-08-01", "9999-12-31T23:59:59.999999+00:00", "", " ")
    )
    | st.text(max_size=5)
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=4,
)


def lines() -> list[dict[str, Any]]:
    """The lines of a small record; without their hashes, since who changes a line can reckon those anew."""
    found = [json.loads(line) for line in exported().splitlines()]
    return [{name: value for name, value in line.items() if name != "hash"} for line in found]


def written(changed: list[Any]) -> bytes:
    """Lines as a file."""
    return b"".join(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n" for line in changed)


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """The record with one to three members of its lines, or of the records in them, changed, added or taken out."""
    found = lines()
    for _ in range(draw(st.integers(1, 3))):
        line = draw(st.sampled_from(found))
        inside = line.get("new") if draw(st.booleans()) else line
        where = inside if isinstance(inside, dict) else line
        name = draw(st.sampled_from(sorted(where)) | st.text(max_size=5)) if where else "x"
        if draw(st.booleans()):
            where[name] = draw(values)
        else:
            where.pop(name, None)
    return written(found)


@st.composite
def shuffled(draw: st.DrawFn) -> bytes:
    """The record with its lines in another order, some of them twice and others left out."""
    first, *rest = lines()
    return written([first, *draw(st.lists(st.sampled_from(rest), max_size=2 * len(rest)))])


def test_without_hashes_it_is_imported() -> None:
    """What these tests change would be taken in if it were as it was."""
    assert import_export(written(lines()))


@settings(unhurried, max_examples=150)
@given(changed() | shuffled())
def test_any_change_of_an_export_is_refused_or_harmless(data: bytes) -> None:
    """A file that was changed is refused whole, in visible lines, or its record answers every question and is shown harmlessly."""
    read_export(data)
    import_export(data)


@unhurried
@given(st.data())
def test_any_bytes_in_an_export_are_read(data: st.DataObject) -> None:
    """Whatever bytes stand in the middle of a file, each line is an entry or what is wrong with it."""
    whole = exported()
    start = data.draw(st.integers(0, len(whole)))
    put = data.draw(st.binary(max_size=20))
    assume(put)
    read_export(whole[:start] + put + whole[start + data.draw(st.integers(0, 40)) :])
