"""JSON Lines: an entry written is read as it was, in one form only; and whatever a line holds, it is read or refused."""

from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import unhurried
from wgtrack.errors import InputError
from wgtrack.interchange import jsonl
from wgtrack.interchange.jsonl import (
    DEEPEST,
    LONGEST,
    MOST_VALUES,
    FileLine,
    JournalLine,
    header,
    read,
    written,
    written_file,
)
from wgtrack.store.documents import MOST_BYTES

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


def file_of(line: bytes) -> FileLine:
    """The file that a line says."""
    (found,) = read(BytesIO(header() + line))
    assert isinstance(found.found, FileLine)
    return found.found


def test_a_text_file_stands_as_text() -> None:
    """The line of a file of an issued report has its hash and its text, canonical as any line."""
    assert written_file("ab" * 32, "a,报告\r\n".encode()).decode() == (
        f'{{"file":"{"ab" * 32}","text":"a,报告\\r\\n"}}\n'
    )


def test_a_file_that_is_no_text_stands_in_base64() -> None:
    """Bytes that are no UTF-8 stand in base64, in which FF and 00 are '/wA='."""
    assert written_file("ab" * 32, b"\xff\x00").decode() == f'{{"base64":"/wA=","file":"{"ab" * 32}"}}\n'


def test_what_base64_says_in_less_stands_in_base64() -> None:
    """Controls, each of which takes six letters as an escape, are text and stand in base64 all the same."""
    assert written_file("ab" * 32, b"\x00" * 60).startswith(b'{"base64":"AAAA')


@given(st.binary() | st.text().map(str.encode))
@unhurried
def test_any_file_comes_back(content: bytes) -> None:
    """Whatever bytes a file has, its line is one line, and is read as it was."""
    line = written_file(sha256(content).hexdigest(), content)
    assert line.decode().splitlines() == [line.decode().removesuffix("\n")]
    assert file_of(line) == FileLine(sha256(content).hexdigest(), content)


def test_the_line_of_a_file_may_be_longer_than_others() -> None:
    """A file of 9 million bytes with as many quotes and commas as a report in JSON is read, and so is what stands behind it."""
    content = b'"key": [1, 2],\n' * 600_000
    line = written_file("ab" * 32, content)
    found = [one.found for one in read(BytesIO(header() + line + written(ENTRY)))]
    assert (len(line) > LONGEST, found) == (True, [FileLine("ab" * 32, content), ENTRY])


def test_the_line_of_a_file_has_an_end() -> None:
    """Of a file's line that is longer than the largest file's, no more is read than that, and nothing behind it."""
    file = BytesIO(header() + b'{"file":"' + b"a" * jsonl.LONGEST_FILE + b"\n")
    (found,) = read(file)
    assert "longer than 64000000 bytes" in str(found.found)
    assert file.tell() < len(header()) + jsonl.LONGEST_FILE + 2


def test_the_largest_file_fits_its_line() -> None:
    """A file of as many bytes as can be kept makes a line that is read, whatever the bytes are."""
    assert len(written_file("ab" * 32, b"\xff" * MOST_BYTES)) <= jsonl.LONGEST_FILE


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


@pytest.mark.parametrize("brackets", [(b"[", b"]"), (b'{"a":', b"}")])
def test_how_deep_a_line_may_be_nested_is_said_here_and_not_by_python(brackets: tuple[bytes, bytes]) -> None:
    """100 lists or objects in one another are read, 101 are refused, and so are as many as no Python reads."""
    start, end = brackets
    for depth, too_deep in ((DEEPEST, False), (DEEPEST + 1, True), (400_000, True)):
        line = start * depth + b"0" + end * depth + b"\n"
        assert ("nested too deeply" in refused(line)) is too_deep
    deep_text = ENTRY._replace(why="[" * 1000)
    assert entries(written(deep_text)) == [deep_text]


@given(st.binary(max_size=200))
@unhurried
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """A file of any bytes gives lines, each an entry or an error of one printable line."""
    for start in (b"", header(), header() + written(ENTRY)[:40]):
        for line in read(BytesIO(start + content)):
            assert isinstance(line.found, JournalLine | FileLine) or str(line.found).isprintable()


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
