"""What all frozen values have in common."""

from datetime import UTC, datetime
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
    # What has a key of its own is compared by that, as an instant is by its time in UTC.
    return tuple(
        getattr(value, each.name) if each.eq_key is None else each.eq_key(getattr(value, each.name))
        for each in _fields(value)
        if each.eq
    )


def in_utc(instant: datetime | None) -> datetime | None:
    """An instant as it is compared: Python takes two zones' times for different where one of them comes twice, or never."""
    return None if instant is None else instant.astimezone(UTC)


def _fields(value: object) -> Any:
    return fields(type(value))  # type: ignore[arg-type] # every value's class is made by attrs
