"""Options that set the fields of a record, made for both ``add`` and ``edit`` of what its class declares."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, TypeVar, get_args, get_origin

import typer
from attrs import NOTHING

from wgtrack.dates.instants import day
from wgtrack.model.base import Names, Record
from wgtrack.model.fields import Declared, described
from wgtrack_cli import completion
from wgtrack_cli.parsing import Reader, days, name_in_language, numbered, one_of

if TYPE_CHECKING:
    import attrs

FunctionT = TypeVar("FunctionT", bound=Callable[..., Any])


class Field(NamedTuple):
    """A field of a record, and the option that sets it."""

    #: As the record's class calls it.
    name: str
    help: str
    metavar: str = "TEXT"
    #: ``--`` and the name if empty.
    option: str = ""
    #: The option may be given several times.
    many: bool = False
    #: The option has no value: it is given or not.
    flag: bool = False
    #: ``add`` cannot do without it.
    needed: bool = False
    #: ``add`` alone has it.
    once: bool = False
    #: What the text means; the record's class reads most texts itself.
    read: Reader = str
    completes: Callable[..., Any] | None = None

    def parameter(self, *, adding: bool) -> inspect.Parameter:
        """The parameter that typer makes the option of."""
        option = self.option or f"--{self.name.replace('_', '-')}"
        settings = typer.Option(option, help=self.help, metavar=self.metavar, autocompletion=self.completes)
        if self.flag:
            both = option if adding else f"{option}/--not-{option.removeprefix('--')}"
            settings = typer.Option(both, help=self.help)
        value: Any = bool if self.flag else list[str] if self.many else str
        is_needed = adding and self.needed
        return inspect.Parameter(
            self.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if is_needed else None,
            annotation=Annotated[value if is_needed else value | None, settings],
        )

    def value(self, typed: Any) -> Any:
        """The value that the record takes; an empty text takes away what was there."""
        if self.flag:
            return typed
        if self.many:
            return tuple(self.read(text) for text in typed if text)
        return self.read(typed) if typed else None


#: What stands for a value in the help, by what a field holds, or else by its type.
_METAVARS = {"deadline": "DATE", "reference": "KEY", "links": "LINK", "stage": "KEY@STAGE", "code": "STAGE"}
_TYPES: Mapping[Any, str] = {date: "DAY", int: "NUMBER", float: "NUMBER"}
#: Fields whose values are offered in another way than their type says.
_OFFERED = {"tags": completion.tags, "lifecycle": completion.lifecycles, "timezone": completion.zones}


def fields_of(cls: type[Any], **read: Reader) -> tuple[Field, ...]:
    """The options of a class, as its fields declare them; those of every record come last.

    ``read`` are readers of fields whose text the type does not explain.
    """
    declared = [(attribute, info) for attribute, info in described(cls) if info.option is not None]
    declared.sort(key=lambda found: found[0].name in _COMMON)
    return tuple(_field(attribute, info, read.get(attribute.name)) for attribute, info in declared)


_COMMON = frozenset(attribute.name for attribute, _ in described(Record))


def _field(attribute: "attrs.Attribute[Any]", info: Declared, read: Reader | None) -> Field:
    of_type: Any = attribute.type
    if isinstance(of_type, UnionType):  # a value or none
        of_type = next(part for part in get_args(of_type) if part is not NoneType)
    choices = get_args(of_type) if get_origin(of_type) is Literal else ()
    option = info.option or f"--{attribute.name.replace('_', '-')}"
    return Field(
        attribute.name,
        info.help,
        info.metavar or _METAVARS.get(info.holds) or _TYPES.get(of_type, "TEXT"),
        option,
        many=get_origin(of_type) is tuple,
        flag=of_type is bool,
        needed=attribute.default is NOTHING and info.holds != "reference",
        once=info.once,
        read=read or _reader(of_type, option, info, choices),
        completes=_OFFERED.get(attribute.name) or _completer(info, choices),
    )


def _reader(type_: Any, option: str, info: Declared, choices: tuple[str, ...]) -> Reader:
    if type_ is date:
        return day
    if type_ is int:
        return numbered(option, info.least)
    if type_ is float:
        return days
    if type_ == Names:
        return name_in_language
    return one_of(choices, option.removeprefix("--")) if choices else str


def _completer(info: Declared, choices: tuple[str, ...]) -> Callable[..., Any] | None:
    if info.holds in {"reference", "links"}:
        return completion.keys(*info.kinds)
    return completion.words(choices) if choices else None


def with_fields(fields: Sequence[Field], *, adding: bool) -> Callable[[FunctionT], FunctionT]:
    """Give a command, which takes ``**given``, an option for each field; what was given arrives by field name."""

    def wrap(function: FunctionT) -> FunctionT:
        own = [
            parameter
            for parameter in inspect.signature(function).parameters.values()
            if parameter.kind is not inspect.Parameter.VAR_KEYWORD
        ]
        first = [parameter for parameter in own if parameter.kind is not inspect.Parameter.KEYWORD_ONLY]
        last = [parameter for parameter in own if parameter.kind is inspect.Parameter.KEYWORD_ONLY]
        options = [field.parameter(adding=adding) for field in fields if adding or not field.once]
        # typer asks inspect.signature, which takes this word for it.
        vars(function)["__signature__"] = inspect.Signature([*first, *options, *last])
        return function

    return wrap


def values(fields: Sequence[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were given, with their values."""
    return {field.name: field.value(given[field.name]) for field in fields if given.get(field.name) is not None}
