"""A record with all of its history as text: a header, then one line of canonical JSON for each entry of the journal.

Behind the entry of an issued report stand lines of its files, one for each that did not come before: its SHA-256, and the text
that it is, or where it is none, or its base64 is shorter, its bytes in base64.

Canonical is JSON with sorted keys and without blanks, in UTF-8, each line ended by a line feed; characters that show nothing or
that act on a terminal are written as escapes. So an export of a record is the one before it with lines added to its end.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections import Counter
from collections.abc import Iterator
from json.decoder import JSONDecodeError, JSONDecoder
from json.encoder import JSONEncoder
from reprlib import repr as shown
from typing import Any, BinaryIO, NamedTuple, NoReturn

from wgtrack.errors import InputError

FORMAT, VERSION = "wgtrack-record", 1
#: Bytes of the longest line, and values in it: more than any record has, and few enough to be read whatever they are.
LONGEST, MOST_VALUES = 8_000_000, 500_000
#: Objects and lists in one another: more than any record has, and fewer than any Python refuses to read.
DEEPEST = 100
#: Bytes of the longest line of a file of a report: more than the base64 of the largest file that is kept.
LONGEST_FILE = 64_000_000
#: Characters of a long text that are encoded at a time.
_PIECE = 1_000_000

#: JSON leaves these as they are: controls, what some readers take for the end of a line, and what turns the writing round.
_HIDDEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_HASH = re.compile("[0-9a-f]{64}", re.ASCII)
# Possessive, since a file of a report is a text of millions of escapes, each of which would be remembered.
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
#: How a line begins that may be longer than others.
_FILE_LINE = re.compile(rb'\{"(?:base64|file)":')
_ENCODINGS = (
    (b"\xef\xbb\xbf", "begins with a byte order mark"),
    (b"\xff\xfe", "is UTF-16"),
    (b"\xfe\xff", "is UTF-16"),
)
_AGAIN = "import a file as 'wgtrack export' wrote it"
_encode = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


class JournalLine(NamedTuple):
    """One entry of the journal, with its instants and its record as they are stored."""

    number: int
    step: int
    action: str
    kind: str
    key: str
    at: str
    recorded_at: str
    by: str
    why: str | None
    undoes: int | None
    previous: int | None
    #: The record after it, as canonical JSON; None where it was taken away.
    new: str | None
    #: 64 hexadecimal digits; None where a file has none.
    hash: str | None


_SORTED = sorted(JournalLine._fields)
_FIELDS = frozenset(_SORTED)
_MAY_BE_LEFT_OUT = frozenset({"why", "undoes", "previous", "hash"})
_NUMBERS = frozenset({"number", "step", "undoes", "previous"})


class FileLine(NamedTuple):
    """A file of an issued report: the hash that the report names it by, and what is in it."""

    hash: str
    content: bytes


_FILE_MEMBERS = ({"file", "text"}, {"file", "base64"})


class Line(NamedTuple):
    """A line of a file, counted from 1: an entry, a file of the entry before it, or what is wrong with it."""

    number: int
    found: JournalLine | FileLine | InputError


def header() -> bytes:
    """The first line of a file."""
    return _line(_encode({"format": FORMAT, "version": VERSION}))


def written(entry: JournalLine) -> bytes:
    """The line of an entry."""
    texts = {name: _encode(value) for name, value in entry._asdict().items() if value is not None}
    texts["new"] = entry.new or "null"
    members = ",".join(f'"{name}":{texts[name]}' for name in _SORTED if name in texts)
    return _line(f"{{{members}}}")


def written_file(name: str, content: bytes) -> bytes:
    """The line of a file of an issued report."""
    try:
        text = _text(content.decode())
        if len(text) <= (len(content) + 2) // 3 * 4:  # the letters of its base64
            return b'{"file":"%b","text":"%b"}\n' % (name.encode(), text)
    except UnicodeDecodeError:
        pass
    return b'{"base64":"%b","file":"%b"}\n' % (b64encode(content), name.encode())


def _text(text: str) -> bytes:
    """What stands between the quotes of a text, piece by piece, for it may be long and each piece is copied several times."""
    pieces = (text[start : start + _PIECE] for start in range(0, len(text), _PIECE))
    return b"".join(_HIDDEN.sub(_escaped, _encode(piece)[1:-1]).encode() for piece in pieces)


def _line(text: str) -> bytes:
    return f"{_HIDDEN.sub(_escaped, text)}\n".encode()


def _escaped(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"


def read(file: BinaryIO) -> Iterator[Line]:
    """The entries of a file, line by line, each as far as its own line tells.

    What keeps the rest from being read (a wrong header, a line without end) is the last one given.
    """
    problem = _header_problem(_next(file))
    if problem is not None:
        yield Line(1, problem)
        return
    number = 1
    while line := _next(file):
        number += 1
        try:
            plain = _plain(line)
            yield Line(number, _file(plain) if "file" in plain else _entry(plain))
        except InputError as error:
            yield Line(number, error)
            if len(line) > _longest(line):
                return


def _next(file: BinaryIO) -> bytes:
    """The next line; of one that is too long, its beginning."""
    line = file.readline(LONGEST + 1)
    more = _longest(line) - LONGEST
    return line + file.readline(more) if more and len(line) > LONGEST and not line.endswith(b"\n") else line


def _longest(line: bytes) -> int:
    """Bytes that a line that begins like this may have."""
    return LONGEST_FILE if _FILE_LINE.match(line) else LONGEST


def _header_problem(line: bytes) -> InputError | None:
    """Why a first line is not that of a file that can be read, if it is not."""
    if not line:
        return InputError("the file is empty", _AGAIN)
    for mark, what in _ENCODINGS:
        if line.startswith(mark):
            return InputError(f"the file {what}", "save it as UTF-8 without a byte order mark")
    try:
        found = _plain(line)
    except InputError as error:
        return error
    if found.get("format") != FORMAT:
        return InputError("the file does not begin with the header of an exported record", _AGAIN)
    version = found.get("version")
    if version != VERSION or isinstance(version, bool):
        upgrade = "a newer wgtrack may know it: pip install --upgrade wgtrack"
        return InputError(
            f"the file is of version {shown(version)} of the format, and this wgtrack knows {VERSION}", upgrade
        )
    return None


def _plain(line: bytes) -> dict[str, Any]:
    """The object that a line of JSON says."""
    if len(line) > _longest(line):
        raise InputError(f"the line is longer than {_longest(line)} bytes", _AGAIN)
    if _marks(line) > MOST_VALUES and _marks(_TEXT.sub(b"", line)) > MOST_VALUES:
        raise InputError(f"the line has more than {MOST_VALUES} values", _AGAIN)
    try:
        plain = _decode(line.decode())
        if b"\\u" in line:
            _encode(plain).encode()
    except ValueError as error:
        raise InputError(_wrong(error), _AGAIN) from None
    except RecursionError:
        raise InputError("the JSON is nested too deeply", _AGAIN) from None
    if line.count(b"[") + line.count(b"{") > DEEPEST and _is_deeper(plain, DEEPEST):
        raise InputError("the JSON is nested too deeply", _AGAIN)
    if not isinstance(plain, dict):
        raise InputError("this is JSON, but no object in braces", _AGAIN)
    return plain


def _is_deeper(value: Any, levels: int) -> bool:
    """Whether more objects and lists than so many stand in one another; without recursion, whose limit is Python's own."""
    layer = [value]
    for _ in range(levels):
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return bool(layer)


