"""The text of a seed file to a Seed, or to the list of everything that is wrong with it."""

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from importlib.resources.abc import Traversable
from itertools import repeat
from typing import Any, TypeVar

import attrs
from attrs import field, frozen

from wgtrack.errors import MOST_PROBLEMS, InputError, SeedError
from wgtrack.interchange.seeds.past import called, read_change
from wgtrack.interchange.seeds.seed import Moment, Seed, SeedChange
from wgtrack.interchange.seeds.tables import draft_of, fields_of, no_such, table_of
from wgtrack.interchange.seeds.values import Mistake, MistakesError, printable
from wgtrack.messages.message import Message, untranslated
from wgtrack.model.base import Record
from wgtrack.model.fields import tied
from wgtrack.model.kinds import in_order
from wgtrack.model.lifecycles import Lifecycle, faults_of
from wgtrack.model.programme import KEYED, KINDS
from wgtrack.model.records import role_key
from wgtrack.model.values import check_line, check_text

T = TypeVar("T")
RecordT = TypeVar("RecordT", bound=Record)
Table = dict[str, Any]

_PLACE = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)", re.DOTALL)
#: Bytes of the largest file that is read: some fifteen thousand tasks. Whatever it holds, it is read in seconds.
LARGEST_FILE = 2_000_000
#: Fifteen thousand tasks with several owners and links each have a tenth of it.
_MOST_COMMAS = 250_000
#: Bits of a whole number that is looked at at all; those that a field has no use for are told with the field.
_MOST_BITS = 10_000
#: Parts of a name; ours have three at most (``task.names.zh-Hans``).
_MOST_PARTS = 16
# Possessive, and from the beginning of a word on, so that a long word is looked at once.
_LONG_NAME = re.compile(
    rf"""(?<![\w-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{_MOST_PARTS},}}""", re.ASCII
)
_LIKE_OURS = untranslated("write it as the seed files that come with wgtrack are")
_BYTE_ORDER_MARKS = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


@frozen(kw_only=True)
class File:
    """What a file says about itself."""

    title: str = field(validator=check_line)
    recorded: Moment | None = None
    by: str | None = field(default=None, validator=attrs.validators.optional(check_line))
    why: str | None = field(default=None, validator=check_text)
    source: str | None = field(default=None, validator=check_text)


