"""The past, for random sequences of changes: every state that ever was current can be rebuilt."""

from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.helpers import T0, remove, task, write
from tests.strategies import unhurried
from wgtrack.model.base import Record
from wgtrack.model.calendars import Calendar
from wgtrack.model.programme import KIND_OF, WorkProgramme
from wgtrack.model.records import Deliverable
from wgtrack.store import Store


class Step(NamedTuple):
    """Records put together, and whether the first of them is removed instead; so many seconds after the step before."""

    records: list[Record]
    removing: bool
    gap: int


#: Few, so that records are changed, changed back, removed and put again; one key is several kinds' at a time.
_KEYS = st.sampled_from(("a", "b", "c"))
_RECORDS: st.SearchStrategy[Record] = st.one_of(
    st.builds(task, _KEYS, percent=st.integers(0, 2)),
    st.builds(Deliverable, key=_KEYS, title=st.just("D"), group=st.just("wg"), tags=st.sampled_from(((), ("x",)))),
    st.builds(Calendar, key=_KEYS, title=st.sampled_from(("", "C"))),
)
STEPS = st.lists(
    st.builds(Step, st.lists(_RECORDS, min_size=1, max_size=3), st.booleans(), st.integers(0, 2)), min_size=1
)


def _do(store: Store, step: Step, at: datetime) -> None:
    kind, key = KIND_OF[type(step.records[0])], step.records[0].key
    if step.removing and store.get(kind, key) is not None:
        remove(store, kind, key, at)
    else:
        write(store, *step.records, at=at)


def _whole(programme: WorkProgramme) -> list[object]:
    """All of a programme: records with their revisions and instants, in order."""
    return [
        (kind, key, record, record.revision, record.changed_at)
        for kind in KIND_OF.values()
        for key, record in programme.of_kind(kind).items()
    ]


@settings(unhurried, max_examples=100)
@given(STEPS)
def test_every_past_state_is_rebuilt(steps: list[Step]) -> None:
    """At every instant of the past, the record rebuilt from the journal is what was current then, in the same order."""
    current: dict[datetime, list[object]] = {}
    at = T0
    with Store.open(":memory:") as store:
        for step in steps:
            at += timedelta(seconds=step.gap)
            _do(store, step, at)
            current[at] = _whole(store.programme())
        for instant, state in current.items():
            assert _whole(store.rebuild(instant)) == state
            assert _whole(store.programme(instant)) == state
            between = instant + timedelta(microseconds=1)
            assert _whole(store.rebuild(between)) == state
        assert _whole(store.rebuild(T0 - timedelta(microseconds=1))) == []


@settings(unhurried, max_examples=60)
@given(STEPS)
def test_the_journal_tells_each_change_once(steps: list[Step]) -> None:
    """Each entry's record before is the one after its record's previous entry, and the last ones are what is current."""
    at = T0
    with Store.open(":memory:") as store:
        for step in steps:
            at += timedelta(seconds=step.gap)
            _do(store, step, at)
        last: dict[tuple[str, str], Record | None] = {}
        for number, entry in enumerate(store.entries(), start=1):
            assert entry.number == number
            assert entry.before == last.get((entry.kind, entry.key))
            assert entry.before != entry.after
            last[entry.kind, entry.key] = entry.after
        assert {name: store.get(*name) for name in last} == last
