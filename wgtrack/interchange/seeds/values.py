"""TOML values to values of the model, strictly: nothing is guessed, and every mistake of a list or table is found."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import partial
from operator import eq
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast, get_args, get_origin
from zoneinfo import ZoneInfo

import cattrs

from wgtrack.dates.instants import day, instant
from wgtrack.errors import InputError, closest, did_you_mean
from wgtrack.interchange.seeds.seed import Moment
from wgtrack.messages.message import Message, Wording, joined, untranslated
from wgtrack.model.base import Names
from wgtrack.model.calendars import NamedDays
from wgtrack.model.values import Estimate, Link, check_line, check_text

if TYPE_CHECKING:
    import attrs

T = TypeVar("T")
#: Where in a value something is wrong, from the outside in; and what.
Mistake = tuple[tuple[str, ...], Wording]

#: What a sentence has room for beside itself.
_SHORT = 40
#: Stands in for a field where a text is checked that is no field of its own.
TEXT = cast("attrs.Attribute[Any]", SimpleNamespace(name="text"))


class MistakesError(Exception):
    """All that is wrong with one value."""

    def __init__(self, found: Iterable[Mistake]) -> None:
        self.found = tuple(found)
        super().__init__(self.found)

    def within(self, place: str) -> Iterator[Mistake]:
        """The same mistakes, seen from the value around."""
        return (((place, *where), what) for where, what in self.found)


def structure(given: object, what: Any) -> Any:
    """The TOML value as a value of the type ``what``.

    Raises:
        MistakesError: with everything that is wrong with it.
    """
    try:
        return CONVERTER.structure(given, what)
    except InputError as error:
        raise MistakesError([((), error.words)]) from None


def printable(text: str) -> str:
    """A text from a file that may be shown at a terminal as it is, or its escaped form."""
    return text if text.isprintable() and text else ascii(text)


def shown(value: object) -> str:
    """A value from a file about as its reader wrote it: short, and safe at a terminal."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, bool):
        return str(value).lower()
    text = ascii(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 3]}..."


def choose(given: object, known: Iterable[str]) -> Message:
    """The next step where a word is none of those known: the closest ones, or all of them."""
    words = list(known)
    like = closest(given, words) if isinstance(given, str) else ()
    return did_you_mean(like, untranslated("use one of {known}", known=joined(words)))


def each(given: Iterable[Any], read: Callable[[Any], T], name: Callable[[int, Any], str]) -> list[T]:
    """Every entry read; MistakesError with the mistakes of all of them, under the name that each entry goes by."""
    values: list[T] = []
    found: list[Mistake] = []
    for place, value in enumerate(given, start=1):
        try:
            values.append(read(value))
        except MistakesError as mistakes:
            found += mistakes.within(name(place, value))
        except InputError as error:
            found.append(((name(place, value),), error.words))
    if found:
        raise MistakesError(found)
    return values


def _text(given: object, _type: object = str) -> str:
    if not isinstance(given, str):
        raise InputError(
            untranslated("must be text, not {given}", given=shown(given)), untranslated('put it in quotes: "..."')
        )
    check_text(None, TEXT, given)
    return given


def _line(given: object) -> str:
    text = _text(given)
    check_line(None, TEXT, text)
    return text


def _whole(given: object, _type: object) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise InputError(
            untranslated("must be a whole number, not {given}", given=shown(given)),
            untranslated("write it in digits, without quotes"),
        )
    return given


