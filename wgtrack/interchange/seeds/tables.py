"""TOML tables to records of the model: every mistake of a table is found, not only the first."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar, cast

import attrs

from wgtrack.dates import parse
from wgtrack.dates.instants import zone
from wgtrack.errors import InputError
from wgtrack.interchange.seeds.values import (
    CONVERTER,
    TEXT,
    Mistake,
    MistakesError,
    choose,
    printable,
    shown,
    structure,
)
from wgtrack.messages.message import Message, untranslated
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.fields import Declared, deadline_names, described, of
from wgtrack.model.lifecycles import faults_of
from wgtrack.model.programme import KINDS
from wgtrack.model.values import Estimate, Link, check_key, check_percent, check_stage

T = TypeVar("T")
Fields = Mapping[str, "attrs.Attribute[Any]"]


def table_of(given: object, cls: type[T]) -> T:
    """The TOML table as an instance of the attrs class ``cls``.

    Raises:
        MistakesError: with everything that is wrong with the table.
    """
    if not isinstance(given, dict):
        raise InputError(
            untranslated("must be a table, not {given}", given=shown(given)),
            untranslated("write it as {{ field = value }}"),
        )
    fields = fields_of(cls)
    values, found = read_fields(given, fields, cls)
    needed = (name for name, field in fields.items() if field.default is attrs.NOTHING and name not in given)
    found += [((name,), untranslated("missing; it has to be given")) for name in needed]
    if found:
        raise MistakesError([*found, *_made(cls, values)[1]])
    return cls(**values)


def draft_of(given: Mapping[str, object], cls: type[Record]) -> Record | None:
    """As much of a record as can be read of a table with mistakes; None where that is too little to be one.

    It is never stored: with it, what the record names can be looked up, and others that name it are not blamed.
    """
    values, _ = read_fields(given, fields_of(cls), cls)
    kept = {name: value for name, value in values.items() if attrs.fields_dict(cls)[name].default is attrs.NOTHING}
    for name, value in values.items():
        if _made(cls, {**kept, name: value})[0] is not None:
            kept[name] = value
    return _made(cls, kept)[0]


def _made(cls: type[T], values: Mapping[str, Any]) -> tuple[T | None, list[Mistake]]:
    """An instance of these values under a made-up title, or what keeps them from standing beside each other."""
    known = attrs.fields_dict(cast("type[attrs.AttrsInstance]", cls))
    called: dict[str, Any] = {name: "?" for name in ("title", "name") if name in known}
    try:
        return cls(**{**called, **values}), []
    except InputError as error:
        return None, [((), one.words) for one in faults_of(error)]
    except TypeError:  # a field that it cannot do without is missing, which was told
        return None, []


def fields_of(cls: type) -> Fields:
    """The fields of a class that a file may set, by the name they have in it; those of every record come last."""
    found: list[tuple[Any, Declared]] = [*described(cls)]
    found.sort(key=lambda one: bool(one[0].inherited))
    return {info.table or field.name: field for field, info in found}


def read_fields(given: Mapping[str, object], fields: Fields, cls: type) -> tuple[dict[str, Any], list[Mistake]]:
    """Values by the name of the field, and what is wrong with the others."""
    values: dict[str, Any] = {}
    found: list[Mistake] = []
    for name, value in given.items():
        if name not in fields:
            found.append(((printable(name),), no_such("field", name, fields)))
            continue
        try:
            values[fields[name].name] = _field(fields[name], value, cls)
        except MistakesError as mistakes:
            found += mistakes.within(name)
    return values, found


def argument(name: str, given: object, what: Any) -> Any:
    """A value of the type ``what`` for an argument of a verb, checked like a field of the same name."""
    is_deadline = any(name in deadline_names(cls) for cls in KINDS.values())
    value = structure(_unquoted(given) if is_deadline else given, what)
    try:
        (parse if is_deadline else _ARGUMENTS.get(name, _nothing))(value)
    except InputError as error:
        raise MistakesError([((), error.words)]) from None
    return value


def no_such(what: str, name: str, known: Iterable[str]) -> Message:
    """Says that there is no such thing, and what there is."""
    return untranslated("there is no such {what}; {choose}", what=what, choose=choose(name, known))


def _field(field: "attrs.Attribute[Any]", given: object, cls: type) -> Any:
    """One field: its type, then what its converter and its validator ask, then what only a file's reader can ask."""
    holds = of(field).holds
    value = structure(_unquoted(given) if holds == "deadline" else given, field.type)
    try:
        if field.converter is not None:
            value = cast("Callable[[Any], Any]", field.converter)(value)
        if field.validator is not None:
            field.validator(None, field, value)
        if field.name == "key" and cls is Calendar:  # one's own; a part of a country may have a longer name
            check_key(None, field, value)
        _HOLDS.get(holds, _nothing)(value)
    except InputError as error:
        raise MistakesError([((), error.words)]) from None
    return value


def _unquoted(given: object) -> object:
    """A day or an instant may stand without quotes where a deadline belongs."""
    return given.isoformat() if isinstance(given, date) else given


def _nothing(_value: object) -> None:
    """No more is asked of a field."""


def _stage_of(value: str) -> None:
    key, separator, stage = value.partition("@")
    if not separator:
        raise InputError(
            untranslated("{value} names no stage", value=shown(value)),
            untranslated("write it as KEY@STAGE, such as white-paper@review"),
        )
    check_key(None, TEXT, key)
    _code(stage)


def _code(value: str) -> None:
    check_stage(None, TEXT, value)


#: What is asked of a value beyond its type, by what the field holds.
_HOLDS: Mapping[str, Callable[[Any], object]] = {"deadline": parse, "zone": zone, "stage": _stage_of, "code": _code}
#: The same for arguments of verbs that are no deadlines, by their names.
_ARGUMENTS: Mapping[str, Callable[[Any], object]] = {
    "percent": lambda value: check_percent(None, TEXT, value),
    "stage": _code,
}

CONVERTER.register_structure_hook_func(lambda type_: attrs.has(type_) and type_ not in {Estimate, Link}, table_of)
