"""Options that set the fields of a record, declared once per noun for both ``add`` and ``edit``."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, NamedTuple, TypeVar

import typer

from wgtrack_cli import completion
from wgtrack_cli.reading import Reader, name_in_language

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


NAMES = Field(
    "names",
    "Name in another language, such as zh-Hans=...",
    option="--name-in",
    metavar="LANG=NAME",
    many=True,
    read=name_in_language,
)
#: Fields that every record has.
COMMON = (
    Field("source", "Where the facts are from."),
    Field("note", "Anything else worth knowing."),
    Field("illustrative", "No source gives it: filled in to make the record complete.", flag=True),
)
GROUP = Field("group", "Group or committee it belongs to.", metavar="KEY", completes=completion.keys("group"))


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
        options = [field.parameter(adding=adding) for field in fields]
        # typer asks inspect.signature, which takes this word for it.
        vars(function)["__signature__"] = inspect.Signature([*first, *options, *last])
        return function

    return wrap


def values(fields: Sequence[Field], given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that were given, with their values."""
    return {field.name: field.value(given[field.name]) for field in fields if given.get(field.name) is not None}
