"""What all frozen values have in common."""

from typing import Any

from attrs import fields


class Value:
    """Compared, hashed and written by its fields.

    attrs would write and compile these methods for every class of its own each time that Python starts, which is a tenth of
    what ``wgtrack status`` takes; so classes that a status needs turn that off (``eq=False, repr=False``) and have these.
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return _compared(self) == _compared(other)

    def __hash__(self) -> int:
        return hash((type(self), _compared(self)))

    def __repr__(self) -> str:
        """The value as it would be written, without what is default."""
        given = (each for each in _fields(self) if each.repr and getattr(self, each.name) != each.default)
        return f"{type(self).__name__}({', '.join(f'{each.name}={getattr(self, each.name)!r}' for each in given)})"


def _compared(value: object) -> tuple[Any, ...]:
    return tuple(getattr(value, each.name) for each in _fields(value) if each.eq)


def _fields(value: object) -> Any:
    return fields(type(value))  # type: ignore[arg-type] # every value's class is made by attrs
