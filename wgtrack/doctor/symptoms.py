"""How findings are told: the first of a kind one by one, the rest counted; and what there is to do about them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wgtrack.errors import StoreError
from wgtrack.messages.message import Message, call, untranslated
from wgtrack.model.examination import Check, Symptom
from wgtrack.store.sql import Database

#: What to do about what cannot be mended in place, and about what cannot be mended at all.
REPAIR = untranslated(
    "make a new file from the journal with {repair}, or restore a backup",
    repair=call("wgtrack.doctor.repair", ...),
)
BACKUP = untranslated("restore it from a backup")
#: How many findings of one kind are told one by one.
MOST = 10


def bounded(check: Check, messages: Iterable[str], next_step: Message) -> Iterator[Symptom]:
    """A symptom for each of the first messages, and one for how many more there are."""
    more = 0
    for number, message in enumerate(messages, 1):
        if number <= MOST:
            yield Symptom(check, message, next_step)
        else:
            more += 1
    if more:
        yield Symptom(check, f"and {more} more of these", next_step)


def readable(database: Database, query: str, parameters: Sequence[Any] = ()) -> Sequence[Sequence[Any]]:
    """The rows of a query; none where they cannot be read, which the check of the file tells."""
    try:
        return database.rows(query, parameters)
    except StoreError:
        return ()
