"""How values are kept in the JSON of a snapshot; which way it is follows from a field's type.

Text, whole numbers and None stay as they are; days and instants become text, small values become text, lists or objects. Every
encoder refuses a value of the wrong type, and every decoder refuses what no encoder writes, so that damage is not read as data.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from json.decoder import JSONDecoder
from json.encoder import JSONEncoder
from types import NoneType
from typing import Any, Literal, NamedTuple, get_args, get_origin

import attrs

from wgtrack.errors import InstantError
from wgtrack.messages.message import untranslated
from wgtrack.model.values import LINK_TYPES, Estimate, Link

#: Canonical JSON: sorted, compact, readable in every script.
dumps = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode
_scan = JSONDecoder().raw_decode

#: What an encoder raises for a value it cannot keep, and a decoder for what it cannot read.
WRONG_VALUE = (TypeError, ValueError, LookupError, AttributeError, OverflowError, RecursionError)

# Taken once, so that a test that freezes the clock does not get its own classes into the caches below.
_read_day = date.fromisoformat
_read_instant = datetime.fromisoformat

_LINK_TYPE = {str(kind): kind for kind in LINK_TYPES}

_set_before, _set_type, _set_lag, _set_longest = (
    getattr(Link, name).__set__ for name in ("before", "type", "lag", "longest")
)
#: How many values a memo holds before it starts over.
_REMEMBERED = 4096

Encode = Callable[[Any], Any]
Decode = Callable[[Any], Any]


class DamagedValueError(Exception):
    """What is stored cannot be read back; ``str(error)`` names the record and says why."""


class Codec(NamedTuple):
    """One way to keep a value."""

    #: Value -> what JSON keeps.
    encode: Encode
    #: What was kept -> value; None where it is the value itself, if it has one of ``types``.
    decode: Decode | None
    types: frozenset[type] = frozenset()
    #: The class of what JSON keeps: text, a whole number, a number, or a list (also for objects).
    kept: type = list


def loads(text: str) -> Any:
    """What a canonical JSON text says; no blanks around it are allowed for, which makes this twice as fast as json.loads."""
    plain, end = _scan(text)
    if end != len(text):
        raise ValueError("the JSON ends too early")
    return plain


def loads_all(texts: Sequence[str]) -> list[Any]:
    """What several JSON texts say, read in one go."""
    plains: list[Any] = loads(f"[{','.join(texts)}]")
    if len(plains) != len(texts):
        raise ValueError("the JSON is not whole")
    return plains


def check_types(kept: Iterable[object], types: frozenset[type]) -> None:
    """Refuse kept values of another type than these."""
    found = set(map(type, kept))
    if not found <= types:
        names = ", ".join(sorted(unknown.__name__ for unknown in found - types))
        raise TypeError(f"a value of type {names} is out of place")


def defaults(cls: type) -> dict[str, Any]:
    """What the fields of an attrs class are when they are not given."""
    return {field.name: field.default for field in attrs.fields(cls) if field.default is not attrs.NOTHING}


class Memo(dict[Any, Any]):
    """A decoder that remembers: the same days and instants come again and again, and a look-up is a call in C."""

    def __init__(self, decode: Decode) -> None:
        super().__init__()
        self._decode = decode

    def __missing__(self, kept: Any) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self[kept] = self._decode(kept)
        return value


def day_text(day: date) -> str:
    """A day as ``YYYY-MM-DD``."""
    if not isinstance(day, date) or isinstance(day, datetime):
        raise TypeError(f"{day!r} is not a day")
    return day.isoformat()


def day_of(text: str) -> date:
    """The day that ``day_text`` wrote."""
    day = _read_day(text)
    if day.isoformat() != text:
        raise ValueError(f"{text!r} is not a day as it is kept")
    return day


def instant_text(instant: datetime) -> str:
    """An aware instant as UTC text of one fixed width, which sorts as time does."""
    if not isinstance(instant, datetime) or instant.utcoffset() is None:
        raise TypeError(f"{instant!r} is not an instant with a time zone")
    return datetime.isoformat(instant.astimezone(UTC), timespec="microseconds")


def instant_of(text: str) -> datetime:
    """The instant that ``instant_text`` wrote, in UTC."""
    instant = _read_instant(text)
    if instant.isoformat(timespec="microseconds") != text or instant.tzinfo is not UTC:
        raise ValueError(f"{text!r} is not an instant as it is kept")
    return instant


#: ``instant_of`` with a memory: the same instants come again and again.
read_instant = Memo(instant_of).__getitem__


def moment(at: datetime) -> str:
    """An instant as the journal keeps it; InstantError for one without a zone."""
    try:
        return instant_text(at)
    except TypeError as error:
        raise InstantError(
            untranslated("the instant {at} has no time zone", at=str(at)),
            untranslated("give an aware datetime, with tzinfo"),
            text=str(at),
        ) from error
    except OverflowError as error:
        raise InstantError(
            untranslated("the instant {at} is out of range", at=str(at)),
            untranslated("give one in the years 1 to 9999"),
            text=str(at),
        ) from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not a whole number")
    if not -(2**63) <= value < 2**63:
        raise ValueError(f"{value!r} is too large")
    return value


def _decimal(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _list(kept: object) -> list[Any]:
    if not isinstance(kept, list):
        raise TypeError(f"{kept!r} is not a list")
    return kept


def _estimate_text(estimate: Estimate) -> str:
    days = (estimate.optimistic, estimate.likely, estimate.pessimistic)
    return "/".join(repr(float(day)) for day in (days[:1] if len(set(days)) == 1 else days))


def _estimate_of(text: str) -> Estimate:
    days = [float(part) for part in text.split("/")]
    return Estimate(*(days * 3 if len(days) == 1 else days))


def _link_text(link: Link) -> str:
    plain = link.type == "FS" and not link.lag and link.longest is None and " " not in link.before
    if plain:
        return _text(link.before)
    most = "" if link.longest is None else f" {_number(link.longest):+d}"
    return f"{_text(link.before)} {link.type} {_number(link.lag):+d}{most}"


def _link_parts(text: str) -> tuple[str, str, str, str | None]:
    if " " not in text:
        return _text(text), "FS", "0", None
    before, kind, lag = text.rsplit(" ", 2)
    if kind in _LINK_TYPE:
        return before, kind, lag, None
    most = lag
    before, kind, lag = f"{before} {kind}".rsplit(" ", 2)
    return before, kind, lag, most


def _link_of(text: str) -> Link:
    before, kind, lag, most = _link_parts(text)
    link = Link.__new__(Link)  # Link(...) would check the type again, and there are as many links as tasks
    _set_before(link, before)
    _set_type(link, _LINK_TYPE[kind])
    _set_lag(link, int(lag))
    _set_longest(link, None if most is None else int(most))
    return link


def read_all(codec: Codec, kept: Sequence[Any]) -> Iterable[Any]:
    """Values from what snapshots keep of them."""
    if codec.decode is not None:
        return map(codec.decode, kept)
    check_types(kept, codec.types)
    return kept


def read_one(codec: Codec, kept: Any) -> Any:
    """One value from what is kept of it."""
    if codec.decode is not None:
        return codec.decode(kept)
    if type(kept) not in codec.types:
        raise TypeError(f"a value of type {type(kept).__name__} is out of place")
    return kept


#: How values of each plain type are kept. A small value that is written in one word is kept as that word.
_PLAIN: Mapping[Any, Codec] = {
    str: Codec(_text, None, frozenset({str}), str),
    int: Codec(_number, None, frozenset({int}), int),
    float: Codec(_decimal, None, frozenset({float}), float),
    bool: Codec({False: 0, True: 1}.__getitem__, {0: False, 1: True}.__getitem__, kept=int),
    date: Codec(day_text, Memo(day_of).__getitem__, kept=str),
    datetime: Codec(instant_text, read_instant, kept=str),
    Estimate: Codec(_estimate_text, Memo(_estimate_of).__getitem__, kept=str),
    Link: Codec(_link_text, _link_of, kept=str),  # most are different, so that remembering them takes longer
}


def codec_of(type_: Any) -> Codec:
    """How values of a field's type are kept; TypeError for a type that has no way to be."""
    if type_ in _PLAIN:
        return _PLAIN[type_]
    if isinstance(type_, type) and attrs.has(type_):
        return _object(type_)
    origin, parts = get_origin(type_), get_args(type_)
    if origin is Literal:
        choices = {choice: choice for choice in parts}
        return Codec(choices.__getitem__, choices.__getitem__, kept=type(parts[0]))
    if NoneType in parts:
        return _optional(codec_of(_only([part for part in parts if part is not NoneType], type_)))
    if origin is frozenset:
        return _many(codec_of(parts[0]), frozenset)
    if origin is tuple:
        return _many(codec_of(parts[0]), tuple) if parts[-1] is Ellipsis else _row(list(map(codec_of, parts)))
    raise TypeError(f"there is no way to keep values of the type {type_!r}")