def _marks(line: bytes) -> int:
    """How many values may stand in a line, and commas and brackets in its texts."""
    return sum(map(line.count, (b",", b"[", b"{")))


def _wrong(error: ValueError) -> str:
    """What keeps a line from being read."""
    if isinstance(error, UnicodeDecodeError):
        return f"the byte 0x{error.object[error.start]:02x} at column {error.start + 1} is not UTF-8"
    if isinstance(error, UnicodeEncodeError):
        return "half a character (a surrogate) stands in it"
    if isinstance(error, JSONDecodeError):
        return f"this is no JSON ({error.msg.removesuffix(' at')} at column {error.pos + 1})"
    return str(error) if isinstance(error, _NoJsonError) else "a number in it is too long"


def _file(plain: dict[str, Any]) -> FileLine:
    """The file of a report that an object says."""
    if plain.keys() not in _FILE_MEMBERS:
        raise InputError("the line of a file has a 'file', and a 'text' or a 'base64', and nothing else", _AGAIN)
    for name, value in plain.items():
        if not isinstance(value, str) or (name == "file" and not _HASH.fullmatch(value)):
            raise InputError(f"the file's {name!r} cannot be {shown(value)}", _AGAIN)
    try:
        content = plain["text"].encode() if "text" in plain else b64decode(plain["base64"], validate=True)
    except (Base64Error, ValueError):
        raise InputError("the file's 'base64' is none", _AGAIN) from None
    return FileLine(plain["file"], content)


def _entry(plain: dict[str, Any]) -> JournalLine:
    """The entry that an object says."""
    for name in sorted(plain.keys() ^ _FIELDS):
        if name not in _FIELDS:
            raise InputError(
                f"{shown(name)} is no part of an entry", "take it out, or import it with the wgtrack that wrote it"
            )
        if name not in _MAY_BE_LEFT_OUT:
            raise InputError(f"the entry has no {name!r}", _AGAIN)
    given = {name: _checked(name, plain.get(name)) for name in JournalLine._fields}
    return JournalLine(**given)


def _checked(name: str, value: Any) -> Any:
    """A member of an entry, if it is of the right type; the record as canonical JSON."""
    if value is None and (name in _MAY_BE_LEFT_OUT or name == "new"):
        return None
    if name == "new":
        return _canonical(value)
    if name in _NUMBERS:
        right = type(value) is int and 0 < value < 2**63
    else:
        right = isinstance(value, str) and (name != "hash" or _HASH.fullmatch(value) is not None)
    if not right:
        raise InputError(f"the entry's {name!r} cannot be {shown(value)}", _AGAIN)
    return value


def _canonical(record: Any) -> str:
    if not isinstance(record, dict):
        raise InputError(f"the entry's 'new' cannot be {shown(record)}", _AGAIN)
    try:
        return _encode(record)
    except ValueError:  # 1e999
        raise InputError("a number in the entry's 'new' is too large", _AGAIN) from None


class _NoJsonError(ValueError):
    """What Python takes for JSON and others do not."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise _NoJsonError(f"{shown(twice)} stands twice in one object")
    return found


def _constant(name: str) -> NoReturn:
    raise _NoJsonError(f"{name} is no number of JSON")


_decode = JSONDecoder(object_pairs_hook=_object, parse_constant=_constant).decode
