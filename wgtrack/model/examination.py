"""What an examination of a database file found, and what a repair made of it."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from wgtrack.messages.message import Message
from wgtrack.model.journal import Head

#: The parts of an examination, in their order.
Check = Literal["file", "schema", "keys", "chain", "head", "current", "documents", "values", "references", "calendars"]


class Symptom(NamedTuple):
    """One thing that was found: in which part, what it is in a sentence, and what to do about it."""

    check: Check
    message: str
    next_step: Message
    #: False for what is only told, such as official days that were published since.
    wrong: bool = True


class Examination(NamedTuple):
    """A database file, looked through."""

    path: str
    #: The schema it has.
    schema: int
    #: How many entries of its journal could be read, and the newest of them.
    entries: int
    head: Head | None
    #: How many records those entries make.
    records: int
    symptoms: Sequence[Symptom]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with it."""
        return not any(symptom.wrong for symptom in self.symptoms)


class Repair(NamedTuple):
    """A new file made from the journal of another, which was left as it is."""

    #: What was found in the old file, which is what the new one differs in.
    old: Examination
    #: What was lost or could not be mended on the way.
    lost: Sequence[str]
    #: The new file, looked through.
    new: Examination
