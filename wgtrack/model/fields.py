"""What a field of a record holds: said once, where the field is declared, as metadata that everything else is derived from.

Most of it follows from the field's type. What a type cannot say is said here::

    target: str | None = field(default=None, metadata=deadline("The promised date.", promised=True))
    owners: tuple[str, ...] = field(default=(), converter=as_words, metadata=reference("party", help="Who is to do it."))
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, get_args

import attrs

#: What a field holds beside plain values: a deadline expression, keys of other records, links to what comes before,
#: a stage of another record (``KEY@STAGE``), a code of a stage of the record's own lifecycle, a time zone.
Holds = Literal["value", "deadline", "reference", "links", "stage", "code", "zone"]
_DECLARED = "wgtrack"


class Declared(NamedTuple):
    """What the metadata of a field says."""

    holds: Holds = "value"
    #: What the field is for, in a sentence: the help of its option, and the reference page.
    help: str = ""
    #: What it is called among people; its name with blanks where empty.
    label: str = ""
    #: What is counted, behind the number: ``working days``.
    unit: str = ""
    #: Kinds of records that a reference may name.
    kinds: tuple[str, ...] = ()
    #: What records of a kind are called that this field ties together: they may form no cycle (``parent tasks``).
    ties: str = ""
    #: The field names the one record above, so the levels are limited.
    above: bool = False
    #: How a sentence says that a record names another here: ``serves``, ``waits for``.
    phrase: str = ""
    #: What the records that name one here are called on the page of that one: ``committees``. Not listed there if empty.
    named_by: str = ""
    #: A date that was promised: it moves later only with a reason.
    promised: bool = False
    #: The date that the record itself stands for: what an item is promised for, the day an event starts.
    main: bool = False
    #: The field whose date holds where this one gives none.
    otherwise: str = ""
    #: The dates of a record depend on the one that it names here, as those of a group do on its calendar. The group that a
    #: record with deadlines belongs to is always such a one.
    dates: bool = False
    #: What of a value that is no deadline can still move a date of this record, or of one that depends on it.
    moves: Callable[[Any], object] | None = None
    #: When something happened: it is never still to come, and ``correct`` sets it right.
    fact: bool = False
    #: Set by verbs or by the store alone, and never edited by name.
    by_verb: bool = False
    #: Given when the record is added; afterwards a verb changes it, or nothing does. ``edit`` has no option for it.
    once: bool = False
    #: Name of the command-line option and of its value, where they differ from what name and type say; None for no option.
    option: str | None = ""
    metavar: str = ""
    #: The least that a number may be.
    least: int = 0
    #: What a list of tables in a file is called, where it is not the field's name: its entries are written one by one.
    table: str = ""
    #: Finding records by their text looks here.
    searched: bool = False
    #: Lists and reports show it of each item, and items can be found and sorted by it.
    shown: bool = False


PLAIN = Declared()
#: Of every record's key, which its class may check anew.
KEY = Declared(by_verb=True, option=None, searched=True)
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
    found: Declared = attribute.metadata.get(_DECLARED, KEY if attribute.name == "key" else PLAIN)
    return found


def label(attribute: "attrs.Attribute[Any]") -> str:
    """What a field is called among people."""
    return of(attribute).label or attribute.name.replace("_", " ")


class Expression(NamedTuple):
    """One deadline expression of a record."""

    #: Name of the field, or ``@STAGE`` for a planned stage.
    name: str
    text: str
    #: What is declared of the field.
    info: Declared

    @property
    def label(self) -> str:
        """What the date is called among people: ``target``, ``not before``, ``@review``."""
        return self.name if self.name.startswith("@") else self.info.label or self.name.replace("_", " ")

    @property
    def phrase(self) -> str:
        """How a sentence goes on from the record to what its date depends on: ``has its target by``."""
        what = f"stage {self.name[1:]}" if self.name.startswith("@") else self.label
        return self.info.phrase or f"has its {what} by"


class Reference(NamedTuple):
    """One record that a record names."""

    field: str
    key: str
    #: What is declared of the field.
    info: Declared
    #: The stage of that record which is named, if one is.
    stage: str | None = None

    @property
    def phrase(self) -> str:
        """How a sentence goes on from the record to the one that it names: ``waits for``."""
        return self.info.phrase or f"has as its {self.info.label or self.field.replace('_', ' ')}"


class _Plan(NamedTuple):
    """The fields of a class that hold more than plain values."""

    deadlines: tuple[tuple[str, Declared], ...]
    references: tuple[tuple[str, Declared], ...]
    #: Fields of small values that hold deadlines or references themselves.
    nested: tuple[str, ...]
    #: The field that tells several small values of a record apart: a code of a stage.
    code: str | None
    #: What of a record can move dates beside its deadlines: the field, and what of its value.
    moves: tuple[tuple[str, Callable[[Any], object]], ...]
    #: The fields that say when something happened, and those of small values that do.
    facts: tuple[tuple[str, Declared], ...]
    factual: tuple[str, ...]
    #: It has a deadline, of itself or of its small values.
    dated: bool
    #: The field that names the group it belongs to, and the fields that name what its dates depend on beside their anchors.
    group: str | None
    sources: tuple[str, ...]


class _Plans(dict[type, _Plan]):
    """What is known of each class, worked out when it is first asked for."""

    def __missing__(self, cls: Any) -> _Plan:
        found = [(attribute.name, of(attribute), attribute.type) for attribute in attrs.fields(cls)]
        inner = [(name, _plans[part]) for name, _, type_ in found for part in _classes(type_)]
        dated = any(info.holds == "deadline" for _, info, _ in found) or any(part.dated for _, part in inner)
        group = next((name for name, info, _ in found if info.kinds == ("group",) and not info.ties), None)
        plan = self[cls] = _Plan(
            tuple((name, info) for name, info, _ in found if info.holds == "deadline"),
            tuple((name, info) for name, info, _ in found if info.holds in {"reference", "links", "stage"}),
            tuple(dict.fromkeys(name for name, part in inner if part.deadlines or part.references or part.nested)),
            next((name for name, info, _ in found if info.holds == "code"), None),
            tuple((name, info.moves) for name, info, _ in found if info.moves is not None),
            tuple((name, info) for name, info, _ in found if info.fact),
            tuple(dict.fromkeys(name for name, part in inner if part.facts)),
            dated,
            group,
            tuple(name for name, info, _ in found if info.dates or (dated and name == group)),
        )
        return plan


_plans = _Plans()


def _classes(type_: Any) -> Iterator[type]:
    """The attrs classes that a type is made of: ``tuple[StagePlanned, ...]``, ``Waiting | None``."""
    if isinstance(type_, type) and attrs.has(type_):
        yield type_
    for part in get_args(type_):
        yield from _classes(part)


def deadlines(record: object) -> Iterator[Expression]:
    """The deadline expressions of a record, those of its small values among them, in the order of the fields."""
    plan = _plans[type(record)]
    for name, info in plan.deadlines:
        text = getattr(record, name)
        if text is not None:
            yield Expression(name, text, info)
    for name in plan.nested:
        for place, part in enumerate(_parts(getattr(record, name))):
            code = _plans[type(part)].code
            inner = f"{name}[{place}]" if code is None else f"@{getattr(part, code)}"
            yield from (found._replace(name=inner) for found in deadlines(part))


class Fact(NamedTuple):
    """A day or an instant at which something happened."""

    #: Name of the field, or ``@STAGE`` for a stage that was reached.
    name: str
    on: date | datetime
    info: Declared


def facts(record: object) -> Iterator[Fact]:
    """The days and instants of a record at which something happened, those of its small values among them."""
    plan = _plans[type(record)]
    for name, info in plan.facts:
        on = getattr(record, name)
        if on is not None:
            yield Fact(name, on, info)
    for name in plan.factual:
        for part in _parts(getattr(record, name)):
            code = _plans[type(part)].code
            inner = name if code is None else f"@{getattr(part, code)}"
            yield from (found._replace(name=inner) for found in facts(part))


def references(record: object) -> Iterator[Reference]:
    """The records that a record names outside of its deadlines, in the order of the fields."""
    plan = _plans[type(record)]
    for name, info in plan.references:
        for text in _texts(getattr(record, name), info):
            if info.holds == "reference":
                yield Reference(name, text, info)
            else:
                key, _, stage = text.partition("@")
                yield Reference(name, key, info, stage or None)
    for name in plan.nested:
        for part in _parts(getattr(record, name)):
            yield from references(part)


def keys_in(record: object, name: str, info: Declared) -> tuple[str, ...]:
    """The keys that a record names in one field, without stages."""
    texts = _texts(getattr(record, name), info)
    return tuple(texts) if info.holds == "reference" else tuple(text.partition("@")[0] for text in texts)


def _texts(value: Any, info: Declared) -> tuple[str, ...]:
    """What a field that names records has: keys, or ``KEY@STAGE``."""
    if not value:
        return ()
    if info.holds == "links":
        return tuple(link.before for link in value)
    return value if isinstance(value, tuple) else (value,)


def _parts(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def can_move(record: object) -> tuple[object, ...]:
    """All of a record that can move a date: two states of it with the same leave every date where it is."""
    plan = _plans[type(record)]
    own = [getattr(record, name) for name in (*(name for name, _ in plan.deadlines), *plan.nested, *plan.sources)]
    return (*own, *(part(getattr(record, name)) for name, part in plan.moves))


def group_of(record: object) -> str:
    """Key of the group in whose zone and calendar the dates of a record are read; empty for none."""
    name = _plans[type(record)].group
    return (name and getattr(record, name)) or ""


def sources(record: object) -> Iterator[str]:
    """Keys of what the dates of a record depend on beside their anchors: its group; a group's calendar and parent."""
    for name in _plans[type(record)].sources:
        key = getattr(record, name)
        if key:
            yield key


