"""JSON Lines: an entry written is read as it was, in one form only; and whatever a line holds, it is read or refused."""

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import unhurried
from wgtrack.errors import InputError
from wgtrack.interchange.jsonl import LONGEST, MOST_VALUES, JournalLine, header, read, written

ENTRY = JournalLine(
    number=7,
    step=6,
    action="edit",
    kind="task",
    key="TR-1",
    at="2016-08-01T01:00:00.000000+00:00",
    recorded_at="2016-08-01T02:00:00.000000+00:00",
    by="secretary",
    why="报告 comes later",
    undoes=3,
    previous=2,
    new='{"group":"wg","key":"TR-1","title":"Read"}',
    hash="ab" * 32,
)
SHORTEST = ENTRY._replace(why=None, undoes=None, previous=None, new=None, hash=None)


def entries(*lines: bytes) -> list[JournalLine]:
    """The entries of a file of these lines, all of which can be read."""
    found = [line.found for line in read(BytesIO(header() + b"".join(lines)))]
    assert not [one for one in found if isinstance(one, InputError)]
    return [one for one in found if isinstance(one, JournalLine)]


def refused(line: bytes) -> str:
    """What is said of a line that cannot be read."""
    (found,) = read(BytesIO(header() + line))
    assert found.number == 2
    assert isinstance(found.found, InputError)
    return str(found.found)


def test_the_header_says_format_and_version() -> None:
    """The first line of a file."""
    assert header() == b'{"format":"wgtrack-record","version":1}\n'


def test_a_line_is_canonical_json() -> None:
    """Members are sorted, nothing is escaped that need not be, and there are no blanks."""
    assert written(ENTRY).decode() == (
        '{"action":"edit","at":"2016-08-01T01:00:00.000000+00:00","by":"secretary",'
        f'"hash":"{"ab" * 32}","key":"TR-1","kind":"task","new":{{"group":"wg","key":"TR-1","title":"Read"}},'
        '"number":7,"previous":2,"recorded_at":"2016-08-01T02:00:00.000000+00:00","step":6,"undoes":3,'
        '"why":"报告 comes later"}\n'
    )


def test_what_an_entry_has_not_is_left_out() -> None:
    """An entry without reason and so on has only what it must have; a record that was taken away is null."""
    assert written(SHORTEST).decode() == (
        '{"action":"edit","at":"2016-08-01T01:00:00.000000+00:00","by":"secretary","key":"TR-1","kind":"task","new":null,'
        '"number":7,"recorded_at":"2016-08-01T02:00:00.000000+00:00","step":6}\n'
    )


@pytest.mark.parametrize("entry", [ENTRY, SHORTEST])
def test_a_written_entry_is_read_as_it_was(entry: JournalLine) -> None:
    """Writing and reading an entry gives it back."""
    assert entries(written(entry)) == [entry]


@given(st.text())
@unhurried
def test_any_text_comes_back(text: str) -> None:
    """Whatever characters a text has, its entry is one line, and is read as it was."""
    line = written(ENTRY._replace(why=text))
    assert line.decode().splitlines() == [line.decode().removesuffix("\n")]
    assert entries(line) == [ENTRY._replace(why=text)]


def test_what_acts_on_a_terminal_is_escaped() -> None:
    """Escape sequences and marks that turn the writing round stand as escapes in a line."""
    assert b"\\u001b[2J \\u009b2J \\u202etxt.exe \\u2028" in written(
        ENTRY._replace(why="\x1b[2J \x9b2J \u202etxt.exe \u2028")
    )


def test_other_json_of_the_same_is_read_alike() -> None:
    """Blanks, escapes and Windows' ends of lines make no difference; the record becomes canonical."""
    line = (
        written(ENTRY)
        .replace(b'"new":{"group":"wg",', b'"new": { "title": "\\u0052ead",')
        .replace(b',"title":"Read"}', b' ,"group":"wg"}')
    )
    assert entries(line.replace(b"\n", b"\r\n")) == [ENTRY]


def test_a_file_may_end_without_a_line_feed() -> None:
    """The last line is read whether it ends in a line feed or not."""
    assert entries(written(ENTRY).rstrip(b"\n")) == [ENTRY]


def test_reading_stops_at_a_line_without_end() -> None:
    """Of a line that is longer than any can be, only its beginning is read, and nothing behind it."""
    file = BytesIO(header() + b" " * (3 * LONGEST) + b"\n" + written(ENTRY))
    (found,) = read(file)
    assert "longer than 8000000 bytes" in str(found.found)
    assert file.tell() < len(header()) + LONGEST + 2


def test_a_line_of_too_many_values_is_refused() -> None:
    """What would take much more memory than its bytes is refused before it is read; commas of a text do not count."""
    assert "more than 500000 values" in refused(b"[" + b"0," * MOST_VALUES + b"0]\n")
    many = ENTRY._replace(why=',[{\\"' * MOST_VALUES)
    assert entries(written(many)) == [many]


@given(st.binary(max_size=200))
@unhurried
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """A file of any bytes gives lines, each an entry or an error of one printable line."""
    for start in (b"", header(), header() + written(ENTRY)[:40]):
        for line in read(BytesIO(start + content)):
            assert isinstance(line.found, JournalLine) or str(line.found).isprintable()


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(JournalLine._fields), _JSON)
@unhurried
def test_a_member_of_any_value_is_read_or_refused(name: str, value: Any) -> None:
    """Whatever stands for a member of an entry, the line is an entry with members of the right types, or an error."""
    import json  # noqa: PLC0415 - here alone another writer than ours is wanted

    given = {**json.loads(written(ENTRY)), name: value}
    (line,) = read(BytesIO(header() + json.dumps(given).encode() + b"\n"))
    if isinstance(line.found, JournalLine):
        assert [type(one) for one in line.found[:2]] == [int, int]
        assert {type(one) for one in line.found[2:]} <= {str, int, type(None)}
        assert entries(written(line.found)) == [line.found]
