"""What came of a change that moves others: the deadlines that moved with it."""

from typing import TYPE_CHECKING, Generic, TypeVar

from attrs import frozen

from wgtrack.model.base import Record

if TYPE_CHECKING:
    from wgtrack.rules.moved_deadlines import MovedDeadline

RecordT = TypeVar("RecordT", bound=Record)


@frozen
class Moved(Generic[RecordT]):
    """An event or item that was moved, and every deadline that moved with it."""

    record: RecordT
    deadlines: "tuple[MovedDeadline, ...]"


@frozen
class Refreshed:
    """Calendars that were looked up again and differ, and every deadline that moved by it."""

    calendars: tuple[str, ...]
    deadlines: "tuple[MovedDeadline, ...]"