class _Problems:
    """Everything found wrong with one file, line by line."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.lines: list[Message] = []

    def add(self, where: str, mistakes: Iterable[Mistake]) -> None:
        """Mistakes of one table, or of the file where ``where`` is empty."""
        for path, what in mistakes:
            place = ": ".join(filter(None, (self.origin, ", ".join(filter(None, (where, *path))))))
            self.lines.append(untranslated("{place}: {what}", place=place, what=what))
        if len(self.lines) >= MOST_PROBLEMS:
            self.refuse()

    def collect(self, where: str, read: Callable[[], T]) -> T | None:
        """What ``read`` gives, or None after adding what is wrong with it."""
        try:
            return read()
        except MistakesError as mistakes:
            self.add(where, mistakes.found)
        except InputError as error:
            self.add(where, [((), one.words) for one in faults_of(error)])
        return None

    def refuse(self) -> None:
        """Refuse the file if anything was found."""
        if self.lines:
            raise SeedError(self.origin, self.lines)


def read(path: Traversable) -> Seed:
    """Read a seed file as far as it can be read; the seed holds the problems. SeedError if it is no TOML at all."""
    problems = _Problems(printable(path.name))
    document = problems.collect("", lambda: _document(path))
    problems.refuse()
    return (_lifecycle if "stage" in (document or {}) else _group)(document or {}, problems)


def _lifecycle(document: Table, problems: _Problems) -> Seed:
    """A file that is one lifecycle."""
    found = problems.collect("", lambda: table_of(document, Lifecycle))
    problems.refuse()
    return Seed(
        title=found.title if found else "",
        origin=problems.origin,
        source=found.source if found else None,
        records=(found,) if found else (),
    )


def _group(document: Table, problems: _Problems) -> Seed:
    """A file of tables: groups and all that belongs to them."""
    head = {name: value for name, value in document.items() if name in fields_of(File)}
    about = problems.collect("", lambda: table_of(head, File))
    _check_names(document, problems)
    tables = {kind: _named_tables(kind, _tables(document, kind, problems)) for kind in in_order()}
    records = tuple(record for kind, given in tables.items() for record in _records(kind, given, problems))
    _check_keys(tables, problems)
    changes = _changes(_tables(document, "change", problems), _kinds(tables), problems)
    read = {record.key for record in records}
    named = ((str(table.get("key")), kind, table) for kind, _, table in _each(tables))
    left = {key: (kind, table) for key, kind, table in named if key not in read}
    half_read = (draft_of(table, KINDS[kind]) for kind, table in left.values())
    drafts = tuple(record for record in half_read if record is not None)
    return Seed(
        origin=problems.origin,
        records=records,
        changes=changes,
        problems=tuple(problems.lines),
        drafts=drafts,
        unread=frozenset(left.keys() - {record.key for record in drafts}),
        **attrs.asdict(about or File(title="-"), recurse=False),
    )


def _document(path: Traversable) -> Table:
    text = _text(path)
    _refuse_long_names(text)
    _refuse_many_values(text)
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), text) from None
    except (RecursionError, ValueError) as error:  # brackets without end, a number of thousands of digits
        if isinstance(error, RecursionError):
            raise InputError(untranslated("the file is nested too deeply"), _LIKE_OURS) from None
        raise InputError(untranslated("the file cannot be read: {reason}", reason=str(error)), _LIKE_OURS) from None
    _refuse_large_numbers(document)
    return document


def _refuse_long_names(text: str) -> None:
    """Refuse names of many parts (``a.b.c``), each a level of its own: the time to read them grows with their square."""
    if found := _LONG_NAME.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise InputError(
            untranslated("line {line}: a name of more than {most_parts} parts", line=line, most_parts=_MOST_PARTS),
            _LIKE_OURS,
        )


def _refuse_many_values(text: str) -> None:
    """Refuse lists of so many values that reading them takes seconds; commas in texts count too, which keeps this simple."""
    if text.count(",") > _MOST_COMMAS:
        raise InputError(
            untranslated("the file has more than {most_commas} values in lists", most_commas=f"{_MOST_COMMAS:,}"),
            untranslated("load it in several files"),
        )


def _refuse_large_numbers(document: Table) -> None:
    """Refuse whole numbers of thousands of digits, which Python reads where they are hexadecimal, and cannot write out again."""
    inside: list[Iterator[tuple[str, object]]] = [iter(document.items())]
    while inside:
        name, value = next(inside[-1], ("", None))
        if value is None:
            inside.pop()
        elif isinstance(value, dict):
            inside.append(iter(value.items()))
        elif isinstance(value, list):
            inside.append(zip(repeat(name), value, strict=False))
        elif isinstance(value, int) and value.bit_length() > _MOST_BITS:
            raise InputError(
                untranslated("{name}: the number is too large", name=printable(name)),
                untranslated("TOML has none beyond 64 bits"),
            )


def _syntax(message: str, text: str) -> InputError:
    match = _PLACE.fullmatch(message)
    if match is None:
        return InputError(
            untranslated("the file is not TOML: {message}", message=printable(message)),
            untranslated("see https://toml.io"),
        )
    line = match["line"] or str(text.count("\n") + 1)
    column = f", column {match['column']}" if match["column"] else " (the end of the file)"
    return InputError(
        untranslated("line {line}{column}: {what}", line=line, column=column, what=printable(match["what"])),
        untranslated("nothing after that place was read"),
    )


def _text(path: Traversable) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise InputError(
            untranslated("the file cannot be read: {reason}", reason=error.strerror or ""),
            untranslated("check the path and who may read it"),
        ) from None
    if len(content) > LARGEST_FILE:
        raise InputError(
            untranslated("the file is larger than {largest_file} MB", largest_file=LARGEST_FILE // 1000000),
            untranslated("split it into several files"),
        )
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            raise InputError(
                untranslated("line 1: the file is {encoding}, not UTF-8", encoding=encoding),
                untranslated("save it as UTF-8"),
            )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            untranslated("line {line}: the byte 0x{byte} is not UTF-8", line=line, byte=f"{content[error.start]:02x}"),
            untranslated("save it as UTF-8"),
        ) from None


def _check_names(document: Table, problems: _Problems) -> None:
    """Only what a file says about itself, and tables of records and changes."""
    fields, tables = fields_of(File), (*in_order(), "change")
    for name, value in document.items():
        if name in fields or name in tables:
            continue
        if isinstance(value, dict | list):
            problems.add(f"[[{printable(name)}]]", [((), no_such("table", name, tables))])
        else:
            problems.add(printable(name), [((), no_such("field", name, fields))])


def _tables(document: Table, kind: str, problems: _Problems) -> list[Table]:
    given = document.get(kind, [])
    if isinstance(given, list) and all(isinstance(table, dict) for table in given):
        return given
    if isinstance(given, dict):
        several = untranslated("there may be several; write [[{kind}]] above each", kind=kind)
        problems.add(f"[{kind}]", [((), several)])
    else:
        problems.add(kind, [((), untranslated("must be tables; write [[{kind}]] above each", kind=kind))])
    return []


def _named_tables(kind: str, tables: list[Table]) -> list[Table]:
    """The tables with their keys; a role's is made where it has none, since nobody types one."""
    if kind != "role":
        return tables
    terms: Counter[str] = Counter()
    named = []
    for table in tables:
        made = role_key(str(table.get("group")), str(table.get("role")), str(table.get("party")))
        terms[made] += 1
        named.append({"key": made if terms[made] == 1 else f"{made}:{terms[made]}", **table})
    return named


