"""Facts of the past: a day on which something happened is never still to come, and a correction sets it right."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from attrs import evolve

from wgtrack.dates.instants import day_in, day_meant, instant
from wgtrack.errors import InputError, closest
from wgtrack.messages.message import Message, call, joined, untranslated
from wgtrack.model.base import Record
from wgtrack.model.fields import Fact, described, facts
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import Records
from wgtrack.model.records import Deliverable
from wgtrack.rules.verbs import state_in

RecordT = TypeVar("RecordT", bound=Record)


def check_facts(record: Record, before: Record | None, at: datetime) -> None:
    """Refuse what would have happened after an instant (in the zone of the record's group); what was so before stays."""
    known = set() if before is None else {(one.name, one.on) for one in facts(before)}
    for fact in facts(record):
        if (fact.name, fact.on) not in known and is_to_come(fact, at):
            raise InputError(
                untranslated(
                    "{fact} of '{key}' is {day}, which is still to come (the day is {today})",
                    code="future_fact",
                    fact=fact_words(fact),
                    key=record.key,
                    day=str(fact.on),
                    today=at.date().isoformat(),
                ),
                untranslated("record it when it has happened"),
            )


def is_to_come(fact: Fact, at: datetime) -> bool:
    """Whether something would have happened only after an instant."""
    return fact.on > at if isinstance(fact.on, datetime) else fact.on > at.date()


def fact_words(fact: Fact) -> Message:
    """What a fact is called in a sentence."""
    if fact.name.startswith("@"):
        return untranslated("the day that stage {stage} was reached", stage=fact.name[1:])
    return untranslated("'{field}'", field=fact.info.label or fact.name.replace("_", " "))


def corrected(record: RecordT, given: Mapping[str, Any], records: Records, zone: ZoneInfo) -> RecordT:
    """The record with other days for facts that it has: by the names of their fields, or of stages that were reached."""
    stages = record.reached if isinstance(record, Deliverable) else ()
    names = {field.name for field, info in described(type(record)) if info.fact}
    changed: Record = record
    for name, typed in given.items():
        value = typed if not isinstance(typed, str) or not typed or day_meant(typed) else instant(typed, zone)
        stage = name.removeprefix("@")
        if name in names:
            changed = _field_corrected(changed, name, value, records, zone)
        elif any(entered.stage == stage for entered in stages) and isinstance(changed, Deliverable):
            changed = _stage_corrected(changed, stage, day_in(value, zone), records)
        else:
            known = [*sorted(names), *dict.fromkeys(f"@{entered.stage}" for entered in stages)]
            raise InputError(
                untranslated("'{key}' has no fact '{name}' to correct", key=record.key, name=name),
                untranslated(
                    "its facts are {known}; what was promised is moved, and the rest edited",
                    known=joined(closest(name, known) or known),
                ),
            )
    return changed  # type: ignore[return-value]  # each step keeps the class


def _field_corrected(record: Record, name: str, value: Any, records: Records, zone: ZoneInfo) -> Record:
    missing = getattr(record, "done_on" if name == "done_at" else name) is None
    if value in {None, ""} or (missing and name in {"done_on", "done_at"}):
        raise InputError(
            untranslated("'{key}' has no '{field}' to correct", key=record.key, field=name.replace("_", " ")),
            untranslated("record it with its verb; {undo} takes back what never happened", undo=call("undo")),
        )
    if name not in {"done_on", "done_at"}:
        day_given: dict[str, Any] = {name: day_in(value, zone)}
        return evolve(record, **day_given)
    hour = instant(value, zone).astimezone(zone) if name == "done_at" or isinstance(value, datetime) else None
    day = day_in(value, zone) if hour is None else hour.date()
    if isinstance(record, Deliverable):
        lifecycle = records.get("lifecycle", record.lifecycle)
        done = [
            one.stage
            for one in record.reached
            if isinstance(lifecycle, Lifecycle) and state_in(record, lifecycle, one.stage) == "done"
        ]
        if done:
            record = _stage_corrected(record, done[0], day, records)
    return evolve(record, done_on=day, done_at=hour)  # type: ignore[call-arg]  # an item


def _stage_corrected(deliverable: Deliverable, stage: str, on: date, records: Records) -> Deliverable:
    """The deliverable with another day for a stage, which stays between those of its neighbours."""
    place = max(number for number, one in enumerate(deliverable.reached) if one.stage == stage)
    old = deliverable.reached[place]
    around = deliverable.reached[max(place - 1, 0) : place + 2]
    for one in around:
        number = deliverable.reached.index(one)
        if (number < place and one.on > on) or (number > place and one.on < on):
            raise InputError(
                untranslated(
                    "'{key}' reached {other} on {day}, so it cannot have entered {stage} on {on}",
                    key=deliverable.key,
                    other=one.stage,
                    day=one.on.isoformat(),
                    stage=stage,
                    on=on.isoformat(),
                ),
                untranslated("correct both days at once, the one that is in the way first"),
            )
    reached = (*deliverable.reached[:place], evolve(old, on=on), *deliverable.reached[place + 1 :])
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    ends = isinstance(lifecycle, Lifecycle) and state_in(deliverable, lifecycle, stage) == "done"
    moves_end = ends and deliverable.done_on == old.on
    return evolve(
        deliverable,
        reached=reached,
        started_on=on if place == 0 and deliverable.started_on == old.on else deliverable.started_on,
        done_on=on if moves_end else deliverable.done_on,
        done_at=None if moves_end else deliverable.done_at,
    )
