"""Fields of a frozen value that are worked out when they are first read, and kept.

The plans of 250 deliverables on one chain have 32,000 pieces and 63,000 ways to win days: 1.5 s of work, which whoever asks for
their headlines alone need not wait for.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar, cast

import attrs
from attrs.exceptions import FrozenInstanceError

T = TypeVar("T")


class _Later(NamedTuple):
    """Stands in a field until this is called for it."""

    make: Callable[[], Any]


def later(make: Callable[[], T]) -> T:
    """What a field can be given in place of its value: a call that makes it."""
    return cast("T", _Later(make))


class _Field:
    """A field of a class that is frozen and has no slots; the class can be compared, copied and pickled like any other."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __get__(self, instance: object | None, owner: type) -> Any:
        if instance is None:
            return self
        value = vars(instance)[self._name]
        if isinstance(value, _Later):
            value = vars(instance)[self._name] = value.make()
        return value

    def __set__(self, instance: object, value: object) -> None:
        raise FrozenInstanceError


def made_later(*names: str) -> Callable[[type[T]], type[T]]:
    """Let these fields of a frozen attrs class be given with ``later``."""

    def decorated(cls: type[T]) -> type[T]:
        for name in names:
            setattr(cls, name, _Field(name))
        cls.__getstate__ = _state  # type: ignore[assignment] # what makes the fields cannot be pickled, and they can
        return cls

    return decorated


def _state(instance: attrs.AttrsInstance) -> dict[str, Any]:
    return {field.name: getattr(instance, field.name) for field in attrs.fields(type(instance))}
