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
from wgtrack.messages.message import Message, call, untranslated

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
# Possessive, since a file of a report is a text of millions of escapes, each of which would be remembered. A text that does not
# end is taken to the end of its line, or each quote in it would be looked at as the beginning of another.
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?')
#: How a line begins that may be longer than others.
_FILE_LINE = re.compile(rb'\{"(?:base64|file)":')
_ENCODINGS = (
    (b"\xef\xbb\xbf", untranslated("the file begins with a byte order mark")),
    (b"\xff\xfe", untranslated("the file is UTF-16")),
    (b"\xfe\xff", untranslated("the file is UTF-16")),
)
_AGAIN = untranslated("import a file as {export} wrote it", export=call("export"))
_TOO_DEEP = untranslated("the JSON is nested too deeply")
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
        return InputError(untranslated("the file is empty"), _AGAIN)
    for mark, message in _ENCODINGS:
        if line.startswith(mark):
            return InputError(message, untranslated("save it as UTF-8 without a byte order mark"))
    try:
        found = _plain(line)
    except InputError as error:
        return error
    if found.get("format") != FORMAT:
        return InputError(untranslated("the file does not begin with the header of an exported record"), _AGAIN)
    version = found.get("version")
    if version != VERSION or isinstance(version, bool):
        return InputError(
            untranslated(
                "the file is of version {version} of the format, and this wgtrack knows {known}",
                code="unknown_version",
                version=shown(version),
                known=VERSION,
            ),
            untranslated("a newer wgtrack may know it: pip install --upgrade wgtrack"),
        )
    return None


def _plain(line: bytes) -> dict[str, Any]:
    """The object that a line of JSON says."""
    if len(line) > _longest(line):
        raise InputError(untranslated("the line is longer than {most} bytes", most=_longest(line)), _AGAIN)
    if _marks(line) > MOST_VALUES and _marks(_TEXT.sub(b"", line)) > MOST_VALUES:
        raise InputError(untranslated("the line has more than {most} values", most=MOST_VALUES), _AGAIN)
    try:
        plain = _decode(line.decode())
        if b"\\u" in line:
            _encode(plain).encode()
    except ValueError as error:
        raise InputError(_wrong(error), _AGAIN) from None
    except RecursionError:
        raise InputError(_TOO_DEEP, _AGAIN) from None
    if line.count(b"[") + line.count(b"{") > DEEPEST and _is_deeper(plain, DEEPEST):
        raise InputError(_TOO_DEEP, _AGAIN)
    if not isinstance(plain, dict):
        raise InputError(untranslated("this is JSON, but no object in braces"), _AGAIN)
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


def _wrong(error: ValueError) -> Message:
    """What keeps a line from being read."""
    if isinstance(error, UnicodeDecodeError):
        byte = f"{error.object[error.start]:02x}"
        return untranslated("the byte 0x{byte} at column {column} is not UTF-8", byte=byte, column=error.start + 1)
    if isinstance(error, UnicodeEncodeError):
        return untranslated("invalid Unicode (half of a surrogate pair)")
    if isinstance(error, JSONDecodeError):
        what = error.msg.removesuffix(" at")
        return untranslated("this is no JSON ({what} at column {column})", what=what, column=error.pos + 1)
    return error.message if isinstance(error, _NoJsonError) else untranslated("a number in it is too long")


def _file(plain: dict[str, Any]) -> FileLine:
    """The file of a report that an object says."""
    if plain.keys() not in _FILE_MEMBERS:
        message = untranslated("the line of a file has a 'file', and a 'text' or a 'base64', and nothing else")
        raise InputError(message, _AGAIN)
    for name, value in plain.items():
        if not isinstance(value, str) or (name == "file" and not _HASH.fullmatch(value)):
            message = untranslated("the file's '{name}' cannot be {value}", name=name, value=shown(value))
            raise InputError(message, _AGAIN)
    try:
        content = plain["text"].encode() if "text" in plain else b64decode(plain["base64"], validate=True)
    except (Base64Error, ValueError):
        raise InputError(untranslated("the file's 'base64' is none"), _AGAIN) from None
    return FileLine(plain["file"], content)


def _entry(plain: dict[str, Any]) -> JournalLine:
    """The entry that an object says."""
    for name in sorted(plain.keys() ^ _FIELDS):
        if name not in _FIELDS:
            raise InputError(
                untranslated("{name} is no part of an entry", name=shown(name)),
                untranslated("take it out, or import it with the wgtrack that wrote it"),
            )
        if name not in _MAY_BE_LEFT_OUT:
            raise InputError(untranslated("the entry has no '{name}'", name=name), _AGAIN)
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
        raise _wrong_member(name, value)
    return value


def _wrong_member(name: str, value: Any) -> InputError:
    return InputError(untranslated("the entry's '{name}' cannot be {value}", name=name, value=shown(value)), _AGAIN)


def _canonical(record: Any) -> str:
    if not isinstance(record, dict):
        raise _wrong_member("new", record)
    try:
        return _encode(record)
    except ValueError:  # 1e999
        raise InputError(untranslated("a number in the entry's 'new' is too large"), _AGAIN) from None


class _NoJsonError(ValueError):
    """What Python takes for JSON and others do not."""

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        ((twice, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise _NoJsonError(untranslated("{name} appears twice in one object", name=shown(twice)))
    return found


def _constant(name: str) -> NoReturn:
    raise _NoJsonError(untranslated("{name} is no number of JSON", name=name))


_decode = JSONDecoder(object_pairs_hook=_object, parse_constant=_constant).decode
