"""What a field of a record holds: said once, where the field is declared, as metadata that everything else is derived from.

Most of it follows from the field's type. What a type cannot say is said here::

    target: str | None = field(default=None, metadata=deadline("The promised date.", promised=True))
    owners: tuple[str, ...] = field(default=(), converter=as_words, metadata=reference("party", help="Who is to do it."))
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

import attrs

#: What a field holds beside plain values: a deadline expression, keys of other records, links to what comes before,
#: a stage of another record (``KEY@STAGE``), a code of a stage of the record's own lifecycle.
Holds = Literal["value", "deadline", "reference", "links", "stage", "code"]
_DECLARED = "wgtrack"


class Declared(NamedTuple):
    """What the metadata of a field says."""

    holds: Holds = "value"
    #: What the field is for, in a sentence: the help of its option, and the reference page.
    help: str = ""
    #: What it is called among people; its name with blanks where empty.
    label: str = ""
    #: Kinds of records that a reference may name.
    kinds: tuple[str, ...] = ()
    #: What records of a kind are called that this field ties together: they may form no cycle (``parent tasks``).
    ties: str = ""
    #: The field names the one record above, so the levels are limited.
    above: bool = False
    #: A date that was promised: it moves later only with a reason.
    promised: bool = False
    #: Set by verbs or by the store alone, and never edited by name.
    by_verb: bool = False
    #: Name of the command-line option, its value's name, and how it is written, where they differ from what the type says.
    option: str = ""
    metavar: str = ""
    #: About a person: no site and no report shows it.
    personal: bool = False


PLAIN = Declared()
Metadata = Mapping[str, Declared]


def declared(help: str = "", **more: Any) -> Metadata:  # noqa: A002 - the word of the field
    """The metadata of a field whose type says what it holds."""
    return MappingProxyType({_DECLARED: Declared(help=help, **more)})


def deadline(help: str = "", **more: Any) -> Metadata:  # noqa: A002 - as above
    """The metadata of a deadline expression (``summit - 1wd``)."""
    return declared(help, holds="deadline", **more)


def reference(*kinds: str, help: str = "", **more: Any) -> Metadata:  # noqa: A002 - as above
    """The metadata of one key, or several, of records of these kinds."""
    return declared(help, holds="reference", kinds=kinds, **more)


def of(attribute: "attrs.Attribute[Any]") -> Declared:
    """What was declared of a field; the plain default where nothing was."""
    found: Declared = attribute.metadata.get(_DECLARED, PLAIN)
    return found


def label(attribute: "attrs.Attribute[Any]") -> str:
    """What a field is called among people."""
    return of(attribute).label or attribute.name.replace("_", " ")


class Expression(NamedTuple):
    """One deadline expression of a record."""

    #: Name of the field, or ``@STAGE`` for a planned stage.
    name: str
    text: str
    #: A date that was promised.
    promised: bool


class Reference(NamedTuple):
    """One record that a record names."""

    field: str
    key: str
    #: Kinds of which it may be.
    kinds: tuple[str, ...]
    #: The stage of that record which is named, if one is.
    stage: str | None = None


class _Plan(NamedTuple):
    """The fields of a class that hold more than plain values."""

    deadlines: tuple[tuple[str, Declared], ...]
    references: tuple[tuple[str, Declared], ...]
    #: Fields of small values that hold deadlines or references themselves.
    nested: tuple[str, ...]
    #: The field that tells several small values of a record apart: a code of a stage.
    code: str | None


class _Plans(dict[type, _Plan]):
    """What is known of each class, worked out when it is first asked for."""

    def __missing__(self, cls: Any) -> _Plan:
        found = [(attribute.name, of(attribute), attribute.type) for attribute in attrs.fields(cls)]
        plan = self[cls] = _Plan(
            tuple((name, info) for name, info, _ in found if info.holds == "deadline"),
            tuple((name, info) for name, info, _ in found if info.holds in {"reference", "links", "stage"}),
            tuple(name for name, _, type_ in found if any(map(_holds_more, _classes(type_)))),
            next((name for name, info, _ in found if info.holds == "code"), None),
        )
        return plan


_plans = _Plans()


def _classes(type_: Any) -> Iterator[type]:
    """The attrs classes that a type is made of: ``tuple[StagePlanned, ...]``, ``Waiting | None``."""
    if isinstance(type_, type) and attrs.has(type_):
        yield type_
    for part in get_args(type_):
        yield from _classes(part)


def _holds_more(cls: type) -> bool:
    plan = _plans[cls]
    return bool(plan.deadlines or plan.references or plan.nested)


def deadlines(record: object) -> Iterator[Expression]:
    """The deadline expressions of a record, those of its small values among them, in the order of the fields."""
    plan = _plans[type(record)]
    for name, info in plan.deadlines:
        text = getattr(record, name)
        if text is not None:
            yield Expression(name, text, info.promised)
    for name in plan.nested:
        for place, part in enumerate(_parts(getattr(record, name))):
            code = _plans[type(part)].code
            inner = f"{name}[{place}]" if code is None else f"@{getattr(part, code)}"
            yield from (found._replace(name=inner) for found in deadlines(part))


def references(record: object) -> Iterator[Reference]:
    """The records that a record names outside of its deadlines, in the order of the fields."""
    plan = _plans[type(record)]
    for name, info in plan.references:
        for value in _parts(getattr(record, name)):
            key, _, stage = (value.before if info.holds == "links" else value).partition("@")
            yield Reference(name, key, info.kinds, stage or None)
    for name in plan.nested:
        for part in _parts(getattr(record, name)):
            yield from references(part)


def _parts(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def deadline_names(cls: type) -> tuple[str, ...]:
    """The fields of a class that hold a deadline expression."""
    return tuple(name for name, _ in _plans[cls].deadlines)
