"""Stages in a record as people write them (``terms@CD``, ``--due-stage DIS``) become codes before it is stored."""

from collections.abc import Iterator
from typing import Any, TypeVar

import attrs

from wgtrack.dates import parse
from wgtrack.errors import DeadlineError
from wgtrack.model.base import Record
from wgtrack.model.fields import deadlines
from wgtrack.model.lifecycles import Lifecycle
from wgtrack.model.programme import Records
from wgtrack.model.records import Deliverable, Task
from wgtrack.model.stage_names import stage_code
from wgtrack.model.values import Link, StagePlanned

RecordT = TypeVar("RecordT", bound=Record)


def with_codes(record: RecordT, records: Records) -> RecordT:
    """The record with codes where it names stages in other words; InputError where those could be several stages."""
    changed = {name: value for name, value in _coded(record, records) if value != getattr(record, name)}
    return attrs.evolve(record, **changed) if changed else record


def _coded(record: Record, records: Records) -> Iterator[tuple[str, Any]]:
    for one in deadlines(record):
        if "@" in one.text and hasattr(record, one.name):
            yield one.name, _expression(one.text, records)
    if isinstance(record, Task):
        yield "after", tuple(_link(link, records) for link in record.after)
        if record.reached_by is not None:
            yield "reached_by", _named(record.reached_by, records)
    if isinstance(record, Deliverable):
        yield "planned", tuple(_plan(plan, record, records) for plan in record.planned)
        if record.due_stage is not None:
            yield "due_stage", _code(record, record.due_stage, records)


def _link(link: Link, records: Records) -> Link:
    return attrs.evolve(link, before=_named(link.before, records)) if "@" in link.before else link


def _plan(plan: StagePlanned, deliverable: Deliverable, records: Records) -> StagePlanned:
    code = _code(deliverable, plan.stage, records)
    due = _expression(plan.due, records) if "@" in plan.due else plan.due
    return plan if (code, due) == (plan.stage, plan.due) else StagePlanned(code, due)


def _expression(text: str, records: Records) -> str:
    try:
        anchor = parse(text).anchor
    except DeadlineError:  # told by whoever checks the record
        return text
    if anchor is None or anchor.stage is None:
        return text
    named = f"{anchor.key}@{anchor.stage}"
    return text.replace(named, _named(named, records), 1)


def _named(text: str, records: Records) -> str:
    """``KEY@STAGE`` with the stage's code."""
    key, _, stage = text.partition("@")
    deliverable = records.get("deliverable", key)
    return f"{key}@{_code(deliverable, stage, records)}" if stage and isinstance(deliverable, Deliverable) else text


def _code(deliverable: Deliverable, stage: str, records: Records) -> str:
    lifecycle = records.get("lifecycle", deliverable.lifecycle)
    return stage_code(lifecycle, stage) if isinstance(lifecycle, Lifecycle) else stage
