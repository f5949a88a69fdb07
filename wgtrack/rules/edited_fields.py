"""Fields of a record changed by name: any value may be given, so its type is looked at too."""

from types import UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin

from attrs import evolve

from wgtrack.errors import InputError, closest
from wgtrack.messages.message import joined, untranslated
from wgtrack.model.base import Record
from wgtrack.model.fields import described

RecordT = TypeVar("RecordT", bound=Record)


def edited(record: RecordT, fields: dict[str, Any]) -> RecordT:
    """The record with other values in these fields; InputError for an unknown field or a value of another type."""
    known = {field.name: field for field, info in described(type(record)) if not info.by_verb}
    for name in fields:
        if name not in known:
            like = closest(name, known)
            raise InputError(
                untranslated("'{key}' has no field '{name}' to edit", key=record.key, name=name),
                untranslated("did you mean {like}?", like=" or ".join(like))
                if like
                else untranslated("its fields are {known}", known=joined(known)),
            )
    try:
        changed = evolve(record, **fields)
    except (TypeError, ValueError, AttributeError) as error:  # what a converter does not expect
        raise InputError(
            untranslated("'{key}' cannot have these values: {error}", key=record.key, error=str(error)), _TYPES
        ) from error
    for name, value in fields.items():
        if not _is_of(getattr(changed, name), known[name].type):
            raise InputError(
                untranslated("the {name} of '{key}' cannot be {value}", name=name, key=record.key, value=repr(value)),
                _TYPES,
            )
    return changed


_TYPES = untranslated("give values of the types that the fields have")


def _is_of(value: Any, type_: Any) -> bool:
    """Whether a value is of a field's type: a class, a choice, any of several, or a tuple of one type."""
    if get_origin(type_) is Literal:
        return value in get_args(type_)
    if isinstance(type_, UnionType):
        return any(_is_of(value, each) for each in get_args(type_))
    if get_origin(type_) is tuple and get_args(type_)[-1] is Ellipsis:
        return isinstance(value, tuple) and all(_is_of(each, get_args(type_)[0]) for each in value)
    return isinstance(value, int | float if type_ is float else get_origin(type_) or type_)