def _records(kind: str, tables: list[Table], problems: _Problems) -> tuple[Record, ...]:
    read = [
        problems.collect(_label(kind, place, table), partial(table_of, table, KINDS[kind]))
        for place, table in enumerate(tables, start=1)
    ]
    above = next((name for name, info in tied(KINDS[kind]) if info.above), None)
    return tuple(_above_first([record for record in read if record is not None], above))


def _above_first(records: list[RecordT], field_above: str | None) -> Iterator[RecordT]:
    """The records in their order, but each after the one above it; a circle is left for others to find."""
    if field_above is None:
        yield from records
        return
    left = {record.key: record for record in records}
    for record in records:
        waiting: list[RecordT] = []
        key: str | None = record.key
        while key is not None and key in left:
            waiting.append(left.pop(key))
            key = getattr(waiting[-1], field_above)
        yield from reversed(waiting)


def _check_keys(tables: Mapping[str, list[Table]], problems: _Problems) -> None:
    """No key twice: lifecycles, calendars and roles have keys of their own, all others share them."""
    taken: dict[tuple[str, str], str] = {}
    for kind, place, table in _each(tables):
        key = table.get("key")
        if isinstance(key, str):
            space = "shared" if kind in KEYED else kind
            label = _label(kind, place, table)
            if (space, key) in taken:
                before = taken[space, key]
                what = untranslated("taken by the [[{before}]] before it; choose another key", before=before)
                problems.add(label, [(("key",), what)])
            taken.setdefault((space, key), kind)


def _kinds(tables: Mapping[str, list[Table]]) -> dict[str, str]:
    """Kind of each record that a change may be about, by key."""
    return {str(table["key"]): kind for kind, _, table in _each(tables) if kind in {*KEYED, "role"} and "key" in table}


def _each(tables: Mapping[str, list[Table]]) -> Iterator[tuple[str, int, Table]]:
    return ((kind, place, table) for kind in tables for place, table in enumerate(tables[kind], start=1))


def _changes(tables: list[Table], kinds: Mapping[str, str], problems: _Problems) -> tuple[SeedChange, ...]:
    read = [
        problems.collect(f"[[change]] {called(place, table)}", partial(read_change, table, kinds))
        for place, table in enumerate(tables, start=1)
    ]
    return tuple(change for change in read if change is not None)


def _label(kind: str, place: int, table: Table) -> str:
    key = table.get("key")
    return f"[[{kind}]] {printable(key) if isinstance(key, str) else f'number {place}'}"