def _number(given: object, _type: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise InputError(
            untranslated("must be a number, not {given}", given=shown(given)),
            untranslated("write it in digits, without quotes"),
        )
    try:
        return float(given)
    except OverflowError:
        raise InputError(untranslated("is too large a number"), untranslated("write a smaller one")) from None


def _flag(given: object, _type: object) -> bool:
    if not isinstance(given, bool):
        raise InputError(
            untranslated("must be true or false, not {given}", given=shown(given)),
            untranslated("write it without quotes"),
        )
    return given


def _day(given: object, _type: object) -> date:
    if isinstance(given, str):
        return day(given)
    if isinstance(given, datetime) or not isinstance(given, date):
        raise InputError(
            untranslated("must be a day, not {given}", given=shown(given)), untranslated("write it as 2016-09-05")
        )
    return given


def _aware(given: object, _type: object) -> datetime:
    if not isinstance(given, datetime) or given.utcoffset() is None:
        raise InputError(
            untranslated("must be an instant with its offset, not {given}", given=shown(given)),
            untranslated("write it as 2016-09-05T17:00:00+08:00"),
        )
    return given


def _moment(given: object, _type: object) -> Moment:
    """A day, an instant, or a text that is one; a time without a zone stays text, to be read in the group's zone."""
    if isinstance(given, datetime) and given.utcoffset() is None:
        return given.isoformat()
    if isinstance(given, date):
        return given
    if not isinstance(given, str):
        raise InputError(
            untranslated("must be a day or an instant, not {given}", given=shown(given)),
            untranslated("write it as 2016-09-05"),
        )
    instant(given, ZoneInfo("UTC"))
    return given


def _estimate(given: object, _type: object) -> Estimate:
    return Estimate.of(cast("str", given))


def _link(given: object, _type: object) -> Link:
    return Link.of(_text(given))


def _choice(given: object, type_: Any) -> str:
    known = get_args(type_)
    if given not in known:
        raise InputError(untranslated("cannot be {given}", given=shown(given)), choose(given, known))
    return cast("str", given)


def _names(given: object, _type: object) -> Names:
    if not isinstance(given, dict):
        raise InputError(
            untranslated("must be names by language, not {given}", given=shown(given)),
            untranslated('write it as {{ zh-Hans = "..." }}'),
        )
    return tuple(each(given.items(), lambda pair: (_line(pair[0]), _line(pair[1])), _first))


def _days(given: object, _type: object) -> NamedDays:
    if not isinstance(given, dict):
        raise InputError(
            untranslated("must be names by day, not {given}", given=shown(given)),
            untranslated('write it as {{ 2016-09-15 = "Mid-Autumn" }}'),
        )
    return tuple(each(given.items(), lambda pair: (day(pair[0]), _text(pair[1])), _first))


def _first(_place: int, pair: tuple[str, object]) -> str:
    return printable(pair[0])


def _list(given: object, type_: Any) -> Any:
    if not isinstance(given, list):
        raise InputError(
            untranslated("must be a list, not {given}", given=shown(given)),
            untranslated("put it in square brackets: [...]"),
        )
    return get_origin(type_)(each(given, lambda value: structure(value, get_args(type_)[0]), _entry))


def _entry(place: int, value: object) -> str:
    """How an entry of a list is called: by its code where it has one."""
    code = value.get("code") if isinstance(value, dict) else None
    return printable(code) if isinstance(code, str) else f"number {place}"


def _is_list(type_: Any) -> bool:
    return get_origin(type_) is frozenset or (get_origin(type_) is tuple and get_args(type_)[-1] is Ellipsis)


def _is_choice(type_: Any) -> bool:
    return get_origin(type_) is Literal


def _is_moment(type_: Any) -> bool:
    return type_ in (Moment, Moment | None)


def _converter() -> cattrs.Converter:
    """The one converter of seed files: hooks by class are asked before hooks by shape."""
    converter = cattrs.Converter(detailed_validation=False)
    for class_, hook in _BY_CLASS:
        converter.register_structure_hook(class_, hook)
    for has_shape, hook in _BY_SHAPE:
        converter.register_structure_hook_func(has_shape, hook)
    return converter


Hook = Callable[[Any, Any], Any]
_BY_CLASS: tuple[tuple[type, Hook], ...] = (
    (str, _text),
    (int, _whole),
    (float, _number),
    (bool, _flag),
    (date, _day),
    (datetime, _aware),
    (Estimate, _estimate),
    (Link, _link),
)
_BY_SHAPE: tuple[tuple[Callable[[Any], bool], Hook], ...] = (
    (_is_moment, _moment),
    (_is_choice, _choice),
    (_is_list, _list),
    (partial(eq, Names), _names),
    (partial(eq, NamedDays), _days),
)
CONVERTER = _converter()
