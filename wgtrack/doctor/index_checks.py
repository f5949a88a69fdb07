"""What is made from the journal beside what the journal makes: the last entry of each record, and what depends on what."""

from collections.abc import Iterator, Sequence

from wgtrack.doctor.chain_walk import Walk
from wgtrack.doctor.states import LastState
from wgtrack.doctor.symptoms import REPAIR, bounded, readable
from wgtrack.model.examination import Symptom
from wgtrack.model.programme import KINDS
from wgtrack.store.dependencies import dependencies
from wgtrack.store.sql import Database

_CURRENT = 'SELECT kind, "key", first, last, present FROM "current"'
_DEPENDENCIES = 'SELECT anchor, kind, "key" FROM dependencies'


def check(database: Database, states: Sequence[LastState], *, indexed: bool) -> Iterator[Symptom]:
    """What cannot be read of the last entries, and how ``current`` and ``dependencies`` differ from the journal."""
    unread = (f"the {state.kind} '{state.key}': {state.damage}" for state in states if state.damage)
    yield from bounded("values", unread, REPAIR)
    if indexed:
        yield from bounded("current", _differences(database, states), REPAIR)
        yield from bounded("current", _other_dependencies(database, states), REPAIR)


def _differences(database: Database, states: Sequence[LastState]) -> Iterator[str]:
    there = {(kind, key): tuple(rest) for kind, key, *rest in readable(database, _CURRENT) if kind in KINDS}
    for state in states:
        found = there.pop((state.kind, state.key), None)
        wanted = (state.entry.first, state.entry.number, int(state.record is not None))
        if found != wanted and not state.damage:
            by_journal = f"by the journal it is of entry {wanted[1]}" if wanted[2] else "by the journal it is not there"
            has = "not noted as current" if found is None or not found[2] else f"noted as of entry {found[1]}"
            yield f"the {state.kind} '{state.key}' is {has}, and {by_journal}"
    for kind, key in there:
        yield f"the {kind} '{key}' is noted as current, and by the journal it never was"


def _other_dependencies(database: Database, states: Sequence[LastState]) -> Iterator[str]:
    unread = {(state.kind, state.key) for state in states if state.damage}
    wanted = {each for state in states if state.record is not None for each in dependencies(state.record)}
    there = {
        (anchor, kind, key)
        for anchor, kind, key in readable(database, _DEPENDENCIES)
        if kind in KINDS and (kind, key) not in unread
    }
    for anchor, kind, key in sorted(wanted ^ there):
        missing = "not noted as depending on" if (anchor, kind, key) in wanted else "noted as depending on"
        yield f"the {kind} '{key}' is {missing} '{anchor}', and by the journal it {'does' if (anchor, kind, key) in wanted else 'does not'}"


def beyond(database: Database, walked: Walk) -> str:
    """What is noted of an entry behind the last of the journal; empty if nothing is."""
    found = [last for (last,) in readable(database, 'SELECT max(last) FROM "current"') if isinstance(last, int)]
    newest = max(found, default=0)
    return (
        f"a record is noted as of entry {newest}, and the journal ends at entry {walked.number}"
        if (newest > walked.number)
        else ""
    )