def is_dated(cls: type) -> bool:
    """Whether records of a class have dates of their own."""
    return _plans[cls].dated


def has_main(cls: type) -> bool:
    """Whether records of a class stand for a date, so that others can be dated by it."""
    return any(info.main for _, info in _plans[cls].deadlines)


def moves_dates(cls: type) -> bool:
    """Whether a change of such a record can move a date, of itself or of another record."""
    plan = _plans[cls]
    return plan.dated or bool(plan.moves or plan.sources)


def deadline_names(cls: type) -> tuple[str, ...]:
    """The fields of a class, or of its small values, that hold a deadline expression."""
    inner = (
        name for attribute in attrs.fields(cls) for part in _classes(attribute.type) for name in deadline_names(part)
    )
    return (*(name for name, _ in _plans[cls].deadlines), *inner)


def otherwise(cls: type) -> tuple[tuple[str, str], ...]:
    """The deadlines of a class that another one stands in for where they are not given, each with that one."""
    return tuple((name, info.otherwise) for name, info in _plans[cls].deadlines if info.otherwise)


def tied(cls: type) -> tuple[tuple[str, Declared], ...]:
    """The fields of a class that tie records of its kind together."""
    return tuple((name, info) for name, info in _plans[cls].references if info.ties)


def named(cls: type) -> tuple[tuple[str, Declared], ...]:
    """The fields of a class that name other records."""
    return _plans[cls].references


def described(cls: type) -> Iterator[tuple["attrs.Attribute[Any]", Declared]]:
    """The facts of a record, field by field, without what a copy knows of its place in the journal."""
    return ((attribute, of(attribute)) for attribute in attrs.fields(cls) if attribute.eq)


def phrases(cls: type) -> Iterator[str]:
    """How sentences go on from a record of a class to those that its fields name: ``has its target by``, ``serves``."""
    plan = _plans[cls]
    yield from (Expression(name, "", info).phrase for name, info in plan.deadlines)
    yield from (Reference(name, "", info).phrase for name, info in plan.references)


def searched_texts(record: object) -> Iterator[str]:
    """The texts of a record that finding it by its text looks at."""
    for attribute, info in described(type(record)):
        if info.searched:
            for value in _parts(getattr(record, attribute.name)):
                yield value[1] if isinstance(value, tuple) else str(value)


def itself(value: Any) -> object:
    """For ``moves``: any other value can move a date."""
    return value


def parts_of(cls: type) -> Iterator[type]:
    """The classes of the small values that the fields of a class hold, one inside the other."""
    for attribute in attrs.fields(cls):
        for part in _classes(attribute.type):
            yield part
            yield from parts_of(part)
