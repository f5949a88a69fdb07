"""What programs need to know of a reason: its code and its values, beside the sentence for people."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, TypeAlias

from wgtrack.messages.message import Message, Phrase, Text, Value

#: Writes a message in a language.
Tell: TypeAlias = Callable[[Text], str]


def details(texts: Iterable[object], tell: Tell) -> list[dict[str, Any]]:
    """Code, values and sentence of every message with a code among these texts, or among the clauses of a sentence."""
    return [detail(message, tell) for message in _messages(texts)]


def _messages(texts: Iterable[object]) -> Iterator[Message]:
    for text in texts:
        if isinstance(text, Message) and text.code:
            yield text
        elif isinstance(text, Phrase) and text.form == "clauses":
            yield from _messages(text.value)


def detail(message: Message, tell: Tell) -> dict[str, Any]:
    """Code, values and sentence of a message."""
    return {"code": message.code, "values": values_of(message, tell), "sentence": tell(message)}


def values_of(message: Message, tell: Tell) -> dict[str, Any]:
    """The named values of a message: days as YYYY-MM-DD, numbers, texts and lists.

    A value that is a message itself is an object of the same keys where it has a code, and else its number if it does nothing
    but count, an object of its values, or its sentence if it has none.
    """
    return {name: _plain(value, tell) for name, value in message.values.items()}


def _plain(value: Value, tell: Tell) -> Any:
    if isinstance(value, Phrase):
        return _of_phrase(value, tell)
    if isinstance(value, Message):
        return detail(value, tell) if value.code else _nested(value, tell)
    return value.isoformat() if isinstance(value, date) else _number(value)


def _nested(message: Message, tell: Tell) -> Any:
    if message.values.keys() == {"number"}:
        return _number(message.values["number"])
    return values_of(message, tell) if message.values else tell(message)


def _of_phrase(phrase: Phrase, tell: Tell) -> Any:
    value = phrase.value
    if isinstance(value, tuple) and phrase.form in {"listed", "joined", "clauses"}:
        return [_plain(part, tell) for part in value]
    if isinstance(value, date | int | float | str):
        return _plain(value, tell)
    return tell(phrase)


def _number(value: Any) -> Any:
    """A whole number as one, as JSON writes it in other places."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