def _only(parts: Sequence[Any], type_: Any) -> Any:
    if len(parts) != 1:
        raise TypeError(f"there is no one way to keep values of the type {type_!r}")
    return parts[0]


def _optional(codec: Codec) -> Codec:
    """A value or None."""
    encode, decode = codec.encode, codec.decode
    if decode is None:
        return codec._replace(
            encode=lambda value: None if value is None else encode(value), types=codec.types | {NoneType}
        )
    return codec._replace(
        encode=lambda value: None if value is None else encode(value),
        decode=lambda kept: None if kept is None else decode(kept),
    )


def _many(codec: Codec, into: Callable[[Iterable[Any]], Collection[Any]]) -> Codec:
    """A collection as a list: a tuple in its order, or a set sorted."""
    ordered = sorted if into is frozenset else list
    if codec.decode is None:
        types = codec.types

        def plain(kept: Any) -> Collection[Any]:
            if type(kept) is not list or not types.issuperset(map(type, kept)):
                raise TypeError(f"{kept!r} is not a list of values of this type")
            return into(kept)

        return Codec(lambda values: ordered(map(codec.encode, _iterable(values))), plain)
    return Codec(
        lambda values: ordered(map(codec.encode, _iterable(values))), lambda kept: into(read_all(codec, _list(kept)))
    )


def _iterable(values: Any) -> Any:
    if isinstance(values, str):
        raise TypeError(f"{values!r} is no collection")
    return values


def _row(codecs: Sequence[Codec]) -> Codec:
    """A tuple of so many values, each of its own type, as a list."""

    def encode(values: Any) -> list[Any]:
        return [codec.encode(value) for codec, value in zip(codecs, _iterable(values), strict=True)]

    def decode(kept: Any) -> tuple[Any, ...]:
        return tuple(read_one(codec, part) for codec, part in zip(codecs, _list(kept), strict=True))

    return Codec(encode, decode)


def _object(cls: type) -> Codec:
    """A small value as an object without what is default; read back through the checks of its class."""
    codecs = {field.name: codec_of(field.type) for field in attrs.fields(cls)}
    left_out = defaults(cls)

    def encode(value: Any) -> dict[str, Any]:
        given = {name: getattr(value, name) for name in codecs}
        return {
            name: codecs[name].encode(part)
            for name, part in given.items()
            if name not in left_out or part != left_out[name]
        }

    def decode(kept: Mapping[str, Any]) -> Any:
        return cls(**{name: read_one(codecs[name], part) for name, part in kept.items()})

    return Codec(encode, decode)
