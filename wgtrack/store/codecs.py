"""How single values are kept: in a column of a table, and in a JSON snapshot of the journal.

Text, whole numbers and None stay as they are; days and instants become text; compound values become JSON. Every encoder
refuses a value of the wrong type, and every decoder refuses what no encoder writes, so that damage is not read as data.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from json.decoder import JSONDecoder
from json.encoder import JSONEncoder
from typing import Any, NamedTuple

import attrs

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

    #: Value -> what SQLite or JSON keeps; never asked for None.
    encode: Encode
    #: What was kept -> value; None where it is the value itself, if it has one of ``types``.
    decode: Decode | None
    types: frozenset[type] = frozenset()
    #: JSON text in a column, a plain part of a snapshot; NULL in the column stands for the field's default.
    nested: bool = False


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


def _days(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number of days")
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


def optional(encode: Encode, decode: Decode) -> Codec:
    """A value or None."""
    return Codec(encode, Memo(lambda kept: None if kept is None else decode(kept)).__getitem__)


def one_of(values: Iterable[Any]) -> Codec:
    """One of a few values; looking it up refuses others, and keeps one copy of each in memory."""
    choices = {value: value for value in values}
    return Codec(choices.__getitem__, choices.__getitem__)


def many(encode: Encode, decode: Decode, into: Callable[[Iterable[Any]], Collection[Any]] = tuple) -> Codec:
    """A collection as a JSON list: a tuple in its order, or a set sorted."""
    ordered = sorted if into is frozenset else list
    return Codec(lambda values: ordered(map(encode, values)), lambda kept: into(map(decode, _list(kept))), nested=True)


def parts(cls: type, codecs: Mapping[str, Codec]) -> Codec:
    """A small value as a JSON object without what is default; read back through the checks of its class."""
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

    return Codec(encode, decode, nested=True)


def many_parts(cls: type, codecs: Mapping[str, Codec]) -> Codec:
    """A tuple of small values as a JSON list of objects."""
    one = parts(cls, codecs)
    return many(one.encode, lambda kept: read_one(one, kept))


def read_all(codec: Codec, kept: Sequence[Any]) -> Iterable[Any]:
    """Values from what snapshots, or columns without JSON, keep of them."""
    if codec.decode is not None:
        return map(codec.decode, kept)
    check_types(kept, codec.types)
    return kept


def read_one(codec: Codec, kept: Any) -> Any:
    """One value from what is kept of it."""
    (value,) = read_all(codec, (kept,))
    return value


TEXT = Codec(_text, None, frozenset({str}))
OPTIONAL_TEXT = TEXT._replace(types=frozenset({str, type(None)}))
NUMBER = Codec(_number, None, frozenset({int}))
OPTIONAL_NUMBER = NUMBER._replace(types=frozenset({int, type(None)}))
OPTIONAL_DAYS = Codec(_days, None, frozenset({float, type(None)}))
FLAG = Codec({False: 0, True: 1}.__getitem__, {0: False, 1: True}.__getitem__)
PERCENT = one_of(range(101))
DAY = Codec(day_text, day_of)
INSTANT = Codec(instant_text, Memo(instant_of).__getitem__)
OPTIONAL_DAY = optional(day_text, day_of)
OPTIONAL_INSTANT = optional(instant_text, instant_of)
ESTIMATE = optional(_estimate_text, _estimate_of)
WORDS = many(_text, _text)
LINKS = many(_link_text, _link_of)
NUMBERS = many(_number, _number, frozenset)
DAYS = many(day_text, day_of)
PAIRS = many(lambda pair: [_text(part) for part in pair], lambda pair: (_text(pair[0]), _text(pair[1])))
NAMED_DAYS = many(lambda pair: [day_text(pair[0]), _text(pair[1])], lambda pair: (day_of(pair[0]), _text(pair[1])))
