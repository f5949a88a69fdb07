"""Entries from outside, each looked at by itself: is there such a kind, are these instants, could such a record be written?"""

from collections.abc import Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

import attrs

from wgtrack.dates import parse
from wgtrack.errors import InputError
from wgtrack.messages.message import call, joined, untranslated
from wgtrack.model.base import Record
from wgtrack.model.fields import deadlines
from wgtrack.model.programme import KINDS
from wgtrack.model.values import require_line, require_text
from wgtrack.store.chain import COLUMNS
from wgtrack.store.codecs import WRONG_VALUE, DamagedValueError, Memo, instant_of
from wgtrack.store.journal import MOST_CHARACTERS
from wgtrack.store.snapshots import layout_of_kind
from wgtrack.store.storage import Row

#: What an entry is known by (its number, or its place among those given), and what is wrong with it.
Misfit = tuple[int, InputError]

_NUMBER, _ACTION, _KIND, _KEY, _AT, _RECORDED_AT, _BY, _WHY, _NEW = map(
    COLUMNS.index, ("number", "action", "kind", "key", "at", "recorded_at", "by", "why", "new")
)
AGAIN = untranslated("import a file as {export} wrote it", export=call("export"))

# The same instants, names and actions come again and again.
_instant = Memo(instant_of).__getitem__
_author = Memo(lambda text: require_line("name of who made the change", text)).__getitem__
_action = Memo(lambda text: require_line("action", text)).__getitem__


def misfits(rows: Sequence[Row]) -> list[Misfit]:
    """What is wrong with any of these entries, by their places; at most one thing with each."""
    found = {place: problem for place, row in enumerate(rows) if (problem := _problem(row)) is not None}
    sound = [(place, row) for place, row in enumerate(rows) if place not in found and row[_NEW] is not None]
    try:
        check_records([row for _, row in sound])
    except InputError:
        found |= {place: problem for place, row in sound if (problem := _record_problem(row)) is not None}
    return sorted(found.items())


def check_records(rows: Sequence[Row]) -> None:
    """InputError where the record of an entry is none that could be written."""
    for kind, of_kind in _by_kind(rows).items():
        try:
            records = layout_of_kind(kind).decode_all([(row[_NUMBER], row[_AT], row[_NEW]) for row in of_kind])
        except DamagedValueError as error:
            raise InputError(untranslated("{reason}", reason=str(error)), AGAIN) from error
        for record, row in zip(records, of_kind, strict=True):
            _check_record(record, row)


def _by_kind(rows: Sequence[Row]) -> Mapping[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[_KIND], []).append(row)
    return found


def _problem(row: Row) -> InputError | None:
    """What is wrong with an entry, whatever its record is."""
    if row[_KIND] not in KINDS:
        return InputError(
            untranslated("there is no kind of record {kind}", kind=repr(row[_KIND])),
            untranslated("there are {kinds}", kinds=joined(sorted(KINDS))),
        )
    if sum(len(value) for value in row[: len(COLUMNS)] if isinstance(value, str)) > MOST_CHARACTERS:
        return InputError(
            untranslated("the entry has more than {most_characters} characters", most_characters=MOST_CHARACTERS), AGAIN
        )
    try:
        _instant(row[_AT])
        _instant(row[_RECORDED_AT])
    except WRONG_VALUE as error:
        return InputError(untranslated("an instant of the entry cannot be read ({reason})", reason=str(error)), AGAIN)
    try:
        _action(row[_ACTION])
        _author(row[_BY])
        require_line("key", row[_KEY])
        require_text("reason", row[_WHY] or "")
    except InputError as error:
        return error
    return None


def _record_problem(row: Row) -> InputError | None:
    try:
        check_records([row])
    except InputError as error:
        return error
    return None


def _check_record(record: Record, row: Row) -> None:
    """Make a record anew from what was read, so that its class looks at every field, as it does when one is written."""
    what = f"the {row[_KIND]} {row[_KEY]!r}"
    if record.key != row[_KEY]:
        raise InputError(
            untranslated("{what} has another key, {key}, in its record", what=what, key=repr(record.key)), AGAIN
        )
    names, values = _fields(row[_KIND])
    try:
        same = type(record)(**dict(zip(names, values(record), strict=True))) == record
    except InputError as error:
        raise InputError(
            untranslated("{what} could not be written: {problem}", what=what, problem=error.message), error.hint
        ) from error
    if not same:
        raise InputError(untranslated("{what} is not in the form that wgtrack writes it in", what=what), AGAIN)
    try:
        # Without one that can be read, no date of the record at that time could be had.
        for deadline in deadlines(record):
            parse(deadline.text)
    except InputError as error:
        raise InputError(untranslated("{what}: {problem}", what=what, problem=error.message), error.hint) from error


@cache
def _fields(kind: str) -> tuple[tuple[str, ...], Any]:
    """The names of the fields of a kind, and what gets their values."""
    names = tuple(field.name for field in attrs.fields(KINDS[kind]) if field.eq)
    return names, attrgetter(*names)
