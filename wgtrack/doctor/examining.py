"""Looking through a database: its journal, what is made from it, and the files of issued reports."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wgtrack.doctor import chain_walk, document_checks, index_checks, journal_checks
from wgtrack.doctor.chain_walk import Walk
from wgtrack.doctor.source import Source
from wgtrack.doctor.states import LastState, states
from wgtrack.doctor.symptoms import BACKUP, REPAIR, bounded, readable
from wgtrack.messages.message import argument, call, untranslated
from wgtrack.model.examination import Symptom
from wgtrack.model.journal import Head

_TRUST = untranslated(
    "compare with a backup or with the hash in the group's minutes ({examine})",
    examine=call("wgtrack.doctor.examine", ..., argument("head")),
)
_ANY_COMMAND = untranslated("opening it brings it up to date, after keeping it as it is")


class Examined(NamedTuple):
    """What is known of a database after looking through it."""

    version: int
    walk: Walk
    #: What the journal leaves each record as.
    states: Sequence[LastState]
    symptoms: Sequence[Symptom]


def look_through(source: Source, head: Head | None = None) -> Examined:
    """Look through a database; with ``head``, whether its journal still has that entry with that hash."""
    database, chained = source.database, source.chained
    walked = chain_walk.walk(database, chained=chained)
    last = list(states(database, walked.last))
    symptoms = [
        *source.symptoms,
        *_chain(walked, chained=chained),
        *_end(source, walked),
        *_head(source, walked, head),
        *index_checks.check(database, last, indexed=source.indexed),
        *bounded("values", journal_checks.misfits(database, walked, chained=chained), BACKUP),
        *document_checks.examine(database, walked.reports, there=source.documents),
    ]
    usable = walked.entries or not walked.gaps
    told = [one if usable or one.next_step != REPAIR else one._replace(next_step=BACKUP) for one in symptoms]
    return Examined(source.version, walked, last, told)


def _chain(walked: Walk, *, chained: bool) -> Iterator[Symptom]:
    yield from bounded("chain", (_unread(gap) for gap in walked.gaps), REPAIR)
    if walked.misfit is not None:
        others = f", and {walked.misfits - 1} later ones do not" if walked.misfits > 1 else ""
        message = (
            f"entry {walked.misfit} of the journal ({walked.misfit_said}) does not fit the chain{others}:"
            " it was changed after it was written, or what stands before it was"
        )
        yield Symptom("chain", message, _TRUST)
    if walked.entries and not chained:
        message = "the journal has no chain yet, so a change to an entry cannot be noticed"
        yield Symptom("chain", message, _ANY_COMMAND, wrong=False)


def _unread(gap: chain_walk.Gap) -> str:
    if gap.at_end and gap.reason:
        return f"the journal cannot be read after entry {gap.first - 1} ({gap.reason})"
    verb = "is" if gap.first == gap.last or gap.at_end else "are"
    return f"{gap.which} cannot be read ({gap.reason})" if gap.reason else f"{gap.which} {verb} not there"


def _end(source: Source, walked: Walk) -> Iterator[Symptom]:
    """Whether the journal's end was cut off, as far as what was made from it remembers it."""
    if source.indexed and not walked.stopped and (told := index_checks.beyond(source.database, walked)):
        yield Symptom("chain", f"{told}: its end was cut off, or the note was changed", _TRUST)


def _head(source: Source, walked: Walk, head: Head | None) -> Iterator[Symptom]:
    if head is None:
        return
    if head.number > walked.number:
        message = f"the journal ends at entry {walked.number}, before the entry {head.number} that was noted"
        yield Symptom(
            "head",
            message,
            untranslated("find the file that has it, such as a backup; this one was cut short or is older"),
        )
        return
    if not source.chained:
        yield Symptom("head", "the journal has no chain yet, so it cannot be held against a hash", _ANY_COMMAND)
        return
    query = f"SELECT hash FROM journal{source.database.unindexed} WHERE number = ?"  # noqa: S608 - ours
    stored = [tuple(row) for row in readable(source.database, query, [head.number])]
    if stored != [(bytes.fromhex(head.hash),)]:
        message = f"entry {head.number} of the journal has another hash than was noted"
        yield Symptom(
            "head",
            message,
            untranslated("find the file that has it, such as a backup; the history of this one was rewritten"),
        )
